//! Where a page says what stands at a place of its endpoint's file.

use std::collections::BTreeMap;

use crate::diagnostic::Step;
use crate::pages::facts::{self, Page};
use crate::spec::model::{Endpoint, Field};

/// The lines of a page that an endpoint was transcribed from: all that is kept of a page once that is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Of facts that are no list, by their keys.
    facts: BTreeMap<String, usize>,
    /// Of fields, by the keys of their lists.
    fields: BTreeMap<&'static str, Box<[FieldLines]>>,
    /// Of the elements of other lists, by the keys of the lists.
    elements: BTreeMap<&'static str, Box<[usize]>>,
}

/// The lines of a field. None is known where it is 0.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct FieldLines {
    own: usize,
    values: Box<[usize]>,
    fields: Box<[FieldLines]>,
}

impl Lines {
    /// Looks up the lines of everything in an endpoint that was transcribed from a page.
    #[must_use]
    pub fn of(page: &Page, endpoint: &Endpoint) -> Self {
        let errors = endpoint.errors.iter().map(|error| {
            let row = page.errors.iter().find(|row| row.code == error.code);
            row.map_or(0, |row| row.line)
        });
        let headers = endpoint.headers.iter().map(|header| {
            let row = page.headers.iter().find(|row| row.name == header.name);
            row.map_or(0, |row| row.line)
        });
        let examples = page.examples.iter().map(|example| example.line);
        Self {
            facts: page.lines.clone(),
            fields: BTreeMap::from([
                ("path_params", fields(&page.path_params, &endpoint.path_params)),
                ("query_params", fields(&page.query_params, &endpoint.query_params)),
                ("body", fields(&page.body, &endpoint.body)),
                ("response", answer(page, endpoint)),
            ]),
            elements: BTreeMap::from([
                ("errors", errors.collect()),
                ("headers", headers.collect()),
                ("examples", examples.collect()),
            ]),
        }
    }

    /// The line that a place of the endpoint was transcribed from, from 1.
    #[must_use]
    pub fn line(&self, steps: &[Step]) -> Option<usize> {
        let (Step::Key(key), rest) = steps.split_first()? else { return None };
        let line = if let Some(fields) = self.fields.get(key.as_str()) {
            of_field(fields, rest)
        } else if let Some(elements) = self.elements.get(key.as_str()) {
            elements.get(index(rest)?).copied()
        } else {
            self.facts.get(key).copied()
        };
        line.filter(|line| *line > 0)
    }
}

/// The lines of the fields of an answer. Where the page's table began inside the envelope, they are inside too.
fn answer(page: &Page, endpoint: &Endpoint) -> Box<[FieldLines]> {
    let own = fields(&page.response, &endpoint.response);
    match (&*own, &*endpoint.response) {
        ([first], [envelope]) if first.own == 0 => {
            Box::new([FieldLines { fields: fields(&page.response, &envelope.fields), ..FieldLines::default() }])
        }
        _ => own,
    }
}

/// The lines of fields. Rows are found by name, because some were left out, and are in the order of the fields.
fn fields(rows: &[facts::Field], fields: &[Field]) -> Box<[FieldLines]> {
    let mut next = 0;
    let lines = fields.iter().map(|field| {
        let is_it = |row: &facts::Field| row.name == field.name;
        let Some(skipped) = rows[next..].iter().position(is_it) else { return FieldLines::default() };
        let row = &rows[next + skipped];
        next += skipped + 1;
        let values = field.values.iter().map(|value| {
            let listed = row.known_values().iter().find(|listed| listed.value == value.value);
            listed.map_or(0, |listed| listed.line)
        });
        let values = values.collect();
        FieldLines { own: row.line, values, fields: self::fields(&row.children, &field.fields) }
    });
    lines.collect()
}

fn index(steps: &[Step]) -> Option<usize> {
    match steps.first()? {
        Step::Index(index) => Some(*index),
        Step::Key(_) => None,
    }
}

/// The line of a field, or of one of its values.
fn of_field(lines: &[FieldLines], steps: &[Step]) -> Option<usize> {
    let field = lines.get(index(steps)?)?;
    let inside = match &steps[1..] {
        [Step::Key(key), rest @ ..] if key == "fields" => of_field(&field.fields, rest),
        [Step::Key(key), rest @ ..] if key == "values" => field.values.get(index(rest)?).copied(),
        _ => None,
    };
    inside.filter(|line| *line > 0).or(Some(field.own))
}

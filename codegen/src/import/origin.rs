//! Where a page says what stands at a place of its endpoint's file.

use crate::diagnostic::Step;
use crate::pages::facts::{self, Page};
use crate::spec::model::{Endpoint, Field};

/// The line of the page that a place of the endpoint was transcribed from, from 1.
#[must_use]
pub fn line(page: &Page, endpoint: &Endpoint, steps: &[Step]) -> Option<usize> {
    let (Step::Key(key), rest) = steps.split_first()? else { return None };
    let line = match key.as_str() {
        "path_params" => field(&page.path_params, &endpoint.path_params, rest),
        "query_params" => field(&page.query_params, &endpoint.query_params, rest),
        "body" => field(&page.body, &endpoint.body, rest),
        "response" => field(&page.response, &endpoint.response, rest)
            // The page's table began inside the envelope.
            .or_else(|| field(&page.response, &endpoint.response.first()?.fields, rest.get(2..)?)),
        "errors" => {
            let error = endpoint.errors.get(index(rest)?)?;
            page.errors.iter().find(|row| row.code == error.code).map(|row| row.line)
        }
        "headers" => {
            let header = endpoint.headers.get(index(rest)?)?;
            page.headers.iter().find(|row| row.name == header.name).map(|row| row.line)
        }
        "examples" => page.examples.get(index(rest)?).map(|example| example.line),
        key => page.lines.get(key).copied(),
    };
    line.filter(|line| *line > 0)
}

fn index(steps: &[Step]) -> Option<usize> {
    match steps.first()? {
        Step::Index(index) => Some(*index),
        Step::Key(_) => None,
    }
}

/// The line of a field, or of one of its values; rows are found by name, because some were left out.
fn field(rows: &[facts::Field], fields: &[Field], steps: &[Step]) -> Option<usize> {
    let field = fields.get(index(steps)?)?;
    let row = rows.iter().find(|row| row.name == field.name)?;
    let inside = match &steps[1..] {
        [Step::Key(key), rest @ ..] if key == "fields" => self::field(&row.children, &field.fields, rest),
        [Step::Key(key), Step::Index(index), ..] if key == "values" => {
            let value = field.values.get(*index)?;
            row.values.iter().find(|listed| listed.value == value.value).map(|listed| listed.line)
        }
        _ => None,
    };
    inside.filter(|line| *line > 0).or(Some(row.line))
}

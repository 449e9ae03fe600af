//! Tables of parameters and fields.

use std::collections::BTreeSet;

use serde_json::Value;

use super::prose::{self, Said};
use super::{Scribe, values};
use crate::pages::facts::{self, ListedValue, Page, Role};
use crate::spec::TypeName;
use crate::spec::model::{Bounds, EnumValue, Envelope, Field, FieldScope, LengthUnit, Nesting, Rare};

/// The type of a field of which the page says none.
const NO_TYPE: &str = "any";

/// What becomes of sentences.
const IN_WORDS: &str = "it is left out; where it matters, say it in `decide.summary`";

/// The fields of a table. One that is listed twice counts once.
pub fn list(rows: &[facts::Field], scribe: &mut Scribe<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    for row in rows {
        if !values::is_name(&row.name) {
            let what = format!("`{}` is no name of a field", values::shown(&row.name));
            scribe.note(row.line, what, "the row is left out, with the rows inside it");
            continue;
        }
        let field = field(row, scribe);
        match fields.iter().find(|known| known.name == field.name) {
            None => fields.push(field),
            Some(first) => {
                let difference = if *first == field { "" } else { ", with different facts" };
                let what = format!("`{}` is listed twice side by side{difference}", field.name);
                scribe.note(row.line, what, "the first row counts");
            }
        }
    }
    fields
}

fn field(row: &facts::Field, scribe: &mut Scribe<'_>) -> Field {
    let facts::Field { name, type_name, required, children, line, .. } = row;
    let printed = type_name.as_deref().map(values::one_line).filter(|text| values::is_type(text));
    let untyped = if children.is_empty() { NO_TYPE } else { "-" };
    let type_name = printed.unwrap_or_else(|| untyped.to_owned());
    let parsed = TypeName::parse(&type_name);
    let fields = list(children, scribe);
    let lost_nesting = children.iter().any(|child| child.inferred);
    let said = prose::said(&parsed, row.description.as_deref().unwrap_or_default());
    let rows = row.known_values();
    let listed = if rows.is_empty() { plain_values(&said) } else { listed(rows, scribe) };
    Field {
        name: name.clone(),
        required: *required,
        default: default(row, &parsed, *line, scribe).or_else(|| said.default.map(Value::from)),
        example: row.example.as_deref().and_then(|text| values::example(&parsed, text)),
        values: listed,
        bounds: bounds(row, scribe).or_else(|| said_bounds(&said)).map(Box::new),
        field_scopes: field_scopes(row),
        see: scribe.addresses(&row.see),
        nesting: lost_nesting.then_some(Nesting::Inferred),
        fields,
        type_name,
        decide: Rare::default(),
    }
}

fn default(row: &facts::Field, type_name: &TypeName, line: usize, scribe: &mut Scribe<'_>) -> Option<Value> {
    let printed = row.default.as_deref().filter(|text| !text.trim().is_empty())?;
    let listed: Vec<_> = row.known_values().iter().map(|value| value.value.clone()).collect();
    let default = values::default(type_name, printed, &listed);
    if default.is_none() {
        let what = format!("the default of `{}` is no value of its type: `{}`", row.name, values::shown(printed));
        scribe.note(line, what, IN_WORDS);
    }
    default
}

fn listed(rows: &[ListedValue], scribe: &mut Scribe<'_>) -> Vec<EnumValue> {
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for row in rows {
        let value = values::one_line(&row.value);
        if value.is_empty() {
            scribe.note(row.line, "a listed value is empty", "it is left out");
        } else if seen.insert(value.clone()) {
            found.push(EnumValue { value, see: scribe.addresses(&row.see), decide: Rare::default() });
        } else {
            scribe.note(row.line, format!("the value `{}` is listed twice", values::shown(&value)), "it counts once");
        }
    }
    found
}

/// Values that a description lists in passing.
fn plain_values(said: &Said) -> Vec<EnumValue> {
    let value = |value: &String| EnumValue { value: value.clone(), see: Vec::new(), decide: Rare::default() };
    said.values.iter().map(value).collect()
}

/// Bounds that a description states in passing.
fn said_bounds(said: &Said) -> Option<Bounds> {
    let bounds = Bounds { min: said.min.map(Into::into), max: said.max.map(Into::into), ..Bounds::default() };
    (bounds != Bounds::default()).then_some(bounds)
}

fn bounds(row: &facts::Field, scribe: &mut Scribe<'_>) -> Option<Bounds> {
    let facts::Bounds { len_min, len_max, unit, val_min, val_max, regex, other } = row.bounds.as_ref()?;
    let length = |length: &Option<i64>| length.and_then(|length| u64::try_from(length).ok());
    let (in_words, other): (Vec<_>, Vec<_>) =
        other.iter().map(|text| values::one_line(text)).partition(|text| values::has_ideographs(text));
    for text in in_words {
        let what = format!("a bound of `{}` is a sentence: `{}`", row.name, values::shown(&text));
        scribe.note(row.line, what, IN_WORDS);
    }
    let bounds = Bounds {
        min: val_min.clone(),
        max: val_max.clone(),
        len_min: length(len_min),
        len_max: length(len_max),
        unit: unit.as_deref().and_then(unit_of_length),
        regex: regex.clone(),
        other,
    };
    (bounds != Bounds::default()).then_some(bounds)
}

/// What a printed length counts. Characters are what it counts where nothing is said, and need not be.
fn unit_of_length(printed: &str) -> Option<LengthUnit> {
    let is_bytes = printed.contains("字节") || printed.to_lowercase().contains("byte");
    is_bytes.then_some(LengthUnit::Bytes)
}

/// The scopes of a field. What is said to hold for one value is only kept for a value that is listed, where any are.
fn field_scopes(row: &facts::Field) -> Vec<FieldScope> {
    let listed = row.known_values();
    let is_listed = |value: &String| listed.is_empty() || listed.iter().any(|listed| listed.value == *value);
    let scopes = row.field_scopes.iter();
    scopes.map(|scope| FieldScope { scope: scope.name.clone(), when: scope.when.clone().filter(is_listed) }).collect()
}

/// A placeholder of the path that no row describes is a text; a row without a placeholder has nowhere to go.
pub fn match_placeholders(path: &str, fields: &mut Vec<Field>, page: &Page, scribe: &mut Scribe<'_>) {
    let placeholders: Vec<&str> = path.split('/').filter_map(|part| part.strip_prefix(':')).collect();
    let line = page.lines.get("path").copied().unwrap_or(0);
    fields.retain(|field| {
        let is_used = placeholders.contains(&field.name.as_str());
        if !is_used {
            let row = page.path_params.iter().find(|row| row.name == field.name);
            let what = format!("the path has no placeholder `:{}`", field.name);
            scribe.note(row.map_or(line, |row| row.line), what, "the path parameter is left out");
        }
        is_used
    });
    for placeholder in placeholders {
        if !fields.iter().any(|field| field.name == placeholder) {
            scribe.note(line, format!("no row describes the placeholder `:{placeholder}`"), "it is taken for a string");
            fields.push(text_parameter(placeholder));
        }
    }
}

fn text_parameter(name: &str) -> Field {
    Field {
        name: name.to_owned(),
        type_name: "string".to_owned(),
        required: None,
        default: None,
        example: None,
        values: Vec::new(),
        bounds: None,
        field_scopes: Vec::new(),
        see: Vec::new(),
        nesting: None,
        fields: Vec::new(),
        decide: Rare::default(),
    }
}

/// Some tables begin inside the envelope: their fields go where the page's own example has them.
pub fn put_into_data(response: &mut Vec<Field>, page: &Page, envelope: &Envelope) {
    let members = [&envelope.code, &envelope.message, &envelope.data];
    if response.is_empty() || response.iter().any(|field| members.contains(&&field.name)) {
        return;
    }
    let examples = page.examples.iter().filter(|example| example.role == Role::Response);
    let mut data = examples.filter_map(|example| example.json.as_ref()?.get(&envelope.data)?.as_object());
    if data.any(|data| response.iter().any(|field| data.contains_key(&field.name))) {
        let inside = std::mem::take(response);
        let data = Field {
            type_name: "-".to_owned(),
            nesting: Some(Nesting::Inferred),
            fields: inside,
            ..text_parameter(&envelope.data)
        };
        response.push(data);
    }
}

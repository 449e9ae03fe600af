//! When two fields have the same type: the same in all that makes a difference in Rust.

use super::model::{EnumValue, Field, FieldDecisions, ValueDecisions};

/// What makes the type of a field what it is: not what the field is called, nor what is said about it.
#[must_use]
pub fn of_type(field: &Field) -> Field {
    Field { fields: field.fields.iter().map(inner).collect(), ..of_type_alone(field) }
}

/// The same without the fields inside.
#[must_use]
pub fn of_type_alone(field: &Field) -> Field {
    let decide = FieldDecisions { requirements: field.decide.requirements.clone(), ..FieldDecisions::default() };
    Field { name: String::new(), required: None, bounds: None, decide: decide.into(), ..inner_alone(field) }
}

/// The same of a field inside, whose name and bounds matter.
fn inner(field: &Field) -> Field {
    Field { fields: field.fields.iter().map(inner).collect(), ..inner_alone(field) }
}

/// What a field inside adds to the type that it is in, without the fields inside itself.
#[must_use]
pub fn inner_alone(field: &Field) -> Field {
    let Field { name, type_name: _, required, values, bounds, fields: _, decide, .. } = field;
    Field {
        name: name.clone(),
        type_name: field.effective_type().to_owned(),
        required: *required,
        default: None,
        example: None,
        values: values.iter().map(value).collect(),
        bounds: bounds.clone(),
        field_scopes: Vec::new(),
        see: Vec::new(),
        nesting: None,
        fields: Vec::new(),
        decide: FieldDecisions {
            summary: None,
            item: None,
            contradictions: Vec::new(),
            accept: Vec::new(),
            ..FieldDecisions::clone(decide)
        }
        .into(),
    }
}

fn value(value: &EnumValue) -> EnumValue {
    let EnumValue { value, see: _, decide } = value;
    let decide = ValueDecisions { summary: None, ..ValueDecisions::clone(decide) };
    EnumValue { value: value.clone(), see: Vec::new(), decide: decide.into() }
}

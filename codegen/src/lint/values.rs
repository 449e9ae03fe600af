//! Examples and defaults against the type, the listed values and the bounds beside them.

use serde_json::Value;

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::model::Field;
use crate::spec::{Primitive, Spec, TypeName};

/// Tells of examples and defaults that contradict what stands beside them.
pub fn check(spec: &Spec, findings: &mut Findings) {
    walk::fields(spec, |field, _, at| {
        for (key, value) in [("example", &field.example), ("default", &field.default)] {
            let Some(value) = value else { continue };
            if let Some((beside, why)) = contradiction(field, value) {
                let message = format!("the {key} of `{}` {why}", field.name);
                let diagnostic = Diagnostic::new(Code::ContradictoryValue, at.key(key).value(), message)
                    .also(at.key(beside).value(), "this")
                    .note("one of the two is wrong, on the page or in its transcription");
                findings.push(diagnostic);
            }
        }
    });
}

/// What a value contradicts: the key beside it, and how.
fn contradiction(field: &Field, value: &Value) -> Option<(&'static str, String)> {
    let type_name = TypeName::parse(&field.type_name);
    if !fits(&type_name, value) {
        return Some(("type", format!("is not of the type `{}`", field.type_name)));
    }
    let text = match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    if !field.values.is_empty() && !field.values.iter().any(|listed| listed.value == text) {
        return Some(("values", "is none of the listed values".to_owned()));
    }
    let within = match (value, field.bounds.as_ref()?) {
        (Value::Number(number), bounds) => bounds.hold(number),
        _ => true,
    };
    (!within).then(|| ("bounds", "is outside of the bounds".to_owned()))
}

fn fits(type_name: &TypeName, value: &Value) -> bool {
    match (type_name, value) {
        // Pages print some examples as texts that hold the value.
        (TypeName::Primitive(Primitive::Integer), Value::String(text)) => text.parse::<i64>().is_ok(),
        (TypeName::Primitive(Primitive::Float), Value::String(text)) => text.parse::<f64>().is_ok(),
        (TypeName::Primitive(Primitive::Boolean), Value::String(text)) => text == "true" || text == "false",
        (TypeName::Primitive(Primitive::String), value) => value.is_string(),
        (TypeName::Primitive(Primitive::Integer), value) => value.is_i64() || value.is_u64(),
        (TypeName::Primitive(Primitive::Float), value) => value.is_number(),
        (TypeName::Primitive(Primitive::Boolean), value) => value.is_boolean(),
        // Examples of lists and objects are printed as JSON text, as one element, or not at all.
        _ => true,
    }
}

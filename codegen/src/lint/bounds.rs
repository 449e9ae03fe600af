//! Bounds that can't be checked.

use serde_json::Number;

use super::findings::Findings;
use super::walk::{self, Side};
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::model::{Bounds, Field};
use crate::spec::{Primitive, Spec, TypeName};

/// Bounds of a request that its type does not have: they are documented, and nobody keeps to them.
pub fn unchecked(spec: &Spec, findings: &mut Findings) {
    walk::fields(spec, |field, side, at| {
        let Some(bounds) = field.bounds.as_ref().filter(|_| side != Side::Response) else { return };
        for (key, why) in unfit(field, bounds) {
            let here = at.key("bounds");
            let message = format!("`{}` has the bound `{key}`, and {why}", field.name);
            let diagnostic = Diagnostic::new(Code::UncheckedBounds, here.key(key).name(), message)
                .note("it is documented, but not checked before a call is sent")
                .help("decide its real type, or keep the text of the page under `other`");
            findings.push(diagnostic);
        }
    });
}

/// The bounds that the type does not have, and why.
fn unfit(field: &Field, bounds: &Bounds) -> Vec<(&'static str, &'static str)> {
    let type_name = TypeName::parse(field.effective_type());
    let is_listed = !field.values.is_empty();
    let is_number = matches!(type_name, TypeName::Primitive(Primitive::Integer | Primitive::Float)) && !is_listed;
    let is_text = type_name == TypeName::Primitive(Primitive::String) && !is_listed && field.decide.json.is_none();
    let has_length = is_text || matches!(type_name, TypeName::List(_) | TypeName::Map(_));
    let is_moment = field.decide.timestamp.is_some();
    let mut found = Vec::new();
    if !is_number || is_moment {
        found.extend(bounds.min.as_ref().map(|_| ("min", "is no plain number")));
        found.extend(bounds.max.as_ref().map(|_| ("max", "is no plain number")));
    }
    if type_name == TypeName::Primitive(Primitive::Integer) && is_number && !is_moment {
        let is_unfit = |bound: &&Number| bound.as_i64().is_none();
        found.extend(bounds.min.as_ref().filter(is_unfit).map(|_| ("min", "is an integer of 64 bits")));
        found.extend(bounds.max.as_ref().filter(is_unfit).map(|_| ("max", "is an integer of 64 bits")));
    }
    if !has_length {
        found.extend(bounds.len_min.map(|_| ("len_min", "has no length")));
        found.extend(bounds.len_max.map(|_| ("len_max", "has no length")));
    }
    found
}

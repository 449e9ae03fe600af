//! Types that nobody uses, and texts that hold more than text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::model::SharedType;
use crate::spec::{Primitive, Spec, TypeName, Version, references};

/// Shared types that nothing uses.
pub fn unused(spec: &Spec, findings: &mut Findings) {
    for version in spec.versions() {
        let Some(source) = &version.types else { continue };
        let used = used(version);
        let root = crate::diagnostic::Cursor::root(&source.file);
        let list = root.key("types");
        for (index, definition) in source.value.types.iter().enumerate() {
            if !used.contains(definition.name.as_str()) {
                let place = list.index(index).key("name").value();
                let diagnostic =
                    Diagnostic::new(Code::UnusedType, place, format!("nothing uses the type `{}`", definition.name))
                        .note("it is generated all the same, and users compile it")
                        .help("refer to it, or take it out");
                findings.push(diagnostic);
            }
        }
    }
}

/// The shared types that the endpoints of a version use, directly or through others.
fn used(version: &Version) -> BTreeSet<&str> {
    let types: Vec<&SharedType> = version.types.iter().flat_map(|source| &source.value.types).collect();
    let mut open: Vec<String> = version
        .endpoints
        .iter()
        .map(|located| &located.source.value)
        .flat_map(|endpoint| [&endpoint.path_params, &endpoint.query_params, &endpoint.body, &endpoint.response])
        .flat_map(|fields| references::of_fields(fields))
        .collect();
    let mut used = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some(definition) = types.iter().find(|definition| definition.name == name) else { continue };
        if used.insert(definition.name.as_str()) {
            open.extend(references::of_type(definition));
        }
    }
    used
}

/// Strings whose example is JSON, without a decision what is in it.
pub fn undecided_json(spec: &Spec, findings: &mut Findings) {
    walk::fields(spec, |field, _, at| {
        let is_string = TypeName::parse(field.effective_type()) == TypeName::Primitive(Primitive::String);
        let decided = field.decide.json.is_some() || field.decide.content.is_some();
        let holds_json = field.example.as_ref().and_then(Value::as_str).is_some_and(|text| {
            text.trim_start().starts_with(['{', '[']) && serde_json::from_str::<Value>(text).is_ok()
        });
        if is_string && holds_json && !decided {
            let message = format!("the example of `{}` is JSON inside a string", field.name);
            let diagnostic = Diagnostic::new(Code::UndecidedJson, at.key("example").value(), message)
                .note("callers would have to build and parse it by hand")
                .help("say what is in it under `decide.json` or `decide.content`");
            findings.push(diagnostic);
        }
    });
}

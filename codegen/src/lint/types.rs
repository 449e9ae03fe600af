//! Types that nobody uses, and texts that hold more than text.

use std::collections::BTreeSet;

use serde_json::Value;

use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::model::{Field, SharedType};
use crate::spec::{Primitive, Spec, TypeName, Version};

/// Shared types that nothing uses.
pub fn unused(spec: &Spec, findings: &mut Vec<Diagnostic>) {
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
        .flat_map(|fields| mentioned(fields))
        .collect();
    let mut used = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some(definition) = types.iter().find(|definition| definition.name == name) else { continue };
        if used.insert(definition.name.as_str()) {
            let SharedType { name: _, page: _, fields, union, localized, contents, decide: _ } = definition;
            open.extend(fields.iter().flat_map(|fields| mentioned(fields)));
            let variants = union.iter().flat_map(|union| &union.variants).chain(contents.iter().flatten());
            open.extend(variants.map(|variant| variant.type_name.clone()));
            open.extend(localized.iter().map(|localized| localized.of.clone()));
        }
    }
    used
}

/// The type names that fields mention, those inside them included.
fn mentioned(fields: &[Field]) -> Vec<String> {
    let of_field = |field: &Field| {
        let named = match TypeName::parse(field.effective_type()).innermost() {
            TypeName::Named(name) => Some(name.clone()),
            _ => None,
        };
        let content = field.decide.content.as_ref().map(|content| content.union.clone());
        named.into_iter().chain(field.decide.json.clone()).chain(content).chain(mentioned(&field.fields))
    };
    fields.iter().flat_map(of_field).collect()
}

/// Strings whose example is JSON, without a decision what is in it.
pub fn undecided_json(spec: &Spec, findings: &mut Vec<Diagnostic>) {
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

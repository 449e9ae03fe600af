//! Names and codes that once meant something else.

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Cursor, Diagnostic, Place};
use crate::spec::Spec;
use crate::spec::model::{Endpoint, Field, SharedType};

/// What is reserved, and given to something new all the same.
pub fn reused(spec: &Spec, findings: &mut Findings) {
    walk::endpoints(spec, |endpoint, at| of_endpoint(endpoint, at, findings));
    walk::fields(spec, |field, _, at| of_field(field, at, findings));
    walk::types(spec, |definition, at| of_type(definition, at, findings));
    for version in spec.versions() {
        let Some(source) = &version.types else { continue };
        let root = Cursor::root(&source.file);
        let reserved = root.key("reserved");
        let list = root.key("types");
        let types = source.value.types.iter().enumerate();
        let types = types.map(|(index, definition)| (definition.name.clone(), list.index(index).key("name").value()));
        compare(&source.value.reserved.types, &types.collect::<Vec<_>>(), "type", &reserved.key("types"), findings);
        let endpoints = version
            .endpoints
            .iter()
            .map(|located| (format!("{}.{}", located.resource, located.method), Place::file(&located.source.file)));
        let at = reserved.key("endpoints");
        compare(&source.value.reserved.endpoints, &endpoints.collect::<Vec<_>>(), "endpoint", &at, findings);
    }
}

fn of_endpoint(endpoint: &Endpoint, at: &Cursor<'_>, findings: &mut Findings) {
    let decide = at.key("decide");
    let reserved = decide.key("reserved");
    let lists =
        [("path_params", &endpoint.path_params), ("query_params", &endpoint.query_params), ("body", &endpoint.body)];
    let parameters = lists.into_iter().flat_map(|(key, fields)| named(fields, &at.key(key)));
    let names = &endpoint.decide.reserved.parameters;
    compare(names, &parameters.collect::<Vec<_>>(), "parameter", &reserved.key("parameters"), findings);
    let errors = at.key("errors");
    let codes = endpoint.errors.iter().enumerate();
    let codes = codes.map(|(index, error)| (error.code.to_string(), errors.index(index).key("code").value()));
    let reserved_codes: Vec<_> = endpoint.decide.reserved.codes.iter().map(ToString::to_string).collect();
    compare(&reserved_codes, &codes.collect::<Vec<_>>(), "error code", &reserved.key("codes"), findings);
}

fn of_field(field: &Field, at: &Cursor<'_>, findings: &mut Findings) {
    let decide = at.key("decide");
    let reserved = decide.key("reserved");
    compare(&field.decide.reserved, &named(&field.fields, &at.key("fields")), "field", &reserved, findings);
    let list = at.key("values");
    let values = field.values.iter().enumerate();
    let values = values.map(|(index, value)| (value.value.clone(), list.index(index).key("value").value()));
    compare(&field.decide.reserved, &values.collect::<Vec<_>>(), "value", &reserved, findings);
}

fn of_type(definition: &SharedType, at: &Cursor<'_>, findings: &mut Findings) {
    let decide = at.key("decide");
    let reserved = decide.key("reserved");
    let fields = definition.fields.as_deref().unwrap_or_default();
    compare(&definition.decide.reserved, &named(fields, &at.key("fields")), "field", &reserved, findings);
    let union = at.key("union");
    let variants = definition.union.iter().flat_map(|union| &union.variants);
    let lists = [
        (union.key("variants"), variants.collect::<Vec<_>>()),
        (at.key("contents"), definition.contents.iter().flatten().collect()),
    ];
    for (list, variants) in lists {
        let variants = variants.iter().enumerate();
        let variants = variants.map(|(index, case)| (case.value.clone(), list.index(index).key("value").value()));
        compare(&definition.decide.reserved, &variants.collect::<Vec<_>>(), "variant", &reserved, findings);
    }
}

/// The names of fields, and where they stand.
fn named(fields: &[Field], list: &Cursor<'_>) -> Vec<(String, Place)> {
    let named = |(index, field): (usize, &Field)| (field.name.clone(), list.index(index).key("name").value());
    fields.iter().enumerate().map(named).collect()
}

fn compare(reserved: &[String], present: &[(String, Place)], what: &str, at: &Cursor<'_>, findings: &mut Findings) {
    for (index, name) in reserved.iter().enumerate() {
        for (_, place) in present.iter().filter(|(known, _)| known == name) {
            let message = format!("the {what} `{name}` is reserved");
            let diagnostic = Diagnostic::new(Code::ReservedName, place.clone(), message)
                .also(at.index(index).value(), "reserved here")
                .note("it once meant something else, and programs may still use it so")
                .help("give the new one another name; if it is the old one that came back, take it off the list");
            findings.push(diagnostic);
        }
    }
}

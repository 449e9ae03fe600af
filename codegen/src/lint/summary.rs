//! English texts.

use super::findings::Findings;
use super::walk::{self, Side};
use crate::diagnostic::{Code, Cursor, Diagnostic, Place};
use crate::spec::Spec;

/// What has no text, and texts that are empty.
pub fn check(spec: &Spec, findings: &mut Findings) {
    let envelope = &spec.platform().value.envelope;
    let members = [&envelope.code, &envelope.message, &envelope.data, &envelope.error];
    walk::fields(spec, |field, side, at| {
        let is_envelope = side == Side::Response && members.contains(&&field.name);
        match &field.decide.summary {
            None if !is_envelope => findings.push(missing(&field.name, at.key("name").value())),
            Some(text) if text.trim().is_empty() => findings.push(empty(at.key("decide").key("summary").value())),
            _ => {}
        }
        let values = at.key("values");
        for (index, value) in field.values.iter().enumerate() {
            if value.decide.summary.is_none() {
                findings.push(missing(&value.value, values.index(index).key("value").value()));
            }
        }
    });
    walk::endpoints(spec, |endpoint, at| {
        let place = at.key("title").value();
        text(endpoint.decide.summary.as_deref(), ("summary", at), findings, || missing(&endpoint.title, place));
    });
    walk::types(spec, |definition, at| {
        let place = at.key("name").value();
        text(definition.decide.summary.as_deref(), ("summary", at), findings, || missing(&definition.name, place));
    });
    walk::errors(spec, |error, at| {
        let place = at.key("code").value();
        text(error.decide.advice.as_deref(), ("advice", at), findings, || without_advice(error.code, place));
    });
}

/// Tells of a text that is missing or empty.
fn text(
    text: Option<&str>,
    (key, at): (&str, &Cursor<'_>),
    findings: &mut Findings,
    missing: impl FnOnce() -> Diagnostic,
) {
    match text {
        None => findings.push(missing()),
        Some(text) if text.trim().is_empty() => findings.push(empty(at.key("decide").key(key).value())),
        Some(_) => {}
    }
}

fn without_advice(code: i64, place: Place) -> Diagnostic {
    Diagnostic::new(Code::NoSummary, place, format!("error {code} has no English advice"))
        .note("it would be documented by the server's message alone")
        .help("say what to do about it under `decide.advice`")
}

fn missing(name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::NoSummary, place, format!("`{name}` has no English summary"))
        .note("it would be documented by its name alone")
        .help("say what it is under `decide.summary`")
}

fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(Code::EmptyText, place, "this text is empty").help("write what a user needs to know")
}

//! English texts.

use super::walk::{self, Side};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::spec::Spec;

/// Fields and values without a summary, and texts that are empty.
pub fn check(spec: &Spec, findings: &mut Vec<Diagnostic>) {
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
        if endpoint.decide.summary.trim().is_empty() {
            findings.push(empty(at.key("decide").key("summary").value()));
        }
    });
    walk::errors(spec, |error, at| {
        if error.decide.advice.trim().is_empty() {
            findings.push(empty(at.key("decide").key("advice").value()));
        }
    });
}

fn missing(name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(Code::NoSummary, place, format!("`{name}` has no English summary"))
        .note("it would be documented by its name alone")
        .help("say what it is under `decide.summary`")
}

fn empty(place: Place) -> Diagnostic {
    Diagnostic::new(Code::EmptyText, place, "this text is empty").help("write what a user needs to know")
}

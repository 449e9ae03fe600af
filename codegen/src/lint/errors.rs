//! Error tables.

use std::collections::BTreeMap;

use super::elsewhere::ErrorTables;
use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Cursor, Diagnostic, Place};
use crate::spec::model::{ErrorClass, ErrorCode};
use crate::spec::{ErrorRow, Spec};

/// The same code with another status or message elsewhere: in this spec, or in the tables beside it.
pub fn inconsistent(spec: &Spec, beside: &ErrorTables, findings: &mut Findings) {
    let mut seen: BTreeMap<i64, Vec<(ErrorRow, Place)>> = BTreeMap::new();
    walk::errors(spec, |error, at| {
        seen.entry(error.code).or_default().push((error.row(), at.key("code").value()));
    });
    walk::errors(spec, |error, at| {
        if !error.decide.contradictions.is_empty() {
            return;
        }
        let own = error.row();
        let here = seen.get(&error.code).and_then(|rows| rows.iter().find(|(row, _)| *row != own));
        let here = here.map(|(row, place)| (row, place));
        let is_here = here.is_some();
        let Some((other, place)) = here.or_else(|| beside.otherwise(&own, spec)) else { return };
        let message = format!("error {} is documented in another way elsewhere", error.code);
        let diagnostic = Diagnostic::new(Code::InconsistentError, at.key("code").value(), message)
            .label(summary(error.http, &error.message))
            .also(place.clone(), summary(other.http, &other.message));
        // The text of the other file need not be at hand.
        let told = format!("`{}` says {}", place.file, summary(other.http, &other.message));
        let diagnostic = if is_here { diagnostic } else { diagnostic.note(told) };
        let diagnostic = diagnostic
            .note("a client decides by the code alone; readers should learn that the pages disagree")
            .help("record it under `decide.contradictions` of the error");
        findings.push(diagnostic);
    });
}

/// Codes of the platform among those of an endpoint.
pub fn shadowed(spec: &Spec, findings: &mut Findings) {
    let platform = spec.platform();
    let root = Cursor::root(&platform.file);
    let table = root.key("errors");
    walk::endpoints(spec, |endpoint, at| {
        let list = at.key("errors");
        for (index, error) in endpoint.errors.iter().enumerate() {
            let known = platform.value.errors.iter().position(|known| known.code == error.code);
            let Some(known) = known else { continue };
            let message = format!("error {} is one that every call can answer with", error.code);
            let diagnostic = Diagnostic::new(Code::ShadowedError, list.index(index).key("code").value(), message)
                .also(table.index(known).key("code").value(), "the platform's")
                .note("the endpoint's own variant hides the platform's, and the class by which the runtime decides");
            findings.push(diagnostic);
        }
    });
}

/// A status that speaks of credentials or rights, for an error that is about something else.
pub fn misleading_status(spec: &Spec, findings: &mut Findings) {
    walk::errors(spec, |error, at| {
        let about_access = matches!(
            error.decide.class,
            ErrorClass::Authentication | ErrorClass::TokenInvalid | ErrorClass::Permission | ErrorClass::Disabled
        );
        let ErrorCode { http: Some(status @ (401 | 403)), code, .. } = error else { return };
        if about_access || !error.decide.contradictions.is_empty() {
            return;
        }
        let decide = at.key("decide");
        let message = format!("error {code} comes with HTTP {status} but is not about credentials or rights");
        let diagnostic = Diagnostic::new(Code::MisleadingStatus, at.key("http").value(), message)
            .also(decide.key("class").value(), "what it is about")
            .note("whoever looks at the status alone would fetch a new access token")
            .help("record it under `decide.contradictions` of the error");
        findings.push(diagnostic);
    });
}

fn summary(http: Option<u16>, message: &str) -> String {
    match http {
        Some(status) => format!("HTTP {status}, {message}"),
        None => message.to_owned(),
    }
}

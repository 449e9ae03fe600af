//! Diagnostics as SARIF 2.1.0, the standard that code hosts and editors read.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value, json};

use super::full_message;
use crate::diagnostic::{Code, Diagnostic, Label, Locator, Place, Region, Severity, Sources, in_order};

/// What is escaped in the path of a URI.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Diagnostics as a SARIF log. Every rule is described in it, whether something was found or not.
#[must_use]
pub fn sarif(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut locator = Locator::new(sources);
    let ordered = in_order(diagnostics, &mut locator);
    let results: Vec<_> = ordered.into_iter().map(|diagnostic| result(diagnostic, &mut locator)).collect();
    log(&Code::ALL.iter().copied().map(rule).collect::<Vec<_>>(), &results)
}

/// A SARIF log of these rules and results.
#[must_use]
pub fn log(rules: &[Value], results: &[Value]) -> String {
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "codegen",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    crate::json::text(&log)
}

fn rule(code: Code) -> Value {
    let reason = code.reason();
    let full = if reason.is_empty() { code.title().to_owned() } else { reason };
    json!({
        "id": code.id(),
        "name": code.name(),
        "shortDescription": {"text": code.title()},
        "fullDescription": {"text": full},
        "help": {"text": format!("{full}\n\nMore: codegen explain {code}")},
        "defaultConfiguration": {"level": level(code.severity())},
    })
}

fn result(diagnostic: &Diagnostic, locator: &mut Locator<'_>) -> Value {
    let code = diagnostic.code;
    let mut result = json!({
        "ruleId": code.id(),
        "ruleIndex": Code::ALL.iter().position(|other| *other == code),
        "level": level(diagnostic.severity()),
        "message": {"text": full_message(diagnostic)},
        "locations": [{"physicalLocation": location(&diagnostic.primary.place, locator)}],
    });
    if !diagnostic.secondary.is_empty() {
        let related = diagnostic.secondary.iter().enumerate().map(|(index, Label { place, text })| {
            json!({"id": index, "physicalLocation": location(place, locator), "message": {"text": text}})
        });
        result["relatedLocations"] = related.collect();
    }
    result
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A place in a file.
pub fn location(place: &Place, locator: &mut Locator<'_>) -> Value {
    let mut location = Map::from_iter([("artifactLocation".to_owned(), artifact(&place.file))]);
    if let Some(Region { start, end }) = locator.region(place) {
        let region = json!({
            "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column,
        });
        location.insert("region".to_owned(), region);
    }
    location.into()
}

/// A file: from the root of the sources, unless its name says that it is somewhere else.
fn artifact(file: &str) -> Value {
    let path = utf8_percent_encode(file, ESCAPED).to_string();
    if Path::new(file).is_absolute() {
        let root = if file.starts_with('/') { "file://" } else { "file:///" };
        json!({"uri": format!("{root}{path}")})
    } else {
        json!({"uri": path, "uriBaseId": "%SRCROOT%"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_become_uris() {
        assert_eq!(artifact("spec/发 送#1.yaml")["uri"], "spec/%E5%8F%91%20%E9%80%81%231.yaml");
        assert_eq!(artifact("spec/a.yaml")["uriBaseId"], "%SRCROOT%");
        assert_eq!(artifact("/tmp/a.yaml"), json!({"uri": "file:///tmp/a.yaml"}));
    }
}

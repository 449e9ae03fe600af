//! Diagnostics as JSON, in a form of our own that has a schema.

use schemars::JsonSchema;
use serde::Serialize;

use crate::diagnostic::{self, Diagnostic, Locator, Severity, Sources, in_order};
use crate::json;

/// What was found in a spec.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Report {
    /// Version of this form; another one when a reader of this one would not understand it.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// The findings, by file and line.
    findings: Vec<Finding>,
    /// How many of them are errors.
    errors: usize,
    /// How many of them are warnings.
    warnings: usize,
}

/// A finding.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Finding {
    /// Id of the rule, such as `W0502`; `codegen explain` says more about it.
    rule: &'static str,
    /// How bad it is.
    severity: Level,
    /// What is wrong, in one line.
    message: String,
    /// Where.
    place: Place,
    /// What is to be said about that place in particular.
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    /// Other places that matter, such as the first of two definitions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related>,
    /// Why it matters.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<String>,
    /// How to mend it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    help: Vec<String>,
}

/// How bad a finding is.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Level {
    /// No crate can be generated.
    Error,
    /// Worth a look; a crate can be generated all the same.
    Warning,
}

/// Another place that matters.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Related {
    /// Where.
    place: Place,
    /// What is to be said about it.
    label: String,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Place {
    /// The file, with `/` between folders.
    file: String,
    /// Where it begins. Without it the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Position>,
    /// Where it ends: behind the last character.
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<Position>,
}

/// A line and a column.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Position {
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: usize,
    /// The column in Unicode characters, from 1.
    #[schemars(range(min = 1))]
    column: usize,
}

/// Diagnostics as JSON.
#[must_use]
pub fn json(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut locator = Locator::new(sources);
    let ordered = in_order(diagnostics, &mut locator);
    let findings = ordered.into_iter().map(|diagnostic| finding(diagnostic, &mut locator)).collect();
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let report = Report { version: 1, findings, errors: of(Severity::Error), warnings: of(Severity::Warning) };
    json::text(&report)
}

/// The JSON Schema of what [`json()`] writes.
#[must_use]
pub fn json_schema() -> String {
    json::schema_of_report::<Report>()
}

fn finding(diagnostic: &Diagnostic, locator: &mut Locator<'_>) -> Finding {
    let Diagnostic { code, message, primary, secondary, notes, help, asks: _ } = diagnostic;
    let related = secondary
        .iter()
        .map(|label| Related { place: place(&label.place, locator), label: label.text.clone() })
        .collect();
    Finding {
        rule: code.id(),
        severity: match diagnostic.severity() {
            Severity::Error => Level::Error,
            Severity::Warning => Level::Warning,
        },
        message: message.clone(),
        place: place(&primary.place, locator),
        label: primary.text.clone(),
        related,
        notes: notes.clone(),
        help: help.clone(),
    }
}

fn place(place: &diagnostic::Place, locator: &mut Locator<'_>) -> Place {
    let region = locator.region(place);
    let position = |at: diagnostic::Position| Position { line: at.line, column: at.column };
    Place {
        file: place.file.clone(),
        start: region.map(|region| position(region.start)),
        end: region.map(|region| position(region.end)),
    }
}

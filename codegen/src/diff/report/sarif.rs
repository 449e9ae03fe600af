//! Findings as SARIF 2.1.0, the standard that code hosts and editors read.

use serde_json::{Value, json};

use super::{Options, Places, words};
use crate::diagnostic::report::sarif::{location, log};
use crate::diff::rule::{Level, Urgency, Verdict};
use crate::diff::{Comparison, Finding, Kind};

/// Findings as a SARIF log. Every kind of change is described in it, whether it was found or not.
#[must_use]
pub fn sarif(comparison: &Comparison, options: &Options) -> String {
    let mut places = Places::of(comparison);
    let rules: Vec<_> = Kind::ALL.iter().copied().map(rule).collect();
    let results: Vec<_> =
        comparison.findings.iter().map(|finding| result(finding, comparison, options, &mut places)).collect();
    log(&rules, &results)
}

fn rule(kind: Kind) -> Value {
    let rule = kind.rule();
    let reason = rule.reason();
    let full = if reason.is_empty() { rule.title().to_owned() } else { reason };
    json!({
        "id": rule.id,
        "shortDescription": {"text": rule.title()},
        "fullDescription": {"text": full},
        "help": {"text": format!("{full}\n\nMore: codegen explain {kind}")},
        "defaultConfiguration": {"level": level(rule.verdict)},
    })
}

fn result(finding: &Finding, comparison: &Comparison, options: &Options, places: &mut Places<'_>) -> Value {
    let change = &finding.change;
    let mut result = json!({
        "ruleId": change.kind.id(),
        "ruleIndex": Kind::ALL.iter().position(|other| *other == change.kind),
        "level": level(change.verdict),
        "message": {"text": words::message(finding, comparison, options)},
        "partialFingerprints": {"change/v1": change.fingerprint()},
    });
    // What is gone has no place in what is looked at: the reader is shown where it was.
    let place = match (&change.head, &change.base) {
        (Some(head), _) => Some(location(head, &mut places.head)),
        (None, Some(base)) => Some(location(base, &mut places.base)),
        (None, None) => None,
    };
    if let Some(place) = place {
        result["locations"] = json!([{"physicalLocation": place}]);
    }
    if let Some(entry) = &finding.accepted {
        result["suppressions"] = json!([{"kind": "external", "justification": entry.reason}]);
    }
    result
}

fn level(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict { level: Level::Major, .. } | Verdict { urgency: Urgency::Fail, .. } => "error",
        Verdict { urgency: Urgency::MayMisbehave, .. } => "warning",
        _ => "note",
    }
}

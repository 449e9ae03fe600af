//! Findings as annotations of GitHub's workflows.

use super::{Groups, Options, Places, words};
use crate::diagnostic::report::github::annotation;
use crate::diff::{Comparison, Finding};

/// Findings as commands that make GitHub show them beside the lines of a pull request. Texts are left out: the host shows
/// only a few annotations for each step.
#[must_use]
pub fn github(comparison: &Comparison, options: &Options) -> String {
    let groups = Groups::of(&comparison.findings);
    let mut places = Places::of(comparison);
    let mut commands = String::new();
    let levels = [("error", &groups.breaking), ("warning", &groups.accepted), ("notice", &groups.additive)];
    for (level, findings) in levels {
        for finding in findings {
            commands.push_str(&command(level, finding, comparison, options, &mut places));
        }
    }
    commands
}

fn command(
    level: &str,
    finding: &Finding,
    comparison: &Comparison,
    options: &Options,
    places: &mut Places<'_>,
) -> String {
    let change = &finding.change;
    let title = format!("{}: {}", change.kind, change.at);
    let text = words::message(finding, comparison, options);
    match (&change.head, &change.base) {
        (Some(head), _) => annotation(level, head, &mut places.head, &title, &text),
        // The file is gone, or what was in it: a line of it would point at something else.
        (None, Some(base)) => {
            annotation(level, &crate::diagnostic::Place::file(&base.file), &mut places.head, &title, &text)
        }
        (None, None) => annotation(level, &crate::diagnostic::Place::file("spec"), &mut places.head, &title, &text),
    }
}

//! A section of a changelog, in the form of Keep a Changelog.

use std::fmt::Write as _;

use crate::diff::rule::{Level, Rust, Topic, Urgency};
use crate::diff::{Cause, Comparison, Finding, Kind};

/// What a new changelog begins with.
const HEAD: &str = "\
# Changelog

What changes for those who use the crate. The form is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/);
versions follow [Semantic Versioning](https://semver.org/).
";

/// The parts of a section, in their order.
const PARTS: [&str; 6] = ["Breaking", "Added", "Changed", "Deprecated", "Removed", "Fixed"];

/// The section of a version.
#[must_use]
pub fn changelog(comparison: &Comparison, version: &str) -> String {
    let answer = comparison.answer();
    let mut text = format!("## [{version}]\n");
    if answer.urgency == Urgency::Fail {
        text.push_str("\n**Upgrade required**: earlier versions fail on some calls.\n");
    }
    for part in PARTS {
        let lines: Vec<_> = comparison.findings.iter().filter(|finding| of(finding) == Some(part)).map(line).collect();
        if !lines.is_empty() {
            write!(text, "\n### {part}\n\n{}\n", lines.join("\n")).expect("a string takes all that is written");
        }
    }
    // Notes, records and the order of things are no texts that users read.
    let is_read = |finding: &&Finding| is_text(finding) && finding.level() > Level::None;
    let texts = comparison.findings.iter().filter(is_read).count();
    if texts > 0 {
        let noun = if texts == 1 { "text" } else { "texts" };
        write!(text, "\n### Documentation\n\n- {texts} {noun} changed.\n").expect("a string takes all that is written");
    }
    text
}

/// A changelog with the section of a version: in the place of an earlier one of the same version, and else before all
/// others.
#[must_use]
pub fn release(changelog: Option<&str>, section: &str) -> String {
    let text = changelog.filter(|text| !text.trim().is_empty()).unwrap_or(HEAD);
    let title = section.lines().next().unwrap_or_default();
    let is_title = |line: &str| line.starts_with("## ");
    let mut head = String::new();
    let mut sections: Vec<String> = Vec::new();
    for line in text.lines() {
        if is_title(line) {
            sections.push(String::new());
        }
        let target = sections.last_mut().unwrap_or(&mut head);
        target.push_str(line);
        target.push('\n');
    }
    sections.retain(|section| section.lines().next() != Some(title));
    let unreleased = sections.iter().position(|section| section.to_lowercase().starts_with("## [unreleased]"));
    sections.insert(unreleased.map_or(0, |index| index + 1), section.to_owned());
    let mut parts = vec![head.trim_end().to_owned()];
    parts.extend(sections.iter().map(|section| section.trim_end().to_owned()));
    format!("{}\n", parts.join("\n\n"))
}

/// The part that a finding belongs to; nothing where it does not concern users.
fn of(finding: &Finding) -> Option<&'static str> {
    let change = &finding.change;
    let verdict = change.verdict;
    if is_text(finding) || (verdict.level == Level::None && verdict.urgency == Urgency::Fine) {
        return None;
    }
    let is_gone = change.new.is_none() && change.old.is_some();
    Some(match verdict.rust {
        _ if change.kind == Kind::EndpointRemoved => "Removed",
        Rust::Breaks => "Breaking",
        Rust::Adds => "Added",
        Rust::Deprecates => "Deprecated",
        _ if change.cause == Cause::Transcription && verdict.urgency != Urgency::Fine => "Fixed",
        _ if is_gone => "Removed",
        Rust::Same | Rust::Values => "Changed",
    })
}

fn is_text(finding: &Finding) -> bool {
    matches!(finding.change.kind.rule().topic, Topic::Text | Topic::Record)
}

fn line(finding: &Finding) -> String {
    let change = &finding.change;
    let values = super::words::values(change, 60).replace('`', "'");
    let values = if values.is_empty() { String::new() } else { format!(": `{values}`") };
    let urgent = match change.verdict.urgency {
        Urgency::Fail => " Earlier versions fail.",
        Urgency::MayMisbehave => " Earlier versions may misbehave.",
        Urgency::Fine => "",
    };
    let title = change.kind.rule().title().trim_end_matches(['.', ':']);
    format!("- `{}`{values}. {title}.{urgent}", change.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_section_makes_a_changelog() {
        let text = release(None, "## [0.2.0]\n\n### Added\n\n- a\n");
        assert!(text.starts_with("# Changelog"));
        assert!(text.ends_with("## [0.2.0]\n\n### Added\n\n- a\n"));
    }

    #[test]
    fn a_section_comes_before_older_ones_and_behind_what_is_unreleased() {
        let old = "# Changelog\n\n## [Unreleased]\n\n- soon\n\n## [0.1.0]\n\n- first\n";
        let text = release(Some(old), "## [0.2.0]\n\n- second\n");
        assert_eq!(
            text,
            "# Changelog\n\n## [Unreleased]\n\n- soon\n\n## [0.2.0]\n\n- second\n\n## [0.1.0]\n\n- first\n"
        );
    }

    #[test]
    fn writing_a_section_again_puts_it_in_the_place_of_the_first() {
        let once = release(None, "## [0.2.0]\n\n- a\n");
        let twice = release(Some(&once), "## [0.2.0]\n\n- b\n");
        assert_eq!(twice.matches("## [0.2.0]").count(), 1);
        assert!(twice.contains("- b") && !twice.contains("- a"));
    }
}

//! Words that several reports share.

use std::collections::BTreeMap;

use semver::Version;

use super::Options;
use crate::diff::rule::{Level, Urgency, Wire};
use crate::diff::{Answer, Change, Comparison, Finding};

/// The answer to the reviewer's two questions: which version must come, and whether published crates go on working.
pub fn version_needed(answer: &Answer) -> String {
    let Answer { level, from, needed, present, is_enough, .. } = answer;
    match level {
        Level::None if from == present => format!("{from}: no release needed"),
        _ if from == needed => format!("{from} → {present}"),
        _ if *is_enough => format!("{from} → {present} ({level} change)"),
        _ => format!("{from} → {needed} required ({level} change), and this has {present}"),
    }
}

/// Whether published crates go on working.
pub fn published(answer: &Answer) -> String {
    let Answer { urgency, failing, .. } = answer;
    let endpoints = plural(*failing, "endpoint");
    match urgency {
        Urgency::Fine => "published crates go on working".to_owned(),
        Urgency::MayMisbehave => format!("published crates may misbehave on {endpoints}"),
        Urgency::Fail => format!("published crates fail on {endpoints}"),
    }
}

/// What published crates do.
pub fn wire(wire: Wire) -> &'static str {
    match wire {
        Wire::Works => "work",
        Wire::MayBreak => "may fail or differ",
        Wire::Breaks => "fail",
    }
}

/// What happened to the value, in a line.
pub fn values(change: &Change, longest: usize) -> String {
    let short = |text: &str| shortened(text, longest);
    match (&change.old, &change.new) {
        (Some(old), Some(new)) => format!("{} → {}", short(old), short(new)),
        (Some(old), None) => short(old),
        (None, Some(new)) => short(new),
        (None, None) => String::new(),
    }
}

/// Everything that is to be said of a finding, a line each; formats that have one text for it take this.
pub fn message(finding: &Finding, comparison: &Comparison, options: &Options) -> String {
    let change = &finding.change;
    let values = values(change, 200);
    let values = if values.is_empty() { String::new() } else { format!(": {values}") };
    let mut lines = vec![
        format!("{}{values}", change.at),
        change.kind.rule().title().to_owned(),
        format!(
            "published crates: {}; code: {}; cause: {}",
            wire(change.verdict.wire),
            change.verdict.rust,
            change.cause
        ),
    ];
    lines.extend(change.hint.as_ref().map(|hint| format!("hint: {hint}")));
    lines.extend(finding.accepted.as_ref().map(|entry| format!("accepted until {}: {}", entry.until, entry.reason)));
    if options.fail_on.is_some_and(|level| finding.is_at_least(level)) {
        lines.push(format!("accept with: {}", options.accept_command(finding, comparison)));
    }
    lines.join("\n")
}

/// A text on one line, and not longer than so many characters.
pub fn shortened(text: &str, longest: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= longest {
        return line;
    }
    let kept: String = line.chars().take(longest.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

/// `1 endpoint`, `2 endpoints`.
pub fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// How many findings there are of each kind, the most frequent first.
pub fn kinds(findings: &[&Finding]) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in findings {
        *counts.entry(finding.change.kind.id()).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    counts.iter().map(|(id, count)| format!("{count} {id}")).collect::<Vec<_>>().join(", ")
}

/// The version with which an acceptance should end, unless its author knows better: the one after the next that breaks.
pub fn acceptance_end(comparison: &Comparison) -> String {
    let answer = comparison.answer();
    let next = Version::parse(&answer.needed).map(|needed| crate::diff::version::next(&needed, Level::Major));
    next.map_or(answer.needed, |next| next.to_string())
}

/// A word as a shell takes it.
pub fn shell(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-~^@:+,".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

/// What a person calls the fix of a version that is too low.
pub fn bump_command(sides: &[String]) -> String {
    let sides: String = sides.iter().fold(String::new(), |text, side| text + " " + &shell(side));
    format!("cargo codegen diff{sides} --bump --write")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_ends_with_dots_and_stays_on_one_line() {
        assert_eq!(shortened("a\n  b", 10), "a b");
        assert_eq!(shortened("发送工单消息", 4), "发送工…");
    }

    #[test]
    fn hostile_names_stay_one_word() {
        assert_eq!(shell("main~3"), "main~3");
        assert_eq!(shell("a b'; rm"), "'a b'\\''; rm'");
    }
}

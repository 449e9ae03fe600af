//! Findings for people at a terminal.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::words::{self, plural, shortened};
use super::{Groups, Options, Places};
use crate::diff::acceptance;
use crate::diff::rule::{Level, Rust, Urgency, Wire};
use crate::diff::{Comparison, Finding};
use crate::surface::LineChange;

/// How wide a line may be.
const WIDTH: usize = 80;

/// How many public items are shown for a finding.
const ITEMS: usize = 6;

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const GREEN: Style = AnsiColor::Green.on_default().bold();
const DIM: Style = Style::new().dimmed();
const BOLD: Style = Style::new().bold();

/// Findings as text with colours; strip them where they are not wanted.
#[must_use]
pub fn terminal(comparison: &Comparison, options: &Options) -> String {
    let answer = comparison.answer();
    let groups = Groups::of(&comparison.findings);
    let mut text = String::new();
    let version = words::version_needed(&answer);
    let published = words::published(&answer);
    let colour = if answer.is_enough { GREEN } else { RED };
    line(&mut text, &format!("{colour}{version}{colour:#}"));
    line(&mut text, &format!("{}{published}{:#}", urgency_colour(answer.urgency), urgency_colour(answer.urgency)));
    let counts = groups.counts();
    let counts = if counts.is_empty() { "no changes".to_owned() } else { counts };
    line(&mut text, &format!("{DIM}{} → {}: {counts}{DIM:#}", comparison.base.name, comparison.head.name));
    let mut places = Places::of(comparison);
    for (title, colour, findings) in [
        ("breaking", RED, &groups.breaking),
        ("accepted", YELLOW, &groups.accepted),
        ("additive", GREEN, &groups.additive),
        ("other", BOLD, &groups.values),
    ] {
        if findings.is_empty() {
            continue;
        }
        line(&mut text, &format!("\n{colour}{title}{colour:#}"));
        for finding in findings {
            let is_brief = matches!(title, "additive" | "other");
            one(&mut text, finding, comparison, options, &mut places, is_brief);
        }
    }
    texts(&mut text, &groups, options, &mut places);
    tail(&mut text, comparison, options);
    text
}

fn urgency_colour(urgency: Urgency) -> Style {
    match urgency {
        Urgency::Fine => GREEN,
        Urgency::MayMisbehave => YELLOW,
        Urgency::Fail => RED,
    }
}

fn one(
    text: &mut String,
    finding: &Finding,
    comparison: &Comparison,
    options: &Options,
    places: &mut Places<'_>,
    is_brief: bool,
) {
    let change = &finding.change;
    line(text, &format!("  {BOLD}{}{BOLD:#}", change.at));
    let values = words::values(change, 60);
    let values = if values.is_empty() { String::new() } else { format!(": {values}") };
    for part in wrapped(&format!("{}{values}", change.kind), 4) {
        line(text, &part);
    }
    if let Some(spot) = places.best(finding) {
        line(text, &format!("    {DIM}{}{DIM:#}", spot.text()));
    }
    if !is_brief {
        let (wire, rust) = (change.verdict.wire, change.verdict.rust);
        let users = if change.endpoints.len() > 1 {
            format!(" on {}", plural(change.endpoints.len(), "endpoint"))
        } else {
            String::new()
        };
        line(text, &format!("    published crates: {}{users}", styled(wire_colour(wire), words::wire(wire))));
        line(text, &format!("    code: {}", styled(rust_colour(rust), &rust.to_string())));
        line(text, &format!("    cause: {}", change.cause));
        items(text, &finding.lines);
    }
    if let Some(hint) = &change.hint {
        for part in wrapped(&format!("hint: {hint}"), 4) {
            line(text, &part);
        }
    }
    match &finding.accepted {
        Some(entry) => {
            let until = &entry.until;
            for part in wrapped(&format!("accepted until {until}: {}", entry.reason), 4) {
                line(text, &part);
            }
        }
        None if options.fail_on.is_some_and(|level| finding.is_at_least(level)) => {
            line(text, "    accept with:");
            line(text, &format!("      {}", options.accept_command(finding, comparison)));
        }
        None => {}
    }
}

fn items(text: &mut String, lines: &[LineChange]) {
    for LineChange { path, old, new, .. } in lines.iter().take(ITEMS) {
        for (sign, style, side) in [("-", RED, old), ("+", GREEN, new)] {
            if let Some(side) = side {
                // The module is that of the call, which stands above.
                let item = shortened(&format!("{} {side}", tail_of(path)), WIDTH * 4);
                let mut parts = wrapped(&item, 6).into_iter();
                let first = parts.next().unwrap_or_default();
                line(text, &format!("    {style}{sign}{style:#} {}", first.trim_start()));
                parts.for_each(|part| line(text, &part));
            }
        }
    }
    if lines.len() > ITEMS {
        line(text, &format!("    {DIM}and {}{DIM:#}", plural(lines.len() - ITEMS, "more item")));
    }
}

/// The last two names of a path.
fn tail_of(path: &str) -> &str {
    path.rmatch_indices("::").nth(1).map_or(path, |(start, separator)| &path[start + separator.len()..])
}

fn texts(text: &mut String, groups: &Groups<'_>, options: &Options, places: &mut Places<'_>) {
    if groups.texts.is_empty() {
        return;
    }
    line(text, &format!("\n{BOLD}texts{BOLD:#}"));
    if !options.verbose {
        for part in wrapped(&format!("{} (--verbose shows them)", words::kinds(&groups.texts)), 2) {
            line(text, &part);
        }
        return;
    }
    for finding in &groups.texts {
        let spot = places.best(finding).map(|spot| format!(" ({})", spot.text())).unwrap_or_default();
        line(text, &format!("  {}{spot}", finding.change.at));
        for (sign, style, side) in [("-", RED, &finding.change.old), ("+", GREEN, &finding.change.new)] {
            if let Some(side) = side {
                line(text, &format!("    {style}{sign}{style:#} {}", shortened(side, WIDTH * 2)));
            }
        }
    }
}

/// What is to be done, and what was not looked at.
fn tail(text: &mut String, comparison: &Comparison, options: &Options) {
    let answer = comparison.answer();
    for stale in &comparison.stale {
        let entry = &stale.entry;
        let message = format!(
            "stale acceptance {} ({}): {}; take it out of {}",
            entry.fingerprint,
            entry.change,
            stale.why,
            acceptance::FILE
        );
        line(text, "");
        for part in wrapped(&message, 0) {
            line(text, &styled(RED, &part));
        }
    }
    if !answer.is_enough {
        line(text, &format!("\n{RED}the version is too low{RED:#}; set it with:"));
        line(text, &format!("  {}", words::bump_command(&options.sides)));
    }
    for what in &comparison.not_checked {
        line(text, "");
        for part in wrapped(&format!("not checked: {what}"), 0) {
            line(text, &part);
        }
    }
    if comparison.findings.iter().any(|finding| finding.change.verdict.level > Level::None) {
        line(text, &format!("\n{DIM}`cargo codegen explain ID` says more about a kind of change{DIM:#}"));
    }
}

fn wire_colour(wire: Wire) -> Style {
    match wire {
        Wire::Works => GREEN,
        Wire::MayBreak => YELLOW,
        Wire::Breaks => RED,
    }
}

fn rust_colour(rust: Rust) -> Style {
    match rust {
        Rust::Breaks => RED,
        Rust::Deprecates => YELLOW,
        Rust::Same | Rust::Values | Rust::Adds => GREEN,
    }
}

fn styled(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}

fn line(text: &mut String, line: &str) {
    writeln!(text, "{line}").expect("a string takes all that is written");
}

/// Lines that fit the width, each indented.
fn wrapped(text: &str, indent: usize) -> Vec<String> {
    let space = " ".repeat(indent);
    let more = " ".repeat(indent + 2);
    let options =
        textwrap::Options::new(WIDTH).initial_indent(&space).subsequent_indent(if indent == 0 { "" } else { &more });
    textwrap::wrap(text, options.break_words(false)).into_iter().map(std::borrow::Cow::into_owned).collect()
}

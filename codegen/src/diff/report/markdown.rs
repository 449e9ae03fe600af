//! Findings as a comment on a pull request.

use std::fmt::Write as _;

use super::words::{self, plural, shortened};
use super::{Groups, Options, Places, Spot};
use crate::diff::rule::{Rust, Urgency, Wire};
use crate::diff::{Cause, Comparison, Finding, call};
use crate::surface::LineChange;

/// What the first line of the comment begins with, so that it is found again.
pub const MARKER: &str = "<!-- codegen diff";

/// How long a comment may be; code hosts take 65,536 characters.
const LONGEST: usize = 60_000;

/// How many findings are shown with all their details.
const DETAILED: usize = 20;

/// How many findings a list shows.
const LISTED: usize = 100;

/// How many public items are shown for a finding.
const ITEMS: usize = 8;

/// Findings as Markdown; nothing where there is nothing to say.
#[must_use]
pub fn markdown(comparison: &Comparison, options: &Options) -> String {
    let has_news = !comparison.findings.is_empty() || !comparison.stale.is_empty() || !comparison.answer().is_enough;
    if !has_news {
        return String::new();
    }
    let groups = Groups::of(&comparison.findings);
    let mut writer = Writer { text: String::new(), cut: 0, comparison, options, places: Places::of(comparison) };
    writer.head(&groups);
    writer.table(&groups);
    writer.problems();
    for finding in groups.breaking.iter().take(DETAILED) {
        writer.details(finding);
    }
    writer.list("🟡", "accepted", "", &groups.accepted);
    writer.list("🟢", "additive", " open", &groups.additive);
    writer.list("🔵", "other", "", &groups.values);
    writer.texts(&groups.texts);
    writer.foot();
    writer.text
}

struct Writer<'a> {
    text: String,
    /// How many pieces were left out because there was no more room.
    cut: usize,
    comparison: &'a Comparison,
    options: &'a Options,
    places: Places<'a>,
}

impl Writer<'_> {
    /// Adds a piece, unless the comment would be too long.
    fn add(&mut self, piece: &str) {
        if self.text.len() + piece.len() > LONGEST {
            self.cut += 1;
        } else {
            self.text.push_str(piece);
        }
    }

    fn head(&mut self, groups: &Groups<'_>) {
        let (answer, comparison) = (self.comparison.answer(), self.comparison);
        let sign = match answer.urgency {
            Urgency::Fine => "✓",
            Urgency::MayMisbehave => "↑ upgrade recommended:",
            Urgency::Fail => "⇑ **upgrade required**:",
        };
        let version = words::version_needed(&answer);
        let state = if answer.is_enough { "" } else { "❌ " };
        let published = words::published(&answer);
        self.add(&format!("{MARKER} -->\n### {state}Spec diff: **{version}** · {sign} {published}\n\n"));
        let touched: std::collections::BTreeSet<_> =
            comparison.findings.iter().flat_map(|finding| finding.change.endpoints.clone()).collect();
        let counts = groups.counts();
        let counts = if counts.is_empty() { "no changes".to_owned() } else { counts };
        let (base, head) = (code(&comparison.base.name), code(&comparison.head.name));
        let total = plural(comparison.endpoint_count(), "endpoint");
        self.add(&format!("{base} → {head} · {} of {total} · {counts}\n", touched.len()));
    }

    /// The findings that a reviewer must look at, in a table.
    fn table(&mut self, groups: &Groups<'_>) {
        let rows: Vec<_> = groups.breaking.iter().chain(&groups.accepted).copied().collect();
        if rows.is_empty() {
            return;
        }
        self.add("\n| | change | published crates | code | cause |\n|---|---|---|---|---|\n");
        for finding in rows.iter().take(LISTED) {
            let change = &finding.change;
            let sign = if finding.accepted.is_some() { "🟡" } else { "🔴" };
            let values = words::values(change, 60);
            let values = if values.is_empty() { String::new() } else { format!(" {}", cell(&code(&values))) };
            let users = match change.endpoints.len() {
                0 | 1 => String::new(),
                count => format!(" · **{}**", plural(count, "endpoint")),
            };
            let place = self.link(finding).map(|link| format!(" · {link}")).unwrap_or_default();
            let row = format!(
                "| {sign} | {}<br>**{}**{values}{users}{place} | {} | {} | {} |\n",
                cell(&code(&change.at.to_string())),
                change.kind,
                wire(change.verdict.wire),
                rust(change.verdict.rust),
                cause(finding),
            );
            self.add(&row);
        }
        if rows.len() > LISTED {
            self.add(&format!("\n… and {}.\n", plural(rows.len() - LISTED, "more")));
        }
    }

    /// What else must be done before this can be merged.
    fn problems(&mut self) {
        let answer = self.comparison.answer();
        if !answer.is_enough {
            let command = words::bump_command(&self.options.sides);
            self.add(&format!(
                "\n> ❌ The version of the crate is {}, and these changes need at least {}: {}\n",
                code(&answer.present),
                code(&answer.needed),
                code(&command)
            ));
        }
        for stale in &self.comparison.stale {
            let (fingerprint, what) = (code(&stale.entry.fingerprint), code(&stale.entry.change));
            self.add(&format!("\n> ❌ The acceptance {fingerprint} of {what} is stale: {}.\n", stale.why));
        }
    }

    /// A finding with what it does to callers.
    fn details(&mut self, finding: &Finding) {
        let change = &finding.change;
        let mut piece = String::new();
        let values = words::values(change, 200);
        let title = escaped(&format!("{}: {}", change.kind, change.at));
        line(&mut piece, &format!("\n<details open><summary>🔴 {title}</summary>\n"));
        if !values.is_empty() {
            line(&mut piece, &format!("{}\n", code(&values)));
        }
        line(&mut piece, &format!("{}\n", change.kind.rule().title()));
        if let Some(hint) = &change.hint {
            line(&mut piece, &format!("**{}**\n", escaped(&format!("Hint: {hint}."))));
        }
        items(&mut piece, &finding.lines);
        if change.endpoints.len() > 1 {
            let users: Vec<_> = change.endpoints.iter().take(LISTED).map(|endpoint| code(endpoint)).collect();
            line(&mut piece, &format!("Used by {}.\n", users.join(", ")));
        }
        if self.options.fail_on.is_some_and(|level| finding.is_at_least(level)) {
            let command = self.options.accept_command(finding, self.comparison);
            line(&mut piece, &format!("Accept it with {}.\n", code(&command)));
        }
        line(&mut piece, "</details>");
        self.add(&piece);
    }

    fn list(&mut self, sign: &str, name: &str, open: &str, findings: &[&Finding]) {
        if findings.is_empty() {
            return;
        }
        // A long list is folded, so that the comment stays short.
        let open = if findings.len() > 10 { "" } else { open };
        let kinds = words::kinds(findings);
        let mut piece = format!("\n<details{open}><summary>{sign} {} {name}: {kinds}</summary>\n\n", findings.len());
        for finding in findings.iter().take(LISTED) {
            let change = &finding.change;
            let values = words::values(change, 80);
            let values = if values.is_empty() { String::new() } else { format!(": {}", code(&values)) };
            let place = self.link(finding).map(|link| format!(" · {link}")).unwrap_or_default();
            let accepted = finding.accepted.as_ref();
            let accepted = accepted.map(|entry| format!(" — until {}: {}", entry.until, escaped(&entry.reason)));
            let accepted = accepted.unwrap_or_default();
            let at = code(&change.at.to_string());
            let hint = change.hint.as_ref().map(|hint| format!("<br>**{}**", escaped(&format!("Hint: {hint}."))));
            let hint = hint.unwrap_or_default();
            line(&mut piece, &format!("- {at} **{}**{values}{place}{accepted}{hint}", change.kind));
        }
        if findings.len() > LISTED {
            line(&mut piece, &format!("- … and {} more", findings.len() - LISTED));
        }
        line(&mut piece, "\n</details>");
        self.add(&piece);
    }

    /// Texts are counted and folded: they are many, and break nobody.
    fn texts(&mut self, findings: &[&Finding]) {
        if findings.is_empty() {
            return;
        }
        let kinds = words::kinds(findings);
        let mut piece = format!("\n<details><summary>⚪ {} in texts: {kinds}</summary>\n\n", findings.len());
        for finding in findings.iter().take(LISTED) {
            let change = &finding.change;
            let text = match (&change.old, &change.new) {
                (Some(old), Some(new)) => word_diff(old, new),
                (Some(old), None) => format!("<del>{}</del>", escaped(&shortened(old, 160))),
                (None, Some(new)) => format!("<ins>{}</ins>", escaped(&shortened(new, 160))),
                (None, None) => String::new(),
            };
            line(&mut piece, &format!("- {} {text}", code(&change.at.to_string())));
        }
        if findings.len() > LISTED {
            line(&mut piece, &format!("- … and {} more", findings.len() - LISTED));
        }
        line(&mut piece, "\n</details>");
        self.add(&piece);
    }

    fn foot(&mut self) {
        let items = self.comparison.items;
        let mut parts = vec![format!(
            "public items: +{} −{} ~{} in {}",
            items.added,
            items.removed,
            items.changed,
            code(crate::surface::FILE)
        )];
        let nothing = ["nothing".to_owned()];
        let list = &self.comparison.not_checked;
        let not_checked = if list.is_empty() { &nothing } else { list.as_slice() }.join("; ");
        parts.push(format!("not checked: {}", escaped(&not_checked)));
        if self.cut > 0 {
            parts.push(format!("**{} left out for want of room**: see the JSON report", plural(self.cut, "part")));
        }
        // The end of the comment is short, and must not be what is left out.
        write!(self.text, "\n<sub>{}</sub>\n", parts.join(" · ")).expect("a string takes all that is written");
    }

    /// The place of a finding, as a link where one can be made.
    fn link(&mut self, finding: &Finding) -> Option<String> {
        let spot = self.places.best(finding)?;
        let text = code(&spot.text());
        let is_head = finding.change.head.is_some();
        let side = if is_head { &self.comparison.head } else { &self.comparison.base };
        let Some(pattern) = &self.options.link else { return Some(text) };
        // Only what a revision holds has an address.
        let commit = side.name.rsplit('@').next().unwrap_or(&side.name);
        if !commit.chars().all(|letter| letter.is_ascii_hexdigit()) {
            return Some(text);
        }
        let Spot { file, region } = &spot;
        let anchor = region.map(|region| format!("#L{}", region.start.line)).unwrap_or_default();
        let address = pattern.replace("{commit}", commit).replace("{file}", file);
        Some(format!("[{text}]({address}{anchor})"))
    }
}

/// Public items before and after: how they are called first, then the items themselves.
fn items(piece: &mut String, lines: &[LineChange]) {
    let calls: Vec<_> = lines.iter().filter(|line| line.impact == Rust::Breaks).collect();
    let (mut before, mut after): (Vec<_>, Vec<_>) = (Vec::new(), Vec::new());
    for LineChange { path, old, new, .. } in calls.iter().take(ITEMS) {
        let [was, is] = [old, new].map(|side| side.as_deref().and_then(|text| call::site(path, text)));
        // Where only the type of a value is another one, the call looks as before.
        if was != is {
            before.extend(was);
            after.extend(is);
        }
    }
    before.dedup();
    after.dedup();
    if !before.is_empty() {
        line(piece, "```diff");
        for (sign, sites) in [('-', &before), ('+', &after)] {
            for site in sites {
                line(piece, &format!("{sign} {}", fenced(site)));
            }
        }
        line(piece, "```\n");
    }
    if lines.is_empty() {
        return;
    }
    line(piece, "```diff");
    for LineChange { path, old, new, .. } in lines.iter().take(ITEMS) {
        for (sign, side) in [('-', old), ('+', new)] {
            if let Some(side) = side {
                line(piece, &format!("{sign} {}", fenced(&shortened(&format!("{path} {side}"), 240))));
            }
        }
    }
    if lines.len() > ITEMS {
        line(piece, &format!("# and {}", plural(lines.len() - ITEMS, "more item")));
    }
    line(piece, "```\n");
}

/// Two texts in one, with the words that are gone and those that are new marked.
fn word_diff(old: &str, new: &str) -> String {
    let (old, new) = (shortened(old, 400), shortened(new, 400));
    let diff = similar::TextDiff::from_words(old.as_str(), new.as_str());
    let mut text = String::new();
    for change in diff.iter_all_changes() {
        let words = escaped(change.value());
        let written = match change.tag() {
            similar::ChangeTag::Equal => write!(text, "{words}"),
            similar::ChangeTag::Delete => write!(text, "<del>{words}</del>"),
            similar::ChangeTag::Insert => write!(text, "<ins>{words}</ins>"),
        };
        written.expect("a string takes all that is written");
    }
    text.replace("</del><del>", "").replace("</ins><ins>", "")
}

fn cause(finding: &Finding) -> &'static str {
    match finding.change.cause {
        Cause::Vendor => "the page changed",
        Cause::Transcription if finding.change.verdict.urgency != Urgency::Fine => {
            "**our transcription**: the page is the same, and published crates had it wrong all along"
        }
        Cause::Transcription => "our transcription: the page is the same",
        Cause::Unknown => "not known: the page has no date",
        Cause::Decision => "a decision",
        Cause::Generator => "the generator",
    }
}

fn wire(wire: Wire) -> String {
    let sign = match wire {
        Wire::Works => "✓",
        Wire::MayBreak => "~",
        Wire::Breaks => "✗",
    };
    format!("{sign} {}", words::wire(wire))
}

fn rust(rust: Rust) -> String {
    let sign = match rust {
        Rust::Breaks => "✗",
        Rust::Deprecates => "⚠",
        Rust::Same | Rust::Values | Rust::Adds => "✓",
    };
    format!("{sign} {rust}")
}

fn line(piece: &mut String, line: &str) {
    piece.push_str(line);
    piece.push('\n');
}

/// A text as code, whatever backticks it has.
fn code(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if text.starts_with('`') || text.ends_with('`') || text.is_empty() { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// In a table a bar ends the cell, even in code.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// A text that is only text: no markup, no mention of anybody.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            // A mention would send somebody a message.
            '@' => escaped.push_str("&#64;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            '\n' | '\r' => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A line inside a fence of three backticks.
fn fenced(text: &str) -> String {
    text.replace("```", "'''")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_texts_stay_texts() {
        assert_eq!(code("a ``b` c"), "```a ``b` c```");
        assert_eq!(code("`x`"), "`` `x` ``");
        assert_eq!(escaped("<img> @all [x](y)\n# z"), "&lt;img&gt; &#64;all \\[x\\](y) \\# z");
    }

    #[test]
    fn words_that_changed_are_marked() {
        assert_eq!(
            word_diff("param is invalis now", "param is invalid now"),
            "param is <del>invalis</del><ins>invalid</ins> now"
        );
    }

    #[test]
    fn calls_that_look_as_before_are_not_shown_as_changed() {
        let line = |path: &str, old: &str, new: &str| LineChange {
            path: path.to_owned(),
            old: Some(old.to_owned()),
            new: Some(new.to_owned()),
            impact: Rust::Breaks,
        };
        let mut piece = String::new();
        items(&mut piece, &[line("demo::Size::new", "fn(width: String) -> Self", "fn(width: i64) -> Self")]);
        assert!(!piece.contains("Size::new(width)"), "{piece}");
        assert!(piece.contains("- demo::Size::new fn(width: String) -> Self"), "{piece}");
        items(&mut piece, &[line("demo::Size::new", "fn(width: i64) -> Self", "fn(width: i64, depth: i64) -> Self")]);
        assert!(piece.contains("- Size::new(width)\n+ Size::new(width, depth)\n"), "{piece}");
    }
}

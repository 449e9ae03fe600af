//! Pieces of documentation that several items share.

use std::fmt::Display;

use serde_json::Value;

use super::address::see;
use super::markdown::{code, literal, prose};
use super::wrap;
use crate::spec::TypeName;
use crate::spec::model::{
    Bounds, Contradiction, Deprecation, Field, HeaderFact, LengthUnit, Requirement, SharedType, TimeUnit,
};
use crate::spec::write::changes_direction;

/// Documentation as lines of Markdown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// A paragraph of prose from the spec, or of words that the generator knows to be harmless.
    #[must_use]
    pub fn prose(text: &str) -> Self {
        Self(wrap::wrapped(&prose(text)))
    }

    /// A paragraph of finished Markdown.
    #[must_use]
    pub fn markdown(text: impl Into<String>) -> Self {
        Self(wrap::wrapped(&text.into()))
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Adds a paragraph of finished Markdown.
    pub fn paragraph(&mut self, text: impl Into<String>) -> &mut Self {
        self.block([text.into()])
    }

    /// Adds lines that belong together, such as a list or a table; nothing for none. Long lines of text are wrapped.
    pub fn block(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        self.verbatim(lines.into_iter().flat_map(|line| wrap::wrapped(&line)))
    }

    /// Adds lines as they are.
    fn verbatim(&mut self, lines: impl IntoIterator<Item = String>) -> &mut Self {
        let mut lines = lines.into_iter().peekable();
        if lines.peek().is_some() {
            if !self.0.is_empty() {
                self.0.push(String::new());
            }
            self.0.extend(lines);
        }
        self
    }

    /// Adds a heading and lines under it; nothing when there are no lines.
    pub fn section(&mut self, heading: &str, lines: Vec<String>) -> &mut Self {
        if lines.is_empty() {
            return self;
        }
        self.paragraph(format!("# {heading}")).block(lines)
    }

    /// Adds a fenced block of code.
    pub fn fenced(&mut self, language: &str, text: &str) -> &mut Self {
        let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest.max(2) + 1);
        let shown = |letter: &char| !changes_direction(*letter) && !letter.is_control();
        let lines = text.lines().map(|line| line.replace('\t', "    ").chars().filter(shown).collect());
        self.verbatim([format!("{fence}{language}")].into_iter().chain(lines).chain([fence.clone()]))
    }
}

/// Documentation of a field: what it is, and everything that the page says about it.
#[must_use]
pub fn field(field: &Field) -> Docs {
    let summary = field.decide.summary.as_deref();
    let mut docs = summary.map_or_else(|| Docs::markdown(format!("{}.", code(&field.name))), Docs::prose);
    docs.paragraph(facts(field));
    docs.block(contradictions(&field.decide.contradictions));
    docs
}

/// What a shared type is, in one line; its name as long as nobody has said it in English.
#[must_use]
pub fn shared_type(definition: &SharedType) -> Docs {
    let named = || Docs::markdown(format!("The documentation's type {}.", code(&definition.name)));
    definition.decide.summary.as_deref().map_or_else(named, Docs::prose)
}

/// Documentation of a header of which the caller says what it holds.
#[must_use]
pub fn header(header: &HeaderFact) -> Docs {
    let HeaderFact { name, type_name, example, see: pages, decide, .. } = header;
    let mut docs = decide.summary.as_deref().map_or_else(|| Docs::markdown(format!("{}.", code(name))), Docs::prose);
    let type_name = type_name.as_deref().map(|name| format!(" of type {}", code(name))).unwrap_or_default();
    let mut facts = vec![format!("Documented as the header {}{type_name}", code(name))];
    facts.extend(example.as_ref().map(|example| format!("for example {}", code(example))));
    facts.extend(see(pages));
    docs.paragraph(format!("{}.", facts.join("; ")));
    docs
}

/// What the page says about a field, in one line.
fn facts(field: &Field) -> String {
    let mut facts = vec![format!("Documented as {} of type {}", code(&field.name), code(&field.type_name))];
    facts.extend(field.default.as_ref().map(|value| format!("default {}", code(&printed(value)))));
    facts.extend(bounds(field));
    facts.extend(field.decide.timestamp.map(|unit| unit_in_words(unit).to_owned()));
    facts.extend(
        field
            .example
            .as_ref()
            .filter(|value| is_short(value))
            .map(|value| format!("for example {}", code(&printed(value)))),
    );
    facts.extend(field.field_scopes.iter().map(|scope| match &scope.when {
        Some(value) => format!("the value {} needs the scope {}", code(value), code(&scope.scope)),
        None => format!("needs the scope {}", code(&scope.scope)),
    }));
    facts.extend(see(&field.see));
    facts.extend(field.nesting.map(|_| "nesting taken from the page's example".to_owned()));
    format!("{}.", facts.join("; "))
}

/// Bounds in words.
#[must_use]
pub fn bounds(field: &Field) -> Option<String> {
    let Bounds { min, max, len_min, len_max, unit, regex, other } = field.bounds.as_deref()?;
    let unit = match (TypeName::parse(field.effective_type()), unit) {
        (TypeName::List(_) | TypeName::Map(_), _) => "elements",
        (_, Some(LengthUnit::Bytes)) => "bytes",
        (_, Some(LengthUnit::Characters) | None) => "characters",
    };
    let mut parts: Vec<String> = range(min.as_ref(), max.as_ref()).into_iter().collect();
    parts.extend(range(len_min.as_ref(), len_max.as_ref()).map(|length| format!("{length} {unit}")));
    parts.extend(regex.as_ref().map(|pattern| format!("matching {}", code(pattern))));
    parts.extend(other.iter().map(|text| literal(text)));
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// A range in words, if it has an end.
fn range<N: Display + PartialEq>(least: Option<&N>, most: Option<&N>) -> Option<String> {
    match (least, most) {
        (Some(least), Some(most)) if least == most => Some(format!("exactly {least}")),
        (Some(least), Some(most)) => Some(format!("from {least} to {most}")),
        (Some(least), None) => Some(format!("at least {least}")),
        (None, Some(most)) => Some(format!("at most {most}")),
        (None, None) => None,
    }
}

fn unit_in_words(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Seconds => "in seconds since 1970",
        TimeUnit::Milliseconds => "in milliseconds since 1970",
    }
}

/// A value as the page prints it: texts without quotes.
#[must_use]
pub fn printed(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Whether a value fits into a line or a cell.
#[must_use]
pub fn is_short(value: &Value) -> bool {
    let text = printed(value);
    text.len() <= 120 && !text.contains('\n')
}

/// Contradictions as a list, with what each source says and what was decided.
#[must_use]
pub fn contradictions(contradictions: &[Contradiction]) -> Vec<String> {
    let line = |contradiction: &Contradiction| {
        let Contradiction { about, sources, decision } = contradiction;
        let sources: Vec<_> =
            sources.iter().map(|source| format!("{}: {}", prose(&source.source), prose(&source.says))).collect();
        format!("- Sources disagree about {} — {}. Decision: {}", prose(about), sources.join("; "), prose(decision))
    };
    contradictions.iter().map(line).collect()
}

/// Since when and why something should not be used any more, and what to use instead.
#[must_use]
pub fn deprecated(Deprecation { since, note, replacement }: &Deprecation) -> String {
    let since = since.as_ref().map(|since| format!("since {}", literal(since)));
    let note = prose(note.trim_end_matches('.'));
    let instead = replacement.as_ref().map(|name| format!("use {} instead", code(name)));
    match since {
        Some(since) => [since + ": " + &note].into_iter().chain(instead).collect::<Vec<_>>().join("; "),
        None => [format!("— {note}")].into_iter().chain(instead).collect::<Vec<_>>().join("; "),
    }
}

/// What parameters or fields require of each other, as a list.
#[must_use]
pub fn requirements(requirements: &[Requirement]) -> Vec<String> {
    requirements.iter().map(|requirement| format!("- {}", required(requirement))).collect()
}

fn required(requirement: &Requirement) -> String {
    let Requirement { when, is, needs, at_least_one_of, at_most_one_of, exactly_one_of } = requirement;
    let listed = |names: &[String]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
    if let Some(when) = when {
        let condition = is.as_ref().map_or_else(|| "given".to_owned(), |value| code(value));
        return format!("Where {} is {condition}, {} must be given.", code(when), listed(needs));
    }
    let counts = [
        ("At least one of", at_least_one_of, "must"),
        ("Only one of", at_most_one_of, "may"),
        ("Exactly one of", exactly_one_of, "must"),
    ];
    let said = counts.into_iter().find(|(_, names, _)| !names.is_empty());
    said.map_or_else(String::new, |(how_many, names, verb)| format!("{how_many} {} {verb} be given.", listed(names)))
}

/// A moment in milliseconds as a date. `None` when it is out of all reason.
#[must_use]
pub fn date(milliseconds: i64) -> Option<String> {
    let moment = time::OffsetDateTime::from_unix_timestamp(milliseconds.div_euclid(1000)).ok()?;
    Some(moment.date().to_string())
}

/// Text for a cell of a table.
#[must_use]
pub fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace("\\\\|", "\\|")
}

/// A row of a table.
#[must_use]
pub fn row(cells: &[String]) -> String {
    let cells: Vec<_> = cells.iter().map(|text| cell(text)).collect();
    format!("| {} |", cells.join(" | "))
}

/// A table; no lines for no rows.
#[must_use]
pub fn table(head: &[&str], rows: &[Vec<String>]) -> Vec<String> {
    if rows.is_empty() {
        return Vec::new();
    }
    let rule = format!("|{}", "---|".repeat(head.len()));
    let head: Vec<_> = head.iter().map(|&text| text.to_owned()).collect();
    [row(&head), rule].into_iter().chain(rows.iter().map(|cells| row(cells))).collect()
}

/// A flag for a cell.
#[must_use]
pub fn yes_or_no(value: bool) -> &'static str {
    if value { "yes" } else { "no" }
}

/// A value for a cell: in a code span, or nothing.
#[must_use]
pub fn optional_code(value: Option<&Value>) -> String {
    value.filter(|value| is_short(value)).map(|value| code(&printed(value))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_becomes_its_date_in_utc() {
        assert_eq!(date(0).as_deref(), Some("1970-01-01"));
        assert_eq!(date(1_692_084_861_000).as_deref(), Some("2023-08-15"));
        assert_eq!(date(i64::MAX), None);
    }

    #[test]
    fn a_fence_is_longer_than_any_in_the_text() {
        let mut docs = Docs::default();
        docs.fenced("json", "a\n`````\n```");
        assert_eq!(docs.lines(), ["``````json", "a", "`````", "```", "``````"]);
    }

    #[test]
    fn a_section_without_lines_leaves_no_heading() {
        let mut docs = Docs::prose("Text.");
        docs.section("Empty", Vec::new());
        assert_eq!(docs.lines(), ["Text."]);
    }
}

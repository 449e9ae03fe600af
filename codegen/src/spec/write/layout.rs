//! Which node stands where: lines, indentation, blank lines, and what is written in brackets.

use serde_yaml::{Mapping, Number, Value};
use textwrap::core::display_width;

use super::scalar::{Around, one_line};
use super::{WIDTH, prose};

/// Mappings that say one thing, which stand on one line where they fit, by the keys that lead to them. `-` leads to the
/// elements of a list.
const ON_ONE_LINE: &[&[&str]] = &[
    &["at", "-"],
    &["bounds"],
    &["field_scopes", "-"],
    &["limits", "-"],
    &["sources", "-"],
    &["contents", "-", "decide"],
    &["servers", "-", "decide"],
    &["values", "-", "decide"],
    &["variants", "-", "decide"],
];

/// Keys at the top that have a blank line before them.
const SECTIONS: &[&str] = &[
    "body",
    "envelope",
    "errors",
    "examples",
    "headers",
    "path_params",
    "query_params",
    "rate_limits",
    "response",
    "servers",
    "tenant_token",
];

/// Lists at the top with a blank line between their elements.
const SPACED: &str = "types";

/// YAML readers give up on keys that are longer than this, unless they are marked.
const LONGEST_KEY: usize = 1000;

/// A document as text.
pub fn document(value: &Value) -> String {
    let mut writer = Writer { text: String::new() };
    writer.block(value, 0, &Way::ROOT);
    writer.text.push('\n');
    writer.text
}

/// The keys that lead to a node.
#[derive(Clone, Copy)]
struct Way<'a> {
    last: Option<(&'a Way<'a>, &'a str)>,
}

impl<'a> Way<'a> {
    const ROOT: Self = Self { last: None };

    fn to(&'a self, key: &'a str) -> Way<'a> {
        Way { last: Some((self, key)) }
    }

    fn is_root(&self) -> bool {
        self.last.is_none()
    }

    fn ends_with(&self, keys: &[&str]) -> bool {
        let Some((key, before)) = keys.split_last() else { return true };
        self.last.is_some_and(|(parent, last)| last == *key && parent.ends_with(before))
    }

    fn is(&self, key: &str) -> bool {
        self.last.is_some_and(|(parent, last)| last == key && parent.is_root())
    }
}

struct Writer {
    text: String,
}

impl Writer {
    /// A node that begins where the text ends, its further lines at this indentation.
    fn block(&mut self, value: &Value, indent: usize, way: &Way<'_>) {
        match value {
            Value::Mapping(entries) if !entries.is_empty() => self.mapping(entries, indent, way),
            Value::Sequence(elements) if !elements.is_empty() => self.sequence(elements, indent, way),
            scalar => self.scalar(scalar, indent),
        }
    }

    fn mapping(&mut self, entries: &Mapping, indent: usize, way: &Way<'_>) {
        for (index, (key, value)) in entries.iter().enumerate() {
            let key = key.as_str().unwrap_or_default();
            if index > 0 {
                let is_section = way.is_root() && SECTIONS.contains(&key);
                self.new_line(indent, is_section);
            }
            if key.chars().count() > LONGEST_KEY {
                self.text.push_str("? ");
                self.text.push_str(&one_line(key, Around::Block));
                self.new_line(indent, false);
            } else {
                self.text.push_str(&one_line(key, Around::Block));
            }
            self.text.push(':');
            self.behind_key(value, indent, &way.to(key));
        }
    }

    fn behind_key(&mut self, value: &Value, indent: usize, way: &Way<'_>) {
        let line = self.in_brackets(value, way, 1);
        let is_block = matches!(value, Value::Mapping(_) | Value::Sequence(_)) && line.is_none();
        if is_block {
            self.new_line(indent + 2, false);
            self.block(value, indent + 2, way);
        } else {
            self.text.push(' ');
            match line {
                Some(line) => self.text.push_str(&line),
                None => self.scalar(value, indent),
            }
        }
    }

    fn sequence(&mut self, elements: &[Value], indent: usize, way: &Way<'_>) {
        for (index, element) in elements.iter().enumerate() {
            if index > 0 {
                self.new_line(indent, way.is(SPACED));
            }
            self.text.push_str("- ");
            let way = way.to("-");
            match self.in_brackets(element, &way, 0) {
                Some(line) => self.text.push_str(&line),
                // Block texts of an element are indented from its dash.
                None if matches!(element, Value::Mapping(_) | Value::Sequence(_)) => {
                    self.block(element, indent + 2, &way);
                }
                None => self.scalar(element, indent),
            }
        }
    }

    /// A scalar, whose further lines stand deeper than this.
    fn scalar(&mut self, value: &Value, indent: usize) {
        let Value::String(text) = value else {
            self.text.push_str(&bare(value));
            return;
        };
        let line = one_line(text, Around::Block);
        let inner = indent + 2;
        let written = if text.contains('\n') {
            prose::literal(text, inner)
        } else if self.column() + display_width(&line) > WIDTH {
            prose::folded(text, inner, WIDTH)
        } else {
            None
        };
        self.text.push_str(&written.unwrap_or(line));
    }

    /// A mapping or a list on one line, where that is its form and it fits so far behind what is written.
    fn in_brackets(&self, value: &Value, way: &Way<'_>, gap: usize) -> Option<String> {
        let line = match value {
            Value::Mapping(entries) if entries.is_empty() => return Some("{}".to_owned()),
            Value::Sequence(elements) if elements.is_empty() => return Some("[]".to_owned()),
            Value::Mapping(entries) if ON_ONE_LINE.iter().any(|keys| way.ends_with(keys)) => {
                let written = entries.iter().map(|(key, value)| {
                    let key = one_line(key.as_str()?, Around::Brackets);
                    Some(format!("{key}: {}", within_brackets(value)?))
                });
                format!("{{{}}}", written.collect::<Option<Vec<_>>>()?.join(", "))
            }
            // Words stand side by side, sentences below each other.
            Value::Sequence(elements) if !elements.iter().any(is_prose) => {
                let written = elements.iter().map(within_brackets).collect::<Option<Vec<_>>>()?;
                format!("[{}]", written.join(", "))
            }
            _ => return None,
        };
        (self.column() + gap + display_width(&line) <= WIDTH).then_some(line)
    }

    fn new_line(&mut self, indent: usize, spaced: bool) {
        self.text.push_str(if spaced { "\n\n" } else { "\n" });
        self.text.push_str(&" ".repeat(indent));
    }

    /// How far the line has been written.
    fn column(&self) -> usize {
        let line = self.text.rfind('\n').map_or(self.text.as_str(), |end| &self.text[end + 1..]);
        display_width(line)
    }
}

/// A scalar between brackets; `None` for what has its own lines.
fn within_brackets(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if text.contains('\n') => None,
        Value::String(text) => Some(one_line(text, Around::Brackets)),
        Value::Null | Value::Bool(_) | Value::Number(_) => Some(bare(value)),
        _ => None,
    }
}

fn is_prose(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.contains(' '))
}

/// A number in its one form.
pub fn number(number: &Number) -> String {
    // The shortest digits that give the number back, and always something that says that it is no integer.
    let float = number.as_f64().filter(|_| number.is_f64());
    float.map_or_else(|| number.to_string(), |float| format!("{float:?}"))
}

/// What is no text, as YAML has it.
fn bare(value: &Value) -> String {
    match value {
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => number(value),
        _ => "null".to_owned(),
    }
}

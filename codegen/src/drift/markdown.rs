//! The report for an issue or a pull request.

use std::fmt::Write;

use super::text::short;
use super::{Changed, Detail, Drift, Gone, New, Unreadable};
use crate::diff::rule::Wire;

/// The report as Markdown; nothing where there is nothing to say.
#[must_use]
pub fn markdown(drift: &Drift) -> String {
    if drift.is_none() {
        return String::new();
    }
    let Drift { version: _, changed, new, gone, unreadable, dated, unchanged } = drift;
    let mut text = format!(
        "### Documentation drift: {} changed, {} new, {} gone, {} unreadable\n",
        changed.len(),
        new.len(),
        gone.len(),
        unreadable.len()
    );
    for Changed { endpoint, file, page, changes } in changed {
        let _ = write!(text, "\n**{}** ({}, page {})\n\n", code(endpoint), code(file), code(page));
        text.push_str("| change | where | spec | page | published crates |\n|---|---|---|---|---|\n");
        for Detail { id, at, old, new, wire } in changes {
            let value = |value: &Option<String>| value.as_deref().map(|value| code(&short(value))).unwrap_or_default();
            let _ = writeln!(text, "| {id} | {} | {} | {} | {} |", code(at), value(old), value(new), in_words(*wire));
        }
    }
    list(&mut text, "New", new, |New { endpoint, call, title, page }| {
        format!("{} {}, page {}, for {}", code(call), code(title), code(page), code(endpoint))
    });
    list(&mut text, "Gone", gone, |Gone { endpoint, file }| format!("{} ({})", code(endpoint), code(file)));
    list(&mut text, "Unreadable", unreadable, |Unreadable { page, line, why }| {
        let line = line.map(|line| format!(", line {line}")).unwrap_or_default();
        format!("{}{line}: {}", code(page), code(why))
    });
    let _ = writeln!(text, "\n{} with a new date only, {unchanged} as they were.", dated.len());
    text
}

fn list<T>(text: &mut String, title: &str, items: &[T], line: impl Fn(&T) -> String) {
    if items.is_empty() {
        return;
    }
    let _ = write!(text, "\n**{title}**\n\n");
    for item in items {
        let _ = writeln!(text, "- {}", line(item));
    }
}

fn in_words(wire: Wire) -> &'static str {
    match wire {
        Wire::Works => "go on working",
        Wire::MayBreak => "may misbehave",
        Wire::Breaks => "**fail**",
    }
}

/// A text of a page as code, so that nothing in it means anything, in a cell too.
fn code(text: &str) -> String {
    let line = short_of_controls(text).replace('|', "\\|");
    if line.is_empty() {
        return String::new();
    }
    let longest = line.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{line}{space}{fence}")
}

fn short_of_controls(text: &str) -> String {
    let visible: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_pages_mean_nothing_in_markdown() {
        assert_eq!(code("a | b\n| c"), "`a \\| b \\| c`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
    }
}

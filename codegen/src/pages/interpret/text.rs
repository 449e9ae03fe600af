//! Small things that are the same for every text of a page.

use std::borrow::Cow;

use indexmap::IndexSet;

use crate::pages::addresses::target;

/// A text in one line: every run of blanks is one.
#[must_use]
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// A text without markdown's backslashes before signs that would mean something.
#[must_use]
pub fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match characters.peek() {
            Some(next) if character == '\\' && next.is_ascii_punctuation() => plain.extend(characters.next()),
            _ => plain.push(character),
        }
    }
    Cow::Owned(plain)
}

/// Signs that have no width and stand for nothing: they come along when text is copied.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// A name, type or title: one line, without backslashes or invisible signs, and without emphasis or backquotes around all
/// of it.
#[must_use]
pub fn word(text: &str) -> String {
    let line = one_line(&text.replace(is_invisible, ""));
    let mut inner = line.as_str();
    for mark in ["~~", "**", "`"] {
        inner = between(inner, mark).unwrap_or(inner).trim();
    }
    if inner == "``" {
        return String::new();
    }
    one_line(&unescaped(inner))
}

/// What stands between two equal marks that hold all of a text.
#[must_use]
pub fn between<'a>(text: &'a str, mark: &str) -> Option<&'a str> {
    let inner = text.trim().strip_prefix(mark)?.strip_suffix(mark)?;
    (!inner.is_empty() && !inner.contains(mark)).then_some(inner)
}

/// Where the links of a text lead, each once, with the addresses that everybody can open.
#[must_use]
pub fn links(text: &str) -> Vec<String> {
    let mut links: IndexSet<String> = IndexSet::new();
    let mut rest = text;
    while let Some(at) = rest.find("](") {
        let is_image = rest[..at].rfind('[').is_some_and(|open| rest[..open].ends_with('!'));
        rest = &rest[at + 2..];
        let Some(end) = rest.find([')', '\n', ' ']) else { break };
        let target = target(&rest[..end]);
        if !is_image && !target.is_empty() && !links.contains(target.as_ref()) {
            links.insert(target.into_owned());
        }
        rest = &rest[end..];
    }
    links.into_iter().collect()
}

/// The text of a markdown link that is all there is, or the text itself.
#[must_use]
pub fn without_link(text: &str) -> &str {
    let text = text.trim();
    match text.strip_prefix('[').and_then(|rest| rest.split_once("](")) {
        Some((shown, target)) if target.ends_with(')') && target.find(')') == Some(target.len() - 1) => shown.trim(),
        _ => text,
    }
}

/// The beginning of a text, to tell the user which is meant.
#[must_use]
pub fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = one_line(text);
    if line.chars().count() <= LONGEST {
        return line;
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_lose_their_markup() {
        assert_eq!(word(" `faq\\[\\]`\n"), "faq[]");
        assert_eq!(word("**类型**"), "类型");
        assert_eq!(word("~~title~~"), "title");
        assert_eq!(word("\\-"), "-");
        assert_eq!(word("\u{200b}a\u{feff}"), "a");
        assert_eq!(word("frozen\n RowCount"), "frozen RowCount");
        assert_eq!(word("\u{200b}`id`\u{feff}"), "id");
    }

    #[test]
    fn links_are_told_once() {
        let text = "[a](/x/y) ![i](/image) [b](https://c/d) [c](/x/y)";
        assert_eq!(links(text), ["/x/y", "https://c/d"]);
        assert_eq!(without_link("[10 per second](/x)"), "10 per second");
        assert_eq!(without_link("[a](/x) and [b](/y)"), "[a](/x) and [b](/y)");
    }
}

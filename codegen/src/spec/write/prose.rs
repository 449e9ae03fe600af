//! Texts of more than one line.

use textwrap::core::display_width;

use super::letters::{is_invisible, is_plain};

/// A text that has several lines, as it is: `|-` and its lines, at this indentation. `None` where YAML would not give
/// back what was written.
pub fn literal(text: &str, indent: usize) -> Option<String> {
    let (body, chomping) = match text.strip_suffix('\n') {
        Some(body) => (body, ""),
        None => (text, "-"),
    };
    let is_kept = |letter: char| is_plain(letter) || matches!(letter, '\n' | '\t');
    let last = body.rsplit('\n').next().unwrap_or_default();
    if !body.chars().all(is_kept) || last.trim().is_empty() {
        return None;
    }
    // Where the text itself begins with a blank, the reader must be told how deep it is indented.
    let indentation = if body.starts_with([' ', '\t', '\n']) { "2" } else { "" };
    let mut written = format!("|{indentation}{chomping}");
    for line in body.split('\n') {
        written.push('\n');
        if !line.is_empty() {
            written.push_str(&" ".repeat(indent));
            written.push_str(line);
        }
    }
    Some(written)
}

/// A long text as `>-` and lines of at most this width, at this indentation. `None` where it can't be broken.
pub fn folded(text: &str, indent: usize, width: usize) -> Option<String> {
    let is_kept = |letter: char| is_plain(letter) && !is_invisible(letter);
    if text.trim() != text || !text.chars().all(is_kept) {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        match lines.last_mut() {
            Some(line) if indent + display_width(line) + 1 + display_width(word) <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() < 2 {
        return None;
    }
    let margin = " ".repeat(indent);
    Some(lines.iter().fold(">-".to_owned(), |written, line| format!("{written}\n{margin}{line}")))
}

/// The parts of a text between which a line can end: what is between single blanks.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices(' ') {
        let is_single = !text[..at].ends_with(char::is_whitespace) && !text[at + 1..].starts_with(char::is_whitespace);
        if is_single {
            words.push(&text[start..at]);
            start = at + 1;
        }
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_folded_at_single_blanks_only() {
        assert_eq!(folded("one two  three four", 2, 9).unwrap(), ">-\n  one\n  two  three\n  four");
        assert_eq!(folded("unbreakable", 2, 5), None);
    }

    #[test]
    fn lines_stay_as_they_are() {
        assert_eq!(literal("{\n\n  }", 4).unwrap(), "|-\n    {\n\n      }");
        assert_eq!(literal("a\nb\n", 2).unwrap(), "|\n  a\n  b");
        assert_eq!(literal("  a\nb", 2).unwrap(), "|2-\n    a\n  b");
    }

    #[test]
    fn what_yaml_would_not_give_back_is_no_block() {
        for text in ["a\r\nb", "a\n\n", "\n", "a\n ", "a\n\u{0}b", "a\u{2028}\nb"] {
            assert_eq!(literal(text, 2), None, "{text:?}");
        }
    }
}

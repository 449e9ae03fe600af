//! Long lines of documentation, wrapped as a careful person would.

use textwrap::{Options, WordSeparator, WordSplitter};

/// How long a line may be; `/// ` and the indentation of a field come on top.
const WIDTH: usize = 100;

/// Wraps a line of text. A table can't be wrapped; a list item goes on under its text.
#[must_use]
pub fn wrapped(line: &str) -> Vec<String> {
    if line.starts_with('|') || line.len() <= WIDTH {
        return vec![line.to_owned()];
    }
    let indent = if line.starts_with("- ") { "  " } else { "" };
    let options = Options::new(WIDTH)
        .break_words(false)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .subsequent_indent(indent);
    let mut lines: Vec<String> = Vec::new();
    for piece in textwrap::wrap(line, options) {
        match lines.last_mut() {
            // At the start of a line this would be the start of a list, a heading or a quotation.
            Some(last) if starts_block(piece.trim_start()) => {
                last.push(' ');
                last.push_str(piece.trim_start());
            }
            _ => lines.push(piece.into_owned()),
        }
    }
    lines
}

/// Whether Markdown would take the first word of a line for the start of something.
fn starts_block(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let is_number = word.ends_with(['.', ')']) && word.starts_with(|letter: char| letter.is_ascii_digit());
    is_number || word.starts_with(['-', '+', '*', '#', '<', '>', '|', '=', '~']) || word.starts_with("```")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_item_goes_on_under_its_text() {
        let line = format!("- {}", "word ".repeat(40).trim_end());
        let lines = wrapped(&line);
        assert!(lines.len() > 1 && lines[1].starts_with("  word"), "{lines:?}");
        assert!(lines.iter().all(|line| line.len() <= WIDTH), "{lines:?}");
    }

    #[test]
    fn a_dash_never_begins_a_line() {
        for length in 90..110 {
            let line = format!("{} - 2. # end", "x".repeat(length));
            assert!(wrapped(&line).iter().skip(1).all(|line| !starts_block(line)), "{line}");
        }
    }

    #[test]
    fn tables_are_left_alone() {
        let row = format!("| {} |", "cell ".repeat(50));
        assert_eq!(wrapped(&row), std::slice::from_ref(&row));
    }

    #[test]
    fn nothing_but_line_breaks_is_added() {
        let line = "One 词 two `three four` [five](https://a.example/b) ".repeat(9);
        assert_eq!(wrapped(line.trim_end()).join(" "), line.trim_end());
    }
}

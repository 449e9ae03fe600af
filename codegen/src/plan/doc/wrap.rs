//! Long lines of documentation, wrapped as a careful person would.

use std::borrow::Cow;

use textwrap::core::Word;
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
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation)
        .subsequent_indent(indent);
    textwrap::wrap(line, options).into_iter().map(Cow::into_owned).collect()
}

/// The parts of a line between which it may be broken. What would be the start of a list, a heading or a quotation at the
/// start of a line stays with the word before it.
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut start = 0;
    let breaks = line.match_indices(' ').map(|(at, _)| at + 1).filter(|at| {
        let rest = &line[*at..];
        !rest.is_empty() && !rest.starts_with(' ') && !starts_block(rest)
    });
    Box::new(breaks.chain([line.len()]).map(move |end| Word::from(&line[std::mem::replace(&mut start, end)..end])))
}

/// Whether Markdown would take the first word of a line for the start of something.
fn starts_block(text: &str) -> bool {
    let word = text.split(' ').next().unwrap_or_default();
    let is_number = word.ends_with(['.', ')']) && word.starts_with(|letter: char| letter.is_ascii_digit());
    let is_address = word.starts_with("<http");
    is_number
        || word.starts_with(['-', '+', '*', '#', '>', '|', '=', '~'])
        || word.starts_with("```")
        || (word.starts_with('<') && !is_address)
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
    fn what_can_not_begin_a_line_takes_a_word_along_and_not_more() {
        let line = format!("{}- {}", "word ".repeat(20), "word ".repeat(20).trim_end());
        let lines = wrapped(&line);
        assert!(lines.iter().all(|line| line.len() <= WIDTH && !starts_block(line)), "{lines:?}");
    }

    #[test]
    fn an_address_may_begin_a_line() {
        let address = format!("<https://a.example/{}>", "x".repeat(60));
        let line = format!("{address} and {address}");
        assert_eq!(wrapped(&line), [format!("{address} and"), address]);
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

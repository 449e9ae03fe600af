//! A text on one line: without quotes where it stays a text, with quotes where it would not.

use std::fmt::Write as _;

use super::letters::{is_invisible, is_plain};

/// What stands around a scalar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Around {
    /// A line of its own.
    Block,
    /// `[…]` or `{…}`, where more characters mean something.
    Brackets,
}

/// A text on one line.
pub fn one_line(text: &str, around: Around) -> String {
    if text.chars().any(|letter| !is_plain(letter) || is_invisible(letter)) {
        return double_quoted(text);
    }
    if !needs_quotes(text, around) {
        return text.to_owned();
    }
    // The quotes that need fewer escapes; the common ones when it makes no difference.
    let escapes = |letters: [char; 2]| text.matches(letters).count();
    if escapes(['"', '\\']) > escapes(['\'', '\'']) { single_quoted(text) } else { double_quoted(text) }
}

/// Whether a text, all of whose characters can stand in a file, would be something else without quotes.
fn needs_quotes(text: &str, around: Around) -> bool {
    const FIRST: [char; 19] =
        ['-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`'];
    const IN_BRACKETS: [char; 5] = [',', '[', ']', '{', '}'];
    text.is_empty()
        || text.trim() != text
        || text.starts_with(FIRST)
        || text.contains(": ")
        || text.contains(" #")
        || text.ends_with(':')
        || (around == Around::Brackets && (text.contains(IN_BRACKETS) || text.contains(":?")))
        || is_no_text(text)
}

/// Whether a YAML reader, of this version of YAML or of an older one, would take a plain text for something else.
fn is_no_text(text: &str) -> bool {
    const WORDS: [&str; 13] = ["null", "~", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", "<<", "="];
    WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || is_number(text) || is_date(text)
}

fn is_number(text: &str) -> bool {
    let digits = text.trim_start_matches(['+', '-']).replace('_', "").to_ascii_lowercase();
    let has_prefix = ["0x", "0o", "0b"].iter().any(|prefix| {
        digits.strip_prefix(prefix).is_some_and(|rest| rest.chars().all(|digit| digit.is_ascii_hexdigit()))
    });
    // Older YAML counts in sixties.
    let is_sexagesimal = digits.starts_with(|first: char| first.is_ascii_digit())
        && digits.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ':' | '.'))
        && digits.contains(':');
    has_prefix || is_sexagesimal || digits == ".inf" || digits.parse::<f64>().is_ok()
}

fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let is_digits = |part: Option<&str>| {
        part.is_some_and(|part| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit()))
    };
    let year = parts.next();
    year.is_some_and(|year| year.len() == 4)
        && is_digits(year)
        && is_digits(parts.next())
        && parts.next().is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

fn single_quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn double_quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if is_plain(letter) && !is_invisible(letter) => quoted.push(letter),
            letter => {
                let written = match u32::from(letter) {
                    code @ ..=0xFF => write!(quoted, "\\x{code:02X}"),
                    code @ ..=0xFFFF => write!(quoted, "\\u{code:04X}"),
                    code => write!(quoted, "\\U{code:08X}"),
                };
                written.expect("a string takes all that is written");
            }
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_a_text_anyway_has_no_quotes() {
        for text in ["helpdesk:all", "0.1.0", "application/json; charset=utf-8", "回复用户", "the user's own", "a, b"]
        {
            assert_eq!(one_line(text, Around::Block), text);
        }
    }

    #[test]
    fn what_would_be_something_else_has_quotes() {
        for text in [
            "",
            " ",
            "no",
            "NULL",
            "~",
            "1e3",
            "0x1F",
            "1_000",
            "-1",
            "1.95",
            "12:30",
            "2024-01-31",
            "a: b",
            "a #b",
            "-",
            "a:",
            "<<",
            "@a",
            ".inf",
            "+.INF",
        ] {
            assert_eq!(one_line(text, Around::Block), format!("\"{text}\""), "{text}");
        }
    }

    #[test]
    fn brackets_and_commas_matter_only_inside_brackets() {
        assert_eq!(one_line("a, b", Around::Brackets), "\"a, b\"");
        assert_eq!(one_line("helpdesk:all", Around::Brackets), "helpdesk:all");
    }

    #[test]
    fn the_quotes_are_those_that_need_fewer_escapes() {
        assert_eq!(one_line(r#"{"a":"\n"}"#, Around::Block), r#"'{"a":"\n"}'"#);
        assert_eq!(one_line("'tis: so", Around::Block), "\"'tis: so\"");
    }

    #[test]
    fn what_nobody_would_see_is_spelt_out() {
        assert_eq!(
            one_line("a\u{202E}b\u{0}\u{1F}\u{85}\u{200B}\t", Around::Block),
            r#""a\u202Eb\x00\x1F\x85\u200B\t""#
        );
        assert_eq!(one_line("\u{1F600}", Around::Block), "\u{1F600}");
    }
}

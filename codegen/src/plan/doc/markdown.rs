//! Text from the spec as Markdown that shows it and does nothing else.

use super::address::is_address;
use crate::spec::write::changes_direction;

/// English prose of the spec. Code spans stay; everything else that rustdoc would interpret is escaped, bare addresses
/// become links.
#[must_use]
pub fn prose(text: &str) -> String {
    let text = one_line(text);
    let mut rest = text.as_str();
    let mut result = String::new();
    while let Some(start) = rest.find('`') {
        let (before, from) = rest.split_at(start);
        result.push_str(&linked(before));
        let fence = run(from);
        rest = match end_of_span(from, fence) {
            Some(end) => {
                result.push_str(&from[..end]);
                &from[end..]
            }
            // Nothing closes it: it is shown as what it is.
            None => {
                result.push_str(&escaped(&from[..fence]));
                &from[fence..]
            }
        };
    }
    result.push_str(&linked(rest));
    unblocked(result)
}

/// The text so that it does not begin a list or a rule where it begins a line.
fn unblocked(mut text: String) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let marks: &[char] = if digits == 0 { &['-', '+', '='] } else { &['.', ')'] };
    if text[digits..].starts_with(marks) {
        text.insert(digits, '\\');
    }
    text
}

/// How many backticks a text begins with.
fn run(text: &str) -> usize {
    text.len() - text.trim_start_matches('`').len()
}

/// Where the code span ends that a text begins with: behind a run of as many backticks.
fn end_of_span(text: &str, fence: usize) -> Option<usize> {
    let mut at = fence;
    while let Some(next) = text[at..].find('`') {
        let length = run(&text[at + next..]);
        at += next + length;
        if length == fence {
            return Some(at);
        }
    }
    None
}

/// Text that is shown letter by letter, such as a title or a message of the server.
#[must_use]
pub fn literal(text: &str) -> String {
    unblocked(escaped(&one_line(text)))
}

/// Text in a code span, whatever backticks it holds.
#[must_use]
pub fn code(text: &str) -> String {
    let text = one_line(text);
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    if text.is_empty() {
        return String::new();
    }
    // A space keeps a backtick at the border out of the fence; Markdown takes it off again.
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

/// Line breaks and other control characters could end a comment or start a block; characters that change the direction
/// of text could make it look like another, and the compiler refuses them.
fn one_line(text: &str) -> String {
    let visible = text.chars().filter(|letter| !changes_direction(*letter));
    let spaced: String = visible.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn linked(text: &str) -> String {
    let mut words = Vec::new();
    for word in text.split(' ') {
        let address = word.trim_end_matches(['.', ',', ';', ')', ':', '!', '?']);
        if is_address(address) {
            words.push(format!("<{address}>{}", escaped(&word[address.len()..])));
        } else {
            words.push(escaped(word));
        }
    }
    words.join(" ")
}

fn escaped(text: &str) -> String {
    let mut result = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let special = matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&');
        // An address that is no link is text; rustdoc would ask for a link.
        if special || rest.starts_with("://") {
            result.push('\\');
        }
        result.push(letter);
        rest = &rest[letter.len_utf8()..];
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_keeps_code_spans_and_escapes_the_rest() {
        assert_eq!(prose("`a[0]` is <b> of [x]"), "`a[0]` is \\<b\\> of \\[x\\]");
    }

    #[test]
    fn an_open_code_span_is_shown_as_a_backtick() {
        assert_eq!(prose("it's ` only"), "it's \\` only");
    }

    #[test]
    fn a_code_span_ends_at_as_many_backticks_as_it_begins_with() {
        assert_eq!(prose("``a`<b>`` <c>"), "``a`<b>`` \\<c\\>");
        assert_eq!(prose("*/ ``` <b> [x] `"), "\\*/ \\`\\`\\` \\<b\\> \\[x\\] \\`");
        assert_eq!(prose("```a` `b`"), "\\`\\`\\`a` `b\\`");
    }

    #[test]
    fn addresses_become_links() {
        assert_eq!(prose("see https://a.example/x_y."), "see <https://a.example/x_y>.");
    }

    #[test]
    fn what_only_begins_like_an_address_is_text() {
        assert_eq!(prose("https://x><script>"), "https\\://x\\>\\<script\\>");
    }

    #[test]
    fn characters_that_turn_text_around_vanish() {
        assert_eq!(literal("a\u{202e}b\u{2066}c"), "abc");
    }

    #[test]
    fn code_survives_backticks() {
        assert_eq!(code("a`b"), "`` a`b ``");
    }

    #[test]
    fn a_text_does_not_begin_a_list() {
        let texts = ["1. a", "- a", "+ a", "===", "2) a"].map(prose);
        assert_eq!(texts, ["1\\. a", "\\- a", "\\+ a", "\\===", "2\\) a"]);
    }

    #[test]
    fn line_breaks_vanish() {
        assert_eq!(literal("a\n\n# b"), "a \\# b");
    }
}

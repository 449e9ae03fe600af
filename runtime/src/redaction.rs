//! How text that came from the other side is shown: without secrets, bounded, and on one line where it must be.
//!
//! A proxy's error page may echo the headers of the request, and with them the credentials; such text ends up in errors
//! and from there in logs.

use std::fmt::{self, Display, Write as _};
use std::sync::Arc;

use crate::secret::Secret;
use crate::token::Token;

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// What stands where a text was cut.
const CUT: char = '…';

/// Shorter texts are not looked for: they occur by chance, and taking them out would garble the message.
const SHORTEST_SECRET: usize = 4;

/// How many characters of a text of the other side an error keeps.
const LONGEST_TEXT: usize = 4096;

/// How many characters of an id, a path, a reason or a body an error keeps.
const LONGEST_LINE: usize = 512;

/// How many backslashes may escape a letter: two more for each JSON that stands within JSON.
const MOST_BACKSLASHES: usize = 15;

/// How many bytes a letter takes at most in HTML, as `&#x10FFFF;` does.
const LONGEST_ENTITY: usize = 12;

/// The secrets that a call sends. Cheap to clone; shows nothing of them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Redaction {
    /// Those that every call of the client may send.
    common: Arc<[Secret]>,
    /// The one that this call sends.
    token: Option<Token>,
    /// What else this call sends that may be a secret.
    extra: Vec<Secret>,
}

impl Redaction {
    pub(crate) fn new(common: Vec<Secret>) -> Self {
        Self { common: common.into(), token: None, extra: Vec::new() }
    }

    /// The same secrets, and those of one call.
    pub(crate) fn of_call(&self, token: Option<&Token>, extra: Vec<Secret>) -> Self {
        Self { common: Arc::clone(&self.common), token: token.cloned(), extra }
    }

    /// A text, such as a message.
    pub(crate) fn text(&self, text: &str) -> String {
        self.shown(text, LONGEST_TEXT)
    }

    /// An id, a path or a reason: on one line.
    pub(crate) fn line(&self, text: &str) -> String {
        OneLine(&self.shown(text, LONGEST_LINE)).to_string()
    }

    /// The beginning of a body.
    pub(crate) fn excerpt(&self, body: &[u8]) -> String {
        self.shown(&String::from_utf8_lossy(body), LONGEST_LINE)
    }

    /// The text without the secrets, of at most so many characters and a mark where it was cut. Goes through no more of the
    /// text than it shows, however long it is.
    fn shown(&self, text: &str, most: usize) -> String {
        let secrets = self.secrets();
        let mut shown = String::new();
        let mut length = 0;
        // Where the secret ends that the current place is part of: secrets may overlap.
        let mut hidden_until = 0;
        for (at, letter) in text.char_indices() {
            let rest = &text[at..];
            let ends = secrets.iter().filter_map(|secret| echo_of(secret, rest)).max().map_or(0, |echo| at + echo);
            if ends > hidden_until {
                if at >= hidden_until {
                    shown.push_str(REDACTED);
                    length += REDACTED.len();
                }
                hidden_until = ends;
            }
            if at < hidden_until {
                continue;
            }
            if length >= most {
                shown.push(CUT);
                break;
            }
            shown.push(letter);
            length += 1;
        }
        shown
    }

    fn secrets(&self) -> Vec<&str> {
        let token = self.token.iter().map(Token::secret);
        let mut secrets: Vec<_> = self.common.iter().chain(&self.extra).chain(token).map(Secret::expose).collect();
        secrets.retain(|secret| secret.len() >= SHORTEST_SECRET);
        secrets
    }
}

/// How many bytes of a text are a secret, if it begins with one: as it is, or in any of the ways in which JSON, addresses and
/// HTML write letters, which may change from letter to letter.
fn echo_of(secret: &str, text: &str) -> Option<usize> {
    let rest = secret.chars().try_fold(text, after)?;
    Some(text.len() - rest.len())
}

/// What follows a letter, if a text begins with it.
fn after(text: &str, letter: char) -> Option<&str> {
    // Escapes first: what begins them may be the letter itself.
    let escaped = match text.as_bytes().first()? {
        b'%' => after_percent(text, letter),
        b'\\' => after_backslash(text, letter),
        b'&' => after_entity(text, letter),
        b'+' if letter == ' ' => text.get(1..),
        _ => None,
    };
    escaped.or_else(|| text.strip_prefix(letter))
}

/// `%2F`
fn after_percent(text: &str, letter: char) -> Option<&str> {
    letter.encode_utf8(&mut [0; 4]).bytes().try_fold(text, |text, byte| {
        let (digits, rest) = text.strip_prefix('%')?.split_at_checked(2)?;
        (u8::from_str_radix(digits, 16) == Ok(byte)).then_some(rest)
    })
}

/// `\/` or `\u002f`; with more backslashes where JSON stands within JSON.
fn after_backslash(text: &str, letter: char) -> Option<&str> {
    if let Some(rest) = without_backslashes(text).strip_prefix(letter) {
        return Some(rest);
    }
    letter.encode_utf16(&mut [0; 2]).iter().try_fold(text, |text, unit| {
        let (digits, rest) = without_backslashes(text).strip_prefix('u')?.split_at_checked(4)?;
        (u16::from_str_radix(digits, 16) == Ok(*unit)).then_some(rest)
    })
}

/// What follows a few backslashes: no hostile text shall have long rows of them counted again and again.
fn without_backslashes(text: &str) -> &str {
    let count = text.bytes().take(MOST_BACKSLASHES).take_while(|byte| *byte == b'\\').count();
    text.get(count..).unwrap_or_default()
}

/// `&#47;`, `&#x2F;` or `&amp;`
fn after_entity(text: &str, letter: char) -> Option<&str> {
    let end = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let (name, rest) = (text.get(1..end)?, text.get(end + 1..)?);
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    });
    let named = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    (named == Some(letter)).then_some(rest)
}

/// Text kept to one line: line breaks in it could forge lines of a log.
pub(crate) struct OneLine<'a>(pub(crate) &'a str);

impl Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        for (index, piece) in self.0.split(breaks).filter(|piece| !piece.is_empty()).enumerate() {
            if index > 0 {
                f.write_char(' ')?;
            }
            f.write_str(piece)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn redaction(secrets: &[&str]) -> Redaction {
        Redaction::new(secrets.iter().copied().map(Secret::from).collect())
    }

    fn redact(secrets: &[&str], text: &str) -> String {
        redaction(secrets).text(text)
    }

    #[test]
    fn a_secret_within_another_leaves_nothing_behind() {
        assert_eq!(redact(&["t-abc", "t-abcdef"], "got t-abcdef and t-abc"), "got [redacted] and [redacted]");
        assert_eq!(redact(&["abcd", "cdefgh"], "1abcdefgh2"), "1[redacted]2");
        assert_eq!(redact(&["abcd"], "abcdabcd"), "[redacted][redacted]");
    }

    #[test]
    fn an_empty_or_short_secret_changes_nothing() {
        assert_eq!(redact(&["", "tex"], "text"), "text");
    }

    #[test]
    fn no_way_of_writing_letters_hides_a_secret() {
        for echo in [
            "ab/c+d=&é x",
            r"ab\/c+d=&é x",
            "ab%2Fc%2bd%3D%26%C3%A9%20x",
            "ab%2Fc%2Bd%3D%26%c3%a9+x",
            "%61%62%2f%63%2b%64%3d%26%c3%a9%20%78",
            r"ab\u002fc\u002Bd\u003d\u0026\u00e9 x",
            r"ab\\\/c+d\\u003d&é x",
            "ab&#47;c&#x2B;d=&amp;&#233; x",
        ] {
            assert_eq!(redact(&["ab/c+d=&é x"], &format!("<{echo}>")), "<[redacted]>", "{echo}");
        }
        assert_eq!(redact(&["a😀bc"], r"a\ud83d\ude00bc"), "[redacted]");
    }

    #[test]
    fn what_only_begins_like_a_secret_stays() {
        for text in ["t-secre", "t-secre%7", "t-secre%zz", r"t-secre\u007", r"t-secre\", "t-secre&#116", "t-secre&amp;"]
        {
            assert_eq!(redact(&["t-secret"], text), text);
        }
    }

    #[test]
    fn a_text_is_cut_between_characters_and_never_within_a_secret() {
        let redaction = redaction(&["t-secret"]);
        let excerpt = redaction.excerpt("界".repeat(600).as_bytes());
        assert_eq!(excerpt, format!("{}…", "界".repeat(LONGEST_LINE)));
        let at_the_cut = redaction.excerpt(format!("{}t-secret", " ".repeat(LONGEST_LINE - 4)).as_bytes());
        assert!(!at_the_cut.contains("t-"), "{at_the_cut}");
        assert_eq!(redaction.excerpt(&[b'a', 0xff]), "a\u{fffd}");
    }

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(redaction(&[]).line("a\r\nb\u{2028}c\u{0}d"), "a b c d");
        assert_eq!(redaction(&[]).text("a\nb"), "a\nb");
    }

    proptest! {
        #[test]
        fn no_text_around_it_brings_a_secret_back(before in "[ts%\\\\-]{0,12}", after in "[ts%\\\\-]{0,12}") {
            let shown = redact(&["t-s3cret"], &format!("{before}t-s3cret{after}"));
            prop_assert!(!shown.contains("s3cret"), "{shown}");
        }
    }
}

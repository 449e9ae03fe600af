//! Character references.

use std::borrow::Cow;

use html5gum::{State, Token, Tokenizer};

/// The longest reference that HTML knows has 33 characters.
const LONGEST: usize = 33;

/// Replaces character references that end with a semicolon.
///
/// HTML also knows some without one, and would make `®ion=` of the address parameter `&region=`; who wrote the page did
/// not mean that.
#[must_use]
pub fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = reference_end(rest);
        decoded.push_str(&end.map_or(Cow::Borrowed("&"), |end| character(&rest[..end])));
        rest = &rest[end.unwrap_or(1)..];
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

/// Where a reference at the beginning of a text ends.
fn reference_end(text: &str) -> Option<usize> {
    let name =
        text.bytes().skip(1).take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
    (name > 0 && text.as_bytes().get(name + 1) == Some(&b';')).then_some(name + 2)
}

fn character(reference: &str) -> Cow<'_, str> {
    let mut tokenizer = Tokenizer::new(reference);
    tokenizer.set_state(State::RcData);
    let mut text = Vec::new();
    for Ok(token) in tokenizer {
        if let Token::String(part) = token {
            text.extend_from_slice(&part);
        }
    }
    String::from_utf8(text).map_or(Cow::Borrowed(reference), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_characters() {
        assert_eq!(decode("a&lt;b&gt; &amp;&nbsp;&#x4e2d;&emsp;"), "a<b> &\u{a0}中\u{2003}");
    }

    #[test]
    fn what_is_no_reference_stays() {
        assert_eq!(decode("?a=1&region=2&order_by=x&; &nonsense; &"), "?a=1&region=2&order_by=x&; &nonsense; &");
    }
}

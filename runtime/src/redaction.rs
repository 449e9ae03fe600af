//! Takes secrets out of text that came from the other side.
//!
//! A proxy's error page may echo the headers of the request, and with them the credentials; such text ends up in errors
//! and from there in logs.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::secret::Secret;
use crate::token::Token;

/// What stands in the place of a secret.
const REDACTED: &str = "[redacted]";

/// Shorter texts are not looked for: they occur by chance, and taking them out would garble the message.
const SHORTEST_SECRET: usize = 4;

/// How many characters of a text of the other side an error keeps.
const LONGEST_TEXT: usize = 4096;

/// How many characters of an id, a path or a reason an error keeps.
const LONGEST_LINE: usize = 512;

fn cut(mut text: String, most: usize) -> String {
    if let Some((end, _)) = text.char_indices().nth(most) {
        text.truncate(end);
        text.push('…');
    }
    text
}

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

    /// The text without the secrets.
    pub(crate) fn apply(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for secret in self.longest_first() {
            remove(&mut text, secret);
            // Some encoders of JSON escape the slash.
            if secret.contains('/') {
                remove(&mut text, &secret.replace('/', "\\/"));
            }
        }
        text
    }

    /// The same, cut to a length that an error can carry. Secrets go first: a cut through one would hide it.
    pub(crate) fn bounded(&self, text: &str) -> String {
        cut(self.apply(text), LONGEST_TEXT)
    }

    /// The same on one line, as for an id or a reason: line breaks could forge lines of a log.
    pub(crate) fn line(&self, text: &str) -> String {
        let breaks = |letter: char| letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        cut(self.apply(text).replace(breaks, " "), LONGEST_LINE)
    }

    /// The longest first, so that a secret which is part of another leaves nothing of the other behind.
    fn longest_first(&self) -> Vec<&str> {
        let token = self.token.iter().map(Token::secret);
        let mut secrets: Vec<_> = self.common.iter().chain(&self.extra).chain(token).map(Secret::expose).collect();
        secrets.retain(|secret| secret.len() >= SHORTEST_SECRET);
        secrets.sort_by_key(|secret| Reverse(secret.len()));
        secrets
    }
}

fn remove(text: &mut String, secret: &str) {
    if text.contains(secret) {
        *text = text.replace(secret, REDACTED);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redact(secrets: &[&str], text: &str) -> String {
        Redaction::new(secrets.iter().copied().map(Secret::from).collect()).apply(text)
    }

    #[test]
    fn a_secret_within_another_leaves_nothing_behind() {
        assert_eq!(redact(&["t-abc", "t-abcdef"], "got t-abcdef and t-abc"), "got [redacted] and [redacted]");
    }

    #[test]
    fn an_empty_secret_changes_nothing() {
        assert_eq!(redact(&[""], "text"), "text");
    }

    #[test]
    fn an_escaped_slash_does_not_hide_a_secret() {
        assert_eq!(redact(&["ab/cd"], r#""ab\/cd""#), r#""[redacted]""#);
    }
}

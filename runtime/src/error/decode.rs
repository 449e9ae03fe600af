//! An answer that is not what was expected.

use std::fmt;

use super::write_origin;
use crate::redaction::Redaction;
use crate::retry::RetryAdvice;

/// How many characters of a body an error keeps.
const EXCERPT_CHARS: usize = 512;

/// The answer is not what was expected.
///
/// [`succeeded`](Self::succeeded) tells whether the platform carried out the call all the same.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// The endpoint that was called.
    pub endpoint: &'static str,
    /// The HTTP status.
    pub http_status: u16,
    /// The id under which the platform logged the call; its support asks for it.
    pub log_id: Option<String>,
    /// Where in the answer it went wrong, such as `data.messages[3].created_at`; none where the answer as a whole is not
    /// what was expected.
    pub path: Option<String>,
    /// What went wrong.
    pub reason: String,
    /// Whether the answer says that the call succeeded. Then it was carried out, and only what it returned is lost: it
    /// must not be made again.
    pub succeeded: bool,
    /// Whether making the call again can help, and whether it can take effect twice.
    pub retry: RetryAdvice,
    /// The beginning of the body, at most 512 characters; empty where the body may hold a token.
    pub excerpt: String,
}

impl DecodeError {
    /// Cuts a body down to what an error keeps of it. Secrets go first: a cut through one would hide it from the search.
    pub(crate) fn excerpt_of(body: &[u8], redaction: &Redaction) -> String {
        let text = redaction.apply(&String::from_utf8_lossy(body));
        match text.char_indices().nth(EXCERPT_CHARS) {
            Some((end, _)) => text[..end].to_owned(),
            None => text,
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let succeeded = if self.succeeded { "the call succeeded, but " } else { "" };
        write!(f, "{}: {succeeded}cannot read the answer: ", self.endpoint)?;
        if let Some(path) = &self.path {
            write!(f, "{path}: ")?;
        }
        f.write_str(&self.reason)?;
        write_origin(f, self.http_status, self.log_id.as_deref())
    }
}

impl std::error::Error for DecodeError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_cut_between_characters() {
        let body = "界".repeat(600);
        let excerpt = DecodeError::excerpt_of(body.as_bytes(), &Redaction::default());
        assert_eq!(excerpt.chars().count(), EXCERPT_CHARS);
    }

    #[test]
    fn an_excerpt_of_bytes_that_are_no_text_is_still_text() {
        assert_eq!(DecodeError::excerpt_of(&[b'a', 0xff], &Redaction::default()), "a\u{fffd}");
    }

    #[test]
    fn a_secret_at_the_cut_is_taken_out() {
        let redaction = Redaction::new(vec!["t-secret".into()]);
        let body = format!("{}t-secret", " ".repeat(EXCERPT_CHARS - 4));
        assert!(!DecodeError::excerpt_of(body.as_bytes(), &redaction).contains("t-se"));
    }
}

//! An answer that is not what was expected.

use std::fmt;

use super::write_origin;
use crate::retry::RetryAdvice;

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
    /// The beginning of the body, about 512 characters; empty where the body may hold a token.
    pub excerpt: String,
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

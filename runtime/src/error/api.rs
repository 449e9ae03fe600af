//! What the platform refused.

use std::fmt;
use std::time::Duration;

use super::{ErrorDetails, ErrorKind, write_origin};
use crate::descriptor::{DocumentedError, ErrorClass};
use crate::redaction::OneLine;
use crate::retry::RetryAdvice;

/// The platform refused a call.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ApiError<K> {
    /// The code, as the endpoint's own type.
    pub kind: K,
    /// The code: decide by this.
    pub code: i64,
    /// The HTTP status. The same code comes with different ones.
    pub http_status: u16,
    /// The platform's message, for people; empty where there was none.
    pub message: String,
    /// The id under which the platform logged the call; its support asks for it.
    pub log_id: Option<String>,
    /// Address of a page that explains this very failure.
    pub troubleshooter: Option<String>,
    /// What else the platform said.
    pub details: ErrorDetails,
    /// What the answer's headers say about the rate limit, if anything.
    pub rate_limit: Option<RateLimitStatus>,
    /// What the documentation says about the code: that of the endpoint, or else that of the platform.
    pub documented: Option<&'static DocumentedError>,
    /// The endpoint that was called.
    pub endpoint: &'static str,
    /// Whether making the call again can help, and whether it can take effect twice.
    pub retry: RetryAdvice,
}

/// What an answer's headers say about the rate limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct RateLimitStatus {
    /// How many calls are allowed.
    pub limit: Option<u64>,
    /// How long to wait before the next call.
    pub reset_after: Option<Duration>,
}

impl<K: ErrorKind> ApiError<K> {
    /// What kind of trouble the code means, where that is documented.
    #[must_use]
    pub fn class(&self) -> Option<ErrorClass> {
        self.documented.map(|documented| documented.class)
    }

    /// What to do about it, where that is documented.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        self.documented.and_then(DocumentedError::advice)
    }

    /// The same error, with its code as another type.
    pub(crate) fn with_kind<L: ErrorKind>(self) -> ApiError<L> {
        ApiError {
            kind: L::from_code(self.code),
            code: self.code,
            http_status: self.http_status,
            message: self.message,
            log_id: self.log_id,
            troubleshooter: self.troubleshooter,
            details: self.details,
            rate_limit: self.rate_limit,
            documented: self.documented,
            endpoint: self.endpoint,
            retry: self.retry,
        }
    }
}

impl<K: ErrorKind> fmt::Display for ApiError<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let documented = self.documented.map_or("", |documented| documented.message);
        let message = if self.message.is_empty() { documented } else { self.message.as_str() };
        write!(f, "{}: {}", self.endpoint, self.code)?;
        if !message.is_empty() {
            write!(f, " {}", OneLine(message))?;
        }
        write_origin(f, self.http_status, self.log_id.as_deref())
    }
}

impl<K: ErrorKind> std::error::Error for ApiError<K> {}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;

    fn error(message: &str, documented: Option<&'static DocumentedError>) -> ApiError<Code> {
        ApiError {
            kind: Code(154_401),
            code: 154_401,
            http_status: 401,
            message: message.to_owned(),
            log_id: Some("2024ABC".to_owned()),
            troubleshooter: None,
            details: ErrorDetails::default(),
            rate_limit: None,
            documented,
            endpoint: "a.v1.b.c",
            retry: RetryAdvice::Never,
        }
    }

    static CLOSED: DocumentedError = DocumentedError {
        code: 154_401,
        http_status: Some(401),
        message: "Ticket already be closed",
        advice: "Open another ticket.",
        class: ErrorClass::State,
    };

    #[test]
    fn is_one_helpful_line() {
        let text = error("ticket\r\nclosed", None).to_string();
        assert_eq!(text, "a.v1.b.c: 154401 ticket closed (HTTP 401, log id 2024ABC)");
    }

    #[test]
    fn falls_back_on_the_documented_message() {
        let text = error("", Some(&CLOSED)).to_string();
        assert_eq!(text, "a.v1.b.c: 154401 Ticket already be closed (HTTP 401, log id 2024ABC)");
    }

    #[test]
    fn class_and_advice_are_the_documented_ones() {
        let error = error("", Some(&CLOSED));
        assert_eq!((error.class(), error.advice()), (Some(ErrorClass::State), Some("Open another ticket.")));
    }
}

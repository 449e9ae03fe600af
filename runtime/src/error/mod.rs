//! What can come back instead of an answer.

mod api;
mod decode;
mod details;
mod invalid_argument;
mod kind;
mod token;

use std::fmt;

pub use api::{ApiError, RateLimitStatus};
pub use decode::DecodeError;
pub(crate) use details::ErrorObject;
pub use details::{ErrorDetails, FieldViolation, Help, PermissionViolation};
pub use invalid_argument::InvalidArgument;
pub use kind::{Code, ErrorKind};
pub use token::TokenError;

pub use crate::transport::{TransportError, TransportErrorKind};

/// Why a call has no result. `K` is the endpoint's own type of codes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error<K> {
    /// The platform refused the call.
    Api(Box<ApiError<K>>),
    /// There is no access token; the call itself was not sent.
    Token(Box<TokenError>),
    /// There is no complete answer.
    Transport(TransportError),
    /// The answer is not what was expected. The platform may have carried out the call all the same.
    Decode(Box<DecodeError>),
    /// The call cannot be made as it was asked for; nothing was sent.
    InvalidArgument(InvalidArgument),
}

/// Why a call has no result, before its code is given the endpoint's own type.
pub type Failure = Error<Code>;

impl<K: ErrorKind> Error<K> {
    /// The platform's code: that of the call, or that of the request for a token.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Api(error) => Some(error.code),
            Self::Token(error) => error.code(),
            Self::Transport(_) | Self::Decode(_) | Self::InvalidArgument(_) => None,
        }
    }

    /// The endpoint's own type of the code, where the platform refused the call.
    #[must_use]
    pub fn kind(&self) -> Option<K> {
        match self {
            Self::Api(error) => Some(error.kind),
            _ => None,
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.http_status),
            Self::Token(error) => error.http_status(),
            Self::Decode(error) => Some(error.http_status),
            Self::Transport(_) | Self::InvalidArgument(_) => None,
        }
    }

    /// The id under which the platform logged the call; its support asks for it.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.log_id.as_deref(),
            Self::Token(error) => error.log_id(),
            Self::Decode(error) => error.log_id.as_deref(),
            Self::Transport(_) | Self::InvalidArgument(_) => None,
        }
    }

    /// The same failure, with its code as another type.
    #[must_use]
    pub fn with_kind<L: ErrorKind>(self) -> Error<L> {
        match self {
            Self::Api(error) => Error::Api(Box::new(error.with_kind())),
            Self::Token(error) => Error::Token(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Decode(error) => Error::Decode(error),
            Self::InvalidArgument(error) => Error::InvalidArgument(error),
        }
    }
}

// Transparent: the text and the source are those of the error within, so that nothing is said twice.
impl<K: ErrorKind> fmt::Display for Error<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::InvalidArgument(error) => error.fmt(f),
        }
    }
}

impl<K: ErrorKind> std::error::Error for Error<K> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::InvalidArgument(error) => error.source(),
        }
    }
}

impl<K> From<TransportError> for Error<K> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<K> From<TokenError> for Error<K> {
    fn from(error: TokenError) -> Self {
        Self::Token(Box::new(error))
    }
}

impl<K> From<DecodeError> for Error<K> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(Box::new(error))
    }
}

impl<K> From<InvalidArgument> for Error<K> {
    fn from(error: InvalidArgument) -> Self {
        Self::InvalidArgument(error)
    }
}

/// Appends ` (HTTP 401, log id 2024…)` to an error's line.
fn write_origin(f: &mut fmt::Formatter<'_>, http_status: u16, log_id: Option<&str>) -> fmt::Result {
    match log_id {
        Some(log_id) => write!(f, " (HTTP {http_status}, log id {log_id})"),
        None => write!(f, " (HTTP {http_status})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_can_cross_threads_and_outlive_the_call() {
        fn check<T: std::error::Error + Send + Sync + 'static>() {}
        check::<Failure>();
        check::<ApiError<Code>>();
        check::<TokenError>();
        check::<TransportError>();
        check::<DecodeError>();
        check::<InvalidArgument>();
    }

    #[test]
    fn an_error_is_small_enough_to_be_returned() {
        assert!(size_of::<Failure>() <= 64, "{}", size_of::<Failure>());
    }

    #[test]
    fn what_is_not_an_answer_has_neither_code_nor_log_id() {
        let error: Failure = TransportError::new(TransportErrorKind::Timeout).at("a.v1.b.c").into();
        assert_eq!((error.code(), error.kind(), error.http_status(), error.log_id()), (None, None, None, None));
        assert_eq!(error.to_string(), "a.v1.b.c: timed out");
    }
}

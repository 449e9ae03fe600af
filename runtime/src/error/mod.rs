//! What can come back instead of an answer.

mod api;
mod decode;
mod details;
mod invalid_argument;
mod kind;
mod paging;
mod rate_limited;
mod token;

use std::fmt;

use crate::retry::RetryAdvice;

pub use api::{ApiError, RateLimitStatus};
pub use decode::DecodeError;
pub(crate) use details::ErrorObject;
pub use details::{ErrorDetails, FieldViolation, Help, PermissionViolation};
pub use invalid_argument::InvalidArgument;
pub use kind::{Code, ErrorKind};
pub use paging::{PagingError, PagingProblem};
pub use rate_limited::{RateLimitOrigin, RateLimited};
pub use token::TokenError;

pub use crate::transport::{TransportError, TransportErrorKind};

/// Why a call has no result. `K` is the endpoint's own type of codes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Error<K> {
    /// The platform refused the call.
    Api(Box<ApiError<K>>),
    /// Too many calls: the platform says so, or the client held the call back.
    RateLimited(Box<RateLimited<K>>),
    /// There is no access token; the call itself was not sent.
    Token(Box<TokenError>),
    /// There is no complete answer.
    Transport(TransportError),
    /// The answer is not what was expected. The platform may have carried out the call all the same.
    Decode(Box<DecodeError>),
    /// The call cannot be made as it was asked for; nothing was sent.
    InvalidArgument(InvalidArgument),
    /// A list cannot be read to its end; each call for a page of it succeeded.
    Paging(PagingError),
}

/// Why a call has no result, before its code is given the endpoint's own type.
pub type Failure = Error<Code>;

impl<K: ErrorKind> Error<K> {
    /// The platform's code: that of the call, or that of the request for a token.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Api(error) => Some(error.code),
            Self::RateLimited(error) => error.refusal().map(|refusal| refusal.code),
            Self::Token(error) => error.code(),
            Self::Transport(_) | Self::Decode(_) | Self::InvalidArgument(_) | Self::Paging(_) => None,
        }
    }

    /// The endpoint's own type of the code, where the platform refused the call.
    #[must_use]
    pub fn kind(&self) -> Option<K> {
        match self {
            Self::Api(error) => Some(error.kind),
            Self::RateLimited(error) => error.refusal().map(|refusal| refusal.kind),
            _ => None,
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Api(error) => Some(error.http_status),
            Self::RateLimited(error) => error.http_status(),
            Self::Token(error) => error.http_status(),
            Self::Decode(error) => Some(error.http_status),
            Self::Transport(_) | Self::InvalidArgument(_) | Self::Paging(_) => None,
        }
    }

    /// The id under which the platform logged the call; its support asks for it.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.log_id.as_deref(),
            Self::RateLimited(error) => error.log_id(),
            Self::Token(error) => error.log_id(),
            Self::Decode(error) => error.log_id.as_deref(),
            Self::Transport(_) | Self::InvalidArgument(_) | Self::Paging(_) => None,
        }
    }

    /// What to do about it, where the documentation says so.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Api(error) => error.advice(),
            Self::RateLimited(error) => error.refusal().and_then(ApiError::advice),
            Self::Token(error) => error.refusal().and_then(ApiError::advice),
            Self::Transport(_) | Self::Decode(_) | Self::InvalidArgument(_) | Self::Paging(_) => None,
        }
    }

    /// Whether making the same call again can help, and whether it can take effect twice.
    ///
    /// The client has made it again already where that was safe, as often as its [`RetryPolicy`](crate::RetryPolicy)
    /// says.
    #[must_use]
    pub fn retry_advice(&self) -> RetryAdvice {
        match self {
            Self::Api(error) => error.retry,
            Self::RateLimited(error) => RetryAdvice::Safe { after: error.reset_after },
            Self::Token(error) => error.retry_advice(),
            Self::Transport(error) => error.retry_advice(),
            Self::Decode(error) => error.retry,
            Self::InvalidArgument(_) | Self::Paging(_) => RetryAdvice::Never,
        }
    }

    /// Whether the same call, made again later, may succeed without taking effect twice.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.retry_advice().is_safe()
    }

    /// The same failure, with its code as another type.
    #[must_use]
    pub fn with_kind<L: ErrorKind>(self) -> Error<L> {
        match self {
            Self::Api(error) => Error::Api(Box::new(error.with_kind())),
            Self::RateLimited(error) => Error::RateLimited(Box::new(error.with_kind())),
            Self::Token(error) => Error::Token(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Decode(error) => Error::Decode(error),
            Self::InvalidArgument(error) => Error::InvalidArgument(error),
            Self::Paging(error) => Error::Paging(error),
        }
    }
}

// Transparent: the text and the source are those of the error within, so that nothing is said twice.
impl<K: ErrorKind> fmt::Display for Error<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::RateLimited(error) => error.fmt(f),
            Self::Token(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::InvalidArgument(error) => error.fmt(f),
            Self::Paging(error) => error.fmt(f),
        }
    }
}

impl<K: ErrorKind> std::error::Error for Error<K> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Api(error) => error.source(),
            Self::RateLimited(error) => error.source(),
            Self::Token(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::InvalidArgument(error) => error.source(),
            Self::Paging(error) => error.source(),
        }
    }
}

impl<K> From<TransportError> for Error<K> {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

impl<K> From<RateLimited<K>> for Error<K> {
    fn from(error: RateLimited<K>) -> Self {
        Self::RateLimited(Box::new(error))
    }
}

impl<K> From<TokenError> for Error<K> {
    fn from(error: TokenError) -> Self {
        Self::Token(Box::new(error))
    }
}

impl<K> From<Box<DecodeError>> for Error<K> {
    fn from(error: Box<DecodeError>) -> Self {
        Self::Decode(error)
    }
}

impl<K> From<InvalidArgument> for Error<K> {
    fn from(error: InvalidArgument) -> Self {
        Self::InvalidArgument(error)
    }
}

impl<K> From<PagingError> for Error<K> {
    fn from(error: PagingError) -> Self {
        Self::Paging(error)
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
    use crate::descriptor::RetryClass;

    #[test]
    fn errors_can_cross_threads_and_outlive_the_call() {
        fn check<T: std::error::Error + Send + Sync + 'static>() {}
        check::<Failure>();
        check::<ApiError<Code>>();
        check::<RateLimited<Code>>();
        check::<TokenError>();
        check::<TransportError>();
        check::<DecodeError>();
        check::<InvalidArgument>();
        check::<PagingError>();
    }

    #[test]
    fn an_error_is_small_enough_to_be_returned() {
        assert!(size_of::<Failure>() <= 64, "{}", size_of::<Failure>());
    }

    #[test]
    fn what_is_not_an_answer_has_neither_code_nor_log_id() {
        let error: Failure = TransportError::new(TransportErrorKind::Timeout).at("a.v1.b.c", RetryClass::Write).into();
        assert_eq!((error.code(), error.kind(), error.http_status(), error.log_id()), (None, None, None, None));
        assert_eq!(error.to_string(), "a.v1.b.c: timed out");
    }
}

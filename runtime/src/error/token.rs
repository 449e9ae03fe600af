//! Why there is no access token.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::{ApiError, Code, DecodeError, RateLimited};
use crate::retry::RetryAdvice;
use crate::transport::TransportError;

/// There is no access token, and so the call that needed it was not sent.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum TokenError {
    /// The platform refused to hand out a token, for example because the app's secret is wrong.
    Refused(Box<ApiError<Code>>),
    /// There is no complete answer to the request for a token.
    Transport(TransportError),
    /// The answer to the request for a token has no token that could be sent.
    Decode(Box<DecodeError>),
    /// Too many requests for a token.
    RateLimited(Box<RateLimited<Code>>),
    /// The provider that was given to [`ClientBuilder::token_provider`](crate::ClientBuilder::token_provider) failed, or
    /// handed out a token that no header can carry.
    Provider(Arc<dyn Error + Send + Sync>),
}

impl TokenError {
    /// What the platform said, where it refused.
    #[must_use]
    pub fn refusal(&self) -> Option<&ApiError<Code>> {
        match self {
            Self::Refused(error) => Some(error),
            Self::RateLimited(error) => error.refusal(),
            Self::Transport(_) | Self::Decode(_) | Self::Provider(_) => None,
        }
    }

    /// The platform's code, where it refused.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        self.refusal().map(|error| error.code)
    }

    /// Whether making the call again can help. It cannot take effect twice, because it was not sent.
    #[must_use]
    pub fn retry_advice(&self) -> RetryAdvice {
        match self {
            Self::Refused(error) => error.retry,
            Self::Transport(error) => error.retry_advice(),
            Self::Decode(error) => error.retry,
            Self::RateLimited(error) => RetryAdvice::Safe { after: error.reset_after },
            Self::Provider(_) => RetryAdvice::Never,
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Refused(error) => Some(error.http_status),
            Self::RateLimited(error) => error.http_status(),
            Self::Transport(_) | Self::Provider(_) => None,
            Self::Decode(error) => Some(error.http_status),
        }
    }

    /// The platform's message, where it refused.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.refusal().map(|error| error.message.as_str())
    }

    /// The id under which the platform logged the request for a token.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Refused(error) => error.log_id.as_deref(),
            Self::RateLimited(error) => error.log_id(),
            Self::Transport(_) | Self::Provider(_) => None,
            Self::Decode(error) => error.log_id.as_deref(),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no access token: ")?;
        match self {
            Self::Refused(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::RateLimited(error) => error.fmt(f),
            Self::Provider(_) => f.write_str("the token provider failed"),
        }
    }
}

impl Error for TokenError {
    // The text holds that of the error within, so the chain goes on behind it.
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Refused(error) => error.source(),
            Self::Transport(error) => error.source(),
            Self::Decode(error) => error.source(),
            Self::RateLimited(error) => error.source(),
            Self::Provider(error) => Some(&**error),
        }
    }
}

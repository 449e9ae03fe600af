//! Why there is no access token.

use std::error::Error;
use std::fmt;

use super::{ApiError, Code, DecodeError};
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
}

impl TokenError {
    /// The platform's code, where it refused.
    #[must_use]
    pub fn code(&self) -> Option<i64> {
        match self {
            Self::Refused(error) => Some(error.code),
            Self::Transport(_) | Self::Decode(_) => None,
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match self {
            Self::Refused(error) => Some(error.http_status),
            Self::Transport(_) => None,
            Self::Decode(error) => Some(error.http_status),
        }
    }

    /// The platform's message, where it refused.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        match self {
            Self::Refused(error) => Some(&error.message),
            Self::Transport(_) | Self::Decode(_) => None,
        }
    }

    /// The id under which the platform logged the request for a token.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match self {
            Self::Refused(error) => error.log_id.as_deref(),
            Self::Transport(_) => None,
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
        }
    }
}

//! Too many calls.

use std::fmt;
use std::time::Duration;

use super::{ApiError, DecodeError, ErrorKind};

/// Too many calls. The call was not carried out, and can be made again.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RateLimited<K> {
    /// The endpoint that was called.
    pub endpoint: &'static str,
    /// How many calls are allowed, where the platform says so.
    pub limit: Option<u64>,
    /// How long to wait before the next call, where that is known.
    pub reset_after: Option<Duration>,
    /// Who says so.
    pub origin: RateLimitOrigin<K>,
}

/// Who says that there are too many calls.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum RateLimitOrigin<K> {
    /// The client: the call would have had to wait longer than it may take. Nothing was sent.
    Client,
    /// The platform, by its code.
    Platform(Box<ApiError<K>>),
    /// A server on the way, by HTTP 429, with an answer that is not the platform's.
    Gateway(Box<DecodeError>),
}

impl<K: ErrorKind> RateLimited<K> {
    pub(crate) fn by_client(endpoint: &'static str, wait: Duration) -> Self {
        Self { endpoint, limit: None, reset_after: Some(wait), origin: RateLimitOrigin::Client }
    }

    /// Whether the call was sent; if not, the client held it back.
    #[must_use]
    pub fn was_sent(&self) -> bool {
        !matches!(self.origin, RateLimitOrigin::Client)
    }

    /// What the platform said, where it was the platform.
    #[must_use]
    pub fn refusal(&self) -> Option<&ApiError<K>> {
        match &self.origin {
            RateLimitOrigin::Platform(error) => Some(error),
            RateLimitOrigin::Client | RateLimitOrigin::Gateway(_) => None,
        }
    }

    /// The HTTP status, where there was an answer.
    #[must_use]
    pub fn http_status(&self) -> Option<u16> {
        match &self.origin {
            RateLimitOrigin::Client => None,
            RateLimitOrigin::Platform(error) => Some(error.http_status),
            RateLimitOrigin::Gateway(error) => Some(error.http_status),
        }
    }

    /// The id under which the platform logged the call.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        match &self.origin {
            RateLimitOrigin::Client => None,
            RateLimitOrigin::Platform(error) => error.log_id.as_deref(),
            RateLimitOrigin::Gateway(error) => error.log_id.as_deref(),
        }
    }

    /// The same error, with its code as another type.
    pub(crate) fn with_kind<L: ErrorKind>(self) -> RateLimited<L> {
        let Self { endpoint, limit, reset_after, origin } = self;
        let origin = match origin {
            RateLimitOrigin::Client => RateLimitOrigin::Client,
            RateLimitOrigin::Platform(error) => RateLimitOrigin::Platform(Box::new(error.with_kind())),
            RateLimitOrigin::Gateway(error) => RateLimitOrigin::Gateway(error),
        };
        RateLimited { endpoint, limit, reset_after, origin }
    }
}

impl<K: ErrorKind> fmt::Display for RateLimited<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.reset_after.map(|wait| wait.as_secs_f64());
        match &self.origin {
            RateLimitOrigin::Client => {
                let wait = seconds.unwrap_or_default();
                let endpoint = self.endpoint;
                return write!(
                    f,
                    "{endpoint}: too many calls: this one would have to wait {wait:.1} s, longer than it may take \
                     (nothing was sent)"
                );
            }
            RateLimitOrigin::Platform(error) => error.fmt(f)?,
            RateLimitOrigin::Gateway(error) => error.fmt(f)?,
        }
        match seconds {
            Some(wait) => write!(f, "; the next call is allowed after {wait} s"),
            None => Ok(()),
        }
    }
}

impl<K: ErrorKind> std::error::Error for RateLimited<K> {
    // The text holds that of the error within, so the chain goes on behind it.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.origin {
            RateLimitOrigin::Client => None,
            RateLimitOrigin::Platform(error) => error.source(),
            RateLimitOrigin::Gateway(error) => error.source(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Code;
    use super::*;

    #[test]
    fn what_the_client_held_back_says_so_and_how_long_it_would_wait() {
        let error = RateLimited::<Code>::by_client("a.v1.b.c", Duration::from_millis(12_340));
        assert_eq!(
            error.to_string(),
            "a.v1.b.c: too many calls: this one would have to wait 12.3 s, longer than it may take (nothing was sent)"
        );
        assert!(!error.was_sent() && error.refusal().is_none());
    }
}

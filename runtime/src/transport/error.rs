//! Why there is no answer.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use crate::descriptor::RetryClass;
use crate::retry::RetryAdvice;

/// There is no complete answer. Whether the platform acted on the request is not known, except where nothing was sent: because
/// no connection came about, or because the time was over before. [`retry_advice`](Self::retry_advice) takes that into account.
#[derive(Debug, Clone)]
pub struct TransportError {
    kind: TransportErrorKind,
    endpoint: Option<&'static str>,
    retry: RetryAdvice,
    // Shared, so that one failure can be told to all who waited for it.
    source: Option<Arc<dyn Error + Send + Sync>>,
}

/// What went wrong on the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about, be it that it was refused or that it took too long: nothing was sent.
    Connect,
    /// The answer took too long.
    Timeout,
    /// No secure connection came about, for example because the certificate is not trusted: nothing was sent.
    Tls,
    /// The connection ended before the answer was complete.
    Closed,
    /// The answer holds more than is accepted.
    BodyTooLarge,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error of this kind, without a cause.
    #[must_use]
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, endpoint: None, retry: RetryAdvice::Never, source: None }
    }

    /// An error of this kind, and what caused it. The cause's text must hold no secrets.
    #[must_use]
    pub fn with_source(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self { source: Some(Arc::from(source.into())), ..Self::new(kind) }
    }

    /// An error of a call that was not sent, and so can be made again.
    pub(crate) fn before_sending(kind: TransportErrorKind, endpoint: &'static str) -> Self {
        Self { endpoint: Some(endpoint), retry: RetryAdvice::Safe { after: None }, ..Self::new(kind) }
    }

    /// What went wrong.
    #[must_use]
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// The endpoint that was called; none where the error did not come from a call.
    #[must_use]
    pub const fn endpoint(&self) -> Option<&'static str> {
        self.endpoint
    }

    /// Whether making the call again can help, and whether it can take effect twice.
    #[must_use]
    pub const fn retry_advice(&self) -> RetryAdvice {
        self.retry
    }

    /// Says which endpoint was called, and what happens when it is called twice.
    pub(crate) fn at(mut self, endpoint: &'static str, class: RetryClass) -> Self {
        self.endpoint = Some(endpoint);
        self.retry = RetryAdvice::without_answer(class, self.kind);
        self
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(endpoint) = self.endpoint {
            write!(f, "{endpoint}: ")?;
        }
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "could not connect to the server",
            TransportErrorKind::Timeout => "timed out",
            TransportErrorKind::Tls => "could not set up a secure connection to the server",
            TransportErrorKind::Closed => "the connection closed before the answer was complete",
            TransportErrorKind::BodyTooLarge => "the answer is larger than the client accepts",
            TransportErrorKind::Other => "the exchange with the server failed",
        })
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_endpoint_and_leaves_the_cause_to_the_source() {
        let error =
            TransportError::with_source(TransportErrorKind::Connect, "refused").at("a.v1.b.c", RetryClass::Read);
        assert_eq!(error.to_string(), "a.v1.b.c: could not connect to the server");
        assert_eq!(error.source().map(ToString::to_string).as_deref(), Some("refused"));
    }
}

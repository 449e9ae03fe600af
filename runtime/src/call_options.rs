//! What one call does otherwise than its client.

use std::fmt;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use crate::descriptor::AccessToken;
use crate::retry::RetryPolicy;
use crate::secret::Secret;

/// What one call does otherwise than its client, and what it sends besides what its endpoint describes.
///
/// Nothing is checked before the call is made; what cannot be sent is told then, before anything is sent.
#[derive(Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct CallOptions {
    pub(crate) token: Option<CallToken>,
    pub(crate) timeout: Option<Duration>,
    pub(crate) retries: Option<RetryPolicy>,
    pub(crate) max_response_bytes: Option<usize>,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// Why the first header that cannot be sent cannot be.
    pub(crate) problem: Option<String>,
}

/// Which token a call is made with.
#[derive(Clone)]
pub(crate) struct CallToken {
    pub(crate) kind: AccessToken,
    /// The token itself, where it is not the client's.
    pub(crate) token: Option<Secret>,
}

impl PartialEq for CallToken {
    fn eq(&self, other: &Self) -> bool {
        // Compared in place: a copy would not be wiped.
        let [text, other_text] = [self, other].map(|token| token.token.as_ref().map(Secret::expose));
        self.kind == other.kind && text == other_text
    }
}

impl Eq for CallToken {}

impl CallOptions {
    /// Nothing special.
    pub fn new() -> Self {
        Self::default()
    }

    /// The access token of this call, instead of any that the client has: for a program that calls on behalf of many users.
    /// The endpoint must take tokens of this kind. A call is never repeated with it after it was refused. The last call of
    /// this and [`token_kind`](Self::token_kind) counts.
    pub fn access_token(mut self, kind: AccessToken, token: impl Into<Secret>) -> Self {
        self.token = Some(CallToken { kind, token: Some(token.into()) });
        self
    }

    /// Which of the client's access tokens this call is made with, where its endpoint takes several kinds. Without it, the
    /// first kind that the endpoint takes and for which [`ClientBuilder::access_token`](crate::ClientBuilder::access_token)
    /// or [`ClientBuilder::token_provider`](crate::ClientBuilder::token_provider) was called, and else the tenant's.
    pub fn token_kind(mut self, kind: AccessToken) -> Self {
        self.token = Some(CallToken { kind, token: None });
        self
    }

    /// How long the call may take as a whole, instead of what [`ClientBuilder::timeout`](crate::ClientBuilder::timeout)
    /// says: waiting for the rate limit, fetching a token and repeating the call all count. More than nought.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often the call is made again, instead of what [`ClientBuilder::retries`](crate::ClientBuilder::retries) says.
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = Some(policy);
        self
    }

    /// How many bytes the body of the answer may hold, instead of what
    /// [`ClientBuilder::max_response_bytes`](crate::ClientBuilder::max_response_bytes) says: for large files, for
    /// example. More than nought.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = Some(bytes);
        self
    }

    /// A parameter of the query that the endpoint does not describe.
    pub fn query(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.query.push((name.into(), value.into()));
        self
    }

    /// A header that the endpoint does not describe. Those that the client sets itself cannot be replaced. Its value is
    /// treated as a secret: nothing shows it.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(name), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.push((name, value));
            }
            (Err(_), _) => self.refuse(format!("`{}` is not the name of a header", name.escape_debug())),
            // The value is not shown: it may be a secret.
            (Ok(name), Err(_)) => self.refuse(format!("the value of the header `{name}` cannot be sent")),
        }
        self
    }

    fn refuse(&mut self, problem: String) {
        self.problem.get_or_insert(problem);
    }
}

impl fmt::Debug for CallOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("CallOptions")
            .field("token_kind", &self.token.as_ref().map(|token| token.kind))
            .field("timeout", &self.timeout)
            .field("retries", &self.retries)
            .field("max_response_bytes", &self.max_response_bytes)
            .field("query", &self.query)
            .field("headers", &names)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_problem_is_kept_and_values_are_not_shown() {
        let options = CallOptions::new().header("x-a", "hush\n").header("no name", "v").header("x-b", "hush");
        assert_eq!(options.problem.as_deref(), Some("the value of the header `x-a` cannot be sent"));
        assert!(!format!("{options:?}").contains("hush"), "{options:?}");
        assert!(options.headers[0].1.is_sensitive());
    }
}

//! What all endpoints of the platform share.

use super::{DocumentedError, Endpoint, ErrorClass};

/// The platform: its servers, and what every call has in common.
#[derive(Debug)]
pub struct Platform {
    /// The servers; the first is the default.
    pub servers: &'static [Server],
    /// How an answer is wrapped.
    pub envelope: Envelope,
    /// Names of the headers that every endpoint knows.
    pub headers: PlatformHeaders,
    /// Where tenant access tokens come from.
    pub tenant_token: TokenEndpoint,
    /// Codes that any endpoint may answer with.
    pub errors: &'static [DocumentedError],
}

impl Platform {
    /// The documentation of a code that any endpoint may answer with.
    #[must_use]
    pub fn error(&self, code: i64) -> Option<&'static DocumentedError> {
        self.errors.iter().find(|error| error.code == code)
    }

    /// Whether a code says that the access token is not valid: the code alone, whatever the HTTP status.
    pub(crate) fn refuses_token(&self, code: i64) -> bool {
        self.error(code).is_some_and(|documented| documented.class == ErrorClass::TokenInvalid)
    }
}

/// A server that offers the endpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Server {
    /// Name by which a client selects it.
    pub name: &'static str,
    /// Its address, such as `https://open.example.com`.
    pub base_url: &'static str,
}

/// Names of the members in which an answer is wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Envelope {
    /// Member that holds the code.
    pub code: &'static str,
    /// Member that holds the message, which is for people.
    pub message: &'static str,
    /// Member that holds what the endpoint returns.
    pub data: &'static str,
    /// Member that holds details of a failure.
    pub error: &'static str,
    /// The code that means success.
    pub success: i64,
}

/// Names of the headers that every endpoint knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlatformHeaders {
    /// Request header that carries the access token.
    pub authorization: &'static str,
    /// What precedes the access token in it, such as `Bearer`; empty for nothing.
    pub scheme: &'static str,
    /// Request header that carries the helpdesk credentials.
    pub helpdesk: &'static str,
    /// Response header that holds the id under which the platform logged the call.
    pub log_id: &'static str,
    /// Response header that holds the number of calls allowed.
    pub rate_limit: &'static str,
    /// Response header that holds the number of seconds until calls are allowed again.
    pub rate_limit_reset: &'static str,
}

/// An endpoint that hands out access tokens. Its answer has no `data`: the token stands beside the code.
#[derive(Debug)]
pub struct TokenEndpoint {
    /// The endpoint itself.
    pub endpoint: &'static Endpoint,
    /// Request member that takes the id of the app.
    pub app_id: &'static str,
    /// Request member that takes the secret of the app.
    pub app_secret: &'static str,
    /// Response member that holds the token.
    pub token: &'static str,
    /// Response member that holds the remaining life of the token, in seconds.
    pub expires_in: &'static str,
    /// How long a token lives at most, in seconds.
    pub max_lifetime_seconds: u32,
    /// A token with less than this many seconds left is replaced when one is asked for; with more, the same is returned.
    pub reissue_below_seconds: u32,
}

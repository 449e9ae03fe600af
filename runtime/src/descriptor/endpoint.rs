//! One endpoint: everything about it that does not change from call to call.

use std::fmt;

use super::{DocumentedError, RateLimit};

/// An endpoint of the platform.
#[derive(Debug)]
pub struct Endpoint {
    /// Name of the endpoint, such as `helpdesk.v1.ticket_message.create`; errors begin with it.
    pub id: &'static str,
    /// Title of the endpoint's page, in the language of the page.
    pub title: &'static str,
    /// Address of the endpoint's page.
    pub documentation: Option<&'static str>,
    /// HTTP method.
    pub method: Method,
    /// Path below the server's address; a segment that begins with `:` stands for a parameter.
    pub path: &'static str,
    /// Kinds of access token of which any one will do; none is sent when this is empty.
    pub access_tokens: &'static [AccessToken],
    /// Whether the helpdesk credentials are sent as well.
    pub helpdesk: bool,
    /// Headers with a fixed value, such as `Content-Type`.
    pub headers: &'static [Header],
    /// Scopes of which the app needs any one.
    pub scopes: &'static [&'static str],
    /// Scopes that the app needs in order to read or write certain fields.
    pub field_scopes: &'static [&'static str],
    /// How often the endpoint may be called.
    pub rate_limit: RateLimit,
    /// Whether a call may be sent a second time.
    pub retry: RetryClass,
    /// The codes that the endpoint's page lists.
    pub errors: &'static [DocumentedError],
}

/// Where in an answer that stands which the call returns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum AnswerPlace {
    /// In the envelope's member for data.
    #[default]
    InData,
    /// In members of the envelope itself, beside the code.
    BesideCode,
    /// In members of an object that has no code when the call succeeded: where there is none, the HTTP status says
    /// whether it did.
    WithoutCode,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// `GET`
    Get,
    /// `POST`
    Post,
    /// `PUT`
    Put,
    /// `PATCH`
    Patch,
    /// `DELETE`
    Delete,
}

impl From<Method> for http::Method {
    fn from(method: Method) -> Self {
        match method {
            Method::Get => Self::GET,
            Method::Post => Self::POST,
            Method::Put => Self::PUT,
            Method::Patch => Self::PATCH,
            Method::Delete => Self::DELETE,
        }
    }
}

/// Whose rights an access token carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AccessToken {
    /// The app's, within one tenant.
    Tenant,
    /// A user's.
    User,
    /// The app's.
    App,
}

impl fmt::Display for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Tenant => "tenant",
            Self::User => "user",
            Self::App => "app",
        })
    }
}

/// A header with a fixed value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Name of the header.
    pub name: &'static str,
    /// Its value.
    pub value: &'static str,
}

/// What happens when a call is sent twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RetryClass {
    /// Nothing: the call only reads.
    Read,
    /// It takes effect twice.
    Write,
    /// It takes effect once: the platform recognises the second one.
    IdempotentWrite,
}

//! One endpoint: a page of the documentation, line by line.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer::AnswerPlace;
use super::error_code::ErrorCode;
use super::evolution::{Deprecation, Moved, ReservedByEndpoint};
use super::field::Field;
use super::is_default;
use super::page::{Acceptance, Contradiction, Page};
use super::pagination::Pagination;
use super::platform::PlatformHeaders;
use super::requirement::Requirement;

/// One endpoint, at `spec/<project>/<version>/<resource>/<method>.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    /// The official title.
    pub title: String,
    /// The page, as far as it says who it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
    /// The vendor's own name for the operation, where the page gives it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<Operation>,
    /// The host of the documented address.
    pub host: String,
    /// The HTTP method.
    pub method: Method,
    /// The path, with `:name` for each path parameter.
    pub path: String,
    /// The documented rate limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rate_limit: Option<RateLimit>,
    /// Which kinds of app may call it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub app_types: Vec<String>,
    /// Scopes; any one of them is enough.
    #[serde(default, skip_serializing_if = "is_default")]
    pub scopes: Vec<String>,
    /// Scopes without which some fields are missing or some values are refused.
    #[serde(default, skip_serializing_if = "is_default")]
    pub field_scopes: Vec<String>,
    /// Access tokens; any one of them will do.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tokens: Vec<Token>,
    /// What was decided about the endpoint.
    pub decide: EndpointDecisions,
    /// Request headers.
    #[serde(default, skip_serializing_if = "is_default")]
    pub headers: Vec<HeaderFact>,
    /// Path parameters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub path_params: Vec<Field>,
    /// Query parameters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub query_params: Vec<Field>,
    /// The body is a form of parts, in which files can be sent, instead of JSON.
    #[serde(default, skip_serializing_if = "is_default")]
    pub multipart: bool,
    /// Fields of the body: members of the JSON, or parts of the form.
    #[serde(default, skip_serializing_if = "is_default")]
    pub body: Vec<Field>,
    /// The answer is a file instead of JSON.
    #[serde(default, skip_serializing_if = "is_default")]
    pub binary_response: bool,
    /// Fields of the answer, the envelope included.
    #[serde(default, skip_serializing_if = "is_default")]
    pub response: Vec<Field>,
    /// The error table, in the order of the page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub errors: Vec<ErrorCode>,
    /// The examples of the page.
    #[serde(default, skip_serializing_if = "is_default")]
    pub examples: Vec<Example>,
}

impl Endpoint {
    /// Method and path, whatever the placeholders are called: `GET /things/:`.
    #[must_use]
    pub fn call(&self) -> String {
        call(self.method.as_str(), &self.path)
    }

    /// Where a reader finds the page: as the page says, or else as was decided.
    #[must_use]
    pub fn address(&self, documentation: &str) -> Option<String> {
        self.page.address(documentation).or_else(|| self.decide.page.clone())
    }
}

/// A method and a path, whatever the placeholders are called.
#[must_use]
pub fn call(method: &str, path: &str) -> String {
    let part = |part: &'_ str| if part.starts_with(':') { ":".to_owned() } else { part.to_owned() };
    let parts: Vec<_> = path.split('/').map(part).collect();
    format!("{method} {}", parts.join("/"))
}

/// The vendor's own name for an operation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// Such as `helpdesk`.
    pub project: String,
    /// Such as `v1`.
    pub version: String,
    /// Such as `ticket.message`.
    pub resource: String,
    /// Such as `create`.
    pub method: String,
}

/// An HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or does something.
    Post,
    /// Replaces.
    Put,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// As on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A documented rate limit; it holds per API, app and tenant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimit {
    /// The limit as printed.
    pub text: String,
    /// The windows, all of which hold at once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub limits: Vec<Window>,
    /// Not one of the standard tiers: a known unknown, not "no limit".
    #[serde(default, skip_serializing_if = "is_default")]
    pub special: bool,
    /// Pages that the documentation refers to here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub see: Vec<String>,
}

/// So many calls in such a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// Calls.
    pub count: u32,
    /// In this time.
    pub per: Period,
}

/// The length of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One second.
    Second,
    /// One minute.
    Minute,
}

/// A kind of access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Token {
    /// Of an app within a tenant.
    Tenant,
    /// Of a user.
    User,
    /// Of an app.
    App,
}

/// A request header as documented.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeaderFact {
    /// Name of the header.
    pub name: String,
    /// Type as documented.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// Whether it must be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// How the value is put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The one value that is always sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// How the value is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// The example value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Pages that the documentation refers to here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub see: Vec<String>,
    /// What was decided about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: HeaderDecisions,
}

impl HeaderFact {
    /// Whether the caller says what it holds: nothing else does, and it is none of the platform's own.
    #[must_use]
    pub fn is_argument(&self, platform: &PlatformHeaders) -> bool {
        let own = [&platform.access_token.name, &platform.helpdesk.name];
        let is_own = own.into_iter().any(|name| name.eq_ignore_ascii_case(&self.name));
        let is_given = self.fixed.is_some() || self.format.is_some() || self.computed.is_some();
        self.type_name.is_some() && !is_own && !is_given
    }
}

/// Decisions about a request header of which the caller says what it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HeaderDecisions {
    /// Name of the parameter in Rust, where the name of the header does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What it is, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
}

/// An example of the page.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// What it is an example of.
    pub role: ExampleRole,
    /// The text, as printed.
    pub json: String,
}

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExampleRole {
    /// The body of a request.
    Request,
    /// The body of an answer.
    Response,
}

/// Decisions about an endpoint.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EndpointDecisions {
    /// Name of the method in Rust, where the file's name does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that the method had in Rust before; they go on working, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// Where the endpoint was before.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moved_from: Vec<Moved>,
    /// Says that callers should not begin to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// What the call does, in English, in one line. Without it the documentation has the official title only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// More about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Address of the page, where the page does not give its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Whether a call may be repeated.
    pub retry: Retry,
    /// When the call can't be used.
    #[serde(default, skip_serializing_if = "is_default")]
    pub restrictions: Vec<String>,
    /// Where what the call returns stands in its answer, where the page's table does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answer: Option<AnswerPlace>,
    /// How a list is read page by page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pagination: Option<Pagination>,
    /// What the parameters require of each other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub requirements: Vec<Requirement>,
    /// What the endpoint once had, and nothing else may get.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reserved: ReservedByEndpoint,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Contradictions of the documentation about the endpoint as a whole.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contradictions: Vec<Contradiction>,
    /// Findings of the lint that may stand, here and in what is inside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accept: Vec<Acceptance>,
}

/// Whether a call may be repeated when it is not known whether it reached the platform.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Retry {
    /// It changes nothing: always.
    Read,
    /// It would do the thing twice: never.
    #[default]
    Write,
    /// It changes something, but twice is as good as once.
    IdempotentWrite,
}

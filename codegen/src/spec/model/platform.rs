//! What every call to the platform shares: `spec/platform.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::Method;
use super::error_code::ErrorCode;
use super::is_default;
use super::page::Page;

/// What every call to the platform shares.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Platform {
    /// Address of the documentation; the path of a page goes behind it.
    pub documentation: String,
    /// What was decided about the platform as a whole.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: PlatformDecisions,
    /// Where the platform is; the first is the default.
    pub servers: Vec<Server>,
    /// The object around every answer.
    pub envelope: Envelope,
    /// Header names.
    pub headers: PlatformHeaders,
    /// How a tenant access token is got.
    pub tenant_token: TenantToken,
    /// What exceeding a rate limit looks like.
    pub rate_limits: RateLimitFacts,
    /// Error codes that any endpoint can answer with.
    pub errors: Vec<ErrorCode>,
}

/// Decisions about the platform as a whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformDecisions {
    /// Further hosts that calls may go to, with the credentials of whoever makes them. Pages print hosts; only those that
    /// are listed here are called.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hosts: Vec<Host>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A host beside the servers that calls may go to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Host {
    /// What it is for, in English.
    pub summary: String,
    /// Where it is for clients of each server. Those of a server that is not listed can't make its calls.
    pub at: Vec<HostAddress>,
}

impl Host {
    /// Its names, of all servers.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.at.iter().filter_map(|address| address.url.strip_prefix("https://"))
    }

    /// Whether one of its addresses has this host.
    #[must_use]
    pub fn is_at(&self, host: &str) -> bool {
        self.names().any(|name| name == host)
    }
}

/// Where a host is for clients of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HostAddress {
    /// The name of the server.
    pub server: String,
    /// `https://` and the name of the host.
    pub url: String,
}

/// A server of the platform.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Server {
    /// Short name.
    pub name: String,
    /// Scheme and host.
    pub url: String,
    /// What was decided about it.
    pub decide: ServerDecisions,
}

/// Decisions about a server.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServerDecisions {
    /// Whom it serves, in English.
    pub summary: String,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The members of the object around every answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// The page that states it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
    /// Member with the code.
    pub code: String,
    /// Member with the message.
    pub message: String,
    /// Member with the answer itself.
    pub data: String,
    /// Member with details of a failure.
    pub error: String,
    /// The code of success.
    pub success: i64,
}

/// Header names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlatformHeaders {
    /// Answer: id of the call in the platform's logs.
    pub log_id: String,
    /// Answer: the limit that was exceeded.
    pub rate_limit: String,
    /// Answer: seconds until the limit is over.
    pub rate_limit_reset: String,
    /// Request: the access token.
    pub access_token: AccessTokenHeader,
    /// Request: the helpdesk credentials.
    pub helpdesk: HelpdeskHeader,
}

/// The header with the access token.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessTokenHeader {
    /// Name of the header.
    pub name: String,
    /// How the value is put together: a scheme, a space, `access_token`.
    pub format: String,
}

/// The header with the helpdesk credentials.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HelpdeskHeader {
    /// Name of the header.
    pub name: String,
    /// How the value is computed.
    pub computed: String,
    /// The page that states it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
}

/// How a tenant access token is got.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TenantToken {
    /// The official title.
    pub title: String,
    /// The page that states it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
    /// The HTTP method.
    pub method: Method,
    /// The path.
    pub path: String,
    /// The content type of the request.
    pub content_type: String,
    /// Request: member with the app's id.
    pub app_id: String,
    /// Request: member with the app's secret.
    pub app_secret: String,
    /// Answer: member with the token.
    pub token: String,
    /// Answer: member with the seconds that the token is still valid.
    pub expires_in: String,
    /// How long a token is valid at most, in seconds.
    pub max_lifetime_seconds: u32,
    /// With less life left than this, in seconds, a new token is given out; before, the same again.
    pub reissue_below_seconds: u32,
}

/// What exceeding a rate limit looks like.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RateLimitFacts {
    /// The page that states it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
    /// The code.
    pub code: i64,
    /// The HTTP statuses it comes with.
    pub http: Vec<u16>,
    /// How a page prints a limit that is not one of the standard tiers.
    pub special: String,
}

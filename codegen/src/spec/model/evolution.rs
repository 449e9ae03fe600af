//! What was once otherwise: deprecations, former names and places, and names that are not to be given again.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::endpoint::Method;
use super::is_default;

/// Something that callers should not begin to use.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deprecation {
    /// Since when, as a date or a version of the platform.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Why, in English; the compiler shows it to whoever uses it.
    pub note: String,
    /// What to use instead: the id of an endpoint, a parameter or field beside it, or another value of the same list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replacement: Option<String>,
}

/// Where an endpoint was before.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// The HTTP method that it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// The path that it had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The place that its file had, such as `helpdesk.v1.ticket.messages`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub endpoint: Option<String>,
}

/// What an endpoint once had. Given to something else, it would change the meaning of programs that still use it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReservedByEndpoint {
    /// Names of parameters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub parameters: Vec<String>,
    /// Error codes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub codes: Vec<i64>,
}

/// What a version once had.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReservedByVersion {
    /// Names of shared types.
    #[serde(default, skip_serializing_if = "is_default")]
    pub types: Vec<String>,
    /// Endpoints by their place in the version, such as `ticket.messages`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub endpoints: Vec<String>,
}

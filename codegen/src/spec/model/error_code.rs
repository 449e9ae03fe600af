//! Rows of the error tables.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;
use super::page::{Acceptance, Contradiction};

/// One documented error code.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCode {
    /// The code in the envelope.
    pub code: i64,
    /// The HTTP status that the page gives for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http: Option<u16>,
    /// The server's message, literally.
    pub message: String,
    /// What was decided about it.
    pub decide: ErrorCodeDecisions,
}

impl ErrorCode {
    /// What the page says of it.
    #[must_use]
    pub fn row(&self) -> ErrorRow {
        ErrorRow { code: self.code, http: self.http, message: self.message.clone() }
    }
}

/// What a page says of an error code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ErrorRow {
    /// The code.
    pub code: i64,
    /// The status, where the table has one.
    pub http: Option<u16>,
    /// The server's literal message.
    pub message: String,
}

/// Decisions about an error code.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ErrorCodeDecisions {
    /// Name of the variant in Rust.
    pub name: String,
    /// Names that the variant had before; they go on working, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// What kind of failure it is; the runtime decides by this, never by the HTTP status.
    pub class: ErrorClass,
    /// What to do about it, in English. Without it the documentation has the server's message only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Contradictions of the documentation about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contradictions: Vec<Contradiction>,
    /// Findings of the lint that may stand, here and in what is inside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accept: Vec<Acceptance>,
}

/// What kind of failure a code stands for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ErrorClass {
    /// The request is wrong; the same request fails again.
    #[default]
    Input,
    /// A credential is missing or wrong.
    Authentication,
    /// The access token is not valid any more; a new one may help.
    TokenInvalid,
    /// The caller lacks a right.
    Permission,
    /// What the request names does not exist.
    NotFound,
    /// The resource is not in a state that allows it.
    State,
    /// Too many requests; waiting helps.
    RateLimited,
    /// A quota is used up; waiting does not help soon.
    Quota,
    /// The app is disabled or not installed.
    Disabled,
    /// A passing failure; trying again may help.
    Transient,
    /// Something failed on the platform's side.
    Internal,
}

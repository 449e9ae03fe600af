//! The generated crate as a package: `spec/crate.yaml`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The generated crate as a package.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Package {
    /// Name of the crate.
    pub name: String,
    /// Version of the crate.
    pub version: String,
    /// What it is, in one line.
    pub description: String,
    /// SPDX licence expression.
    pub license: String,
    /// Keywords of the registry.
    pub keywords: Vec<String>,
    /// Categories of the registry.
    pub categories: Vec<String>,
    /// Rust edition.
    pub edition: String,
    /// Oldest Rust that compiles it.
    pub rust_version: String,
    /// The crate `feishu-runtime`, which generated code calls.
    pub runtime: Runtime,
    /// Features that are on unless the user says otherwise.
    pub default_features: Vec<String>,
    /// The call that the crate's own documentation shows, such as `helpdesk.v1.ticket_message.create`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The crate `feishu-runtime`, which generated code calls.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Runtime {
    /// Version it must have.
    pub version: String,
    /// Where it is, from the generated crate.
    pub path: String,
}

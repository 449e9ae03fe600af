//! What parameters require of each other.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::is_default;

/// What parameters of a request, or fields of an object in it, require of each other; checked before anything is sent.
/// Exactly one of: `when` with `needs`, `at_least_one_of`, `at_most_one_of`, `exactly_one_of`.
///
/// Names are those on the wire.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Where this one is given, those under `needs` must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Only where the one under `when` has this value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is: Option<String>,
    /// What must be given then.
    #[serde(default, skip_serializing_if = "is_default")]
    pub needs: Vec<String>,
    /// At least one of these must be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_least_one_of: Vec<String>,
    /// No two of these may be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at_most_one_of: Vec<String>,
    /// One of these must be given, and no other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub exactly_one_of: Vec<String>,
}

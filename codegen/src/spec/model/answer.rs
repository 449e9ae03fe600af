//! Where what a call returns stands in its answer.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where what a call returns stands in its answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AnswerPlace {
    /// In the envelope's member for data, as with nearly all calls.
    InData,
    /// In members of the envelope itself, beside the code.
    BesideCode,
    /// In members of an object that has no code when the call succeeded: the HTTP status says whether it did.
    WithoutCode,
}

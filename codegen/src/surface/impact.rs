//! What a change of public items does to those who use them.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

/// What happens to code that was written against the public items of before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Impact {
    /// The public items are the same.
    Same,
    /// The public items are the same, but say or do something else: a constant, a sentence of the documentation.
    Values,
    /// It compiles with a warning that something is deprecated.
    Deprecates,
    /// It compiles, and there is something new.
    Adds,
    /// Some of it compiles no more, or means something else.
    Breaks,
}

impl fmt::Display for Impact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Same => "same",
            Self::Values => "values only",
            Self::Deprecates => "deprecates",
            Self::Adds => "adds",
            Self::Breaks => "breaks",
        })
    }
}

//! Where a fact comes from, and where sources disagree.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A page of the documentation, as far as it says who it is.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Address of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Path of the page in the documentation system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Id of the page in the documentation system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Last update, in milliseconds since 1970.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<i64>,
}

impl Page {
    /// An address that a browser can open, if the page states one, or a path below the documentation's own address.
    #[must_use]
    pub fn address(&self, documentation: &str) -> Option<String> {
        let from_path = || self.path.as_ref().map(|path| format!("{documentation}{path}"));
        self.url.clone().or_else(from_path)
    }
}

/// Two or more sources that disagree, and what was decided.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// What they disagree about.
    pub about: String,
    /// What each says.
    pub sources: Vec<Source>,
    /// What the generated crate does.
    pub decision: String,
}

/// What one source says.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Which source.
    pub source: String,
    /// What it says.
    pub says: String,
}

/// A finding that a maintainer looked at and lets stand.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// Id of the rule, such as `W0502`.
    pub rule: String,
    /// Why it may stand.
    pub reason: String,
}

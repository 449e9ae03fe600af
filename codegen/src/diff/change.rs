//! One change, as typed data.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Kind;
use super::rule::{Direction, Verdict};
use crate::diagnostic::Place;

/// A difference between two specs, with what it means.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Which row of the catalogue.
    pub kind: Kind,
    /// What changed.
    pub at: Target,
    /// Which way the data goes that it is about.
    pub direction: Option<Direction>,
    /// What was; nothing where something is new.
    pub old: Option<String>,
    /// What is; nothing where something is gone.
    pub new: Option<String>,
    /// Where it was.
    pub base: Option<Place>,
    /// Where it is.
    pub head: Option<Place>,
    /// What it means.
    pub verdict: Verdict,
    /// Why it changed.
    pub cause: Cause,
    /// The endpoints it concerns, by id: its own, or those that use the shared type.
    pub endpoints: Vec<String>,
    /// What it is called in Rust, to find its items.
    pub names: Vec<String>,
    /// What else it could be, as a question to the reader.
    pub hint: Option<String>,
}

/// Which thing changed: the file's subject, and the way to the thing inside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Target {
    /// What the file is about.
    pub subject: Subject,
    /// The way inside, such as `query_params`, `page_size`.
    pub path: Vec<String>,
}

/// What a file of the spec, or a part of it, is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// An endpoint, by its id.
    Endpoint(String),
    /// A shared type, by its version and its name in the spec.
    Type {
        /// Such as `helpdesk.v1`.
        version: String,
        /// Its name.
        name: String,
    },
    /// The shared types of a version as a whole.
    Types(String),
    /// What every call shares.
    Platform,
    /// The generated package.
    Package,
}

/// Why something changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// The page changed.
    Vendor,
    /// The page is the same: its transcription was corrected. Crates that are out had it wrong all along.
    Transcription,
    /// The page says nothing of itself, so that nobody can tell whether it changed.
    Unknown,
    /// No fact changed, only what was decided about them.
    Decision,
    /// The spec is the same; the generator is another.
    Generator,
}

impl Change {
    /// What identifies the change across runs: its kind, its place and its values. Neither lines nor wording are part of
    /// it, so that it stays the same while the pull request around it changes.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        let (old, new) = (self.old.as_deref(), self.new.as_deref());
        for part in [Some(self.kind.id()), Some(&self.at.to_string()), old, new] {
            // Lengths and presence go in, so that no two lists of parts run into the same bytes.
            let text = part.unwrap_or_default();
            hash.update([u8::from(part.is_some())]);
            hash.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_le_bytes());
            hash.update(text.as_bytes());
        }
        let digest = hash.finalize();
        let (start, _) = digest.split_at(6);
        start.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
    }

    /// Whether it changes neither the wire nor the code of anybody.
    #[must_use]
    pub fn is_text(&self) -> bool {
        use super::rule::Topic;
        matches!(self.kind.rule().topic, Topic::Text | Topic::Record)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Endpoint(id) => formatter.write_str(id),
            Self::Type { version, name } => write!(formatter, "{version} type {name}"),
            Self::Types(version) => write!(formatter, "{version} types"),
            Self::Platform => formatter.write_str("platform"),
            Self::Package => formatter.write_str("crate"),
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.subject)?;
        if self.path.is_empty() { Ok(()) } else { write!(formatter, " {}", self.path.join(".")) }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Vendor => "the page changed",
            Self::Transcription => "transcription",
            Self::Unknown => "not known",
            Self::Decision => "decision",
            Self::Generator => "generator",
        })
    }
}

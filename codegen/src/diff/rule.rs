//! What a rule of the catalogue says about a kind of change.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::Kind;
/// What happens to code that was written against the crate of before.
pub use crate::surface::Impact as Rust;

/// What happens to calls from a crate that was generated and published before the change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Wire {
    /// They go on as before.
    Works,
    /// Some of them fail, or silently mean something else.
    MayBreak,
    /// They fail.
    Breaks,
}

/// Which part of the version must go up, in the terms of a crate from 1.0 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// None: the generated crate does what it did.
    None,
    /// The third part.
    Patch,
    /// The second part.
    Minor,
    /// The first part; before 1.0 the second.
    Major,
}

/// Whether users of a published crate must act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// Crates that are out go on working.
    Fine,
    /// Crates that are out may misbehave: an upgrade is recommended.
    MayMisbehave,
    /// Crates that are out fail: an upgrade is required.
    Fail,
}

/// Which way the data goes that a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// In requests.
    Request,
    /// In answers.
    Response,
    /// In both.
    Both,
}

impl Direction {
    /// Whether it is sent.
    #[must_use]
    pub fn is_sent(self) -> bool {
        self != Self::Response
    }

    /// Whether it is received.
    #[must_use]
    pub fn is_received(self) -> bool {
        self != Self::Request
    }
}

/// Both verdicts, and what follows from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Verdict {
    /// For published crates.
    pub wire: Wire,
    /// For code written against them.
    pub rust: Rust,
    /// For the version.
    pub level: Level,
    /// For users.
    pub urgency: Urgency,
}

/// A case in which another verdict holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// Which case.
    pub when: &'static str,
    /// The verdict then.
    pub verdict: Verdict,
}

/// What a change is when old and new trade places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mirror {
    /// A change of this kind.
    Of(Kind),
    /// Something else, for this reason.
    No(&'static str),
}

/// What a change is about, to sort and to fold by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Calls as a whole.
    Call,
    /// What is sent.
    Request,
    /// What is received.
    Response,
    /// Types that several endpoints share.
    Type,
    /// What can go wrong.
    Error,
    /// Who may call, and how often.
    Access,
    /// How the client behaves.
    Behaviour,
    /// The platform and the package as a whole.
    Whole,
    /// Sentences, examples and links, which no program depends on.
    Text,
    /// Records about the transcription itself, which never reach the crate's users.
    Record,
}

/// What the catalogue says about a kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// The id, such as `endpoint-added`.
    pub id: &'static str,
    /// What it is about.
    pub topic: Topic,
    /// The verdict.
    pub verdict: Verdict,
    /// The cases in which another holds; where two apply, the last.
    pub exceptions: &'static [Exception],
    /// What it is the other way round.
    pub mirror: Mirror,
    /// What the change is, in one line, then why the verdict is what it is.
    pub explanation: &'static str,
}

impl Rule {
    /// What the change is, in one line.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.explanation.lines().next().unwrap_or_default().trim()
    }

    /// Why the verdict is what it is; may be empty.
    #[must_use]
    pub fn reason(&self) -> String {
        let lines = self.explanation.lines().skip(1).map(str::trim);
        lines.skip_while(|line| line.is_empty()).collect::<Vec<_>>().join("\n").trim_end().to_owned()
    }
}

impl fmt::Display for Wire {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Works => "works",
            Self::MayBreak => "may break",
            Self::Breaks => "breaks",
        })
    }
}

impl fmt::Display for Level {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::None => "none",
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        })
    }
}

impl fmt::Display for Urgency {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Fine => "published crates go on working",
            Self::MayMisbehave => "published crates may misbehave",
            Self::Fail => "published crates fail",
        })
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Both => "request and response",
        })
    }
}

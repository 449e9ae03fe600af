//! Everything the user is told about the spec: one type, whichever stage finds the problem.
//!
//! A stage says *what* is wrong and *where in the tree of YAML nodes*. Lines and columns are only looked up when a
//! diagnostic is shown, by a second read of the file that keeps positions ([`position`]): the fast path never pays.

mod code;
mod locate;
mod place;
pub mod position;
mod render;
pub mod report;
mod suggest;

use std::collections::BTreeMap;

pub use code::Code;
pub use locate::{Locator, Position, Region};
pub use place::{Cursor, Part, Place, Spot, Step};
pub use render::{Renderer, Tally};
pub use suggest::did_you_mean;

/// How bad a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; the crate is generated all the same.
    Warning,
    /// Nothing is generated.
    Error,
}

/// One problem of the spec, as the user is told about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Which rule found it.
    pub code: Code,
    /// What is wrong, in one line.
    pub message: String,
    /// Where it is wrong.
    pub primary: Label,
    /// Other places that matter, such as the first of two definitions.
    pub secondary: Vec<Label>,
    /// Why it matters for the generated crate.
    pub notes: Vec<String>,
    /// How to mend it.
    pub help: Vec<String>,
    /// The decision that would settle it, where there is one: about the field or value that the place is in.
    pub asks: Option<Asks>,
}

/// A decision that would settle a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asks {
    /// `decide.name`.
    Name,
    /// `decide.rust_type`.
    RustType,
    /// `decide.type`.
    Type,
}

/// A place in a file and what is to be said about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Label {
    /// The place.
    pub place: Place,
    /// What is said under the caret; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// A diagnostic of a rule at a place.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            primary: Label { place, text: String::new() },
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            asks: None,
        }
    }

    /// Says something under the caret.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Self {
        self.primary.text = text.into();
        self
    }

    /// Points at a second place.
    #[must_use]
    pub fn also(mut self, place: Place, text: impl Into<String>) -> Self {
        self.secondary.push(Label { place, text: text.into() });
        self
    }

    /// Says why it matters.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(text.into());
        self
    }

    /// Says which decision would settle it.
    #[must_use]
    pub fn asks(mut self, decision: Asks) -> Self {
        self.asks = Some(decision);
        self
    }

    /// Suggests the closest of the names that would have been right, if one is close.
    #[must_use]
    pub fn suggest<'a>(self, wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Self {
        match did_you_mean(wrong, right) {
            Some(name) => self.help(format!("did you mean `{name}`?")),
            None => self,
        }
    }

    /// All places that it points at, the primary one first.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        [&self.primary].into_iter().chain(&self.secondary)
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

/// The texts of the files that diagnostics point into, by the name that is shown for each.
pub type Sources = BTreeMap<String, String>;

/// Diagnostics in the order of files and lines.
fn in_order<'d>(diagnostics: &'d [Diagnostic], locator: &mut Locator<'_>) -> Vec<&'d Diagnostic> {
    let mut ordered: Vec<_> = diagnostics.iter().collect();
    ordered.sort_by_cached_key(|diagnostic| {
        let place = &diagnostic.primary.place;
        (place.file.clone(), locator.span(place).start, diagnostic.code)
    });
    ordered
}

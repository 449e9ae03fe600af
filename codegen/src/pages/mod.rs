//! Documentation pages → facts.
//!
//! ```text
//! text ──dialect──▶ reader of that dialect ──▶ Document ──interpret──▶ Page
//! ```
//!
//! A reader knows the markup of one dialect and no meaning; [`interpret`] knows the meaning and no markup.
//!
//! Pages are hostile: any bytes give facts or a reason why there are none, in time proportional to their length.

pub mod addresses;
pub mod agreement;
pub mod component;
pub mod dialect;
pub mod document;
pub mod facts;
pub mod flat;
pub mod front;
pub mod interpret;
pub mod lines;
pub mod markdown;
pub mod markup;
pub mod nesting;
pub mod pipes;

use std::fmt;

use facts::Page;

/// What a page turned out to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Reading {
    /// The page of an endpoint.
    Endpoint(Box<Page>),
    /// Another page.
    NotAnEndpoint {
        /// What it is instead.
        kind: Kind,
        /// What an endpoint has and it has not.
        why: String,
    },
}

/// What a page is that is no endpoint's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A text for people.
    Guide,
    /// Something that the platform sends.
    Event,
    /// Nothing.
    Empty,
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Guide => "a guide",
            Self::Event => "an event",
            Self::Empty => "empty",
        })
    }
}

/// Reads a page. The name is only handed on.
#[must_use]
pub fn read(name: &str, text: &str) -> Reading {
    interpret::interpret(name, dialect::read(text))
}

/// Reads a page from its bytes; what is no UTF-8 is replaced, and so is said.
#[must_use]
pub fn read_bytes(name: &str, bytes: &[u8]) -> Reading {
    let text = String::from_utf8_lossy(bytes);
    let mut reading = read(name, &text);
    if let (std::borrow::Cow::Owned(_), Reading::Endpoint(page)) = (&text, &mut reading) {
        let valid = bytes.utf8_chunks().next().map_or(0, |chunk| chunk.valid().matches('\n').count());
        let what = "bytes that are no UTF-8; each is read as \u{fffd}".to_owned();
        page.unplaced.insert(0, facts::Unplaced { line: valid + 1, what });
        page.unplaced.sort();
    }
    reading
}

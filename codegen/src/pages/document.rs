//! A page as neutral blocks, whatever its dialect.
//!
//! A reader turns the markup of its dialect into a [`Document`] and decides nothing about meaning; `interpret` turns the
//! document into facts and knows no markup. Every part knows its line, counted from 1 in the page as it came.
//!
//! What the contract asks of a reader:
//! - The text of a cell, a paragraph or an alert is markdown: entities decoded, HTML line breaks as `\n`, links as
//!   `[text](target)`, emphasis and backquotes kept. Text that is no known markup (`array<interface>`) stays as it is.
//! - What the markup says beyond doubt becomes a [`Mark`] at its place in the text, and not text. A dialect that has no
//!   such markup makes no marks: `interpret` then applies its rules for plain text.
//! - Nothing is left out. What a reader can't put into a block (text between rows, an element nobody knows) goes into
//!   [`Document::unplaced`].

use super::facts::{Token, Unplaced};

/// A page as blocks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Document {
    /// The entries of the front matter, of whichever style, in their order.
    pub front: Vec<Entry>,
    /// What follows, in its order.
    pub blocks: Vec<Block>,
    /// What no block could hold.
    pub unplaced: Vec<Unplaced>,
}

/// An entry of the front matter.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as written, such as `fullPath`.
    pub key: String,
    /// The value without quotes.
    pub value: String,
    /// Its line.
    pub line: usize,
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// From 1, the title, to 6. A dialect that lost the levels says what the heading is known to have elsewhere.
        level: u8,
        /// The text without the marks of the level.
        text: String,
        /// Its line.
        line: usize,
    },
    /// Running text; a list is one paragraph with a line for each item.
    Paragraph {
        /// The text as markdown.
        text: String,
        /// Its first line.
        line: usize,
    },
    /// A table.
    Table(Table),
    /// A code block.
    Code {
        /// The language, where it is said.
        language: Option<String>,
        /// The code, as printed, without the markup around it.
        text: String,
        /// The line of the first line of code.
        line: usize,
    },
    /// A text in a frame.
    Alert {
        /// The dialect's own word for the kind, in lower case: `tip`, `warn`, `error`, `note` …
        kind: String,
        /// The text as markdown.
        text: String,
        /// Its first line.
        line: usize,
    },
}

/// A table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// The cells of the head; empty for a table without one.
    pub head: Vec<Cell>,
    /// The other rows.
    pub rows: Vec<Row>,
    /// Its first line.
    pub line: usize,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// How deep the row is nested, where the dialect's markup says so.
    pub depth: Depth,
    /// The cells, as many as there are.
    pub cells: Vec<Cell>,
    /// Its line.
    pub line: usize,
}

/// How deep a row is nested in the rows before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Markup says it: 0 for the outermost.
    Known(usize),
    /// No markup says it. The name cell may: it keeps its leading blanks (no-break and wide ones included) and
    /// branches (`└`, `∟`), which `interpret` reads.
    Unknown,
}

/// A cell of a table.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Cell {
    /// The text as markdown, without what became a mark. Not trimmed at its beginning: see [`Depth::Unknown`].
    pub text: String,
    /// What the markup says beyond doubt, in the order of the page.
    pub marks: Vec<Mark>,
    /// Its line.
    pub line: usize,
    /// The last line that it can have, where the text may have more lines than the page: where breaks are markup.
    pub last_line: Option<usize>,
}

impl Cell {
    /// A cell with nothing but text.
    pub fn new(text: impl Into<String>, line: usize) -> Self {
        Self { text: text.into(), line, ..Self::default() }
    }
}

/// Something that markup says beyond doubt.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Where in the text of the cell it stood, in bytes: a value after the words "possible values" belongs to them.
    pub at: usize,
    /// What is said.
    pub meaning: Meaning,
    /// Its line.
    pub line: usize,
}

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// A scope, such as `helpdesk:all`.
    Scope(String),
    /// An access token that will do.
    Token(Token),
    /// Kinds of app that are supported, as written: `custom`, `isv`.
    AppTypes(Vec<String>),
    /// A listed value.
    Value {
        /// The value on the wire.
        value: String,
        /// What it means, as markdown.
        meaning: String,
    },
    /// The row's parameter must be given, or need not be.
    Required(bool),
}

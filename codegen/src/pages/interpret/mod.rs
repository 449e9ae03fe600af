//! Blocks → facts, whatever the dialect.
//!
//! A page is walked once, from heading to heading. A heading says what the tables, code and prose below it are about
//! ([`section`]); the head of a table says what its columns hold ([`columns`]); labels in a description say what follows
//! them ([`labels`]). What has no place ends up in [`Page::unplaced`], prose in [`Page::notes`].

pub mod address;
pub mod basic;
pub mod bounds;
pub mod columns;
pub mod errors;
pub mod examples;
pub mod fields;
pub mod headers;
pub mod labels;
pub mod name;
mod operation;
mod places;
pub mod rate_limit;
pub mod scopes;
pub mod section;
pub mod text;
pub mod values;
mod walk;

use super::document::{Block, Document};
use super::facts::Page;
use super::{Kind, Reading};

/// Turns a document into the facts of an endpoint, or says why it is none.
#[must_use]
pub fn interpret(file: &str, document: Document) -> Reading {
    let kind = kind(&document);
    let page = walk::walk(file, document);
    match missing(&page) {
        None => Reading::Endpoint(Box::new(page)),
        Some(why) => Reading::NotAnEndpoint { kind, why: why.to_owned() },
    }
}

/// What an endpoint must have and this page has not.
fn missing(page: &Page) -> Option<&'static str> {
    match (page.path.is_empty(), page.method.is_empty()) {
        (true, true) => Some("it has no table with an HTTP URL and an HTTP method"),
        (true, false) => Some("it has no HTTP URL"),
        (false, true) => Some("it has no HTTP method"),
        (false, false) => None,
    }
}

/// What kind of page it is, if it is no endpoint.
fn kind(document: &Document) -> Kind {
    let is_event = |text: &str| {
        let text = text::word(text);
        ["事件体", "事件类型", "推送方式", "回调体"].iter().any(|word| text.contains(word))
    };
    let says_event = document.blocks.iter().any(|block| match block {
        Block::Heading { text, .. } => is_event(text),
        Block::Table(table) => {
            table.rows.iter().take(8).any(|row| row.cells.first().is_some_and(|cell| is_event(&cell.text)))
        }
        _ => false,
    });
    match document.blocks.as_slice() {
        [] => Kind::Empty,
        _ if says_event => Kind::Event,
        _ => Kind::Guide,
    }
}

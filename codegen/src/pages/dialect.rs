//! Which dialect a page is written in, by its content.

use super::document::Document;
use super::{addresses, component, flat, pipes};

/// Reads a page in its dialect.
#[must_use]
pub fn read(text: &str) -> Document {
    if component::recognizes(text) {
        return component::read(text);
    }
    let mut document = if flat::recognizes(text) { flat::read(text) } else { pipes::read(text) };
    addresses::unify(&mut document);
    document
}

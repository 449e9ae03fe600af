//! Which dialect a page is written in, by its content.

use super::document::Document;
use super::{addresses, component, flat, pipes};

/// Reads a page in its dialect.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut document = if component::recognizes(text) {
        component::read(text)
    } else if flat::recognizes(text) {
        flat::read(text)
    } else {
        pipes::read(text)
    };
    addresses::publish(&mut document);
    document
}

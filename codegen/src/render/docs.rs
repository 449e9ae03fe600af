//! Documentation → `#[doc]` attributes, which the formatter prints as `///`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::Docs;

/// Attributes for an item.
pub fn outer(docs: &Docs) -> TokenStream {
    docs.lines()
        .iter()
        .map(|line| {
            let line = spaced(line);
            quote!(#[doc = #line])
        })
        .collect()
}

/// Attributes for the module at hand.
pub fn inner(docs: &Docs) -> TokenStream {
    docs.lines()
        .iter()
        .map(|line| {
            let line = spaced(line);
            quote!(#![doc = #line])
        })
        .collect()
}

/// `/// text`, and `///` alone for an empty line.
fn spaced(line: &str) -> String {
    if line.is_empty() { String::new() } else { format!(" {line}") }
}

//! Public types, one file per kind.

mod contents;
mod enumeration;
mod localized;
mod structure;
mod union;

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::item::{Argument, Item, Usage};
use crate::render::types;

pub use structure::structure;

/// Renders a type.
pub fn item(item: &Item) -> TokenStream {
    match item {
        Item::Struct(item) => structure(item),
        Item::Enum(item) => enumeration::render(item),
        Item::Union(item) => union::render(item),
        Item::Localized(item) => localized::render(item),
        Item::Contents(item) => contents::render(item),
    }
}

/// The serde derives that a use needs. Those that every type has are not among them.
fn serde_derives(usage: Usage) -> TokenStream {
    let serialize = usage.sent.then(|| quote!(::feishu_runtime::serde::Serialize,));
    let deserialize = usage.received.then(|| quote!(::feishu_runtime::serde::Deserialize,));
    quote!(#serialize #deserialize)
}

/// What is only received is sent by the fake platform of a test.
fn serialize_when_testing(usage: Usage) -> Option<TokenStream> {
    (!usage.sent).then(|| quote!(#[cfg_attr(feature = "testing", derive(::feishu_runtime::serde::Serialize))]))
}

/// Parameters of a function, such as `text: impl Into<String>, `.
fn parameters(arguments: &[Argument]) -> TokenStream {
    arguments
        .iter()
        .map(|Argument { name, rust_type, example: _ }| {
            let accepted = types::argument(rust_type);
            quote!(#name: #accepted,)
        })
        .collect()
}

/// The same parameters handed on.
fn handed_on(arguments: &[Argument]) -> TokenStream {
    arguments.iter().map(|Argument { name, .. }| quote!(#name,)).collect()
}

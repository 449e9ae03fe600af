//! Unions: one of several structs, told apart by a member inside.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handed_on, parameters, serde_derives, serialize_when_testing};
use crate::plan::item::{Function, Union, UnionVariant};
use crate::render::{checks, docs, history};

/// Renders a union, with a conversion from each struct that is one case only and the free functions that make one.
pub fn render(item: &Union) -> TokenStream {
    let Union { name, history, docs, usage, tag, variants, other } = item;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let aliases = history::types(name, &history.former);
    let serde = serde_derives(*usage);
    let serialize_when_testing = serialize_when_testing(*usage);
    let members = variants.iter().map(|UnionVariant { name, value, history, docs, payload, .. }| {
        let (docs, attributes) = (docs::outer(docs), history::attributes(history));
        quote! {
            #docs
            #attributes
            #[serde(rename = #value)]
            #name(#payload),
        }
    });
    let convertible = variants.iter().filter(|variant| variant.is_convertible);
    let conversions = convertible.map(|UnionVariant { name: variant, payload, .. }| {
        quote! {
            impl ::core::convert::From<#payload> for #name {
                fn from(value: #payload) -> Self {
                    Self::#variant(value)
                }
            }
        }
    });
    // What is only received has no constructors.
    let sent = variants.iter().filter(|_| usage.sent);
    let functions = sent.filter_map(|variant| function(item, variant));
    let checks = checked(item);
    let other_docs = format!(" Any other JSON; its member `{tag}` says what it is.");
    quote! {
        #aliases
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, #serde)]
        #serialize_when_testing
        #[serde(crate = "::feishu_runtime::serde", tag = #tag)]
        pub enum #name {
            #(#members)*
            #[doc = #other_docs]
            #[serde(untagged)]
            #other(::feishu_runtime::serde_json::Value),
        }

        #(#conversions)*
        #(#functions)*
        #checks
    }
}

/// Has the structs checked of which something is said.
fn checked(item: &Union) -> Option<TokenStream> {
    let checked: Vec<_> =
        item.variants.iter().filter(|variant| variant.is_checked).map(|variant| &variant.name).collect();
    checks::of_variants(&item.name, &checked)
}

fn function(item: &Union, variant: &UnionVariant) -> Option<TokenStream> {
    let Union { name: union, .. } = item;
    let UnionVariant { name: variant, history, payload, function, .. } = variant;
    let deprecated = history.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
    let Function { name, docs, arguments } = function.as_ref()?;
    let docs = docs::outer(docs);
    let parameters = parameters(arguments);
    let handed_on = handed_on(arguments);
    Some(quote! {
        #docs
        #deprecated
        #[must_use]
        pub fn #name(#parameters) -> #union {
            #union::#variant(#payload::new(#handed_on))
        }
    })
}

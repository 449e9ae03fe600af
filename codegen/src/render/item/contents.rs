//! A content with its kind: two members on the wire, one value in Rust.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handed_on, parameters};
use crate::plan::item::{Contents, Kind, Payload};
use crate::render::{checks, docs, history};

/// Renders the enum of the kinds that an endpoint accepts, and the private type that serialises the content alone.
pub fn render(item: &Contents) -> TokenStream {
    let Contents { name, encoder, history, docs, tag, kinds } = item;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let aliases = history::types(name, &history.former);
    let variants = kinds.iter().map(variant);
    let constructors = kinds.iter().map(constructor);
    let tags = kinds.iter().map(|Kind { name, value, .. }| quote!(Self::#name(_) => #value,));
    let contents = kinds
        .iter()
        .map(|Kind { name: kind, .. }| quote!(#name::#kind(content) => self.encoding.serialize(content, serializer),));
    let checks = checked(item);
    quote! {
        #aliases
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq)]
        pub enum #name {
            #(#variants)*
            /// Any other content, sent exactly as given.
            Raw {
                /// What kind of content it is.
                #tag: ::std::string::String,
                /// The content.
                content: ::feishu_runtime::RawContent,
            },
        }

        impl #name {
            #(#constructors)*

            /// Any other content, sent exactly as given: texts as a string, JSON as JSON.
            #[must_use]
            pub fn raw(
                #tag: impl ::core::convert::Into<::std::string::String>,
                content: impl ::core::convert::Into<::feishu_runtime::RawContent>,
            ) -> Self {
                Self::Raw { #tag: #tag.into(), content: content.into() }
            }

            /// What kind of content it is, as on the wire.
            #[must_use]
            pub fn #tag(&self) -> &str {
                match self {
                    #(#tags)*
                    Self::Raw { #tag, .. } => #tag,
                }
            }
        }

        #[doc = " The content without its kind, as it goes out."]
        struct #encoder<'a> {
            content: &'a #name,
            encoding: ::feishu_runtime::ContentEncoding,
        }

        impl ::feishu_runtime::serde::Serialize for #encoder<'_> {
            fn serialize<S: ::feishu_runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                match self.content {
                    #(#contents)*
                    #name::Raw { content, .. } => {
                        ::feishu_runtime::serde::Serialize::serialize(content, serializer)
                    }
                }
            }
        }

        #checks
    }
}

/// Has the contents checked of which something is said.
fn checked(item: &Contents) -> Option<TokenStream> {
    let checked: Vec<_> = item.kinds.iter().filter(|kind| kind.is_checked).map(|kind| &kind.name).collect();
    checks::of_variants(&item.name, &checked)
}

fn variant(Kind { name, history, docs, payload, .. }: &Kind) -> TokenStream {
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let docs = quote!(#docs #attributes);
    match payload {
        Payload::Json => quote!(#docs #name(::feishu_runtime::serde_json::Value),),
        Payload::Struct { path, arguments: _ } => quote!(#docs #name(#path),),
    }
}

fn constructor(Kind { name, history, docs, constructor, payload, .. }: &Kind) -> TokenStream {
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let docs = quote!(#docs #attributes);
    match payload {
        Payload::Json => quote! {
            #docs
            #[must_use]
            pub fn #constructor(content: ::feishu_runtime::serde_json::Value) -> Self {
                Self::#name(content)
            }
        },
        Payload::Struct { path, arguments } => {
            let parameters = parameters(arguments);
            let handed_on = handed_on(arguments);
            quote! {
                #docs
                #[must_use]
                pub fn #constructor(#parameters) -> Self {
                    Self::#name(#path::new(#handed_on))
                }
            }
        }
    }
}

//! Structs.

use proc_macro2::TokenStream;
use quote::quote;

use super::{serde_derives, serialize_when_testing};
use crate::plan::item::{Field, Presence, Set, Struct, Usage};
use crate::plan::rust_type::{Accepts, RustType};
use crate::render::{checks, docs, history, types};

/// Renders a struct, with a constructor and setters if it is sent.
pub fn structure(item: &Struct) -> TokenStream {
    let Struct { name, history, docs, usage, fields, has_default, checks } = item;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let aliases = history::types(name, &history.former);
    let serde = serde_derives(*usage);
    let serialize_when_testing = serialize_when_testing(*usage);
    let default = has_default.then(|| quote!(Default,));
    let members = fields.iter().map(|field| member(field, *usage));
    let methods = usage.sent.then(|| methods(item));
    let checks = checks::implementation(name, checks);
    quote! {
        #aliases
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, #default #serde)]
        #serialize_when_testing
        #[serde(crate = "::feishu_runtime::serde")]
        pub struct #name {
            #(#members)*
        }

        #methods
        #checks
    }
}

fn member(field: &Field, usage: Usage) -> TokenStream {
    let Field { name, wire_name, history, docs, rust_type, presence, set: _, lenient, example: _ } = field;
    let (docs, history) = (docs::outer(docs), history::attributes(history));
    let rename = wire_name.as_ref().map(|wire_name| quote!(rename = #wire_name,));
    let read = lenient.filter(|_| usage.received).map(|lenient| {
        let reader = types::reader(lenient);
        quote!(default, deserialize_with = #reader,)
    });
    let skip = match presence {
        Presence::Optional if usage.sent => Some(quote!(skip_serializing_if = "::core::option::Option::is_none",)),
        Presence::OptionalList if usage.sent => Some(quote!(skip_serializing_if = "::std::vec::Vec::is_empty",)),
        _ => None,
    };
    let attributes = quote!(#rename #read #skip);
    let serde = (!attributes.is_empty()).then(|| quote!(#[serde(#attributes)]));
    let member_type = types::field(rust_type, *presence);
    quote! {
        #docs
        #history
        #serde
        pub #name: #member_type,
    }
}

fn methods(item: &Struct) -> TokenStream {
    let Struct { name, fields, .. } = item;
    let constructor = constructor(fields);
    let setters = fields.iter().map(method);
    quote! {
        impl #name {
            #constructor
            #(#setters)*
        }
    }
}

fn constructor(fields: &[Field]) -> TokenStream {
    let arguments = fields.iter().filter(|field| field.set == Set::Constructor).map(|field| {
        let Field { name, rust_type, .. } = field;
        let accepted = types::argument(rust_type);
        quote!(#name: #accepted,)
    });
    let values = fields.iter().map(|field| {
        let Field { name, rust_type, presence, set, .. } = field;
        match (set, presence) {
            (Set::Constructor, Presence::Optional) => {
                let value = types::converted(rust_type, &quote!(#name));
                quote!(#name: ::core::option::Option::Some(#value),)
            }
            (Set::Constructor, _) => {
                if rust_type.accepts() == Accepts::Exactly {
                    // What can't be missing is never boxed: such a value would have no end.
                    quote!(#name,)
                } else {
                    let value = types::converted(rust_type, &quote!(#name));
                    quote!(#name: #value,)
                }
            }
            (Set::Setter | Set::Adder(_), Presence::EmptyList | Presence::OptionalList) => {
                quote!(#name: ::std::vec::Vec::new(),)
            }
            (Set::Setter | Set::Adder(_), _) => quote!(#name: ::core::option::Option::None,),
        }
    });
    quote! {
        /// A value with everything that must be there, and nothing else.
        #[must_use]
        pub fn new(#(#arguments)*) -> Self {
            Self { #(#values)* }
        }
    }
}

fn method(field: &Field) -> TokenStream {
    let Field { name, history, docs, rust_type, presence, set, .. } = field;
    let docs = docs::outer(docs);
    let deprecated = history.deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
    match (set, rust_type) {
        (Set::Constructor, _) => TokenStream::new(),
        (Set::Adder(method), RustType::List(element)) => {
            let accepted = types::argument(element);
            let value = types::converted(element, &quote!(element));
            quote! {
                #docs
                #deprecated
                #[must_use]
                pub fn #method(mut self, element: #accepted) -> Self {
                    self.#name.push(#value);
                    self
                }
            }
        }
        _ => {
            let accepted = types::argument(rust_type);
            let value = types::converted(rust_type, &quote!(#name));
            let value = match presence {
                Presence::Optional => quote!(::core::option::Option::Some(#value)),
                Presence::Required | Presence::EmptyList | Presence::OptionalList => value,
            };
            let signature = quote!((self, #name: #accepted) -> Self);
            let former = history::methods(name, &history.former, &signature, &quote!(#name), true);
            quote! {
                #docs
                #deprecated
                #[must_use]
                pub fn #name(mut self, #name: #accepted) -> Self {
                    self.#name = #value;
                    self
                }

                #former
            }
        }
    }
}

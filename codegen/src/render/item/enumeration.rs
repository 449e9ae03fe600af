//! Open enums.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::item::{Enum, EnumValues, EnumVariant};
use crate::plan::name::Name;
use crate::render::{docs, history};

/// Renders an open enum. Everything goes through one table from variants to values, and one back.
pub fn render(item: &Enum) -> TokenStream {
    match &item.values {
        EnumValues::Texts(variants) => {
            let definition = definition(item, variants, &quote!(::std::string::String));
            let tables = texts(item, variants);
            let traits = traits(item, &quote!(::feishu_runtime::open_enum), &quote!(self.as_str()));
            quote!(#definition #tables #traits)
        }
        EnumValues::Integers(variants) => {
            let definition = definition(item, variants, &quote!(i64));
            let tables = integers(item, variants);
            let traits = traits(item, &quote!(::feishu_runtime::open_enum::integer), &quote!(self.value()));
            quote!(#definition #tables #traits)
        }
    }
}

fn definition<V>(item: &Enum, variants: &[EnumVariant<V>], value: &TokenStream) -> TokenStream {
    let Enum { name, history, docs, unknown, .. } = item;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let aliases = history::types(name, &history.former);
    let former = history::variants(variants.iter().map(|variant| (&variant.name, &variant.history)));
    let former = (!former.is_empty()).then(|| quote!(impl #name { #former }));
    let members = variants.iter().map(|EnumVariant { name, history, docs, .. }| {
        let (docs, attributes) = (docs::outer(docs), history::attributes(history));
        quote!(#docs #attributes #name,)
    });
    quote! {
        #aliases
        #docs
        #attributes
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#members)*
            /// A value that the page does not list, kept as it is.
            #unknown(#value),
        }

        #former
    }
}

/// The tables of an enum of texts.
fn texts(item: &Enum, variants: &[EnumVariant<String>]) -> TokenStream {
    let Enum { name, unknown, .. } = item;
    let (to, from) = tables(variants, ToTokens::to_token_stream);
    quote! {
        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #to
                    Self::#unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                match value.as_str() {
                    #from
                    _ => Self::#unknown(value),
                }
            }
        }

        impl ::core::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                Self::from(::std::string::String::from(value))
            }
        }
    }
}

/// The tables of an enum of integers.
fn integers(item: &Enum, variants: &[EnumVariant<i64>]) -> TokenStream {
    let Enum { name, unknown, .. } = item;
    let (to, from) = tables(variants, |value| Literal::i64_unsuffixed(*value).to_token_stream());
    quote! {
        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn value(&self) -> i64 {
                match self {
                    #to
                    Self::#unknown(value) => *value,
                }
            }
        }

        impl ::core::convert::From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #from
                    _ => Self::#unknown(value),
                }
            }
        }
    }
}

/// The arms from variants to values, and those from values to variants.
fn tables<V>(variants: &[EnumVariant<V>], literal: impl Fn(&V) -> TokenStream) -> (TokenStream, TokenStream) {
    let arms = |arm: fn(&Name, TokenStream) -> TokenStream| -> TokenStream {
        variants.iter().map(|variant| arm(&variant.name, literal(&variant.value))).collect()
    };
    (arms(|name, value| quote!(Self::#name => #value,)), arms(|name, value| quote!(#value => Self::#name,)))
}

/// What goes through the tables. `functions` is the module of the runtime that does it for this kind of value.
fn traits(item: &Enum, functions: &TokenStream, value: &TokenStream) -> TokenStream {
    let Enum { name, usage, .. } = item;
    // What is only received is sent by the fake platform of a test.
    let when_testing = (!usage.sent).then(|| quote!(#[cfg(feature = "testing")]));
    let serialize = quote! {
        #when_testing
        impl ::feishu_runtime::serde::Serialize for #name {
            fn serialize<S: ::feishu_runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                #functions::serialize(#value, serializer)
            }
        }
    };
    let deserialize = usage.received.then(|| {
        quote! {
            impl<'de> ::feishu_runtime::serde::Deserialize<'de> for #name {
                fn deserialize<D: ::feishu_runtime::serde::Deserializer<'de>>(
                    deserializer: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #functions::deserialize(deserializer)
                }
            }
        }
    });
    quote! {
        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #functions::display(#value, formatter)
            }
        }

        #serialize
        #deserialize
    }
}

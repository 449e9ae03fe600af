//! Open enums of texts.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::item::{Enum, EnumVariant};
use crate::render::docs;

/// Renders an open enum. Everything goes through `as_str` and `From<String>`.
pub fn render(item: &Enum) -> TokenStream {
    let Enum { name, docs, usage, variants, unknown } = item;
    let docs = docs::outer(docs);
    let members = variants.iter().map(|EnumVariant { name, value: _, docs }| {
        let docs = docs::outer(docs);
        quote!(#docs #name,)
    });
    let texts = variants.iter().map(|EnumVariant { name, value, docs: _ }| quote!(Self::#name => #value,));
    let values = variants.iter().map(|EnumVariant { name, value, docs: _ }| quote!(#value => Self::#name,));
    let serialize = serialize(item);
    // What is only received is sent by the fake platform of a test.
    let when_testing = (!usage.sent).then(|| quote!(#[cfg(feature = "testing")]));
    let deserialize = usage.received.then(|| deserialize(item));
    quote! {
        #docs
        #[non_exhaustive]
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#members)*
            /// A value that the page does not list, kept as it is.
            #unknown(::std::string::String),
        }

        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(#texts)*
                    Self::#unknown(value) => value,
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for #name {
            fn from(value: ::std::string::String) -> Self {
                match value.as_str() {
                    #(#values)*
                    _ => Self::#unknown(value),
                }
            }
        }

        impl ::core::convert::From<&str> for #name {
            fn from(value: &str) -> Self {
                Self::from(::std::string::String::from(value))
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::feishu_runtime::open_enum::display(self.as_str(), formatter)
            }
        }

        #when_testing
        #serialize
        #deserialize
    }
}

fn serialize(Enum { name, .. }: &Enum) -> TokenStream {
    quote! {
        impl ::feishu_runtime::serde::Serialize for #name {
            fn serialize<S: ::feishu_runtime::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                ::feishu_runtime::open_enum::serialize(self.as_str(), serializer)
            }
        }
    }
}

fn deserialize(Enum { name, .. }: &Enum) -> TokenStream {
    quote! {
        impl<'de> ::feishu_runtime::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::feishu_runtime::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                ::feishu_runtime::open_enum::deserialize(deserializer)
            }
        }
    }
}

//! Names and types → tokens.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::item::{Lenient, Presence};
use crate::plan::name::Name;
use crate::plan::rust_type::{Accepts, ItemPath, RustType};

impl ToTokens for Name {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let span = Span::call_site();
        let ident = if self.is_raw() { Ident::new_raw(self.as_str(), span) } else { Ident::new(self.as_str(), span) };
        ident.to_tokens(tokens);
    }
}

impl ToTokens for ItemPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Self { module, name } = self;
        if module.is_empty() {
            name.to_tokens(tokens);
        } else {
            tokens.extend(quote!(crate::#(#module::)*#name));
        }
    }
}

impl ToTokens for RustType {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(match self {
            Self::String => quote!(::std::string::String),
            Self::Integer => quote!(i64),
            Self::Float => quote!(f64),
            Self::Boolean => quote!(bool),
            Self::Json => quote!(::feishu_runtime::serde_json::Value),
            Self::File => quote!(::feishu_runtime::Upload),
            Self::UnixSeconds => quote!(::feishu_runtime::UnixSeconds),
            Self::UnixMillis => quote!(::feishu_runtime::UnixMillis),
            Self::JsonText(document) => quote!(::feishu_runtime::JsonText<#document>),
            Self::List(element) => quote!(::std::vec::Vec<#element>),
            Self::Map(value) => quote!(::std::collections::BTreeMap<::std::string::String, #value>),
            Self::Boxed(inner) => quote!(::std::boxed::Box<#inner>),
            Self::Enum(path) | Self::Item(path) => path.to_token_stream(),
        });
    }
}

/// The type of a struct's field.
pub fn field(rust_type: &RustType, presence: Presence) -> TokenStream {
    match presence {
        Presence::Optional => quote!(::core::option::Option<#rust_type>),
        Presence::Required | Presence::EmptyList | Presence::OptionalList => rust_type.to_token_stream(),
    }
}

/// The type of a function's argument.
pub fn argument(rust_type: &RustType) -> TokenStream {
    match (rust_type.accepts(), rust_type) {
        (Accepts::Iterator, RustType::List(element)) => {
            let element = argument(element);
            quote!(impl ::core::iter::IntoIterator<Item = #element>)
        }
        (Accepts::Into, _) => quote!(impl ::core::convert::Into<#rust_type>),
        (_, RustType::Boxed(inner)) => argument(inner),
        _ => rust_type.to_token_stream(),
    }
}

/// What turns an argument into a value of its type.
pub fn converted(rust_type: &RustType, argument: &TokenStream) -> TokenStream {
    match (rust_type.accepts(), rust_type) {
        (Accepts::Iterator, RustType::List(element)) if element.accepts() == Accepts::Exactly => {
            quote!(#argument.into_iter().collect())
        }
        (Accepts::Iterator, RustType::List(element)) => {
            let item = quote!(item);
            let converted = converted(element, &item);
            quote!(#argument.into_iter().map(|item| #converted).collect())
        }
        (Accepts::Into, _) => quote!(#argument.into()),
        (_, RustType::Boxed(inner)) => {
            let value = converted(inner, argument);
            quote!(::std::boxed::Box::new(#value))
        }
        _ => argument.clone(),
    }
}

/// The function of the runtime that reads a field leniently, as serde wants it.
pub fn reader(lenient: Lenient) -> &'static str {
    match lenient {
        Lenient::Integer => "::feishu_runtime::lenient::option_i64",
        Lenient::Timestamp => "::feishu_runtime::lenient::option_from_i64",
        Lenient::Float => "::feishu_runtime::lenient::option_f64",
        Lenient::List => "::feishu_runtime::lenient::list",
    }
}

/// A text or nothing, as an `Option` of a constant.
pub fn optional(text: Option<&str>) -> TokenStream {
    match text {
        Some(text) => quote!(::core::option::Option::Some(#text)),
        None => quote!(::core::option::Option::None),
    }
}

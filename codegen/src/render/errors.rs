//! Error enums and the static tables behind them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, history};
use crate::plan::endpoint::{ErrorEnum, ErrorVariant};
use crate::spec::model::ErrorClass;

/// Renders an error enum with its table.
pub fn render(item: &ErrorEnum) -> TokenStream {
    let table = table(item);
    let definition = definition(item);
    let methods = methods(item);
    let kind = kind(item);
    quote!(#definition #methods #kind #table)
}

fn definition(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { name, docs, variants, platform, other, table: _ } = item;
    let docs = docs::outer(docs);
    let members = variants.iter().map(|ErrorVariant { name, history, docs, .. }| {
        let (docs, attributes) = (docs::outer(docs), history::attributes(history));
        quote!(#docs #attributes #name,)
    });
    let platform = platform.as_ref().map(|name| {
        quote! {
            /// An error that any call can answer with.
            #name(crate::platform::PlatformError),
        }
    });
    quote! {
        #docs
        #[non_exhaustive]
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum #name {
            #(#members)*
            #platform
            /// A code that the documentation does not list.
            #other(i64),
        }
    }
}

fn methods(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { name, variants, platform, other, .. } = item;
    let from_code = from_code(item);
    let codes = variants.iter().map(|ErrorVariant { name, code, .. }| {
        let code = Literal::i64_unsuffixed(*code);
        quote!(Self::#name => #code,)
    });
    let platform = platform.as_ref().map(|name| quote!(Self::#name(error) => error.code(),));
    let former = history::variants(variants.iter().map(|variant| (&variant.name, &variant.history)));
    quote! {
        impl #name {
            #former

            /// The variant of a code; every code has one.
            #[must_use]
            pub fn from_code(code: i64) -> Self {
                #from_code
            }

            /// The code in the answer.
            #[must_use]
            pub fn code(&self) -> i64 {
                match self {
                    #(#codes)*
                    #platform
                    Self::#other(code) => *code,
                }
            }

            /// The HTTP status that the documentation gives; what arrives may differ.
            #[must_use]
            pub fn http_status(&self) -> ::core::option::Option<u16> {
                ::feishu_runtime::ErrorKind::documented(self)?.http_status
            }

            /// The message that the documentation gives; what arrives may differ.
            #[must_use]
            pub fn message(&self) -> ::core::option::Option<&'static str> {
                ::core::option::Option::Some(::feishu_runtime::ErrorKind::documented(self)?.message)
            }

            /// What to do about it, where that is documented.
            #[must_use]
            pub fn advice(&self) -> ::core::option::Option<&'static str> {
                ::feishu_runtime::ErrorKind::documented(self)?.advice()
            }
        }

        impl ::core::fmt::Display for #name {
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self.message() {
                    ::core::option::Option::Some(message) => {
                        ::core::write!(formatter, "{} {message}", self.code())
                    }
                    ::core::option::Option::None => {
                        ::core::write!(formatter, "{} (not documented)", self.code())
                    }
                }
            }
        }
    }
}

/// The variant of a code: one of the page's, else one of the platform's, else any other.
fn from_code(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { variants, platform, other, .. } = item;
    let unlisted = match platform {
        Some(platform) => quote! {
            match crate::platform::PlatformError::from_code(code) {
                crate::platform::PlatformError::Other(code) => Self::#other(code),
                error => Self::#platform(error),
            }
        },
        None => quote!(Self::#other(code)),
    };
    if variants.is_empty() {
        return unlisted;
    }
    let values = variants.iter().map(|ErrorVariant { name, code, .. }| {
        let code = Literal::i64_unsuffixed(*code);
        quote!(#code => Self::#name,)
    });
    quote!(match code { #(#values)* _ => #unlisted, })
}

fn kind(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { name, platform, table, .. } = item;
    let platform = platform.as_ref().map(|name| {
        quote! {
            if let Self::#name(error) = self {
                return error.documented();
            }
        }
    });
    quote! {
        impl ::feishu_runtime::ErrorKind for #name {
            fn from_code(code: i64) -> Self {
                Self::from_code(code)
            }

            fn code(&self) -> i64 {
                self.code()
            }

            fn documented(&self) -> ::core::option::Option<&'static ::feishu_runtime::DocumentedError> {
                #platform
                #table.iter().find(|row| row.code == self.code())
            }
        }
    }
}

fn table(item: &ErrorEnum) -> TokenStream {
    let ErrorEnum { variants, table, .. } = item;
    let rows = variants.iter().map(|variant| {
        let ErrorVariant { name: _, history: _, docs: _, code, http_status, message, advice, class } = variant;
        let http_status = match http_status {
            Some(status) => {
                let status = Literal::u16_unsuffixed(*status);
                quote!(::core::option::Option::Some(#status))
            }
            None => quote!(::core::option::Option::None),
        };
        let code = Literal::i64_unsuffixed(*code);
        let class = class_name(*class);
        quote! {
            ::feishu_runtime::DocumentedError {
                code: #code,
                http_status: #http_status,
                message: #message,
                advice: #advice,
                class: ::feishu_runtime::ErrorClass::#class,
            }
        }
    });
    quote! {
        /// The documented codes, in the order of the page.
        pub static #table: &[::feishu_runtime::DocumentedError] = &[#(#rows),*];
    }
}

fn class_name(class: ErrorClass) -> TokenStream {
    match class {
        ErrorClass::Input => quote!(Input),
        ErrorClass::Authentication => quote!(Authentication),
        ErrorClass::TokenInvalid => quote!(TokenInvalid),
        ErrorClass::Permission => quote!(Permission),
        ErrorClass::NotFound => quote!(NotFound),
        ErrorClass::State => quote!(State),
        ErrorClass::RateLimited => quote!(RateLimited),
        ErrorClass::Quota => quote!(Quota),
        ErrorClass::Disabled => quote!(Disabled),
        ErrorClass::Transient => quote!(Transient),
        ErrorClass::Internal => quote!(Internal),
    }
}

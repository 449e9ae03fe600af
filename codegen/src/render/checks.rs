//! What is checked before anything is sent.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::check::{Check, Checked, Condition, Count, Measure, Range, Text};
use crate::plan::item::Presence;
use crate::plan::name::Name;

/// The trait by which the runtime has a type checked. Nothing where there is nothing to check.
pub fn implementation(name: &Name, checks: &[Check]) -> TokenStream {
    if checks.is_empty() {
        return TokenStream::new();
    }
    let statements = checks.iter().map(statement);
    checked(name, &quote!(#(#statements)*))
}

/// The trait, with this body.
pub fn checked(name: &Name, body: &TokenStream) -> TokenStream {
    quote! {
        impl ::feishu_runtime::Checked for #name {
            fn check(&self, checker: &mut ::feishu_runtime::Checker) {
                #body
            }
        }
    }
}

/// The trait for an enum of which these variants hold something that is checked.
pub fn of_variants(name: &Name, variants: &[&Name]) -> Option<TokenStream> {
    let body = match variants {
        [] => return None,
        [variant] => quote! {
            if let Self::#variant(value) = self {
                ::feishu_runtime::Checked::check(value, checker);
            }
        },
        variants => {
            let arms = variants
                .iter()
                .map(|variant| quote!(Self::#variant(value) => ::feishu_runtime::Checked::check(value, checker),));
            quote!(match self { #(#arms)* _ => {} })
        }
    };
    Some(checked(name, &body))
}

/// The part of a request that checks its arguments. Nothing where there is nothing to check.
pub fn of_request(checks: &[Check]) -> TokenStream {
    if checks.is_empty() {
        return TokenStream::new();
    }
    let statements = checks.iter().map(statement);
    quote!(.checked(|checker| { #(#statements)* }))
}

fn statement(check: &Check) -> TokenStream {
    match check {
        Check::Bounds(checked, measure) => bounds(checked, measure),
        Check::Inside(checked) => {
            let (wire_name, value) = (&checked.wire_name, reference(checked));
            quote!(checker.inside(#wire_name, #value);)
        }
        Check::Needs { when, needs } => {
            let (condition, holds) = condition(when);
            let needs = given_list(needs);
            quote!(checker.needs(#condition, #holds, &[#needs]);)
        }
        Check::Count(count, among) => {
            let among = given_list(among);
            let method = match count {
                Count::AtLeastOne => quote!(at_least_one_of),
                Count::AtMostOne => quote!(at_most_one_of),
                Count::ExactlyOne => quote!(exactly_one_of),
            };
            quote!(checker.#method(&[#among]);)
        }
    }
}

fn bounds(checked: &Checked, measure: &Measure) -> TokenStream {
    let Checked { name, wire_name, presence } = checked;
    let (method, value, range) = match measure {
        Measure::Integer(bounds) => (quote!(integer), copied(name, *presence), range(*bounds, Literal::i64_unsuffixed)),
        Measure::Number(bounds) => (quote!(number), copied(name, *presence), range(*bounds, Literal::f64_unsuffixed)),
        Measure::Characters(bounds) => (quote!(characters), text(name, *presence), length(*bounds)),
        Measure::Bytes(bounds) => (quote!(bytes), text(name, *presence), length(*bounds)),
        Measure::Elements(bounds) => {
            (quote!(elements), count(name, *presence, &quote!(::std::vec::Vec::len)), length(*bounds))
        }
        Measure::Entries(bounds) => {
            (quote!(elements), count(name, *presence, &quote!(::std::collections::BTreeMap::len)), length(*bounds))
        }
    };
    quote!(checker.#method(#wire_name, #value, #range);)
}

fn length(bounds: Range<u64>) -> TokenStream {
    range(bounds, Literal::u64_unsuffixed)
}

fn range<N>(Range { least, most }: Range<N>, literal: fn(N) -> Literal) -> TokenStream {
    let least = least.map(literal);
    match most.map(literal) {
        Some(most) => quote!(#least..=#most),
        None => quote!(#least..),
    }
}

/// A value that is cheap to copy, if it is given.
fn copied(name: &Name, presence: Presence) -> TokenStream {
    match presence {
        Presence::Optional => quote!(self.#name),
        Presence::Required | Presence::EmptyList | Presence::OptionalList => {
            quote!(::core::option::Option::Some(self.#name))
        }
    }
}

/// A text, if it is given.
fn text(name: &Name, presence: Presence) -> TokenStream {
    match presence {
        Presence::Optional => quote!(self.#name.as_deref()),
        Presence::Required | Presence::EmptyList | Presence::OptionalList => {
            quote!(::core::option::Option::Some(self.#name.as_str()))
        }
    }
}

/// The number of elements, if there can be any.
fn count(name: &Name, presence: Presence, length: &TokenStream) -> TokenStream {
    match presence {
        Presence::Optional => quote!(self.#name.as_ref().map(#length)),
        Presence::Required | Presence::EmptyList => quote!(::core::option::Option::Some(self.#name.len())),
        Presence::OptionalList => quote!((!self.#name.is_empty()).then_some(self.#name.len())),
    }
}

/// A reference to a value, if it is given.
fn reference(Checked { name, presence, .. }: &Checked) -> TokenStream {
    match presence {
        Presence::Optional => quote!(self.#name.as_ref()),
        Presence::Required | Presence::EmptyList | Presence::OptionalList => {
            quote!(::core::option::Option::Some(&self.#name))
        }
    }
}

/// Whether a value is given.
fn is_given(Checked { name, presence, .. }: &Checked) -> TokenStream {
    match presence {
        Presence::Optional => quote!(self.#name.is_some()),
        Presence::Required => quote!(true),
        Presence::EmptyList | Presence::OptionalList => quote!(!self.#name.is_empty()),
    }
}

/// Names on the wire, each with whether it is given.
fn given_list(among: &[Checked]) -> TokenStream {
    let pairs = among.iter().map(|checked| {
        let (wire_name, is_given) = (&checked.wire_name, is_given(checked));
        quote!((#wire_name, #is_given))
    });
    quote!(#(#pairs),*)
}

/// A condition in words, and whether it holds.
fn condition(Condition { value, is }: &Condition) -> (String, TokenStream) {
    let Checked { name, wire_name, presence } = value;
    let Some(Text { text, is_string }) = is else {
        return (format!("`{wire_name}` is given"), is_given(value));
    };
    let written = |value: TokenStream| if *is_string { value } else { quote!(#value.to_string()) };
    let holds = match presence {
        Presence::Optional => {
            let written = written(quote!(value));
            quote!(self.#name.as_ref().is_some_and(|value| #written == #text))
        }
        Presence::Required | Presence::EmptyList | Presence::OptionalList => {
            let written = written(quote!(self.#name));
            quote!(#written == #text)
        }
    };
    (format!("`{wire_name}` is `{text}`"), holds.to_token_stream())
}

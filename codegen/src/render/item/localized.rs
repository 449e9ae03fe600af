//! One struct per language.

use proc_macro2::TokenStream;
use quote::quote;

use super::{handed_on, parameters, serde_derives, serialize_when_testing};
use crate::plan::item::{Adder, Language, Localized};
use crate::render::{checks, docs, history, types};

/// Renders a type with one struct per language, and a constructor for each of the usual languages.
pub fn render(item: &Localized) -> TokenStream {
    let Localized { name, history, docs, usage, body, is_checked, arguments, languages, adders } = item;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let aliases = history::types(name, &history.former);
    let serde = serde_derives(*usage);
    let serialize_when_testing = serialize_when_testing(*usage);
    let parameters = parameters(arguments);
    let handed_on = handed_on(arguments);
    // What is only received has no constructors.
    let constructors = languages.iter().filter(|_| usage.sent).map(|Language { name, value }| {
        let docs = format!(" Begins with the language `{value}`.");
        quote! {
            #[doc = #docs]
            #[must_use]
            pub fn #name(#parameters) -> Self {
                Self::in_language(#value, #handed_on)
            }
        }
    });
    let adders = adders.iter().filter(|_| usage.sent).map(adder);
    let checks =
        is_checked.then(|| checks::checked(name, &quote!(::feishu_runtime::Checked::check(&self.0, checker);)));
    let in_language = usage.sent.then(|| {
        quote! {
            /// Begins with a language by its name on the wire, such as `en_us`.
            #[must_use]
            pub fn in_language(language: impl ::core::convert::Into<::std::string::String>, #parameters) -> Self {
                Self::with_body(language, #body::new(#handed_on))
            }
        }
    });
    quote! {
        #aliases
        #docs
        #attributes
        #[derive(Debug, Clone, PartialEq, #serde)]
        #serialize_when_testing
        #[serde(crate = "::feishu_runtime::serde", transparent)]
        pub struct #name(::feishu_runtime::Localized<#body>);

        impl #name {
            #(#constructors)*

            #in_language

            /// Begins with a language and all that is said in it.
            #[must_use]
            pub fn with_body(language: impl ::core::convert::Into<::std::string::String>, body: #body) -> Self {
                Self(::feishu_runtime::Localized::new(language, body))
            }

            #(#adders)*

            /// Adds the languages of `other`; where both have a language, that of `other` stays.
            #[must_use]
            pub fn and(mut self, other: Self) -> Self {
                for (language, body) in other.0.iter() {
                    self.0.insert(language, body.clone());
                }
                self
            }

            /// What is said in a language.
            #[must_use]
            pub fn get(&self, language: &str) -> ::core::option::Option<&#body> {
                self.0.get(language)
            }

            /// The languages, in the order in which they were begun.
            pub fn languages(&self) -> impl ::core::iter::Iterator<Item = &str> {
                self.0.iter().map(|(language, _)| language)
            }
        }

        #checks
    }
}

fn adder(Adder { name, field, docs, element }: &Adder) -> TokenStream {
    let docs = docs::outer(docs);
    let accepted = types::argument(element);
    let value = types::converted(element, &quote!(element));
    quote! {
        #docs
        ///
        /// It goes to the language that was begun last.
        #[must_use]
        pub fn #name(mut self, element: #accepted) -> Self {
            self.0.last_mut().#field.push(#value);
            self
        }
    }
}

//! Former names, which go on working with a warning, and deprecations.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::history::History;
use crate::plan::name::Name;

/// The attributes of something: that it is deprecated, and its former names for who searches for them.
pub fn attributes(History { former, deprecated }: &History) -> TokenStream {
    let deprecated = deprecated.as_ref().map(|note| quote!(#[deprecated(note = #note)]));
    let aliases = former.iter().map(|former| {
        let former = former.as_str();
        quote!(#[doc(alias = #former)])
    });
    quote!(#(#aliases)* #deprecated)
}

/// What stands before something that works under a former name. `now` is a link to what it is called today.
fn renamed(name: &Name, now: &str) -> TokenStream {
    let docs = format!(" The former name of {now}.");
    let note = format!("renamed to `{name}`");
    quote!(#[doc = #docs] #[deprecated(note = #note)])
}

/// A link to a method or a variant of the type at hand.
fn member(name: &Name) -> String {
    format!("[`{name}`](Self::{})", name.as_str())
}

/// Types under their former names.
pub fn types(name: &Name, former: &[Name]) -> TokenStream {
    let aliases = former.iter().map(|former| {
        let renamed = renamed(name, &format!("[`{name}`]"));
        quote!(#renamed pub type #former = #name;)
    });
    quote!(#(#aliases)*)
}

/// Variants without a value under their former names, for the body of an `impl`.
pub fn variants<'a>(variants: impl IntoIterator<Item = (&'a Name, &'a History)>) -> TokenStream {
    let constants = variants.into_iter().flat_map(|(name, history)| {
        history.former.iter().map(move |former| {
            let renamed = renamed(name, &member(name));
            quote! {
                #renamed
                #[allow(non_upper_case_globals, reason = "it stands for a variant")]
                pub const #former: Self = Self::#name;
            }
        })
    });
    quote!(#(#constants)*)
}

/// A method under its former names. `signature` is what stands between the name and the body, `handed_on` the arguments.
pub fn methods(
    name: &Name,
    former: &[Name],
    signature: &TokenStream,
    handed_on: &TokenStream,
    must_use: bool,
) -> TokenStream {
    let must_use = must_use.then(|| quote!(#[must_use]));
    let methods = former.iter().map(|former| {
        let renamed = renamed(name, &member(name));
        quote! {
            #renamed
            #must_use
            pub fn #former #signature {
                self.#name(#handed_on)
            }
        }
    });
    quote!(#(#methods)*)
}

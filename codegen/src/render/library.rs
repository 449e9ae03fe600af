//! The root of the crate.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, project};
use crate::plan::{Plan, Project};

/// Renders the root.
pub fn render(plan: &Plan) -> TokenStream {
    let docs = docs::inner(&plan.package().docs);
    let modules = plan.projects().iter().map(|Project { module, versions, .. }| {
        let gate = project::gate(versions);
        quote! {
            #gate
            pub mod #module;
        }
    });
    quote! {
        #docs
        #![deny(missing_docs)]
        #![forbid(unsafe_code)]
        #![allow(deprecated, reason = "what is deprecated is still written and read")]
        #![allow(
            clippy::approx_constant,
            clippy::module_inception,
            clippy::should_implement_trait,
            clippy::too_many_arguments,
            reason = "names, numbers and arguments are those of the pages, whatever they are and however many"
        )]

        mod client;
        #(#modules)*
        pub mod platform;

        pub use self::client::Client;
        pub use ::feishu_runtime::{
            self as runtime, AccessToken, Answer, ApiError, BuildError, CallOptions, ClientBuilder, ContentEncoding, DocumentedError,
            Download, Error, ErrorClass, ErrorKind, JsonText, RateLimited, RawContent, RetryAdvice, RetryPolicy, TokenError,
            UnixMillis, UnixSeconds, Upload,
        };
        pub use ::feishu_runtime::serde_json::{self, json};
        #[cfg(feature = "testing")]
        pub use ::feishu_runtime::testing;
    }
}

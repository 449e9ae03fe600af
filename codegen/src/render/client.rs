//! The client, from which every call starts.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, project};
use crate::plan::{Plan, Project};

/// Renders the client.
pub fn render(plan: &Plan) -> TokenStream {
    let steps = plan.projects().iter().map(|Project { module, handle, docs, versions }| {
        let docs = docs::outer(docs);
        let gate = project::gate(versions);
        quote! {
            #docs
            #gate
            #[must_use]
            pub fn #module(&self) -> crate::#module::#handle {
                crate::#module::#handle::new(self.runtime.clone())
            }
        }
    });
    quote! {
        //! The client.

        /// A client of the platform. Clones share connections and access tokens.
        #[derive(Debug, Clone)]
        pub struct Client {
            runtime: ::feishu_runtime::Client,
        }

        impl Client {
            /// Says what the client needs to know: app, helpdesk, server, limits.
            pub fn builder() -> ::feishu_runtime::ClientBuilder<Self> {
                ::feishu_runtime::ClientBuilder::new(&crate::platform::PLATFORM)
            }

            #(#steps)*

            /// The client of the runtime, for calls by descriptor.
            #[must_use]
            pub fn runtime(&self) -> &::feishu_runtime::Client {
                &self.runtime
            }
        }

        impl ::core::convert::From<::feishu_runtime::Client> for Client {
            fn from(runtime: ::feishu_runtime::Client) -> Self {
                Self { runtime }
            }
        }
    }
}

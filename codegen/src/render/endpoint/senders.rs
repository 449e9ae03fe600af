//! The ways to send a request, and the way to expect one in a test.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::request::answer_place;
use crate::plan::endpoint::{Endpoint, Response};

/// What a call returns.
fn answer(endpoint: &Endpoint) -> TokenStream {
    match &endpoint.response {
        Response::Struct { structure, .. } => structure.name.to_token_stream(),
        Response::File => quote!(::feishu_runtime::Download),
    }
}

/// Renders the ways to send a request.
pub fn render(endpoint: &Endpoint) -> TokenStream {
    let (answer, error) = (answer(endpoint), &endpoint.error.name);
    let send = match &endpoint.response {
        Response::Struct { .. } => quote! {
            /// Sends the request and waits for the answer.
            ///
            /// Where the platform says that the call succeeded, but returns nothing, the fields of the answer are empty.
            ///
            /// # Errors
            ///
            #[doc = " Fails when the platform refuses the call, when there is no answer, when the answer can't be read, or when an"]
            #[doc = " argument could not be sent."]
            pub async fn send(self) -> ::core::result::Result<#answer, ::feishu_runtime::Error<#error>> {
                self.client.call(self.request()).await
            }
        },
        Response::File => quote! {
            /// Sends the request and waits for the file, all of which is kept in memory.
            ///
            /// # Errors
            ///
            #[doc = " Fails when the platform refuses the call, when there is no answer, when the file is larger than the client or"]
            #[doc = " [`options`](Self::options) allow, or when an argument could not be sent."]
            pub async fn send(self) -> ::core::result::Result<#answer, ::feishu_runtime::Error<#error>> {
                self.client.download(self.request()).await
            }
        },
    };
    // A file is what came, byte by byte, so that there is nothing else to leave as it came.
    let (raw, raw_blocking) = endpoint.response.structure().map(|_| raw(endpoint)).unzip();
    quote! {
        #send
        #raw

        /// As [`send`](Self::send), for programs without an async runtime.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send).
        #[cfg(feature = "blocking")]
        pub fn send_blocking(self) -> ::core::result::Result<#answer, ::feishu_runtime::Error<#error>> {
            ::feishu_runtime::blocking::wait(self.send())
        }

        #raw_blocking
    }
}

/// The ways that leave what comes back as it came, with an async runtime and without.
fn raw(endpoint: &Endpoint) -> (TokenStream, TokenStream) {
    let error = &endpoint.error.name;
    let raw = quote! {
        /// Sends the request, and leaves what comes back as it came: its text, its bytes, its headers.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send), but not when only what the call returned is not as expected.
        pub async fn send_raw(
            self,
        ) -> ::core::result::Result<::feishu_runtime::Answer, ::feishu_runtime::Error<#error>> {
            self.client.call_raw(self.request()).await
        }
    };
    let blocking = quote! {
        /// As [`send_raw`](Self::send_raw), for programs without an async runtime.
        ///
        /// # Errors
        ///
        /// As [`send_raw`](Self::send_raw).
        #[cfg(feature = "blocking")]
        pub fn send_raw_blocking(
            self,
        ) -> ::core::result::Result<::feishu_runtime::Answer, ::feishu_runtime::Error<#error>> {
            ::feishu_runtime::blocking::wait(self.send_raw())
        }
    };
    (raw, blocking)
}

/// Renders what a test can expect of a request.
pub fn typed_call(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { request, error, descriptor, .. } = endpoint;
    let place = endpoint.response.unusual_place().map(|place| {
        let place = answer_place(place);
        quote! {
            fn answer_place() -> ::feishu_runtime::AnswerPlace {
                #place
            }
        }
    });
    let (name, answer, error, descriptor) = (&request.name, answer(endpoint), &error.name, &descriptor.name);
    quote! {
        #[cfg(feature = "testing")]
        impl ::feishu_runtime::testing::TypedCall for #name {
            type Answer = #answer;
            type Kind = #error;

            fn endpoint() -> &'static ::feishu_runtime::Endpoint {
                &#descriptor
            }

            fn to_request(&self) -> ::feishu_runtime::Request {
                self.request()
            }

            #place
        }
    }
}

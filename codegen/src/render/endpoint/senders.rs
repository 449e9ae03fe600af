//! The ways to send a request besides `send`, and the way to expect one in a test.

use proc_macro2::TokenStream;
use quote::quote;

use crate::plan::endpoint::Endpoint;

/// Renders the other ways to send a request.
pub fn render(endpoint: &Endpoint) -> TokenStream {
    let (response, error) = (&endpoint.response.name, &endpoint.error.name);
    quote! {
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

        /// As [`send`](Self::send), for programs without an async runtime.
        ///
        /// # Errors
        ///
        /// As [`send`](Self::send).
        #[cfg(feature = "blocking")]
        pub fn send_blocking(self) -> ::core::result::Result<#response, ::feishu_runtime::Error<#error>> {
            ::feishu_runtime::blocking::wait(self.send())
        }

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
    }
}

/// Renders what a test can expect of a request.
pub fn typed_call(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { request, response, error, descriptor, .. } = endpoint;
    let (name, response, error, descriptor) = (&request.name, &response.name, &error.name, &descriptor.name);
    quote! {
        #[cfg(feature = "testing")]
        impl ::feishu_runtime::testing::TypedCall for #name {
            type Answer = #response;
            type Kind = #error;

            fn endpoint() -> &'static ::feishu_runtime::Endpoint {
                &#descriptor
            }

            fn to_request(&self) -> ::feishu_runtime::Request {
                self.request()
            }
        }
    }
}

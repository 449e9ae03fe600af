//! What every call shares: the description that the runtime gets, and the shared errors.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{docs, endpoint, errors};
use crate::plan::endpoint::Descriptor;
use crate::plan::{Platform, TokenEndpoint};
use crate::spec::model::{Envelope, Server};

/// Renders the module.
pub fn render(platform: &Platform) -> TokenStream {
    let description = description(platform);
    let token_endpoint = endpoint::descriptor(&platform.tenant_token.endpoint, &quote!(&[]), &[]);
    let errors = errors::render(&platform.errors);
    quote! {
        //! What every call shares.

        #description
        #token_endpoint
        #errors
    }
}

fn description(platform: &Platform) -> TokenStream {
    let Platform {
        docs,
        servers,
        envelope: Envelope { page: _, code, message, data, error, success },
        authorization,
        scheme,
        helpdesk,
        log_id,
        rate_limit,
        rate_limit_reset,
        tenant_token,
        errors,
    } = platform;
    let TokenEndpoint {
        endpoint: Descriptor { name: token_endpoint, .. },
        app_id,
        app_secret,
        token,
        expires_in,
        max_lifetime_seconds,
        reissue_below_seconds,
    } = tenant_token;
    let docs = docs::outer(docs);
    let success = Literal::i64_unsuffixed(*success);
    let max_lifetime_seconds = Literal::u32_unsuffixed(*max_lifetime_seconds);
    let reissue_below_seconds = Literal::u32_unsuffixed(*reissue_below_seconds);
    let servers = servers
        .iter()
        .map(|Server { name, url, decide: _ }| quote!(::feishu_runtime::Server { name: #name, base_url: #url }));
    let table = &errors.table;
    quote! {
        #docs
        pub static PLATFORM: ::feishu_runtime::Platform = ::feishu_runtime::Platform {
            servers: &[#(#servers),*],
            envelope: ::feishu_runtime::Envelope {
                code: #code,
                message: #message,
                data: #data,
                error: #error,
                success: #success,
            },
            headers: ::feishu_runtime::PlatformHeaders {
                authorization: #authorization,
                scheme: #scheme,
                helpdesk: #helpdesk,
                log_id: #log_id,
                rate_limit: #rate_limit,
                rate_limit_reset: #rate_limit_reset,
            },
            tenant_token: ::feishu_runtime::TokenEndpoint {
                endpoint: &#token_endpoint,
                app_id: #app_id,
                app_secret: #app_secret,
                token: #token,
                expires_in: #expires_in,
                max_lifetime_seconds: #max_lifetime_seconds,
                reissue_below_seconds: #reissue_below_seconds,
            },
            errors: #table,
        };
    }
}

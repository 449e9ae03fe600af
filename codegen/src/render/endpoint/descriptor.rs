//! What the runtime must know of an endpoint.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::plan::endpoint::{Descriptor, RateLimit};
use crate::render::types::optional;
use crate::spec::model::{Method, Period, Retry, Token, Window};

/// Renders the static descriptor. `further` are the methods of the runtime's request that a raw call needs besides.
pub fn render(descriptor: &Descriptor, errors: &impl ToTokens, further: &[&str]) -> TokenStream {
    let Descriptor {
        name,
        id,
        title,
        documentation,
        method,
        path,
        access_tokens,
        helpdesk,
        headers,
        scopes,
        field_scopes,
        rate_limit,
        retry,
    } = descriptor;
    let further: Vec<_> = further.iter().map(|name| format!("[`{name}`](::feishu_runtime::Request::{name})")).collect();
    let needs = if further.is_empty() { "nothing else".to_owned() } else { format!("{} too", further.join(" and ")) };
    let docs = format!(" What the runtime knows of `{id}`; a raw call needs {needs}.");
    let documentation = optional(documentation.as_deref());
    let method = method_name(*method);
    let access_tokens = access_tokens.iter().map(|token| match token {
        Token::Tenant => quote!(::feishu_runtime::AccessToken::Tenant),
        Token::User => quote!(::feishu_runtime::AccessToken::User),
        Token::App => quote!(::feishu_runtime::AccessToken::App),
    });
    let headers = headers.iter().map(|(name, value)| quote!(::feishu_runtime::Header { name: #name, value: #value }));
    let rate_limit = rate_limit_value(rate_limit);
    let retry = match retry {
        Retry::Read => quote!(Read),
        Retry::Write => quote!(Write),
        Retry::IdempotentWrite => quote!(IdempotentWrite),
    };
    quote! {
        #[doc = #docs]
        pub static #name: ::feishu_runtime::Endpoint = ::feishu_runtime::Endpoint {
            id: #id,
            title: #title,
            documentation: #documentation,
            method: ::feishu_runtime::Method::#method,
            path: #path,
            access_tokens: &[#(#access_tokens),*],
            helpdesk: #helpdesk,
            headers: &[#(#headers),*],
            scopes: &[#(#scopes),*],
            field_scopes: &[#(#field_scopes),*],
            rate_limit: #rate_limit,
            retry: ::feishu_runtime::RetryClass::#retry,
            errors: #errors,
        };
    }
}

/// The runtime's name for an HTTP method.
fn method_name(method: Method) -> TokenStream {
    match method {
        Method::Get => quote!(Get),
        Method::Post => quote!(Post),
        Method::Put => quote!(Put),
        Method::Patch => quote!(Patch),
        Method::Delete => quote!(Delete),
    }
}

fn rate_limit_value(rate_limit: &RateLimit) -> TokenStream {
    match rate_limit {
        RateLimit::Special => quote!(::feishu_runtime::RateLimit::Special),
        RateLimit::Undocumented => quote!(::feishu_runtime::RateLimit::Undocumented),
        RateLimit::Windows(windows) => {
            let windows = windows.iter().map(|Window { count, per }| {
                let per = match per {
                    Period::Second => quote!(Second),
                    Period::Minute => quote!(Minute),
                };
                let count = Literal::u32_unsuffixed(*count);
                quote!(::feishu_runtime::Window { count: #count, per: ::feishu_runtime::Period::#per })
            });
            quote!(::feishu_runtime::RateLimit::Windows(&[#(#windows),*]))
        }
    }
}

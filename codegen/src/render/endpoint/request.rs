//! The request of an endpoint: a builder that sends nothing before `send`.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::senders;
use crate::plan::endpoint::{
    Body, BodyField, BodyValue, ContentEncoding, EncodingSetter, Endpoint, Pagination, Parameter, ParameterPlace,
    Request,
};
use crate::plan::item::Presence;
use crate::plan::name::Name;
use crate::plan::rust_type::{Accepts, RustType};
use crate::render::{checks, docs, types};
use crate::spec::model::Encoding;

/// Renders the request.
pub fn render(endpoint: &Endpoint, path: [&Name; 3], handle: &Name) -> TokenStream {
    let Endpoint { method, request, response, error, pagination, .. } = endpoint;
    let Request { name, docs, parameters, encoding, body: _, checks: _ } = request;
    let docs = docs::outer(docs);
    let started_by = format!(
        " This is the request of [`{handle}::{method}`](crate::{}::{handle}::{method}), yet to be sent.",
        path.map(ToString::to_string).join("::")
    );
    let members = parameters.iter().map(|Parameter { name, rust_type, required, .. }| {
        let member_type = types::field(rust_type, presence(*required));
        quote!(#name: #member_type,)
    });
    let encoding_member =
        encoding.as_ref().map(|EncodingSetter { name, .. }| quote!(#name: ::feishu_runtime::ContentEncoding,));
    let constructor = constructor(request);
    let setters = parameters.iter().filter(|parameter| !parameter.required).map(setter);
    let encoding_setter = encoding.as_ref().map(encoding_setter);
    let assembled = assembled(endpoint);
    let streams = pagination.as_ref().map(|pagination| streams(endpoint, pagination));
    let body = request.body.as_ref().map(body);
    let typed_call = senders::typed_call(endpoint);
    let senders = senders::render(endpoint);
    let (response, error) = (&response.name, &error.name);
    quote! {
        #docs
        ///
        #[doc = #started_by]
        #[must_use = "a request does nothing until it is sent"]
        #[derive(Debug, Clone)]
        pub struct #name {
            client: ::feishu_runtime::Client,
            options: ::feishu_runtime::CallOptions,
            #(#members)*
            #encoding_member
        }

        impl #name {
            #constructor
            #(#setters)*
            #encoding_setter

            /// Sets what this call does otherwise than its client, such as its time-out, and what it sends besides what
            /// the page describes: headers and query.
            pub fn options(mut self, options: ::feishu_runtime::CallOptions) -> Self {
                self.options = options;
                self
            }

            /// Sends the request and waits for the answer.
            ///
            /// Where the platform says that the call succeeded, but returns nothing, the fields of the answer are empty.
            ///
            /// # Errors
            ///
            #[doc = " Fails when the platform refuses the call, when there is no answer, when the answer can't be read, or when an"]
            #[doc = " argument could not be sent."]
            pub async fn send(self) -> ::core::result::Result<#response, ::feishu_runtime::Error<#error>> {
                self.client.call(self.request()).await
            }

            #senders
            #streams
            #assembled
        }

        #typed_call
        #body
    }
}

fn presence(required: bool) -> Presence {
    if required { Presence::Required } else { Presence::Optional }
}

fn constructor(request: &Request) -> TokenStream {
    let Request { parameters, encoding, .. } = request;
    let arguments = parameters
        .iter()
        .filter(|parameter| parameter.required)
        .map(|Parameter { name, rust_type, .. }| quote!(#name: #rust_type,));
    let values =
        parameters.iter().map(
            |Parameter { name, required, .. }| {
                if *required { quote!(#name,) } else { quote!(#name: ::core::option::Option::None,) }
            },
        );
    let encoding = encoding.as_ref().map(|EncodingSetter { name, default, .. }| {
        let default = encoding_value(*default);
        quote!(#name: #default,)
    });
    quote! {
        pub(super) fn new(client: ::feishu_runtime::Client, #(#arguments)*) -> Self {
            Self { client, options: ::feishu_runtime::CallOptions::new(), #(#values)* #encoding }
        }
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, docs, rust_type, .. } = parameter;
    let docs = docs::outer(docs);
    let accepted = types::argument(rust_type);
    let value = types::converted(rust_type, &name.to_token_stream());
    quote! {
        #docs
        pub fn #name(mut self, #name: #accepted) -> Self {
            self.#name = ::core::option::Option::Some(#value);
            self
        }
    }
}

fn encoding_setter(EncodingSetter { name, docs, default: _ }: &EncodingSetter) -> TokenStream {
    let docs = docs::outer(docs);
    quote! {
        #docs
        pub fn #name(mut self, #name: ::feishu_runtime::ContentEncoding) -> Self {
            self.#name = #name;
            self
        }
    }
}

fn encoding_value(encoding: Encoding) -> TokenStream {
    match encoding {
        Encoding::String => quote!(::feishu_runtime::ContentEncoding::String),
        Encoding::Object => quote!(::feishu_runtime::ContentEncoding::Object),
    }
}

/// The method that puts the request together.
fn assembled(endpoint: &Endpoint) -> TokenStream {
    let descriptor = &endpoint.descriptor.name;
    let parts = endpoint.request.parameters.iter().map(part);
    let body = endpoint.request.body.as_ref().map(body_value);
    let checks = checks::of_request(&endpoint.request.checks);
    let json = endpoint.request.body.as_ref().map(|_| quote!(.json(&body)));
    quote! {
        fn request(&self) -> ::feishu_runtime::Request {
            #body
            ::feishu_runtime::Request::new(&#descriptor) #checks #(#parts)* #json .options(self.options.clone())
        }
    }
}

fn part(parameter: &Parameter) -> TokenStream {
    let Parameter { name, wire_name, rust_type, required, place, .. } = parameter;
    let value = || text_of(name, rust_type);
    match (place, required) {
        (ParameterPlace::Body, _) => TokenStream::new(),
        (ParameterPlace::Path, _) => {
            let value = value();
            quote!(.path(#wire_name, #value))
        }
        (ParameterPlace::Query, true) => {
            let value = value();
            quote!(.query(#wire_name, #value))
        }
        (ParameterPlace::Query, false) => quote!(.query_optional(#wire_name, self.#name.as_ref())),
    }
}

fn text_of(name: &Name, rust_type: &RustType) -> TokenStream {
    if *rust_type == RustType::String { quote!(&self.#name) } else { quote!(&self.#name.to_string()) }
}

/// The private type that serialises the body.
fn body(body: &Body) -> TokenStream {
    let Body { name, fields } = body;
    let members = fields.iter().map(|BodyField { name, wire_name, value }| {
        let rename = wire_name.as_ref().map(|wire_name| quote!(rename = #wire_name,));
        let (member_type, skip) = match value {
            BodyValue::Parameter { rust_type, required: true, .. } => (borrowed(rust_type), None),
            BodyValue::Parameter { rust_type, required: false, .. } => {
                let borrowed = borrowed(rust_type);
                let skip = quote!(skip_serializing_if = "::core::option::Option::is_none",);
                (quote!(::core::option::Option<#borrowed>), Some(skip))
            }
            BodyValue::Kind { .. } => (quote!(&'a str), None),
            BodyValue::Content { encoder, .. } => (quote!(#encoder<'a>), None),
        };
        let attributes = quote!(#rename #skip);
        let serde = (!attributes.is_empty()).then(|| quote!(#[serde(#attributes)]));
        quote!(#serde #name: #member_type,)
    });
    let lifetime = fields.iter().any(|field| borrows(&field.value)).then(|| quote!(<'a>));
    quote! {
        #[doc = " The body as it goes out."]
        #[derive(::feishu_runtime::serde::Serialize)]
        #[serde(crate = "::feishu_runtime::serde")]
        struct #name #lifetime {
            #(#members)*
        }
    }
}

/// Whether a member is borrowed from the request.
fn borrows(value: &BodyValue) -> bool {
    match value {
        BodyValue::Parameter { rust_type, .. } => !is_copied(rust_type),
        BodyValue::Kind { .. } | BodyValue::Content { .. } => true,
    }
}

fn is_copied(rust_type: &RustType) -> bool {
    matches!(rust_type, RustType::Integer | RustType::Float | RustType::Boolean)
}

fn borrowed(rust_type: &RustType) -> TokenStream {
    match rust_type {
        RustType::String => quote!(&'a str),
        RustType::List(element) => quote!(&'a [#element]),
        copied if is_copied(copied) => rust_type.to_token_stream(),
        other => quote!(&'a #other),
    }
}

fn body_value(body: &Body) -> TokenStream {
    let Body { name, fields } = body;
    let members = fields.iter().map(|BodyField { name, value, .. }| {
        let value = match value {
            BodyValue::Parameter { name, rust_type, required } => member_value(name, rust_type, *required),
            BodyValue::Kind { content, tag } => quote!(self.#content.#tag()),
            BodyValue::Content { content, encoder, encoding } => {
                let encoding = match encoding {
                    ContentEncoding::Fixed(encoding) => encoding_value(*encoding),
                    ContentEncoding::Chosen(field) => quote!(self.#field),
                };
                quote!(#encoder { content: &self.#content, encoding: #encoding })
            }
        };
        quote!(#name: #value,)
    });
    quote!(let body = #name { #(#members)* };)
}

fn member_value(name: &Name, rust_type: &RustType, required: bool) -> TokenStream {
    match (required, rust_type) {
        (_, RustType::Integer | RustType::Float | RustType::Boolean) => quote!(self.#name),
        (true, _) => quote!(&self.#name),
        (false, RustType::String | RustType::List(_)) => quote!(self.#name.as_deref()),
        (false, _) => quote!(self.#name.as_ref()),
    }
}

/// The methods that read an answer page by page.
fn streams(endpoint: &Endpoint, pagination: &Pagination) -> TokenStream {
    let Pagination { page, page_size, default_page_size, first_page, .. } = pagination;
    let (response, error) = (&endpoint.response.name, &endpoint.error.name);
    let first_page = Literal::i64_unsuffixed(*first_page);
    let size = match default_page_size.map(Literal::i64_unsuffixed) {
        Some(size) => quote!(::core::option::Option::Some(self.#page_size.unwrap_or(#size))),
        None => quote!(self.#page_size),
    };
    let docs = format!(" It begins with page {first_page}, or with the page that was set.");
    quote! {
        /// Reads page after page, each when it is asked for.
        ///
        #[doc = #docs]
        #[must_use = "a stream does nothing until it is polled"]
        pub fn pages(self) -> ::feishu_runtime::Pages<#response, #error> {
            let start = ::feishu_runtime::paging::Start {
                page: self.#page.unwrap_or(#first_page),
                first_page: #first_page,
                page_size: #size,
            };
            ::feishu_runtime::paging::by_number(start, move |page| self.clone().#page(page).send())
        }

        /// Reads element after element, over all pages.
        #[must_use = "a stream does nothing until it is polled"]
        pub fn stream(self) -> ::feishu_runtime::Items<#response, #error> {
            self.pages().items()
        }

        /// As [`pages`](Self::pages), for programs without an async runtime.
        #[cfg(feature = "blocking")]
        pub fn pages_blocking(self) -> ::feishu_runtime::blocking::Iter<::feishu_runtime::Pages<#response, #error>> {
            ::feishu_runtime::blocking::Iter::new(self.pages())
        }

        /// As [`stream`](Self::stream), for programs without an async runtime.
        #[cfg(feature = "blocking")]
        pub fn iter_blocking(self) -> ::feishu_runtime::blocking::Iter<::feishu_runtime::Items<#response, #error>> {
            ::feishu_runtime::blocking::Iter::new(self.stream())
        }
    }
}

/// What makes an answer a page.
pub fn paged_answer(endpoint: &Endpoint, pagination: &Pagination) -> TokenStream {
    let Pagination { items, item, total, .. } = pagination;
    let response = &endpoint.response.name;
    let total = total.as_ref().map_or_else(|| quote!(::core::option::Option::None), |total| quote!(self.#total));
    quote! {
        impl ::feishu_runtime::Page for #response {
            type Item = #item;

            fn items(&self) -> &[#item] {
                &self.#items
            }

            fn into_items(self) -> ::std::vec::Vec<#item> {
                self.#items
            }
        }

        impl ::feishu_runtime::NumberedPage for #response {
            fn total(&self) -> ::core::option::Option<i64> {
                #total
            }
        }
    }
}

/// The method of the resource that starts a request.
pub fn starter(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { method, method_docs, example, request, .. } = endpoint;
    let docs = docs::outer(&crate::render::endpoint::with_example(method_docs, example));
    let required = || request.parameters.iter().filter(|parameter| parameter.required);
    let arguments = required().map(|Parameter { name, rust_type, .. }| {
        let accepted = types::argument(rust_type);
        quote!(#name: #accepted,)
    });
    let values = required().map(|Parameter { name, rust_type, .. }| match rust_type.accepts() {
        Accepts::Exactly => quote!(#name,),
        Accepts::Into | Accepts::Iterator => {
            let value = types::converted(rust_type, &name.to_token_stream());
            quote!(#value,)
        }
    });
    let name = &request.name;
    quote! {
        #docs
        pub fn #method(&self, #(#arguments)*) -> #name {
            #name::new(self.client.clone(), #(#values)*)
        }
    }
}

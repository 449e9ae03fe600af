//! The request of an endpoint: a builder that sends nothing before `send`.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::{body, pagination, senders};
use crate::plan::endpoint::{EncodingSetter, Endpoint, Parameter, ParameterPlace, Request};
use crate::plan::item::Presence;
use crate::plan::name::Name;
use crate::plan::rust_type::{Accepts, RustType};
use crate::render::{checks, docs, history, types};
use crate::spec::model::{AnswerPlace, HostAddress};

/// Renders the request.
pub fn render(endpoint: &Endpoint, path: [&Name; 3], handle: &Name) -> TokenStream {
    let Endpoint { method, request, response, pagination, .. } = endpoint;
    let Request { name, docs, parameters, encoding, body: _, checks: _ } = request;
    let docs = docs::outer(docs);
    // Links have keywords as they are.
    let link = [path[0].as_str(), path[1].as_str(), path[2].as_str(), handle.as_str(), method.as_str()].join("::");
    let started_by = format!(" This is the request of [`{handle}::{method}`](crate::{link}), yet to be sent.");
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
    let streams = pagination.as_ref().zip(response.structure());
    let streams = streams.map(|(pagination, response)| pagination::streams(endpoint, pagination, response));
    let body = body::render(request.body.as_ref()).definition;
    let typed_call = senders::typed_call(endpoint);
    let senders = senders::render(endpoint);
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
        let default = body::encoding_value(*default);
        quote!(#name: #default,)
    });
    quote! {
        pub(super) fn new(client: ::feishu_runtime::Client, #(#arguments)*) -> Self {
            Self { client, options: ::feishu_runtime::CallOptions::new(), #(#values)* #encoding }
        }
    }
}

fn setter(parameter: &Parameter) -> TokenStream {
    let Parameter { name, history, docs, rust_type, .. } = parameter;
    let (docs, attributes) = (docs::outer(docs), history::attributes(history));
    let accepted = types::argument(rust_type);
    let value = types::converted(rust_type, &name.to_token_stream());
    let signature = quote!((self, #name: #accepted) -> Self);
    let former = history::methods(name, &history.former, &signature, &quote!(#name), false);
    quote! {
        #docs
        #attributes
        pub fn #name(mut self, #name: #accepted) -> Self {
            self.#name = ::core::option::Option::Some(#value);
            self
        }

        #former
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

/// The method that puts the request together.
fn assembled(endpoint: &Endpoint) -> TokenStream {
    let descriptor = &endpoint.descriptor.name;
    let parts = endpoint.request.parameters.iter().map(part);
    let body = body::render(endpoint.request.body.as_ref());
    let (value, sent) = (body.value, body.sent);
    let checks = checks::of_request(&endpoint.request.checks);
    let answered = endpoint.response.unusual_place().map(|place| {
        let place = answer_place(place);
        quote!(.answered(#place))
    });
    let host = endpoint.host.as_ref().map(|addresses| {
        let addresses = addresses
            .iter()
            .map(|HostAddress { server, url }| quote!(::feishu_runtime::Server { name: #server, base_url: #url }));
        quote!(.at(&[#(#addresses),*]))
    });
    quote! {
        fn request(&self) -> ::feishu_runtime::Request {
            #value
            ::feishu_runtime::Request::new(&#descriptor) #host #answered #checks #(#parts)* #sent .options(self.options.clone())
        }
    }
}

/// The runtime's name for where an answer stands.
pub fn answer_place(place: AnswerPlace) -> TokenStream {
    match place {
        AnswerPlace::InData => quote!(::feishu_runtime::AnswerPlace::InData),
        AnswerPlace::BesideCode => quote!(::feishu_runtime::AnswerPlace::BesideCode),
        AnswerPlace::WithoutCode => quote!(::feishu_runtime::AnswerPlace::WithoutCode),
    }
}

fn part(parameter: &Parameter) -> TokenStream {
    let Parameter { name, wire_name, rust_type, required, place, .. } = parameter;
    let value = || text_of(name, rust_type);
    let is_list = matches!(rust_type, RustType::List(_));
    match (place, required) {
        (ParameterPlace::Body | ParameterPlace::Part, _) => TokenStream::new(),
        (ParameterPlace::Header, true) => {
            let value = text_of(name, rust_type);
            quote!(.header(#wire_name, #value))
        }
        (ParameterPlace::Header, false) => quote!(.header_optional(#wire_name, self.#name.as_ref())),
        (ParameterPlace::Path, _) => {
            let value = value();
            quote!(.path(#wire_name, #value))
        }
        (ParameterPlace::Query, true) if is_list => quote!(.query_each(#wire_name, &self.#name)),
        (ParameterPlace::Query, false) if is_list => {
            quote!(.query_each(#wire_name, self.#name.as_deref().unwrap_or_default()))
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

/// The method of the resource that starts a request.
pub fn starter(endpoint: &Endpoint) -> TokenStream {
    let Endpoint { method, history, method_docs, example, request, .. } = endpoint;
    let attributes = history::attributes(history);
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
    let arguments: TokenStream = arguments.collect();
    let handed_on = required().map(|Parameter { name, .. }| quote!(#name,)).collect();
    let signature = quote!((&self, #arguments) -> #name);
    let former = history::methods(method, &history.former, &signature, &handed_on, false);
    quote! {
        #docs
        #attributes
        pub fn #method(&self, #arguments) -> #name {
            #name::new(self.client.clone(), #(#values)*)
        }

        #former
    }
}

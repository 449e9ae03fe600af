//! The body of a request: JSON, or a form of parts.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::plan::endpoint::{Body, BodyField, BodyValue, ContentEncoding, Part, PartContent, RequestBody};
use crate::plan::name::Name;
use crate::plan::rust_type::RustType;
use crate::spec::model::Encoding;

/// What a request does with its body.
pub struct Rendered {
    /// The private type that serialises it.
    pub definition: Option<TokenStream>,
    /// The statement that puts it together.
    pub value: Option<TokenStream>,
    /// The part of the call that sends it.
    pub sent: Option<TokenStream>,
}

/// Renders the body of a request, if it has one.
pub fn render(body: Option<&RequestBody>) -> Rendered {
    match body {
        None => Rendered { definition: None, value: None, sent: None },
        Some(RequestBody::Json(json)) => Rendered {
            definition: Some(definition(json)),
            value: Some(body_value(json)),
            sent: Some(quote!(.json(&body))),
        },
        Some(RequestBody::Form(parts)) => {
            let parts = parts.iter().map(part);
            let value = quote!(let form = ::feishu_runtime::Form::new() #(#parts)*;);
            Rendered { definition: None, value: Some(value), sent: Some(quote!(.multipart(&form))) }
        }
    }
}

fn part(Part { name, wire_name, required, content }: &Part) -> TokenStream {
    match (content, required) {
        (PartContent::String | PartContent::JsonText, true) => quote!(.text(#wire_name, self.#name.as_str())),
        (PartContent::Displayed, true) => quote!(.text(#wire_name, self.#name.to_string())),
        (PartContent::String | PartContent::Displayed, false) => {
            quote!(.text_optional(#wire_name, self.#name.as_ref()))
        }
        (PartContent::JsonText, false) => {
            quote!(.text_optional(#wire_name, self.#name.as_ref().map(::feishu_runtime::JsonText::as_str).as_ref()))
        }
        (PartContent::File, true) => quote!(.file(#wire_name, self.#name.clone())),
        (PartContent::File, false) => quote!(.file_optional(#wire_name, self.#name.clone())),
        (PartContent::Files, true) => quote!(.files(#wire_name, self.#name.iter().cloned())),
        (PartContent::Files, false) => quote!(.files(#wire_name, self.#name.iter().flatten().cloned())),
    }
}

/// How a content is sent, as the runtime has it.
pub fn encoding_value(encoding: Encoding) -> TokenStream {
    match encoding {
        Encoding::String => quote!(::feishu_runtime::ContentEncoding::String),
        Encoding::Object => quote!(::feishu_runtime::ContentEncoding::Object),
    }
}

/// The private type that serialises the body.
fn definition(body: &Body) -> TokenStream {
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
    let lifetime = fields.iter().any(|field| is_borrowed(&field.value)).then(|| quote!(<'a>));
    quote! {
        #[doc = " The body as it goes out."]
        #[derive(::feishu_runtime::serde::Serialize)]
        #[serde(crate = "::feishu_runtime::serde")]
        struct #name #lifetime {
            #(#members)*
        }
    }
}

fn is_borrowed(value: &BodyValue) -> bool {
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
        copied if is_copied(copied) => copied.to_token_stream(),
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
        (_, copied) if is_copied(copied) => quote!(self.#name),
        (true, _) => quote!(&self.#name),
        (false, RustType::String | RustType::List(_)) => quote!(self.#name.as_deref()),
        (false, _) => quote!(self.#name.as_ref()),
    }
}

//! One endpoint: its request, its answer, its errors and what the runtime must know.

mod body;
mod descriptor;
mod pagination;
mod request;
mod senders;

use proc_macro2::TokenStream;
use quote::quote;

use super::{errors, history, item};
use crate::plan::Docs;
use crate::plan::endpoint::{Endpoint, FormerTypes};
use crate::plan::name::Name;

pub use descriptor::render as descriptor;
pub use request::starter;

/// Renders the module of an endpoint. `path` leads to the resource, `handle` is the resource's type.
pub fn render(endpoint: &Endpoint, path: [&Name; 3], handle: &Name) -> TokenStream {
    let heading = format!(" `{}`", endpoint.descriptor.id);
    let request = request::render(endpoint, path, handle);
    let response = endpoint.response.structure();
    let paged = endpoint.pagination.as_ref().zip(response);
    let paged = paged.map(|(pagination, response)| pagination::paged_answer(pagination, response));
    let response = response.map(item::structure);
    let former = former_types(endpoint);
    let items = endpoint.items.iter().map(item::item);
    let error = errors::render(&endpoint.error);
    let further = [endpoint.host.as_ref().map(|_| "at"), endpoint.response.unusual_place().map(|_| "answered")];
    let further: Vec<_> = further.into_iter().flatten().collect();
    let descriptor = descriptor(&endpoint.descriptor, &endpoint.error.table, &further);
    quote! {
        #![doc = #heading]

        #request
        #former
        #response
        #paged
        #(#items)*
        #error
        #descriptor
    }
}

/// The types of the endpoint under the names that they had before.
fn former_types(endpoint: &Endpoint) -> TokenStream {
    let FormerTypes { request, response, error } = &endpoint.former_types;
    let request = history::types(&endpoint.request.name, request);
    let response = endpoint.response.structure().map(|structure| history::types(&structure.name, response));
    let error = history::types(&endpoint.error.name, error);
    quote!(#request #response #error)
}

/// Documentation with the example at its end.
pub fn with_example(docs: &Docs, example: &[String]) -> Docs {
    let mut docs = docs.clone();
    docs.paragraph("# Example").fenced("rust,no_run", &example.join("\n"));
    docs
}

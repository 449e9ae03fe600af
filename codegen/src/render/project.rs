//! The modules of projects, versions and resources, and the types that lead from one to the next.

use proc_macro2::TokenStream;
use quote::quote;

use super::{docs, endpoint, item};
use crate::plan::endpoint::{Endpoint, FormerTypes};
use crate::plan::item::Item;
use crate::plan::name::Name;
use crate::plan::{Project, Resource, SharedModule, Version};

/// Renders the module of a project.
pub fn project(project: &Project) -> TokenStream {
    let Project { module: _, handle, docs, versions } = project;
    let docs = docs::inner(docs);
    let modules = versions.iter().map(|Version { module, feature, .. }| {
        quote! {
            #[cfg(feature = #feature)]
            pub mod #module;
        }
    });
    let steps = versions.iter().map(|Version { module, handle, docs, feature, .. }| {
        let docs = docs::outer(docs);
        quote! {
            #docs
            #[cfg(feature = #feature)]
            #[must_use]
            pub fn #module(&self) -> #module::#handle {
                #module::#handle::new(self.client.clone())
            }
        }
    });
    let handle = handle_type(handle, "The project's APIs, by version.", &quote!(#(#steps)*));
    quote! {
        #docs
        #(#modules)*
        #handle
    }
}

/// Renders the module of a version.
pub fn version(version: &Version) -> TokenStream {
    let Version { module: _, handle, docs, feature: _, types, resources } = version;
    let docs = docs::inner(docs);
    let types = types.iter().map(|SharedModule { module, .. }| quote!(pub mod #module;));
    let modules = resources.iter().map(|Resource { module, .. }| quote!(pub mod #module;));
    let steps = resources.iter().map(|Resource { module, handle, docs, .. }| {
        let docs = docs::outer(docs);
        quote! {
            #docs
            #[must_use]
            pub fn #module(&self) -> #module::#handle {
                #module::#handle::new(self.client.clone())
            }
        }
    });
    let handle = handle_type(handle, "The version's APIs, by resource.", &quote!(#(#steps)*));
    quote! {
        #docs
        #(#modules)*
        #(#types)*
        #handle
    }
}

/// Renders the module of the types that a version's endpoints share.
pub fn types(types: &SharedModule) -> TokenStream {
    let SharedModule { module: _, docs, items } = types;
    let docs = docs::inner(docs);
    let items = items.iter().map(item::item);
    quote!(#docs #(#items)*)
}

/// Renders the module of a resource.
pub fn resource(resource: &Resource) -> TokenStream {
    let Resource { module: own, handle, docs, endpoints } = resource;
    let docs = docs::inner(docs);
    let modules = endpoints.iter().map(|Endpoint { module, .. }| {
        let reason = "both are called as the platform calls them";
        let same = (module == own).then(|| quote!(#[expect(clippy::module_inception, reason = #reason)]));
        quote!(#same mod #module;)
    });
    let exports = endpoints.iter().map(|endpoint| {
        let module = &endpoint.module;
        let names = exported(endpoint);
        quote!(pub use self::#module::{#(#names),*};)
    });
    let starters = endpoints.iter().map(endpoint::starter);
    let handle = handle_type(handle, "The resource's calls.", &quote!(#(#starters)*));
    quote! {
        #docs
        #(#modules)*
        #(#exports)*
        #handle
    }
}

/// The public names of an endpoint's module, in the order that a formatter gives them.
fn exported(endpoint: &Endpoint) -> Vec<&Name> {
    let Endpoint { request, response, error, items, descriptor, .. } = endpoint;
    let mut names = vec![&request.name, &error.name, &error.table, &descriptor.name];
    names.extend(response.structure().map(|structure| &structure.name));
    names.extend(items.iter().map(Item::name));
    names.extend(items.iter().flat_map(|item| &item.history().former));
    let FormerTypes { request, response, error } = &endpoint.former_types;
    names.extend(request.iter().chain(response).chain(error));
    names.sort();
    // A type and a static of one name, such as `V1`, are re-exported at once.
    names.dedup();
    names
}

fn handle_type(name: &Name, docs: &str, methods: &TokenStream) -> TokenStream {
    let docs = format!(" {docs}");
    quote! {
        #[doc = #docs]
        #[derive(Debug, Clone)]
        pub struct #name {
            client: ::feishu_runtime::Client,
        }

        impl #name {
            pub(crate) fn new(client: ::feishu_runtime::Client) -> Self {
                Self { client }
            }

            #methods
        }
    }
}

/// What lets a project in: any of its versions.
pub fn gate(versions: &[Version]) -> TokenStream {
    let features: Vec<_> = versions.iter().map(|Version { feature, .. }| quote!(feature = #feature)).collect();
    match features.as_slice() {
        [feature] => quote!(#[cfg(#feature)]),
        features => quote!(#[cfg(any(#(#features),*))]),
    }
}

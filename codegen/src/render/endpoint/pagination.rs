//! The methods that read an answer page by page.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::plan::endpoint::{Endpoint, Pagination, Paging};
use crate::plan::item::Struct;
use crate::plan::name::Name;

/// Renders the methods that read an answer page by page.
pub fn streams(endpoint: &Endpoint, pagination: &Pagination, response: &Struct) -> TokenStream {
    let (response, error, descriptor) = (&response.name, &endpoint.error.name, &endpoint.descriptor.name);
    let (docs, pages) = pages(&pagination.paging, descriptor);
    let docs = format!(" {docs}");
    quote! {
        /// Reads page after page, each when it is asked for.
        ///
        #[doc = #docs]
        #[must_use = "a stream does nothing until it is polled"]
        pub fn pages(self) -> ::feishu_runtime::Pages<#response, #error> {
            #pages
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

/// Where reading begins, in words, and what reads.
fn pages(paging: &Paging, descriptor: &Name) -> (String, TokenStream) {
    match paging {
        Paging::Number { page, page_size, default_page_size, first_page, .. } => {
            let first_page = Literal::i64_unsuffixed(*first_page);
            let size = match default_page_size.map(Literal::i64_unsuffixed) {
                Some(size) => quote!(::core::option::Option::Some(self.#page_size.unwrap_or(#size))),
                None => quote!(self.#page_size),
            };
            let docs = format!("It begins with page {first_page}, or with the page that was set.");
            let pages = quote! {
                let start = ::feishu_runtime::paging::Start {
                    page: self.#page.unwrap_or(#first_page),
                    first_page: #first_page,
                    page_size: #size,
                };
                ::feishu_runtime::paging::by_number(start, move |page| self.clone().#page(page).send())
            };
            (docs, pages)
        }
        Paging::Token { page_token, .. } => {
            let docs = "It begins with the first page, or with the page whose token was set.".to_owned();
            let pages = quote! {
                let first = self.#page_token.clone();
                ::feishu_runtime::paging::by_token(#descriptor.id, first, move |token| {
                    let request = self.clone();
                    match token {
                        ::core::option::Option::Some(token) => request.#page_token(token).send(),
                        ::core::option::Option::None => request.send(),
                    }
                })
            };
            (docs, pages)
        }
        Paging::Offset { offset, .. } => {
            let docs = "It begins with the first element, or behind as many as were set.".to_owned();
            let pages = quote! {
                let first = self.#offset.unwrap_or(0);
                ::feishu_runtime::paging::by_offset(#descriptor.id, first, move |offset| self.clone().#offset(offset).send())
            };
            (docs, pages)
        }
    }
}

/// Renders what makes an answer a page.
pub fn paged_answer(pagination: &Pagination, response: &Struct) -> TokenStream {
    let Pagination { items, item, paging } = pagination;
    let response = &response.name;
    let kind = match paging {
        Paging::Number { total, .. } => {
            let total = total_method(total.as_ref());
            quote!(impl ::feishu_runtime::NumberedPage for #response { #total })
        }
        Paging::Token { next_page_token, has_more, .. } => {
            let has_more = has_more_method(has_more.as_ref());
            quote! {
                impl ::feishu_runtime::TokenPage for #response {
                    #has_more

                    fn next_page_token(&self) -> ::core::option::Option<&str> {
                        self.#next_page_token.as_deref()
                    }
                }
            }
        }
        Paging::Offset { has_more, total, .. } => {
            let (has_more, total) = (has_more_method(has_more.as_ref()), total_method(total.as_ref()));
            quote!(impl ::feishu_runtime::OffsetPage for #response { #has_more #total })
        }
    };
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

        #kind
    }
}

fn total_method(field: Option<&Name>) -> TokenStream {
    let value = copied(field);
    quote! {
        fn total(&self) -> ::core::option::Option<i64> {
            #value
        }
    }
}

fn has_more_method(field: Option<&Name>) -> TokenStream {
    let value = copied(field);
    quote! {
        fn has_more(&self) -> ::core::option::Option<bool> {
            #value
        }
    }
}

/// What a field says, where there is one.
fn copied(field: Option<&Name>) -> TokenStream {
    field.map_or_else(|| quote!(::core::option::Option::None), |field| quote!(self.#field))
}

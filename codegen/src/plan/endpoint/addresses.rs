//! The addresses that the documentation of a call leads to.

use crate::diagnostic::{Cursor, Diagnostic};
use crate::plan::doc::address;
use crate::spec::model::{Endpoint, Field, Page};

/// Tells of addresses that a reader could not follow.
pub fn check(spec: &Endpoint, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    check_page(&spec.page, &at.key("page"), findings);
    address::check(spec.decide.page.as_ref(), &at.key("decide").key("page"), findings);
    if let Some(limit) = &spec.rate_limit {
        check_all(&limit.see, &at.key("rate_limit").key("see"), findings);
    }
    for (index, header) in spec.headers.iter().enumerate() {
        check_all(&header.see, &at.key("headers").index(index).key("see"), findings);
    }
    let lists = [
        ("path_params", &spec.path_params),
        ("query_params", &spec.query_params),
        ("body", &spec.body),
        ("response", &spec.response),
    ];
    for (key, fields) in lists {
        check_fields(fields, &at.key(key), findings);
    }
}

/// The same for the fields of a shared type.
pub fn check_fields(fields: &[Field], at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    for (index, field) in fields.iter().enumerate() {
        let here = at.index(index);
        check_all(&field.see, &here.key("see"), findings);
        let values = here.key("values");
        for (index, value) in field.values.iter().enumerate() {
            check_all(&value.see, &values.index(index).key("see"), findings);
        }
        check_fields(&field.fields, &here.key("fields"), findings);
    }
}

/// The same for what a page says of itself. A path must be one that can stand behind the documentation's address.
pub fn check_page(page: &Page, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    address::check(page.url.as_ref(), &at.key("url"), findings);
    if let Some(path) = &page.path
        && !(path.starts_with('/') && address::is_address(&format!("https://a{path}")))
    {
        address::check(Some(path), &at.key("path"), findings);
    }
}

fn check_all(addresses: &[String], at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    for (index, text) in addresses.iter().enumerate() {
        address::check(Some(text), &at.index(index), findings);
    }
}

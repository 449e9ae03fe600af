//! How the pages of an answer are read.

use super::{Pagination, Parameter, ParameterPlace, Request};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::item::{Field, Struct};
use crate::plan::rust_type::RustType;
use crate::spec::model;

/// Plans the pagination of an endpoint, if it has one.
pub fn plan(
    spec: &model::Endpoint,
    request: &Request,
    response: &Struct,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Pagination> {
    let model::Pagination::PageNumber { page, page_size, items, total, first_page } =
        spec.decide.pagination.as_ref()?
    else {
        return None;
    };
    let (page_name, size_name, items_name) = (page, page_size, items);
    let decide = at.key("decide");
    let here = decide.key("pagination");
    let page = number_parameter(request, page_name, &here.key("page"), findings);
    let page_size = number_parameter(request, size_name, &here.key("page_size"), findings);
    let items = field(response, items_name, &here.key("items"), findings);
    let total = total.as_ref().map(|name| field(response, name, &here.key("total"), findings));
    if let Some(Some(total)) = total
        && total.rust_type != RustType::Integer
    {
        let message = format!("`{}` is no integer, so that it can't count anything", total.name);
        findings.push(Diagnostic::new(Code::Pagination, here.key("total").value(), message));
    }
    let items = items?;
    let RustType::List(item) = &items.rust_type else {
        let message = format!("`{items_name}` is no list");
        findings.push(Diagnostic::new(Code::Pagination, here.key("items").value(), message));
        return None;
    };
    let default = spec.query_params.iter().find(|field| field.name == *size_name)?.default.as_ref();
    Some(Pagination {
        page: page?.name.clone(),
        page_size: page_size?.name.clone(),
        default_page_size: default.and_then(serde_json::Value::as_i64),
        first_page: *first_page,
        items: items.name.clone(),
        item: (**item).clone(),
        total: match total {
            Some(field) => Some(field?.name.clone()),
            None => None,
        },
    })
}

fn number_parameter<'a>(
    request: &'a Request,
    name: &str,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<&'a Parameter> {
    let in_query = |parameter: &&Parameter| parameter.place == ParameterPlace::Query && parameter.wire_name == name;
    let Some(parameter) = request.parameters.iter().find(in_query) else {
        let names = request.parameters.iter().map(|parameter| parameter.name.as_str());
        let diagnostic =
            Diagnostic::new(Code::UnknownField, at.value(), format!("there is no query parameter `{name}`"))
                .note("the generated stream could not ask for the next page")
                .suggest(name, names);
        findings.push(diagnostic);
        return None;
    };
    if parameter.rust_type != RustType::Integer || parameter.required {
        let message = format!("`{name}` must be an optional integer to page by");
        findings.push(Diagnostic::new(Code::Pagination, at.value(), message));
        return None;
    }
    Some(parameter)
}

fn field<'a>(response: &'a Struct, name: &str, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) -> Option<&'a Field> {
    let wire_name = |field: &'a Field| field.wire_name.as_deref().unwrap_or(field.name.as_str());
    let found = response.fields.iter().find(|field| wire_name(field) == name);
    if found.is_none() {
        let diagnostic = Diagnostic::new(Code::UnknownField, at.value(), format!("the answer has no field `{name}`"))
            .suggest(name, response.fields.iter().map(wire_name));
        findings.push(diagnostic);
    }
    found
}

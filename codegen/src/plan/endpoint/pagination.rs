//! How the pages of an answer are read.

use super::{Pagination, Paging, Parameter, ParameterPlace, Request};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::item::{Field, Struct};
use crate::plan::name::Name;
use crate::plan::rust_type::RustType;
use crate::spec::model;

/// Plans the pagination of an endpoint, if it has one.
pub fn plan(
    spec: &model::Endpoint,
    request: &Request,
    response: Option<&Struct>,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Pagination> {
    let decision = spec.decide.pagination.as_ref()?;
    let decide = at.key("decide");
    let here = decide.key("pagination");
    let Some(response) = response else {
        let diagnostic = Diagnostic::new(Code::Pagination, here.name(), "a file has no pages")
            .note("the answer is not JSON, but a file");
        findings.push(diagnostic);
        return None;
    };
    let mut planner = Planner { spec, request, response, findings };
    let (paging, items) = match decision {
        model::Pagination::PageNumber { page, page_size, items, total, first_page } => {
            let page = planner.integer(page, &here.key("page"));
            let page_size = planner.integer(page_size, &here.key("page_size"));
            let default_page_size = page_size.and_then(|parameter| planner.default_of(parameter));
            let total = planner.total(total.as_deref(), &here.key("total"));
            let paging = page.zip(page_size).zip(total).map(|((page, page_size), total)| Paging::Number {
                page: page.name.clone(),
                page_size: page_size.name.clone(),
                default_page_size,
                first_page: *first_page,
                total,
            });
            (paging, items)
        }
        model::Pagination::PageToken { page_token, next_page_token, has_more, items } => {
            let parameter = planner.parameter(page_token, &RustType::String, "text", &here.key("page_token"));
            let token =
                planner.field_of(next_page_token, &RustType::String, "is no text", &here.key("next_page_token"));
            let has_more = planner.has_more(has_more.as_deref(), &here.key("has_more"));
            let paging = parameter.zip(token).zip(has_more).map(|((parameter, next_page_token), has_more)| {
                Paging::Token { page_token: parameter.name.clone(), next_page_token, has_more }
            });
            (paging, items)
        }
        model::Pagination::Offset { offset, limit, items, has_more, total } => {
            let offset = planner.integer(offset, &here.key("offset"));
            if let Some(limit) = limit {
                planner.integer(limit, &here.key("limit"));
            }
            let has_more = planner.has_more(has_more.as_deref(), &here.key("has_more"));
            let total = planner.total(total.as_deref(), &here.key("total"));
            let paging = offset.zip(has_more).zip(total).map(|((offset, has_more), total)| Paging::Offset {
                offset: offset.name.clone(),
                has_more,
                total,
            });
            (paging, items)
        }
    };
    let (items, item) = planner.items(items, &here.key("items"))?;
    Some(Pagination { items, item, paging: paging? })
}

struct Planner<'a, 'f> {
    spec: &'a model::Endpoint,
    request: &'a Request,
    response: &'a Struct,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'a> Planner<'a, '_> {
    /// A parameter with a number.
    fn integer(&mut self, name: &str, at: &Cursor<'_>) -> Option<&'a Parameter> {
        self.parameter(name, &RustType::Integer, "integer", at)
    }

    /// A parameter that need not be given, so that it can be left out for the first page.
    fn parameter(
        &mut self,
        name: &str,
        rust_type: &RustType,
        in_words: &str,
        at: &Cursor<'_>,
    ) -> Option<&'a Parameter> {
        let pages = |parameter: &&Parameter| matches!(parameter.place, ParameterPlace::Query | ParameterPlace::Body);
        let parameters = &self.request.parameters;
        let Some(parameter) = parameters.iter().filter(pages).find(|parameter| parameter.wire_name == name) else {
            let names = parameters.iter().filter(pages).map(|parameter| parameter.wire_name.as_str());
            let message = format!("there is no parameter `{name}` in the query or the body");
            let diagnostic = Diagnostic::new(Code::UnknownField, at.value(), message)
                .note("the generated stream could not ask for the next page")
                .suggest(name, names);
            self.findings.push(diagnostic);
            return None;
        };
        if parameter.rust_type != *rust_type || parameter.required {
            let message = format!("`{name}` must be an optional {in_words} to page by");
            self.findings.push(Diagnostic::new(Code::Pagination, at.value(), message));
            return None;
        }
        Some(parameter)
    }

    /// What the platform takes when a parameter is left out.
    fn default_of(&self, parameter: &Parameter) -> Option<i64> {
        let fields = match parameter.place {
            ParameterPlace::Body => &self.spec.body,
            _ => &self.spec.query_params,
        };
        let field = fields.iter().find(|field| field.name == parameter.wire_name)?;
        field.default.as_ref()?.as_i64()
    }

    fn items(&mut self, name: &str, at: &Cursor<'_>) -> Option<(Name, RustType)> {
        let field = self.field(name, at)?;
        let RustType::List(item) = &field.rust_type else {
            let message = format!("`{name}` is no list");
            self.findings.push(Diagnostic::new(Code::Pagination, at.value(), message));
            return None;
        };
        Some((field.name.clone(), (**item).clone()))
    }

    /// The field that counts all elements. The outer `None` is a finding, the inner one says that there is no such field.
    #[expect(clippy::option_option, reason = "a field that is not named differs from one that is not there")]
    fn total(&mut self, name: Option<&str>, at: &Cursor<'_>) -> Option<Option<Name>> {
        let why = "is no integer, so that it can't count anything";
        name.map_or(Some(None), |name| self.field_of(name, &RustType::Integer, why, at).map(Some))
    }

    /// The field that says whether there is more, as above.
    #[expect(clippy::option_option, reason = "a field that is not named differs from one that is not there")]
    fn has_more(&mut self, name: Option<&str>, at: &Cursor<'_>) -> Option<Option<Name>> {
        let why = "is no flag, so that it can't say whether there is more";
        name.map_or(Some(None), |name| self.field_of(name, &RustType::Boolean, why, at).map(Some))
    }

    fn field_of(&mut self, name: &str, rust_type: &RustType, why: &str, at: &Cursor<'_>) -> Option<Name> {
        let field = self.field(name, at)?;
        if field.rust_type != *rust_type {
            let message = format!("`{name}` {why}");
            self.findings.push(Diagnostic::new(Code::Pagination, at.value(), message));
            return None;
        }
        Some(field.name.clone())
    }

    fn field(&mut self, name: &str, at: &Cursor<'_>) -> Option<&'a Field> {
        let wire_name = |field: &'a Field| field.wire_name.as_deref().unwrap_or(field.name.as_str());
        let fields = &self.response.fields;
        let found = fields.iter().find(|field| wire_name(field) == name);
        if found.is_none() {
            let diagnostic =
                Diagnostic::new(Code::UnknownField, at.value(), format!("the answer has no field `{name}`"))
                    .suggest(name, fields.iter().map(wire_name));
            self.findings.push(diagnostic);
        }
        found
    }
}

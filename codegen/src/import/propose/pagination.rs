//! How a list is read page by page.

use crate::spec::model::{Endpoint, Envelope, Field, Pagination};
use crate::spec::returned::Returned;
use crate::spec::{Primitive, TypeName};

/// Names that the token of the next page has in answers.
const NEXT: [&str; 2] = ["page_token", "next_page_token"];

/// Proposes how a list is read page by page, where the page leaves no doubt: what asks for the next page, what tells the
/// end, and the one list of the answer. A stream that is wrong is worse than none, which nobody misses silently.
pub fn propose(endpoint: &Endpoint, envelope: &Envelope) -> Option<Pagination> {
    if endpoint.binary_response || endpoint.multipart {
        return None;
    }
    let returned = Returned::of(endpoint, envelope).fields(endpoint, envelope);
    let call = Call { endpoint, returned: returned.into_iter().map(|(_, field)| field).collect() };
    let items = call.only_list()?;
    let mut styles =
        [by_token(&call, &items), by_number(&call, &items), by_offset(&call, &items)].into_iter().flatten();
    let style = styles.next();
    style.filter(|_| styles.next().is_none())
}

/// What a call takes and returns.
struct Call<'a> {
    endpoint: &'a Endpoint,
    returned: Vec<&'a Field>,
}

impl<'a> Call<'a> {
    /// The one list that the call returns.
    fn only_list(&self) -> Option<String> {
        let is_list = |field: &&&Field| matches!(TypeName::parse(field.effective_type()), TypeName::List(_));
        let mut lists = self.returned.iter().filter(is_list);
        let list = lists.next()?;
        lists.next().is_none().then(|| list.name.clone())
    }

    /// A parameter that can be left out for the first page, in the query or in the body.
    fn parameter(&self, name: &str, of: Primitive) -> Option<&'a Field> {
        let Endpoint { query_params, body, .. } = self.endpoint;
        let mut found = query_params.iter().chain(body).filter(|field| field.name == name);
        let parameter = found.next()?;
        let fits = found.next().is_none() && parameter.required != Some(true) && is_plain(parameter, of);
        fits.then_some(parameter)
    }

    /// Whether the call returns such a field.
    fn returns(&self, name: &str, of: Primitive) -> bool {
        self.returned.iter().any(|field| field.name == name && is_plain(field, of))
    }

    /// The name of a field if the call returns one.
    fn returned(&self, name: &str, of: Primitive) -> Option<String> {
        self.returns(name, of).then(|| name.to_owned())
    }
}

/// Whether a field is a plain text, number or flag. Listed values would make a type of its own of a text or a number.
fn is_plain(field: &Field, of: Primitive) -> bool {
    let is_listed = of != Primitive::Boolean && !field.values.is_empty();
    TypeName::parse(field.effective_type()) == TypeName::Primitive(of) && !is_listed && field.fields.is_empty()
}

fn by_token(call: &Call<'_>, items: &str) -> Option<Pagination> {
    let parameter = call.parameter("page_token", Primitive::String)?;
    let has_more = call.returned("has_more", Primitive::Boolean)?;
    let mut next = NEXT.into_iter().filter_map(|name| call.returned(name, Primitive::String));
    let next_page_token = next.next()?;
    // Of two tokens, nobody knows which is the one to go on with.
    next.next().is_none().then(|| Pagination::PageToken {
        page_token: parameter.name.clone(),
        next_page_token,
        has_more: Some(has_more),
        items: items.to_owned(),
    })
}

fn by_number(call: &Call<'_>, items: &str) -> Option<Pagination> {
    let page = call.parameter("page", Primitive::Integer)?;
    let page_size = call.parameter("page_size", Primitive::Integer)?;
    let total = call.returned("total", Primitive::Integer)?;
    Some(Pagination::PageNumber {
        page: page.name.clone(),
        page_size: page_size.name.clone(),
        items: items.to_owned(),
        total: Some(total),
        first_page: first_page(page)?,
    })
}

/// The number of the first page: the least that is allowed, or else what is taken where none is given.
fn first_page(page: &Field) -> Option<i64> {
    let least = page.bounds.as_ref().and_then(|bounds| bounds.min.as_ref()).and_then(serde_json::Number::as_i64);
    let default = page.default.as_ref().and_then(serde_json::Value::as_i64);
    match (least, default) {
        (Some(least), Some(default)) if least != default => None,
        (least, default) => least.or(default).filter(|first| [0, 1].contains(first)),
    }
}

fn by_offset(call: &Call<'_>, items: &str) -> Option<Pagination> {
    let offset = call.parameter("offset", Primitive::Integer)?;
    let limit = call.parameter("limit", Primitive::Integer)?;
    let has_more = call.returned("has_more", Primitive::Boolean);
    let total = call.returned("total", Primitive::Integer);
    (has_more.is_some() || total.is_some()).then(|| Pagination::Offset {
        offset: offset.name.clone(),
        limit: Some(limit.name.clone()),
        items: items.to_owned(),
        has_more,
        total,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec;

    fn field(name: &str, type_name: &str) -> String {
        format!("{{name: {name}, type: '{type_name}', required: false}}")
    }

    fn fields(described: &[(&str, &str)]) -> String {
        let fields: Vec<_> = described.iter().map(|(name, type_name)| field(name, type_name)).collect();
        fields.join(", ")
    }

    fn propose_for(query: &str, data: &[(&str, &str)]) -> Option<Pagination> {
        let platform: spec::Platform =
            spec::read("platform.yaml", include_str!("../../../../spec/platform.yaml")).expect("the platform");
        let text = format!(
            "title: t\nhost: h\nmethod: GET\npath: /a\ndecide: {{retry: read}}\nquery_params: [{query}]\nresponse:\n  \
             - {{name: code, type: int}}\n  - {{name: data, type: '-', fields: [{}]}}\n",
            fields(data)
        );
        propose(&spec::read("a.yaml", &text).expect("an endpoint"), &platform.envelope)
    }

    const PAGE: [(&str, &str); 3] = [("items", "thing[]"), ("page_token", "string"), ("has_more", "boolean")];

    #[test]
    fn tokens_flag_and_one_list_are_a_list_by_token() {
        let expected = Pagination::PageToken {
            page_token: "page_token".to_owned(),
            next_page_token: "page_token".to_owned(),
            has_more: Some("has_more".to_owned()),
            items: "items".to_owned(),
        };
        assert_eq!(propose_for(&field("page_token", "string"), &PAGE), Some(expected));
    }

    #[test]
    fn where_anything_is_missing_or_there_twice_nothing_is_proposed() {
        let token = field("page_token", "string");
        for left_out in PAGE {
            let data: Vec<_> = PAGE.into_iter().filter(|field| *field != left_out).collect();
            assert_eq!(propose_for(&token, &data), None, "without {left_out:?}");
        }
        for more in [("others", "string[]"), ("next_page_token", "string")] {
            assert_eq!(propose_for(&token, &[&PAGE[..], &[more]].concat()), None, "with {more:?}");
        }
        assert_eq!(propose_for("", &PAGE), None);
        assert_eq!(propose_for(&token.replace("false", "true"), &PAGE), None, "the first page has no token");
        assert_eq!(propose_for(&field("page_token", "int"), &PAGE), None);
    }

    #[test]
    fn numbers_need_a_first_one() {
        let data = [("items", "thing[]"), ("total", "int")];
        let first = |said: &str| {
            let page = format!("{{name: page, type: int, required: false{said}}}");
            match propose_for(&format!("{page}, {}", field("page_size", "int")), &data)? {
                Pagination::PageNumber { first_page, .. } => Some(first_page),
                other => panic!("{other:?}"),
            }
        };
        assert_eq!(first(", default: 1"), Some(1));
        assert_eq!(first(", bounds: {min: 0}"), Some(0));
        assert_eq!(first(""), None);
        assert_eq!(first(", default: 1, bounds: {min: 0}"), None);
        assert_eq!(first(", default: 7"), None);
    }

    #[test]
    fn offsets_need_something_that_tells_the_end() {
        let query = fields(&[("offset", "int"), ("limit", "int")]);
        let total = [("items", "thing[]"), ("total", "int")];
        assert!(matches!(propose_for(&query, &total), Some(Pagination::Offset { has_more: None, .. })));
        assert_eq!(propose_for(&query, &total[..1]), None);
    }

    #[test]
    fn two_ways_to_ask_for_a_page_are_none() {
        let query = fields(&[("offset", "int"), ("limit", "int"), ("page_token", "string")]);
        assert_eq!(propose_for(&query, &PAGE), None);
    }
}

//! How far the facts of a page agree with reference facts, fact by fact.
//!
//! A fact has a kind (`type`, `error.http` …) and a place (`response.data.items.id`). Two records agree about a fact when
//! both state it and say the same. Keys that only one of the formats has (lines, links) are not compared.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::Value;

use super::addresses::published;
use super::facts::{Bounds, Field, Page};

/// A fact by kind and place.
type Facts = BTreeMap<(&'static str, String), String>;

/// Two records that say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The kind of fact.
    pub kind: &'static str,
    /// Its place.
    pub place: String,
    /// What the page was read to say; nothing when it says nothing.
    pub ours: Option<String>,
    /// What the reference says; nothing when it says nothing.
    pub reference: Option<String>,
}

/// How many facts there are of a kind, and on how many of them both agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Facts that either states.
    pub all: usize,
    /// Facts that both state alike.
    pub equal: usize,
}

impl Count {
    /// The share of facts that both agree on, in percent.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a page has fewer facts than that")]
    pub fn percent(self) -> f64 {
        if self.all == 0 { 100.0 } else { self.equal as f64 * 100.0 / self.all as f64 }
    }

    /// Both counts together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self { all: self.all + other.all, equal: self.equal + other.equal }
    }
}

/// The agreement of many pages.
#[derive(Debug, Default)]
pub struct Agreement {
    /// The count for each kind of fact.
    pub kinds: BTreeMap<&'static str, Count>,
}

impl Agreement {
    /// Compares a page with its reference, adds what was found to the counts, and gives back the differences.
    pub fn add(&mut self, ours: &Page, reference: &Page) -> Vec<Difference> {
        let (mut ours, mut reference) = (facts(ours), facts(reference));
        let mut differences = Vec::new();
        while let Some(((kind, place), ours)) = ours.pop_first() {
            let reference = reference.remove(&(kind, place.clone()));
            self.count(kind, reference.as_ref() == Some(&ours));
            if reference.as_ref() != Some(&ours) {
                differences.push(Difference { kind, place, ours: Some(ours), reference });
            }
        }
        for ((kind, place), reference) in reference {
            self.count(kind, false);
            differences.push(Difference { kind, place, ours: None, reference: Some(reference) });
        }
        differences
    }

    /// All kinds together.
    #[must_use]
    pub fn total(&self) -> Count {
        self.kinds.values().fold(Count::default(), |sum, count| sum.plus(*count))
    }

    fn count(&mut self, kind: &'static str, is_equal: bool) {
        let count = self.kinds.entry(kind).or_default();
        count.all += 1;
        count.equal += usize::from(is_equal);
    }
}

/// The facts of a page.
fn facts(page: &Page) -> Facts {
    let mut facts = Facts::new();
    let mut add = |kind, place: &str, value: String| {
        facts.insert((kind, place.to_owned()), value);
    };
    add("title", "", page.title.clone());
    add("page", "", shown(&page.page));
    add("updated", "", shown(&page.updated));
    add("operation", "", shown(&page.operation));
    add("method", "", page.method.clone());
    add("host", "", page.host.clone());
    add("path", "", page.path.clone());
    add("rate_limit", "", shown(&page.rate_limit.as_ref().map(|limit| (&limit.text, &limit.limits, limit.special))));
    add("app_types", "", shown(&page.app_types));
    add("tokens", "", shown(&page.tokens));
    add("helpdesk_auth", "", page.helpdesk_auth.to_string());
    add("multipart", "", page.multipart.to_string());
    add("binary_response", "", page.binary_response.to_string());
    for scope in &page.scopes {
        add("scope", scope, String::new());
    }
    for scope in &page.field_scopes {
        add("field_scope", scope, String::new());
    }
    for header in &page.headers {
        let value = (&header.type_name, header.required, &header.example);
        add("header", &header.name, shown(&value));
    }
    for (number, error) in page.errors.iter().enumerate() {
        let place =
            format!("{}#{}", error.code, page.errors[..number].iter().filter(|other| other.code == error.code).count());
        add("error", &place, String::new());
        add("error.http", &place, shown(&error.http));
        add("error.message", &place, one_line(&error.message));
        add("error.advice", &place, one_line(&error.advice));
    }
    for (number, example) in page.examples.iter().enumerate() {
        let role = shown(&example.role);
        let place =
            format!("{role}#{}", page.examples[..number].iter().filter(|other| other.role == example.role).count());
        add("example", &place, shown(&example.json));
    }
    let lists = [
        ("path_params", &page.path_params),
        ("query_params", &page.query_params),
        ("body", &page.body),
        ("response", &page.response),
    ];
    for (name, fields) in lists {
        add_fields(fields, name, &mut facts);
    }
    facts
}

fn add_fields(fields: &[Field], parent: &str, facts: &mut Facts) {
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for field in fields {
        let number = names.entry(&field.name).and_modify(|number| *number += 1).or_insert(1);
        let mut place = format!("{parent}.{}", field.name);
        if *number > 1 {
            let _ = write!(place, "#{number}");
        }
        add_field(field, &place, facts);
        add_fields(&field.children, &place, facts);
    }
}

fn add_field(field: &Field, place: &str, facts: &mut Facts) {
    let mut add = |kind, value: Option<String>| {
        if let Some(value) = value {
            facts.insert((kind, place.to_owned()), value);
        }
    };
    add("field", Some(String::new()));
    add("type", field.type_name.clone());
    add("required", field.required.map(|required| required.to_string()));
    add("default", field.default.as_deref().map(one_line));
    add("example of field", field.example.as_deref().map(one_line));
    add("description", field.description.as_deref().map(one_line));
    add("bounds", field.bounds.as_ref().map(bounds));
    for (number, value) in field.values.iter().enumerate() {
        let place = format!("{place}={}#{number}", value.value);
        facts.insert(("value", place.clone()), String::new());
        facts.insert(("value.meaning", place), one_line(&value.meaning));
    }
    for scope in &field.field_scopes {
        facts.insert(("scope of field", format!("{place}: {}", scope.name)), shown(&scope.when));
    }
}

fn bounds(bounds: &Bounds) -> String {
    shown(bounds)
}

/// A value as JSON, with the keys of objects in order.
fn shown(value: &impl Serialize) -> String {
    serde_json::to_value(value).map_or_else(|error| error.to_string(), |value| Value::to_string(&value))
}

/// A text on one line, with links as they are in all renderings.
fn one_line(text: &str) -> String {
    published(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_are_counted_by_kind_and_differences_named() {
        let field = |name: &str, type_name: &str| Field {
            name: name.into(),
            type_name: Some(type_name.into()),
            ..Field::default()
        };
        let page = |fields| Page { response: fields, ..Page::default() };
        let mut agreement = Agreement::default();
        let differences =
            agreement.add(&page(vec![field("a", "int"), field("b", "int")]), &page(vec![field("a", "string")]));
        let places: Vec<_> =
            differences.iter().map(|difference| (difference.kind, difference.place.as_str())).collect();
        assert_eq!(places, [("field", "response.b"), ("type", "response.a"), ("type", "response.b")]);
        assert_eq!(agreement.kinds["type"], Count { all: 2, equal: 0 });
        assert_eq!(agreement.kinds["field"], Count { all: 2, equal: 1 });
        assert!(agreement.total().percent() < 100.0);
    }

    #[test]
    fn a_page_agrees_with_itself() {
        let page = Page { title: "t".into(), ..Page::default() };
        assert_eq!(Agreement::default().add(&page, &page), []);
    }
}

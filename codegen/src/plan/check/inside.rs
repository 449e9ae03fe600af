//! Which types are checked because of what stands inside them.

use std::collections::BTreeSet;

use super::{Check, Checked};
use crate::plan::endpoint::Endpoint;
use crate::plan::item::{Item, Payload, Presence, Struct};
use crate::plan::module::Resource;
use crate::plan::rust_type::{ItemPath, RustType};

/// Where an item is: in the module of a resource, by its place in the version, or among the shared types.
type Home = Option<usize>;

/// Says of every type and request of a version what is checked inside it.
pub fn spread(resources: &mut [Resource], shared: &mut [Item]) {
    let checked = checked(resources, shared);
    if checked.is_empty() {
        return;
    }
    for item in shared.iter_mut() {
        mark(item, &Known { checked: &checked, home: None });
    }
    for (index, resource) in resources.iter_mut().enumerate() {
        let known = Known { checked: &checked, home: Some(index) };
        for endpoint in &mut resource.endpoints {
            for item in &mut endpoint.items {
                mark(item, &known);
            }
            mark_request(endpoint, &known);
        }
    }
}

/// What is checked, seen from a module.
struct Known<'a> {
    checked: &'a BTreeSet<(Home, String)>,
    home: Home,
}

impl Known<'_> {
    fn item(&self, path: &ItemPath) -> bool {
        let home = if path.module.is_empty() { self.home } else { None };
        self.checked.contains(&(home, path.name.to_string()))
    }

    fn holds(&self, rust_type: &RustType) -> bool {
        match rust_type {
            RustType::Item(path) => self.item(path),
            RustType::List(inner) | RustType::Map(inner) | RustType::Boxed(inner) => self.holds(inner),
            _ => false,
        }
    }
}

/// The types that are checked: those of which something is said, and those that hold one of them.
fn checked(resources: &[Resource], shared: &[Item]) -> BTreeSet<(Home, String)> {
    let local = resources.iter().enumerate().flat_map(|(index, resource)| {
        resource.endpoints.iter().flat_map(move |endpoint| endpoint.items.iter().map(move |item| (Some(index), item)))
    });
    let items: Vec<(Home, &Item)> = shared.iter().map(|item| (None, item)).chain(local).collect();
    let mut checked = BTreeSet::new();
    loop {
        let found = items.iter().filter(|(home, item)| is_checked(item, &Known { checked: &checked, home: *home }));
        let found: BTreeSet<_> = found.map(|(home, item)| (*home, item.name().to_string())).collect();
        if found.len() == checked.len() {
            return checked;
        }
        checked = found;
    }
}

fn is_checked(item: &Item, known: &Known<'_>) -> bool {
    match item {
        Item::Struct(item) if item.usage.sent => {
            !item.checks.is_empty() || item.fields.iter().any(|field| known.holds(&field.rust_type))
        }
        Item::Union(item) if item.usage.sent => item.variants.iter().any(|variant| known.item(&variant.payload)),
        Item::Localized(item) if item.usage.sent => known.item(&item.body),
        Item::Contents(item) => item.kinds.iter().any(|kind| holds_payload(&kind.payload, known)),
        Item::Struct(_) | Item::Union(_) | Item::Localized(_) | Item::Enum(_) => false,
    }
}

fn holds_payload(payload: &Payload, known: &Known<'_>) -> bool {
    matches!(payload, Payload::Struct { path, .. } if known.item(path))
}

fn mark(item: &mut Item, known: &Known<'_>) {
    match item {
        Item::Struct(item) if item.usage.sent => mark_struct(item, known),
        Item::Union(item) if item.usage.sent => {
            for variant in &mut item.variants {
                variant.is_checked = known.item(&variant.payload);
            }
        }
        Item::Localized(item) if item.usage.sent => item.is_checked = known.item(&item.body),
        Item::Contents(item) => {
            for kind in &mut item.kinds {
                kind.is_checked = holds_payload(&kind.payload, known);
            }
        }
        Item::Struct(_) | Item::Union(_) | Item::Localized(_) | Item::Enum(_) => {}
    }
}

fn mark_struct(item: &mut Struct, known: &Known<'_>) {
    let inside = item.fields.iter().filter(|field| known.holds(&field.rust_type)).map(|field| {
        let wire_name = field.wire_name.clone().unwrap_or_else(|| field.name.as_str().to_owned());
        Check::Inside(Checked { name: field.name.clone(), wire_name, presence: field.presence })
    });
    let inside: Vec<_> = inside.collect();
    item.checks.extend(inside);
}

fn mark_request(endpoint: &mut Endpoint, known: &Known<'_>) {
    let request = &mut endpoint.request;
    let inside = request.parameters.iter().filter(|parameter| known.holds(&parameter.rust_type)).map(|parameter| {
        let presence = if parameter.required { Presence::Required } else { Presence::Optional };
        Check::Inside(Checked { name: parameter.name.clone(), wire_name: parameter.wire_name.clone(), presence })
    });
    let inside: Vec<_> = inside.collect();
    request.checks.extend(inside);
}

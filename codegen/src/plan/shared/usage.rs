//! How shared types are used: sent, received, or both.

use std::collections::BTreeMap;

use super::index::SharedTypes;
use crate::plan::item::Usage;
use crate::spec::TypeName;
use crate::spec::model::SharedType;

/// Passes the use of each type on to the types inside it.
pub fn spread(shared: &SharedTypes<'_>, usage: &mut BTreeMap<String, Usage>) {
    let mut open: Vec<String> = usage.keys().cloned().collect();
    while let Some(name) = open.pop() {
        let used = usage[&name];
        let Some(definition) = shared.definition(&name) else { continue };
        for inner in referenced(definition) {
            let entry = usage.entry(inner.clone()).or_default();
            if entry.with(used) != *entry {
                *entry = entry.with(used);
                open.push(inner);
            }
        }
    }
}

/// The shared types that a shared type mentions.
fn referenced(definition: &SharedType) -> Vec<String> {
    let SharedType { name: _, page: _, fields, union, localized, contents, decide: _ } = definition;
    let fields = fields.iter().flatten().flat_map(|field| {
        let text = field.effective_type();
        let named = match TypeName::parse(text).innermost() {
            TypeName::Named(name) => Some(name.clone()),
            _ => None,
        };
        named.into_iter().chain(field.decide.json.clone())
    });
    let union = union.iter().flat_map(|union| &union.variants).map(|variant| variant.type_name.clone());
    let localized = localized.iter().map(|localized| localized.of.clone());
    // Contents are built by the endpoints that accept them, which use the types themselves.
    let _ = contents;
    fields.chain(union).chain(localized).collect()
}

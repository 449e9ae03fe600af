//! Which types a part of the spec mentions.

use super::TypeName;
use super::model::{Field, SharedType};

/// The type names that fields mention, those of the fields inside them included.
#[must_use]
pub fn of_fields(fields: &[Field]) -> Vec<String> {
    let of_field = |field: &Field| {
        let named = match TypeName::parse(field.effective_type()).innermost() {
            TypeName::Named(name) => Some(name.clone()),
            _ => None,
        };
        let content = field.decide.content.as_ref().map(|content| content.union.clone());
        named.into_iter().chain(field.decide.json.clone()).chain(content).chain(of_fields(&field.fields))
    };
    fields.iter().flat_map(of_field).collect()
}

/// The type names that a shared type mentions.
#[must_use]
pub fn of_type(definition: &SharedType) -> Vec<String> {
    let SharedType { name: _, page: _, fields, union, localized, contents, decide: _ } = definition;
    let variants = union.iter().flat_map(|union| &union.variants).chain(contents.iter().flatten());
    let variants = variants.map(|variant| variant.type_name.clone());
    let localized = localized.iter().map(|localized| localized.of.clone());
    fields.iter().flat_map(|fields| of_fields(fields)).chain(variants).chain(localized).collect()
}

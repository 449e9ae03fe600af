//! The shared types of a version by name.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::name::{Case, Name, Remedy, Scope, Wanted};
use crate::plan::rust_type::ItemPath;
use crate::spec::model::SharedType;
use crate::spec::{Sourced, TypeName, Types};

/// The shared types of a version by their name in the spec.
pub struct SharedTypes<'a> {
    file: &'a str,
    documentation: &'a str,
    module: Vec<Name>,
    types: BTreeMap<&'a str, Entry<'a>>,
    /// Names in the order of the file.
    order: Vec<&'a str>,
}

/// A shared type.
pub struct Entry<'a> {
    /// Its place in the file, from 0.
    pub index: usize,
    /// Its name in Rust.
    pub name: Name,
    /// Its definition.
    pub definition: &'a SharedType,
}

impl<'a> SharedTypes<'a> {
    /// Gives every shared type its name.
    pub fn collect(
        source: Option<&'a Sourced<Types>>,
        documentation: &'a str,
        module: Vec<Name>,
        names: &mut Scope,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let file = source.map_or("", |source| source.file.as_str());
        let mut shared = Self { file, documentation, module, types: BTreeMap::new(), order: Vec::new() };
        let root = Cursor::root(file);
        let list = root.key("types");
        for (index, definition) in source.iter().flat_map(|source| &source.value.types).enumerate() {
            let here = list.index(index);
            let place = here.key("name").value();
            if let Some(first) = shared.types.get(definition.name.as_str()) {
                let first = list.index(first.index).key("name").value();
                findings.push(
                    Diagnostic::new(
                        Code::DuplicateName,
                        place,
                        format!("the type `{}` is defined twice", definition.name),
                    )
                    .also(first, "first defined here"),
                );
                continue;
            }
            let wanted = Wanted {
                text: definition.decide.name.as_deref().unwrap_or(&definition.name),
                case: Case::Camel,
                what: format!("the type `{}`", definition.name),
                place,
                remedy: Remedy::Decision("decide.name"),
            };
            let name = names.claim(&wanted, findings);
            shared.types.insert(&definition.name, Entry { index, name, definition });
            shared.order.push(&definition.name);
        }
        shared
    }

    /// The names in the spec.
    pub fn names(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.order.clone().into_iter()
    }

    /// Where a shared type is in the generated crate.
    #[must_use]
    pub fn path(&self, name: &str) -> Option<ItemPath> {
        let entry = self.types.get(name)?;
        Some(ItemPath { module: self.module.clone(), name: entry.name.clone() })
    }

    /// The definition of a shared type.
    #[must_use]
    pub fn definition(&self, name: &str) -> Option<&'a SharedType> {
        self.types.get(name).map(|entry| entry.definition)
    }

    /// The types, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry<'a>> {
        self.order.iter().filter_map(|name| self.types.get(name))
    }

    /// A type by its name in the spec.
    pub fn entry(&self, name: &str) -> Option<&Entry<'a>> {
        self.types.get(name)
    }

    /// Address of the documentation.
    pub fn documentation(&self) -> &'a str {
        self.documentation
    }

    /// The file that defines the types.
    pub fn file(&self) -> &'a str {
        self.file
    }

    /// Whether a value of the one type holds a value of the other, directly or through others. What stands in a list or
    /// in a map does not count: there may be none of it.
    #[must_use]
    pub fn holds(&self, outer: &str, inner: &str) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![outer.to_owned()];
        while let Some(name) = open.pop() {
            if name == inner {
                return true;
            }
            if let Some(entry) = self.types.get(name.as_str())
                && seen.insert(name)
            {
                open.extend(held(entry.definition));
            }
        }
        false
    }
}

/// The types of which a value of this type holds a value.
fn held(definition: &SharedType) -> Vec<String> {
    let SharedType { name: _, page: _, fields, union, localized, contents: _, decide: _ } = definition;
    let fields = fields.iter().flatten().filter_map(|field| match TypeName::parse(field.effective_type()) {
        TypeName::Named(name) => Some(name),
        _ => None,
    });
    let variants = union.iter().flat_map(|union| &union.variants).map(|variant| variant.type_name.clone());
    let localized = localized.iter().map(|localized| localized.of.clone());
    fields.chain(variants).chain(localized).collect()
}

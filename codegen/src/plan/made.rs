//! The types that the fields of an endpoint have brought so far.
//!
//! A page prints a type in full wherever it occurs. What is printed twice and is the same both times is one type; what
//! differs is two, and the second needs a name.

use std::collections::BTreeMap;

use super::item::Usage;
use super::name::Name;
use crate::spec::model::Field;
use crate::spec::shape;

/// Types by the words of their names.
#[derive(Debug, Default)]
pub struct Made(BTreeMap<String, Vec<(Usage, Field, Name)>>);

impl Made {
    /// The type that was made of the same under the same name for the same use.
    pub fn find(&self, words: &str, usage: Usage, field: &Field) -> Option<Name> {
        let known = self.0.get(words)?;
        let shape = shape::of_type(field);
        let found = known.iter().find(|(known_usage, known, _)| *known_usage == usage && *known == shape);
        found.map(|(.., name)| name.clone())
    }

    /// Remembers a type.
    pub fn remember(&mut self, words: &str, usage: Usage, field: &Field, name: &Name) {
        self.0.entry(words.to_owned()).or_default().push((usage, shape::of_type(field), name.clone()));
    }
}

//! Values that take no room where they are as usual.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut};

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A type of which nearly all values are the same one.
pub trait Usual: Default + PartialEq + 'static {
    /// That value.
    fn usual() -> &'static Self;
}

/// A value that is nearly always the usual one, and takes room only where it is not: a spec has hundreds of thousands of
/// fields, and decisions about few of them.
#[derive(Debug, Clone, Default)]
pub struct Rare<T>(Option<Box<T>>);

impl<T: Usual> From<T> for Rare<T> {
    fn from(value: T) -> Self {
        Self((value != *T::usual()).then(|| Box::new(value)))
    }
}

impl<T: Usual> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match &self.0 {
            Some(value) => value,
            None => T::usual(),
        }
    }
}

impl<T: Usual> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

/// One that was made room for may have the usual value all the same.
impl<T: Usual> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Usual> PartialEq<T> for Rare<T> {
    fn eq(&self, other: &T) -> bool {
        **self == *other
    }
}

impl<T: Usual + Hash> Hash for Rare<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (**self).hash(state);
    }
}

impl<T: Usual + Serialize> Serialize for Rare<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (**self).serialize(serializer)
    }
}

impl<'de, T: Usual + Deserialize<'de>> Deserialize<'de> for Rare<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(Self::from)
    }
}

/// As that of the value itself.
impl<T: JsonSchema> JsonSchema for Rare<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn schema_id() -> Cow<'static, str> {
        T::schema_id()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::model::ValueDecisions;

    fn decided() -> Rare<ValueDecisions> {
        ValueDecisions { name: Some("a".to_owned()), ..ValueDecisions::default() }.into()
    }

    #[test]
    fn what_is_usual_takes_no_room() {
        assert!(Rare::from(ValueDecisions::default()).0.is_none());
        assert!(serde_json::from_str::<Rare<ValueDecisions>>("{}").expect("decisions").0.is_none());
        assert_eq!(size_of::<Rare<ValueDecisions>>(), size_of::<usize>());
    }

    #[test]
    fn what_was_taken_back_is_as_usual() {
        let mut taken_back = decided();
        assert_ne!(taken_back, Rare::default());
        taken_back.name = None;
        assert_eq!(taken_back, Rare::default());
    }

    #[test]
    fn it_is_written_as_the_value_itself() {
        let text = serde_json::to_string(&decided()).expect("JSON");
        assert_eq!(text, serde_json::to_string(&*decided()).expect("JSON"));
        assert_eq!(serde_json::from_str::<Rare<ValueDecisions>>(&text).expect("decisions"), decided());
    }
}

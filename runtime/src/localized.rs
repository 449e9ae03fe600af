//! The same thing in several languages.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One body per language, in the order in which they were given. There is always at least one, and never two for the
/// same language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Localized<B> {
    // The last one stands apart so that the type itself says there is one.
    others: Vec<(String, B)>,
    last: (String, B),
}

impl<B> Localized<B> {
    /// A body in one language, such as `zh_cn`.
    pub fn new(language: impl Into<String>, body: B) -> Self {
        Self { others: Vec::new(), last: (language.into(), body) }
    }

    /// Adds a body in another language. Where there is one in this language, takes its place and returns it.
    pub fn insert(&mut self, language: impl Into<String>, body: B) -> Option<B> {
        let language = language.into();
        if let Some(existing) = self.get_mut(&language) {
            return Some(std::mem::replace(existing, body));
        }
        let previous = std::mem::replace(&mut self.last, (language, body));
        self.others.push(previous);
        None
    }

    /// The body in this language.
    #[must_use]
    pub fn get(&self, language: &str) -> Option<&B> {
        self.iter().find_map(|(known, body)| (known == language).then_some(body))
    }

    /// The body in this language, to change it.
    pub fn get_mut(&mut self, language: &str) -> Option<&mut B> {
        let entries = self.others.iter_mut().chain(std::iter::once(&mut self.last));
        entries.into_iter().find_map(|(known, body)| (known == language).then_some(body))
    }

    /// The languages and their bodies, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &B)> {
        let entries = self.others.iter().chain(std::iter::once(&self.last));
        entries.map(|(language, body)| (language.as_str(), body))
    }

    /// The body whose language was given last.
    pub fn last_mut(&mut self) -> &mut B {
        &mut self.last.1
    }
}

/// Goes out as an object with one member per language.
impl<B: Serialize> Serialize for Localized<B> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

/// Reads an object with at least one member.
impl<'de, B: Deserialize<'de>> Deserialize<'de> for Localized<B> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Languages(PhantomData))
    }
}

struct Languages<B>(PhantomData<fn() -> B>);

impl<'de, B: Deserialize<'de>> Visitor<'de> for Languages<B> {
    type Value = Localized<B>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with one member per language")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let Some((language, body)) = map.next_entry::<String, B>()? else {
            return Err(A::Error::invalid_length(0, &self));
        };
        let mut localized = Localized::new(language, body);
        while let Some((language, body)) = map.next_entry::<String, B>()? {
            localized.insert(language, body);
        }
        Ok(localized)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn three() -> Localized<i32> {
        let mut localized = Localized::new("zh_cn", 1);
        localized.insert("en_us", 2);
        localized.insert("ja_jp", 3);
        localized
    }

    #[test]
    fn languages_keep_their_order() {
        assert_eq!(serde_json::to_string(&three()).unwrap(), r#"{"zh_cn":1,"en_us":2,"ja_jp":3}"#);
    }

    #[test]
    fn a_second_body_takes_the_place_of_the_first() {
        let mut localized = three();
        assert_eq!(localized.insert("zh_cn", 4), Some(1));
        assert_eq!(localized.insert("ja_jp", 5), Some(3));
        assert_eq!(localized.iter().collect::<Vec<_>>(), [("zh_cn", &4), ("en_us", &2), ("ja_jp", &5)]);
    }

    #[test]
    fn the_last_language_can_be_changed() {
        let mut localized = three();
        *localized.last_mut() = 6;
        assert_eq!((localized.get("ja_jp"), localized.get("ko_kr")), (Some(&6), None));
    }

    #[test]
    fn an_object_without_a_language_is_refused() {
        assert!(serde_json::from_str::<Localized<i32>>("{}").is_err());
        let read: Localized<i32> = serde_json::from_str(r#"{"zh_cn":1,"en_us":2,"ja_jp":3}"#).unwrap();
        assert_eq!(read, three());
    }
}

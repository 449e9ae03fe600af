//! JSON documents that travel as text inside another.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

/// A JSON document, kept as the text that was received; `T` is what it should hold.
///
/// Nothing is parsed before [`parse`](Self::parse), so that a document of another shape can still be read as text.
pub struct JsonText<T> {
    text: String,
    // Owns no `T`, so that it does not matter whether `T` can cross threads.
    holds: PhantomData<fn() -> T>,
}

impl<T> JsonText<T> {
    /// The text, as it was received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, as it was received.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }

    /// Parses the text as what it should hold.
    ///
    /// # Errors
    ///
    /// The text is not JSON, or holds something else.
    pub fn parse(&self) -> Result<T, serde_json::Error>
    where
        T: DeserializeOwned,
    {
        self.parse_as()
    }

    /// Parses the text as something else, such as [`serde_json::Value`].
    ///
    /// # Errors
    ///
    /// The text is not JSON, or holds something else.
    pub fn parse_as<U: DeserializeOwned>(&self) -> Result<U, serde_json::Error> {
        serde_json::from_str(&self.text)
    }
}

impl<T> From<String> for JsonText<T> {
    fn from(text: String) -> Self {
        Self { text, holds: PhantomData }
    }
}

impl<T> From<&str> for JsonText<T> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

// By hand, because the derived ones would ask the same of `T`.
impl<T> fmt::Debug for JsonText<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("JsonText").field(&self.text).finish()
    }
}

impl<T> Clone for JsonText<T> {
    fn clone(&self) -> Self {
        Self::from(self.text.clone())
    }
}

impl<T> PartialEq for JsonText<T> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<T> Eq for JsonText<T> {}

impl<T> Hash for JsonText<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<T> Default for JsonText<T> {
    fn default() -> Self {
        Self::from(String::new())
    }
}

/// Goes out as a string.
impl<T> Serialize for JsonText<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

/// Reads a string; where another JSON value stands in its place, keeps the text of that.
impl<'de, T> Deserialize<'de> for JsonText<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_text(deserializer).map(Self::from)
    }
}

/// Apart from the above because it does not depend on `T`.
fn deserialize_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let value = Box::<RawValue>::deserialize(deserializer)?;
    if value.get().starts_with('"') {
        return serde_json::from_str(value.get()).map_err(D::Error::custom);
    }
    Ok(String::from(Box::<str>::from(value)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Holder {
        content: Option<JsonText<Value>>,
    }

    fn content(json: &str) -> Option<JsonText<Value>> {
        serde_json::from_str::<Holder>(json).unwrap().content
    }

    #[test]
    fn keeps_the_text_of_a_string_and_parses_it_when_asked() {
        let text = content(r#"{"content":"{\"a\" : 1.0}"}"#).unwrap();
        assert_eq!(text.as_str(), r#"{"a" : 1.0}"#);
        assert_eq!(text.parse().unwrap(), json!({"a": 1.0}));
        assert_eq!(serde_json::to_string(&text).unwrap(), r#""{\"a\" : 1.0}""#);
    }

    #[test]
    fn keeps_the_text_of_an_object_in_the_place_of_a_string() {
        let text = content(r#"{"content": {"b": 1, "a": 12345678901234567890123} }"#).unwrap();
        assert_eq!(text.into_string(), r#"{"b": 1, "a": 12345678901234567890123}"#);
    }

    #[test]
    fn reads_from_a_parsed_document_too() {
        let holder: Holder = serde_json::from_value(json!({"content": {"a": 1}})).unwrap();
        assert_eq!(holder.content.unwrap().as_str(), r#"{"a":1}"#);
        let holder: Holder = serde_json::from_value(json!({"content": "x"})).unwrap();
        assert_eq!(holder.content.unwrap().as_str(), "x");
    }

    #[test]
    fn missing_and_null_are_none() {
        assert_eq!(content("{}"), None);
        assert_eq!(content(r#"{"content":null}"#), None);
    }

    #[test]
    fn text_that_is_no_json_is_an_error_only_when_parsed() {
        let text = content(r#"{"content":"hello"}"#).unwrap();
        assert_eq!(text.as_str(), "hello");
        assert!(text.parse().is_err());
        assert!(JsonText::<Value>::default().parse().is_err());
    }
}

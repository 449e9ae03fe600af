//! The content of a message, which travels in one of two ways.

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::Value;

/// How the content of a message is put into a request. The documentation is of two minds, so both can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ContentEncoding {
    /// As a string that holds JSON text, as the parameter tables say.
    #[default]
    String,
    /// As the JSON value itself.
    Object,
}

impl ContentEncoding {
    /// Serializes `content` this way.
    ///
    /// # Errors
    ///
    /// The content cannot be expressed as JSON, or the serializer fails.
    pub fn serialize<T: Serialize, S: Serializer>(self, content: &T, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String => serializer.serialize_str(&serde_json::to_string(content).map_err(S::Error::custom)?),
            Self::Object => content.serialize(serializer),
        }
    }
}

/// Content of a message that is sent exactly as given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RawContent {
    /// This string; it should hold JSON text.
    String(String),
    /// This JSON value.
    Object(Value),
}

impl From<String> for RawContent {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&str> for RawContent {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<Value> for RawContent {
    fn from(value: Value) -> Self {
        Self::Object(value)
    }
}

impl Serialize for RawContent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::String(text) => serializer.serialize_str(text),
            Self::Object(value) => value.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn encode(encoding: ContentEncoding) -> Value {
        encoding.serialize(&json!({"text": "a\"b"}), serde_json::value::Serializer).unwrap()
    }

    #[test]
    fn content_goes_out_as_a_string_that_holds_json() {
        assert_eq!(encode(ContentEncoding::String), json!(r#"{"text":"a\"b"}"#));
    }

    #[test]
    fn content_goes_out_as_the_value_itself() {
        assert_eq!(encode(ContentEncoding::Object), json!({"text": "a\"b"}));
    }

    #[test]
    fn raw_content_goes_out_exactly_as_given() {
        assert_eq!(serde_json::to_string(&RawContent::String("{ }".into())).unwrap(), r#""{ }""#);
        assert_eq!(serde_json::to_string(&RawContent::Object(json!({"a": [1]}))).unwrap(), r#"{"a":[1]}"#);
    }
}

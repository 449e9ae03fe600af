//! For enums that keep values they do not know.
//!
//! Such an enum has one table from variants to texts, its `as_str()`, and one from texts to variants, its `From<String>`.
//! Everything else goes through these two.

pub mod integer;

use std::fmt;

use serde::de::{Deserializer, Error, Visitor};
use serde::ser::Serializer;

/// Serializes the enum's `as_str()`.
pub fn serialize<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(text)
}

/// Deserializes a string and makes the enum from it. A number stands for its digits: some answers have the one where
/// the documentation has the other.
pub fn deserialize<'de, D: Deserializer<'de>, E: From<String>>(deserializer: D) -> Result<E, D::Error> {
    deserializer.deserialize_any(Text).map(E::from)
}

/// Shows the enum's `as_str()`, with the width and the alignment that were asked for.
pub fn display(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.pad(text)
}

struct Text;

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<String, E> {
        Ok(text)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<String, E> {
        Ok(number.to_string())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<String, E> {
        Ok(number.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<String, serde_json::Error> {
        deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn any_text_is_kept() {
        assert_eq!(read(r#""something new""#).unwrap(), "something new");
        assert_eq!(read(r#""a\u0062""#).unwrap(), "ab");
        assert_eq!(read("-3").unwrap(), "-3");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for json in ["null", "true", "[]", "{}", "1.5"] {
            assert!(read(json).is_err(), "{json}");
        }
    }

    #[test]
    fn goes_out_as_a_string() {
        let mut out = Vec::new();
        serialize("post", &mut serde_json::Serializer::new(&mut out)).unwrap();
        assert_eq!(out, br#""post""#);
    }
}

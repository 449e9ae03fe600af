//! The same for enums of integers, which go through `value()` and `From<i64>`.

use std::fmt::{self, Display};

use serde::de::Deserializer;
use serde::ser::Serializer;

use crate::lenient;

/// Serializes the enum's `value()`.
pub fn serialize<S: Serializer>(value: i64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_i64(value)
}

/// Deserializes an integer, or a string that holds one, and makes the enum from it.
pub fn deserialize<'de, D: Deserializer<'de>, E: From<i64>>(deserializer: D) -> Result<E, D::Error> {
    lenient::i64(deserializer).map(E::from)
}

/// Shows the enum's `value()`, with the width and the alignment that were asked for.
pub fn display(value: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    Display::fmt(&value, f)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<i64, serde_json::Error> {
        deserialize(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn an_integer_may_come_as_a_string() {
        assert_eq!(read("-1").unwrap(), -1);
        assert_eq!(read("\"50\"").unwrap(), 50);
        assert!(read("\"fifty\"").is_err());
    }

    #[test]
    fn goes_out_as_an_integer() {
        let mut out = Vec::new();
        serialize(-1, &mut serde_json::Serializer::new(&mut out)).unwrap();
        assert_eq!(out, b"-1");
    }
}

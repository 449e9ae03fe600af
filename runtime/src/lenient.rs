//! For `#[serde(deserialize_with = "…")]`: reads values that come in more than one shape.
//!
//! Together with `#[serde(default)]`, a missing member, `null` and, where a number is expected, an empty string all mean
//! that there is no value.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// Up to here every integer has a floating-point number of its own: 2⁵³.
const EXACT_IN_F64: f64 = 9_007_199_254_740_992.0;

/// Reads an integer of 64 bits: a number, or a string that holds one. `null` and `""` are `None`.
pub fn option_i64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    deserializer.deserialize_any(Integer)
}

/// Like [`option_i64`], for a type that is made from an integer.
pub fn option_from_i64<'de, D: Deserializer<'de>, T: From<i64>>(deserializer: D) -> Result<Option<T>, D::Error> {
    Ok(option_i64(deserializer)?.map(T::from))
}

/// Reads an integer that must be there, for types that hold one.
pub(crate) fn i64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    option_i64(deserializer)?.ok_or_else(|| D::Error::invalid_type(Unexpected::Unit, &Integer))
}

/// Reads a floating-point number: a number, or a string that holds a finite one. `null` and `""` are `None`.
pub fn option_f64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<f64>, D::Error> {
    deserializer.deserialize_any(Float)
}

/// Reads a list; `null` is an empty one.
pub fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::<Vec<T>>::deserialize(deserializer)?.unwrap_or_default())
}

struct Integer;

impl Visitor<'_> for Integer {
    type Value = Option<i64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an integer of 64 bits, or a string that holds one")
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        i64::try_from(value).map(Some).map_err(|_| E::invalid_value(Unexpected::Unsigned(value), &self))
    }

    // `20.0` is what some encoders make of 20. Beyond 2⁵³ digits would be lost, so that is refused.
    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        if value.fract() != 0.0 || value.abs() > EXACT_IN_F64 {
            return Err(E::invalid_value(Unexpected::Float(value), &self));
        }
        #[expect(clippy::cast_possible_truncation, reason = "checked above to be a whole number of at most 53 bits")]
        Ok(Some(value as i64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        match value.trim() {
            "" => Ok(None),
            digits => digits.parse().map(Some).map_err(|_| E::invalid_value(Unexpected::Str(value), &self)),
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

struct Float;

impl Visitor<'_> for Float {
    type Value = Option<f64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number, or a string that holds one")
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Some(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest number is what a floating-point member means")]
    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Some(value as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "the nearest number is what a floating-point member means")]
    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Some(value as f64))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        match value.trim() {
            "" => Ok(None),
            digits => match digits.parse::<f64>() {
                Ok(number) if number.is_finite() => Ok(Some(number)),
                _ => Err(E::invalid_value(Unexpected::Str(value), &self)),
            },
        }
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn integer(json: &str) -> Result<Option<i64>, serde_json::Error> {
        option_i64(&mut serde_json::Deserializer::from_str(json))
    }

    fn float(json: &str) -> Result<Option<f64>, serde_json::Error> {
        option_f64(&mut serde_json::Deserializer::from_str(json))
    }

    #[test]
    fn all_64_bits_of_an_integer_are_kept_in_either_shape() {
        for value in [i64::MIN, -1, 0, 1, 9_007_199_254_740_993, i64::MAX] {
            assert_eq!(integer(&value.to_string()).unwrap(), Some(value));
            assert_eq!(integer(&format!("\"{value}\"")).unwrap(), Some(value));
        }
    }

    #[test]
    fn null_and_nothing_between_quotes_are_no_value() {
        for json in ["null", "\"\"", "\" \""] {
            assert_eq!(integer(json).unwrap(), None);
            assert_eq!(float(json).unwrap(), None);
        }
    }

    #[test]
    fn what_is_not_an_integer_is_refused() {
        for json in ["1.5", "\"1.5\"", "9223372036854775808", "1e300", "true", "[]", "{}", "\"x\""] {
            assert!(integer(json).is_err(), "{json}");
        }
    }

    #[test]
    fn a_whole_number_with_a_fraction_of_nought_is_an_integer() {
        assert_eq!(integer("20.0").unwrap(), Some(20));
    }

    #[test]
    fn a_float_comes_as_number_or_string() {
        for json in ["2.5", "\"2.5\""] {
            assert_eq!(float(json).unwrap(), Some(2.5));
        }
        assert_eq!(float("2").unwrap(), Some(2.0));
        assert!(float("\"inf\"").is_err() && float("\"NaN\"").is_err());
    }

    #[test]
    fn a_list_may_be_null() {
        let read = |json: &str| list::<_, i64>(&mut serde_json::Deserializer::from_str(json));
        assert_eq!(read("null").unwrap(), Vec::<i64>::new());
        assert_eq!(read("[1,2]").unwrap(), [1, 2]);
        assert!(read("{}").is_err());
    }
}

//! Types as the pages print them.

use std::fmt;

/// How many lists and maps a type may have around it; the platform's pages have two.
const MAX_DEPTH: usize = 8;

/// A type as printed, taken apart: `ticket.message[][]` is two lists deep of `ticket.message`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TypeName {
    /// A type without structure.
    Primitive(Primitive),
    /// `-`, `/`, `object`: an object without a name.
    Object,
    /// `any`: any JSON.
    Any,
    /// A list.
    List(Box<TypeName>),
    /// `map<string, …>`: an object with arbitrary keys.
    Map(Box<TypeName>),
    /// A named type.
    Named(String),
}

/// A type without structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Primitive {
    /// A text.
    String,
    /// An integer; 64 bits, whatever the page says.
    Integer,
    /// A number.
    Float,
    /// True or false.
    Boolean,
}

impl TypeName {
    /// Takes a printed type apart. Every text is a type: what is not built in is a name, and so is what is nested
    /// deeper than anyone would.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_inside(text, 0)
    }

    fn parse_inside(text: &str, depth: usize) -> Self {
        let text = text.trim();
        if depth < MAX_DEPTH {
            if let Some(element) = text.strip_suffix("[]") {
                return Self::List(Box::new(Self::parse_inside(element, depth + 1)));
            }
            if let Some(value) = text.strip_prefix("map<").and_then(|rest| rest.strip_suffix('>'))
                && let Some((_key, value)) = value.split_once(',')
            {
                return Self::Map(Box::new(Self::parse_inside(value, depth + 1)));
            }
        }
        match text {
            "string" | "String" => Self::Primitive(Primitive::String),
            "int" | "integer" | "long" | "int64" => Self::Primitive(Primitive::Integer),
            "number(float)" | "number" | "float" | "double" => Self::Primitive(Primitive::Float),
            "boolean" | "bool" => Self::Primitive(Primitive::Boolean),
            "-" | "/" | "object" => Self::Object,
            "any" => Self::Any,
            name => Self::Named(name.to_owned()),
        }
    }

    /// The same lists and maps of another type.
    #[must_use]
    pub fn with_innermost(&self, inner: &Self) -> Self {
        match self {
            Self::List(element) => Self::List(Box::new(element.with_innermost(inner))),
            Self::Map(value) => Self::Map(Box::new(value.with_innermost(inner))),
            _ => inner.clone(),
        }
    }

    /// The type inside all lists and maps.
    #[must_use]
    pub fn innermost(&self) -> &Self {
        match self {
            Self::List(inner) | Self::Map(inner) => inner.innermost(),
            other => other,
        }
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Primitive(Primitive::String) => formatter.write_str("string"),
            Self::Primitive(Primitive::Integer) => formatter.write_str("int"),
            Self::Primitive(Primitive::Float) => formatter.write_str("number(float)"),
            Self::Primitive(Primitive::Boolean) => formatter.write_str("boolean"),
            Self::Object => formatter.write_str("-"),
            Self::Any => formatter.write_str("any"),
            Self::List(element) => write!(formatter, "{element}[]"),
            Self::Map(value) => write!(formatter, "map<string, {value}>"),
            Self::Named(name) => formatter.write_str(name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_nest() {
        let named = TypeName::Named("post_element".into());
        assert_eq!(TypeName::parse("post_element[][]"), TypeName::List(Box::new(TypeName::List(Box::new(named)))));
    }

    #[test]
    fn aliases_of_primitives_mean_the_same() {
        assert_eq!(TypeName::parse("bool"), TypeName::parse("boolean"));
        assert_eq!(TypeName::parse("number(float)"), TypeName::parse("float"));
    }

    #[test]
    fn a_map_has_a_value_type() {
        assert_eq!(
            TypeName::parse("map<string, int>"),
            TypeName::Map(Box::new(TypeName::Primitive(Primitive::Integer)))
        );
    }

    #[test]
    fn nesting_beyond_reason_is_a_name_that_nobody_has() {
        let text = format!("string{}", "[]".repeat(200_000));
        assert!(matches!(TypeName::parse(&text).innermost(), TypeName::Named(_)));
    }

    #[test]
    fn what_is_not_built_in_is_a_name() {
        assert_eq!(TypeName::parse("ticket.message"), TypeName::Named("ticket.message".into()));
    }
}

//! What a field is made of, as far as it matters on the wire or in Rust.

use std::fmt;

use crate::spec::model::{Field, TimeUnit};
use crate::spec::{Primitive, TypeName};

/// What a field is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Form {
    Text,
    Integer,
    Float,
    Boolean,
    /// Any JSON.
    Json,
    Moment(TimeUnit),
    /// JSON in a string, of such a shared type.
    JsonText(String),
    List(Box<Form>),
    Map(Box<Form>),
    /// Listed values, by the name that their enum has; texts or integers.
    Listed(Box<Form>, String),
    /// An object with fields here, by the name that its struct has.
    Object(String),
    /// A shared type, or a struct around it.
    Named(String),
}

/// How one form became another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    Renamed,
    Cardinality,
    Unit,
    Refined,
    Coarsened,
    BecameListed,
    BecameOpen,
    Widened,
    Narrowed,
    Other,
}

impl Form {
    /// The form of a field.
    pub fn of(field: &Field) -> Self {
        match (field.decide.timestamp, &field.decide.json) {
            (Some(unit), _) => Self::Moment(unit),
            (None, Some(document)) => Self::JsonText(document.clone()),
            (None, None) => Self::inside(&TypeName::parse(field.effective_type()), field),
        }
    }

    fn inside(type_name: &TypeName, field: &Field) -> Self {
        let listed = |form: Self| {
            if field.values.is_empty() {
                return form;
            }
            let name = field.decide.rust_type.as_ref().unwrap_or(&field.name);
            Self::Listed(Box::new(form), name.clone())
        };
        let object = |name: &str| Self::Object(field.decide.rust_type.as_deref().unwrap_or(name).to_owned());
        match type_name {
            TypeName::List(inner) => Self::List(Box::new(Self::inside(inner, field))),
            TypeName::Map(inner) => Self::Map(Box::new(Self::inside(inner, field))),
            TypeName::Any => Self::Json,
            TypeName::Primitive(Primitive::String) => listed(Self::Text),
            TypeName::Primitive(Primitive::Integer) => listed(Self::Integer),
            TypeName::Primitive(Primitive::Float) => Self::Float,
            TypeName::Primitive(Primitive::Boolean) => Self::Boolean,
            TypeName::Object if field.fields.is_empty() => Self::Json,
            // An object without a name has that of its field.
            TypeName::Object => object(&format!("- {}", field.name)),
            TypeName::Named(name) if field.fields.is_empty() => Self::Named(name.clone()),
            TypeName::Named(name) => object(name),
        }
    }

    /// The name that the type made of it has in the spec, if one is made of it.
    pub fn type_name(&self) -> Option<&str> {
        match self {
            Self::Listed(_, name) | Self::Object(name) => Some(name),
            Self::List(inner) | Self::Map(inner) => inner.type_name(),
            _ => None,
        }
    }

    /// The same with the names that shared types have now.
    pub fn with_names(self, renamed: &[(String, String)]) -> Self {
        let new_name =
            |name: String| renamed.iter().find(|(old, _)| *old == name).map(|(_, new)| new.clone()).unwrap_or(name);
        match self {
            Self::List(inner) => Self::List(Box::new(inner.with_names(renamed))),
            Self::Map(inner) => Self::Map(Box::new(inner.with_names(renamed))),
            Self::Named(name) => Self::Named(new_name(name)),
            Self::JsonText(name) => Self::JsonText(new_name(name)),
            other => other,
        }
    }

    /// Whether its listed values are variants in Rust.
    pub fn is_listed(&self) -> bool {
        match self {
            Self::Listed(..) => true,
            Self::List(inner) | Self::Map(inner) => inner.is_listed(),
            _ => false,
        }
    }

    /// Whether it is a list.
    pub fn is_list(&self) -> bool {
        matches!(self, Self::List(_))
    }

    /// How this became another form; nothing when it did not.
    pub fn turn(&self, new: &Self) -> Option<Turn> {
        if self == new {
            return None;
        }
        Some(match (self, new) {
            (Self::List(old), Self::List(new)) | (Self::Map(old), Self::Map(new)) => return old.turn(new),
            (Self::Json, _) | (Self::Text, Self::JsonText(_)) | (Self::Integer, Self::Moment(_)) => Turn::Refined,
            (_, Self::Json) | (Self::JsonText(_), Self::Text) | (Self::Moment(_), Self::Integer) => Turn::Coarsened,
            (Self::List(_), _) | (_, Self::List(_)) => Turn::Cardinality,
            (Self::Moment(_), Self::Moment(_)) => Turn::Unit,
            (Self::JsonText(_), Self::JsonText(_)) | (Self::Object(_), Self::Object(_)) => Turn::Renamed,
            (Self::Listed(old, _), Self::Listed(new, _)) if old == new => Turn::Renamed,
            (plain, Self::Listed(inner, _)) if plain == inner.as_ref() => Turn::BecameListed,
            (Self::Listed(inner, _), plain) if plain == inner.as_ref() => Turn::BecameOpen,
            (Self::Integer, Self::Float) => Turn::Widened,
            (Self::Float, Self::Integer) => Turn::Narrowed,
            _ => Turn::Other,
        })
    }
}

/// In the words of the spec language.
impl fmt::Display for Form {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => formatter.write_str("string"),
            Self::Integer => formatter.write_str("int"),
            Self::Float => formatter.write_str("number(float)"),
            Self::Boolean => formatter.write_str("boolean"),
            Self::Json => formatter.write_str("any JSON"),
            Self::Moment(TimeUnit::Seconds) => formatter.write_str("moment in seconds"),
            Self::Moment(TimeUnit::Milliseconds) => formatter.write_str("moment in milliseconds"),
            Self::JsonText(document) => write!(formatter, "string with JSON of `{document}`"),
            Self::List(inner) => write!(formatter, "{inner}[]"),
            Self::Map(inner) => write!(formatter, "map<string, {inner}>"),
            Self::Listed(inner, name) => write!(formatter, "{inner} with listed values (`{name}`)"),
            Self::Object(name) => write!(formatter, "object `{}`", name.trim_start_matches("- ")),
            Self::Named(name) => write!(formatter, "`{name}`"),
        }
    }
}

//! Types of the generated crate.

use super::name::Name;

/// The type of a field or an argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `String`.
    String,
    /// `i64`.
    Integer,
    /// `f64`.
    Float,
    /// `bool`.
    Boolean,
    /// Any JSON.
    Json,
    /// A file to send.
    File,
    /// A moment in seconds.
    UnixSeconds,
    /// A moment in milliseconds.
    UnixMillis,
    /// A JSON document of such a type, kept as text.
    JsonText(Box<RustType>),
    /// `Vec`.
    List(Box<RustType>),
    /// A map with string keys.
    Map(Box<RustType>),
    /// `Box`: a value inside a value of its own type.
    Boxed(Box<RustType>),
    /// An enum of the generated crate, which what it is on the wire converts into.
    Enum(ItemPath),
    /// Any other type of the generated crate.
    Item(ItemPath),
}

/// What an argument of a type accepts, for the convenience of who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accepts {
    /// The type itself.
    Exactly,
    /// Whatever converts into the type.
    Into,
    /// Whatever can be iterated over, by elements.
    Iterator,
}

impl RustType {
    /// What an argument of this type accepts.
    #[must_use]
    pub fn accepts(&self) -> Accepts {
        match self {
            Self::String | Self::UnixSeconds | Self::UnixMillis | Self::JsonText(_) | Self::Enum(_) => Accepts::Into,
            Self::List(_) => Accepts::Iterator,
            Self::Integer
            | Self::Float
            | Self::Boolean
            | Self::Json
            | Self::File
            | Self::Map(_)
            | Self::Boxed(_)
            | Self::Item(_) => Accepts::Exactly,
        }
    }
}

/// An item of the generated crate: its name, and the module where it is when that is not the module at hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemPath {
    /// The module from the root of the crate; empty for the module at hand.
    pub module: Vec<Name>,
    /// The item.
    pub name: Name,
}

impl ItemPath {
    /// An item of the module at hand.
    #[must_use]
    pub fn local(name: Name) -> Self {
        Self { module: Vec::new(), name }
    }
}

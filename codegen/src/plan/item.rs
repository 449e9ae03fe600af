//! What the generated crate is made of, with every decision made.

use super::check::Check;
use super::doc::Docs;
use super::history::History;
use super::name::Name;
use super::rust_type::{ItemPath, RustType};

/// Whether values of a type are sent, received or both.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Usage {
    /// In requests.
    pub sent: bool,
    /// In answers.
    pub received: bool,
}

impl Usage {
    /// Only sent.
    pub const SENT: Self = Self { sent: true, received: false };
    /// Only received.
    pub const RECEIVED: Self = Self { sent: false, received: true };

    /// Both uses together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self { sent: self.sent || other.sent, received: self.received || other.received }
    }
}

/// A public type of the generated crate.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A struct.
    Struct(Struct),
    /// An open enum.
    Enum(Enum),
    /// One of several structs, told apart by a member inside.
    Union(Union),
    /// One struct per language.
    Localized(Localized),
    /// A content with its kind.
    Contents(Contents),
}

impl Item {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &Name {
        match self {
            Self::Struct(item) => &item.name,
            Self::Enum(item) => &item.name,
            Self::Union(item) => &item.name,
            Self::Localized(item) => &item.name,
            Self::Contents(item) => &item.name,
        }
    }
}

impl Item {
    /// What was once otherwise about it.
    #[must_use]
    pub fn history(&self) -> &History {
        match self {
            Self::Struct(item) => &item.history,
            Self::Enum(item) => &item.history,
            Self::Union(item) => &item.history,
            Self::Localized(item) => &item.history,
            Self::Contents(item) => &item.history,
        }
    }
}

/// A struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Struct {
    /// Its name.
    pub name: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Where it occurs.
    pub usage: Usage,
    /// Its fields, in the order of the page.
    pub fields: Vec<Field>,
    /// Whether it has a constructor without arguments, and so a default.
    pub has_default: bool,
    /// What is checked before it is sent.
    pub checks: Vec<Check>,
}

/// A field of a struct.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: Name,
    /// Its name on the wire, where that differs.
    pub wire_name: Option<String>,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Its type, without the `Option`.
    pub rust_type: RustType,
    /// Whether it can be missing.
    pub presence: Presence,
    /// How it gets its value in a struct that is sent.
    pub set: Set,
    /// The function that reads it leniently, if its type does not do so by itself.
    pub lenient: Option<Lenient>,
    /// The page's example, to make examples of.
    pub example: Option<serde_json::Value>,
}

/// Whether a field can be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Always there.
    Required,
    /// `Option`.
    Optional,
    /// A list that is empty when it is missing.
    EmptyList,
    /// A list that is empty when it is missing, and left out when it is empty.
    OptionalList,
}

/// How a field gets its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Set {
    /// By the constructor.
    Constructor,
    /// By a method of its name.
    Setter,
    /// By a method that appends an element.
    Adder(Name),
}

/// A reader of the runtime that takes what the documentation does not promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lenient {
    /// A number or a numeric text.
    Integer,
    /// A number or a numeric text.
    Float,
    /// A moment, as a number or a numeric text.
    Timestamp,
    /// A list, `null` or nothing.
    List,
}

/// An open enum.
#[derive(Debug, Clone, PartialEq)]
pub struct Enum {
    /// Its name.
    pub name: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Where it occurs.
    pub usage: Usage,
    /// The documented values.
    pub values: EnumValues,
    /// The variant for any other value.
    pub unknown: Name,
}

/// The documented values of an enum, by what they are on the wire.
#[derive(Debug, Clone, PartialEq)]
pub enum EnumValues {
    /// Texts.
    Texts(Vec<EnumVariant<String>>),
    /// Integers.
    Integers(Vec<EnumVariant<i64>>),
}

/// A documented value.
#[derive(Debug, Clone, PartialEq)]
pub struct EnumVariant<V> {
    /// Its name.
    pub name: Name,
    /// The value on the wire.
    pub value: V,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
}

/// One of several structs, told apart by a member inside.
#[derive(Debug, Clone, PartialEq)]
pub struct Union {
    /// Its name.
    pub name: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Where it occurs.
    pub usage: Usage,
    /// The member that tells them apart.
    pub tag: String,
    /// The structs.
    pub variants: Vec<UnionVariant>,
    /// The variant for any other JSON.
    pub other: Name,
}

/// A case of a union.
#[derive(Debug, Clone, PartialEq)]
pub struct UnionVariant {
    /// Its name.
    pub name: Name,
    /// The value of the tag.
    pub value: String,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// The struct.
    pub payload: ItemPath,
    /// Whether the struct alone says which case it is.
    pub is_convertible: bool,
    /// Whether the struct is checked before it is sent.
    pub is_checked: bool,
    /// The free function that makes one, if there is one.
    pub function: Option<Function>,
}

/// A function that makes a value of the arguments of a struct's constructor.
#[derive(Debug, Clone, PartialEq)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// Its arguments.
    pub arguments: Vec<Argument>,
}

/// An argument of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub rust_type: RustType,
    /// The page's example, to make examples of.
    pub example: Option<serde_json::Value>,
}

/// One struct per language.
#[derive(Debug, Clone, PartialEq)]
pub struct Localized {
    /// Its name.
    pub name: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Where it occurs.
    pub usage: Usage,
    /// The struct.
    pub body: ItemPath,
    /// Whether the struct is checked before it is sent.
    pub is_checked: bool,
    /// Arguments of the struct's constructor.
    pub arguments: Vec<Argument>,
    /// The languages that have a constructor of their own.
    pub languages: Vec<Language>,
    /// The methods that append to a list of the struct.
    pub adders: Vec<Adder>,
}

/// A language that has a constructor of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language {
    /// The constructor.
    pub name: Name,
    /// The name on the wire.
    pub value: String,
}

/// A method that appends an element to a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Adder {
    /// Its name.
    pub name: Name,
    /// The list.
    pub field: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What it appends.
    pub element: RustType,
}

/// A content with its kind: two members on the wire, one value in Rust.
#[derive(Debug, Clone, PartialEq)]
pub struct Contents {
    /// Its name.
    pub name: Name,
    /// The private type that serialises the content alone.
    pub encoder: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// The member that names the kind, as a method.
    pub tag: Name,
    /// The kinds that the endpoint accepts.
    pub kinds: Vec<Kind>,
}

/// A kind of content.
#[derive(Debug, Clone, PartialEq)]
pub struct Kind {
    /// The variant.
    pub name: Name,
    /// The value of the tag.
    pub value: String,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// The constructor.
    pub constructor: Name,
    /// What it holds.
    pub payload: Payload,
    /// Whether that is checked before it is sent.
    pub is_checked: bool,
}

/// What a kind of content holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// Any JSON.
    Json,
    /// A struct; the constructor takes the arguments of the struct's.
    Struct {
        /// The struct.
        path: ItemPath,
        /// The arguments.
        arguments: Vec<Argument>,
    },
}

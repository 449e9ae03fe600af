//! Parameters and fields of requests and answers.

use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

use super::evolution::Deprecation;
use super::is_default;
use super::page::{Acceptance, Contradiction};
use super::rare::{Rare, Usual};
use super::requirement::Requirement;

/// A parameter, or a field of a body or an answer.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// Type as documented: `string`, `int`, `ticket.message[]`, `-` …
    #[serde(rename = "type")]
    pub type_name: String,
    /// Whether a request must have it. Pages say nothing of it for path parameters (always required) and answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What the platform takes when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// The example value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<Value>,
    /// The values that the page lists.
    #[serde(default, skip_serializing_if = "is_default")]
    pub values: Vec<EnumValue>,
    /// Documented bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Box<Bounds>>,
    /// Scopes that only this field, or one of its values, needs.
    #[serde(default, skip_serializing_if = "is_default")]
    pub field_scopes: Vec<FieldScope>,
    /// Pages that the documentation refers to here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub see: Vec<String>,
    /// Says that the page's table lost the nesting of `fields` and that it was recovered from its examples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nesting: Option<Nesting>,
    /// The fields inside, of an object or of the elements of a list.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fields: Vec<Field>,
    /// What was decided about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: Rare<FieldDecisions>,
}

impl Field {
    /// The type as documented, unless another was decided.
    #[must_use]
    pub fn effective_type(&self) -> &str {
        self.decide.type_name.as_deref().unwrap_or(&self.type_name)
    }
}

/// Where the nesting of a field comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Nesting {
    /// Recovered from the page's examples.
    Inferred,
}

/// A value that a page lists.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
    /// Pages that the documentation refers to here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub see: Vec<String>,
    /// What was decided about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: Rare<ValueDecisions>,
}

/// Decisions about a listed value.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValueDecisions {
    /// Name of the variant in Rust, where the value itself does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that the variant had in Rust before; they go on working, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// Says that callers should not begin to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// What the value means, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Usual for ValueDecisions {
    fn usual() -> &'static Self {
        static NONE: LazyLock<ValueDecisions> = LazyLock::new(ValueDecisions::default);
        &NONE
    }
}

/// Documented bounds of a number, of the length of a text, or of the number of elements of a list.
///
/// In a request, those of numbers, texts and lists are checked before anything is sent; `regex` and `other` are only
/// told to the reader.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Bounds {
    /// Smallest value of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// Largest value of a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
    /// Shortest text, in `unit`, or least number of elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub len_min: Option<u64>,
    /// Longest text, in `unit`, or largest number of elements.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub len_max: Option<u64>,
    /// What the length of a text counts; characters unless the page says otherwise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<LengthUnit>,
    /// Pattern that a text must match, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex: Option<String>,
    /// Bounds that are none of these, as printed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub other: Vec<String>,
}

impl Bounds {
    /// Whether a number lies within them.
    #[must_use]
    pub fn hold(&self, number: &Number) -> bool {
        let above = self.min.as_ref().is_none_or(|min| !is_less(number, min));
        above && self.max.as_ref().is_none_or(|max| !is_less(max, number))
    }

    /// Whether no value at all can lie within them.
    #[must_use]
    pub fn exclude_everything(&self) -> bool {
        let values = self.min.as_ref().zip(self.max.as_ref()).is_some_and(|(min, max)| is_less(max, min));
        values || self.len_min.zip(self.len_max).is_some_and(|(min, max)| max < min)
    }
}

/// Whether one number is less than another; integers are compared exactly.
fn is_less(left: &Number, right: &Number) -> bool {
    match (left.as_i64(), right.as_i64()) {
        (Some(left), Some(right)) => left < right,
        _ => left.as_f64().zip(right.as_f64()).is_some_and(|(left, right)| left < right),
    }
}

/// What the length of a text counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LengthUnit {
    /// Unicode characters (`字符`).
    Characters,
    /// Bytes of UTF-8 (`字节`).
    Bytes,
}

/// A scope that a field, or one of its values, needs.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldScope {
    /// The scope.
    pub scope: String,
    /// The value that needs it; any value when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// Decisions about a field.
#[derive(Debug, Clone, Default, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldDecisions {
    /// Name in Rust, where the documented one does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that it had in Rust before; its setter goes on working under them, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// Name of the Rust type of an object, or of an enum made of the listed values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rust_type: Option<String>,
    /// Names that this type had in Rust before; they go on working, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rust_type_renamed_from: Vec<String>,
    /// Says that callers should not begin to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// The type it really has, in the words of the spec language; may name a shared type.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// What it is, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What one element of the list, or the object, is, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The unit of an integer that is a moment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timestamp: Option<TimeUnit>,
    /// The shared type of the JSON document that the string holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json: Option<String>,
    /// Says that this field and the one that names its kind are one typed value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content: Option<ContentDecision>,
    /// Makes an optional field an argument of the constructor.
    #[serde(default, skip_serializing_if = "is_default")]
    pub positional: bool,
    /// Name of the method that appends one element to the list; the list then starts empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub adder: Option<String>,
    /// What the fields of the object require of each other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub requirements: Vec<Requirement>,
    /// Names that fields inside, or listed values, once had, and nothing else may get.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reserved: Vec<String>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Contradictions of the documentation about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub contradictions: Vec<Contradiction>,
    /// Findings of the lint that may stand, here and in what is inside.
    #[serde(default, skip_serializing_if = "is_default")]
    pub accept: Vec<Acceptance>,
}

impl Usual for FieldDecisions {
    fn usual() -> &'static Self {
        static NONE: LazyLock<FieldDecisions> = LazyLock::new(FieldDecisions::default);
        &NONE
    }
}

/// The unit of a moment counted from 1970.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TimeUnit {
    /// Seconds.
    Seconds,
    /// Milliseconds.
    Milliseconds,
}

/// A content whose shape depends on a field beside it.
#[derive(Debug, Clone, PartialEq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContentDecision {
    /// The shared type that says what content goes with which kind.
    pub union: String,
    /// The field beside it that names the kind; its listed values are the kinds that the endpoint accepts.
    pub tag: String,
    /// How the content may be sent; the first is the default.
    pub encodings: Vec<Encoding>,
}

/// How a typed value is put into JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Encoding {
    /// As a string that holds JSON.
    String,
    /// As the JSON itself.
    Object,
}

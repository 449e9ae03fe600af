//! Types that several endpoints share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evolution::{Deprecation, ReservedByVersion};
use super::field::Field;
use super::is_default;
use super::page::{Acceptance, Contradiction, Page};
use super::requirement::Requirement;

/// The shared types of one version of a project, at `spec/<project>/<version>/types.yaml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Types {
    /// What the types are about, in English.
    pub summary: String,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// The types. Each is exactly one of: a struct (`fields`), a union (`union`), a struct per language (`localized`)
    /// or the contents by kind (`contents`).
    #[serde(default, skip_serializing_if = "is_default")]
    pub types: Vec<SharedType>,
    /// What the version once had, and nothing else may get.
    #[serde(default, skip_serializing_if = "is_default")]
    pub reserved: ReservedByVersion,
}

/// A shared type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SharedType {
    /// Name of the type in the spec.
    pub name: String,
    /// The page that describes it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub page: Page,
    /// A struct: its fields.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<Vec<Field>>,
    /// One of several structs, told apart by a member inside them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub union: Option<Union>,
    /// One struct per language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub localized: Option<Localized>,
    /// Contents by the kind that a member beside them names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contents: Option<Vec<Variant>>,
    /// What was decided about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: TypeDecisions,
}

/// One of several structs, told apart by a member inside them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Union {
    /// The member that tells them apart.
    pub tag: String,
    /// The structs.
    pub variants: Vec<Variant>,
}

/// One case of a union.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Variant {
    /// The value of the tag.
    pub value: String,
    /// The shared type, or `any` for any JSON.
    #[serde(rename = "type")]
    pub type_name: String,
    /// What was decided about it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub decide: VariantDecisions,
}

/// Decisions about one case of a union.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct VariantDecisions {
    /// Name in Rust, where the value of the tag does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that the variant had in Rust before; they go on working, with a warning, where Rust can do that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// Says that callers should not begin to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// Name of a free function that makes one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub function: Option<String>,
    /// What it is, in English.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// A remark for maintainers; it does not reach the generated crate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One struct per language.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Localized {
    /// The shared struct.
    pub of: String,
    /// The languages that have a method of their own; any other goes by its name.
    pub languages: Vec<String>,
}

/// Decisions about a shared type.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeDecisions {
    /// Name in Rust, where the name in the spec does not do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Names that it had in Rust before; they go on working, with a warning.
    #[serde(default, skip_serializing_if = "is_default")]
    pub renamed_from: Vec<String>,
    /// Says that callers should not begin to use it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deprecated: Option<Deprecation>,
    /// What it is, in English. Without it the documentation has its name only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// What the fields of a struct require of each other.
    #[serde(default, skip_serializing_if = "is_default")]
    pub requirements: Vec<Requirement>,
    /// Names that fields, or tags of variants, once had, and nothing else may get.
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

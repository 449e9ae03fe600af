//! What a page states: the record that `codegen facts` prints, one object per endpoint.
//!
//! Keys without a value are left out where "nothing" is ordinary (a field without an example) and present where it is a
//! statement (a page without a rate limit). Lines count from 1 in the page as it came.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Number, Value};

/// The facts of one endpoint's page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Page {
    /// Name of the file, relative to the folder that was given.
    pub file: String,
    /// The official title.
    pub title: String,
    /// Path of the page in the documentation system.
    pub page: Option<String>,
    /// Address of the page, where it states one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Id of the page in the documentation system, where it states one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Last update, in milliseconds since 1970.
    pub updated: Option<i64>,
    /// The vendor's own name for the operation, where the page gives it.
    pub operation: Option<Operation>,
    /// HTTP method, in capitals.
    pub method: String,
    /// Host of the documented address.
    pub host: String,
    /// Path of the documented address, with `:name` for each path parameter.
    pub path: String,
    /// The documented rate limit.
    pub rate_limit: Option<RateLimit>,
    /// Which kinds of app may call it; `null` where the page does not say.
    pub app_types: Option<Vec<String>>,
    /// Scopes; any one of them is enough.
    pub scopes: Vec<String>,
    /// Scopes without which some fields are missing or some values are refused.
    pub field_scopes: Vec<String>,
    /// Access tokens, any one of which will do; `null` where the page has no table of headers to say so.
    pub tokens: Option<Vec<Token>>,
    /// The page demands the helpdesk header; an alert says so, never the table of headers.
    pub helpdesk_auth: bool,
    /// The table of request headers.
    pub headers: Vec<Header>,
    /// Path parameters.
    pub path_params: Vec<Field>,
    /// Query parameters.
    pub query_params: Vec<Field>,
    /// Fields of the body.
    pub body: Vec<Field>,
    /// The body is sent as `multipart/form-data`.
    pub multipart: bool,
    /// The table of response headers.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub response_headers: Vec<Header>,
    /// Fields of the answer, the envelope included.
    pub response: Vec<Field>,
    /// The answer is a file.
    pub binary_response: bool,
    /// The tables of errors, in the order of the page.
    pub errors: Vec<Error>,
    /// The examples, in the order of the page.
    pub examples: Vec<Example>,
    /// What the page says of the call before its tables, and in frames.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// When the call can't be used.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub restrictions: Vec<Note>,
    /// What could not be placed.
    pub unplaced: Vec<Unplaced>,
    /// The line of each fact that is no list, by its key: `title`, `path`, `rate_limit` …
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub lines: BTreeMap<String, usize>,
}

/// The vendor's own name for an operation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Operation {
    /// Such as `helpdesk`.
    pub project: String,
    /// Such as `v1`.
    pub version: String,
    /// Such as `ticket.message`.
    pub resource: String,
    /// Such as `create`.
    pub method: String,
}

/// A documented rate limit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RateLimit {
    /// The limit as printed.
    pub text: String,
    /// The windows, all of which hold at once.
    pub limits: Vec<Window>,
    /// Not one of the standard tiers: a known unknown, not "no limit".
    pub special: bool,
    /// Pages that the text refers to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
}

/// So many calls in such a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Window {
    /// Calls.
    pub count: u32,
    /// In this time.
    pub per: Period,
}

/// The length of a window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// One second.
    Second,
    /// One minute.
    Minute,
}

/// A kind of access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Token {
    /// Of an app within a tenant.
    Tenant,
    /// Of a user.
    User,
    /// Of an app.
    App,
}

/// A header.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Header {
    /// Name of the header.
    pub name: String,
    /// Type as printed.
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub type_name: Option<String>,
    /// Whether it must be sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// How the value is put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The one value that is always sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// What it takes when it is left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The example value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The values that the page lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ListedValue>,
    /// Pages that the description refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// What the page says of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The line of its row.
    pub line: usize,
}

/// A parameter, or a field of a body or an answer.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// Type as printed; `null` in a table that has no types.
    #[serde(rename = "type")]
    pub type_name: Option<String>,
    /// Whether a request must have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<bool>,
    /// What the platform takes when it is left out, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The one value that is always sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fixed: Option<String>,
    /// How the value is put together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The example value, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// The values that the page lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ListedValue>,
    /// The values of a list in the description that nothing says to be one of values, but that has the form of one: its items
    /// have the type of the field, or are quoted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub implied_values: Vec<ListedValue>,
    /// Documented bounds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// Scopes that only this field, or one of its values, needs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub field_scopes: Vec<FieldScope>,
    /// Pages that the description refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// What the page says of it, as markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The page lost which field this one is in; it was recovered from types and examples.
    #[serde(skip_serializing_if = "is_false")]
    pub inferred: bool,
    /// The fields inside, of an object or of the elements of a list.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Field>,
    /// The line of its row.
    pub line: usize,
}

impl Field {
    /// The values that the page lists, whether or not it says that they are values.
    #[must_use]
    pub fn known_values(&self) -> &[ListedValue] {
        if self.values.is_empty() { &self.implied_values } else { &self.values }
    }
}

/// A value that a page lists.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ListedValue {
    /// The value on the wire.
    pub value: String,
    /// What it means, as markdown.
    pub meaning: String,
    /// Pages that the meaning refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// Its line.
    pub line: usize,
}

/// Documented bounds.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Bounds {
    /// Smallest length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub len_min: Option<i64>,
    /// Largest length.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub len_max: Option<i64>,
    /// What the length counts, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Smallest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub val_min: Option<Number>,
    /// Largest value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub val_max: Option<Number>,
    /// The pattern that the text matches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex: Option<String>,
    /// Rules in other words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub other: Vec<String>,
}

/// A scope that a field, or one of its values, needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FieldScope {
    /// The scope.
    pub name: String,
    /// The value that needs it; any value when it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A row of an error table.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Error {
    /// HTTP status, where the table has one.
    pub http: Option<u16>,
    /// The code; wider than 32 bits on some pages.
    pub code: i64,
    /// The server's literal message.
    pub message: String,
    /// What to do, as markdown.
    pub advice: String,
    /// Pages that the advice refers to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// The line of its row.
    pub line: usize,
}

/// An example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Example {
    /// What it is an example of.
    pub role: Role,
    /// The example as JSON; `null` when it is none, or is broken.
    pub json: Option<Value>,
    /// The example as printed.
    #[serde(default)]
    pub text: String,
    /// The line where it begins.
    #[serde(default)]
    pub line: usize,
}

/// What an example shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The body of a request.
    Request,
    /// The body of an answer.
    Response,
}

/// Something that a page says in prose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Note {
    /// The heading above it, when it is not the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The kind of frame it stands in, where it stands in one: `tip`, `warn`, `error` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The text as markdown.
    pub text: String,
    /// Its first line.
    pub line: usize,
}

/// Something of a page that became no fact.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Unplaced {
    /// Its line.
    pub line: usize,
    /// What it is, and why it has no place.
    pub what: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

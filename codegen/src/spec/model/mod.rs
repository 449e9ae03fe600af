//! The spec language as types: what serde reads and writes, and what a JSON Schema is derived from.
//!
//! The order of the fields is the order of the keys in a canonical file.
//!
//! Every key under a `decide:` is a decision that a maintainer took; every other key is a fact that a page states.

mod endpoint;
mod error_code;
mod field;
mod package;
mod page;
mod platform;
mod types;

pub use endpoint::{
    Endpoint, EndpointDecisions, Example, ExampleRole, HeaderFact, Method, Operation, Pagination, PaginationStyle,
    Period, RateLimit, Retry, Token, Window,
};
pub use error_code::{ErrorClass, ErrorCode, ErrorCodeDecisions};
pub use field::{
    Bounds, ContentDecision, Encoding, EnumValue, Field, FieldDecisions, FieldScope, Nesting, TimeUnit, ValueDecisions,
};
pub use package::{Package, Runtime};
pub use page::{Acceptance, Contradiction, Page, Source};
pub use platform::{
    AccessTokenHeader, Envelope, HelpdeskHeader, Platform, PlatformHeaders, RateLimitFacts, Server, ServerDecisions,
    TenantToken,
};
pub use types::{Localized, SharedType, TypeDecisions, Types, Union, Variant, VariantDecisions};

/// Whether a value says nothing more than leaving its key out would.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

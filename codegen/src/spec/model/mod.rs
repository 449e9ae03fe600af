//! The spec language as types: what serde reads and writes, and what a JSON Schema is derived from.
//!
//! The order of the fields is the order of the keys in a canonical file.
//!
//! Every key under a `decide:` is a decision that a maintainer took; every other key is a fact that a page states.

mod answer;
mod endpoint;
mod error_code;
mod evolution;
mod field;
mod package;
mod page;
mod pagination;
mod platform;
mod rare;
mod requirement;
mod types;

pub use answer::AnswerPlace;
pub use endpoint::{
    Endpoint, EndpointDecisions, Example, ExampleRole, HeaderDecisions, HeaderFact, Method, Operation, Period,
    RateLimit, Retry, Token, Window, call,
};
pub use error_code::{ErrorClass, ErrorCode, ErrorCodeDecisions, ErrorRow};
pub use evolution::{Deprecation, Moved, ReservedByEndpoint, ReservedByVersion};
pub use field::{
    Bounds, ContentDecision, Encoding, EnumValue, Field, FieldDecisions, FieldScope, LengthUnit, Nesting, TimeUnit,
    ValueDecisions,
};
pub use package::{Package, Runtime};
pub use page::{Acceptance, Contradiction, Page, Source};
pub use pagination::Pagination;
pub use platform::{
    AccessTokenHeader, Envelope, HelpdeskHeader, Host, HostAddress, Platform, PlatformDecisions, PlatformHeaders,
    RateLimitFacts, Server, ServerDecisions, TenantToken,
};
pub use rare::{Rare, Usual};
pub use requirement::Requirement;
pub use types::{Localized, SharedType, TypeDecisions, Types, Union, Variant, VariantDecisions};

/// Whether a value says nothing more than leaving its key out would.
fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

//! The spec language as types: what serde reads, and what a JSON Schema can be derived from.
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

//! Documentation of the generated crate.

pub mod address;
mod endpoint;
mod library;
mod markdown;
mod parts;
mod wrap;

pub use endpoint::{error_enum, error_variant, method, request, response, summary};
pub use library::{library, readme};
pub use markdown::{code, prose};
pub use parts::{Docs, contradictions, date, field, header, requirements, shared_type};

//! Static data about the platform and its endpoints, as generated crates emit it.
//!
//! Nothing in this crate knows a path, a header or a code of the platform: all of it comes in through [`Platform`] and
//! [`Endpoint`]. The types are plain data with public members, so that a `static` can hold them.

mod documented_error;
mod endpoint;
mod platform;
mod rate_limit;

pub use documented_error::{DocumentedError, ErrorClass};
pub use endpoint::{AccessToken, AnswerPlace, Endpoint, Header, Method, RetryClass};
pub use platform::{Envelope, Platform, PlatformHeaders, Server, TokenEndpoint};
pub use rate_limit::{Period, RateLimit, Window};

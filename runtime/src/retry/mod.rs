//! When a call is made again, and when a caller may make it again.

mod advice;
mod pauses;
mod policy;

pub use advice::RetryAdvice;
pub(crate) use pauses::{Attempt, Pauses};
pub use policy::RetryPolicy;

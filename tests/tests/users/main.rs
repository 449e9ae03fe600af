//! What users of the generated crate do with its features: calls without an async runtime, fakes, options.

mod blocking;
mod fakes;
mod options;

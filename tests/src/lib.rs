//! Helpers for the tests that cross crates.

pub mod answers;
pub mod arrived;
pub mod fake_platform;

//! Helpers for the tests that cross crates.

pub mod answers;
pub mod arrived;
pub mod fake_platform;

/// The README's code, so that it compiles.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;

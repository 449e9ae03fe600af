//! Spec × Spec → what changed, and what it means: for crates that are published, and for code written against them.
//!
//! [`changes`] compares; every [`Change`] belongs to a [`Kind`], and what a kind means stands in one table, the
//! [catalogue](Kind::rule).

mod catalogue;
mod change;
mod compare;
pub mod rule;
mod users;

pub use catalogue::Kind;
pub use change::{Cause, Change, Locator, Subject};
pub use compare::{changes, endpoint_changes};

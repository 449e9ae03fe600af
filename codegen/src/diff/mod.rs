//! Spec × Spec → what changed, and what it means: for crates that are published, and for code written against them.
//!
//! [`changes`] compares; every [`Change`] belongs to a [`Kind`], and what a kind means stands in one table, the
//! [catalogue](Kind::rule).

pub mod acceptance;
pub mod call;
mod catalogue;
mod change;
mod compare;
mod comparison;
mod owners;
pub mod report;
pub mod rule;
pub mod source;
mod users;
pub mod version;

pub use catalogue::Kind;
pub use change::{Cause, Change, Subject, Target};
pub use compare::{changes, endpoint_changes};
pub use comparison::{Answer, Comparison, Finding, ItemCounts, Side};

//! The types that the endpoints of a version share.

mod index;
mod items;
mod usage;

pub use index::SharedTypes;
pub use items::{arguments, plan, structure, variant_history};

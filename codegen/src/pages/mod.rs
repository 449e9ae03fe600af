//! Documentation pages → facts.
//!
//! ```text
//! text ──dialect──▶ reader of that dialect ──▶ Document ──interpret──▶ Page
//! ```
//!
//! A reader knows the markup of one dialect and no meaning; `interpret` knows the meaning and no markup.

pub mod component;
pub mod document;
pub mod facts;
pub mod flat;
pub mod front;
pub mod lines;
pub mod markdown;
pub mod markup;
pub mod nesting;
pub mod pipes;

//! HTML in markdown, as all dialects have it: tags told from text, and what they make of a text.

pub mod content;
mod entities;
pub mod lexer;

pub use content::{Content, flatten};
pub use entities::decode;

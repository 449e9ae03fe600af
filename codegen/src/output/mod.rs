//! Rendered files → a folder: formatted, compared, and written all or nothing.

mod change;
mod folder;
mod format;
mod layout;
mod report;

use std::collections::BTreeMap;

pub use folder::{Outcome, OutputError, Replacement, read, replace, write};
pub use format::format;
pub use report::{Difference, differences, unified};

/// The files of the generated crate, by path with `/`; exactly what the output folder is to hold.
pub type Tree = BTreeMap<String, String>;

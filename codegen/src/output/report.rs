//! What is in a folder against what should be.

use std::path::Path;

use similar::TextDiff;

use super::Tree;
use super::folder::{OutputError, read};

/// A file that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Its path.
    pub path: String,
    /// What is there; empty when nothing is.
    pub present: String,
    /// What should be there; empty when nothing should.
    pub wanted: String,
}

/// Compares a folder with the files that it should hold.
///
/// # Errors
///
/// Fails when the folder can't be read.
pub fn differences(tree: &Tree, folder: &Path) -> Result<Vec<Difference>, OutputError> {
    let present = read(folder)?;
    let mut paths: Vec<_> = present.keys().chain(tree.keys()).collect();
    paths.sort();
    paths.dedup();
    let text = |tree: &Tree, path: &String| tree.get(path).cloned().unwrap_or_default();
    Ok(paths
        .into_iter()
        .filter(|path| present.get(*path) != tree.get(*path))
        .map(|path| Difference { path: path.clone(), present: text(&present, path), wanted: text(tree, path) })
        .collect())
}

/// A difference as a unified diff, from what is there to what should be.
#[must_use]
pub fn unified(difference: &Difference, folder: &str) -> String {
    let Difference { path, present, wanted } = difference;
    let name = |text: &String, side: &str| {
        if text.is_empty() { "/dev/null".to_owned() } else { format!("{side}/{folder}/{path}") }
    };
    TextDiff::from_lines(present.as_str(), wanted.as_str())
        .unified_diff()
        .header(&name(present, "a"), &name(wanted, "b"))
        .to_string()
}

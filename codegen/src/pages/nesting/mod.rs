//! Which field a row of a table belongs to.
//!
//! Where a page says how deep a row is, by its markup or by drawing a branch (`└`) behind blanks, that is taken. Some
//! renderings lost it: every row begins with the same branch, or with none. Then the tree is recovered from what is left,
//! which is a lot: a row can only belong to the row before it or to one around that; types say which rows can hold others
//! and which must; the page's own examples say what holds what.

mod cost;
mod drawn;
mod kind;
mod search;
mod shape;

#[cfg(test)]
mod tests;

pub use drawn::{Indent, split_indent};
use shape::Shapes;

/// A row of a table of fields, as far as its place in the tree depends on it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Name of the field.
    pub name: &'a str,
    /// Type as printed, where the table has types.
    pub type_name: Option<&'a str>,
    /// What is said of its depth.
    pub indent: Indent,
}

/// The place of a row in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Index of the row that it belongs to; always one before it. `None` for an outermost row.
    pub parent: Option<usize>,
    /// The page does not say so: it was recovered.
    pub inferred: bool,
}

/// The places of all rows of a table, given the examples (texts of JSON, broken ones too) of what the table describes.
///
/// Takes time in proportion to the length of the table and of the examples.
#[must_use]
pub fn places(rows: &[Row<'_>], examples: &[&str]) -> Vec<Place> {
    if drawn::is_stated(rows) {
        let parents = drawn::parents(rows);
        let recovered = drawn::is_uniform(rows).then(|| recovered_better(rows, examples, &parents)).flatten();
        return recovered
            .unwrap_or_else(|| parents.into_iter().map(|parent| Place { parent, inferred: false }).collect());
    }
    let may_nest = rows.iter().any(|row| kind::of(row.type_name) != kind::Kind::Scalar || row.indent.is_nested());
    if !may_nest {
        return vec![Place { parent: None, inferred: false }; rows.len()];
    }
    let shapes = Shapes::of(examples);
    inferred(search::parents(rows, &shapes))
}

fn inferred(parents: Vec<Option<usize>>) -> Vec<Place> {
    parents.into_iter().map(|parent| Place { parent, inferred: parent.is_some() }).collect()
}

/// The places in a table all of whose nested rows are drawn alike, if the examples show more rows there than where they
/// are drawn: what was drawn is then only that they are nested.
fn recovered_better(rows: &[Row<'_>], examples: &[&str], stated: &[Option<usize>]) -> Option<Vec<Place>> {
    let shapes = Shapes::of(examples);
    let found = search::parents(rows, &shapes);
    let shown = |parents: &[Option<usize>]| shapes.shown(rows.iter().map(|row| row.name), parents);
    (shown(&found) > shown(stated)).then(|| inferred(found))
}

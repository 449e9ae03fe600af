//! Links into the documentation system, in one form.
//!
//! Renderings print the same link in their own ways: with a scheme that only the system knows, or with the address of one
//! of its mirrors. Facts are the same in all of them only if links are: texts have the system's own form, and what a fact
//! refers to has the address that everybody can open.

use std::borrow::Cow;

use super::document::{Block, Cell, Document, Meaning};

/// How the system itself writes a link.
const SYSTEM: &str = "/ssl:ttdoc/";
/// Where the documentation is for everybody.
const PUBLIC: &str = "https://open.feishu.cn/document/";
/// What converters write for the system's own form.
const MIRRORS: &[&str] = &["https://open.larkoffice.com/document/", "https://open.feishu.cn/ssl:ttdoc/"];
/// All ways but the public one.
const OTHERS: &[&str] = &[SYSTEM, MIRRORS[0], MIRRORS[1], "http://open.feishu.cn/document/"];

/// Gives all links of a document that a converter rewrote the system's own form.
pub fn unify(document: &mut Document) {
    for block in &mut document.blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } | Block::Alert { text, .. } => replace(text),
            Block::Table(table) => {
                let rows = table.rows.iter_mut().flat_map(|row| row.cells.iter_mut());
                table.head.iter_mut().chain(rows).for_each(unify_in);
            }
            Block::Code { .. } => {}
        }
    }
}

fn unify_in(cell: &mut Cell) {
    for mark in &mut cell.marks {
        if let Meaning::Value { meaning, .. } = &mut mark.meaning {
            replace(meaning);
        }
    }
    let Some((text, shifts)) = replaced(&cell.text, MIRRORS, SYSTEM) else { return };
    let (mut shifts, mut by) = (shifts.into_iter().peekable(), 0);
    for mark in &mut cell.marks {
        while let Some((_, shift)) = shifts.next_if(|(at, _)| *at < mark.at) {
            by = shift;
        }
        mark.at = mark.at.saturating_add_signed(by).min(text.len());
    }
    cell.text = text;
}

/// A text with the public addresses in its links.
#[must_use]
pub fn published(text: &str) -> Cow<'_, str> {
    replaced(text, OTHERS, PUBLIC).map_or(Cow::Borrowed(text), |(text, _)| Cow::Owned(text))
}

/// The public address of what a link leads to.
#[must_use]
pub fn target(link: &str) -> Cow<'_, str> {
    match OTHERS.iter().find_map(|other| link.strip_prefix(other)) {
        Some(page) => Cow::Owned(format!("{PUBLIC}{page}")),
        None => Cow::Borrowed(link),
    }
}

fn replace(text: &mut String) {
    if let Some((replaced, _)) = replaced(text, MIRRORS, SYSTEM) {
        *text = replaced;
    }
}

/// The text with other addresses, and by how much what stands after each replaced one has moved in all; nothing when
/// there is nothing to replace.
fn replaced(text: &str, others: &[&str], form: &str) -> Option<(String, Vec<(usize, isize)>)> {
    let mut new = String::new();
    let (mut done, mut shifts) = (0, Vec::new());
    let mut from = 0;
    while let Some(at) = text[from..].find("](").map(|at| from + at + 2) {
        from = at;
        let Some(other) = others.iter().find(|other| text[at..].starts_with(**other)) else { continue };
        new.push_str(&text[done..at]);
        new.push_str(form);
        done = at + other.len();
        shifts.push((at, new.len().cast_signed() - done.cast_signed()));
    }
    if shifts.is_empty() {
        return None;
    }
    new.push_str(&text[done..]);
    Some((new, shifts))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::document::{Depth, Mark, Row, Table};

    #[test]
    fn links_into_the_documentation_are_the_same_in_all_renderings() {
        let expected = "[a](https://open.feishu.cn/document/b/c)";
        for link in ["[a](/ssl:ttdoc/b/c)", "[a](https://open.larkoffice.com/document/b/c)", expected] {
            assert_eq!(published(link), expected);
            assert_eq!(target(&link[4..link.len() - 1]), expected[4..expected.len() - 1]);
        }
        assert_eq!(
            published("[a](https://elsewhere.example/document/b) /ssl:ttdoc/"),
            "[a](https://elsewhere.example/document/b) /ssl:ttdoc/"
        );
    }

    #[test]
    fn marks_stay_at_their_places() {
        let mark = |at, meaning: &str| {
            let meaning = Meaning::Value { value: "v".to_owned(), meaning: meaning.to_owned() };
            Mark { at, meaning, line: 1 }
        };
        let text = "ab[c](https://open.larkoffice.com/document/d)ef";
        let cell = Cell {
            text: text.to_owned(),
            marks: vec![mark(1, ""), mark(text.len() - 1, "[x](https://open.larkoffice.com/document/y)")],
            line: 1,
            last_line: None,
        };
        let row = Row { depth: Depth::Unknown, cells: vec![cell], line: 1 };
        let table = Table { rows: vec![row], ..Table::default() };
        let mut document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
        unify(&mut document);
        let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
        let Cell { text, marks, .. } = &table.rows[0].cells[0];
        assert_eq!((&text[..marks[0].at], &text[marks[1].at..]), ("a", "f"));
        assert_eq!(marks[1].meaning, mark(0, "[x](/ssl:ttdoc/y)").meaning);
    }
}

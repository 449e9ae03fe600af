//! Links into the documentation system, in one form.
//!
//! Renderings print the same link in their own ways: with a scheme that only the system knows, or with the address of one
//! of its mirrors. Facts are the same in all of them only if links are.

use std::borrow::Cow;

use super::document::{Block, Cell, Document, Meaning};

/// Where the documentation is for everybody.
const PUBLIC: &str = "https://open.feishu.cn/document/";
/// Other ways to say so.
const OTHERS: [&str; 4] = [
    "/ssl:ttdoc/",
    "https://open.larkoffice.com/document/",
    "http://open.feishu.cn/document/",
    "https://open.feishu.cn/ssl:ttdoc/",
];

/// Gives all links of a document their public address.
pub fn publish(document: &mut Document) {
    for block in &mut document.blocks {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } | Block::Alert { text, .. } => replace(text),
            Block::Table(table) => {
                let rows = table.rows.iter_mut().flat_map(|row| row.cells.iter_mut());
                table.head.iter_mut().chain(rows).for_each(publish_in);
            }
            Block::Code { .. } => {}
        }
    }
}

fn publish_in(cell: &mut Cell) {
    for mark in &mut cell.marks {
        if let Meaning::Value { meaning, .. } = &mut mark.meaning {
            replace(meaning);
        }
    }
    let Some((text, shifts)) = replaced(&cell.text) else { return };
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
    replaced(text).map_or(Cow::Borrowed(text), |(text, _)| Cow::Owned(text))
}

fn replace(text: &mut String) {
    if let Some((replaced, _)) = replaced(text) {
        *text = replaced;
    }
}

/// The text with other addresses, and by how much what stands after each replaced one has moved in all; nothing when
/// there is nothing to replace.
fn replaced(text: &str) -> Option<(String, Vec<(usize, isize)>)> {
    let mut new = String::new();
    let (mut done, mut shifts) = (0, Vec::new());
    let mut from = 0;
    while let Some(at) = text[from..].find("](").map(|at| from + at + 2) {
        from = at;
        let Some(other) = OTHERS.iter().find(|other| text[at..].starts_with(**other)) else { continue };
        new.push_str(&text[done..at]);
        new.push_str(PUBLIC);
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
        let text = "ab[c](/ssl:ttdoc/d)ef";
        let cell = Cell {
            text: text.to_owned(),
            marks: vec![mark(1, ""), mark(text.len() - 1, "[x](/ssl:ttdoc/y)")],
            line: 1,
        };
        let row = Row { depth: Depth::Unknown, cells: vec![cell], line: 1 };
        let table = Table { rows: vec![row], ..Table::default() };
        let mut document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
        publish(&mut document);
        let Block::Table(table) = &document.blocks[0] else { panic!("a table") };
        let Cell { text, marks, .. } = &table.rows[0].cells[0];
        assert_eq!((&text[..marks[0].at], &text[marks[1].at..]), ("a", "f"));
        assert_eq!(marks[1].meaning, mark(0, "[x](https://open.feishu.cn/document/y)").meaning);
    }
}

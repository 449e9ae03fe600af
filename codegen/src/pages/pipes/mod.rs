//! Pages as a converter wrote them: plain markdown with pipe tables.
//!
//! The converters put cells on one line, so that lists and labels run on; [`breaks`] parts them again. What else they lost
//! (the depth of rows, marks for scopes and values, the operation's name) is for `interpret` to read from the text.

pub mod breaks;
mod enumerations;
mod scattered;

use std::borrow::Cow;

use super::document::{Block, Cell, Document};
use super::{component, front, markdown};

/// Reads a page.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut document = if has_html_tables(text) { component::read(text) } else { read_markdown(text) };
    document.blocks.iter_mut().for_each(remove_made_up_head);
    scattered::gather(&mut document);
    restore_breaks(&mut document);
    document
}

fn read_markdown(text: &str) -> Document {
    let (front, begin) = front::read(text);
    let mut document = Document { front, ..Document::default() };
    let first_line = text[..begin].matches('\n').count() + 1;
    markdown::read_page(&text[begin..], first_line, &mut document);
    document
}

/// Whether a converter left tables of HTML between those that it made: the other reader knows both. Those in code and in
/// cells are text.
fn has_html_tables(text: &str) -> bool {
    let is_table = |line: &str| line.contains("<table");
    let mut in_code = false;
    let mut begins_line = false;
    for line in text.lines().map(str::trim_start) {
        in_code ^= line.starts_with("```");
        let is_alone = !in_code && line.starts_with("<table");
        if is_table(line) && !is_alone {
            return false;
        }
        begins_line |= is_alone;
    }
    begins_line
}

/// A table without a head gets one from the converter, which numbers the columns.
pub fn remove_made_up_head(block: &mut Block) {
    let Block::Table(table) = block else { return };
    let is_made_up = |(index, cell): (usize, &Cell)| cell.text.trim() == format!("列{}", index + 1);
    if table.head.iter().enumerate().all(is_made_up) {
        table.head.clear();
    }
}

/// Puts back the line breaks of all cells, and the values that were markup.
pub fn restore_breaks(document: &mut Document) {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for cell in tables.flat_map(|table| table.rows.iter_mut()).flat_map(|row| row.cells.iter_mut()) {
        // A mark knows its place in the text.
        if cell.marks.is_empty() {
            cell.text = breaks::restore(&without_frames(&cell.text));
            enumerations::mark(cell);
        }
    }
}

/// The text of a cell without the marks that a converter puts before what was in a frame: `> **Tip**: `.
fn without_frames(text: &str) -> Cow<'_, str> {
    const MARK: &str = "> **";
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(MARK) {
        let kind = after.bytes().take_while(u8::is_ascii_alphabetic).count();
        plain.push_str(before.trim_end_matches(' '));
        match after[kind..].strip_prefix("**: ").filter(|_| kind > 0) {
            Some(framed) => {
                plain.push('\n');
                rest = framed;
            }
            None => {
                plain.push_str(&rest[before.trim_end_matches(' ').len()..before.len() + MARK.len()]);
                rest = after;
            }
        }
    }
    if plain.is_empty() {
        return Cow::Borrowed(rest);
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_that_only_numbers_columns_is_none() {
        let document = read("| 列1 | 列2 |\n|---|---|\n| a | b |");
        assert!(
            matches!(&document.blocks[..], [Block::Table(table)] if table.head.is_empty() && table.rows.len() == 1)
        );
    }

    #[test]
    fn tables_of_html_are_tables_where_they_stand_alone() {
        let tables = |text: &str| {
            let is_table = |block: &&Block| matches!(block, Block::Table(_));
            read(text).blocks.iter().filter(is_table).count()
        };
        let table = "<table>\n<tr><th>b</th></tr>\n<tr><td>c</td></tr>\n</table>\n";
        let pipes = "\n| d | e |\n|---|---|\n| f | g |\n";
        assert_eq!(tables(&format!("# a\n\n{table}{pipes}")), 2);
        assert_eq!(tables(&format!("# a\n\n```\n{table}```\n{pipes}")), 1);
        assert_eq!(tables(&format!("# a\n{}", pipes.replace('f', "<table><tr><td>f</td></tr></table>"))), 1);
    }

    #[test]
    fn frames_in_cells_are_text() {
        assert_eq!(without_frames("a > **Tip**: b `c` > **Warning**: d"), "a\nb `c`\nd");
        for text in ["", "a > **b", "a > **b c**: d", "a > b"] {
            assert_eq!(without_frames(text), text);
        }
    }

    #[test]
    fn front_matter_tables_and_their_lines_are_read() {
        let page = "---\ntitle: \"a\"\n---\n# a\n\n| b | c |\n| --- | --- |\n| d | x **示例值**：1 |\n";
        let document = read(page);
        assert_eq!(document.front.len(), 1);
        let [Block::Heading { line: 4, .. }, Block::Table(table)] = &document.blocks[..] else {
            panic!("{:?}", document.blocks)
        };
        assert_eq!((table.line, table.rows[0].line), (6, 8));
        assert_eq!(table.rows[0].cells[1].text, "x\n**示例值**：1");
    }
}

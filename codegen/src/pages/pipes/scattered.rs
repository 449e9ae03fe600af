//! Rows that fell out of their table.
//!
//! A frame inside a cell ends the table for the converter: what follows in the cell, and all rows after it, come out as
//! plain lines, a cell a line, the last cell over several paragraphs. Where the first column of a table is a number
//! throughout, as in tables of errors, a number on a line of its own begins a row, and the rows can be gathered again.

use crate::pages::document::{Block, Cell, Depth, Document, Row, Table};

/// Numbers that are shorter occur in lists and examples.
const SHORTEST_NUMBER: usize = 3;

/// Gathers the rows that fell out of tables.
pub(super) fn gather(document: &mut Document) {
    let mut blocks: Vec<Block> = Vec::with_capacity(document.blocks.len());
    let mut waiting = std::mem::take(&mut document.blocks).into_iter().peekable();
    while let Some(mut block) = waiting.next() {
        if let Block::Table(table) = &mut block
            && is_numbered(table)
        {
            let mut fallen = Vec::new();
            while let Some(next) = waiting.next_if(|next| !matches!(next, Block::Heading { .. } | Block::Table(_))) {
                fallen.push(next);
            }
            let begins =
                |block: &Block| matches!(block, Block::Paragraph { text, .. } if begins_row(text, table.head.len()));
            if fallen.iter().any(begins) {
                fallen.drain(..).for_each(|block| take(table, block));
            }
            blocks.push(block);
            blocks.append(&mut fallen);
        } else {
            blocks.push(block);
        }
    }
    document.blocks = blocks;
}

/// Whether every row of a table begins with a number.
fn is_numbered(table: &Table) -> bool {
    let first_cells = table.rows.iter().map(|row| row.cells.first());
    table.head.len() >= 3
        && !table.rows.is_empty()
        && first_cells.into_iter().all(|cell| cell.is_some_and(|cell| is_number(&cell.text)))
}

fn is_number(text: &str) -> bool {
    let text = text.trim();
    text.len() >= SHORTEST_NUMBER && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a paragraph begins with a number on a line of its own and goes on with all other cells but the last.
fn begins_row(text: &str, columns: usize) -> bool {
    let mut lines = text.lines();
    lines.next().is_some_and(is_number) && lines.filter(|line| !line.trim().is_empty()).count() + 2 >= columns
}

/// Puts what fell out back: a row of its own, or more of the last cell.
fn take(table: &mut Table, block: Block) {
    let (text, line) = match block {
        Block::Paragraph { text, line } if begins_row(&text, table.head.len()) => {
            let row = row(&text, table.head.len(), line);
            table.rows.push(row);
            return;
        }
        Block::Paragraph { text, line } | Block::Code { text, line, .. } | Block::Alert { text, line, .. } => {
            (text, line)
        }
        Block::Heading { .. } | Block::Table(_) => return,
    };
    let Some(row) = table.rows.last_mut() else { return };
    row.cells.resize_with(table.head.len().max(row.cells.len()), || Cell::new("", line));
    if let Some(cell) = row.cells.last_mut() {
        if !cell.text.is_empty() {
            cell.text.push('\n');
        }
        cell.text.push_str(&text);
    }
}

fn row(text: &str, columns: usize, line: usize) -> Row {
    let mut lines = text.lines().enumerate().filter(|(_, text)| !text.trim().is_empty());
    let mut cells: Vec<Cell> =
        lines.by_ref().take(columns - 1).map(|(index, text)| Cell::new(text.trim(), line + index)).collect();
    let rest: Vec<_> = lines.collect();
    let first = rest.first().map_or(line, |(index, _)| line + index);
    cells.push(Cell::new(rest.into_iter().map(|(_, text)| text.trim()).collect::<Vec<_>>().join("\n"), first));
    Row { depth: Depth::Unknown, cells, line }
}

#[cfg(test)]
mod tests {
    use crate::pages::document::{Block, Table};
    use crate::pages::pipes::read;

    fn table(page: &str) -> (Vec<Vec<String>>, usize) {
        let document = read(page);
        let tables: Vec<&Table> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Table(table) => Some(table),
                _ => None,
            })
            .collect();
        let [table] = tables[..] else { panic!("{:?}", document.blocks) };
        let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect());
        (rows.collect(), document.blocks.len())
    }

    #[test]
    fn rows_after_a_frame_in_a_cell_are_gathered() {
        let page = "| 错误码 | 描述 | 排查建议 |\n|---|---|---|\n| 1001 | a | b |\nnote\n\tc\n    :::\n  \n\n  1002\n  d\n  \ne\n\n1. f\n\n\n  1003\n  g\n  h\n\n## i\n";
        let (rows, blocks) = table(page);
        assert_eq!(rows, [["1001", "a", "b\nnote\n\tc"], ["1002", "d", "e\n1. f"], ["1003", "g", "h"]]);
        assert_eq!(blocks, 2);
    }

    #[test]
    fn text_after_a_table_stays_text() {
        let (rows, blocks) = table("| 错误码 | 描述 | 排查建议 |\n|---|---|---|\n| 1001 | a | b |\n\nc\n\n1002\n\nd");
        assert_eq!((rows.len(), blocks), (1, 4));
    }
}

//! Tables of lines with pipes.

use crate::pages::document::{Cell, Depth, Row, Table};
use crate::pages::markup::flatten;

/// The table that begins at the first of these lines, and how many lines it has.
pub fn read(lines: &[&str], first_line: usize) -> Option<(Table, usize)> {
    let head = lines.first().filter(|line| line.contains('|'))?;
    let columns = delimiter_columns(lines.get(1)?)?;
    let head = cells(head, columns.max(2), first_line);
    let rows: Vec<Row> = lines
        .iter()
        .enumerate()
        .skip(2)
        .take_while(|(_, line)| line.contains('|') && !line.trim().is_empty())
        .map(|(number, line)| {
            let line_number = first_line + number;
            Row { depth: Depth::Unknown, cells: cells(line, columns, line_number), line: line_number }
        })
        .collect();
    let length = rows.len() + 2;
    Some((Table { head, rows, line: first_line }, length))
}

/// How many columns a line of dashes has that stands below the head of a table.
fn delimiter_columns(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_delimiter = line.contains('-')
        && line.contains('|')
        && line.chars().all(|character| matches!(character, '-' | ':' | '|' | ' ' | '\t'));
    is_delimiter.then(|| split(line).len())
}

fn cells(line: &str, columns: usize, line_number: usize) -> Vec<Cell> {
    let mut parts = split(line);
    if parts.len() > columns {
        // A pipe in the last cell, which is the one for prose, was not escaped.
        let rest = parts.split_off(columns - 1).join("|");
        parts.push(rest);
    }
    parts.iter().map(|part| flatten(&part.trim_matches([' ', '\t', '\r']).replace("\\|", "|"), line_number)).collect()
}

/// The parts between pipes, without those at the margins.
fn split(line: &str) -> Vec<String> {
    let line = line.trim();
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = if line.ends_with("\\|") { line } else { line.strip_suffix('|').unwrap_or(line) };
    let mut parts = vec![String::new()];
    let mut is_escaped = false;
    for character in line.chars() {
        if character == '|' && !is_escaped {
            parts.push(String::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        is_escaped = character == '\\' && !is_escaped;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Option<Vec<Vec<String>>> {
        let lines: Vec<_> = text.lines().collect();
        let (table, length) = read(&lines, 1)?;
        assert_eq!(length, lines.len());
        let head = table.head.iter();
        let rows = table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.clone()).collect());
        Some(std::iter::once(head.map(|cell| cell.text.clone()).collect()).chain(rows).collect())
    }

    #[test]
    fn pipes_at_the_margins_are_optional_and_those_in_cells_escaped() {
        let expected = vec![vec!["a".to_owned(), "b".into()], vec!["c|d".into(), "e\nf".into()]];
        assert_eq!(texts("|a|b|\n|-|:-:|\n|c\\|d|e<br>f|"), Some(expected.clone()));
        assert_eq!(texts("a | b\n---|---\nc\\|d | e<br>f"), Some(expected));
    }

    #[test]
    fn a_pipe_too_many_belongs_to_the_last_cell() {
        assert_eq!(texts("|a|b|\n|-|-|\n|c|d|e|").map(|rows| rows[1].clone()), Some(vec!["c".into(), "d|e".into()]));
    }

    #[test]
    fn the_blanks_that_stand_for_depth_stay() {
        let rows = texts("|a|b|\n|-|-|\n|&emsp;∟c|d|");
        assert_eq!(rows.map(|rows| rows[1][0].clone()).as_deref(), Some("\u{2003}∟c"));
    }

    #[test]
    fn a_line_with_a_pipe_alone_is_no_table() {
        assert!(read(&["a | b", "c | d"], 1).is_none());
    }
}

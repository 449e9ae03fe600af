//! Tables of lines with pipes.
//!
//! A row is meant to be a line, and often is not: cells have line breaks, some tables have pipes at the margins and some
//! have none, and text follows a table without a blank line between. So rows are put together from lines by what tells
//! them apart: how many pipes are there yet, whether the row is closed by a pipe, whether a line ends with a hard break.

mod cells;
#[cfg(test)]
mod tests;

use crate::pages::document::{Depth, Row, Table};
use crate::pages::markup::flatten;

/// No cell goes over more lines than that without pipes.
const LONGEST_CELL: usize = 40;

/// The table that begins at the first of these lines, and how many lines it has.
///
/// `is_block` tells whether a line begins something that can't be in a table.
pub fn read(lines: &[&str], first_line: usize, is_block: impl Fn(&str) -> bool) -> Option<(Table, usize)> {
    let head = lines.first().filter(|line| line.contains('|'))?;
    let columns = match lines.get(1).and_then(|line| delimiter_columns(line)) {
        Some(columns) => columns.max(cells::separators(head) + 1),
        None => columns_without_delimiter(lines)?,
    };
    Some(read_columns(lines, columns, first_line, is_block))
}

/// The same for a text in which tables may have lost their lines of dashes and the pipes at their margins.
pub fn read_bare(lines: &[&str], first_line: usize, is_block: impl Fn(&str) -> bool) -> Option<(Table, usize)> {
    let [head, first, ..] = lines else { return None };
    let columns = cells::separators(head) + 1;
    (columns > 1 && columns == cells::separators(first) + 1 && !is_block(head))
        .then(|| read_columns(lines, columns, first_line, is_block))
}

fn read_columns(lines: &[&str], columns: usize, first_line: usize, is_block: impl Fn(&str) -> bool) -> (Table, usize) {
    let head = lines[0];
    let begin = if lines.get(1).is_some_and(|line| delimiter_columns(line).is_some()) { 2 } else { 1 };
    let mut rows = Rows { lines, columns, has_margins: cells::begins_with_pipe(head), is_block, at: begin };
    let cells_at = |text: &str, line: usize| -> Vec<_> {
        cells::split(text, columns).iter().map(|part| flatten(part, line)).collect()
    };
    let mut table = Table { head: cells_at(head, first_line), rows: Vec::new(), line: first_line };
    while let Some((text, at)) = rows.next() {
        let line = first_line + at;
        let mut cells = cells_at(&text, line);
        for cell in &mut cells {
            cell.last_line = Some(first_line + rows.at - 1);
        }
        table.rows.push(Row { depth: Depth::Unknown, cells, line });
    }
    (table, rows.at)
}

/// How many columns a line of dashes has that stands below the head of a table.
fn delimiter_columns(line: &str) -> Option<usize> {
    let line = line.trim();
    let is_delimiter = line.contains('-')
        && line.contains('|')
        && line.chars().all(|character| matches!(character, '-' | ':' | '|' | ' ' | '\t'));
    is_delimiter.then(|| cells::separators(line) + 1)
}

/// How many columns a table has whose line of dashes was lost: all that can tell it is that its lines are alike.
fn columns_without_delimiter(lines: &[&str]) -> Option<usize> {
    let [head, first, ..] = lines else { return None };
    let has_margins = |line: &str| cells::begins_with_pipe(line) && cells::ends_with_pipe(line);
    let columns = cells::separators(head) + 1;
    (columns > 1 && has_margins(head) && has_margins(first) && columns == cells::separators(first) + 1)
        .then_some(columns)
}

/// The rows of a table, each with the index of its first line.
struct Rows<'a, B> {
    lines: &'a [&'a str],
    columns: usize,
    /// The head begins with a pipe, and so does each row.
    has_margins: bool,
    is_block: B,
    /// The line to be read next.
    at: usize,
}

/// A row as far as it is put together.
struct Open {
    text: String,
    separators: usize,
    /// The last line ends with a hard break.
    is_broken: bool,
    /// The last line ends with a pipe.
    is_closed: bool,
}

impl Open {
    fn of(line: &str) -> Self {
        let separators = cells::separators(line);
        let is_closed = cells::ends_with_pipe(line);
        Self { text: line.trim().to_owned(), separators, is_broken: ends_with_break(line), is_closed }
    }

    fn add(&mut self, line: &str) {
        let length = self.text.trim_end_matches([' ', '\t', '\\']).len();
        self.text.truncate(length);
        self.text.push_str("<br>");
        self.text.push_str(line.trim());
        self.separators += cells::separators(line);
        self.is_broken = ends_with_break(line);
        self.is_closed = cells::ends_with_pipe(line);
    }
}

impl<B: Fn(&str) -> bool> Rows<'_, B> {
    fn next(&mut self) -> Option<(String, usize)> {
        let begin = self.at;
        let line = *self.lines.get(begin)?;
        if line.trim().is_empty() || (self.is_block)(line) || self.is_next_head(begin) || !self.begins_row(begin) {
            return None;
        }
        let mut row = Open::of(line);
        self.at += 1;
        while let Some(length) = self.continuation(&row) {
            for line in &self.lines[self.at..self.at + length] {
                row.add(line);
            }
            self.at += length;
        }
        Some((row.text, begin))
    }

    /// Whether the line is the head of another table.
    fn is_next_head(&self, at: usize) -> bool {
        self.lines.get(at + 1).is_some_and(|line| delimiter_columns(line).is_some())
    }

    /// Whether a row begins at a line: it has a pipe, or it is a first cell that goes on in the next line.
    fn begins_row(&self, at: usize) -> bool {
        let line = self.lines[at];
        line.contains('|') || self.is_first_cell(at)
    }

    /// Whether the line is the beginning of a first cell that has all its pipes in the next line.
    fn is_first_cell(&self, at: usize) -> bool {
        let line = self.lines[at];
        let Some(next) = self.lines.get(at + 1) else { return false };
        let goes_on = ends_with_break(line) || next.starts_with([' ', '\t']);
        !self.has_margins && !line.contains('|') && goes_on && cells::separators(next) + 1 == self.columns
    }

    /// How many of the next lines belong to the row.
    fn continuation(&self, row: &Open) -> Option<usize> {
        let next = *self.lines.get(self.at)?;
        if (self.is_block)(next) {
            return None;
        }
        let is_complete = row.separators + 1 >= self.columns;
        if self.has_margins {
            return if is_complete && row.is_closed { None } else { self.lines_to_closing_pipe() };
        }
        if next.trim().is_empty() || self.is_next_head(self.at) {
            // A line of blanks that ends with a break is one of a cell.
            return (row.is_broken && ends_with_break(next)).then_some(1);
        }
        if is_complete && self.is_more_of_a_cell(next, row.is_broken) {
            return Some(1);
        }
        if next.contains('|') {
            // A row without all its pipes goes on as long as it does not get too many.
            let fits = row.separators + cells::separators(next) < self.columns;
            return (!is_complete && fits && (row.is_broken || row.separators == 0)).then_some(1);
        }
        // After a full row, a first cell may begin; anything else goes on with the last cell.
        (row.is_broken || !self.is_first_cell(self.at)).then_some(1)
    }

    /// Whether a line with pipes goes on with the last cell of a full row: all are in code, or there are too few for a row
    /// where the line before says that its cell goes on.
    fn is_more_of_a_cell(&self, line: &str, is_broken: bool) -> bool {
        let sure = cells::sure_separators(line);
        line.contains('|') && !cells::begins_with_pipe(line) && (sure == 0 || is_broken && sure + 1 < self.columns)
    }

    /// How many lines there are to the one that closes the row, if none of them begins another row.
    fn lines_to_closing_pipe(&self) -> Option<usize> {
        for (index, line) in self.lines[self.at..].iter().take(LONGEST_CELL).enumerate() {
            if cells::begins_with_pipe(line)
                || cells::sure_separators(line) + 1 >= self.columns
                || (self.is_block)(line)
            {
                return None;
            }
            if cells::ends_with_pipe(line) {
                return Some(index + 1);
            }
        }
        None
    }
}

fn ends_with_break(line: &str) -> bool {
    let line = line.trim_end_matches('\r');
    line.ends_with("  ") || (line.ends_with('\\') && !line.ends_with("\\\\"))
}

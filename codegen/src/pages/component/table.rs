//! Tables of components, however well they are closed.

use super::spans::{Extent, Spans};
use crate::pages::document::{Cell, Depth, Row, Table};
use crate::pages::facts::Unplaced;
use crate::pages::flat::headings;
use crate::pages::markup::Content;
use crate::pages::markup::lexer::{Piece, Tag};

/// A table while it is read.
pub struct TableBuilder {
    table: Table,
    in_head: bool,
    row: Option<OpenRow>,
    spans: Spans,
    unplaced: Vec<Unplaced>,
    /// The cells are elements of the system's own: tables of HTML in them are text.
    has_own_cells: bool,
    /// How many tables of HTML are open in the cell.
    nested: usize,
}

/// A row while it is read.
struct OpenRow {
    depth: Depth,
    line: usize,
    cells: Vec<(Cell, Extent)>,
    /// The last cell. It stays open for what follows its end tag, until another begins: text between two cells is shown
    /// with the first.
    cell: Option<OpenCell>,
    /// All cells so far are cells of a head.
    is_head: bool,
}

struct OpenCell {
    content: Content,
    extent: Extent,
    is_closed: bool,
}

/// What became of a piece.
pub enum Step {
    /// It is part of the table.
    Taken,
    /// So it is, but for the element of this name, which nobody knows.
    Unknown(String),
    /// It ends the table.
    End,
    /// The table has ended, without an end tag, this many bytes before the end of the piece.
    EndBefore(usize),
}

impl TableBuilder {
    /// A table that begins at a line.
    pub fn at(line: usize) -> Self {
        let table = Table { line, ..Table::default() };
        Self {
            table,
            in_head: false,
            row: None,
            spans: Spans::default(),
            unplaced: Vec::new(),
            has_own_cells: false,
            nested: 0,
        }
    }

    /// Whether a cell is open.
    pub fn in_cell(&self) -> bool {
        self.row.as_ref().and_then(|row| row.cell.as_ref()).is_some_and(|cell| !cell.is_closed)
    }

    /// Takes the next piece.
    pub fn take(&mut self, piece: &Piece<'_>, line: usize) -> Step {
        match piece {
            Piece::Start(_) | Piece::End(_) if self.is_nested(piece) => {}
            Piece::Start(tag) => return self.start(tag, piece, line),
            Piece::End(name) => return self.end(name, piece, line),
            Piece::Text(text) => {
                if let Some(at) = self.end_in(text) {
                    let _ = self.content(&Piece::Text(&text[..at]), line);
                    return Step::EndBefore(text.len() - at);
                }
            }
            Piece::Raw(_) => {}
            Piece::Comment(_) => return Step::Taken,
        }
        self.content(piece, line)
    }

    /// Whether a tag belongs to a table of HTML within a cell. One that is never closed ends with the cell.
    fn is_nested(&mut self, piece: &Piece<'_>) -> bool {
        let (name, begins) = match piece {
            Piece::Start(tag) => (tag.name.as_str(), true),
            Piece::End(name) => (name.as_str(), false),
            _ => return false,
        };
        let was_nested = self.nested > 0;
        if name.starts_with("md-") && !matches!(part(name), Part::None) {
            self.nested = 0;
            return false;
        }
        if name == "table" && begins && self.has_own_cells && self.in_cell() {
            self.nested += 1;
        } else if name == "table" && !begins {
            self.nested = self.nested.saturating_sub(1);
        }
        was_nested || self.nested > 0
    }

    /// The table, and what it could not hold.
    pub fn finish(mut self) -> (Table, Vec<Unplaced>) {
        self.end_row();
        (self.table, self.unplaced)
    }

    fn start(&mut self, tag: &Tag, piece: &Piece<'_>, line: usize) -> Step {
        match part(&tag.name) {
            Part::Head => {
                self.end_row();
                self.in_head = true;
            }
            Part::Body => {
                self.end_row();
                self.in_head = false;
            }
            Part::Row => {
                self.end_row();
                let level = tag.attribute("level").and_then(|level| level.parse().ok());
                self.row = Some(OpenRow::at(line, level.map_or(Depth::Unknown, Depth::Known)));
            }
            Part::Cell { is_head } => {
                self.has_own_cells |= tag.name.starts_with("md-");
                self.row(line).begin(line, is_head, Extent::of(tag));
            }
            Part::Table => return Step::End,
            // The tag of the cell is missing.
            Part::None if tag.name == "md-text" && !self.in_cell() => {
                self.row(line).begin(line, false, Extent::OWN);
                return self.content(piece, line);
            }
            Part::None => return self.content(piece, line),
        }
        Step::Taken
    }

    fn end(&mut self, name: &str, piece: &Piece<'_>, line: usize) -> Step {
        match part(name) {
            Part::Table => return Step::End,
            Part::Head => {
                self.end_row();
                // The tag that begins the head may be missing.
                if self.table.head.is_empty() && self.table.rows.len() == 1 {
                    self.table.head = self.table.rows.remove(0).cells;
                }
                self.in_head = false;
            }
            Part::Body | Part::Row => self.end_row(),
            Part::Cell { .. } => {
                if let Some(cell) = self.row.as_mut().and_then(|row| row.cell.as_mut()) {
                    cell.content.take(&Piece::Text("\n"), line);
                    cell.is_closed = true;
                }
            }
            Part::None => return self.content(piece, line),
        }
        Step::Taken
    }

    /// Something that belongs into a cell.
    fn content(&mut self, piece: &Piece<'_>, line: usize) -> Step {
        let says_something = match piece {
            Piece::Text(text) | Piece::Raw(text) => !text.trim().is_empty(),
            Piece::Start(_) => true,
            Piece::End(_) | Piece::Comment(_) => false,
        };
        if let Some(row) = &mut self.row {
            if row.cell.is_none() && says_something {
                row.begin(line, false, Extent::OWN);
            }
            return match row.cell.as_mut().and_then(|cell| cell.content.take(piece, line)) {
                Some(name) => Step::Unknown(name),
                None => Step::Taken,
            };
        }
        if let (Piece::Text(text) | Piece::Raw(text), true) = (piece, says_something) {
            let line = line + leading_lines(text);
            let shown: String = text.trim().chars().take(60).collect();
            self.unplaced.push(Unplaced { line, what: format!("text between the rows of a table: {shown}") });
        }
        Step::Taken
    }

    fn row(&mut self, line: usize) -> &mut OpenRow {
        self.row.get_or_insert_with(|| OpenRow::at(line, Depth::Unknown))
    }

    fn end_row(&mut self) {
        let Some(row) = self.row.take() else { return };
        let (depth, line) = (row.depth, row.line);
        let (cells, is_head) = row.finish();
        if cells.is_empty() {
            return;
        }
        let row = Row { depth, cells: self.spans.spread(cells), line };
        let is_first = self.table.head.is_empty() && self.table.rows.is_empty();
        if (self.in_head && self.table.head.is_empty()) || (is_head && is_first && row.cells.len() > 1) {
            self.table.head = row.cells;
        } else {
            self.table.rows.push(row);
        }
    }

    /// Where in a text the table has ended without an end tag: at a heading, or where the container ends or another
    /// begins while no cell is open. What looks like a heading may be a remark in code, or part of a text: while a cell is
    /// open, only those of the template count.
    fn end_in(&self, text: &str) -> Option<usize> {
        let in_cell = self.in_cell();
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            // The first part continues a line, unless it is one.
            let is_whole = number > 0;
            let is_heading = heading_level(line)
                .is_some_and(|level| level <= 3 && (!in_cell || headings::level(line[level..].trim()).is_some()));
            let is_container = !in_cell && line.trim_start().starts_with(":::");
            if (is_whole && is_heading) || is_container {
                return Some(at);
            }
            at += line.len();
        }
        None
    }
}

impl OpenRow {
    fn at(line: usize, depth: Depth) -> Self {
        Self { depth, line, cells: Vec::new(), cell: None, is_head: true }
    }

    fn begin(&mut self, line: usize, is_head: bool, extent: Extent) {
        self.end_cell();
        self.is_head &= is_head;
        self.cell = Some(OpenCell { content: Content::at(line), extent, is_closed: false });
    }

    fn end_cell(&mut self) {
        if let Some(cell) = self.cell.take() {
            self.cells.push((cell.content.finish(), cell.extent));
        }
    }

    /// The cells, and whether all are cells of a head.
    fn finish(mut self) -> (Vec<(Cell, Extent)>, bool) {
        self.end_cell();
        (self.cells, self.is_head)
    }
}

/// What an element is to a table.
enum Part {
    Table,
    Head,
    Body,
    Row,
    Cell { is_head: bool },
    None,
}

fn part(name: &str) -> Part {
    match name {
        "md-table" | "md-dt-table" | "table" => Part::Table,
        "md-thead" | "md-dt-thead" | "thead" => Part::Head,
        "md-tbody" | "md-dt-tbody" | "tbody" | "tfoot" => Part::Body,
        "md-tr" | "md-dt-tr" | "tr" => Part::Row,
        "md-th" | "md-dt-th" | "th" => Part::Cell { is_head: true },
        "md-td" | "md-dt-td" | "td" => Part::Cell { is_head: false },
        _ => Part::None,
    }
}

/// The level of a line that is a heading and begins at the margin.
fn heading_level(line: &str) -> Option<usize> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&level) && line[level..].starts_with(' ')).then_some(level)
}

fn leading_lines(text: &str) -> usize {
    text[..text.len() - text.trim_start().len()].matches('\n').count()
}

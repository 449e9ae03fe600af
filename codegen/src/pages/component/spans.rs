//! Cells of a table that reach into further rows and columns.

use std::collections::BTreeMap;

use crate::pages::document::Cell;
use crate::pages::markup::lexer::Tag;

/// Tables are not wider; what stands further to the right reaches nowhere.
const WIDEST: usize = 16;
/// A longer text does not stand in several rows at once.
const LONGEST: usize = 512;

/// How many rows and columns a cell takes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    rows: usize,
    columns: usize,
}

impl Extent {
    /// A cell that takes up its own place.
    pub const OWN: Self = Self { rows: 1, columns: 1 };

    /// What a tag says.
    pub fn of(tag: &Tag) -> Self {
        let number = |name: &str| tag.attribute(name).and_then(|number| number.parse().ok()).unwrap_or(1_usize).max(1);
        Self { rows: number("rowspan"), columns: number("colspan").min(WIDEST) }
    }
}

/// The cells that reach into the next row, by column, and into how many more.
#[derive(Debug, Default)]
pub struct Spans(BTreeMap<usize, (usize, Cell)>);

impl Spans {
    /// The cells of the next row in their columns: its own, and those that reach into it.
    pub fn spread(&mut self, own: Vec<(Cell, Extent)>) -> Vec<Cell> {
        let before = std::mem::take(&mut self.0);
        let mut cells = Vec::with_capacity(own.len() + before.len());
        for (cell, Extent { rows, columns }) in own {
            reach(&before, &mut cells);
            if rows > 1 && cells.len() < WIDEST && cell.text.len() <= LONGEST {
                self.0.insert(cells.len(), (rows - 1, cell.clone()));
            }
            cells.push(cell);
            cells.extend((1..columns).map(|_| Cell::default()));
        }
        reach(&before, &mut cells);
        let on = before.into_iter().filter(|(_, (rows, _))| *rows > 1);
        self.0.extend(on.map(|(column, (rows, cell))| (column, (rows - 1, cell))));
        cells
    }
}

/// Adds the cells from above that stand in the next columns.
fn reach(from_above: &BTreeMap<usize, (usize, Cell)>, cells: &mut Vec<Cell>) {
    while let Some((_, cell)) = from_above.get(&cells.len()) {
        cells.push(cell.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(spans: &mut Spans, own: &[(&str, usize, usize)]) -> Vec<String> {
        let own =
            own.iter().map(|(text, rows, columns)| (Cell::new(*text, 1), Extent { rows: *rows, columns: *columns }));
        spans.spread(own.collect()).into_iter().map(|cell| cell.text).collect()
    }

    #[test]
    fn cells_reach_down_and_to_the_right() {
        let spans = &mut Spans::default();
        assert_eq!(row(spans, &[("a", 3, 1), ("b", 1, 1), ("c", 2, 1)]), ["a", "b", "c"]);
        assert_eq!(row(spans, &[("d", 1, 1)]), ["a", "d", "c"]);
        assert_eq!(row(spans, &[("e", 1, 2)]), ["a", "e", ""]);
        assert_eq!(row(spans, &[("f", 1, 1)]), ["f"]);
    }

    #[test]
    fn no_table_grows_without_end() {
        let spans = &mut Spans::default();
        row(spans, &[("a", usize::MAX, 1); 100]);
        assert_eq!(row(spans, &[("b", 1, 1)]).len(), WIDEST + 1);
    }
}

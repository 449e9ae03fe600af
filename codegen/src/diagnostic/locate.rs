//! Places → bytes, lines and columns.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Sources;
use super::place::{Place, Spot};
use super::position::{self, Node};

/// Looks up places in files; reads each file at most once.
#[derive(Debug)]
pub struct Locator<'a> {
    sources: &'a Sources,
    indexes: BTreeMap<String, Index>,
}

/// What was found out about a file.
#[derive(Debug)]
struct Index {
    tree: Option<Node>,
    /// Where each line begins.
    lines: Vec<usize>,
}

/// A place as editors and reports have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// Where it begins.
    pub start: Position,
    /// Where it ends: behind the last character.
    pub end: Position,
}

/// A line and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in Unicode characters, from 1.
    pub column: usize,
}

impl<'a> Locator<'a> {
    /// A locator over these files.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, indexes: BTreeMap::new() }
    }

    /// Which bytes of its file a place means; never more than one line, so that a caret shows it.
    pub fn span(&mut self, place: &Place) -> Range<usize> {
        let Some(source) = self.sources.get(&place.file) else { return 0..0 };
        let span = match &place.spot {
            Spot::File => 0..0,
            Spot::Position { line, column } => self.position_span(source, &place.file, *line, *column),
            Spot::Bytes { start, end } => *start..*end,
            Spot::Node { steps, part } => {
                self.index(&place.file, source).tree.as_ref().map_or(0..0, |tree| tree.find(steps, *part))
            }
        };
        let line = source[span.start..span.end].lines().next().unwrap_or_default();
        span.start..span.start + line.trim_end().len()
    }

    /// The lines and columns of a place; `None` where it is a file as a whole, or one that could not be read.
    pub fn region(&mut self, place: &Place) -> Option<Region> {
        if place.spot == Spot::File {
            return None;
        }
        let source = self.sources.get(&place.file)?;
        let span = self.span(place);
        Some(Region {
            start: self.position(source, &place.file, span.start),
            end: self.position(source, &place.file, span.end),
        })
    }

    /// The lines that bytes of a file belong to, as bytes, and the number of the first of them, from 1.
    pub fn lines(&mut self, file: &str, span: &Range<usize>) -> (Range<usize>, usize) {
        let Some(source) = self.sources.get(file) else { return (0..0, 1) };
        let lines = &self.index(file, source).lines;
        let first = line_at(lines, span.start);
        let last = line_at(lines, span.end);
        (lines[first]..lines.get(last + 1).copied().unwrap_or(source.len()), first + 1)
    }

    fn position(&mut self, source: &str, file: &str, byte: usize) -> Position {
        let lines = &self.index(file, source).lines;
        let line = line_at(lines, byte);
        Position { line: line + 1, column: source[lines[line]..byte].chars().count() + 1 }
    }

    fn position_span(&mut self, source: &str, file: &str, line: usize, column: usize) -> Range<usize> {
        let lines = &self.index(file, source).lines;
        let start = lines.get(line.saturating_sub(1)).copied().unwrap_or(source.len());
        let text = source[start..].lines().next().unwrap_or_default();
        let offset = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte);
        start + offset..start + text.len().max(offset)
    }

    fn index(&mut self, file: &str, source: &str) -> &Index {
        self.indexes.entry(file.to_owned()).or_insert_with(|| Index {
            tree: position::read(source).ok(),
            lines: std::iter::once(0).chain(source.match_indices('\n').map(|(end, _)| end + 1)).collect(),
        })
    }
}

/// The line, from 0, that a byte belongs to.
fn line_at(lines: &[usize], byte: usize) -> usize {
    lines.partition_point(|start| *start <= byte).saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Cursor;

    #[test]
    fn columns_count_characters_and_end_behind_the_last() {
        let sources = Sources::from([("a.yaml".to_owned(), "a: 1\n发: 𝒳yz\n".to_owned())]);
        let root = Cursor::root("a.yaml");
        let region = Locator::new(&sources).region(&root.key("发").value()).unwrap();
        assert_eq!(region.start, Position { line: 2, column: 4 });
        assert_eq!(region.end, Position { line: 2, column: 7 });
    }

    #[test]
    fn what_is_nowhere_in_particular_has_no_region() {
        let sources = Sources::from([("a.yaml".to_owned(), "a: 1\n".to_owned())]);
        assert_eq!(Locator::new(&sources).region(&Place::file("a.yaml")), None);
        let gone = Place { file: "gone.yaml".into(), spot: Spot::Position { line: 1, column: 1 } };
        assert_eq!(Locator::new(&sources).region(&gone), None);
    }

    #[test]
    fn a_position_behind_the_end_is_at_the_end() {
        let sources = Sources::from([("a.yaml".to_owned(), "发".to_owned())]);
        let place = Place { file: "a.yaml".into(), spot: Spot::Position { line: 9, column: 9 } };
        let region = Locator::new(&sources).region(&place).unwrap();
        assert_eq!(region.start, Position { line: 1, column: 2 });
    }
}

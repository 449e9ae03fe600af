//! Pages as flattened text: what remains when a page is copied as plain text.
//!
//! Tables are still lines with pipes, but nothing parts them from the text around; code is not fenced, its language
//! stands on a line of its own; headings are lines like any other; cells have no line breaks, no bold labels and no links.
//! So blocks are told by what they say: the template's own headings and labels, and brackets that match.

mod code;
pub(super) mod headings;
mod labels;

use std::borrow::Cow;

use super::document::{Block, Cell, Document, Table};
use super::front;
use super::markdown::pipes;
use super::markup::flatten;
use super::pipes::{remove_made_up_head, restore_breaks};

/// Whether a page is flattened text: it has the template's headings as bare lines, and none with the marks of a level.
#[must_use]
pub fn recognizes(text: &str) -> bool {
    let (_, begin) = front::read(text);
    let mut bare_headings = 0;
    for line in text[begin..].lines().map(str::trim) {
        if line.starts_with("## ") || line.starts_with("### ") || line.starts_with("```") {
            return false;
        }
        bare_headings += usize::from(headings::level(line).is_some());
    }
    bare_headings >= 2
}

/// Reads a page.
#[must_use]
pub fn read(text: &str) -> Document {
    let (front, begin) = front::read(text);
    let first_line = text[..begin].matches('\n').count() + 1;
    let lines: Vec<Cow<'_, str>> = text[begin..].lines().map(with_pipes).collect();
    let lines: Vec<&str> = lines.iter().map(AsRef::as_ref).collect();
    let document = Document { front, ..Document::default() };
    let mut reader = Reader { lines: &lines, first_line, at: 0, rest: None, open: None, document };
    while reader.at < lines.len() {
        reader.step();
    }
    reader.end_open();
    let mut document = reader.document;
    document.blocks.iter_mut().for_each(remove_made_up_head);
    restore_breaks(&mut document);
    document
}

/// A line with pipes where it has tabs between its cells.
fn with_pipes(line: &str) -> Cow<'_, str> {
    let inner = line.trim();
    let is_row =
        inner.contains('\t') && !inner.contains('|') && !inner.starts_with(['"', '{', '}', '[', ']', '/', '-']);
    if is_row { Cow::Owned(inner.replace('\t', " | ")) } else { Cow::Borrowed(line) }
}

struct Reader<'a> {
    lines: &'a [&'a str],
    first_line: usize,
    /// The line to be read next, from 0.
    at: usize,
    /// What of it is left, when something ended within it.
    rest: Option<&'a str>,
    /// A paragraph or a frame that goes on.
    open: Option<Open>,
    document: Document,
}

/// Text that goes on until something else begins.
struct Open {
    /// The kind of a frame.
    kind: Option<String>,
    text: String,
    line: usize,
}

impl Reader<'_> {
    fn step(&mut self) {
        let line = self.rest.take().unwrap_or(self.lines[self.at]);
        let trimmed = line.trim().trim_start_matches('#').trim();
        let number = self.first_line + self.at;
        if trimmed.is_empty() {
            self.end_paragraph();
            self.at += 1;
        } else if let Some(level) = self.heading(trimmed) {
            self.end_open();
            let text = text_of(trimmed.trim_end_matches([':', '：']));
            self.document.blocks.push(Block::Heading { level, text, line: number });
            self.at += 1;
        } else if let Some(language) = code::language(trimmed).filter(|_| self.begins_code(self.at + 1)) {
            self.at += 1;
            self.code(Some(language.to_owned()));
        } else if code::begins(trimmed) {
            self.rest = Some(line);
            self.code(None);
        } else if let Some((table, length)) = self.table_at(number) {
            self.end_open();
            self.table(table);
            self.at += length;
        } else {
            self.text(trimmed, number);
            self.at += 1;
        }
    }

    fn table_at(&self, number: usize) -> Option<(Table, usize)> {
        let lines = &self.lines[self.at..];
        pipes::read(lines, number, is_block).or_else(|| pipes::read_bare(lines, number, is_block))
    }

    /// The level of a line that is a heading: of the first line, of the template's, and of a title over a table.
    fn heading(&self, line: &str) -> Option<u8> {
        if self.document.blocks.is_empty() && self.open.is_none() {
            return Some(1);
        }
        let is_over_table = || self.lines.get(self.at + 1).is_some_and(|next| next.trim_start().starts_with('|'));
        headings::level(line).or_else(|| (headings::is_title(line) && is_over_table()).then_some(4))
    }

    fn begins_code(&self, at: usize) -> bool {
        self.lines.get(at).is_some_and(|line| !line.trim().is_empty() && (code::begins(line.trim()) || !is_block(line)))
    }

    /// Reads code up to the bracket that closes it; without brackets, up to the next heading.
    fn code(&mut self, language: Option<String>) {
        self.end_open();
        let begin = self.at;
        let mut extent = code::Extent::default();
        let mut text = String::new();
        while let Some(&whole) = self.lines.get(self.at) {
            let line = self.rest.take().unwrap_or(whole);
            if !extent.is_open() && (line.trim().is_empty() || is_block(line)) || headings::level(line.trim()).is_some()
            {
                break;
            }
            if let Some(end) = extent.end(line) {
                text.push_str(&line[..end]);
                let rest = &line[end..];
                self.rest = (!rest.trim().is_empty()).then_some(rest);
                self.at += usize::from(self.rest.is_none());
                // Several values may follow each other in one example.
                let goes_on =
                    self.rest.is_none() && self.lines.get(self.at).is_some_and(|line| code::begins(line.trim()));
                if !goes_on {
                    break;
                }
                text.push('\n');
                continue;
            }
            text.push_str(line);
            text.push('\n');
            self.at += 1;
        }
        let language = language.or_else(|| Some("json".to_owned()));
        let text = text.trim_end().to_owned();
        self.document.blocks.push(Block::Code { language, text, line: self.first_line + begin });
    }

    fn table(&mut self, mut table: Table) {
        let cells = table.rows.iter_mut().flat_map(|row| row.cells.iter_mut());
        for cell in cells.filter(|cell| cell.marks.is_empty()) {
            *cell = Cell { text: labels::restore(&cell.text), ..std::mem::take(cell) };
        }
        self.document.blocks.push(Block::Table(table));
    }

    fn text(&mut self, line: &str, number: usize) {
        let frame = labels::frame(line);
        if frame.is_some() {
            self.end_open();
        }
        let (kind, line) = frame.map_or((None, line), |(kind, rest)| (Some(kind), rest));
        match &mut self.open {
            Some(open) => {
                open.text.push('\n');
                open.text.push_str(line);
            }
            None => self.open = Some(Open { kind, text: line.to_owned(), line: number }),
        }
    }

    /// Ends a paragraph; a frame goes on over blank lines.
    fn end_paragraph(&mut self) {
        match &mut self.open {
            Some(Open { kind: Some(_), text, .. }) => text.push('\n'),
            _ => self.end_open(),
        }
    }

    fn end_open(&mut self) {
        let Some(Open { kind, text, line }) = self.open.take() else { return };
        let text = text_of(&text);
        if text.is_empty() {
            return;
        }
        self.document.blocks.push(match kind {
            Some(kind) => Block::Alert { kind, text, line },
            None => Block::Paragraph { text, line },
        });
    }
}

/// The text without its HTML.
fn text_of(text: &str) -> String {
    flatten(text, 0).text.trim().to_owned()
}

/// Whether a line begins something that no table can hold.
fn is_block(line: &str) -> bool {
    let line = line.trim();
    headings::level(line).is_some()
        || code::begins(line)
        || code::language(line).is_some()
        || labels::frame(line).is_some()
}

#[cfg(test)]
mod tests;

//! Pages as the documentation system serves them: markdown with tables, frames and code as elements of its own
//! (`<md-table>`, `<md-dt-table>`, `<md-alert>`, `<md-code-json>` and other languages).
//!
//! HTML's own rules for trees know nothing of these elements and would nest an unclosed cell in its neighbour, so this
//! reader goes by what may follow what: a cell ends where the next begins, a row where the next begins, a table at a
//! heading. Everything between is markdown.

mod spans;
mod table;

use std::iter::Peekable;

use super::document::{Block, Document};
use super::facts::Unplaced;
use super::lines::Lines;
use super::markup::Content;
use super::markup::lexer::{Lexer, Piece, Tag};
use super::{front, markdown};
use table::{Step, TableBuilder};

/// Whether a page is written in this dialect.
#[must_use]
pub fn recognizes(text: &str) -> bool {
    ["<md-table", "<md-dt-table", "<md-alert", "<md-code", ":::html"].iter().any(|mark| text.contains(mark))
}

/// Reads a page.
#[must_use]
pub fn read(text: &str) -> Document {
    let (front, begin) = front::read(text);
    let mut reader = Reader {
        lines: Lines::of(text),
        document: Document { front, ..Document::default() },
        markdown: String::new(),
        markdown_line: 1,
        inside: Inside::Nothing,
    };
    let mut pieces = Lexer::new(&text[begin..]).peekable();
    while let Some((at, piece)) = pieces.next() {
        let end = begin + end_of(&mut pieces, text.len() - begin);
        let at = begin + at;
        reader.take(&text[at..end], at, &piece);
    }
    reader.leave();
    reader.flush();
    reader.document.unplaced.sort();
    reader.document
}

/// Where a piece ends: where the next one begins.
fn end_of(pieces: &mut Peekable<Lexer<'_>>, length: usize) -> usize {
    pieces.peek().map_or(length, |(at, _)| *at)
}

/// What was read so far.
struct Reader {
    lines: Lines,
    document: Document,
    /// The markdown since the last element, and its first line.
    markdown: String,
    markdown_line: usize,
    inside: Inside,
}

/// The element that is open.
enum Inside {
    Nothing,
    Table(TableBuilder),
    Alert { kind: String, content: Content, line: usize },
    Code { name: String, text: String, line: usize },
}

impl Reader {
    /// Takes a piece with its source.
    fn take(&mut self, source: &str, at: usize, piece: &Piece<'_>) {
        let line = self.lines.line(at);
        if let Piece::Start(tag) = piece
            && self.begin(tag, line)
        {
            return;
        }
        match &mut self.inside {
            Inside::Nothing => self.outside(source, line, piece),
            Inside::Table(table) => match table.take(piece, line) {
                Step::Taken => {}
                Step::Unknown(name) => self.unknown(&name, line),
                Step::End => self.leave(),
                Step::EndBefore(rest) => {
                    self.leave();
                    let skipped = source.len() - rest;
                    self.outside(&source[skipped..], self.lines.line(at + skipped), piece);
                }
            },
            Inside::Alert { content, .. } => match piece {
                Piece::End(name) if name == "md-alert" => self.leave(),
                Piece::Text(text) if let Some(rest) = container_end(text) => {
                    content.take(&Piece::Text(&text[..rest]), line);
                    self.leave();
                    self.outside(&source[rest..], self.lines.line(at + rest), piece);
                }
                _ => {
                    if let Some(name) = content.take(piece, line) {
                        self.unknown(&name, line);
                    }
                }
            },
            Inside::Code { name: open, text, .. } => match piece {
                Piece::End(name) if name == open => self.leave(),
                Piece::Text(_) if let Some(rest) = container_end(source) => {
                    text.push_str(&source[..rest]);
                    self.leave();
                    self.outside(&source[rest..], self.lines.line(at + rest), piece);
                }
                _ => text.push_str(source),
            },
        }
    }

    /// Begins an element, unless it belongs into the one that is open.
    fn begin(&mut self, tag: &Tag, line: usize) -> bool {
        let in_cell = matches!(&self.inside, Inside::Table(table) if table.in_cell());
        let inside = match tag.name.as_str() {
            // Rows after a stray end of their table.
            "md-tr" | "md-dt-tr" if matches!(self.inside, Inside::Nothing) => {
                let mut table = TableBuilder::at(line);
                table.take(&Piece::Start(tag.clone()), line);
                Inside::Table(table)
            }
            "md-table" | "md-dt-table" => Inside::Table(TableBuilder::at(line)),
            "table" if !in_cell => Inside::Table(TableBuilder::at(line)),
            "md-alert" if !in_cell => Inside::Alert {
                kind: tag.attribute("type").unwrap_or("note").to_ascii_lowercase(),
                content: Content::at(line),
                line,
            },
            name if name.starts_with("md-code") && !in_cell => {
                Inside::Code { name: name.to_owned(), text: String::new(), line }
            }
            _ => return false,
        };
        self.leave();
        self.flush();
        self.inside = inside;
        true
    }

    /// Ends the element that is open.
    fn leave(&mut self) {
        match std::mem::replace(&mut self.inside, Inside::Nothing) {
            Inside::Nothing => {}
            Inside::Table(table) => {
                let (table, unplaced) = table.finish();
                self.document.unplaced.extend(unplaced);
                if !(table.head.is_empty() && table.rows.is_empty()) {
                    self.document.blocks.push(Block::Table(table));
                }
            }
            Inside::Alert { kind, content, line } => {
                let text = content.finish_as_text();
                if !text.trim().is_empty() {
                    self.document.blocks.push(Block::Alert { kind, text: text.trim().to_owned(), line });
                }
            }
            Inside::Code { name, text, line } => {
                let skipped =
                    text.bytes().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| *byte == b'\n');
                let line = line + skipped.count();
                let text = text.trim_matches(['\r', '\n']).to_owned();
                let language = name.strip_prefix("md-code-").map(str::to_owned);
                self.document.blocks.push(Block::Code { language, text, line });
            }
        }
    }

    /// A piece that is in no element.
    fn outside(&mut self, source: &str, line: usize, piece: &Piece<'_>) {
        if self.markdown.is_empty() {
            self.markdown_line = line;
        }
        match piece {
            // A comment hides what is in it, not how many lines it has.
            Piece::Comment(_) => self.markdown.extend(source.chars().filter(|character| *character == '\n')),
            Piece::End(name) if name.starts_with("md-") && !is_inline(name) => {}
            Piece::Start(tag) if tag.name.starts_with("md-") && !is_inline(&tag.name) => self.unknown(&tag.name, line),
            _ => self.markdown.push_str(source),
        }
    }

    /// Reads the markdown since the last element.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.markdown);
        markdown::read(&text, self.markdown_line, &mut self.document);
    }

    fn unknown(&mut self, name: &str, line: usize) {
        let what =
            format!("an element that is not known here: <{name}>; what it holds is read as if it were not there");
        self.document.unplaced.push(Unplaced { line, what });
    }
}

/// Elements that may stand in a paragraph.
fn is_inline(name: &str) -> bool {
    matches!(name, "md-perm" | "md-tag" | "md-text" | "md-tooltip" | "md-app-support" | "md-enum" | "md-enum-item")
}

/// Where the text of an element that is never closed ends: at a line that ends the container around it.
fn container_end(text: &str) -> Option<usize> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.trim() == ":::" && line.starts_with(":::") {
            return Some(at);
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests;

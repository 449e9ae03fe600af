//! Markdown outside the elements of the documentation system: headings, paragraphs, code, frames and pipe tables.
//!
//! Line by line and forgiving, because the pages are: a heading may be indented, a table follow a paragraph at once, a
//! fence never end.

pub mod pipes;

use super::document::{Block, Document};
use super::flat::headings;
use super::markup::Content;

/// Reads markdown that begins at a line into a document.
pub fn read(text: &str, first_line: usize, document: &mut Document) {
    read_lines(&text.lines().collect::<Vec<_>>(), first_line, false, document);
}

/// Reads a whole page of markdown. Where nothing but the title is a heading, lines in bold may be.
pub fn read_page(text: &str, first_line: usize, document: &mut Document) {
    let lines: Vec<&str> = text.lines().collect();
    let has_headings = lines.iter().any(|line| heading(line.trim()).is_some_and(|(level, _)| level > 1));
    read_lines(&lines, first_line, !has_headings, document);
}

fn read_lines(lines: &[&str], first_line: usize, bold_heads: bool, document: &mut Document) {
    let mut reader = Reader { lines, first_line, at: 0, paragraph: None, bold_heads, document };
    while reader.at < lines.len() {
        reader.step();
    }
    reader.end_paragraph();
}

struct Reader<'a> {
    lines: &'a [&'a str],
    first_line: usize,
    /// The line to be read next, from 0.
    at: usize,
    /// Where the open paragraph began.
    paragraph: Option<usize>,
    /// Lines in bold may be headings.
    bold_heads: bool,
    document: &'a mut Document,
}

impl Reader<'_> {
    fn step(&mut self) {
        let line = self.lines[self.at];
        let trimmed = line.trim();
        if trimmed.is_empty() {
            self.end_paragraph();
            self.at += 1;
        } else if let Some(fence) = fence(trimmed) {
            self.end_paragraph();
            self.code(fence);
        } else if let Some(rest) = trimmed.strip_prefix(":::") {
            self.end_paragraph();
            self.container(rest.trim());
        } else if let Some((level, text)) = heading(trimmed).or_else(|| self.bold_heading(trimmed)) {
            self.end_paragraph();
            let text = plain(text);
            self.document.blocks.push(Block::Heading { level, text, line: self.first_line + self.at });
            self.at += 1;
        } else if trimmed.starts_with('>') {
            self.end_paragraph();
            self.quote();
        } else if let Some((table, length)) = pipes::read(&self.lines[self.at..], self.first_line + self.at, is_block) {
            self.end_paragraph();
            self.document.blocks.push(Block::Table(table));
            self.at += length;
        } else {
            self.paragraph.get_or_insert(self.at);
            self.at += 1;
        }
    }

    /// A line in bold is a heading where it names a part of the template and what such a part consists of follows.
    fn bold_heading<'l>(&self, line: &'l str) -> Option<(u8, &'l str)> {
        const FARTHEST: usize = 8;
        let heading = bold_part(line).filter(|_| self.bold_heads)?;
        let follows = |line: &str| fence(line).is_some() || bold_part(line).is_some() || line.contains('|');
        let mut next = self.lines[self.at + 1..].iter().take(FARTHEST);
        next.any(|line| follows(line.trim())).then_some(heading)
    }

    fn end_paragraph(&mut self) {
        let Some(begin) = self.paragraph.take() else { return };
        let text = plain(&self.lines[begin..self.at].join("\n"));
        if !text.is_empty() {
            self.document.blocks.push(Block::Paragraph { text, line: self.first_line + begin });
        }
    }

    /// A code block up to its closing fence.
    fn code(&mut self, fence: &str) {
        let language = self.lines[self.at].trim()[fence.len()..].trim();
        let language = language.split_whitespace().next().map(str::to_ascii_lowercase);
        let begin = self.at + 1;
        let rest = &self.lines[begin..];
        let is_end =
            |line: &&str| line.trim().starts_with(fence) && line.trim().bytes().all(|byte| byte == fence.as_bytes()[0]);
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        let text = rest[..length].join("\n");
        self.document.blocks.push(Block::Code { language, text, line: self.first_line + begin });
        self.at = begin + length + 1;
    }

    /// A container: `html` is only the way to embed elements, any other is a frame.
    fn container(&mut self, kind: &str) {
        let begin = self.at + 1;
        self.at = begin;
        let kind: String = kind.chars().take_while(char::is_ascii_alphanumeric).collect();
        if kind.is_empty() || kind == "html" {
            return;
        }
        let rest = &self.lines[begin..];
        let length = frame_length(rest);
        self.alert(kind.to_ascii_lowercase(), &rest[..length].join("\n"), begin);
        self.at = begin + length + usize::from(rest.get(length).is_some_and(|line| line.trim() == ":::"));
    }

    /// A quotation; `> **Tip**: …` says what kind of frame it was.
    fn quote(&mut self) {
        let begin = self.at;
        while self.lines.get(self.at).is_some_and(|line| line.trim_start().starts_with('>')) {
            self.at += 1;
        }
        let unquoted = |line: &&str| {
            let line = line.trim_start().trim_start_matches('>');
            line.strip_prefix(' ').unwrap_or(line).to_owned()
        };
        let text = self.lines[begin..self.at].iter().map(unquoted).collect::<Vec<_>>().join("\n");
        let kind = text.strip_prefix("**").and_then(|text| text.split_once("**"));
        match kind.filter(|(kind, _)| kind.bytes().all(|byte| byte.is_ascii_alphabetic())) {
            Some((kind, rest)) => {
                let rest = rest.trim_start_matches([':', '：', ' ']).to_owned();
                self.alert(kind.to_ascii_lowercase(), &rest, begin);
            }
            None => self.alert("quote".to_owned(), &text, begin),
        }
    }

    fn alert(&mut self, kind: String, text: &str, begin: usize) {
        let text = plain(text);
        if !text.is_empty() {
            self.document.blocks.push(Block::Alert { kind, text, line: self.first_line + begin });
        }
    }
}

/// How many lines a frame has. One that is never closed ends at a heading; code may seem to have both ends.
fn frame_length(lines: &[&str]) -> usize {
    let is_end = |line: &str| line.starts_with(":::") || heading(line).is_some();
    let mut open: Option<&str> = None;
    let mut first = None;
    for (number, line) in lines.iter().enumerate() {
        let line = line.trim();
        if is_end(line) {
            first.get_or_insert(number);
        }
        match open {
            None if is_end(line) => return number,
            None => open = fence(line),
            Some(mark) if line.starts_with(mark) => open = None,
            Some(_) => {}
        }
    }
    // Code that is never closed hides no end.
    first.filter(|_| open.is_some()).unwrap_or(lines.len())
}

/// The text without HTML, with what markup says as text.
fn plain(text: &str) -> String {
    Content::text_of(text).trim().to_owned()
}

/// Whether a line begins something that no table can hold.
fn is_block(line: &str) -> bool {
    let line = line.trim();
    fence(line).is_some() || line.starts_with(":::") || heading(line).is_some() || bold_part(line).is_some()
}

/// The level and the text of a line that names a part of the template in bold, and says nothing else.
fn bold_part(line: &str) -> Option<(u8, &str)> {
    let title = line.strip_prefix("**")?.trim_end_matches([':', '：', ' ']).strip_suffix("**")?;
    headings::part(title).map(|level| (level, title))
}

/// The fence that a line begins with.
fn fence(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let length = line.chars().take_while(|character| *character == mark).count();
    (length >= 3 && !line[length..].contains(mark)).then(|| &line[..length])
}

/// The level and the text of a heading.
fn heading(line: &str) -> Option<(u8, &str)> {
    if let Some(rest) = line.strip_prefix("<h").or_else(|| line.strip_prefix("<H")) {
        let level = rest.bytes().next().filter(|level| (b'1'..=b'6').contains(level))? - b'0';
        return rest[1..].split_once('>').map(|(_, text)| (level, text));
    }
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let text = &line[level..];
    let begins = text.chars().next()?;
    // Some pages forget the blank, which only words that are no tags can do without.
    let is_heading = (1..=6).contains(&level) && (begins.is_whitespace() || !begins.is_ascii());
    is_heading.then(|| (u8::try_from(level).unwrap_or(6), text.trim().trim_end_matches('#').trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<Block> {
        let mut document = Document::default();
        read_page(text, 10, &mut document);
        document.blocks
    }

    fn paragraph(text: &str, line: usize) -> Block {
        Block::Paragraph { text: text.into(), line }
    }

    #[test]
    fn headings_paragraphs_and_code_keep_their_lines() {
        assert_eq!(
            blocks(" ## 请求 \na\nb<br>c\n\n```json\n# no heading\n  ```\nd\n```\nnever closed"),
            [
                Block::Heading { level: 2, text: "请求".into(), line: 10 },
                paragraph("a\nb\nc", 11),
                Block::Code { language: Some("json".into()), text: "# no heading".into(), line: 15 },
                paragraph("d", 17),
                Block::Code { language: None, text: "never closed".into(), line: 19 },
            ]
        );
    }

    #[test]
    fn frames_have_their_kind() {
        let alert = |kind: &str, text: &str, line| Block::Alert { kind: kind.into(), text: text.into(), line };
        assert_eq!(
            blocks("::: note\na\n:::\n> **Tip**: b\n> c\n\n> d\n:::html\n:::\n:::warning e\nf"),
            [alert("note", "a", 11), alert("tip", "b\nc", 13), alert("quote", "d", 16), alert("warning", "f", 20)]
        );
        assert_eq!(blocks(":::note\n```\n# a\n```\n:::\nb").len(), 2);
        assert_eq!(blocks(":::note\n```\na\n## b\nc").len(), 3);
    }

    #[test]
    fn parts_of_the_template_are_headed_by_lines_in_bold_where_nothing_else_heads_them() {
        let heading = |level, text: &str, line| Block::Heading { level, text: text.into(), line };
        assert_eq!(
            blocks("**响应**\n\n**响应体示例：**\n```\na\n```\n**响应体**\nb\n\n**注意事项**\n\n```\n"),
            [
                heading(2, "响应", 10),
                heading(3, "响应体示例：", 12),
                Block::Code { language: None, text: "a".into(), line: 14 },
                heading(3, "响应体", 16),
                paragraph("b", 17),
                paragraph("**注意事项**", 19),
                Block::Code { language: None, text: String::new(), line: 22 },
            ]
        );
    }

    #[test]
    fn lines_in_bold_are_text_where_headings_are_marked() {
        let text = "## 请求\n**请求示例**\n```\n```";
        assert_eq!(blocks(text)[1], paragraph("**请求示例**", 11));
    }

    #[test]
    fn a_number_sign_alone_makes_no_heading() {
        assert_eq!(blocks("#tag\n#faf1d1"), [paragraph("#tag\n#faf1d1", 10)]);
    }
}

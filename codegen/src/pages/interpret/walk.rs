//! The walk over a page, from heading to heading.

use super::columns::{Column, Columns, with_head};
use super::fields::{self, Loose};
use super::places::{self, Parameters};
use super::section::{Section, Side};
use super::text::{between, excerpt, word};
use super::{basic, errors, examples, headers, operation};
use crate::pages::document::{Block, Document, Entry, Row, Table};
use crate::pages::facts::{Header, Note, Page, Role, Unplaced};

/// Takes all facts from a document.
pub fn walk(file: &str, document: Document) -> Page {
    let mut page = Page { file: file.to_owned(), unplaced: document.unplaced, ..Page::default() };
    for entry in &document.front {
        front(entry, &mut page);
    }
    let mut walk = Walk {
        page,
        section: Section::Introduction,
        side: Side::Request,
        heading: None,
        level: 0,
        placed: Vec::new(),
        last: None,
        parameters: Parameters::default(),
        response: Vec::new(),
        says_binary: None,
    };
    for block in document.blocks {
        walk.block(block);
    }
    walk.finish()
}

struct Walk {
    page: Page,
    section: Section,
    side: Side,
    heading: Option<String>,
    /// Level of the heading that began the section.
    level: u8,
    /// The sections whose table was found.
    placed: Vec<Section>,
    /// The columns of the last table since the heading.
    last: Option<Columns>,
    parameters: Parameters,
    response: Vec<Loose>,
    /// The line that says that the answer is a file.
    says_binary: Option<usize>,
}

impl Walk {
    fn block(&mut self, block: Block) {
        match block {
            Block::Heading { level, text, line } => self.heading(level, &text, line),
            Block::Paragraph { text, line } => self.paragraph(&text, line),
            Block::Alert { kind, text, line } => self.prose(Some(kind), &text, line),
            Block::Code { language, text, line } => self.code(language, text, line),
            Block::Table(table) => self.table(&table),
        }
    }

    fn heading(&mut self, level: u8, text: &str, line: usize) {
        let title = word(text);
        if level == 1 && self.section == Section::Introduction && self.heading.is_none() && !self.has("h1") {
            self.page.lines.insert("h1".to_owned(), line);
            if self.page.title.is_empty() {
                self.page.title = title;
                self.page.lines.insert("title".to_owned(), line);
            }
            return;
        }
        self.last = None;
        let section = match Section::of(text, self.side) {
            // Its parameters have been told: these are of something within.
            section if Section::is_bare(text) && self.has_fields_of(section) => Section::Other,
            section => section,
        };
        // A heading below that says nothing of its own may head the only table of the part it is in.
        let is_inside = section == Section::Other && level > self.level && self.waits_for_fields();
        if !is_inside {
            // Further headers may have a heading of their own.
            if section == Section::Headers {
                self.placed.retain(|placed| *placed != section);
            }
            self.section = section;
            self.level = level;
            self.side = section.side().unwrap_or(self.side);
        }
        self.heading = Some(title);
    }

    fn has(&self, key: &str) -> bool {
        self.page.lines.contains_key(key)
    }

    /// Whether a table has told the parameters, on the side of a section.
    fn has_fields_of(&self, section: Section) -> bool {
        let is_of_fields = |placed: &Section| {
            !matches!(placed, Section::Headers | Section::ResponseHeaders | Section::PathParameters)
                && placed.side() == section.side()
        };
        self.placed.iter().any(is_of_fields)
    }

    /// Whether a line in bold begins a part: one that a table or an example fills. What illustrates something that is no
    /// part itself is no example of the call.
    fn begins_with(&self, title: &str) -> bool {
        match Section::of(title, self.side) {
            Section::Example(_) => self.section != Section::Other,
            section => section.has_table(),
        }
    }

    /// Whether the section waits for a table of fields.
    fn waits_for_fields(&self) -> bool {
        let is_of_fields = matches!(
            self.section,
            Section::Body
                | Section::ResponseBody
                | Section::QueryParameters
                | Section::PathParameters
                | Section::Parameters
                | Section::Headers
        );
        is_of_fields && !self.placed.contains(&self.section)
    }

    /// Takes a paragraph, which may begin with lines that are headings in all but their markup.
    fn paragraph(&mut self, text: &str, line: usize) {
        let (mut rest, mut line) = (text, line);
        while let (first, after) = rest.split_once('\n').unwrap_or((rest, ""))
            && let Some(title) = bold_heading(first).filter(|title| self.begins_with(title))
        {
            self.heading(LOWEST, title, line);
            (rest, line) = (after, line + 1);
        }
        self.prose(None, rest, line);
    }

    fn prose(&mut self, kind: Option<String>, text: &str, line: usize) {
        let (text, found) = operation::take(text);
        if let Some(found) = found {
            self.page.operation.get_or_insert(found);
            self.page.lines.entry("operation".to_owned()).or_insert(line);
        }
        if text.is_empty() {
            return;
        }
        let is_request = !matches!(self.section, Section::Errors | Section::Response | Section::ResponseBody);
        if is_request && headers::demands_helpdesk(&text) {
            self.page.helpdesk_auth = true;
            self.page.lines.entry("helpdesk_auth".to_owned()).or_insert(line);
        }
        let is_answer = matches!(self.section, Section::Response | Section::ResponseBody | Section::ResponseHeaders);
        if is_answer && BINARY.iter().any(|word| text.contains(word)) {
            self.says_binary.get_or_insert(line);
        }
        let is_restriction =
            self.section == Section::Restrictions || matches!(kind.as_deref(), Some("warn" | "warning" | "error"));
        let note = Note { section: self.heading.clone(), kind, text, line };
        if is_restriction { self.page.restrictions.push(note) } else { self.page.notes.push(note) }
    }

    fn code(&mut self, language: Option<String>, text: String, line: usize) {
        let role = match self.section {
            Section::Example(role) => Some(role),
            Section::Body | Section::Parameters => Some(Role::Request),
            Section::Response | Section::ResponseBody => Some(Role::Response),
            _ => None,
        };
        let example = role.and_then(|role| examples::read(role, language.as_deref(), &text, line));
        match example {
            Some(example) => self.page.examples.push(example),
            None if text.trim().is_empty() => {}
            None => {
                let kind = language.map_or_else(|| "code".to_owned(), |language| format!("code: {language}"));
                self.page.notes.push(Note { section: self.heading.clone(), kind: Some(kind), text, line });
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let is_basic = self.page.path.is_empty() && basic::is_basic(table);
        let goes_on = || self.section == Section::Request && basic::goes_on(table);
        if is_basic || goes_on() {
            basic::read(table, &mut self.page);
            return;
        }
        if let Some(columns) = self.columns_before(table) {
            self.take(&columns, &table.rows);
            return;
        }
        match with_head(table) {
            Some((columns, rows)) if columns.are_errors() && self.takes_errors() => {
                self.take_errors(&columns, rows);
                self.last = Some(columns);
            }
            Some((columns, rows))
                if columns.are_fields() && !self.placed.contains(&self.section) && self.take_fields(&columns, rows) =>
            {
                self.placed.push(self.section);
                self.last = Some(columns);
            }
            _ => self.leave(table),
        }
    }

    /// The columns of the table before, when this one goes on with its rows: broken markup may have split them.
    fn columns_before(&self, table: &Table) -> Option<Columns> {
        let columns = self.last.as_ref().filter(|_| table.head.is_empty() && !table.rows.is_empty())?;
        let is_alike = table.rows.iter().all(|row| row.cells.len() == columns.count());
        let has_head = with_head(table).is_some_and(|(_, rows)| rows.len() < table.rows.len());
        (is_alike && !has_head).then(|| columns.clone())
    }

    fn take(&mut self, columns: &Columns, rows: &[Row]) {
        if columns.are_errors() {
            self.take_errors(columns, rows);
        } else {
            self.take_fields(columns, rows);
        }
    }

    fn take_errors(&mut self, columns: &Columns, rows: &[Row]) {
        let errors = errors::read(columns, rows, &mut self.page.unplaced);
        self.page.errors.extend(errors);
    }

    fn takes_errors(&self) -> bool {
        self.section == Section::Errors || self.side == Side::Response
    }

    /// Takes the fields of a table, if its section is about fields.
    fn take_fields(&mut self, columns: &Columns, rows: &[Row]) -> bool {
        match self.section {
            Section::Headers => headers::read_request(columns, rows, &mut self.page),
            Section::ResponseHeaders => {
                let read = headers::read(columns, rows, &mut self.page.unplaced);
                self.page.response_headers.extend(read.into_iter().map(|(header, _)| header));
            }
            Section::ResponseBody | Section::Response => {
                self.response.extend(fields::read(columns, rows, &mut self.page.unplaced));
            }
            Section::PathParameters
            | Section::QueryParameters
            | Section::Body
            | Section::Parameters
            | Section::Request => {
                let read = fields::read(columns, rows, &mut self.page.unplaced);
                places::sort(self.section, read, &mut self.page, &mut self.parameters);
            }
            _ if self.side == Side::Request && says_headers(columns, rows) => {
                headers::read_request(columns, rows, &mut self.page);
            }
            _ => return false,
        }
        true
    }

    fn leave(&mut self, table: &Table) {
        let head: Vec<_> = table.head.iter().map(|cell| word(&cell.text)).collect();
        let place =
            self.heading.as_deref().map_or_else(String::new, |heading| format!(" below \u{201c}{heading}\u{201d}"));
        let what = format!("a table{place} ({} rows): {}", table.rows.len(), excerpt(&head.join(" | ")));
        self.page.unplaced.push(Unplaced { line: table.line, what });
    }

    fn finish(mut self) -> Page {
        let mut page = self.page;
        page.lines.remove("h1");
        let texts = |role: Role| -> Vec<&str> {
            page.examples.iter().filter(|example| example.role == role).map(|example| example.text.as_str()).collect()
        };
        let unplaced = &mut page.unplaced;
        let (requests, responses) = (texts(Role::Request), texts(Role::Response));
        page.path_params = fields::nest(self.parameters.path, &[], unplaced);
        page.query_params = fields::nest(self.parameters.query, &[], unplaced);
        page.body = fields::nest(self.parameters.body, &requests, unplaced);
        page.response = fields::nest(self.response, &responses, unplaced);
        page.headers.extend(self.parameters.header.drain(..).map(header));
        let says_multipart = |header: &Header| {
            let texts = [&header.fixed, &header.example, &header.description, &header.format];
            texts.into_iter().flatten().any(|text| text.contains("multipart/form-data"))
        };
        page.multipart |= page.headers.iter().any(says_multipart);
        if let Some(line) = self.says_binary
            && page.response.is_empty()
        {
            page.binary_response = true;
            page.lines.insert("binary_response".to_owned(), line);
        }
        page.unplaced.sort();
        page
    }
}

/// Words that say that an answer is a file.
const BINARY: &[&str] = &["二进制", "文件流", "字节流", "octet-stream", "binary"];
/// The level of a heading below all others.
const LOWEST: u8 = 6;
/// A heading has few words; in bold is also what people must not miss.
const LONGEST_BOLD_HEADING: usize = 10;

/// What a line in bold says, if it is short enough to be a heading in all but its markup.
fn bold_heading(line: &str) -> Option<&str> {
    let title = between(line.trim().trim_end_matches(['：', ':', ' ']), "**")?;
    // Letters are narrower than the signs of Chinese.
    let width: usize = title.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum();
    (width <= 2 * LONGEST_BOLD_HEADING).then_some(title)
}

/// Whether each row of a table says of itself that it is a header.
fn says_headers(columns: &Columns, rows: &[Row]) -> bool {
    let says = |row: &Row| {
        let text = columns.cell(row, Column::Description).map(|cell| cell.text.to_lowercase()).unwrap_or_default();
        text.contains("请求头") || text.contains("header")
    };
    !rows.is_empty() && rows.iter().all(says)
}

fn header(loose: Loose) -> Header {
    let mut field = loose.field;
    Header { description: field.description.take(), ..headers::of_field(field) }
}

/// Takes an entry of the front matter.
fn front(entry: &Entry, page: &mut Page) {
    let value = entry.value.trim();
    if value.is_empty() {
        return;
    }
    let key = match entry.key.to_lowercase().replace(['_', '-'], "").as_str() {
        "title" => {
            page.title = word(value);
            "title"
        }
        "fullpath" => {
            page.page = Some(value.to_owned());
            "page"
        }
        "id" => {
            page.id = Some(value.to_owned());
            "id"
        }
        "source" | "sourceurl" | "url" => {
            page.url = Some(value.to_owned());
            "url"
        }
        "updatetime" | "updatedat" | "lastremoteupdatetimestamp" => match value.parse() {
            Ok(updated) => {
                page.updated = Some(updated);
                "updated"
            }
            Err(_) => return unknown(entry, page),
        },
        // The same moment once more, without its time.
        "lastremoteupdate" => return,
        _ => return unknown(entry, page),
    };
    page.lines.insert(key.to_owned(), entry.line);
}

fn unknown(entry: &Entry, page: &mut Page) {
    let what = format!("front matter that is not known: {}: {}", entry.key, excerpt(&entry.value));
    page.unplaced.push(Unplaced { line: entry.line, what });
}

//! What tags inside a cell, a frame or a paragraph make of its text.

use super::decode;
use super::lexer::{Lexer, Piece, Tag};
use crate::pages::document::{Cell, Mark, Meaning};
use crate::pages::facts::Token;

/// A text with its marks, put together piece by piece.
#[derive(Debug, Default)]
pub struct Content {
    text: String,
    marks: Vec<Mark>,
    line: usize,
    /// The element whose text belongs to a mark, while it is open.
    open: Option<Open>,
    link: Option<Link>,
}

/// A link that is open.
#[derive(Debug)]
struct Link {
    /// The element that makes it.
    name: String,
    /// Where its text begins.
    begin: usize,
    /// Where it leads.
    target: String,
}

/// An element whose text belongs to a mark.
#[derive(Debug)]
struct Open {
    name: String,
    begin: usize,
    kind: Kind,
    line: usize,
}

/// What becomes of the text of such an element.
#[derive(Debug)]
enum Kind {
    /// It only repeats what the mark says.
    Repeats,
    /// It is the meaning of a listed value.
    Value(String),
}

impl Content {
    /// An empty text that begins at a line.
    #[must_use]
    pub fn at(line: usize) -> Self {
        Self { line, ..Self::default() }
    }

    /// Takes the next piece, which stands at a line. Gives back the name of an element that it does not know.
    pub fn take(&mut self, piece: &Piece<'_>, line: usize) -> Option<String> {
        match piece {
            Piece::Text(text) => self.text.push_str(&decode(text)),
            Piece::Raw(text) => self.text.push_str(text),
            Piece::Start(tag) => return self.start(tag, line),
            Piece::End(name) => self.end(name),
            Piece::Comment(_) => {}
        }
        None
    }

    /// What was put together.
    #[must_use]
    pub fn finish(mut self) -> Cell {
        self.close();
        Cell { text: self.text, marks: self.marks, line: self.line, last_line: None }
    }

    /// What was put together, for a place that has no marks: what markup says becomes text.
    #[must_use]
    pub fn finish_as_text(self) -> String {
        let Cell { text, marks, .. } = self.finish();
        let mut whole = String::with_capacity(text.len());
        let mut done = 0;
        for mark in &marks {
            // Blanks at the end went, and with them what a mark stood behind.
            let at = mark.at.clamp(done, text.len());
            whole.push_str(&text[done..at]);
            whole.push_str(&said(&mark.meaning));
            done = at;
        }
        whole.push_str(&text[done..]);
        whole
    }

    /// The text of a run of markdown, with what markup says as text.
    #[must_use]
    pub fn text_of(text: &str) -> String {
        let mut content = Self::default();
        for (_, piece) in Lexer::new(text) {
            content.take(&piece, 0);
        }
        content.finish_as_text()
    }

    fn start(&mut self, tag: &Tag, line: usize) -> Option<String> {
        match tag.name.as_str() {
            "br" => self.text.push('\n'),
            "p" | "div" | "tr" | "section" | "blockquote" | "details" | "ul" | "ol" | "pre" | "hr" => self.new_line(),
            "md-enum" | "md-alert" => {
                self.close();
                self.new_line();
            }
            name if name.starts_with("md-code") => {
                self.close();
                self.new_line();
            }
            "li" => {
                self.new_line();
                self.text.push_str("- ");
            }
            "b" | "strong" => self.text.push_str("**"),
            "code" => self.text.push('`'),
            "a" => self.begin_link(tag),
            "img" => {
                let source = tag.attribute("src").unwrap_or_default();
                self.text.extend(["![](", source, ")"]);
            }
            "md-perm" => match tag.attribute("name") {
                Some(name) => self.mark(tag, Meaning::Scope(name.to_owned()), line),
                None => self.begin_link(tag),
            },
            "md-app-support" => {
                let types = tag.attribute("types").unwrap_or_default();
                let types = types.split([',', ' ']).filter(|name| !name.is_empty()).map(str::to_owned).collect();
                self.mark(tag, Meaning::AppTypes(types), line);
            }
            "md-tag" => self.tag(tag, line),
            "md-enum-item" => {
                self.close();
                let value = tag.attributes.get("key").cloned().unwrap_or_default();
                self.open(tag, Kind::Value(value), line);
            }
            "md-text" | "md-tooltip" | "span" | "font" | "i" | "em" | "u" | "s" | "del" | "small" | "mark" | "sub"
            | "sup" | "center" | "style" | "summary" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "thead"
            | "tbody" | "tfoot" => {}
            "td" | "th" => self.keep_apart(),
            unknown => return Some(unknown.to_owned()),
        }
        None
    }

    fn end(&mut self, name: &str) {
        if self
            .open
            .as_ref()
            .is_some_and(|open| open.name == name || (open.name == "md-enum-item" && name == "md-enum"))
        {
            self.end_open();
        }
        match name {
            // Browsers, too, take it for one that begins.
            "br" => self.text.push('\n'),
            "p" | "div" | "li" | "ul" | "ol" | "md-alert" | "md-enum" | "blockquote" | "pre" => self.new_line(),
            "b" | "strong" => self.text.push_str("**"),
            "code" => self.text.push('`'),
            _ if self.link.as_ref().is_some_and(|link| link.name == name) => self.end_link(),
            _ => {}
        }
    }

    fn tag(&mut self, tag: &Tag, line: usize) {
        let kind = tag.attribute("type").unwrap_or_default().to_owned();
        let meaning = match kind.as_str() {
            "token-tenant" => Meaning::Token(Token::Tenant),
            "token-user" => Meaning::Token(Token::User),
            "token-app" => Meaning::Token(Token::App),
            "field-required" => Meaning::Required(true),
            "field-optional" => Meaning::Required(false),
            _ => return self.keep_apart(),
        };
        self.mark(tag, meaning, line);
    }

    /// Adds a mark and opens the element, whose text only repeats it.
    fn mark(&mut self, tag: &Tag, meaning: Meaning, line: usize) {
        self.close();
        self.marks.push(Mark { at: self.text.len(), meaning, line });
        self.open(tag, Kind::Repeats, line);
    }

    fn open(&mut self, tag: &Tag, kind: Kind, line: usize) {
        self.open = Some(Open { name: tag.name.clone(), begin: self.text.len(), kind, line });
    }

    /// Forgets the open element, whose end tag is missing: its text may be more than a repetition, and stays.
    fn close(&mut self) {
        if matches!(&self.open, Some(Open { kind: Kind::Repeats, .. })) {
            self.open = None;
        }
        self.end_open();
    }

    /// Ends the open element, if there is one.
    fn end_open(&mut self) {
        let Some(open) = self.open.take() else { return };
        let said = self.text.split_off(open.begin);
        match open.kind {
            Kind::Repeats => {}
            Kind::Value(value) => {
                // Marks inside of it keep a place that exists.
                for mark in self.marks.iter_mut().rev().take_while(|mark| mark.at > open.begin) {
                    mark.at = open.begin;
                }
                let meaning = Meaning::Value { value, meaning: said.trim().to_owned() };
                self.marks.push(Mark { at: open.begin, meaning, line: open.line });
            }
        }
        self.link.take_if(|link| link.begin > self.text.len());
    }

    /// Begins a link; there are no links in links.
    fn begin_link(&mut self, tag: &Tag) {
        self.end_link();
        let (name, begin) = (tag.name.clone(), self.text.len());
        self.link = tag.attribute("href").map(|target| Link { name, begin, target: target.to_owned() });
    }

    fn end_link(&mut self) {
        if let (Some(link), Some(open)) = (&self.link, &self.open)
            && open.begin >= link.begin
        {
            self.close();
        }
        let Some(Link { begin, target, .. }) = self.link.take() else { return };
        let said = self.text.split_off(begin);
        let text = said.trim();
        let blanks = said.len() - said.trim_start().len();
        // What was marked inside moves with the text.
        for mark in self.marks.iter_mut().rev().take_while(|mark| mark.at > begin) {
            mark.at = begin + 1 + (mark.at - begin).saturating_sub(blanks).min(text.len());
        }
        self.text.extend(["[", text, "](", &target, ")"]);
    }

    /// Keeps what follows apart from the word before.
    fn keep_apart(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
    }

    fn new_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

/// What markup says, as text.
fn said(meaning: &Meaning) -> String {
    match meaning {
        Meaning::Scope(name) => format!("`{name}` "),
        Meaning::Token(Token::Tenant) => "`tenant_access_token`".to_owned(),
        Meaning::Token(Token::User) => "`user_access_token`".to_owned(),
        Meaning::Token(Token::App) => "`app_access_token`".to_owned(),
        Meaning::AppTypes(types) => types.join(", "),
        Meaning::Value { value, meaning } => format!("- `{value}`：{meaning}\n"),
        Meaning::Required(_) => String::new(),
    }
}

/// The text of a run of markdown without its HTML, for dialects whose cells and paragraphs have no marks.
#[must_use]
pub fn flatten(text: &str, line: usize) -> Cell {
    let mut content = Content::at(line);
    for (_, piece) in Lexer::new(text) {
        content.take(&piece, line);
    }
    content.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_links_and_references_become_markdown() {
        let cell = flatten("a<br>b <a href=\"/c\">d</a>&lt;e&gt;<p>f</p>array<interface>", 3);
        assert_eq!(cell.text, "a\nb [d](/c)<e>\nf\narray<interface>");
        assert_eq!(cell.line, 3);
    }

    #[test]
    fn a_tag_of_another_kind_is_no_part_of_the_word_before() {
        assert_eq!(flatten("<md-text>a</md-text><md-tag type=\"x\">旧</md-tag>", 1).text, "a 旧");
    }

    #[test]
    fn marks_in_a_link_move_with_its_text() {
        let cell = flatten("x<a href=\"/y\">  a<md-perm name=\"s:t\">T</md-perm>b  </a>z", 1);
        assert_eq!(cell.text, "x[ab](/y)z");
        assert_eq!(cell.marks[0].at, 3);
        let text = Content::text_of("<a href=\"/y\"> <md-enum-item key=\"v\">w  </a>z");
        assert_eq!(text, "[- `v`：w\n](/y)z");
    }

    #[test]
    fn what_markup_says_becomes_marks_at_its_place() {
        let cell = flatten(
            "x\n<md-enum><md-enum-item key=\"1\">one</md-enum-item><md-enum-item key=\"2\">two</md-enum>y\
             <md-perm name=\"a:b\">read</md-perm>z<md-tag type=\"token-user\">user_access_token</md-tag>",
            1,
        );
        assert_eq!(cell.text, "x\ny z".replace(' ', ""));
        let meanings: Vec<_> = cell.marks.iter().map(|mark| (mark.at, mark.meaning.clone())).collect();
        let value = |value: &str, meaning: &str| Meaning::Value { value: value.into(), meaning: meaning.into() };
        assert_eq!(
            meanings,
            [
                (2, value("1", "one")),
                (2, value("2", "two")),
                (3, Meaning::Scope("a:b".into())),
                (4, Meaning::Token(Token::User)),
            ]
        );
    }
}

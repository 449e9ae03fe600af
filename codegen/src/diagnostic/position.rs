//! A read of YAML that keeps positions, for files that have findings.

use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};

use super::place::{Part, Step};

/// How deep mappings and sequences may be nested; the deepest page of the platform has 11 levels.
const MAX_DEPTH: usize = 64;

/// How many brackets may be open at once: YAML parsers slow down with each of them. Brackets inside texts count too, so
/// there is room for any example.
const MAX_BRACKETS: usize = 1024;

/// A YAML node and where it stands, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// The bytes of the file that make up the node.
    pub span: Range<usize>,
    /// What the node is.
    pub content: Content,
}

/// What a YAML node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// A scalar. Only a plain one (without quotes) can be anything but a string.
    Scalar {
        /// The text, without quotes.
        text: String,
        /// Whether it was written without quotes.
        plain: bool,
    },
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file, repeated keys included.
    Mapping(Vec<(Node, Node)>),
    /// An alias of another node; its target is not looked into.
    Alias,
}

impl Node {
    /// The text of a scalar.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// Where the end of a path stands. A path that leads out of the tree ends at the last node that is there.
    #[must_use]
    pub fn find(&self, steps: &[Step], part: Part) -> Range<usize> {
        let Some((step, rest)) = steps.split_first() else { return self.span.clone() };
        match (step, &self.content) {
            (Step::Key(key), Content::Mapping(entries)) => {
                let Some((name, value)) = entries.iter().find(|(name, _)| name.text() == Some(key)) else {
                    return self.head();
                };
                if rest.is_empty() && part == Part::Key { name.span.clone() } else { value.find(rest, part) }
            }
            (Step::Index(index), Content::Sequence(elements)) => match elements.get(*index) {
                Some(element) => element.find(rest, part),
                None => self.head(),
            },
            _ => self.span.clone(),
        }
    }

    /// A mapping or sequence as a whole spans many lines; its first key or element says enough.
    #[must_use]
    pub fn head(&self) -> Range<usize> {
        match &self.content {
            Content::Mapping(entries) => entries.first().map_or(self.span.clone(), |(name, _)| name.span.clone()),
            Content::Sequence(elements) => elements.first().map_or(self.span.clone(), Node::head),
            _ => self.span.clone(),
        }
    }
}

/// Why there is no tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoTree {
    /// What is wrong.
    pub message: String,
    /// The line where reading stopped, from 1.
    pub line: usize,
    /// The column where reading stopped, from 1.
    pub column: usize,
}

/// Reads a file.
///
/// # Errors
///
/// Fails when it is no YAML, when there is nothing in it or more than one document, or when it is nested beyond reason.
pub fn read(text: &str) -> Result<Node, NoTree> {
    check_brackets(text)?;
    let mut reader = Reader { text, events: Parser::new_from_str(text), offsets: Offsets::new(text) };
    loop {
        match reader.next()? {
            (Event::StreamStart | Event::DocumentStart(_), _) => {}
            (event, span) => {
                let root = reader.node(event, span, 0)?;
                reader.end()?;
                return Ok(root);
            }
        }
    }
}

struct Reader<'a> {
    text: &'a str,
    events: Parser<'a, saphyr_parser::StrInput<'a>>,
    offsets: Offsets,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<(Event<'a>, Span), NoTree> {
        match self.events.next() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) if error.info().contains("tab") => Err(tab(self.text, *error.marker())),
            Some(Err(error)) => Err(no_tree(format!("this is no YAML: {}", error.info()), *error.marker())),
            None => Err(no_tree("the file ends too early".to_owned(), Marker::default())),
        }
    }

    /// Makes sure that nothing follows.
    fn end(&mut self) -> Result<(), NoTree> {
        loop {
            match self.next()? {
                (Event::StreamEnd, _) => return Ok(()),
                (Event::DocumentStart(_), span) => {
                    let message = "a second document begins here, and a file holds one";
                    return Err(no_tree(message.to_owned(), span.start));
                }
                _ => {}
            }
        }
    }

    fn node(&mut self, event: Event<'_>, span: Span, depth: usize) -> Result<Node, NoTree> {
        if depth > MAX_DEPTH {
            return Err(no_tree(format!("this is nested more than {MAX_DEPTH} levels deep"), span.start));
        }
        let start = self.offsets.byte(span.start.index());
        let (content, end) = match event {
            Event::Scalar(text, style, ..) => {
                let content = Content::Scalar { text: text.into_owned(), plain: style == ScalarStyle::Plain };
                (content, span.end)
            }
            Event::Alias(_) => (Content::Alias, span.end),
            Event::SequenceStart(..) => self.sequence(depth)?,
            Event::MappingStart(..) => self.mapping(depth)?,
            _ => return Err(no_tree("there is nothing in this file".to_owned(), span.start)),
        };
        let is_scalar = matches!(content, Content::Scalar { .. });
        let end = match quoted_end(&self.text[start..]).filter(|_| is_scalar) {
            Some(length) => start + length,
            None => self.offsets.byte(end.index()).max(start),
        };
        Ok(Node { span: start..end, content })
    }

    fn sequence(&mut self, depth: usize) -> Result<(Content, Marker), NoTree> {
        let mut elements = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, span) => return Ok((Content::Sequence(elements), span.end)),
                (event, span) => elements.push(self.node(event, span, depth + 1)?),
            }
        }
    }

    fn mapping(&mut self, depth: usize) -> Result<(Content, Marker), NoTree> {
        let mut entries = Vec::new();
        loop {
            match self.next()? {
                (Event::MappingEnd, span) => return Ok((Content::Mapping(entries), span.end)),
                (event, span) => {
                    let key = self.node(event, span, depth + 1)?;
                    let (event, span) = self.next()?;
                    entries.push((key, self.node(event, span, depth + 1)?));
                }
            }
        }
    }
}

/// How long a text in quotes is that begins here. The parser would count in the blanks and the comment behind it.
fn quoted_end(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    let quote = letters.next().map(|(_, letter)| letter).filter(|letter| matches!(letter, '"' | '\''))?;
    let mut letters = letters.peekable();
    while let Some((at, letter)) = letters.next() {
        let is_escaped = |next: Option<&(usize, char)>| next.is_some_and(|(_, next)| *next == quote);
        match letter {
            '\\' if quote == '"' => _ = letters.next(),
            '\'' if quote == '\'' && is_escaped(letters.peek()) => _ = letters.next(),
            letter if letter == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// Refuses what would take a YAML parser too long to read.
///
/// # Errors
///
/// Fails when more brackets are open at once than anyone would nest.
pub fn check_brackets(text: &str) -> Result<(), NoTree> {
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_BRACKETS {
            return Err(no_tree_at(text, at, format!("brackets are nested more than {MAX_BRACKETS} levels deep")));
        }
    }
    Ok(())
}

/// The parser is one line early with tabs, or says what it was about to read: this says where the tab is.
fn tab(text: &str, at: Marker) -> NoTree {
    let first = at.line().saturating_sub(1);
    let mut lines = text.lines().enumerate().skip(first);
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let found = lines.find_map(|(number, line)| Some((number, line[..indentation(line)].find('\t')?)));
    let message = "this is no YAML: a tab can't indent".to_owned();
    match found {
        Some((number, column)) => NoTree { message, line: number + 1, column: column + 1 },
        None => no_tree(message, at),
    }
}

/// There is no tree because of what stands at this byte.
pub(crate) fn no_tree_at(text: &str, byte: usize, message: String) -> NoTree {
    let before = &text[..byte];
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    NoTree { message, line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

fn no_tree(message: String, at: Marker) -> NoTree {
    NoTree { message, line: at.line().max(1), column: at.col() + 1 }
}

/// Character positions, which the parser reports, as byte positions, which everybody else uses.
struct Offsets(Vec<usize>);

impl Offsets {
    fn new(text: &str) -> Self {
        Self(text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect())
    }

    fn byte(&self, character: usize) -> usize {
        self.0.get(character).or(self.0.last()).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(text: &'a str, steps: &[Step], part: Part) -> &'a str {
        &text[read(text).expect("test YAML is valid").find(steps, part)]
    }

    #[test]
    fn finds_keys_and_values_behind_characters_of_several_bytes() {
        let text = "title: 发送\nbody:\n  - {name: id, type: 整数}\n";
        let steps = [Step::Key("body".into()), Step::Index(0), Step::Key("type".into())];
        assert_eq!(at(text, &steps, Part::Value), "整数");
        assert_eq!(at(text, &steps, Part::Key), "type");
    }

    #[test]
    fn quotes_end_where_they_are_closed() {
        let text = "a: \"b \\\" c\"  # d\ne: 'f ''g'   \nh: \"\"\n";
        for (key, value) in [("a", r#""b \" c""#), ("e", "'f ''g'"), ("h", "\"\"")] {
            assert_eq!(at(text, &[Step::Key(key.into())], Part::Value), value);
        }
    }

    #[test]
    fn a_path_that_ends_early_stays_with_the_last_node() {
        let text = "body:\n  name: id\n";
        let steps = [Step::Key("body".into()), Step::Key("missing".into())];
        assert_eq!(at(text, &steps, Part::Value), "name");
    }

    #[test]
    fn what_is_no_yaml_says_where() {
        let error = read("a: [1\nb: 2\n").unwrap_err();
        assert_eq!((error.line, error.message.is_empty()), (2, false));
        assert!(read("").is_err());
    }

    #[test]
    fn a_tab_is_told_of_in_its_line() {
        for (text, line, column) in
            [("a:\n\tb: c\n", 2, 1), ("a:\n  b: c\n\td: e\n", 3, 1), ("a: b\r\n\tc: d\r\n", 2, 1)]
        {
            let error = read(text).unwrap_err();
            assert_eq!((error.line, error.column), (line, column), "{text:?}: {}", error.message);
            assert!(error.message.contains("tab"), "{}", error.message);
        }
    }

    #[test]
    fn a_second_document_is_told_of_where_it_begins() {
        assert_eq!(read("a: b\n---\nc: d\n").unwrap_err().line, 2);
        assert_eq!(read("---\na: b\n...\nc: d\n").unwrap_err().line, 4);
        assert!(read("---\na: b\n...\n").is_ok());
    }

    #[test]
    fn nesting_beyond_reason_is_given_up() {
        assert!(read(&"[".repeat(1_000)).is_err());
        assert!(read(&"[".repeat(200_000)).is_err());
    }
}

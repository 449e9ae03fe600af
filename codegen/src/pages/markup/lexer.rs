//! Tells tags from text.
//!
//! The pages mix HTML, markdown and text that only looks like a tag (`array<interface>`, `<sheetId>!A1`). HTML's own
//! tokenizer would swallow the latter, so this one looks at the name first: what is neither one of the documentation
//! system's own elements (`md-…`) nor a common one of HTML is text. A tag itself is read by an HTML library.
//!
//! Plain HTML in code, be it between backquotes or fences, is text; the system's own elements are markup even there, so
//! that a stray backquote can't hide the rest of a table. Comments vanish.

use html5gum::{Token, Tokenizer};
use indexmap::IndexMap;

/// The longest tag that is looked at; a quote that is never closed ends nothing but itself.
const LONGEST_TAG: usize = 4096;
/// So many brackets are looked at for the one that ends a tag; more in one value are no value.
const MOST_BRACKETS: usize = 16;

/// Elements of HTML that count as markup.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "del",
    "details",
    "div",
    "em",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "section",
    "small",
    "span",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// A piece of a page.
#[derive(Debug, Clone, PartialEq)]
pub enum Piece<'a> {
    /// Text, with character references as they stand.
    Text(&'a str),
    /// Text in which nothing is markup: the inside of an element that holds code.
    Raw(&'a str),
    /// A tag that begins an element.
    Start(Tag),
    /// A tag that ends an element, by name.
    End(String),
    /// A comment, with its marks.
    Comment(&'a str),
}

/// A tag that begins an element.
#[derive(Debug, Clone, PartialEq)]
pub struct Tag {
    /// The name in lower case.
    pub name: String,
    /// The attributes, names in lower case, character references replaced.
    pub attributes: IndexMap<String, String>,
}

impl Tag {
    /// The value of an attribute, if there is one that is not blank.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(|value| value.trim()).filter(|value| !value.is_empty())
    }
}

/// The pieces of a text, each with the place of its first byte.
#[derive(Debug)]
pub struct Lexer<'a> {
    text: &'a str,
    /// How far the pieces that were handed out reach.
    done: usize,
    /// Pieces that were found but not yet handed out, last first.
    waiting: Vec<(usize, Piece<'a>)>,
    /// What was looked for up to the end of the text and not found.
    no_comment_end: bool,
    no_code_end: Vec<String>,
    no_fence_end: bool,
}

impl<'a> Lexer<'a> {
    /// The pieces of a text.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self { text, done: 0, waiting: Vec::new(), no_comment_end: false, no_code_end: Vec::new(), no_fence_end: false }
    }

    /// Hands out the text up to a place, then what was found there.
    fn hand_out(&mut self, at: usize, end: usize, piece: Piece<'a>) -> (usize, Piece<'a>) {
        let begin = self.done;
        self.done = end;
        if begin == at {
            return (at, piece);
        }
        self.waiting.push((at, piece));
        (begin, Piece::Text(&self.text[begin..at]))
    }

    fn comment(&mut self, at: usize) -> Option<usize> {
        if self.no_comment_end || !self.text[at..].starts_with("<!--") {
            return None;
        }
        let end = self.text[at + 4..].find("-->").map(|end| at + 4 + end + 3);
        self.no_comment_end = end.is_none();
        end
    }

    /// The inside of an element that holds code, and its end tag, when there is one.
    fn code(&mut self, begin: usize, name: &str) -> Option<(usize, usize)> {
        if self.no_code_end.iter().any(|other| other == name) {
            return None;
        }
        let closer = format!("</{name}");
        let found = self.text[begin..].find(&closer).and_then(|length| {
            let end = begin + length;
            self.text[end..].find('>').map(|tag| (end, end + tag + 1))
        });
        if found.is_none() {
            self.no_code_end.push(name.to_owned());
        }
        found
    }

    /// Where code that begins at this backquote ends, when it does and holds none of the system's own elements.
    fn quoted(&mut self, at: usize) -> Option<usize> {
        let rest = &self.text[at..];
        let run = rest.bytes().take_while(|byte| *byte == b'`').count();
        let fence = &rest[..run];
        let end = if run >= 3 && begins_line(&self.text[..at]) {
            if self.no_fence_end {
                return None;
            }
            let end = fence_end(&rest[run..], fence);
            self.no_fence_end = end.is_none();
            end?
        } else {
            find_in_line(&rest[run..], fence)? + run
        };
        let inside = &rest[run..run + end];
        (!inside.contains("<md-") && !inside.contains("</md-")).then_some(at + run + end)
    }
}

/// Whether what follows this text is the first on its line.
fn begins_line(before: &str) -> bool {
    let before = before.trim_end_matches([' ', '\t']);
    before.is_empty() || before.ends_with('\n')
}

/// Where a run of backquotes is, before the line ends. Looks no further than that, for there may be many runs.
fn find_in_line(text: &str, fence: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + text.as_bytes()[from..].iter().position(|byte| matches!(byte, b'`' | b'\n'))?;
        if text[at..].starts_with(fence) {
            return Some(at);
        }
        if text.as_bytes()[at] == b'\n' {
            return None;
        }
        from = at + 1;
    }
}

/// Where the line with the closing fence ends.
fn fence_end(text: &str, fence: &str) -> Option<usize> {
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        end += line.len();
        if number > 0 && line.trim().starts_with(fence) {
            return Some(end - usize::from(line.ends_with('\n')));
        }
    }
    None
}

impl<'a> Iterator for Lexer<'a> {
    type Item = (usize, Piece<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(piece) = self.waiting.pop() {
            return Some(piece);
        }
        let mut from = self.done;
        while let Some(found) = self.text[from..].find(['<', '`']) {
            let at = from + found;
            from = at + 1;
            if self.text.as_bytes()[at] == b'`' {
                let run = self.text[at..].bytes().take_while(|byte| *byte == b'`').count();
                from = self.quoted(at).unwrap_or(at + run);
                continue;
            }
            if let Some(end) = self.comment(at) {
                return Some(self.hand_out(at, end, Piece::Comment(&self.text[at..end])));
            }
            let Some((end, piece)) = tag(&self.text[at..]) else { continue };
            let end = at + end;
            if let Piece::Start(tag) = &piece
                && (tag.name.starts_with("md-code") || matches!(tag.name.as_str(), "style" | "pre"))
                && let Some((inside, after)) = self.code(end, &tag.name)
            {
                let name = tag.name.clone();
                let first = self.hand_out(at, after, piece);
                self.waiting.splice(0..0, [(inside, Piece::End(name)), (end, Piece::Raw(&self.text[end..inside]))]);
                return Some(first);
            }
            return Some(self.hand_out(at, end, piece));
        }
        let begin = self.done;
        self.done = self.text.len();
        (begin < self.done).then(|| (begin, Piece::Text(&self.text[begin..])))
    }
}

/// The tag at the beginning of a text, and where it ends.
fn tag(text: &str) -> Option<(usize, Piece<'static>)> {
    let is_end = text[1..].starts_with('/');
    let name_begin = 1 + usize::from(is_end);
    let name_length =
        text[name_begin..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let name = text[name_begin..name_begin + name_length].to_ascii_lowercase();
    let follows = text.as_bytes().get(name_begin + name_length)?;
    let is_known = name.starts_with("md-") || ELEMENTS.contains(&name.as_str());
    if !is_known || !(follows.is_ascii_whitespace() || matches!(follows, b'>' | b'/')) {
        return None;
    }
    // An attribute's value may hold `>`; a quote that is never closed should not swallow what follows.
    let longest = &text[..text.floor_char_boundary(LONGEST_TAG)];
    let ends = longest.match_indices('>').map(|(at, _)| at + 1);
    let mut first = None;
    for end in ends.take(MOST_BRACKETS) {
        first.get_or_insert(end);
        // `a<b` is a comparison, whatever follows.
        if !name.starts_with("md-") && text[1..end].contains('<') {
            return None;
        }
        if let Some(piece) = read(&text[..end]) {
            return Some((end, piece));
        }
    }
    // A tag with an odd quote still ends where the first bracket says.
    let piece = if is_end { Piece::End(name) } else { Piece::Start(Tag { name, attributes: IndexMap::new() }) };
    Some((first?, piece))
}

/// What the library makes of a tag; nothing when it is not complete.
fn read(text: &str) -> Option<Piece<'static>> {
    let string = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Tokenizer::new(text).find_map(|Ok(token)| match token {
        Token::StartTag(tag) => Some(Piece::Start(Tag {
            name: string(&tag.name),
            attributes: tag.attributes.iter().map(|(name, value)| (string(name), string(&value.value))).collect(),
        })),
        Token::EndTag(tag) => Some(Piece::End(string(&tag.name))),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        Lexer::new(text)
            .map(|(at, piece)| match piece {
                Piece::Text(text) => format!("{at} {text}"),
                Piece::Raw(text) => format!("{at} raw {text}"),
                Piece::Comment(text) => format!("{at} comment {text}"),
                Piece::End(name) => format!("{at} /{name}"),
                Piece::Start(tag) => {
                    let attributes =
                        tag.attributes.iter().fold(String::new(), |all, (name, value)| all + " " + name + "=" + value);
                    format!("{at} {}{attributes}", tag.name)
                }
            })
            .collect()
    }

    #[test]
    fn tags_are_told_from_text_that_looks_like_tags() {
        assert_eq!(
            shown("<md-td>array<interface> a<b <br/>`<br>` <sheetId>!A</MD-TD>"),
            ["0 md-td", "7 array<interface> a<b ", "28 br", "33 `<br>` <sheetId>!A", "51 /md-td"]
        );
    }

    #[test]
    fn attributes_may_hold_brackets_references_and_odd_quotes() {
        assert_eq!(shown(r#"<md-enum-item key="a>b" x='&lt;' >m"#), ["0 md-enum-item key=a>b x=<", "34 m"]);
        assert_eq!(shown("<md-td x=\">a"), ["0 md-td", "11 a"]);
    }

    #[test]
    fn the_inside_of_code_is_raw() {
        assert_eq!(
            shown("<md-code-json>{\"a\": \"<p>`\"}</md-code-json>b"),
            ["0 md-code-json", "14 raw {\"a\": \"<p>`\"}", "27 /md-code-json", "42 b"]
        );
    }

    #[test]
    fn a_backquote_never_hides_the_systems_own_elements() {
        assert_eq!(shown("`a<md-td>b`"), ["0 `a", "2 md-td", "9 b`"]);
        assert_eq!(shown("```\n<p>\n```\n<p>"), ["0 ```\n<p>\n```\n", "12 p"]);
        assert_eq!(shown("```\n</md-td>"), ["0 ```\n", "4 /md-td"]);
    }

    #[test]
    fn comments_are_pieces_of_their_own_even_over_tags() {
        assert_eq!(shown("a<!-- <md-td> -->b<!-- c"), ["0 a", "1 comment <!-- <md-td> -->", "17 b<!-- c"]);
    }
}

//! Forms that are sent in parts, as files are.

use std::collections::HashSet;
use std::fmt::{self, Display};

use bytes::Bytes;
use http::HeaderValue;

/// What every boundary begins with; a number of [`BOUNDARY_DIGITS`] digits follows.
const BOUNDARY: &str = "feishu-runtime-";
const BOUNDARY_DIGITS: usize = 20;

/// The type of a file of which nothing else is said.
const ANY_BYTES: &str = "application/octet-stream";

/// A file that is sent: its name, its type, and what it holds.
///
/// All of it is in memory, so that a call that the platform refused because of its token can be repeated. Shows its size,
/// but nothing of its bytes.
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct Upload {
    file_name: String,
    content_type: String,
    bytes: Bytes,
}

impl Upload {
    /// A file with this name. The name must not be empty; a call with one that is fails before anything is sent.
    pub fn new(file_name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self { file_name: file_name.into(), content_type: ANY_BYTES.to_owned(), bytes: bytes.into() }
    }

    /// What kind of file it is, such as `image/png`: `application/octet-stream` unless set.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = content_type.into();
        self
    }
}

impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Upload")
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("bytes", &self.bytes.len())
            .finish()
    }
}

/// The fields and files of a `multipart/form-data` body, in the order in which they were added.
///
/// Nothing is checked before the call is made; what cannot be sent is told then, before anything is sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[must_use]
pub struct Form {
    parts: Vec<Part>,
    /// Which field cannot be sent, and why.
    problem: Option<(&'static str, &'static str)>,
}

#[derive(Clone, PartialEq, Eq)]
struct Part {
    /// The header lines of the part.
    head: String,
    content: Bytes,
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Part({} bytes)", self.content.len())
    }
}

/// A form as it goes over the wire.
pub(crate) struct Encoded {
    pub(crate) content_type: HeaderValue,
    pub(crate) body: Bytes,
}

impl Form {
    /// A form without fields.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field.
    pub fn text(self, name: &'static str, value: impl Into<String>) -> Self {
        let head = format!("Content-Disposition: form-data; name=\"{}\"", escaped(name));
        self.part(head, Bytes::from(value.into()))
    }

    /// Adds a field if it has a value.
    pub fn text_optional<V: Display>(self, name: &'static str, value: Option<&V>) -> Self {
        match value {
            Some(value) => self.text(name, value.to_string()),
            None => self,
        }
    }

    /// Adds a file.
    pub fn file(mut self, name: &'static str, file: Upload) -> Self {
        if file.file_name.is_empty() {
            return self.refuse(name, "the file needs a name");
        }
        if file.content_type.is_empty() || HeaderValue::try_from(&file.content_type).is_err() {
            return self.refuse(name, "the type of the file cannot be sent");
        }
        let (field, file_name, kind) = (escaped(name), escaped(&file.file_name), file.content_type);
        let head = format!(
            "Content-Disposition: form-data; name=\"{field}\"; filename=\"{file_name}\"\r\nContent-Type: {kind}"
        );
        self = self.part(head, file.bytes);
        self
    }

    /// Adds a file if there is one.
    pub fn file_optional(self, name: &'static str, file: Option<Upload>) -> Self {
        match file {
            Some(file) => self.file(name, file),
            None => self,
        }
    }

    /// Adds several files under one name, each as a part of its own.
    pub fn files(self, name: &'static str, files: impl IntoIterator<Item = Upload>) -> Self {
        files.into_iter().fold(self, |form, file| form.file(name, file))
    }

    fn part(mut self, head: String, content: Bytes) -> Self {
        self.parts.push(Part { head, content });
        self
    }

    /// Keeps the first problem.
    fn refuse(mut self, name: &'static str, reason: &'static str) -> Self {
        self.problem.get_or_insert((name, reason));
        self
    }

    /// The form as it goes over the wire: the same form, the same bytes.
    ///
    /// # Errors
    ///
    /// The first field that cannot be sent, and why.
    pub(crate) fn encode(&self) -> Result<Encoded, (&'static str, &'static str)> {
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let boundary = self.boundary();
        let content_type = format!("multipart/form-data; boundary={boundary}");
        let content_type = HeaderValue::try_from(content_type).map_err(|_| ("body", "has no boundary"))?;
        Ok(Encoded { content_type, body: self.body(&boundary) })
    }

    fn body(&self, boundary: &str) -> Bytes {
        let size = |part: &Part| part.head.len() + part.content.len() + boundary.len() + 10;
        let mut body = Vec::with_capacity(self.parts.iter().map(size).sum::<usize>() + boundary.len() + 6);
        for Part { head, content } in &self.parts {
            for piece in [b"--", boundary.as_bytes(), b"\r\n", head.as_bytes(), b"\r\n\r\n", content, b"\r\n"] {
                body.extend_from_slice(piece);
            }
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Bytes::from(body)
    }

    /// A boundary that occurs in no part, whatever they hold. Found in one pass, since a file may be full of boundaries on
    /// purpose.
    fn boundary(&self) -> String {
        let heads = self.parts.iter().map(|part| part.head.as_bytes());
        let contents = self.parts.iter().map(|part| part.content.as_ref());
        let taken: HashSet<u64> = heads.chain(contents).flat_map(boundaries_in).collect();
        // There are more numbers than any file has bytes.
        let free = (0..u64::MAX).find(|number| !taken.contains(number)).unwrap_or_default();
        format!("{BOUNDARY}{free:0BOUNDARY_DIGITS$}")
    }
}

/// The numbers of the boundaries that bytes hold.
fn boundaries_in(bytes: &[u8]) -> impl Iterator<Item = u64> {
    let whole = BOUNDARY.len() + BOUNDARY_DIGITS;
    let found = bytes.windows(whole).filter(|window| window.starts_with(BOUNDARY.as_bytes()));
    found.filter_map(|window| std::str::from_utf8(&window[BOUNDARY.len()..]).ok()?.parse().ok())
}

/// A name between quotes, as browsers write it: what would end it is percent-encoded, all else stays as it is.
fn escaped(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(form: &Form) -> String {
        String::from_utf8(form.encode().map(|encoded| encoded.body.to_vec()).unwrap_or_default()).unwrap()
    }

    #[test]
    fn parts_are_framed_as_rfc_7578_says() {
        let file = Upload::new("测试.png", &b"\x89PNG"[..]).content_type("image/png");
        let form = Form::new().text("type", "image").text_optional("size", Some(&4)).text_optional::<i64>("no", None);
        let encoded = form.file("file", file).encode().unwrap_or_else(|_| panic!("can be sent"));
        let boundary = "feishu-runtime-00000000000000000000";
        assert_eq!(encoded.content_type, format!("multipart/form-data; boundary={boundary}"));
        let expected = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\nimage\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"size\"\r\n\r\n4\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"测试.png\"\r\n\
             Content-Type: image/png\r\n\r\n"
        );
        let rest = format!("\r\n--{boundary}--\r\n");
        assert_eq!(encoded.body, [expected.as_bytes(), b"\x89PNG", rest.as_bytes()].concat());
    }

    #[test]
    fn no_name_can_end_its_quotes_or_add_a_header() {
        let text = text(&Form::new().file("file", Upload::new("a\"; x=\"b\r\nX-Evil: 1", "")));
        assert!(text.contains(r#"filename="a%22; x=%22b%0D%0AX-Evil: 1""#), "{text}");
    }

    #[test]
    fn no_content_can_hold_the_boundary() {
        let taken: Vec<_> = (0..3000).map(|number| format!("\r\n--{BOUNDARY}{number:020}--\r\n")).collect();
        let form =
            Form::new().file("file", Upload::new("a", taken.concat())).text("t", format!("{BOUNDARY}{:020}7", 3000));
        let encoded = form.encode().unwrap_or_else(|_| panic!("can be sent"));
        assert!(encoded.content_type.to_str().is_ok_and(|kind| kind.ends_with("-00000000000000003001")));
        assert_eq!(boundaries_in(&encoded.body).filter(|number| *number == 3001).count(), 3);
    }

    #[test]
    fn what_cannot_be_sent_is_told() {
        let problem = |upload| Form::new().file("file", upload).encode().err();
        assert_eq!(problem(Upload::new("", "x")), Some(("file", "the file needs a name")));
        for kind in ["", "a\r\nb: c", "a\0"] {
            let refused = problem(Upload::new("a", "x").content_type(kind));
            assert_eq!(refused, Some(("file", "the type of the file cannot be sent")), "{kind:?}");
        }
    }

    #[test]
    fn debug_shows_sizes_only() {
        let form = Form::new().text("a", "hush").file("b", Upload::new("n", "hush"));
        let shown = format!("{form:?} {:?}", Upload::new("n", "hush"));
        assert!(!shown.contains("hush"), "{shown}");
    }
}

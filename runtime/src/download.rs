//! Files that come back.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use percent_encoding::percent_decode_str;

use crate::answer::Answer;
use crate::descriptor::Endpoint;

/// A file that came back, whole. Shows its size, but nothing of its bytes.
pub struct Download(Answer);

impl Download {
    pub(crate) fn new(answer: Answer) -> Self {
        Self(answer)
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static Endpoint {
        self.0.endpoint()
    }

    /// What the file holds.
    #[must_use]
    pub fn bytes(&self) -> &Bytes {
        self.0.body()
    }

    /// What the file holds.
    #[must_use]
    pub fn into_bytes(self) -> Bytes {
        self.0.into_response().into_body()
    }

    /// The name that the server gave the file; none where it gave none, or one that names no file. It is a name only,
    /// without directories and drives, whatever the server said.
    #[must_use]
    pub fn file_name(&self) -> Option<String> {
        let disposition = self.headers().get(CONTENT_DISPOSITION)?;
        file_name(&String::from_utf8_lossy(disposition.as_bytes()))
    }

    /// What kind of file it is, such as `image/png`, where the server says so.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers().get(CONTENT_TYPE)?.to_str().ok()
    }

    /// The HTTP status: 206 where only the part came that was asked for by a header `Range`.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        self.0.http_status()
    }

    /// The id under which the platform logged the call.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.0.log_id()
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.0.headers()
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("endpoint", &self.endpoint().id)
            .field("http_status", &self.http_status())
            .field("log_id", &self.log_id())
            .field("bytes", &self.bytes().len())
            .finish_non_exhaustive()
    }
}

/// The name in a header `Content-Disposition`. Where there are two, the encoded one is meant for those who understand it.
fn file_name(disposition: &str) -> Option<String> {
    let parameters: Vec<_> = parameters(disposition).collect();
    let value =
        |name: &str| parameters.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value);
    let name = value("filename*").and_then(|value| decoded(value)).or_else(|| value("filename").cloned())?;
    let name = name.rsplit(['/', '\\']).next()?;
    // On Windows a colon ends a drive, as in `C:b.exe`, or begins another stream of a file.
    let name: String = name.replace(':', "_").chars().filter(|letter| !letter.is_control()).collect();
    (!matches!(name.trim(), "" | "." | "..")).then_some(name)
}

/// A value such as `UTF-8''a%20b` (RFC 8187), if it is one.
fn decoded(value: &str) -> Option<String> {
    let (charset, rest) = value.split_once('\'')?;
    let (_language, encoded) = rest.split_once('\'')?;
    let text = percent_decode_str(encoded).decode_utf8().ok()?;
    charset.eq_ignore_ascii_case("utf-8").then(|| text.into_owned())
}

/// The parameters behind the first semicolon: names, and values without their quotes.
fn parameters(header: &str) -> impl Iterator<Item = (&str, String)> {
    let mut rest = header.split_once(';').map_or("", |(_, parameters)| parameters);
    std::iter::from_fn(move || {
        let (name, behind) = rest.split_once('=')?;
        let (value, behind) = value(behind.trim_start());
        rest = behind.split_once(';').map_or("", |(_, behind)| behind);
        Some((name.trim(), value))
    })
}

/// A value with or without quotes, and what follows it.
fn value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, _) = text.split_once(';').unwrap_or((text, ""));
        return (value.trim().to_owned(), &text[value.len()..]);
    };
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return (value, &quoted[at + 1..]),
            '\\' => value.extend(letters.next().map(|(_, escaped)| escaped)),
            letter => value.push(letter),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_however_it_is_written() {
        for (header, name) in [
            ("attachment; filename=a.txt", "a.txt"),
            ("attachment;FILENAME=\"a; b.txt\" ; size=3", "a; b.txt"),
            (r#"attachment; filename="a\"b.txt""#, "a\"b.txt"),
            ("attachment; filename=\"测试.png\"", "测试.png"),
            ("attachment; filename=\"x.png\"; filename*=UTF-8''%E6%B5%8B%20a.png", "测 a.png"),
            ("attachment; filename*=utf-8'zh'%e6%b5%8b.png", "测.png"),
            ("attachment; filename*=latin1''a; filename=b", "b"),
            ("inline; filename=\"a", "a"),
        ] {
            assert_eq!(file_name(header).as_deref(), Some(name), "{header}");
        }
    }

    #[test]
    fn a_name_is_never_a_path() {
        for (header, name) in [
            ("attachment; filename=\"../../etc/passwd\"", Some("passwd")),
            ("attachment; filename*=UTF-8''..%2F..%2Fx", Some("x")),
            (r#"attachment; filename="C:\\a\\b.exe""#, Some("b.exe")),
            ("attachment; filename=\"C:b.exe\"", Some("C_b.exe")),
            ("attachment; filename=\"a\u{7f}\tb\"", Some("ab")),
            ("attachment; filename=\"..\"", None),
            ("attachment; filename=\"/\"", None),
            ("attachment; filename=\"\"", None),
            ("attachment; filename", None),
            ("attachment", None),
            ("", None),
        ] {
            assert_eq!(file_name(header).as_deref(), name, "{header}");
        }
    }
}

//! The documented address and method.

use super::text::{one_line, unescaped, without_link};

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// Host and path of a printed address; what follows `?` or `#` belongs to an example, not to the address. The host may be
/// left out.
#[must_use]
pub fn address(text: &str) -> Option<(String, String)> {
    let line = one_line(&unescaped(text));
    let text = without_link(&line).trim_matches('`');
    let begin = ["https://", "http://", "wss://", "ws://"].into_iter().find_map(|scheme| text.find(scheme));
    let (host, path) = match begin {
        Some(begin) => {
            let rest = text[begin..].split_once("://")?.1;
            let (host, path) = rest.split_at(rest.find('/')?);
            // Part of it may be left to the reader: `https://{domain}/…`.
            let is_host = host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:{}_".contains(&byte));
            (host, Some(path).filter(|_| is_host && !host.is_empty())?)
        }
        None => ("", Some(text).filter(|text| text.starts_with('/'))?),
    };
    let path = path.split(|sign: char| !is_of_path(sign)).next().unwrap_or_default();
    (path.len() > 1).then(|| (host.to_owned(), with_colons(path)))
}

/// The path with `:name` for each placeholder, though it be printed as `{name}`.
fn with_colons(path: &str) -> String {
    let segment = |segment: &str| match segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        Some(name) if !name.is_empty() => format!(":{name}"),
        _ => segment.to_owned(),
    };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

/// Whether a sign can be part of the path of an address: a remark may follow without a blank.
fn is_of_path(sign: char) -> bool {
    sign.is_ascii_graphic() && !matches!(sign, '?' | '#' | '`' | '"' | '\'' | ',' | ';' | '(' | ')' | '[' | ']' | '|')
}

/// The HTTP method that a text names.
#[must_use]
pub fn method(text: &str) -> Option<&'static str> {
    let mut words = text.split(|sign: char| !sign.is_ascii_alphabetic()).map(str::to_ascii_uppercase);
    words.find_map(|word| METHODS.iter().find(|method| **method == word).copied())
}

/// The names of the placeholders of a path.
pub fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|segment| segment.strip_prefix(':'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_host_and_a_path() {
        let split = |text| address(text).map(|(host, path)| format!("{host} {path}"));
        assert_eq!(split("https://a.example/b/:c "), Some("a.example /b/:c".into()));
        assert_eq!(split("[https://a.example/b?x=1](https://a.example/b)"), Some("a.example /b".into()));
        assert_eq!(split("https://a.example/b/\n(old)"), Some("a.example /b/".into()));
        assert_eq!(split("nothing"), None);
        assert_eq!(split(r"https://a.example/b\_c"), Some("a.example /b_c".into()));
        assert_eq!(split("`https://a.example/b/{c}（old）"), Some("a.example /b/:c".into()));
        assert_eq!(split("/open-apis/b"), Some(" /open-apis/b".into()));
        assert_eq!(split("https://{domain}/c"), Some("{domain} /c".into()));
        assert_eq!(split("https://a b.example/c"), None);
    }

    #[test]
    fn methods_and_placeholders_are_found() {
        assert_eq!(method(" post "), Some("POST"));
        assert_eq!(method("POSTED"), None);
        assert_eq!(placeholders("/a/:b/c/:d").collect::<Vec<_>>(), ["b", "d"]);
    }
}

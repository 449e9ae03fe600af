//! What stands before a page: `key: value` lines between `---` or in an HTML comment.

use super::document::Entry;

/// Reads the front matter, and tells where the page itself begins.
#[must_use]
pub fn read(text: &str) -> (Vec<Entry>, usize) {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let first = text[start..].lines().next().unwrap_or_default().trim();
    let ends = match first {
        "---" => ["---", "..."],
        "<!--" => ["-->", "-->"],
        _ => return (Vec::new(), start),
    };
    let mut line_number = text[..start].matches('\n').count();
    let mut at = start;
    let mut entries = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        line_number += 1;
        at += line.len();
        let line = line.trim();
        if at > start + first.len() + 2 && ends.contains(&line) {
            return (entries, at);
        }
        if let Some(entry) = entry(line, line_number) {
            entries.push(entry);
        }
    }
    // It never ends, so it is none.
    (Vec::new(), start)
}

fn entry(line: &str, number: usize) -> Option<Entry> {
    let (key, value) = line.split_once(':')?;
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    is_key.then(|| Entry { key: key.to_owned(), value: unquoted(value.trim()), line: number })
}

fn unquoted(value: &str) -> String {
    if value.len() >= 2 && value.starts_with('"') && value.ends_with('"') {
        return serde_json::from_str(value).unwrap_or_else(|_| value[1..value.len() - 1].to_owned());
    }
    if value.len() >= 2 && value.starts_with('\'') && value.ends_with('\'') {
        return value[1..value.len() - 1].replace("''", "'");
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(text: &str) -> Vec<(String, String, usize)> {
        read(text).0.into_iter().map(|entry| (entry.key, entry.value, entry.line)).collect()
    }

    #[test]
    fn both_styles_are_read_with_their_lines() {
        let yaml = "---\ntitle: \"a: \\\"b\\\"\"\nid: 1\n---\n# T";
        assert_eq!(entries(yaml), [("title".into(), "a: \"b\"".into(), 2), ("id".into(), "1".into(), 3)]);
        assert_eq!(&yaml[read(yaml).1..], "# T");
        let comment = "<!--\nsource: https://a/b\n-->\n# T";
        assert_eq!(entries(comment), [("source".into(), "https://a/b".into(), 2)]);
        assert_eq!(&comment[read(comment).1..], "# T");
    }

    #[test]
    fn a_page_without_any_begins_at_its_beginning() {
        assert_eq!(read("# T\n---\n"), (Vec::new(), 0));
        assert_eq!(read("---\ntitle: a\n"), (Vec::new(), 0));
    }
}

//! What stands before a page: `key: value` lines between `---`, in an HTML comment, or with nothing around.

use super::document::Entry;

/// Reads the front matter, and tells where the page itself begins.
#[must_use]
pub fn read(text: &str) -> (Vec<Entry>, usize) {
    let start = text.len() - text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let first = text[start..].lines().next().unwrap_or_default().trim();
    let ends = match first {
        "---" => ["---", "..."],
        "<!--" => ["-->", "-->"],
        _ => return bare(text, start),
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

/// Keys, in small letters, that count even where nothing says that they are front matter.
const KEYS: [&str; 10] = [
    "title",
    "fullpath",
    "id",
    "source",
    "source_url",
    "url",
    "updatetime",
    "updatedat",
    "last_remote_update",
    "last_remote_update_timestamp",
];

/// Reads lines with known keys at the very beginning: each plain, a quotation, an item, or a comment of its own, the key
/// in bold or not.
fn bare(text: &str, start: usize) -> (Vec<Entry>, usize) {
    let (mut entries, mut end, mut at) = (Vec::new(), start, start);
    let mut number = text[..start].matches('\n').count();
    for line in text[start..].split_inclusive('\n') {
        number += 1;
        at += line.len();
        let line = line.trim();
        let Some(entry) = bare_entry(line, number) else {
            if line.is_empty() {
                continue;
            }
            break;
        };
        entries.push(entry);
        end = at;
    }
    (entries, end)
}

fn bare_entry(line: &str, number: usize) -> Option<Entry> {
    let comment = line.strip_prefix("<!--").and_then(|line| line.strip_suffix("-->"));
    let line = comment.unwrap_or(line).trim_start_matches(['>', '-', '*', ' ']);
    let (key, value) = line.split_once([':', '：'])?;
    let key = key.trim_matches(['*', '`', ' ']);
    let value = value.trim_start_matches('*').trim();
    // Several entries on one line are not told apart.
    let small = value.to_lowercase();
    if KEYS.iter().any(|key| small.contains(&format!(" {key}:"))) {
        return None;
    }
    KEYS.contains(&key.to_lowercase().as_str()).then(|| Entry {
        key: key.to_owned(),
        value: unquoted(value),
        line: number,
    })
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
    fn known_keys_at_the_beginning_need_nothing_around() {
        let expected = |line| [("title".into(), "a: b".into(), 1), ("updateTime".into(), "5".into(), line)];
        for (page, line) in [
            ("title: a: b\nupdateTime: 5\n\n# T", 2),
            ("**title**: a: b\n\n**updateTime：** 5\n# T", 3),
            ("> title: a: b\n> updateTime: '5'\n# T", 2),
            ("- **title**：a: b\n- **updateTime**：\"5\"\n# T", 2),
            ("<!-- title: a: b -->\n<!-- updateTime: 5 -->\n# T", 2),
        ] {
            assert_eq!(entries(page), expected(line), "{page}");
            assert_eq!(page[read(page).1..].trim_start(), "# T");
        }
        assert_eq!(read("note: a\ntitle: b\n"), (Vec::new(), 0));
        assert_eq!(read("<!-- title: a updateTime: 5 -->\n"), (Vec::new(), 0));
    }

    #[test]
    fn a_page_without_any_begins_at_its_beginning() {
        assert_eq!(read("# T\n---\n"), (Vec::new(), 0));
        assert_eq!(read("---\ntitle: a\n"), (Vec::new(), 0));
    }
}

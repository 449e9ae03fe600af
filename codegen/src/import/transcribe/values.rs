//! Printed values → values of the spec.

use std::collections::BTreeMap;

use serde_json::Value;
use serde_json::value::RawValue;

use crate::spec::{Primitive, TypeName};

/// The longest path that is believed.
pub const LONGEST_PATH: usize = 500;

/// The longest name of a field that is believed.
const LONGEST_NAME: usize = 200;

/// The letters that an address may have as they are.
const PLAIN: &str = "-._~:/?#@!$&'*+,;=%";

/// Whether a text can be the name of something on the wire: a page holds anything, a name holds words.
pub fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= LONGEST_NAME
        && text.chars().any(char::is_alphanumeric)
        && !text.chars().any(char::is_control)
        && text.trim() == text
}

/// Whether a printed type is one: words, or the signs that stand for an object without a name.
pub fn is_type(text: &str) -> bool {
    matches!(text, "-" | "/") || (text.len() <= LONGEST_NAME && text.chars().any(char::is_alphanumeric))
}

/// A text on one line, without what is not visible.
pub fn one_line(text: &str) -> String {
    let visible: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text of several lines without what no text has, and without empty lines around it.
pub fn block(text: &str) -> String {
    let shown = |letter: &char| !letter.is_control() || *letter == '\t';
    let lines: Vec<String> = text.lines().map(|line| line.chars().filter(shown).collect()).collect();
    let filled = |line: &String| !line.trim().is_empty();
    let first = lines.iter().position(filled).unwrap_or(0);
    let last = lines.iter().rposition(filled).map_or(0, |last| last + 1);
    lines[first.min(last)..last].iter().map(|line| line.trim_end()).collect::<Vec<_>>().join("\n")
}

/// A text of a page for a message: on one line and not longer than one.
pub fn shown(text: &str) -> String {
    let line = one_line(text);
    let mut short: String = line.chars().take(80).collect();
    if short.len() < line.len() {
        short.push('…');
    }
    short
}

/// How the documentation system writes links to its own pages, before their path.
const OWN_LINK: &str = "/ssl:ttdoc";

/// The address that a link leads to, with everything encoded that an address can't have. A path is one of the
/// documentation's own.
pub fn address(target: &str, documentation: &str) -> Option<String> {
    let target = target.trim();
    let path = target.strip_prefix(OWN_LINK).unwrap_or(target);
    if path.starts_with('/') && !path.starts_with("//") {
        // A path that says so itself is not said twice.
        let (host, below) =
            documentation.match_indices('/').nth(2).map_or((documentation, ""), |(at, _)| documentation.split_at(at));
        let is_whole = !below.is_empty() && path.starts_with(below) && path[below.len()..].starts_with('/');
        return Some(encoded(&format!("{}{path}", if is_whole { host } else { documentation })));
    }
    let rest = target.strip_prefix("https://").or_else(|| target.strip_prefix("http://"))?;
    rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()).then(|| encoded(target))
}

/// Whether a path of the documentation can stand in an address as it is.
pub fn is_plain_path(path: &str) -> bool {
    path.len() <= LONGEST_PATH && encoded(path) == path
}

fn encoded(text: &str) -> String {
    use std::fmt::Write;
    let mut result = String::new();
    for letter in text.chars() {
        if letter.is_ascii_alphanumeric() || PLAIN.contains(letter) {
            result.push(letter);
        } else {
            let mut bytes = [0; 4];
            for byte in letter.encode_utf8(&mut bytes).bytes() {
                let _ = write!(result, "%{byte:02X}");
            }
        }
    }
    result
}

/// A printed text without the quotes or backquotes around it.
pub fn unquoted(printed: &str) -> String {
    let text = printed.trim();
    let inner = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    if let Some(inner) = inner('"') {
        return serde_json::from_str(text).unwrap_or_else(|_| inner.to_owned());
    }
    inner('`').filter(|inner| !inner.contains('`')).unwrap_or(text).to_owned()
}

/// An example as printed.
pub fn example(type_name: &TypeName, printed: &str) -> Option<Value> {
    let text = block(printed);
    if text.is_empty() {
        return None;
    }
    let is_text = matches!(type_name, TypeName::Primitive(Primitive::String));
    let text = unquoted_json(&text, is_text);
    if is_text {
        return Some(Value::String(text));
    }
    match serde_json::from_str(&text) {
        // The spec has no `null`.
        Ok(value) if !holds_null(&value) && is_exact(&text) => Some(value),
        _ => Some(Value::String(text)),
    }
}

fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(elements) => elements.iter().any(holds_null),
        Value::Object(members) => members.values().any(holds_null),
        _ => false,
    }
}

/// Whether all numbers of a JSON text are written in the one way that the spec has for them: `1.10` would become `1.1`, and
/// an integer of thirty digits would lose most of them.
fn is_exact(json: &str) -> bool {
    if let Ok(elements) = serde_json::from_str::<Vec<&RawValue>>(json) {
        return elements.iter().all(|element| is_exact(element.get()));
    }
    if let Ok(members) = serde_json::from_str::<BTreeMap<String, &RawValue>>(json) {
        return members.values().all(|member| is_exact(member.get()));
    }
    serde_json::from_str::<serde_json::Number>(json).map_or(true, |number| number.to_string() == json.trim())
}

/// A number as printed: as a text where it would be altered otherwise.
fn number(printed: &str) -> Option<Value> {
    let number: serde_json::Number = serde_json::from_str(printed).ok()?;
    Some(if number.to_string() == printed { number.into() } else { printed.into() })
}

/// Takes the quotes off, but leaves those around the text of a value that is no text: `"1"` for an integer is what the
/// page says.
fn unquoted_json(text: &str, is_text: bool) -> String {
    if !is_text && text.starts_with('"') { text.to_owned() } else { unquoted(text) }
}

/// A default value, or `None` where the page explains in words what happens.
pub fn default(type_name: &TypeName, printed: &str, listed: &[String]) -> Option<Value> {
    let text = unquoted(printed);
    // What follows a value explains it: `false，…`
    let head =
        text.split(['，', '（', '。', '；', '、']).next().unwrap_or_default().trim().trim_end_matches([',', '.']);
    match type_name {
        TypeName::Primitive(Primitive::String) => {
            let is_listed = listed.iter().any(|value| *value == head);
            (is_listed || (!text.is_empty() && !has_ideographs(&text)))
                .then(|| Value::String(if is_listed { head.to_owned() } else { one_line(&text) }))
        }
        TypeName::Primitive(Primitive::Boolean) => head.to_lowercase().parse().ok().map(Value::Bool),
        TypeName::Primitive(Primitive::Integer) => {
            let integer: i64 = head.parse().ok()?;
            Some(if integer.to_string() == head { integer.into() } else { head.into() })
        }
        TypeName::Primitive(Primitive::Float) => number(head),
        _ => serde_json::from_str(&text).ok().filter(|value| !holds_null(value)),
    }
}

/// Whether a text has Chinese characters or punctuation: a sentence of the page has, a value hardly ever.
pub fn has_ideographs(text: &str) -> bool {
    text.chars().any(is_ideograph)
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3000}'..='\u{303f}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn type_of(text: &str) -> TypeName {
        TypeName::parse(text)
    }

    #[test]
    fn quotes_around_a_text_are_not_part_of_it() {
        assert_eq!(example(&type_of("string"), "\"a \\\"b\\\"\""), Some(json!("a \"b\"")));
        assert_eq!(example(&type_of("string"), "\"{\n\"a\": 1}\""), Some(json!("{\n\"a\": 1}")));
        assert_eq!(example(&type_of("string"), "123"), Some(json!("123")));
    }

    #[test]
    fn values_of_other_types_are_read_as_json_where_they_are_json() {
        assert_eq!(example(&type_of("int"), "20"), Some(json!(20)));
        assert_eq!(example(&type_of("int"), "\"20\""), Some(json!("20")));
        assert_eq!(example(&type_of("string[]"), "[\"a\"]"), Some(json!(["a"])));
        assert_eq!(example(&type_of("file"), "file binary"), Some(json!("file binary")));
        assert_eq!(example(&type_of("int"), " "), None);
    }

    #[test]
    fn a_number_that_would_be_altered_stays_a_text() {
        let none = Vec::new();
        let long = "123456789012345678901234567890";
        for printed in ["1.10", "1e3", long] {
            assert_eq!(example(&type_of("number"), printed), Some(json!(printed)));
            assert_eq!(default(&type_of("number"), printed, &none), Some(json!(printed)));
        }
        assert_eq!(example(&type_of("number[]"), "[1.5, 1.10]"), Some(json!("[1.5, 1.10]")));
        assert_eq!(example(&type_of("-"), "{\"a\": {\"b\": 1.10}}"), Some(json!("{\"a\": {\"b\": 1.10}}")));
        assert_eq!(example(&type_of("number[]"), "[1.5, \"1.10\"]"), Some(json!([1.5, "1.10"])));
        assert_eq!(default(&type_of("number"), "0.5，即一半", &none), Some(json!(0.5)));
        assert_eq!(default(&type_of("int"), "007", &none), Some(json!("007")));
    }

    #[test]
    fn a_default_is_a_value_and_never_a_sentence() {
        let none = Vec::new();
        assert_eq!(default(&type_of("int"), "20", &none), Some(json!(20)));
        assert_eq!(default(&type_of("bool"), "false，即不设置", &none), Some(json!(false)));
        assert_eq!(default(&type_of("string"), "空，表示不设置", &none), None);
        assert_eq!(default(&type_of("string"), "`open_id`", &none), Some(json!("open_id")));
        assert_eq!(default(&type_of("string"), "chat，聊天", &["chat".to_owned()]), Some(json!("chat")));
        assert_eq!(default(&type_of("string[]"), "空", &none), None);
    }

    #[test]
    fn links_become_addresses_and_other_texts_none() {
        let address = |target| address(target, "https://docs.example/document");
        let encoded = "https://a.example/%E6%96%87?q=%281%29";
        assert_eq!(address("https://a.example/文?q=(1)").as_deref(), Some(encoded));
        assert_eq!(address("/ssl:ttdoc/a/b").as_deref(), Some("https://docs.example/document/a/b"));
        assert_eq!(address("/a/b").as_deref(), Some("https://docs.example/document/a/b"));
        assert_eq!(address("/document/a").as_deref(), Some("https://docs.example/document/a"));
        for target in ["javascript:alert(1)", "https://<script>", "//other.example", "#below", ""] {
            assert_eq!(address(target), None, "{target}");
        }
    }

    #[test]
    fn names_are_words() {
        for name in ["zh-CN", "frozen RowCount", "名称", "@i18n@1"] {
            assert!(is_name(name), "{name}");
        }
        for name in ["", "====", "a\0b", " a", &"a".repeat(201)] {
            assert!(!is_name(name), "{name}");
        }
    }
}

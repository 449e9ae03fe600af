//! Examples: JSON in code blocks.

use serde_json::Value;

use crate::pages::facts::{Example, Role};

/// Reads an example; nothing when the code is no JSON and does not mean to be.
#[must_use]
pub fn read(role: Role, language: Option<&str>, text: &str, line: usize) -> Option<Example> {
    let looks_like_json = text.trim_start().starts_with(['{', '[']);
    let says_json = matches!(language, Some("json" | "json5" | "jsonc" | "js" | "javascript"));
    let says_nothing = matches!(language, None | Some("text" | "plain" | "plaintext"));
    if !(says_json || says_nothing && looks_like_json) {
        return None;
    }
    Some(Example { role, json: json(text), text: text.to_owned(), line })
}

/// The JSON of an example: all of it, or else the first value after comments and superfluous commas are left out.
fn json(text: &str) -> Option<Value> {
    let value = serde_json::from_str(text).ok().or_else(|| {
        let strict = strict(text);
        serde_json::Deserializer::from_str(&strict).into_iter().next()?.ok()
    });
    value.filter(|value| is_flatter_than(value, DEEPEST))
}

/// How deep an example may be nested. Who reads the facts has a limit too, and an example stands inside of a record.
const DEEPEST: usize = 64;

fn is_flatter_than(value: &Value, levels: usize) -> bool {
    levels > 0
        && match value {
            Value::Array(values) => values.iter().all(|value| is_flatter_than(value, levels - 1)),
            Value::Object(members) => members.values().all(|value| is_flatter_than(value, levels - 1)),
            _ => true,
        }
}

/// A text without what JSON does not have: comments, and commas behind the last element.
fn strict(text: &str) -> String {
    let mut strict = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(sign) = rest.chars().next() {
        let taken = match sign {
            '"' => string_length(rest),
            '/' if rest.starts_with("//") => {
                rest = &rest[rest.find('\n').unwrap_or(rest.len())..];
                continue;
            }
            '/' if rest.starts_with("/*") => {
                rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
                continue;
            }
            '}' | ']' => {
                let kept = strict.trim_end();
                if kept.ends_with(',') {
                    strict.truncate(kept.len() - 1);
                }
                1
            }
            other => other.len_utf8(),
        };
        strict.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    strict
}

/// How long the string at the beginning of a text is, with its quotes.
fn string_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            b'"' if !is_escaped => return at + 1,
            _ => is_escaped = byte == b'\\' && !is_escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn value(text: &str) -> Option<Value> {
        read(Role::Request, Some("json"), text, 1).and_then(|example| example.json)
    }

    #[test]
    fn comments_and_superfluous_commas_do_not_hide_an_example() {
        assert_eq!(value("// one\n{\"a\": [1, /* two */ 2,], // three\n}"), Some(json!({"a": [1, 2]})));
        assert_eq!(value("{\"a\": \"http://b\\\"//,}\"}"), Some(json!({"a": "http://b\"//,}"})));
    }

    #[test]
    fn of_several_values_the_first_is_the_example() {
        assert_eq!(value("{\"a\": 1}\n\n{\"b\": 2}"), Some(json!({"a": 1})));
    }

    #[test]
    fn what_is_no_json_stays_a_text() {
        assert_eq!(value("{\"a\": string}"), None);
        assert!(read(Role::Request, Some("bash"), "curl", 1).is_none());
        assert!(read(Role::Request, None, "curl", 1).is_none());
        assert!(read(Role::Request, None, " {", 1).is_some());
    }
}

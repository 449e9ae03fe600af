//! Values that a page lists: by its markup, or as a list in prose.

use super::text::{between, links, one_line, unescaped};
use crate::pages::document::{Mark, Meaning};
use crate::pages::facts::ListedValue;

/// The values that markup lists.
pub fn marked(marks: &[&Mark]) -> impl Iterator<Item = ListedValue> {
    marks.iter().filter_map(|mark| match &mark.meaning {
        Meaning::Value { value, meaning } => Some(ListedValue {
            value: one_line(value),
            meaning: one_line(meaning),
            see: links(meaning),
            line: mark.line,
        }),
        _ => None,
    })
}

/// Words that announce a list of values.
const ANNOUNCEMENTS: &[&str] =
    &["可选值", "可能值", "枚举", "取值", "可取", "支持以下", "以下值", "以下之一", "enum", "value"];

/// The values of the first list in a text that is one of values: lines such as ``- `a`：what a means``.
///
/// Lists of hints, cases and parameters look alike. So every line of the list must begin with a word that could be a
/// value and a colon; and unless a label said that values follow, they must have the type of the field, or, as any word
/// could be a string, be quoted or announced. Lines are counted from that of the text.
#[must_use]
pub fn listed(text: &str, first_line: usize, type_name: Option<&str>, is_labelled: bool) -> Vec<ListedValue> {
    let mut lists = lists(text, first_line).into_iter();
    lists.find_map(|list| list.values(type_name, is_labelled)).unwrap_or_default()
}

/// A list in a text.
struct List<'a> {
    /// The line before it.
    lead: &'a str,
    /// Its items with their lines.
    items: Vec<(&'a str, usize)>,
}

fn lists(text: &str, first_line: usize) -> Vec<List<'_>> {
    let mut lists: Vec<List<'_>> = Vec::new();
    let mut lead = "";
    let mut is_open = false;
    for (number, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let item = line.strip_prefix(['-', '*', '•']).filter(|item| item.starts_with([' ', '`', '\u{a0}']));
        match (item, is_open.then(|| lists.last_mut()).flatten()) {
            (Some(item), Some(list)) => list.items.push((item.trim(), first_line + number)),
            (Some(item), None) => {
                lists.push(List { lead, items: vec![(item.trim(), first_line + number)] });
                is_open = true;
            }
            (None, _) => {
                lead = line;
                is_open = false;
            }
        }
    }
    lists
}

impl List<'_> {
    fn values(&self, type_name: Option<&str>, is_labelled: bool) -> Option<Vec<ListedValue>> {
        let values: Vec<_> = self.items.iter().map(|(item, line)| value(item, *line)).collect::<Option<_>>()?;
        (is_labelled || self.is_of(type_name, &values)).then_some(values)
    }

    fn is_of(&self, type_name: Option<&str>, values: &[ListedValue]) -> bool {
        let type_name = type_name.unwrap_or_default().trim_end_matches("[]").to_lowercase();
        let clause =
            self.lead.trim_end_matches(['：', ':']).rsplit(['，', ',', '。', '；', ';']).next().unwrap_or_default();
        let is_announced = ANNOUNCEMENTS.iter().any(|word| clause.contains(word)) && !clause.contains("参数");
        match type_name.as_str() {
            "int" | "integer" | "long" | "int64" | "int32" => {
                values.iter().all(|value| value.value.parse::<i64>().is_ok())
            }
            "boolean" | "bool" => values.iter().all(|value| matches!(value.value.as_str(), "true" | "false")),
            _ => is_announced || self.items.iter().all(|(item, _)| item.starts_with('"')),
        }
    }
}

fn value(item: &str, line: usize) -> Option<ListedValue> {
    let colon = item.char_indices().find(|(at, sign)| match sign {
        '：' => true,
        ':' => item[at + 1..].starts_with(' ') || !item[at + 1..].is_ascii(),
        _ => false,
    });
    let (before, meaning) = colon.map(|(at, sign)| (&item[..at], &item[at + sign.len_utf8()..]))?;
    let (before, is_default) = match before.split_once(['（', '(']) {
        Some((before, remark)) => (before, Some(remark.trim_end().strip_suffix(['）', ')'])?.trim())),
        None => (before, None),
    };
    let value = before.trim();
    let value = ["`", "\"", "**"].iter().fold(value, |value, mark| between(value, mark).unwrap_or(value));
    let value = unescaped(value);
    let could_be =
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./+".contains(&byte));
    if !could_be {
        return None;
    }
    let meaning = one_line(meaning);
    let full = match is_default {
        Some(remark) if !remark.is_empty() => format!("{remark}；{meaning}"),
        _ => meaning,
    };
    Some(ListedValue { value: value.into_owned(), see: links(&full), meaning: full, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str, type_name: &str, is_labelled: bool) -> Vec<(String, String, usize)> {
        let values = listed(text, 5, Some(type_name), is_labelled);
        values.into_iter().map(|value| (value.value, value.meaning, value.line)).collect()
    }

    #[test]
    fn a_list_of_values_is_one_in_prose_too() {
        assert_eq!(
            pairs(
                "which:\n\n- `A_1`：first\n- zh-CN: second\n- true（default）：third\n\nmore\n- b：c",
                "string",
                true
            ),
            [
                ("A_1".into(), "first".into(), 7),
                ("zh-CN".into(), "second".into(), 8),
                ("true".into(), "default；third".into(), 9)
            ]
        );
    }

    #[test]
    fn a_list_with_anything_else_in_it_lists_no_values() {
        assert_eq!(pairs("- `a`：first\n- `a!{b}`：second", "string", true), []);
        assert_eq!(pairs("- do this\n- then that", "string", true), []);
        assert_eq!(pairs("- https://a.example", "string", true), []);
    }

    #[test]
    fn without_a_label_values_have_the_type_of_the_field_or_are_quoted_or_announced() {
        let is_listed = |text: &str, type_name: &str| !pairs(text, type_name, false).is_empty();
        assert!(is_listed("kind\n* 1: one\n* 2:二", "int[]"));
        assert!(!is_listed("kind\n* a: one", "int"));
        assert!(is_listed("whether\n- true：yes\n- false：no", "boolean"));
        assert!(is_listed("kind\n* \"A\": one", "string"));
        assert!(is_listed("kind，枚举值有：\n- A：one", "string"));
        assert!(!is_listed("枚举值见接口，按如下参数查询即可：\n- object：person", "string"));
        assert!(is_listed("hints\n- first, do：that\n\nvalue 枚举值有：\n- `0`：none", "map<string, int>"));
    }
}

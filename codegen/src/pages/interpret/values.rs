//! Values that a page lists: by its markup, or as a list in prose.

use std::borrow::Cow;

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

/// Words that announce a list of values even when other sentences stand between.
const SURE_ANNOUNCEMENTS: &[&str] =
    &["可选值如下", "可选值有", "可选值包括", "可能值有", "可能值如下", "枚举值如下", "枚举值有", "枚举值包括"];

/// The values of the first list in a text that is one of values: lines such as ``- `a`：what a means``.
///
/// Lists of hints, cases and parameters look alike. So every line of the list must begin with a word that could be a
/// value and a colon; and unless a label said that values follow, they must have the type of the field, or, as any word
/// could be a string, be quoted or announced. After a label, a list may have other forms too.
/// Lines are counted from that of the text.
#[must_use]
pub fn listed(text: &str, first_line: usize, type_name: Option<&str>, is_labelled: bool) -> Listed {
    let style = if is_labelled { Style::Labelled } else { Style::Plain };
    let lists = lists(text, first_line, style);
    let found = lists.iter().find_map(|list| list.values(type_name, style));
    let in_paragraph = || paragraph(text, first_line).filter(|_| is_labelled).map(Listed::stated);
    found.or_else(in_paragraph).unwrap_or_default()
}

/// Values that a text lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Listed {
    /// The values.
    pub values: Vec<ListedValue>,
    /// Neither a label nor words before the list say that they are values; their form does.
    pub is_implied: bool,
}

impl Listed {
    fn stated(values: Vec<ListedValue>) -> Self {
        Self { values, is_implied: false }
    }
}

/// How values may be written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// With a colon, behind bullets.
    Plain,
    /// Where a label says that values follow: with a colon, an equals sign or a dash, or nothing but the value; behind
    /// bullets or numbers; lines that stand further to the right belong to the item before.
    Labelled,
}

/// A list in a text.
struct List<'a> {
    /// The line before it.
    lead: &'a str,
    /// Its items with their lines.
    items: Vec<(Cow<'a, str>, usize)>,
    /// Where its bullets stand.
    indent: usize,
    /// They are numbers.
    is_numbered: bool,
}

fn lists(text: &str, first_line: usize, style: Style) -> Vec<List<'_>> {
    let mut lists: Vec<List<'_>> = Vec::new();
    let mut lead = "";
    let mut is_open = false;
    for (number, whole) in text.lines().enumerate() {
        let line = whole.trim();
        if line.is_empty() {
            continue;
        }
        let indent = whole.len() - whole.trim_start().len();
        match (item(line, style), is_open.then(|| lists.last_mut()).flatten()) {
            (Some(item), Some(list)) => list.items.push((item.into(), first_line + number)),
            (Some(item), None) => {
                let is_numbered = line.starts_with(|sign: char| sign.is_ascii_digit());
                lists.push(List { lead, items: vec![(item.into(), first_line + number)], indent, is_numbered });
                is_open = true;
            }
            (None, Some(list)) if style == Style::Labelled && indent > list.indent => {
                // What it means stands on the next line, or was said and is only illustrated.
                if let Some((item, _)) = list.items.last_mut().filter(|(item, _)| item.ends_with(['：', ':'])) {
                    let item = item.to_mut();
                    item.push(' ');
                    item.push_str(line);
                }
            }
            (None, _) => {
                lead = line;
                is_open = false;
            }
        }
    }
    lists
}

/// What stands behind the bullet of a line.
fn item(line: &str, style: Style) -> Option<&str> {
    let bulleted =
        line.strip_prefix(['-', '*', '•', '+', '·', '●']).filter(|item| item.starts_with([' ', '`', '\u{a0}']));
    let numbered = || {
        let rest = line.trim_start_matches(|sign: char| sign.is_ascii_digit());
        // Only what is quoted is told from values that are numbers themselves.
        let is_numbered = style == Style::Labelled && rest.len() < line.len();
        let item = rest.strip_prefix(". ").filter(|_| is_numbered)?.trim_start();
        item.trim_start_matches("**").starts_with('`').then_some(item)
    };
    bulleted.or_else(numbered).map(str::trim)
}

/// The values of a paragraph after a label: one a line, or one after the other, quoted.
fn paragraph(text: &str, first_line: usize) -> Option<Vec<ListedValue>> {
    let blank = text.len() - text.trim_start().len();
    let first_line = first_line + text[..blank].matches('\n').count();
    let lines = || text.trim_start().lines().map(str::trim).take_while(|line| !line.is_empty());
    let by_line: Option<Vec<_>> = lines().zip(first_line..).map(|(line, number)| pair(line, number)).collect();
    let by_line = by_line.filter(|values| values.len() > 1);
    by_line.or_else(|| {
        let line = lines().next().filter(|_| lines().count() == 1)?.trim_end_matches(['。', '.', '；', ';']);
        let quoted = line.split(['、', '，', ',', '/', '|', '或', '和']).map(|value| between(value, "`"));
        let values: Option<Vec<_>> = quoted.map(|quoted| alone(quoted?, first_line)).collect();
        values.filter(|values| values.len() > 1)
    })
}

impl List<'_> {
    fn values(&self, type_name: Option<&str>, style: Style) -> Option<Listed> {
        let value = |(item, line): &(Cow<'_, str>, usize)| match style {
            Style::Plain => pair(item, *line),
            Style::Labelled => pair(item, *line).or_else(|| marked_off(item, *line)).or_else(|| alone(item, *line)),
        };
        // What has a first and no second is a list that lost its lines.
        if self.is_numbered && self.items.len() < 2 {
            return None;
        }
        let values: Vec<_> = self.items.iter().map(value).collect::<Option<_>>()?;
        let is_fit = style == Style::Labelled || self.is_of(type_name, &values);
        is_fit.then(|| Listed { is_implied: style == Style::Plain && !self.is_announced(), values })
    }

    fn is_announced(&self) -> bool {
        let clause =
            self.lead.trim_end_matches(['：', ':']).rsplit(['，', ',', '。', '；', ';']).next().unwrap_or_default();
        SURE_ANNOUNCEMENTS.iter().any(|words| self.lead.contains(words))
            || ANNOUNCEMENTS.iter().any(|word| clause.contains(word)) && !clause.contains("参数")
    }

    fn is_of(&self, type_name: Option<&str>, values: &[ListedValue]) -> bool {
        let type_name = type_name.unwrap_or_default().trim_end_matches("[]").to_lowercase();
        match type_name.as_str() {
            "int" | "integer" | "long" | "int64" | "int32" => {
                values.iter().all(|value| value.value.parse::<i64>().is_ok())
            }
            "boolean" | "bool" => values.iter().all(|value| matches!(value.value.as_str(), "true" | "false")),
            _ => self.is_announced() || self.items.iter().all(|(item, _)| item.starts_with('"')),
        }
    }
}

/// A value, a colon and what it means.
fn pair(item: &str, line: usize) -> Option<ListedValue> {
    let colon = item.char_indices().find(|(at, sign)| match sign {
        '：' => true,
        ':' => item[at + 1..].starts_with(' ') || !item[at + 1..].is_ascii(),
        _ => false,
    });
    colon.and_then(|(at, sign)| value(&item[..at], &item[at + sign.len_utf8()..], line))
}

/// A value, an equals sign or a dash, and what it means.
fn marked_off(item: &str, line: usize) -> Option<ListedValue> {
    let mark = [" = ", "=", " - ", " — ", "——", " -"].into_iter().find_map(|mark| item.split_once(mark));
    mark.and_then(|(before, meaning)| value(before, meaning, line))
}

/// A value of which nothing more is said.
fn alone(item: &str, line: usize) -> Option<ListedValue> {
    value(item, "", line)
}

/// A value with what it means; a remark in brackets belongs to the meaning.
fn value(before: &str, meaning: &str, line: usize) -> Option<ListedValue> {
    let (before, remark) = match before.split_once(['（', '(']) {
        Some((before, remark)) => (before, Some(remark.trim_end().strip_suffix(['）', ')'])?.trim())),
        None => (before, None),
    };
    let value = ["**", "`", "\""].iter().fold(before.trim(), |value, mark| between(value, mark).unwrap_or(value));
    let value = between(value, "**").map_or(value, str::trim);
    let value = unescaped(value);
    let could_be =
        !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-./+".contains(&byte));
    if !could_be {
        return None;
    }
    let meaning = one_line(meaning);
    let full = match remark {
        Some(remark) if !remark.is_empty() && meaning.is_empty() => remark.to_owned(),
        Some(remark) if !remark.is_empty() => format!("{remark}；{meaning}"),
        _ => meaning,
    };
    Some(ListedValue { value: value.into_owned(), see: links(&full), meaning: full, line })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(text: &str, type_name: &str, is_labelled: bool) -> Vec<(String, String, usize)> {
        let values = listed(text, 5, Some(type_name), is_labelled).values;
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
    fn after_a_label_values_may_be_marked_off_otherwise() {
        let values = |text: &str| {
            let values =
                pairs(text, "string", true).into_iter().map(|(value, meaning, _)| format!("{value}|{meaning}"));
            values.collect::<Vec<_>>().join(" ")
        };
        assert_eq!(values("\n- 0 = none\n- 1=one\n- A - two"), "0|none 1|one A|two");
        assert_eq!(values("- `a`\n- b（old）"), "a| b|old");
        assert_eq!(
            values("1. **`S1`**（best）：  \n   one\n   ![](x)\n2. **`S2`**：two\n\nmore"),
            "S1|best；one S2|two"
        );
        assert_eq!(values("\nA：one\nB：two\n\nmore"), "A|one B|two");
        assert_eq!(values("`a`、`b` 或 `c`。"), "a| b| c|");
        for text in [
            "`a`",
            "one of many",
            "- do this\n- do that",
            "1. `a`：b 2. `c`：d",
            "1. first\n2. second",
            "a：one\nand more",
        ] {
            assert_eq!(values(text), "", "{text}");
        }
    }

    #[test]
    fn without_a_label_values_have_the_type_of_the_field_or_are_quoted_or_announced() {
        let is_listed = |text: &str, type_name: &str| !pairs(text, type_name, false).is_empty();
        assert!(is_listed("kind\n* 1: one\n* 2:二", "int[]"));
        assert!(!is_listed("kind\n* a: one", "int"));
        assert!(is_listed("whether\n- true：yes\n- false：no", "boolean"));
        assert!(is_listed("kind\n* \"A\": one", "string"));
        assert!(is_listed("kind，枚举值有：\n- A：one", "string"));
        assert!(is_listed("kind。可选值如下所示。otherwise it is A。\n- A：one\n- B：two", "string"));
        assert!(!is_listed("枚举值见接口，按如下参数查询即可：\n- object：person", "string"));
        assert!(is_listed("hints\n- first, do：that\n\nvalue 枚举值有：\n- `0`：none", "map<string, int>"));
    }
}

//! Rules that values must follow, in the words of the pages.

use serde_json::Number;

use super::text::one_line;
use crate::pages::facts::Bounds;

/// The rules at the beginning of a text, and what follows them: a list of rules ends where its items end.
#[must_use]
pub fn split(text: &str) -> (&str, &str) {
    let is_item = |line: &str| line.starts_with(['-', '*', '•']);
    let (mut at, mut is_list) = (0, false);
    for line in text.split_inclusive('\n') {
        let rule = line.trim();
        if is_list && !rule.is_empty() && !is_item(rule) {
            return text.split_at(at);
        }
        if !is_list && !rule.is_empty() && !is_item(rule) {
            break;
        }
        is_list |= is_item(rule);
        at += line.len();
    }
    (text, "")
}

/// Reads the rules of a field, one a line.
#[must_use]
pub fn read(text: &str) -> Option<Bounds> {
    let mut bounds = Bounds::default();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if rule(line, &mut bounds).is_none() {
            bounds.other.push(one_line(line));
        }
    }
    (bounds != Bounds::default()).then_some(bounds)
}

/// Reads a rule; nothing when it is in other words.
fn rule(line: &str, bounds: &mut Bounds) -> Option<()> {
    let line = line.trim_start_matches(['-', '*', '•', ' ']);
    let (name, value) = line.split_once(['：', ':'])?;
    let value = value.trim();
    match name.trim().to_lowercase().as_str() {
        "长度范围" | "length range" => {
            let (low, high, unit) = range(value)?;
            (bounds.len_min, bounds.len_max) = (Some(low.as_i64()?), Some(high.as_i64()?));
            bounds.unit = unit;
        }
        "最大长度" | "maximum length" => {
            let (number, unit) = number(value)?;
            bounds.len_max = Some(number.as_i64()?);
            bounds.unit = unit;
        }
        "最小长度" | "minimum length" => {
            let (number, unit) = number(value)?;
            bounds.len_min = Some(number.as_i64()?);
            bounds.unit = unit;
        }
        "长度" => {
            let (number, unit) = number(value)?;
            let length = number.as_i64()?;
            (bounds.len_min, bounds.len_max) = (Some(length), Some(length));
            bounds.unit = unit;
        }
        "取值范围" | "数值范围" | "value range" => {
            let (low, high, unit) = range(value)?;
            if unit.is_some() {
                return None;
            }
            (bounds.val_min, bounds.val_max) = (Some(low), Some(high));
        }
        "最大值" | "maximum value" => bounds.val_max = Some(lone(value)?),
        "最小值" | "minimum value" => bounds.val_min = Some(lone(value)?),
        "正则校验" | "正则表达式" | "正则" | "regular expression" | "regex" => {
            bounds.regex = Some(pattern(value)?);
        }
        _ => return None,
    }
    Some(())
}

/// Two numbers with a wave between them, and what they count, which may be said twice.
fn range(text: &str) -> Option<(Number, Number, Option<String>)> {
    let (low, high) = ["～", "~", "〜", "—", "至", " - "].iter().find_map(|mark| text.split_once(*mark))?;
    let (low, low_unit) = number(low)?;
    let (high, unit) = number(high)?;
    (low_unit.is_none() || low_unit == unit).then_some((low, high, unit))
}

/// A number and what it counts.
fn number(text: &str) -> Option<(Number, Option<String>)> {
    let text = text.trim().replace('`', " ");
    let text = text.trim();
    let end = text.find(|sign: char| !matches!(sign, '0'..='9' | '-' | '.' | '+')).unwrap_or(text.len());
    let number = parse(&text[..end])?;
    let unit = text[end..].trim().trim_end_matches(['。', '.', '；', '，']);
    Some((number, (!unit.is_empty()).then(|| unit.to_owned())))
}

fn lone(text: &str) -> Option<Number> {
    number(text).and_then(|(number, unit)| unit.is_none().then_some(number))
}

fn parse(text: &str) -> Option<Number> {
    let whole = text.parse::<i64>().ok().map(Number::from);
    whole.or_else(|| text.parse::<u64>().ok().map(Number::from)).or_else(|| Number::from_f64(text.parse().ok()?))
}

/// A pattern without the backquotes around it.
fn pattern(text: &str) -> Option<String> {
    let pattern = text.strip_prefix('`').and_then(|rest| rest.strip_suffix('`')).unwrap_or(text).trim();
    (!pattern.is_empty()).then(|| pattern.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_rules_are_numbers() {
        let bounds = read("\n- 长度范围：`1` ～ `255` 字符\n- 取值范围：`-5` ～ `1.5`\n\n- 正则校验：`^a|b:$`");
        let expected = Bounds {
            len_min: Some(1),
            len_max: Some(255),
            unit: Some("字符".into()),
            val_min: Some(Number::from(-5)),
            val_max: Number::from_f64(1.5),
            regex: Some("^a|b:$".into()),
            other: Vec::new(),
        };
        assert_eq!(bounds, Some(expected));
        assert_eq!(read("最大值:100"), Some(Bounds { val_max: Some(Number::from(100)), ..Bounds::default() }));
        assert_eq!(read("- 最大长度：`27` 字符").and_then(|bounds| bounds.len_max), Some(27));
        assert_eq!(read("- 长度范围：`1` 字符 ～ `9` 字符"), read("- 长度范围：1～9 字符"));
        assert_eq!(read("- Length range: `1` ～ `9`"), read("- 长度范围：1～9"));
    }

    #[test]
    fn a_list_of_rules_ends_where_its_items_end() {
        assert_eq!(split("\n- 最大值：1\n\n- b\n\nmore\n- c"), ("\n- 最大值：1\n\n- b\n\n", "more\n- c"));
        for text in ["a\n- b\nc", "\n- a\n- b", ""] {
            assert_eq!(split(text), (text, ""));
        }
    }

    #[test]
    fn rules_in_other_words_are_kept_as_they_stand() {
        let other = |text: &str| read(text).map(|bounds| bounds.other);
        assert_eq!(other("- at most two"), Some(vec!["- at most two".into()]));
        assert_eq!(other("最大值：about 5"), Some(vec!["最大值：about 5".into()]));
        assert_eq!(read(" \n"), None);
    }
}

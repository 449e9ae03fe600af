//! Facts that a page says in passing, in the description of a field: values with what they mean, bounds, a default.
//!
//! Only what is said in a set phrase is taken; everything else in a description is for people.

use crate::spec::{Primitive, TypeName};

/// The longest word that is believed to be a value.
const LONGEST_VALUE: usize = 40;

/// What a description says in passing.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// Values, in their order.
    pub values: Vec<String>,
    /// The largest value.
    pub max: Option<i64>,
    /// The smallest value.
    pub min: Option<i64>,
    /// The default.
    pub default: Option<i64>,
}

/// What the description of a field of this type says in passing.
pub fn said(type_name: &TypeName, description: &str) -> Said {
    match type_name {
        TypeName::Primitive(Primitive::String) => Said { values: values(description, |_| true), ..Said::default() },
        TypeName::Primitive(Primitive::Integer) => Said {
            values: values(description, |word| word.parse::<i64>().is_ok()),
            max: number_after(description, &["最大值为", "最大值", "最大为", "最大"]),
            min: number_after(description, &["最小值为", "最小值", "最小为", "最小"]),
            default: number_after(description, &["默认值为", "默认值", "默认为", "默认"]),
        },
        _ => Said::default(),
    }
}

/// The values of a list such as `kind；text：plain text；post：rich text`: at least two, and nothing else behind the
/// first.
fn values(description: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let first = description.lines().next().unwrap_or_default();
    let parts: Vec<&str> = first.split(['；', ';']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let Some((lead, items)) = parts.split_first() else { return Vec::new() };
    // The lead says what the field is, or has the first value itself: `kind：text：plain text` is neither.
    let listed: Option<Vec<String>> = items.iter().map(|item| value(item)).collect();
    let listed = listed.filter(|listed| listed.len() >= 2 && listed.iter().all(|word| fits(word)));
    match value(lead) {
        Some(_) => Vec::new(),
        None => listed.unwrap_or_default(),
    }
}

/// The word before the colon of an item, if it could be a value.
fn value(item: &str) -> Option<String> {
    let (word, meaning) = item.split_once(['：', ':'])?;
    let word = word.trim().trim_matches('`');
    let is_letter = |letter: char| letter.is_ascii_alphanumeric() || "_-.".contains(letter);
    let is_value = !word.is_empty() && word.len() <= LONGEST_VALUE && word.chars().all(is_letter);
    (is_value && !meaning.trim().is_empty() && !meaning.starts_with("//")).then(|| word.to_owned())
}

/// The number behind the first of these phrases that has one.
fn number_after(description: &str, phrases: &[&str]) -> Option<i64> {
    phrases.iter().find_map(|phrase| {
        let (_, rest) = description.split_once(phrase)?;
        let rest = rest.trim_start_matches([' ', '：', ':', '`', '是', '为']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        let behind = &rest[digits.len()..];
        // `200MB`, `1.5`, `10-20` and `0 < size <= 50` are other things.
        let is_part = |letter: char| letter.is_ascii_alphanumeric() || ".-~%".contains(letter);
        let ends = !behind.starts_with(is_part) && !behind.trim_start().starts_with(['<', '>', '≤', '≥', '~', '-']);
        if ends { digits.parse().ok() } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said_of(type_name: &str, description: &str) -> Said {
        said(&TypeName::parse(type_name), description)
    }

    #[test]
    fn values_follow_what_the_field_is() {
        let said = said_of("string", "种类；text：文本；post：富文本");
        assert_eq!(said.values, ["text", "post"]);
        assert_eq!(said_of("int", "状态; 1: 开; 2: 关").values, ["1", "2"]);
    }

    #[test]
    fn lists_of_anything_else_are_for_people() {
        for text in
            ["种类；text：文本", "种类；注意：不可改；文本：一", "a：一；b：二；c：三", "见；https://a；b：二", ""]
        {
            assert_eq!(said_of("string", text).values, Vec::<String>::new(), "{text}");
        }
        assert_eq!(said_of("int", "状态；a：开；b：关").values, Vec::<String>::new());
        assert_eq!(said_of("string[]", "种类；text：文本；post：富文本"), Said::default());
    }

    #[test]
    fn bounds_and_defaults_are_numbers_behind_set_phrases() {
        let said = said_of("int", "数量，最大200，默认20");
        assert_eq!((said.min, said.max, said.default), (None, Some(200), Some(20)));
        assert_eq!(said_of("int", "最大值为：50。最小 1").max, Some(50));
        for text in
            ["最大200MB", "最大1.5倍", "最大的", "默认10-20", "默认 10 - 20", "最大值 0 < size <= 50", "默认不限"]
        {
            assert_eq!(said_of("int", text), Said::default(), "{text}");
        }
    }
}

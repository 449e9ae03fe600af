//! A description cell taken apart at its labels: `**示例值**：…`, `**可选值有**：…`.

use crate::pages::document::{Cell, Mark};

/// What a label announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Label {
    /// An example value.
    Example,
    /// What is taken when nothing is given.
    Default,
    /// The values that may be given.
    Values,
    /// Rules that a value must follow.
    Bounds,
    /// Scopes that the field, or one of its values, needs.
    FieldScopes {
        /// The value that needs them.
        when: Option<String>,
    },
    /// How a value is put together.
    Format,
    /// The one value.
    Fixed,
}

/// A part of a description cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<'a> {
    /// The label in front of it; none for prose.
    pub label: Option<Label>,
    /// What follows the label.
    pub text: &'a str,
    /// The same with the label.
    pub whole: &'a str,
    /// The line where what follows the label begins.
    pub line: usize,
    /// The marks that stand in it.
    pub marks: Vec<&'a Mark>,
}

/// Takes a cell apart. Prose that follows another prose label (`**注意**：`) is prose again.
#[must_use]
pub fn parts(cell: &Cell) -> Vec<Part<'_>> {
    let text = cell.text.as_str();
    let mut cuts = vec![Cut { begin: 0, content: 0, label: None }];
    for cut in cuts_of(text) {
        let is_wanted = cuts.last().is_none_or(|last| {
            let is_prose_in_prose = cut.label.is_none() && last.label.is_none();
            cut.begin >= last.content && !is_prose_in_prose
        });
        if is_wanted {
            cuts.push(cut);
        }
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.begin).chain([text.len()]);
    let (mut line, mut counted) = (cell.line, 0);
    let mut parts: Vec<Part<'_>> = Vec::with_capacity(cuts.len());
    for (cut, end) in cuts.iter().zip(ends) {
        line += text[counted..cut.content].matches('\n').count();
        counted = cut.content;
        let (text, whole) = (&text[cut.content..end], &text[cut.begin..end]);
        parts.push(Part { label: cut.label.clone(), text, whole, line, marks: Vec::new() });
    }
    for mark in &cell.marks {
        // A mark right before a label stands where the label begins, and before what it announces.
        let index = cuts.partition_point(|cut| cut.content <= mark.at).saturating_sub(1);
        parts[index].marks.push(mark);
    }
    parts
}

/// Where a part begins.
struct Cut {
    /// Where its label begins.
    begin: usize,
    /// Where what the label announces begins.
    content: usize,
    /// What it announces; none when it begins prose.
    label: Option<Label>,
}

/// All labels of a text: in bold anywhere, or plain at the beginning of a line.
fn cuts_of(text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    let mut begin_of_line = 0;
    for line in text.split_inclusive('\n') {
        let blanks = line.len() - line.trim_start().len();
        cuts.extend(plain_label(&line[blanks..], begin_of_line + blanks));
        let mut bold = line.match_indices("**").map(|(at, _)| at);
        let mut is_first = true;
        while let (Some(open), Some(close)) = (bold.next(), bold.next()) {
            let is_at_line = is_first && open == blanks;
            is_first = false;
            cuts.extend(bold_label(line, open, close, is_at_line).map(|cut| Cut {
                begin: begin_of_line + cut.begin,
                content: begin_of_line + cut.content,
                ..cut
            }));
        }
        begin_of_line += line.len();
    }
    cuts
}

/// The label between two marks of bold, by places in the line.
fn bold_label(line: &str, open: usize, close: usize, is_at_line: bool) -> Option<Cut> {
    let name = line[open + 2..close].trim();
    let after = &line[close + 2..];
    let blanks = after.len() - after.trim_start_matches([' ', '\t', '\u{a0}']).len();
    let colon = after[blanks..].chars().next().filter(|sign| matches!(sign, '：' | ':'));
    let content = close + 2 + colon.map_or(0, |colon| blanks + colon.len_utf8());
    let has_colon = colon.is_some() || name.ends_with(['：', ':']);
    let label = label(name.trim_end_matches(['：', ':', ' ']));
    // Within a sentence, the same words may only be stressed.
    if label.is_some() && (has_colon || is_at_line) {
        return Some(Cut { begin: open, content, label });
    }
    // Another label in bold at the beginning of a line ends what the one before announced.
    (has_colon && is_at_line).then_some(Cut { begin: open, content: open, label: None })
}

/// The label that a line begins with, which itself begins at a place in the text.
fn plain_label(line: &str, at: usize) -> Option<Cut> {
    let (name, rest) = line.split_once(['：', ':']).filter(|(name, _)| !name.contains("**"))?;
    // "For example: …" begins a sentence as well, and `default: …` explains a value.
    let is_word = matches!(name.trim().to_lowercase().as_str(), "示例" | "example" | "default");
    let label = label(name.trim()).filter(|_| !is_word)?;
    Some(Cut { begin: at, content: at + line.len() - rest.len(), label: Some(label) })
}

/// What a label announces, by its words.
fn label(name: &str) -> Option<Label> {
    Some(match name.to_lowercase().as_str() {
        "示例值" | "示例" | "样例值" | "样例" | "例子" | "示例值如下" | "example" | "example value" => {
            Label::Example
        }
        "默认值" | "默认" | "缺省值" | "default" | "default value" => Label::Default,
        "可选值有"
        | "可选值"
        | "可选值为"
        | "可选值包括"
        | "可选值如下"
        | "可能值有"
        | "可能值"
        | "可能值为"
        | "可能的值"
        | "可能取值"
        | "可选取值"
        | "枚举值"
        | "枚举值有"
        | "枚举值为"
        | "枚举值如下"
        | "取值有"
        | "有效值"
        | "optional values"
        | "optional values are"
        | "possible values"
        | "possible values are"
        | "enum values" => Label::Values,
        "数据校验规则" | "校验规则" | "数据校验" | "data validation rules" | "data validation rule" => {
            Label::Bounds
        }
        "值格式" => Label::Format,
        "固定值" => Label::Fixed,
        "field permission requirements" | "field scopes" | "required field scopes" => Label::FieldScopes { when: None },
        _ => {
            let (before, _) = name.split_once("字段权限要求")?;
            let when = before.split('`').nth(1).map(str::trim).filter(|value| !value.is_empty());
            if !before.is_empty() && when.is_none() {
                return None;
            }
            Label::FieldScopes { when: when.map(str::to_owned) }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::markup::flatten;

    fn split(text: &str) -> Vec<(Option<Label>, String, usize)> {
        let cell = flatten(text, 1);
        let parts = parts(&cell);
        parts.into_iter().map(|part| (part.label, part.text.trim().to_owned(), part.marks.len())).collect()
    }

    #[test]
    fn labels_cut_the_text() {
        assert_eq!(
            split("what it is\n\n**示例值**：\"a\"\n\n**默认值：**`b`\n**数据校验规则**：\n- 最大值：`1`"),
            [
                (None, "what it is".into(), 0),
                (Some(Label::Example), "\"a\"".into(), 0),
                (Some(Label::Default), "`b`".into(), 0),
                (Some(Label::Bounds), "- 最大值：`1`".into(), 0),
            ]
        );
    }

    #[test]
    fn marks_belong_to_the_label_before_them() {
        let perm = "<md-perm name=\"a:b\">x</md-perm>";
        let when = |when: &str| Some(Label::FieldScopes { when: Some(when.into()) });
        assert_eq!(
            split(&format!(
                "x\n**可选值有**：\n<md-enum><md-enum-item key=\"1\">y</md-enum-item></md-enum>\n**当值为 `u`，字段权限要求**：\n{perm}"
            )),
            [(None, "x".into(), 0), (Some(Label::Values), String::new(), 1), (when("u"), String::new(), 1)]
        );
        let any = Some(Label::FieldScopes { when: None });
        assert_eq!(
            split(&format!("**字段权限要求（满足任一）**：\n{perm}\n{perm}")),
            [(None, String::new(), 0), (any, String::new(), 2)]
        );
    }

    #[test]
    fn prose_labels_end_what_stands_before_them() {
        assert_eq!(
            split("a **b** c\n**注意**：d\n**示例值**：e\n**说明**：f"),
            [
                (None, "a **b** c\n**注意**：d".into(), 0),
                (Some(Label::Example), "e".into(), 0),
                (None, "**说明**：f".into(), 0),
            ]
        );
    }

    #[test]
    fn stressed_words_in_a_sentence_are_no_labels() {
        assert_eq!(split("it is **默认** on"), [(None, "it is **默认** on".into(), 0)]);
        assert_eq!(split("it is **默认值**：on"), [(None, "it is".into(), 0), (Some(Label::Default), "on".into(), 0)]);
        assert_eq!(split("**默认值** on"), [(None, String::new(), 0), (Some(Label::Default), "on".into(), 0)]);
    }

    #[test]
    fn plain_labels_count_at_the_beginning_of_a_line_only() {
        assert_eq!(
            split("see 示例值：a\n示例值：b"),
            [(None, "see 示例值：a".into(), 0), (Some(Label::Example), "b".into(), 0)]
        );
        assert_eq!(split("default：a\npublic：b"), [(None, "default：a\npublic：b".into(), 0)]);
    }
}

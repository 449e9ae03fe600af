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
    /// The marks that stand in it.
    pub marks: Vec<&'a Mark>,
}

/// Takes a cell apart. Prose that follows another prose label (`**注意**：`) is prose again.
#[must_use]
pub fn parts(cell: &Cell) -> Vec<Part<'_>> {
    let text = cell.text.as_str();
    let mut cuts = vec![(0, 0, None)];
    let mut from = 0;
    while let Some(found) = next_label(text, from) {
        let is_prose_in_prose = found.label.is_none() && cuts.last().is_none_or(|(.., label)| label.is_none());
        if !is_prose_in_prose {
            cuts.push((found.begin, found.content, found.label));
        }
        from = found.content.max(found.begin + 1);
    }
    let ends = cuts.iter().skip(1).map(|(begin, ..)| *begin).chain([text.len()]);
    let mut parts: Vec<Part<'_>> = cuts
        .iter()
        .zip(ends)
        .map(|((begin, content, label), end)| Part {
            label: label.clone(),
            text: &text[*content..end],
            whole: &text[*begin..end],
            marks: Vec::new(),
        })
        .collect();
    for mark in &cell.marks {
        // A mark right before a label stands where the label begins, and before what it announces.
        let index = cuts.iter().rposition(|(_, content, _)| *content <= mark.at).unwrap_or(0);
        parts[index].marks.push(mark);
    }
    parts
}

/// A label that was found.
struct Found {
    /// Where it begins.
    begin: usize,
    /// Where what it announces begins.
    content: usize,
    /// What it announces; none when it begins prose.
    label: Option<Label>,
}

/// The next label: in bold anywhere, or plain at the beginning of a line.
fn next_label(text: &str, from: usize) -> Option<Found> {
    let mut at = from;
    loop {
        let bold = text[at..].find("**").map(|found| at + found);
        let line = line_begin(text, at);
        match (bold, line) {
            (Some(bold), line) if line.is_none_or(|line| bold <= line) => match bold_label(text, bold) {
                Some(found) => return Some(found),
                None => at = after_bold(text, bold),
            },
            (_, Some(line)) => match plain_label(text, line) {
                Some(found) => return Some(found),
                None => at = line + text[line..].chars().next().map_or(1, char::len_utf8),
            },
            _ => return None,
        }
    }
}

/// The first sign of the next line from a place on, blanks skipped.
fn line_begin(text: &str, at: usize) -> Option<usize> {
    let line = if at == 0 { 0 } else { text[at..].find('\n').map(|found| at + found + 1)? };
    let begin = line + (text[line..].len() - text[line..].trim_start().len());
    (begin < text.len()).then_some(begin)
}

fn after_bold(text: &str, bold: usize) -> usize {
    let line_end = text[bold..].find('\n').map_or(text.len(), |end| bold + end);
    text[bold + 2..line_end].find("**").map_or(bold + 2, |close| bold + 2 + close + 2)
}

fn bold_label(text: &str, bold: usize) -> Option<Found> {
    let inside = bold + 2;
    let line_end = text[inside..].find('\n').map_or(text.len(), |end| inside + end);
    let close = inside + text[inside..line_end].find("**")?;
    let name = text[inside..close].trim();
    let after = &text[close + 2..];
    let colon = after.len() - after.trim_start_matches([' ', '\t', '\u{a0}']).len();
    let has_colon_after = after[colon..].starts_with(['：', ':']);
    let has_colon = has_colon_after || name.ends_with(['：', ':']);
    let content =
        close + 2 + if has_colon_after { colon + after[colon..].chars().next().map_or(0, char::len_utf8) } else { 0 };
    let label = label(name.trim_end_matches(['：', ':', ' ']));
    if label.is_some() {
        return Some(Found { begin: bold, content, label });
    }
    // Another label in bold at the beginning of a line ends what the one before announced.
    let is_at_line = text[..bold].trim_end_matches([' ', '\t']).ends_with('\n');
    (has_colon && is_at_line).then_some(Found { begin: bold, content: bold, label: None })
}

fn plain_label(text: &str, at: usize) -> Option<Found> {
    let line = text[at..].lines().next()?;
    let (name, _) = line.split_once(['：', ':'])?;
    // "For example: …" begins a sentence as well.
    let label = label(name.trim()).filter(|_| name.trim() != "示例")?;
    let colon = text[at + name.len()..].chars().next().map_or(0, char::len_utf8);
    Some(Found { begin: at, content: at + name.len() + colon, label: Some(label) })
}

/// What a label announces, by its words.
fn label(name: &str) -> Option<Label> {
    Some(match name {
        "示例值" | "示例" | "样例值" | "例子" => Label::Example,
        "默认值" | "默认" | "缺省值" => Label::Default,
        "可选值有" | "可能值有" | "可选值" | "可能值" | "枚举值" | "枚举值有" | "可选值如下" | "取值有" => {
            Label::Values
        }
        "数据校验规则" | "校验规则" | "数据校验" => Label::Bounds,
        "值格式" => Label::Format,
        "固定值" => Label::Fixed,
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
    fn plain_labels_count_at_the_beginning_of_a_line_only() {
        assert_eq!(
            split("see 示例值：a\n示例值：b"),
            [(None, "see 示例值：a".into(), 0), (Some(Label::Example), "b".into(), 0)]
        );
    }
}

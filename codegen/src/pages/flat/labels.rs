//! The labels of the pages' template, where nothing but their words is left.

/// Labels in the cell of a description, the longer before those that they begin with.
const LABELS: [&str; 10] = [
    "示例值",
    "默认值",
    "固定值",
    "值格式",
    "可选值有",
    "可选值",
    "枚举值",
    "数据校验规则",
    "字段权限要求",
    "注意事项",
];

/// Words before a text that stood in a frame, with the kind of the frame.
const FRAMES: [(&str, &str); 10] = [
    ("tip", "tip"),
    ("tips", "tip"),
    ("note", "note"),
    ("warning", "warning"),
    ("warn", "warn"),
    ("error", "error"),
    ("info", "info"),
    ("danger", "error"),
    ("success", "success"),
    ("caution", "warning"),
];

/// Puts labels on lines of their own, as they are where their markup is left: `**示例值**：`.
pub(super) fn restore(text: &str) -> String {
    let mut restored = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((at, label)) = next(rest) {
        restored.push_str(rest[..at].trim_end_matches([' ', '\u{a0}']));
        if !restored.is_empty() && !restored.ends_with('\n') {
            restored.push('\n');
        }
        restored.push_str("**");
        restored.push_str(label);
        restored.push_str("**：");
        let after = rest[at + label.len()..].trim_start();
        rest = after.strip_prefix(['：', ':']).unwrap_or(after);
    }
    restored.push_str(rest);
    restored
}

/// The next label that begins a word and is followed by a colon.
fn next(text: &str) -> Option<(usize, &'static str)> {
    let mut before = None;
    text.char_indices().find_map(|(at, sign)| {
        let begins = before.is_none_or(|sign: char| sign.is_whitespace() || "。；;，,.)）".contains(sign));
        before = Some(sign);
        let label = LABELS.into_iter().filter(|_| begins).find(|label| text[at..].starts_with(label))?;
        let after = text[at + label.len()..].trim_start_matches([' ', '\u{a0}']);
        after.starts_with(['：', ':']).then_some((at, label))
    })
}

/// The kind of the frame that a line begins, and the rest of the line.
pub(super) fn frame(line: &str) -> Option<(String, &str)> {
    let (word, rest) = line.split_once([':', '：'])?;
    let kind = FRAMES.iter().find(|(name, _)| word.trim().eq_ignore_ascii_case(name))?.1;
    Some((kind.to_owned(), rest.trim()))
}

#[cfg(test)]
mod tests {
    use super::{frame, restore};

    #[test]
    fn labels_get_their_markup_back() {
        assert_eq!(restore("工单ID 示例值:\"1\" 可选值有: - a:b"), "工单ID\n**示例值**：\"1\"\n**可选值有**： - a:b");
        assert_eq!(restore("默认值：20"), "**默认值**：20");
    }

    #[test]
    fn words_in_sentences_are_no_labels() {
        assert_eq!(restore("请参考示例值:1"), "请参考示例值:1");
        assert_eq!(restore("x 默认值为 1"), "x 默认值为 1");
    }

    #[test]
    fn frames_begin_with_their_kind() {
        assert_eq!(frame("Tip: a: b"), Some(("tip".to_owned(), "a: b")));
        assert_eq!(frame("Key: a"), None);
    }
}

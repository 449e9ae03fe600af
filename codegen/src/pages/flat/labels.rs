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

/// What may stand before the label of scopes, to say for which value they are needed …
const CONDITION: &str = "当值为";
/// … with so many bytes between.
const LONGEST_CONDITION: usize = 120;
/// The label of scopes.
const SCOPES: &str = "字段权限要求";

/// Puts labels on lines of their own, as they are where their markup is left: `**示例值**：`.
pub(super) fn restore(text: &str) -> String {
    let mut restored = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(Found { at, end, label }) = next(rest) {
        restored.push_str(rest[..at].trim_end_matches([' ', '\u{a0}']));
        if !restored.is_empty() && !restored.ends_with('\n') {
            restored.push('\n');
        }
        restored.push_str("**");
        restored.push_str(&label);
        restored.push_str("**：");
        rest = &rest[end..];
    }
    restored.push_str(rest);
    restored
}

/// A label with its colon.
struct Found {
    at: usize,
    end: usize,
    label: String,
}

/// The next label that begins a word and is followed by a colon.
fn next(text: &str) -> Option<Found> {
    let mut before = None;
    text.char_indices().find_map(|(at, sign)| {
        let begins = before.is_none_or(|sign: char| sign.is_whitespace() || "。；;，,.)）".contains(sign));
        before = Some(sign);
        if !begins {
            return None;
        }
        let rest = &text[at..];
        let (label, length) = plain(rest).or_else(|| conditional(rest))?;
        let after = rest[length..].trim_start_matches([' ', '\u{a0}']);
        let colon = after.chars().next().filter(|sign| matches!(sign, '：' | ':'))?;
        Some(Found { at, end: text.len() - after.len() + colon.len_utf8(), label })
    })
}

/// A label at the beginning of a text, with a remark in brackets, and its length.
fn plain(text: &str) -> Option<(String, usize)> {
    const LONGEST_REMARK: usize = 60;
    let label = LABELS.into_iter().find(|label| text.starts_with(label))?;
    let after = &text[label.len()..];
    let remark = after.starts_with(['（', '(']).then(|| after.find(['）', ')'])).flatten();
    let remark = remark
        .filter(|end| *end <= LONGEST_REMARK)
        .map_or(0, |end| end + after[end..].chars().next().map_or(0, char::len_utf8));
    let length = label.len() + remark;
    Some((text[..length].to_owned(), length))
}

/// The label of scopes that only one value needs, and its length.
fn conditional(text: &str) -> Option<(String, usize)> {
    let condition = text.strip_prefix(CONDITION)?;
    let end = condition.find(SCOPES).filter(|end| *end <= LONGEST_CONDITION)?;
    let value = condition[..end].trim_matches([' ', '，', ',', '`', '\u{a0}']);
    let (label, length) = plain(&condition[end..])?;
    Some((format!("{CONDITION} `{value}`，{label}"), CONDITION.len() + end + length))
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
    fn labels_of_scopes_may_say_when() {
        assert_eq!(
            restore("a 当值为 user_id,字段权限要求: b:c d 字段权限要求(满足任一):e:f"),
            "a\n**当值为 `user_id`，字段权限要求**： b:c d\n**字段权限要求(满足任一)**：e:f"
        );
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

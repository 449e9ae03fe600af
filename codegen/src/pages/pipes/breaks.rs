//! Line breaks that a converter lost: labels and the items of lists that run on in one line.

/// Puts each label (`**…**：`) and each item of a list (`- …`) on a line of its own.
///
/// Nothing but blanks is changed, and nothing in code.
#[must_use]
pub fn restore(text: &str) -> String {
    let mut restored = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            restored.push('\n');
        }
        restore_line(line, &mut restored);
    }
    restored
}

fn restore_line(line: &str, restored: &mut String) {
    let mut in_list = line.trim_start().starts_with("- ");
    let (mut copied, mut in_code) = (0, false);
    for (at, sign) in line.char_indices() {
        match sign {
            '`' => in_code = !in_code,
            '-' | '*' if !in_code && at > 0 => {
                let before = line[..at].trim_end();
                let is_apart = before.len() < at && !before.is_empty();
                let begins =
                    is_apart && if sign == '-' { is_item(before, &line[at..], in_list) } else { is_label(&line[at..]) };
                if begins {
                    restored.push_str(line[copied..at].trim_end());
                    restored.push('\n');
                    copied = at;
                    in_list = sign == '-';
                }
            }
            _ => {}
        }
    }
    restored.push_str(&line[copied..]);
}

/// Whether an item of a list begins: in a list any dash between blanks does; a list begins after a colon or the end of a
/// sentence, or with something in code.
fn is_item(before: &str, rest: &str, in_list: bool) -> bool {
    let Some(item) = rest.strip_prefix("- ") else { return false };
    let ends_sentence = before.ends_with(['：', ':', '。', '；', ';', '，', '）', '？', '！', '*']);
    in_list || ends_sentence || item.trim_start().starts_with('`')
}

/// Whether a label in bold begins, with a colon after or inside of it.
fn is_label(rest: &str) -> bool {
    const LONGEST: usize = 120;
    let Some(inner) = rest.strip_prefix("**") else { return false };
    let Some(end) = inner.find("**").filter(|end| (1..=LONGEST).contains(end)) else { return false };
    let (label, after) = inner.split_at(end);
    after[2..].trim_start().starts_with(['：', ':']) || label.ends_with(['：', ':'])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::restore;

    #[test]
    fn labels_begin_lines() {
        assert_eq!(
            restore("a **示例值**：\"b\" **可选值有：** - `c`：d"),
            "a\n**示例值**：\"b\"\n**可选值有：**\n- `c`：d"
        );
        assert_eq!(restore("a **bold** b"), "a **bold** b");
    }

    #[test]
    fn items_begin_lines() {
        assert_eq!(restore("- `a`：b - `c`: d"), "- `a`：b\n- `c`: d");
        assert_eq!(restore("x。 - a：b - c：d"), "x。\n- a：b\n- c：d");
        assert_eq!(restore("x： - 1：b\n-  y"), "x：\n- 1：b\n-  y");
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_item() {
        assert_eq!(restore("zh-CN - b"), "zh-CN - b");
        assert_eq!(restore("`a: - b - c`"), "`a: - b - c`");
        assert_eq!(restore("-1 - 2"), "-1 - 2");
    }

    proptest! {
        #[test]
        fn only_blanks_change(text in "[a：。`*\\- \n]{0,40}") {
            let dense = |text: &str| text.split_whitespace().collect::<String>();
            let restored = restore(&text);
            prop_assert_eq!(dense(&restored), dense(&text));
            prop_assert_eq!(restore(&restored), restored);
        }
    }
}

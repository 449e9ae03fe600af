//! Line breaks that a converter lost: labels and the items of lists that run on in one line.

/// The beginning of the reference to another page that ends many descriptions.
const REFERENCE: &str = "[了解更多";

/// Puts each label (`**…**：`), each item of a list (`- …`) and the reference at the end where they were: on a line of
/// their own, the reference in a paragraph of its own.
///
/// Nothing but blanks is changed, and nothing in code.
#[must_use]
pub fn restore(text: &str) -> String {
    let mut restored = String::with_capacity(text.len() + 8);
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            restored.push('\n');
        }
        if line.trim_start().starts_with(REFERENCE) && restored.ends_with('\n') && !restored.ends_with("\n\n") {
            restored.push('\n');
        }
        restore_line(line, &mut restored);
    }
    restored
}

/// What begins within a line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Start {
    /// An item, with its bullet.
    Item(char),
    Label,
    /// A paragraph, such as the reference at the end.
    Paragraph,
}

fn restore_line(line: &str, restored: &mut String) {
    let mut list = bullet(line.trim_start());
    let (mut copied, mut in_code) = (0, false);
    let begin = line.len() - line.trim_start().len();
    for (at, sign) in line.char_indices() {
        in_code ^= sign == '`';
        let before = &line[..at];
        let is_apart = at > begin && before.ends_with([' ', '\t', '\u{a0}']);
        if in_code || !is_apart {
            continue;
        }
        let start = match sign {
            '-' | '*' | '•' | '[' => start(before.trim_end(), &line[at..], list),
            // After a value, and nothing but it, a sentence begins.
            _ => (is_word(sign) && is_value(line[copied..at].trim())).then_some(Start::Paragraph),
        };
        let Some(start) = start else { continue };
        restored.push_str(line[copied..at].trim_end());
        restored.push_str(if start == Start::Paragraph { "\n\n" } else { "\n" });
        copied = at;
        list = match start {
            Start::Item(bullet) => Some(bullet),
            _ => None,
        };
    }
    restored.push_str(&line[copied..]);
}

fn start(before: &str, rest: &str, list: Option<char>) -> Option<Start> {
    if rest.starts_with(REFERENCE) && before.ends_with(['"', '”', '`', '*']) {
        Some(Start::Paragraph)
    } else if is_label(rest) {
        Some(Start::Label)
    } else {
        bullet(rest).filter(|bullet| begins_item(before, rest, *bullet, list)).map(Start::Item)
    }
}

/// The bullet of an item.
fn bullet(text: &str) -> Option<char> {
    let bullet = text.chars().next().filter(|sign| matches!(sign, '-' | '*' | '•'))?;
    text[bullet.len_utf8()..].starts_with([' ', '\t', '\u{a0}']).then_some(bullet)
}

/// Whether a bullet begins an item: in a list the same bullet always does; a list begins after a colon or the end of a
/// sentence, with something in code, or with the first of several values that are explained.
fn begins_item(before: &str, rest: &str, bullet: char, list: Option<char>) -> bool {
    let ends_sentence = before.ends_with(['：', ':', '。', '；', ';', '，', '）', '？', '！', '*']);
    let is_code = || rest[bullet.len_utf8()..].trim_start().starts_with('`');
    list == Some(bullet) || ends_sentence || is_code() || begins_values(rest, bullet)
}

/// Whether a text begins with an item that explains a value, and another one is not far.
fn begins_values(rest: &str, bullet: char) -> bool {
    const FARTHEST: usize = 200;
    let item = |text: &str| text.strip_prefix(bullet).is_some_and(explains_value);
    let is_next = |(at, _): (usize, char)| rest[..at].ends_with([' ', '\t', '\u{a0}']) && item(&rest[at..]);
    item(rest) && rest.char_indices().skip(1).take(FARTHEST).any(is_next)
}

/// Whether the text of an item is a value in one word of ASCII, and what it means behind a colon.
fn explains_value(item: &str) -> bool {
    const LONGEST: usize = 48;
    let text = item.trim_start_matches([' ', '\t', '\u{a0}']);
    let is_of_value = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.' | '"');
    let value = text.len() - text.trim_start_matches(is_of_value).len();
    text.len() < item.len() && (1..=LONGEST).contains(&value) && text[value..].trim_start().starts_with(['：', ':'])
}

/// Whether a sign belongs to a word that is not written in ASCII, and that does not go on with a list of values.
fn is_word(sign: char) -> bool {
    sign.is_alphabetic() && !sign.is_ascii() && !matches!(sign, '或' | '和' | '与' | '及')
}

/// Whether a text is the label of a value with one value in quotes, and nothing else.
fn is_value(text: &str) -> bool {
    const LONGEST: usize = 1000;
    const LABELS: [&str; 4] = ["**示例值**：", "**默认值**：", "**示例值：**", "**默认值：**"];
    if text.len() > LONGEST {
        return false;
    }
    let value = LABELS.into_iter().find_map(|label| text.strip_prefix(label)).map(str::trim);
    let quoted = |quote| {
        let inner = value.and_then(|value| value.strip_prefix(quote)).and_then(|value| value.strip_suffix(quote));
        inner.is_some_and(|inner: &str| !inner.is_empty() && !inner.contains(quote))
    };
    quoted('`') || quoted('"')
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
    fn values_that_are_explained_make_a_list_after_anything() {
        assert_eq!(restore("kind - 0：none  - 1：all"), "kind\n- 0：none\n- 1：all");
        assert_eq!(restore("kind * \"A\": one * \"B\": two"), "kind\n* \"A\": one\n* \"B\": two");
        for text in ["from - to：a", "a - b：c - d", "a -b：c -d：e"] {
            assert_eq!(restore(text), text);
        }
    }

    #[test]
    fn other_bullets_do_too() {
        assert_eq!(restore("x\n**可选值有：** * 1：a * 2：b"), "x\n**可选值有：**\n* 1：a\n* 2：b");
    }

    #[test]
    fn a_reference_at_the_end_is_a_paragraph() {
        let expected = "**示例值**：\"a\"\n\n[了解更多：b](c)";
        assert_eq!(restore("**示例值**：\"a\" [了解更多：b](c)"), expected);
        assert_eq!(restore("**示例值**：\"a\"\n[了解更多：b](c)"), expected);
        assert_eq!(restore(expected), expected);
        assert_eq!(restore("a。[了解更多](c) - b"), "a。[了解更多](c) - b");
    }

    #[test]
    fn a_sentence_after_a_value_is_a_paragraph() {
        assert_eq!(restore("**示例值**：`a-b` 有关"), "**示例值**：`a-b`\n\n有关");
        assert_eq!(restore("**示例值：** `a-b`   有关"), "**示例值：** `a-b`\n\n有关");
        for text in ["**示例值**：`a` 或 `b`", "**示例值**：a 有关", "`a` 有关", "**示例值**：\"a\" b \"c\" 有关"]
        {
            assert_eq!(restore(text), text);
        }
    }

    #[test]
    fn a_dash_in_a_sentence_is_no_item() {
        assert_eq!(restore("zh-CN - b"), "zh-CN - b");
        assert_eq!(restore("`a: - b - c`"), "`a: - b - c`");
        assert_eq!(restore("-1 - 2"), "-1 - 2");
    }

    #[test]
    fn long_runs_of_blanks_are_no_burden() {
        let blanks = format!("a{}b", "\u{a0}".repeat(200_000));
        assert_eq!(restore(&blanks), blanks);
    }

    proptest! {
        #[test]
        fn only_blanks_change(text in "[a：。有值示例`*\\- \n\\[]{0,40}") {
            let dense = |text: &str| text.split_whitespace().collect::<String>();
            let restored = restore(&text);
            prop_assert_eq!(dense(&restored), dense(&text));
            prop_assert_eq!(restore(&restored), restored);
        }
    }
}

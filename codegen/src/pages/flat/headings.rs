//! The headings of the pages' template, where nothing but their words is left.

/// Headings of a level, in small letters and without blanks.
const SECOND: [&str; 14] = [
    "请求",
    "响应",
    "使用限制",
    "前提条件",
    "注意事项",
    "使用场景",
    "使用说明",
    "常见问题",
    "后续操作",
    "相关文档",
    "状态码",
    "提示",
    "request",
    "response",
];
const THIRD: [&str; 10] = [
    "路径参数",
    "查询参数",
    "错误码",
    "错误码说明",
    "字段说明",
    "pathparameters",
    "queryparameters",
    "errorcodes",
    "errorcode",
    "代码示例",
];
/// What a heading begins with that says on which side of the call it is …
const SIDES: [&str; 7] = ["请求", "响应", "返回", "应答", "curl请求", "http请求", "http响应"];
/// … and what it may go on with.
const PARTS: [&str; 12] =
    ["头", "体", "参数", "示例", "样例", "说明", "body", "header", "headers", "demo", "example", "结果"];

/// The level of a line that is one of the template's headings.
pub(in crate::pages) fn level(line: &str) -> Option<u8> {
    const LONGEST: usize = 40;
    let line = line.trim_end_matches([':', '：', ' ']);
    if line.is_empty() || line.len() > LONGEST {
        return None;
    }
    let dense: String = line.chars().filter(|sign| !sign.is_whitespace()).collect::<String>().to_lowercase();
    if SECOND.contains(&dense.as_str()) {
        return Some(2);
    }
    let is_subcodes = dense.strip_suffix("子错误码").is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    (THIRD.contains(&dense.as_str()) || is_subcodes || is_side(&dense)).then_some(3)
}

/// The level of a heading of the template below which tables and examples of the call stand.
pub(in crate::pages) fn part(line: &str) -> Option<u8> {
    const SIDES_ALONE: [&str; 4] = ["请求", "响应", "request", "response"];
    let level = level(line)?;
    let is_alone = SIDES_ALONE.contains(&line.trim().trim_end_matches([':', '：']).to_lowercase().as_str());
    (level > 2 || is_alone).then_some(level)
}

/// A side of the call and some of its parts, such as `请求体示例`.
fn is_side(line: &str) -> bool {
    let Some(mut rest) = SIDES.iter().find_map(|side| line.strip_prefix(side)) else { return false };
    while !rest.is_empty() {
        let Some(after) = PARTS.iter().find_map(|part| rest.strip_prefix(part)) else { return false };
        rest = after;
    }
    true
}

/// Whether a line could be the title of what follows: a few words without an end.
pub(super) fn is_title(line: &str) -> bool {
    const LONGEST: usize = 16;
    line.chars().count() <= LONGEST
        && !line.contains(['，', '。', '：', '；', ',', '.', ';', ':', '|', '、', '"', '{', '}'])
}

#[cfg(test)]
mod tests {
    use super::{is_title, level};

    #[test]
    fn the_template_is_known_by_its_words() {
        let levels = ["请求", "请求体示例", "cURL 请求示例", "返回 Body：", "错误码", "230099 子错误码"].map(level);
        assert_eq!(levels, [Some(2), Some(3), Some(3), Some(3), Some(3), Some(3)]);
    }

    #[test]
    fn sentences_are_no_headings() {
        let levels = ["请求不合法", "错误码，非 0 表示失败", "", "响应体中的数据"].map(level);
        assert_eq!(levels, [None; 4]);
        assert!(is_title("文档类型表"));
        assert!(!is_title("如下："));
    }
}

//! The cell with the name of a field: what is drawn before the name, the name, and a remark beside it.

use super::text::word;
use crate::pages::nesting::{Indent, split_indent};

/// What the cell says.
#[derive(Debug, PartialEq, Eq)]
pub struct NameCell {
    /// What is drawn before the name.
    pub indent: Indent,
    /// The name on the wire.
    pub name: String,
    /// What a remark beside the name says of whether the field must be given.
    pub required: Option<bool>,
    /// What else is remarked.
    pub remark: Option<String>,
}

impl NameCell {
    /// Takes the text of a cell apart.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let (indent, rest) = split_indent(text.trim_matches(['\n', '\r', '\t', ' ']));
        let mut required = None;
        let mut name = rest.trim();
        // An empty pair of backquotes is what is left of a remark without a text.
        while let Some((before, last)) = name
            .trim_end_matches([' ', '`'])
            .rsplit_once(char::is_whitespace)
            .or_else(|| name.strip_suffix("``").map(|before| (before, "")))
        {
            let remark = last.trim_matches(['`', '*']);
            if !(remark.is_empty() || !remark.is_ascii() && self::required(remark).is_some()) {
                break;
            }
            required = self::required(remark).or(required);
            name = before.trim_end();
        }
        // A remark within the backquotes of the name took the second of them along.
        let lone = name.matches('`').count() == 1;
        let name = if lone { name.trim_matches('`') } else { name };
        let mut name = word(name);
        let mut remark = None;
        if let Some((before, remarked)) = with_remark(&name) {
            match self::required(remarked.trim_matches(['（', '(', '）', ')'])) {
                Some(said) => required = Some(said),
                None => remark = Some(remarked.to_owned()),
            }
            name = word(before);
        }
        Self { indent, name, required, remark }
    }
}

/// A name, and a remark beside it, which has none of the signs that names are made of: `name（旧）`.
fn with_remark(text: &str) -> Option<(&str, &str)> {
    let is_of_name =
        |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.' | '[' | ']' | '@' | '`' | '*');
    let (name, rest) = text.split_at(text.find(|sign: char| !is_of_name(sign))?);
    let remark = rest.trim();
    let is_apart = rest.starts_with([' ', '（', '(', '【']);
    let is_remark = !remark.is_ascii() && !remark.contains(|sign: char| sign.is_ascii_alphanumeric());
    (!name.is_empty() && is_apart && is_remark).then_some((name, remark))
}

/// Whether a word says that something must be given, or that it need not be.
#[must_use]
pub fn required(word: &str) -> Option<bool> {
    match word {
        "是" | "必填" | "必须" | "必选" | "必需" | "必传" | "必填项" | "yes" | "true" | "required" | "must" | "y"
        | "√" | "✓" | "✔" | "✅" => Some(true),
        "否" | "选填" | "可选" | "非必填" | "非必须" | "非必选" | "非必需" | "非必传" | "选传" | "不必填"
        | "不必须" | "不必需" | "no" | "false" | "optional" | "n" | "×" | "✗" | "✘" | "❌" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::NameCell;

    fn read(text: &str) -> (String, Option<bool>) {
        let NameCell { name, required, .. } = NameCell::of(text);
        (name, required)
    }

    #[test]
    fn a_remark_is_no_part_of_the_name() {
        let must = |name: &str| (name.to_owned(), Some(true));
        assert_eq!(read("`code` `必选`"), must("code"));
        assert_eq!(read("`code   必选 `"), must("code"));
        assert_eq!(read("∟  `code  必选 `"), must("code"));
        assert_eq!(read("code **必填**"), must("code"));
        assert_eq!(read("`id` ``"), ("id".to_owned(), None));
        assert_eq!(read("`id` `可选`"), ("id".to_owned(), Some(false)));
        assert_eq!(read("id（选填）"), ("id".to_owned(), Some(false)));
        assert_eq!(read("code (必填)"), must("code"));
    }

    #[test]
    fn other_remarks_are_kept_apart() {
        let cell = NameCell::of("`old_id`（已废弃）");
        assert_eq!((cell.name.as_str(), cell.remark.as_deref()), ("old_id", Some("（已废弃）")));
        assert_eq!(NameCell::of("a【旧】").name, "a");
        assert_eq!(NameCell::of("a（b 的）").remark, None);
    }

    #[test]
    fn names_stay_as_they_are() {
        for name in ["zh-CN", "frozen RowCount", "must no", "必填", "@i18n@1", "a(b)", "a（b）", "名字"] {
            assert_eq!(read(name), (name.to_owned(), None));
            assert_eq!(read(&format!("`{name}`")), (name.to_owned(), None));
        }
        assert_eq!(read("`     padded `"), ("padded".to_owned(), None));
        assert_eq!(read(""), (String::new(), None));
    }
}

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
        // A remark in brackets may follow at once.
        if let Some((before, remark)) = name.strip_suffix(['）', ')']).and_then(|name| name.rsplit_once(['（', '(']))
            && !remark.is_ascii()
            && let Some(said) = self::required(remark.trim())
        {
            required = Some(said);
            name = before.trim_end();
        }
        // A remark within the backquotes of the name took the second of them along.
        let lone = name.matches('`').count() == 1;
        let name = if lone { name.trim_matches('`') } else { name };
        Self { indent, name: word(name), required }
    }
}

/// Whether a word says that something must be given, or that it need not be.
#[must_use]
pub fn required(word: &str) -> Option<bool> {
    match word {
        "是" | "必填" | "必须" | "必选" | "必需" | "必传" | "必填项" | "yes" | "true" | "required" | "must" | "y"
        | "√" | "✓" | "✔" | "✅" => Some(true),
        "否" | "选填" | "可选" | "非必填" | "非必须" | "非必选" | "非必需" | "非必传" | "选传" | "不必填" | "no"
        | "false" | "optional" | "n" | "×" | "✗" | "✘" | "❌" => Some(false),
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
    fn names_stay_as_they_are() {
        for name in ["zh-CN", "frozen RowCount", "must no", "必填", "@i18n@1", "a(b)", "a（b）"] {
            assert_eq!(read(name), (name.to_owned(), None));
            assert_eq!(read(&format!("`{name}`")), (name.to_owned(), None));
        }
        assert_eq!(read("`     padded `"), ("padded".to_owned(), None));
        assert_eq!(read(""), (String::new(), None));
    }
}

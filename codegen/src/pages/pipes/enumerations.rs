//! Values that were markup before a converter made a list of them.
//!
//! It prints each as ``- `value`: meaning``, with a blank after an ASCII colon, where authors write a wide colon. A list
//! all of whose items look like that is one of values, unless other words than the system's own announce it.

use crate::pages::document::{Cell, Mark, Meaning};

/// Turns such lists of a cell into marks.
pub(super) fn mark(cell: &mut Cell) {
    if !cell.text.contains("- `") {
        return;
    }
    let mut text = String::with_capacity(cell.text.len());
    let mut marks = Vec::new();
    let mut lines = cell.text.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        if item(line).is_none() {
            text.push_str(line);
            continue;
        }
        let mut list = vec![line];
        while let Some(next) = lines.next_if(|next| next.starts_with("- ")) {
            list.push(next);
        }
        match values(&list, Lead::of(&text)) {
            Some(values) => {
                marks.extend(values.into_iter().map(|meaning| Mark { at: text.len(), meaning, line: cell.line }));
            }
            None => text.extend(list),
        }
    }
    cell.text = text;
    cell.marks = marks;
}

/// The value and the meaning of an item.
fn item(line: &str) -> Option<(&str, &str)> {
    let (value, rest) = line.strip_prefix("- `")?.split_once('`')?;
    let meaning = rest.strip_prefix(':')?;
    let is_converted = meaning.starts_with(' ') || meaning.trim().is_empty();
    (is_converted && !value.trim().is_empty()).then_some((value, meaning))
}

/// What stands before a list.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// The label that the system itself puts before values.
    Label,
    /// An announcement in other words: authors write those, and the list after them too.
    Words,
    /// Anything else.
    Nothing,
}

impl Lead {
    fn of(text: &str) -> Self {
        let before = text.trim_end();
        let label = before.trim_end_matches(['：', ':', '*', ' ']);
        if before.len() > label.len() && ["可选值有", "Optional values are"].iter().any(|own| label.ends_with(own))
        {
            Self::Label
        } else if before.ends_with(['：', ':', '*']) {
            Self::Words
        } else {
            Self::Nothing
        }
    }
}

/// The values of a list. Other items among them belong to the meaning before where it is known that values are listed.
fn values(list: &[&str], lead: Lead) -> Option<Vec<Meaning>> {
    let mut values: Vec<(String, String)> = Vec::new();
    for line in list {
        match (item(line), values.last_mut()) {
            (Some((value, meaning)), _) => values.push((value.to_owned(), meaning.trim().to_owned())),
            (None, Some((_, meaning))) if lead == Lead::Label => {
                meaning.push('\n');
                meaning.push_str(line.trim());
            }
            _ => return None,
        }
    }
    let is_list = lead == Lead::Label || lead == Lead::Nothing && values.len() > 1;
    is_list.then(|| values.into_iter().map(|(value, meaning)| Meaning::Value { value, meaning }).collect())
}

#[cfg(test)]
mod tests {
    use super::mark;
    use crate::pages::document::{Cell, Meaning};

    fn marked(text: &str) -> (String, Vec<(String, String, usize)>) {
        let mut cell = Cell::new(text, 1);
        mark(&mut cell);
        let values = cell.marks.into_iter().filter_map(|mark| match mark.meaning {
            Meaning::Value { value, meaning } => Some((value, meaning, mark.at)),
            _ => None,
        });
        let values = values.collect();
        (cell.text, values)
    }

    #[test]
    fn converted_values_are_marks_again() {
        let (text, values) = marked("a\n**可选值有**：\n- `b`: c：d\n- more\n- `e`: \n**默认值**：`b`");
        assert_eq!(text, "a\n**可选值有**：\n**默认值**：`b`");
        let at = "a\n**可选值有**：\n".len();
        assert_eq!(values, [("b".into(), "c：d\n- more".into(), at), ("e".into(), String::new(), at)]);
    }

    #[test]
    fn the_systems_label_may_be_written_in_several_ways() {
        for label in ["**可选值有**：", "**可选值有：**", "**可选值有** :", "**Optional values are**:"] {
            assert_eq!(marked(&format!("{label}\n- `a`: b")).1.len(), 1, "{label}");
        }
    }

    #[test]
    fn lists_that_authors_wrote_stay_text() {
        let announced = "x\n**可能值有：**\n- `a`: b\n- `c`: d";
        for text in ["- `a`：b\n- `c`：d", "- `a`: b\n- c", "- `a`:b\n- `c`:d", "x\n- `a`: b", announced] {
            assert_eq!(marked(text), (text.to_owned(), Vec::new()));
        }
    }
}

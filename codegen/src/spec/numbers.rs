//! Numbers that the canonical form would write in another way than the page prints them: `1.10`, `1e3`, `+5`.

use super::write::number;
use crate::diagnostic::position::{Content, Node, read};
use crate::diagnostic::{Code, Diagnostic, Place, Spot};

/// The keys of values that stand as printed.
const AS_PRINTED: [&str; 2] = ["default", "example"];

/// Tells of every example and default that holds a number which would be written in another way.
pub fn numbers(file: &str, text: &str) -> Vec<Diagnostic> {
    let words = text.split(|letter: char| letter.is_whitespace() || ",[]{}".contains(letter));
    // Hardly any file has one, so that a tree is worth its time only where something looks like it.
    if !words.into_iter().any(|word| rewritten(word).is_some()) {
        return Vec::new();
    }
    // Without a tree the file has errors of form, which are told instead.
    let Ok(tree) = read(text) else { return Vec::new() };
    let mut found = Vec::new();
    collect(&tree, false, file, &mut found);
    found
}

/// How a number would be written, where that is not how it is.
fn rewritten(plain: &str) -> Option<String> {
    if !plain.starts_with(|first: char| first.is_ascii_digit() || "+-.".contains(first)) {
        return None;
    }
    let value: serde_yaml::Value = serde_yaml::from_str(plain).ok()?;
    let serde_yaml::Value::Number(value) = value else { return None };
    Some(number(&value)).filter(|written| written != plain)
}

fn collect(node: &Node, as_printed: bool, file: &str, found: &mut Vec<Diagnostic>) {
    match &node.content {
        Content::Scalar { text, plain: true } if as_printed => {
            let place =
                || Place { file: file.to_owned(), spot: Spot::Bytes { start: node.span.start, end: node.span.end } };
            found.extend(rewritten(text).map(|written| diagnostic(place(), &written)));
        }
        Content::Scalar { .. } | Content::Alias => {}
        Content::Sequence(elements) => elements.iter().for_each(|element| collect(element, as_printed, file, found)),
        Content::Mapping(entries) => {
            for (key, value) in entries {
                let is_value = key.text().is_some_and(|key| AS_PRINTED.contains(&key));
                collect(value, as_printed || is_value, file, found);
            }
        }
    }
}

fn diagnostic(place: Place, written: &str) -> Diagnostic {
    Diagnostic::new(Code::AlteredNumber, place, format!("this number would be written as {written}"))
        .note("files are written anew, by `codegen fmt` and when a page is imported, and numbers have one form there")
        .help("in quotes it stays as the page prints it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        numbers("a.yaml", text).into_iter().map(|finding| finding.message).collect()
    }

    #[test]
    fn numbers_in_another_form_are_told_where_they_stand_as_printed() {
        let text = "a:\n  example: 1.10\n  default: [+5, {b: 1e3}]\n  min: 1.10\n";
        let told = ["1.1", "5", "1000.0"].map(|written| format!("this number would be written as {written}"));
        assert_eq!(found(text), told);
    }

    #[test]
    fn numbers_in_their_form_and_texts_are_not() {
        assert_eq!(found("example: 1.5\ndefault: [\"1.10\", 7, -0.5, 2025-05-09, 0.1.0]\nb: |-\n  1.10\n"), [""; 0]);
    }
}

//! Blank lines between items, which the formatter leaves out and a reader misses.

/// Puts a blank line after each item that ends in a block, and before the documentation of the next.
#[must_use]
pub fn spaced(code: &str) -> String {
    let mut result = String::with_capacity(code.len() + code.len() / 20);
    let mut previous = "";
    // Whether the attribute that was begun last is about the module.
    let mut is_inner = false;
    for line in code.lines() {
        if is_gap(previous, line, is_inner) {
            result.push('\n');
        }
        result.push_str(line);
        result.push('\n');
        previous = line;
        if line.starts_with('#') {
            is_inner = line.starts_with("#![");
        }
    }
    result
}

/// Whether a new item starts here at the same depth as the one that ended on the line before.
fn is_gap(previous: &str, line: &str, is_inner: bool) -> bool {
    if previous.starts_with("//!") {
        return !line.starts_with("//!") && !line.is_empty();
    }
    if (previous == ")]" && is_inner) || (previous.starts_with("#![") && previous.ends_with(']')) {
        return !line.starts_with("#![") && !line.is_empty();
    }
    if previous.trim_start().starts_with("//") {
        return false;
    }
    let starts_item = ["///", "#[", "pub ", "fn ", "async fn ", "impl", "struct ", "static ", "mod ", "use "];
    let text = line.trim_start();
    let depth = line.len() - text.len();
    let previous_depth = previous.len() - previous.trim_start().len();
    if depth != previous_depth || !starts_item.iter().any(|start| text.starts_with(start)) {
        return false;
    }
    let ended = previous.trim_start();
    let block_ended = matches!(ended, "}" | "];" | "};");
    let one_liner_ended = depth == 0 && ended.ends_with([';', '}']);
    let same_kind = |start| ended.starts_with(start) && text.starts_with(start);
    let use_ended = previous == "};" && text.starts_with("pub use ");
    (block_ended && !use_ended)
        || (one_liner_ended && !same_kind("mod ") && !same_kind("pub mod ") && !same_kind("pub use "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_and_methods_are_set_apart() {
        let code = "mod a;\nmod b;\n/// A.\npub struct A {\n    a: i64,\n}\nimpl A {\n    fn a() {\n        if x {\n        }\n        b();\n    }\n    fn b() {}\n}\n";
        let expected = "mod a;\nmod b;\n\n/// A.\npub struct A {\n    a: i64,\n}\n\nimpl A {\n    fn a() {\n        if x {\n        }\n        b();\n    }\n\n    fn b() {}\n}\n";
        assert_eq!(spaced(code), expected);
    }

    #[test]
    fn braces_in_documentation_are_no_blocks() {
        let code = "/// ```json\n/// }\n/// ```\npub struct A;\n";
        assert_eq!(spaced(code), code);
    }

    #[test]
    fn an_attribute_stays_with_its_item() {
        let code = "#![allow(\n    x\n)]\n\n#[deprecated(\n    note = \"x\"\n)]\npub struct A;\n";
        assert_eq!(spaced(code), code);
    }

    #[test]
    fn spacing_twice_changes_nothing() {
        let code = "//! Doc.\npub struct A {}\npub struct B {\n}\nfn c() {}\n";
        let once = spaced(code);
        assert_eq!(spaced(&once), once);
    }
}

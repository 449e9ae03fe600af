//! What users are to find in the README and in the documentation of the crates.

use std::path::Path;

/// Of these, each has a section that says more than its heading.
const SUBJECTS: [&str; 5] = ["Tokens", "Limits", "Retries", "Errors", "Testing"];

/// The text below a heading, up to the next one of the same level.
fn section<'a>(text: &'a str, prefix: &str, subject: &str) -> Option<&'a str> {
    let (_, below) = text.split_once(&format!("\n{prefix} {subject}\n"))?;
    Some(below.split(&format!("\n{prefix} ")).next().unwrap_or(below))
}

#[test]
fn readme_and_rustdoc_have_a_section_on_each_subject() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for (file, prefix) in [("README.md", "##"), ("runtime/src/lib.rs", "//! #"), ("generated/src/lib.rs", "//! #")] {
        let text = std::fs::read_to_string(root.join(file)).unwrap();
        for subject in SUBJECTS {
            let section = section(&text, prefix, subject).unwrap_or_else(|| panic!("{file} has no section {subject}"));
            assert!(section.split_whitespace().count() > 25, "{file} says next to nothing on {subject}");
        }
    }
}

//! Each rule has a bad spec that is named after it, and beside it what is told.

use std::fs;

use codegen::diagnostic::Code;

use crate::support::workspace;

/// Rules about pages instead of specs; importing tells of them, and tests them.
const ABOUT_PAGES: [&str; 2] = ["E05", "W06"];

/// `UnknownKey` as `unknown_key`.
fn in_snake_case(name: &str) -> String {
    let letters = name.char_indices().flat_map(|(at, letter)| {
        let gap = (at > 0 && letter.is_ascii_uppercase()).then_some('_');
        gap.into_iter().chain([letter.to_ascii_lowercase()])
    });
    letters.collect()
}

#[test]
fn each_rule_has_a_bad_spec_named_after_it_and_what_is_told_beside_it() {
    let folder = workspace().join("tests/tests/codegen/snapshots");
    let snapshots: Vec<_> = fs::read_dir(folder)
        .expect("the snapshots are there")
        .map(|entry| entry.expect("they can be listed").path())
        .map(|path| (path.file_name().unwrap_or_default().to_string_lossy().into_owned(), path))
        .collect();
    let is_shown = |code: &Code| {
        let name = in_snake_case(code.name());
        let beginnings = ["diagnostics", "lint"].map(|module| format!("codegen__{module}__{name}"));
        snapshots.iter().any(|(file, path)| {
            let is_named = beginnings.iter().any(|beginning| file.starts_with(beginning));
            is_named && fs::read_to_string(path).is_ok_and(|text| text.contains(&format!("[{code}]")))
        })
    };
    let is_about_specs = |code: &&Code| !ABOUT_PAGES.iter().any(|prefix| code.id().starts_with(prefix));
    let missing: Vec<_> = Code::ALL.iter().filter(is_about_specs).filter(|code| !is_shown(code)).collect();
    assert!(missing.is_empty(), "no bad spec is named after {missing:?}");
}

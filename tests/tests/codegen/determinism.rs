//! Same spec, same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use tempfile::TempDir;

use crate::support::{files, run_command, workspace};

/// The files of the real spec, by path from its folder.
fn real_spec() -> Vec<(PathBuf, String)> {
    fn collect(root: &Path, folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).expect("the spec can be listed") {
            let path = entry.expect("the spec can be listed").path();
            if path.is_dir() {
                collect(root, &path, found);
            } else {
                let relative = path.strip_prefix(root).expect("it is below the root").to_owned();
                found.push((relative, fs::read_to_string(&path).expect("the spec can be read")));
            }
        }
    }
    let root = workspace().join("spec");
    let mut found = Vec::new();
    collect(&root, &root, &mut found);
    found.sort();
    found
}

/// Writes a spec file by file in this order, which on most file systems is the order in which a folder lists them, and
/// generates from it.
fn generate(spec: &[(PathBuf, String)]) -> Vec<(String, String)> {
    let folder = TempDir::new().expect("a temporary folder can be made");
    for (path, text) in spec {
        let path = folder.path().join("spec").join(path);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    let (spec, out) = (folder.path().join("spec"), folder.path().join("generated"));
    let run = run_command(vec!["codegen".into(), "--spec".into(), spec.into(), "--out".into(), out.clone().into()]);
    assert_eq!(run.code, 0, "{}", run.err);
    files(&out)
}

#[test]
fn generating_twice_yields_the_same_bytes() {
    let spec = real_spec();
    assert_eq!(generate(&spec), generate(&spec));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn the_order_of_files_does_not_matter(shuffled in Just(real_spec()).prop_shuffle()) {
        prop_assert_eq!(generate(&shuffled), generate(&real_spec()));
    }
}

//! A typo in any key of the real spec is one error, with the right suggestion.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use codegen::diagnostic::position::{Content, Node, read};
use codegen::diagnostic::{Code, Diagnostic};
use codegen::spec::{self, Endpoint, Package, Platform, Types};

use crate::support::workspace;

/// What goes wrong when somebody types in a hurry.
const TYPOS: [fn(&str) -> String; 3] = [swapped, doubled, dropped];

/// Two letters in the wrong order, in the middle.
fn swapped(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    let different = letters.windows(2).rposition(|pair| pair[0] != pair[1]).expect("a key has two different letters");
    letters.swap(different, different + 1);
    letters.into_iter().collect()
}

/// The last letter twice.
fn doubled(key: &str) -> String {
    let last = key.chars().last().expect("a key has letters");
    format!("{key}{last}")
}

/// A letter too few, in the middle.
fn dropped(key: &str) -> String {
    let mut letters: Vec<char> = key.chars().collect();
    letters.remove(letters.len() / 2);
    letters.into_iter().collect()
}

/// All keys of a tree: the way to each, without the numbers of list elements, and where it stands.
fn keys(node: &Node, way: &str, found: &mut Vec<(String, Range<usize>)>) {
    match &node.content {
        Content::Mapping(entries) => {
            for (key, value) in entries {
                let way = format!("{way}/{}", key.text().expect("keys are texts"));
                found.push((way.clone(), key.span.clone()));
                keys(value, &way, found);
            }
        }
        Content::Sequence(elements) => elements.iter().for_each(|element| keys(element, way, found)),
        Content::Scalar { .. } | Content::Alias => {}
    }
}

fn yaml_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the spec is there").map(|entry| entry.expect("it can be listed").path());
    entries
        .flat_map(|path| if path.is_dir() { yaml_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .collect()
}

fn errors(file: &Path, text: &str) -> Vec<Diagnostic> {
    let name = file.to_string_lossy();
    let found = match file.file_stem().and_then(|stem| stem.to_str()) {
        Some("crate") => spec::read::<Package>(&name, text).err(),
        Some("platform") => spec::read::<Platform>(&name, text).err(),
        Some("types") => spec::read::<Types>(&name, text).err(),
        _ => spec::read::<Endpoint>(&name, text).err(),
    };
    found.unwrap_or_default()
}

#[test]
fn a_typo_in_any_key_is_one_error_with_the_right_suggestion() {
    let mut tried = 0;
    let mut ways = BTreeSet::new();
    for file in yaml_files(&workspace().join("spec")) {
        let text = fs::read_to_string(&file).expect("the file can be read");
        let mut found = Vec::new();
        keys(&read(&text).expect("the spec is YAML"), "", &mut found);
        for (number, (way, span)) in found.into_iter().enumerate() {
            let key = &text[span.clone()];
            // Every key has one of the typos, and each kind of key has all of them.
            let is_new = ways.insert(way.clone());
            let typos = TYPOS.iter().enumerate().filter(|(index, _)| is_new || number % TYPOS.len() == *index);
            for (_, typo) in typos {
                let wrong = typo(key);
                let spoilt = format!("{}{wrong}{}", &text[..span.start], &text[span.end..]);
                let errors = errors(&file, &spoilt);
                let told: Vec<_> = errors.iter().map(|error| (error.code, error.primary.text.as_str())).collect();
                let suggestion = format!("did you mean `{key}`?");
                assert_eq!(told, [(Code::UnknownKey, suggestion.as_str())], "{wrong} at {way} of {}", file.display());
                tried += 1;
            }
        }
    }
    assert!(tried > 1_000, "only {tried} typos were tried");
}

//! Any spec without findings compiles: random specs over the whole language, as one crate, through clippy and rustdoc.
//!
//! `SPEC_CASES` says how many (24 unless set), `SPEC_SEED` from which seed on (the same unless set). A seed that fails
//! becomes a case of the obstacle course.

mod arbitrary;
mod chance;
mod texts;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::spec::Folder;
use serde_json::{Value, json};
use tempfile::TempDir;

use arbitrary::{Version, version};

/// How many versions the crate has unless told otherwise.
const CASES: u64 = 24;

fn number(variable: &str, otherwise: u64) -> u64 {
    env::var(variable).ok().map_or(otherwise, |text| text.parse().expect("a number"))
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the tests are in the workspace").to_owned()
}

fn write(folder: &Path, path: &str, value: &Value) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
    // JSON is YAML, where all that is not plain is escaped.
    let plain =
        |letter: char| letter.is_alphanumeric() || letter.is_ascii_graphic() || letter == ' ' || letter > '\u{ffff}';
    let escaped =
        |letter: char| if plain(letter) { letter.to_string() } else { format!("\\u{:04x}", u32::from(letter)) };
    let text: String = value.to_string().chars().map(escaped).collect();
    fs::write(path, text).expect("a file can be written");
}

/// What every spec has besides its versions.
fn common(folder: &Path) {
    let runtime = workspace().join("runtime");
    let package = json!({
        "name": "any-spec", "version": "0.1.0", "description": "Any spec", "license": "MIT", "keywords": [],
        "categories": [], "edition": "2024", "rust_version": "1.95",
        "runtime": {"version": "0.1.0", "path": runtime.to_str().expect("a path that is text")},
        "default_features": [],
    });
    write(folder, "crate.yaml", &package);
    let platform = fs::read(workspace().join("tests/obstacle/spec/platform.yaml")).expect("a platform");
    fs::write(folder.join("platform.yaml"), platform).expect("a file can be written");
}

fn add(folder: &Path, project: &str, version: &Version) {
    for (path, value) in &version.files {
        write(folder, &format!("{project}/v1/{path}"), value);
    }
}

/// The findings of a spec that can't be planned.
fn findings(folder: &Path) -> Vec<String> {
    let folder = Folder { path: folder.to_owned(), shown_as: "spec".to_owned() };
    let loaded = codegen::spec::load(&folder).expect("the folder can be read");
    let found = loaded.spec.and_then(|spec| codegen::plan::plan(&spec).map(|_| ()));
    found.err().unwrap_or_default().into_iter().map(|finding| format!("{} {}", finding.code, finding.message)).collect()
}

/// A folder of the spec with as many versions as are wanted, each of which can be planned.
fn spec(folder: &Path, cases: u64, seed: u64) {
    common(folder);
    let mut refused = Vec::new();
    for case in 0..cases {
        let version = version(seed + case);
        let alone = TempDir::new().expect("a folder");
        common(alone.path());
        add(alone.path(), "alone", &version);
        match findings(alone.path()).as_slice() {
            [] => add(folder, &format!("case_{}", seed + case), &version),
            [first, ..] => refused.push(format!("{}: {first}", seed + case)),
        }
    }
    // What is made here is meant to be valid: a generator that refuses most of it would test nothing.
    let few = usize::try_from(cases / 4).unwrap_or_default();
    assert!(refused.len() <= few, "too many are refused:\n{}", refused.join("\n"));
}

/// Runs cargo over the crate, with the artifacts of this workspace.
fn cargo(folder: &Path, arguments: &[&str], rustdoc_flags: &str) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("the target folder");
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(folder).args(arguments).env("CARGO_TARGET_DIR", target).env("RUSTDOCFLAGS", rustdoc_flags);
    let output = command.output().expect("cargo runs");
    assert!(output.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn any_spec_without_findings_compiles_without_warnings() {
    let (cases, seed) = (number("SPEC_CASES", CASES), number("SPEC_SEED", 1));
    let folder = TempDir::new().expect("a folder");
    let (from, to) = (folder.path().join("spec"), folder.path().join("crate"));
    fs::create_dir_all(&from).expect("a folder can be made");
    spec(&from, cases, seed);
    let arguments = ["codegen", "generate", "--spec"].map(Into::into).into_iter();
    let arguments = arguments.chain([from.clone().into(), "--out".into(), to.clone().into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = codegen::commands::Terminal { out: &mut out, err: &mut err };
    let code = codegen::commands::run(arguments.collect::<Vec<std::ffi::OsString>>(), &mut terminal);
    assert_eq!(code.expect("memory takes all"), 0, "{}", String::from_utf8_lossy(&err));
    // A workspace of its own, with the versions of this one.
    let manifest = to.join("Cargo.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text + "\n[workspace]\n").expect("a manifest can be written");
    fs::copy(workspace().join("Cargo.lock"), to.join("Cargo.lock")).expect("the versions are there");
    let features = ["--offline", "--features", "blocking,testing", "--no-deps"];
    let all: Vec<String> = fs::read_dir(&from)
        .expect("the spec is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("case_"))
        .map(|name| format!("{}-v1", name.replace('_', "-")))
        .collect();
    let mut features: Vec<&str> = features.into();
    let all = all.join(",");
    features.extend(["--features", &all]);
    cargo(&to, &[&["clippy"], features.as_slice(), &["--", "-D", "warnings"]].concat(), "");
    cargo(&to, &[&["doc"], features.as_slice()].concat(), "-D warnings");
}

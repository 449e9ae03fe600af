//! `codegen fmt`: one form for each file, nothing lost on the way to it.

use insta::assert_snapshot;

use crate::support::{SmallSpec, run_command, workspace};

/// An endpoint as somebody writes it who is in a hurry.
const UGLY: &str = "\
path: /things/:id
method: POST
host: 'api.example.com'
title: \"一件事\"
decide: {retry: write, summary: 'Changes a thing, and says so at such length that it is better read in two lines than in one that is too long.'}
tokens: [ tenant ]
scopes:
    - thing:write
rate_limit: {text: 100 次/分钟, limits: [{per: minute, count: 100}], special: false, see: []}
headers:
- {name: Authorization, type: string, required: true, format: Bearer access_token}
path_params: [{name: id, type: string, example: 0123, decide: {summary: The thing.}}]
body:
  - type: string
    name: kind
    required: false
    default: 'no'
    values: [{value: 1e3, decide: {summary: \"A, b.\"}}, {value: '- ', decide: {}}]
    example: \"{\\n  \\\"a\\\": 1\\n}\"
response:
  - {name: code, type: int}
  - {name: data, type: '-', fields: []}
examples: [{role: request, json: \"{\\r\\n}\"}]
";

#[test]
fn a_file_gets_its_one_form() {
    let spec = SmallSpec::endpoint(UGLY);
    assert_eq!(spec.run_on_spec("fmt", &[]).code, 0);
    let text = spec.text("demo/v1/thing/get.yaml");
    assert_snapshot!(text);
    let again = spec.run_on_spec("fmt", &[]);
    assert_eq!((again.code, again.out.as_str()), (0, "spec: 3 files, 0 written anew\n"));
    assert_eq!(spec.text("demo/v1/thing/get.yaml"), text);
}

#[test]
fn what_is_generated_stays_the_same() {
    let spec = SmallSpec::endpoint(
        &UGLY.replace("value: '- ', decide: {}", "value: b, decide: {}").replace("value: 1e3", "value: a"),
    );
    let before = spec.generated("src/demo/v1/thing/get.rs");
    assert_eq!(spec.run_on_spec("fmt", &[]).code, 0);
    assert_eq!(spec.generated("src/demo/v1/thing/get.rs"), before);
}

#[test]
fn check_shows_what_would_change_and_writes_nothing() {
    let spec = SmallSpec::new();
    assert_eq!(spec.run_on_spec("fmt", &[]).code, 0);
    let changed = spec.text("crate.yaml").replace("license: MIT OR Apache-2.0", "license: 'MIT OR Apache-2.0'");
    let spec = spec.file("crate.yaml", &changed);
    let before = spec.text("crate.yaml");
    let run = spec.run_on_spec("fmt", &["--check"]);
    assert_eq!(run.code, 1);
    assert_snapshot!(format!("{}{}", run.out, run.err));
    assert_eq!(spec.text("crate.yaml"), before);
}

#[test]
fn a_file_with_errors_is_left_as_it_is_and_the_others_are_not() {
    let bad = UGLY.replace("title:", "titel:");
    let spec = SmallSpec::endpoint(&bad);
    let run = spec.run_on_spec("fmt", &[]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run.err);
    assert_eq!(spec.text("demo/v1/thing/get.yaml"), bad);
    assert!(spec.text("crate.yaml").starts_with("# The crate"));
}

#[test]
fn a_file_with_comments_is_left_as_it_is() {
    let commented = "summary: Shared. # by whom?\ntypes: []\n";
    let spec = SmallSpec::new().file("demo/v1/types.yaml", commented);
    let run = spec.run_on_spec("fmt", &[]);
    assert_eq!(run.code, 1);
    assert_snapshot!(run.err);
    assert_eq!(spec.text("demo/v1/types.yaml"), commented);
}

#[test]
fn the_spec_of_this_repository_is_in_its_canonical_form() {
    let spec = workspace().join("spec");
    let run = run_command(vec!["codegen".into(), "fmt".into(), "--check".into(), "--spec".into(), spec.into()]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

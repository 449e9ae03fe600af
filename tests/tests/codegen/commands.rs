//! The command line: what it prints, what it writes, and how it ends.

use std::ffi::OsString;
use std::fs;

use insta::assert_snapshot;

use crate::support::{Run, SmallSpec, files, run_command, workspace};

const ENDPOINT: &str = "\
title: 一件事
host: api.example.com
method: GET
path: /things
decide: {summary: Reads things., retry: read}
errors:
  - {code: 1, http: 400, message: bad, decide: {name: Bad, class: input, advice: Mend it.}}
";

fn without_time(text: &str) -> String {
    let start = text.rfind(" (").expect("the summary ends with the time");
    format!("{} (TIME)\n", &text[..start])
}

#[test]
fn the_summary_counts_what_was_made_and_written() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    let first = without_time(&spec.run("generate").out);
    let second = without_time(&spec.run("generate").out);
    let spec = spec.file("demo/v1/thing/find.yaml", &ENDPOINT.replace("/things", "/things/found"));
    let third = without_time(&spec.run("generate").out);
    let folder = spec.out().display().to_string();
    assert_snapshot!([first, second, third].concat().replace(&folder, "generated"));
}

#[test]
fn without_a_subcommand_it_generates() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    let folder = spec.out().with_file_name("spec");
    let arguments: [OsString; 5] =
        ["codegen".into(), "--spec".into(), folder.into(), "--out".into(), spec.out().into()];
    assert_eq!(run_command(arguments.into()).code, 0);
    assert!(spec.out().join("src/lib.rs").is_file());
}

#[test]
fn check_passes_after_generate_and_writes_nothing() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    spec.run("generate");
    let before = files(&spec.out());
    let run = spec.run("check");
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    assert_eq!(files(&spec.out()), before);
}

#[test]
fn check_shows_what_a_changed_error_code_would_change() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    spec.run("generate");
    let spec = spec.file("demo/v1/thing/get.yaml", &ENDPOINT.replace("http: 400", "http: 409"));
    let run = spec.run("check");
    assert_eq!(run.code, 1);
    assert_snapshot!(run.out + &run.err);
    spec.run("generate");
    assert_eq!(spec.run("check").code, 0);
}

#[test]
fn check_tells_of_files_that_are_missing_stale_or_changed_by_hand() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    spec.run("generate");
    fs::remove_file(spec.out().join("rustfmt.toml")).expect("it was generated");
    fs::write(spec.out().join("src/old.rs"), "// @generated\nfn old() {}\n").expect("it can be written");
    let client = spec.out().join("src/client.rs");
    let text = fs::read_to_string(&client).expect("it was generated");
    fs::write(&client, text.replace("A client of the platform.", "My client.")).expect("it can be written");
    let run = spec.run("check");
    assert_eq!(run.code, 1);
    assert_snapshot!(run.out + &run.err);
}

#[test]
fn check_tells_when_the_schemas_are_not_those_of_the_language() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    spec.run("generate");
    assert_eq!(spec.run_on_spec("schema", &[]).out, "spec/schema: 7 files, 7 written anew\n");
    assert_eq!(spec.run("check").code, 0);
    let current = spec.text("schema/crate.json");
    let spec = spec.file("schema/crate.json", &current.replace("SPDX licence expression.", "The licence."));
    let run = spec.run("check");
    assert_eq!(run.code, 1);
    assert!(run.err.contains("1 file is not what the language says; run `cargo codegen schema"), "{}", run.err);
    assert!(run.out.contains("The licence."), "{}", run.out);
    assert_eq!(spec.run_on_spec("schema", &[]).out, "spec/schema: 7 files, 1 written anew\n");
    assert_eq!(spec.text("schema/crate.json"), current);
}

#[test]
fn the_schemas_of_this_repository_are_those_of_the_language() {
    let findings = ("findings.json".to_owned(), codegen::diagnostic::report::json_schema());
    let changes = ("changes.json".to_owned(), codegen::diff::report::json_schema());
    for (name, text) in codegen::spec::schemas().into_iter().chain([findings, changes]) {
        let committed = fs::read_to_string(workspace().join("spec/schema").join(&name));
        assert_eq!(committed.ok(), Some(text), "{name}: run `cargo codegen schema`");
    }
}

#[test]
fn how_to_accept_a_finding_is_said_only_where_it_can_be_accepted() {
    let said = |rule: &str| run_command(vec!["codegen".into(), "explain".into(), rule.into()]).out;
    assert!(said("W0502").contains("accept:"));
    for rule in ["W0516", "W0519", "W0601", "E0101"] {
        assert!(!said(rule).contains("accept:"), "{rule}");
    }
}

#[test]
fn check_without_a_generated_crate_is_a_finding() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    assert_eq!(spec.run("check").code, 1);
    assert!(!spec.out().exists());
}

#[test]
fn an_endpoint_that_goes_takes_its_files_along() {
    let spec = SmallSpec::endpoint(ENDPOINT).file("demo/v1/part/list.yaml", &ENDPOINT.replace("/things", "/parts"));
    spec.run("generate");
    assert!(spec.out().join("src/demo/v1/part/list.rs").exists());
    fs::remove_file(spec.out().with_file_name("spec").join("demo/v1/part/list.yaml")).expect("it was there");
    spec.run("generate");
    assert!(!spec.out().join("src/demo/v1/part").exists());
}

#[test]
fn a_folder_with_other_peoples_files_is_not_touched() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    fs::create_dir(spec.out()).expect("it is not there yet");
    fs::write(spec.out().join("notes.txt"), "mine").expect("it can be written");
    let run = spec.run("generate");
    assert_eq!(run.code, 3);
    assert_snapshot!(run.err);
    assert_eq!(files(&spec.out()), [("notes.txt".to_owned(), "mine".to_owned())]);
}

#[test]
fn a_wrong_spec_leaves_the_generated_crate_as_it_was() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    spec.run("generate");
    let before = files(&spec.out());
    let spec = spec.file("demo/v1/thing/get.yaml", "title: only\n");
    assert_eq!(spec.run("generate").code, 1);
    assert_eq!(files(&spec.out()), before);
}

#[test]
fn a_folder_that_is_not_there_is_told_of() {
    let run = run_command(["codegen", "check", "--spec", "no/such/folder"].map(OsString::from).into());
    assert_eq!(run.code, 3);
    assert_eq!(
        run.err,
        "error: no/such/folder is no folder; `cargo codegen init --spec no/such/folder` begins a spec there\n"
    );
}

#[test]
fn wrong_usage_ends_with_2_and_help_with_0() {
    assert_eq!(run_command(["codegen", "genrate"].map(OsString::from).into()).code, 2);
    let help = run_command(["codegen", "--help"].map(OsString::from).into());
    assert_eq!(help.code, 0);
    assert_snapshot!(help.out);
}

/// Runs `codegen check` over two folders of this workspace.
fn check(spec: &str, out: &str) -> Run {
    let root = workspace();
    let (spec, out) = (root.join(spec).into(), root.join(out).into());
    run_command(vec!["codegen".into(), "check".into(), "--spec".into(), spec, "--out".into(), out])
}

#[test]
fn the_generated_crate_of_this_workspace_is_what_its_spec_yields() {
    let run = check("spec", "generated");
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
}

#[test]
fn the_obstacle_course_is_what_its_spec_yields() {
    let run = check("tests/obstacle/spec", "tests/obstacle/generated");
    assert_eq!(run.code, 0, "run `cargo obstacle`\n{}{}", run.out, run.err);
}

/// A reader that goes away at once.
struct Gone;

impl std::io::Write for Gone {
    fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Err(std::io::ErrorKind::BrokenPipe.into())
    }
}

#[test]
fn a_reader_that_goes_away_changes_nothing_about_the_result() {
    let spec = SmallSpec::endpoint(ENDPOINT);
    let folder = spec.out().with_file_name("spec");
    for (command, code) in [("check", 1), ("generate", 0), ("check", 0)] {
        let arguments: [OsString; 6] = [
            "codegen".into(),
            command.into(),
            "--spec".into(),
            folder.clone().into(),
            "--out".into(),
            spec.out().into(),
        ];
        let mut terminal = codegen::commands::Terminal { out: &mut Gone, err: &mut Gone };
        assert_eq!(codegen::commands::run(arguments, &mut terminal).expect("it goes on"), code, "{command}");
    }
}

#[test]
fn every_rule_is_explained() {
    let list = run_command(["codegen", "explain"].map(OsString::from).into());
    assert_eq!(list.code, 0);
    for line in list.out.lines() {
        let (id, title) = line.split_once("  ").expect("an id and a title");
        let run = run_command(["codegen", "explain", id].map(OsString::from).into());
        assert_eq!(run.code, 0, "{id}");
        assert!(run.out.starts_with(&format!("{id}: {title}")), "{}", run.out);
    }
    assert_snapshot!(run_command(["codegen", "explain", "w0505"].map(OsString::from).into()).out);
    let unknown = run_command(["codegen", "explain", "W9505"].map(OsString::from).into());
    assert_eq!(unknown.code, 3);
    assert_snapshot!("explain_of_no_rule", unknown.err);
}

#[test]
fn a_spec_begins_with_init_which_overwrites_nothing() {
    let folder = tempfile::TempDir::new().expect("a temporary folder can be made");
    let spec = folder.path().join("new/spec");
    let page = folder.path().join("page.md");
    fs::write(&page, include_str!("pages/guests.md").replace("api.example.com", "open.feishu.cn"))
        .expect("it can be written");
    let run = |command: &str, more: &[&std::path::Path]| {
        let mut arguments: Vec<std::ffi::OsString> =
            vec!["codegen".into(), command.into(), "--spec".into(), (&spec).into()];
        arguments.extend(more.iter().map(Into::into));
        let run = run_command(arguments);
        (run.code, run.out + &run.err)
    };
    // Without it, a newcomer is told of it: where there is no folder, and where there is nothing in it.
    let (code, told) = run("import", &[&page]);
    assert!(code == 3 && told.contains("`cargo codegen init --spec"), "{told}");
    fs::create_dir_all(&spec).expect("a folder can be made");
    let (code, told) = run("import", &[&page]);
    assert!(code == 3 && told.contains("`cargo codegen init --spec"), "{told}");

    assert_eq!(run("init", &[std::path::Path::new("--runtime"), std::path::Path::new("../../runtime")]).0, 0);
    assert_eq!(run("lint", &[]), (0, "0 endpoints, nothing to complain about\n".to_owned()));
    let package = fs::read_to_string(spec.join("crate.yaml")).expect("it is there");
    assert!(package.contains("path: ../../runtime"), "{package}");
    let (code, told) = run("init", &[]);
    assert!(code == 0 && told.contains("crate.yaml: there already, and left as it is"), "{told}");
    assert_eq!(fs::read_to_string(spec.join("crate.yaml")).ok(), Some(package));

    assert_eq!(run("import", &[&page]).0, 1, "there is something to decide");
    let out = folder.path().join("new/generated");
    let (code, told) = run("generate", &[std::path::Path::new("--out"), &out]);
    assert!(code == 0 && out.join("src/hotel.rs").exists(), "{told}");
    // A fmt of what was written has nothing to do.
    assert_eq!(run("fmt", &[std::path::Path::new("--check")]).0, 0);
}

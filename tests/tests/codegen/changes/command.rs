//! The command line: folders and revisions, what is printed, what is written, and how it ends.

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::Command;

use insta::assert_snapshot;
use serde_json::Value;
use tempfile::TempDir;

use super::pairs::{Edit, PAIRS, Pair};
use super::workshop::Workshop;
use crate::support::{Run, run_command};

/// A repository with a workshop in it, and its first commit on `main`.
struct Repository {
    folder: TempDir,
}

impl Repository {
    fn new() -> Self {
        let repository = Self { folder: TempDir::new().expect("a temporary folder can be made") };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write(&Workshop::new());
        repository.commit("first");
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a spec and what is generated from it.
    fn write(&self, spec: &Workshop) {
        let folder = self.path().join("spec");
        let _ = fs::remove_dir_all(&folder);
        spec.write(&folder);
        let out = self.path().join("generated");
        let arguments =
            ["codegen".into(), "generate".into(), "--spec".into(), folder.into(), "--out".into(), out.into()];
        assert_eq!(run_command(arguments.into()).code, 0);
    }

    fn git(&self, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .arg("-C")
            .arg(self.path())
            .args(["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com", "-c", "commit.gpgsign=false"])
            .args(arguments)
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_AUTHOR_DATE", "2024-01-01T00:00:00Z")
            .env("GIT_COMMITTER_DATE", "2024-01-01T00:00:00Z")
            .output()
            .expect("there is git");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// Runs a command over the spec of the repository.
    fn run(&self, arguments: &[&str]) -> Run {
        let all = ["codegen"].iter().chain(arguments).map(OsString::from);
        let spec = ["--spec".into(), self.path().join("spec").into_os_string()];
        run_command(all.chain(spec).collect())
    }
}

fn pair(name: &str) -> &'static Pair {
    PAIRS.iter().find(|pair| pair.name == name).expect("there is such a pair")
}

/// The workshop after some edits.
fn after(names: &[&str]) -> Workshop {
    names.iter().fold(Workshop::new(), |spec, name| spec.after(pair(name)))
}

#[test]
fn without_sides_the_working_tree_is_compared_with_where_it_left_the_default_branch() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "topic"]);
    repository.write(&after(&["a value is new in an answer"]));
    let status = repository.git(&["status", "--porcelain"]);
    let run = repository.run(&["diff"]);
    assert!(run.out.contains("response-enum-value-added"), "{}{}", run.out, run.err);
    assert_eq!(run.code, 1, "the version is too low: {}", run.out);
    assert_eq!(repository.git(&["status", "--porcelain"]), status, "the work tree is not touched");
    // What the default branch has got since is no change of this.
    repository.commit("topic");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write(&after(&["an error is new"]));
    repository.commit("main");
    repository.git(&["checkout", "--quiet", "topic"]);
    let run = repository.run(&["diff"]);
    assert!(!run.out.contains("error-"), "{}", run.out);
}

#[test]
fn sides_are_revisions_or_folders() {
    let repository = Repository::new();
    repository.git(&["tag", "v0.4.2"]);
    repository.write(&after(&["a call is gone"]));
    repository.commit("second");
    let other = TempDir::new().expect("a temporary folder can be made");
    Workshop::new().write(other.path());
    let folder = other.path().to_str().expect("its name is UTF-8");
    for sides in [["v0.4.2", "HEAD"], ["HEAD~1", "main"], [folder, "HEAD"]] {
        let run = repository.run(&["diff", sides[0], sides[1], "--format", "json"]);
        let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
        let ids: Vec<_> =
            report["changes"].as_array().expect("it is a list").iter().map(|change| change["id"].clone()).collect();
        assert_eq!((ids, run.code), (vec![Value::from("endpoint-removed")], 1), "{sides:?} {}", run.err);
    }
    let run = repository.run(&["diff", "HEAD", "HEAD"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
}

#[test]
fn what_can_not_be_compared_ends_with_3_and_wrong_usage_with_2() {
    let repository = Repository::new();
    for (sides, message) in [
        (["nowhere", "HEAD"], "can't find the revision `nowhere`"),
        (["--upload-pack=x", "HEAD"], "unexpected argument"),
        (["HEAD", "./nowhere"], "can't find the revision `./nowhere`"),
    ] {
        let run = repository.run(&["diff", sides[0], sides[1]]);
        assert_eq!(run.code, if sides[0].starts_with('-') { 2 } else { 3 });
        assert!(run.err.contains(message), "{}", run.err);
    }
    fs::write(repository.path().join("spec/demo/v1/part/drop.yaml"), "title: x\n").expect("it can be written");
    let run = repository.run(&["diff", "HEAD"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("E0103"), "{}", run.err);
    assert!(run.err.contains("the working tree has errors"), "{}", run.err);
    assert_eq!(repository.run(&["diff", "HEAD", "HEAD", "--bump", "--write"]).code, 2);
}

#[test]
fn a_change_is_accepted_by_the_command_that_the_report_prints() {
    let repository = Repository::new();
    repository.write(&after(&["a scope is needed"]));
    let run = repository.run(&["diff", "HEAD"]);
    assert_eq!(run.code, 1);
    let command = run.out.lines().find_map(|line| line.trim().strip_prefix("cargo codegen ")).expect("it is printed");
    let words: Vec<_> =
        command.split(' ').map(|word| if word == "'…'" { "the page was wrong" } else { word }).collect();
    let accepted = repository.run(&words);
    assert_eq!(accepted.code, 0, "{}{}", accepted.out, accepted.err);
    let run = repository.run(&["diff", "HEAD"]);
    assert!(run.out.contains("accepted until 0.5.0: the page was wrong"), "{}", run.out);
    assert_eq!(run.code, 1, "the version is still too low");
    assert_eq!(repository.run(&["diff", "HEAD", "--bump", "--write"]).code, 0);
    let run = repository.run(&["diff", "HEAD"]);
    assert_eq!(run.code, 0, "{}", run.out);
    // The change is taken back, and its acceptance stays.
    repository.write(&Workshop::new());
    let run = repository.run(&["diff", "HEAD"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("stale acceptance"), "{}", run.out);
    assert!(run.out.contains("no change matches it"), "{}", run.out);
}

#[test]
fn what_is_no_change_can_not_be_accepted() {
    let repository = Repository::new();
    let run = repository.run(&["accept", "0123456789ab", "HEAD", "--reason", "x", "--until", "9.0.0"]);
    assert_eq!(run.code, 3);
    assert!(run.err.contains("there is no change `0123456789ab`"), "{}", run.err);
    assert_eq!(repository.run(&["accept", "0123456789ab", "HEAD", "--reason", "", "--until", "9.0.0"]).code, 2);
    assert!(!repository.path().join("accepted-changes.yaml").exists());
}

#[test]
fn the_next_version_is_proposed_and_written_with_its_section_of_the_changelog() {
    let repository = Repository::new();
    repository.write(&after(&["a call is gone", "an answer has one more field", "an error says something else"]));
    let run = repository.run(&["diff", "HEAD", "--bump"]);
    assert_eq!((run.code, run.out.as_str()), (1, "0.5.0\n"));
    let run = repository.run(&["diff", "HEAD", "--bump", "--write"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let package = fs::read_to_string(repository.path().join("spec/crate.yaml")).expect("it is there");
    assert!(package.contains("\nversion: 0.5.0\n") && package.contains("runtime: {version: 0.1.0,"), "{package}");
    assert_snapshot!(fs::read_to_string(repository.path().join("CHANGELOG.md")).expect("it was written"));
    let again = repository.run(&["diff", "HEAD", "--bump"]);
    assert_eq!((again.code, again.out.as_str()), (0, "0.5.0\n"));
}

#[test]
fn from_which_level_on_it_fails_is_for_the_user_to_say() {
    let repository = Repository::new();
    let version = Edit::Text("crate.yaml", "version: 0.4.2", "version: 0.5.0");
    let bumped = Pair { name: "version", edits: Box::leak(Box::new([version])), kinds: &[] };
    repository.write(&after(&["a value is new in an answer"]).after(&bumped));
    for (level, code) in [("patch", 1), ("minor", 1), ("major", 0), ("never", 0)] {
        assert_eq!(repository.run(&["diff", "HEAD", "--fail-on", level]).code, code, "{level}");
    }
    repository.write(&after(&["a call is gone"]));
    assert_eq!(repository.run(&["diff", "HEAD", "--fail-on", "never"]).code, 0);
}

#[test]
fn what_the_generator_itself_changed_is_told() {
    let repository = Repository::new();
    let path = repository.path().join("generated/api.txt");
    let text = fs::read_to_string(&path).expect("it was generated");
    let before = "Client::fly fn(&self) -> bool\n";
    fs::write(&path, text + before).expect("it can be written");
    repository.commit("another generator");
    let run = repository.run(&["diff", "HEAD"]);
    assert!(run.out.contains("generator-broke: Client::fly"), "{}", run.out);
    fs::remove_file(&path).expect("it is there");
    repository.commit("a generator without it");
    let run = repository.run(&["diff", "HEAD"]);
    assert!(run.out.contains("not checked: whether the generator itself changed"), "{}", run.out);
}

#[test]
fn the_comment_is_kept_up_to_date() {
    let repository = Repository::new();
    let plan = |comments: &str| -> Value {
        let file = repository.path().join("comments.json");
        fs::write(&file, comments).expect("it can be written");
        let file = file.to_str().expect("its name is UTF-8");
        let run = repository.run(&["diff", "HEAD", "--format", "comment", "--comments", file, "--fail-on", "never"]);
        assert_eq!(run.code, 0, "{}", run.err);
        serde_json::from_str(&run.out).expect("it is JSON")
    };
    assert_eq!(plan("[]"), serde_json::json!({"action": "none"}), "nothing to say, no comment");
    repository.write(&after(&["a call is gone"]));
    let created = plan(r#"[{"id": 1, "body": "hello"}]"#);
    assert_eq!(created["action"], "create");
    let present = serde_json::json!([{"id": 1, "body": "hello"}, {"id": 2, "body": created["body"]}]);
    assert_eq!(plan(&present.to_string())["action"], "none", "it says so already");
    repository.write(&Workshop::new());
    assert_eq!(plan(&present.to_string()), serde_json::json!({"action": "delete", "id": 2}));
    let broken = repository.run(&["diff", "HEAD", "--format", "comment", "--comments", "/nowhere"]);
    assert_eq!(broken.code, 3);
}

#[test]
fn every_kind_of_change_is_explained() {
    let run = run_command(["codegen", "explain", "param-became-required"].map(OsString::from).into());
    assert_eq!(run.code, 0);
    assert_snapshot!(run.out);
    let run = run_command(["codegen", "explain", "param-became-requird"].map(OsString::from).into());
    assert!(run.err.contains("did you mean `param-became-required`?"), "{}", run.err);
}

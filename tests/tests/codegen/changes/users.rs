//! The compiler's own verdict: users' code that compiled against one crate compiles against the other, but for what uses
//! the items that are said to break it.
//!
//! Edits are put together into a few specs, as many as go together, so that one run of the compiler judges them all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::diff::Side;
use codegen::diff::rule::Rust;
use codegen::output;
use codegen::surface::{self, Impact, LineChange, Surface};
use serde_json::Value;
use tempfile::TempDir;

use super::pairs::Pair;
use super::snippets::{Item, argument_types, snippet};
use super::workshop::{BASE, CASES, Case, Workshop};

/// Some edits together.
struct Together {
    cases: Vec<&'static Case>,
    side: Side,
}

/// Puts edits together as long as what comes out is a spec.
fn together(mut open: Vec<&'static Case>) -> Vec<Together> {
    let mut groups = Vec::new();
    while !open.is_empty() {
        let (mut spec, mut cases, mut left) = (Workshop::new(), Vec::new(), Vec::new());
        for case in open {
            match with(&spec, case.pair) {
                Some(next) => {
                    spec = next;
                    cases.push(case);
                }
                None => left.push(case),
            }
        }
        assert!(!cases.is_empty(), "each edit can be made alone");
        let side = spec.side("together").expect("it was planned before");
        groups.push(Together { cases, side });
        open = left;
    }
    groups
}

fn with(spec: &Workshop, pair: &Pair) -> Option<Workshop> {
    let next = spec.try_after(pair).ok()?;
    let read = next.spec()?;
    codegen::plan::plan(&read).ok()?;
    Some(next)
}

/// What identifies a line of `api.txt`.
type Line = (String, String);

/// A crate with users in it.
struct Compilation {
    folder: TempDir,
    root: String,
    /// The lines of each file of users, to find them again.
    users: BTreeMap<String, Vec<(Line, String)>>,
}

impl Compilation {
    fn new() -> Self {
        let root = "#![allow(warnings)]\npub fn any<T>() -> T { todo!() }\n".to_owned();
        Self { folder: TempDir::new().expect("a temporary folder can be made"), root, users: BTreeMap::new() }
    }

    /// Adds a generated crate as a module.
    fn add(&mut self, name: &str, side: &Side) {
        let tree = output::format(codegen::render::render(&side.plan), |_, _| {}).expect("what is generated is Rust");
        for (path, text) in tree.iter().filter_map(|(path, text)| Some((path.strip_prefix("src/")?, text))) {
            let path = if path == "lib.rs" { "mod.rs" } else { path };
            let path = self.folder.path().join(name).join(path);
            fs::create_dir_all(path.parent().expect("it is in a folder")).expect("a folder can be made");
            fs::write(path, text.replace("crate::", &format!("crate::{name}::"))).expect("a file can be written");
        }
        self.root.extend(["pub mod ", name, ";\n"]);
    }

    /// Adds users of a crate's items, who use another crate in its place.
    fn add_users(&mut self, name: &str, surface: &Surface, of: &str) {
        let mut users = Vec::new();
        for line in surface.lines() {
            let (path, text) = line.split_once(' ').expect("a line has a path");
            if let Some(code) = snippet(&Item { path, text }, of, users.len()) {
                users.push(((path.to_owned(), text.to_owned()), code));
            }
        }
        assert!(users.len() > 300, "most items have users");
        self.root.extend(["mod ", name, ";\n"]);
        self.users.insert(name.to_owned(), users);
    }

    /// The users whose code does not compile, by the file they are in. Errors of one kind hide those of another: those who
    /// were found are left out, and the others compiled again.
    fn failing(&self) -> BTreeMap<String, BTreeSet<Line>> {
        let mut failing: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        fs::write(self.folder.path().join("lib.rs"), &self.root).expect("a file can be written");
        loop {
            for (name, users) in &self.users {
                let is_out = |index: usize| failing.get(name).is_some_and(|lines| lines.contains(&index));
                let lines = users.iter().enumerate().map(|(index, (_, code))| if is_out(index) { "" } else { code });
                let text = lines.collect::<Vec<_>>().join("\n");
                fs::write(self.folder.path().join(format!("{name}.rs")), text).expect("a file can be written");
            }
            let errors = self.errors();
            if errors.is_empty() {
                break;
            }
            for (name, line) in errors {
                assert!(failing.entry(name).or_default().insert(line), "an error can be got rid of");
            }
        }
        let lines = |(name, indices): (String, BTreeSet<usize>)| {
            let lines = indices.into_iter().map(|index| self.users[&name][index].0.clone()).collect();
            (name, lines)
        };
        failing.into_iter().map(lines).collect()
    }

    /// Runs the compiler, and returns where there are errors: the file of users, and the user.
    fn errors(&self) -> BTreeSet<(String, usize)> {
        let folder = self.folder.path();
        let (runtime, dependencies) = runtime();
        let output = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .current_dir(folder)
            .args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata", "--error-format", "json"])
            .args(["--cfg", "feature=\"demo-v1\"", "-L"])
            .arg(format!("dependency={}", dependencies.display()))
            .arg("--extern")
            .arg(format!("feishu_runtime={}", runtime.display()))
            .arg("lib.rs")
            .output()
            .expect("there is a compiler");
        let mut errors = BTreeSet::new();
        for line in String::from_utf8_lossy(&output.stderr).lines() {
            let Ok(message) = serde_json::from_str::<Value>(line) else { continue };
            if message["level"] != "error" {
                continue;
            }
            for span in message["spans"].as_array().into_iter().flatten().filter(|span| span["is_primary"] == true) {
                let file = span["file_name"].as_str().unwrap_or_default();
                let name = file.trim_end_matches(".rs").to_owned();
                assert!(
                    self.users.contains_key(&name),
                    "the generated crate does not compile: {}",
                    message["rendered"]
                );
                let line = span["line_start"].as_u64().expect("a line has a number");
                errors.insert((name, usize::try_from(line).expect("a line is small") - 1));
            }
        }
        assert!(output.status.success() || !errors.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        errors
    }
}

/// The runtime as it was built for these tests, and where what it needs is.
fn runtime() -> (PathBuf, PathBuf) {
    let program = std::env::current_exe().expect("the test has a program");
    let folder = program.parent().expect("it is in a folder").to_owned();
    let is_runtime = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with("libfeishu_runtime-") && path.extension().is_some_and(|extension| extension == "rlib")
    };
    let built = fs::read_dir(&folder).expect("the folder can be listed").filter_map(|entry| Some(entry.ok()?.path()));
    let time = |path: &PathBuf| fs::metadata(path).and_then(|file| file.modified()).ok();
    let newest = built.filter(|path| is_runtime(path)).max_by_key(time);
    (newest.expect("the tests depend on the runtime"), folder)
}

/// The items that break their users, as far as they have any.
fn breaking(changes: &[LineChange]) -> BTreeSet<Line> {
    let breaks = changes.iter().filter(|change| change.impact == Impact::Breaks);
    breaks
        .filter_map(|change| {
            let line = (change.path.clone(), change.old.clone()?);
            snippet(&Item { path: &line.0, text: &line.1 }, "any", 0).map(|_| line)
        })
        .collect()
}

/// What breaks by the compiler and what breaks by the items is the same; but for arguments of one type that traded places,
/// which no compiler sees.
fn agree(failing: &BTreeSet<Line>, changes: &[LineChange], names: &[&str]) {
    let said = breaking(changes);
    let unsaid: Vec<_> = failing.difference(&said).collect();
    assert!(unsaid.is_empty(), "{names:?}: users' code breaks where no item says so: {unsaid:#?}");
    let unseen: Vec<_> = said.difference(failing).filter(|line| is_visible(line, changes)).collect();
    assert!(unseen.is_empty(), "{names:?}: items say that users' code breaks, and it does not: {unseen:#?}");
}

/// Whether a compiler can see that an item is different.
fn is_visible((path, old): &Line, changes: &[LineChange]) -> bool {
    let change = changes.iter().find(|change| change.path == *path && change.old.as_ref() == Some(old));
    let new = change.and_then(|change| change.new.as_deref()).unwrap_or_default();
    // A struct that became an enum keeps its name; those who use what was inside it see the difference.
    let is_type = |text: &str| text.starts_with("struct") || text.starts_with("enum");
    let became = |change: &LineChange| change.path == *path && change.new.as_deref().is_some_and(is_type);
    if is_type(old) && changes.iter().any(became) {
        return false;
    }
    argument_types(old) != argument_types(new) || argument_types(old).is_none()
}

fn paths(lines: &BTreeSet<Line>) -> BTreeSet<&str> {
    lines.iter().map(|(path, _)| path.as_str()).collect()
}

#[test]
fn users_code_breaks_exactly_where_the_items_say_so() {
    let (breaks, others): (Vec<_>, Vec<_>) = CASES
        .iter()
        .partition(|case| case.forward().findings.iter().any(|found| found.change.verdict.rust == Rust::Breaks));
    let others = together(others);
    let harmless = others.len();
    let groups: Vec<_> = others.into_iter().chain(together(breaks)).collect();
    let mut compilation = Compilation::new();
    compilation.add("base", &BASE);
    compilation.add_users("base_on_base", &BASE.surface, "base");
    for (index, group) in groups.iter().enumerate() {
        let name = format!("edited{index}");
        compilation.add(&name, &group.side);
        compilation.add_users(&format!("base_on_{name}"), &BASE.surface, &name);
        compilation.add_users(&format!("{name}_on_{name}"), &group.side.surface, &name);
        compilation.add_users(&format!("{name}_on_base"), &group.side.surface, "base");
    }
    let failing = compilation.failing();
    let failing = |name: String| failing.get(&name).cloned().unwrap_or_default();
    let own = failing("base_on_base".to_owned());
    assert!(own.is_empty(), "users compile against what they were written for: {own:?}");
    for (index, group) in groups.iter().enumerate() {
        let name = format!("edited{index}");
        let own = failing(format!("{name}_on_{name}"));
        assert!(own.is_empty(), "users compile against what they were written for: {own:?}");
        let names: Vec<_> = group.cases.iter().map(|case| case.pair.name).collect();
        let forward = failing(format!("base_on_{name}"));
        agree(&forward, &surface::compare(&BASE.surface, &group.side.surface), &names);
        let backward = failing(format!("{name}_on_base"));
        agree(&backward, &surface::compare(&group.side.surface, &BASE.surface), &names);
        assert!(index >= harmless || forward.is_empty(), "{names:?} break nobody");
        for case in &group.cases {
            let changes = surface::compare(&BASE.surface, &case.after.surface);
            let mut alone = breaking(&changes);
            alone.retain(|line| is_visible(line, &changes));
            let seen = paths(&alone).intersection(&paths(&forward)).next().is_some();
            assert!(alone.is_empty() || seen, "{}: nobody's code breaks", case.pair.name);
        }
    }
}

//! A small spec with a little of everything, and edits of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use std::thread;

use codegen::diff::{Change, Comparison, Side, acceptance::Accepted};
use codegen::spec::{Folder, Spec};
use tempfile::TempDir;

use super::pairs::{Edit, PAIRS, Pair};

/// The files of a spec, by path.
#[derive(Debug, Clone, PartialEq)]
pub struct Workshop(BTreeMap<String, String>);

impl Workshop {
    /// The spec as it is.
    pub fn new() -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codegen/changes/workshop_files");
        let files = codegen::output::read(&folder).expect("the workshop is there");
        assert!(files.len() > 5, "the workshop has files");
        Self(files)
    }

    /// The spec after an edit.
    pub fn after(&self, pair: &Pair) -> Self {
        self.try_after(pair).unwrap_or_else(|why| panic!("{}: {why}", pair.name))
    }

    /// The spec after an edit, if it can be made.
    pub fn try_after(&self, pair: &Pair) -> Result<Self, String> {
        let mut files = self.0.clone();
        for edit in pair.edits {
            match *edit {
                Edit::Text(file, old, new) => {
                    let text = files.get_mut(file).ok_or_else(|| format!("there is no {file}"))?;
                    match text.matches(old).count() {
                        1 => *text = text.replacen(old, new, 1),
                        count => return Err(format!("`{old}` is {count} times in {file}")),
                    }
                }
                Edit::Move(from, to) => {
                    let text = files.remove(from).ok_or_else(|| format!("there is no {from}"))?;
                    files.insert(to.to_owned(), text);
                }
                Edit::Remove(file) => {
                    files.remove(file).ok_or_else(|| format!("there is no {file}"))?;
                }
            }
        }
        Ok(Self(files))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Gives one of the files another text, if there is one.
    pub fn rewrite(&mut self, index: usize, edit: impl FnOnce(&str) -> Option<String>) {
        if let Some(text) = self.0.values_mut().nth(index)
            && let Some(edited) = edit(text)
        {
            *text = edited;
        }
    }

    /// The spec, if it has the right form.
    pub fn spec(&self) -> Option<Spec> {
        let folder = TempDir::new().expect("a temporary folder can be made");
        self.write(folder.path());
        let spec = Folder { path: folder.path().to_owned(), shown_as: "spec".to_owned() };
        codegen::spec::load(&spec).expect("the folder can be listed").spec.ok()
    }

    /// Writes the files into a folder.
    pub fn write(&self, folder: &Path) {
        for (path, text) in &self.0 {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("a folder can be made");
            fs::write(path, text).expect("a file can be written");
        }
    }

    /// One side of a comparison; what is wrong with the spec if there is none.
    pub fn side(&self, name: &str) -> Result<Side, String> {
        let folder = TempDir::new().expect("a temporary folder can be made");
        self.write(folder.path());
        let spec = Folder { path: folder.path().to_owned(), shown_as: "spec".to_owned() };
        let loaded = codegen::spec::load(&spec).expect("the folder can be listed");
        let planned = loaded.spec.and_then(|spec| codegen::plan::plan(&spec).map(|plan| (spec, plan)));
        let (spec, plan) =
            planned.map_err(|findings| codegen::diagnostic::Renderer::new(&loaded.sources).render_all(&findings))?;
        let surface = codegen::surface::of(&plan).expect("what is generated is Rust");
        let recorded = Some(surface.clone());
        let accepted = Accepted::default();
        Ok(Side { name: name.to_owned(), sources: loaded.sources, spec, plan, surface, recorded, accepted })
    }
}

/// A pair with both its sides read.
pub struct Case {
    pub pair: &'static Pair,
    pub after: Side,
}

impl Case {
    /// The edit.
    pub fn forward(&self) -> Comparison {
        Comparison::between(BASE.clone(), self.after.clone())
    }

    /// The edit the other way round.
    pub fn backward(&self) -> Comparison {
        Comparison::between(self.after.clone(), BASE.clone())
    }
}

/// The workshop as it is.
pub static BASE: LazyLock<Side> =
    LazyLock::new(|| Workshop::new().side("base").unwrap_or_else(|why| panic!("the workshop: {why}")));

/// All pairs. Reading them takes most of the time of the tests over them, and so is done once.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let base = Workshop::new();
    let read = |pair: &'static Pair| {
        let after = base.after(pair).side("head").unwrap_or_else(|why| panic!("{}: {why}", pair.name));
        Case { pair, after }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = PAIRS.len().div_ceil(threads);
    thread::scope(|scope| {
        let read = &read;
        let parts: Vec<_> =
            PAIRS.chunks(share).map(|part| scope.spawn(move || part.iter().map(read).collect::<Vec<_>>())).collect();
        parts.into_iter().flat_map(|part| part.join().expect("every pair can be read")).collect()
    })
});

/// The changes of a comparison.
pub fn changes(comparison: &Comparison) -> Vec<&Change> {
    comparison.findings.iter().map(|finding| &finding.change).collect()
}

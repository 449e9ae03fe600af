//! A small spec with a little of everything, and edits of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use codegen::diff::{Change, Comparison, Side, acceptance::Accepted};
use codegen::spec::Folder;
use tempfile::TempDir;

use super::pairs::{Edit, Pair};

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

    /// Both sides of a pair, compared.
    pub fn compare(&self, after: &Self) -> Comparison {
        let side = |spec: &Self, name| spec.side(name).unwrap_or_else(|why| panic!("{why}"));
        Comparison::between(side(self, "base"), side(after, "head"))
    }
}

/// The changes of a comparison.
pub fn changes(comparison: &Comparison) -> Vec<&Change> {
    comparison.findings.iter().map(|finding| &finding.change).collect()
}

//! The output folder: what is in it, and how it becomes what it should be, all or nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Tree;
use super::change::{Change, PASSING_NAME};
use crate::render::GENERATED;

/// Folders and files that tools put into a package; they are not the generator's.
const FOREIGN: [&str; 2] = ["target", "Cargo.lock"];

/// The folder could not be read or written.
#[derive(Debug)]
pub struct OutputError {
    pub(super) path: PathBuf,
    pub(super) what: &'static str,
    pub(super) source: io::Error,
}

impl fmt::Display for OutputError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "can't {} {}", self.what, self.path.display())
    }
}

impl std::error::Error for OutputError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// What writing did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that are new or changed.
    pub written: usize,
    /// Files that were right already and were not touched.
    pub unchanged: usize,
    /// Files that were stale.
    pub removed: usize,
}

/// Makes a folder hold exactly these files, or leaves it as it was.
///
/// # Errors
///
/// Fails when the folder can't be read or written, or when it holds something that the generator never wrote.
pub fn write(tree: &Tree, folder: &Path) -> Result<Outcome, OutputError> {
    let present = read(folder)?;
    refuse_foreign(&present, folder)?;
    let changed: Vec<_> = tree.iter().filter(|(path, text)| present.get(*path) != Some(text)).collect();
    let stale: Vec<_> = present.keys().filter(|path| !tree.contains_key(*path)).collect();
    let mut change = Change::begin();
    for (path, text) in &changed {
        change.stage(&folder.join(path), text)?;
    }
    for path in changed.iter().map(|(path, _)| *path).filter(|path| present.contains_key(*path)) {
        change.keep(&folder.join(path))?;
    }
    for path in &stale {
        change.set_aside(&folder.join(path))?;
    }
    change.finish()?;
    remove_empty_folders(folder, &stale);
    Ok(Outcome { written: changed.len(), unchanged: tree.len() - changed.len(), removed: stale.len() })
}

/// Files of a folder that get other texts, all of them or none. Files that are not there are made.
pub struct Replacement {
    folder: PathBuf,
    change: Change,
    paths: Vec<PathBuf>,
}

impl Replacement {
    /// A replacement of nothing yet.
    #[must_use]
    pub fn begin(folder: &Path) -> Self {
        Self { folder: folder.to_owned(), change: Change::begin(), paths: Vec::new() }
    }

    /// Writes the new text of a file to disk, beside the file.
    ///
    /// # Errors
    ///
    /// Fails when that is not possible; then everything is as it was.
    pub fn add(&mut self, path: &Path, text: &str) -> Result<(), OutputError> {
        let path = self.folder.join(path);
        self.change.stage(&path, text)?;
        self.paths.push(path);
        Ok(())
    }

    /// Puts the new texts in the place of the old ones.
    ///
    /// # Errors
    ///
    /// Fails when that is not possible; then everything is as it was.
    pub fn finish(mut self) -> Result<(), OutputError> {
        for path in self.paths.iter().filter(|path| path.exists()) {
            self.change.keep(path)?;
        }
        self.change.finish()
    }
}

/// Gives some files of a folder other texts, or leaves all of them as they were.
///
/// # Errors
///
/// Fails when the folder can't be read or written.
pub fn replace<'a>(texts: impl IntoIterator<Item = (&'a Path, &'a str)>, folder: &Path) -> Result<(), OutputError> {
    let mut replacement = Replacement::begin(folder);
    for (path, text) in texts {
        replacement.add(path, text)?;
    }
    replacement.finish()
}

/// The files of a folder as text, by path with `/`. A folder that is not there has no files.
///
/// # Errors
///
/// Fails when a file can't be read.
pub fn read(folder: &Path) -> Result<Tree, OutputError> {
    let mut tree = Tree::new();
    if !folder.exists() {
        return Ok(tree);
    }
    let mut open = vec![String::new()];
    while let Some(relative) = open.pop() {
        let path = folder.join(&relative);
        let failed = |source| OutputError { path: path.clone(), what: "list", source };
        for entry in fs::read_dir(&path).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if relative.is_empty() && FOREIGN.contains(&name.as_str()) {
                continue;
            }
            let relative = if relative.is_empty() { name } else { format!("{relative}/{name}") };
            if entry.file_type().map_err(failed)?.is_dir() {
                open.push(relative);
            } else {
                let bytes = fs::read(entry.path()).map_err(|source| OutputError {
                    path: entry.path(),
                    what: "read",
                    source,
                })?;
                tree.insert(relative, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
    Ok(tree)
}

/// A folder with other people's files is the wrong folder: nothing is removed from it, and nothing written.
fn refuse_foreign(present: &Tree, folder: &Path) -> Result<(), OutputError> {
    let is_ours = |path: &str, text: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        // What an interrupted run left behind is ours too.
        name.starts_with(PASSING_NAME) || text.lines().next().unwrap_or_default().contains(GENERATED)
    };
    let foreign = present.iter().find(|(path, text)| !is_ours(path, text));
    match foreign {
        None => Ok(()),
        Some((path, _)) => Err(OutputError {
            path: folder.join(path),
            what: "take over a folder with a file that was not generated:",
            source: io::Error::new(
                io::ErrorKind::AlreadyExists,
                "its first line does not say so; remove the file, or choose another folder with --out",
            ),
        }),
    }
}

/// Removes the folders that lost their last file, the deepest first.
fn remove_empty_folders(root: &Path, removed: &[&String]) {
    let folders: BTreeSet<&Path> = removed
        .iter()
        .flat_map(|path| Path::new(path.as_str()).ancestors().skip(1))
        .filter(|path| !path.as_os_str().is_empty())
        .collect();
    for folder in folders.into_iter().rev() {
        // A folder that still has something in it stays; that is what the refusal says.
        let _ = fs::remove_dir(root.join(folder));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tree(files: &[(&str, &str)]) -> Tree {
        files.iter().map(|(path, text)| ((*path).to_owned(), format!("// {GENERATED}\n{text}"))).collect()
    }

    #[test]
    fn a_second_write_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let tree = tree(&[("a.rs", "a"), ("b/c.rs", "c")]);
        assert_eq!(write(&tree, folder.path()).unwrap(), Outcome { written: 2, unchanged: 0, removed: 0 });
        assert_eq!(write(&tree, folder.path()).unwrap(), Outcome { written: 0, unchanged: 2, removed: 0 });
        assert_eq!(read(folder.path()).unwrap(), tree);
    }

    #[test]
    fn stale_files_go_and_take_their_folders_along() {
        let folder = tempfile::tempdir().unwrap();
        write(&tree(&[("a.rs", "a"), ("b/c/d.rs", "d")]), folder.path()).unwrap();
        let outcome = write(&tree(&[("a.rs", "a")]), folder.path()).unwrap();
        assert_eq!(outcome, Outcome { written: 0, unchanged: 1, removed: 1 });
        assert!(!folder.path().join("b").exists());
    }

    #[test]
    fn a_folder_with_files_of_others_is_left_alone() {
        for (path, text) in [
            ("notes.txt", "mine"),
            ("proto.rs", "// @generated by another generator\n"),
            ("sub/Cargo.lock", "# This file is automatically @generated by Cargo.\n"),
        ] {
            let folder = tempfile::tempdir().unwrap();
            fs::create_dir(folder.path().join("sub")).unwrap();
            fs::write(folder.path().join(path), text).unwrap();
            let error = write(&tree(&[("a.rs", "a")]), folder.path()).unwrap_err();
            assert!(error.to_string().contains(path), "{error}");
            assert_eq!(fs::read_to_string(folder.path().join(path)).unwrap(), text);
            assert!(!folder.path().join("a.rs").exists());
        }
    }

    #[test]
    fn when_one_name_is_taken_by_a_folder_everything_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let before = tree(&[("a.rs", "old"), ("stale.rs", "stale")]);
        write(&before, folder.path()).unwrap();
        fs::create_dir(folder.path().join("z.rs")).unwrap();
        assert!(write(&tree(&[("a.rs", "new"), ("b/b.rs", "b"), ("z.rs", "z")]), folder.path()).is_err());
        assert_eq!(read(folder.path()).unwrap(), before);
        assert!(!folder.path().join("b").exists(), "folders that were made on the way are gone again");
    }

    #[test]
    fn when_a_file_stands_where_a_folder_is_needed_everything_stays_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let before = tree(&[("a.rs", "old"), ("b", "file")]);
        write(&before, folder.path()).unwrap();
        assert!(write(&tree(&[("a.rs", "new"), ("b/c.rs", "c")]), folder.path()).is_err());
        assert_eq!(read(folder.path()).unwrap(), before);
    }

    #[test]
    fn some_files_get_other_texts_and_the_others_stay() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.yaml"), "a").unwrap();
        fs::write(folder.path().join("b.yaml"), "b").unwrap();
        let texts = [(Path::new("a.yaml"), "new"), (Path::new("c/d.yaml"), "d")];
        replace(texts, folder.path()).unwrap();
        let expected = [("a.yaml", "new"), ("b.yaml", "b"), ("c/d.yaml", "d")];
        let expected: Tree = expected.into_iter().map(|(path, text)| (path.to_owned(), text.to_owned())).collect();
        assert_eq!(read(folder.path()).unwrap(), expected);
    }

    #[test]
    fn when_one_of_some_files_can_not_be_written_none_is() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.yaml"), "a").unwrap();
        fs::write(folder.path().join("b"), "no folder").unwrap();
        let before = read(folder.path()).unwrap();
        assert!(replace([(Path::new("a.yaml"), "new"), (Path::new("b/c.yaml"), "c")], folder.path()).is_err());
        assert_eq!(read(folder.path()).unwrap(), before);
    }

    #[test]
    fn what_an_interrupted_run_left_behind_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(format!("{PASSING_NAME}x1")), "").unwrap();
        let outcome = write(&tree(&[("a.rs", "a")]), folder.path()).unwrap();
        assert_eq!(outcome, Outcome { written: 1, unchanged: 0, removed: 1 });
    }
}

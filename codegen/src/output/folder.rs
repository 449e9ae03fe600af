//! The output folder: what is in it, and how it becomes what it should be, all or nothing.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Tree;

/// Folders and files that tools put into a package; they are not the generator's.
const FOREIGN: [&str; 2] = ["target", "Cargo.lock"];

/// How a file is called until it gets its name.
const PASSING_NAME: &str = ".codegen-";

/// The folder could not be read or written.
#[derive(Debug)]
pub struct OutputError {
    path: PathBuf,
    what: &'static str,
    source: io::Error,
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

/// Makes a folder hold exactly these files. Every new text is on disk before the first file changes its name, so that
/// a full disk or a missing permission leaves the folder as it was.
///
/// # Errors
///
/// Fails when the folder can't be read or written, or when it holds something that the generator never wrote.
pub fn write(tree: &Tree, folder: &Path) -> Result<Outcome, OutputError> {
    let present = read(folder)?;
    refuse_foreign(&present, folder)?;
    let changed: Vec<_> = tree.iter().filter(|(path, text)| present.get(*path) != Some(text)).collect();
    let mut staged = Vec::new();
    for (path, text) in &changed {
        staged.push((stage(&folder.join(path), text)?, *path));
    }
    put_in_place(staged, &present, folder)?;
    let stale: Vec<_> = present.keys().filter(|path| !tree.contains_key(*path)).collect();
    for path in &stale {
        let target = folder.join(path);
        fs::remove_file(&target).map_err(|source| OutputError { path: target, what: "remove", source })?;
    }
    remove_empty_folders(folder, &stale);
    Ok(Outcome { written: changed.len(), unchanged: tree.len() - changed.len(), removed: stale.len() })
}

/// Gives the staged files their names. If that fails half-way, the files that were replaced get their old texts back.
fn put_in_place(
    staged: Vec<(tempfile::NamedTempFile, &String)>,
    present: &Tree,
    folder: &Path,
) -> Result<(), OutputError> {
    let mut replaced = Vec::new();
    for (file, path) in staged {
        let target = folder.join(path);
        if let Err(error) = file.persist(&target) {
            restore(&replaced, present, folder);
            return Err(OutputError { path: target, what: "put in place", source: error.error });
        }
        replaced.push(path);
    }
    Ok(())
}

/// Undoes what can be undone; the failure that led here is the one to tell.
fn restore(replaced: &[&String], present: &Tree, folder: &Path) {
    for path in replaced {
        let target = folder.join(path);
        let _ = match present.get(*path) {
            Some(text) => fs::write(target, text),
            None => fs::remove_file(target),
        };
    }
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
        name.starts_with(PASSING_NAME) || text.lines().next().unwrap_or_default().contains("@generated")
    };
    let foreign = present.iter().find(|(path, text)| !is_ours(path, text));
    match foreign {
        None => Ok(()),
        Some((path, _)) => Err(OutputError {
            path: folder.join(path),
            what: "take over a folder with a file that was not generated:",
            source: io::Error::new(
                io::ErrorKind::AlreadyExists,
                "the first line does not say @generated; remove the file, or choose another folder with --out",
            ),
        }),
    }
}

/// Writes a text beside its target, under a passing name.
fn stage(target: &Path, text: &str) -> Result<tempfile::NamedTempFile, OutputError> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let failed = |source| OutputError { path: target.to_owned(), what: "write", source };
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(PASSING_NAME);
    readable_by_all(&mut builder);
    let file = builder.tempfile_in(folder).map_err(failed)?;
    fs::write(file.path(), text).map_err(failed)?;
    Ok(file)
}

/// A passing file is private by default; a generated file is not.
#[cfg(unix)]
fn readable_by_all(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable_by_all(_: &mut tempfile::Builder<'_, '_>) {}

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
        files.iter().map(|(path, text)| ((*path).to_owned(), format!("// @generated\n{text}"))).collect()
    }

    #[test]
    fn a_second_write_touches_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let tree = tree(&[("a.rs", "a"), ("b/c.rs", "c")]);
        assert_eq!(write(&tree, folder.path()).unwrap(), Outcome { written: 2, unchanged: 0, removed: 0 });
        assert_eq!(write(&tree, folder.path()).unwrap(), Outcome { written: 0, unchanged: 2, removed: 0 });
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
    fn a_folder_with_other_files_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let error = write(&tree(&[("a.rs", "a")]), folder.path()).unwrap_err();
        assert!(error.to_string().contains("notes.txt"), "{error}");
        assert!(!folder.path().join("a.rs").exists());
    }

    #[test]
    fn when_one_name_is_taken_by_a_folder_the_others_keep_their_texts() {
        let folder = tempfile::tempdir().unwrap();
        write(&tree(&[("a.rs", "old")]), folder.path()).unwrap();
        fs::create_dir(folder.path().join("z.rs")).unwrap();
        assert!(write(&tree(&[("a.rs", "new"), ("b.rs", "b"), ("z.rs", "z")]), folder.path()).is_err());
        assert_eq!(read(folder.path()).unwrap(), tree(&[("a.rs", "old")]));
    }

    #[test]
    fn what_an_interrupted_run_left_behind_is_cleared_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".codegen-x1"), "").unwrap();
        let outcome = write(&tree(&[("a.rs", "a")]), folder.path()).unwrap();
        assert_eq!(outcome, Outcome { written: 1, unchanged: 0, removed: 1 });
    }

    #[test]
    fn when_one_file_cannot_be_written_none_changes() {
        let folder = tempfile::tempdir().unwrap();
        write(&tree(&[("a.rs", "old"), ("b", "file")]), folder.path()).unwrap();
        // `b` is a file, so nothing can be put below it.
        assert!(write(&tree(&[("a.rs", "new"), ("b/c.rs", "c")]), folder.path()).is_err());
        assert_eq!(fs::read_to_string(folder.path().join("a.rs")).unwrap(), "// @generated\nold");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}

//! A change of several files that happens as a whole or not at all.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::mem;
use std::path::{Path, PathBuf};

use tempfile::{NamedTempFile, TempPath};

use super::folder::OutputError;

/// How a file is called until it gets its name, and after it has lost it.
pub const PASSING_NAME: &str = ".codegen-";

/// A change under way. New texts wait under passing names, old files are copied or step aside under passing names; only when
/// all of that has worked do the new ones get their names. Whatever fails on the way is undone when the change is dropped.
/// Who is killed on the way leaves files that are old or new, but none that is half written or missing.
pub struct Change {
    /// Only their paths: as many open files as a spec can have are more than a system allows.
    staged: Vec<(TempPath, PathBuf)>,
    /// Copies of the files that get another text.
    copies: BTreeMap<PathBuf, TempPath>,
    set_aside: Vec<(TempPath, PathBuf)>,
    placed: Vec<PathBuf>,
    made_folders: Vec<PathBuf>,
    is_done: bool,
}

impl Change {
    /// A change of nothing yet.
    pub fn begin() -> Self {
        Self {
            staged: Vec::new(),
            copies: BTreeMap::new(),
            set_aside: Vec::new(),
            placed: Vec::new(),
            made_folders: Vec::new(),
            is_done: false,
        }
    }

    /// Writes a text to disk, beside the place that it is for.
    pub fn stage(&mut self, target: &Path, text: &str) -> Result<(), OutputError> {
        let failed = |source| OutputError { path: target.to_owned(), what: "write", source };
        let folder = target.parent().unwrap_or(Path::new("."));
        self.make_folder(folder).map_err(failed)?;
        let file = passing_file(folder).map_err(failed)?.into_temp_path();
        fs::write(&file, text).map_err(failed)?;
        self.staged.push((file, target.to_owned()));
        Ok(())
    }

    /// Copies a file that gets another text, to put it back should anything fail.
    pub fn keep(&mut self, target: &Path) -> Result<(), OutputError> {
        let failed = |source| OutputError { path: target.to_owned(), what: "copy", source };
        let folder = target.parent().unwrap_or(Path::new("."));
        let copy = passing_file(folder).map_err(failed)?.into_temp_path();
        fs::copy(target, &copy).map_err(failed)?;
        self.copies.insert(target.to_owned(), copy);
        Ok(())
    }

    /// Takes a file out of its place; it is removed when the change is finished.
    pub fn set_aside(&mut self, target: &Path) -> Result<(), OutputError> {
        let failed = |source| OutputError { path: target.to_owned(), what: "remove", source };
        let folder = target.parent().unwrap_or(Path::new("."));
        let aside = passing_file(folder).map_err(failed)?.into_temp_path();
        fs::rename(target, &aside).map_err(failed)?;
        self.set_aside.push((aside, target.to_owned()));
        Ok(())
    }

    /// Gives the new texts their names, and lets go of the old files.
    pub fn finish(mut self) -> Result<(), OutputError> {
        for (file, target) in mem::take(&mut self.staged) {
            let is_kept = self.copies.contains_key(&target);
            let placed = if is_kept { file.persist(&target) } else { file.persist_noclobber(&target) };
            placed.map_err(|error| OutputError { path: target.clone(), what: "put in place", source: error.error })?;
            self.placed.push(target);
        }
        self.is_done = true;
        Ok(())
    }

    fn make_folder(&mut self, folder: &Path) -> io::Result<()> {
        let missing: Vec<_> = folder.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(folder)?;
        self.made_folders.extend(missing.into_iter().filter(|folder| !folder.as_os_str().is_empty()));
        Ok(())
    }
}

/// Undoes what was done, unless all of it was. What can't be undone either is left: the failure that led here is told.
impl Drop for Change {
    fn drop(&mut self) {
        if self.is_done {
            return;
        }
        self.staged.clear();
        for target in self.placed.drain(..) {
            let _ = match self.copies.remove(&target) {
                Some(copy) => copy.persist(target).map_err(|error| error.error),
                None => fs::remove_file(target),
            };
        }
        for (aside, target) in self.set_aside.drain(..) {
            let _ = aside.persist(target);
        }
        self.made_folders.sort();
        for folder in self.made_folders.drain(..).rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}

/// An empty file under a passing name.
fn passing_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PASSING_NAME);
    // Such a file is private by default; a generated file is not.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    builder.tempfile_in(folder)
}

//! Where the two sides of a comparison come from: folders, and revisions of a git repository.

mod git;

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

pub use git::{GitError, Repository};
use tempfile::TempDir;

use super::acceptance::{self, Accepted};
use crate::spec::Folder;
use crate::surface::{self, Surface};

/// What a user names as a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A workspace, or a folder with a spec.
    Folder(PathBuf),
    /// A revision of the repository.
    Revision(String),
    /// Where this left the default branch.
    MergeBase,
    /// What is there now.
    WorkingTree,
}

impl Named {
    /// What a word on the command line names: a folder if there is one with a spec in it, and else a revision.
    #[must_use]
    pub fn by(word: &str) -> Self {
        let path = Path::new(word);
        let has_spec = path.join("platform.yaml").is_file() || path.join("spec/platform.yaml").is_file();
        let looks_like_path = path.is_dir() && (word.contains(std::path::MAIN_SEPARATOR) || word.starts_with('.'));
        if has_spec || looks_like_path { Self::Folder(path.to_owned()) } else { Self::Revision(word.to_owned()) }
    }
}

/// A side as files on disk; those of a revision are gone when it is dropped.
#[derive(Debug)]
pub struct Files {
    /// How it is called in what the reader is told.
    pub name: String,
    /// The spec.
    pub spec: Folder,
    /// The public items that were recorded.
    pub recorded: Option<Surface>,
    /// What was accepted.
    pub accepted: Accepted,
    /// Keeps the files of a revision until nobody needs them.
    _kept: Option<TempDir>,
}

/// Why a side can't be read.
#[derive(Debug)]
pub enum SourceError {
    /// Git could not do its part.
    Git(GitError),
    /// A file can't be read or written.
    File(PathBuf, std::io::Error),
    /// The file with the acceptances has another form.
    Accepted(String, serde_yaml::Error),
    /// There is no spec.
    NoSpec(String),
}

impl fmt::Display for SourceError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Git(error) => error.fmt(formatter),
            Self::File(path, _) => write!(formatter, "can't read {}", path.display()),
            Self::Accepted(name, _) => write!(formatter, "can't read `{}` of {name}", acceptance::FILE),
            Self::NoSpec(name) => write!(formatter, "{name} has no spec to compare"),
        }
    }
}

impl std::error::Error for SourceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(_, error) => Some(error),
            Self::Accepted(_, error) => Some(error),
            Self::Git(_) | Self::NoSpec(_) => None,
        }
    }
}

impl From<GitError> for SourceError {
    fn from(error: GitError) -> Self {
        Self::Git(error)
    }
}

/// Reads a side. `workspace` is the folder that holds the spec and the generated crate of today, `spec` that spec.
///
/// # Errors
///
/// Fails when there is no such folder or revision, or no spec in it.
pub fn read(named: &Named, workspace: &Path, spec: &Folder) -> Result<Files, SourceError> {
    match named {
        Named::WorkingTree => of_folder("the working tree".to_owned(), workspace, &spec.path, None),
        Named::Folder(path) => {
            let name = path.display().to_string();
            // A workspace, or its spec alone.
            if path.join("spec/platform.yaml").is_file() {
                of_folder(name, path, &path.join("spec"), None)
            } else if path.join("platform.yaml").is_file() {
                of_folder(name, path.parent().unwrap_or(path), path, None)
            } else {
                Err(SourceError::NoSpec(name))
            }
        }
        Named::MergeBase => {
            let repository = Repository::around(workspace)?;
            let commit = repository.merge_base()?;
            of_commit(&repository, &commit, None, workspace, spec)
        }
        Named::Revision(revision) => {
            let repository = Repository::around(workspace)?;
            let commit = repository.commit(revision)?;
            of_commit(&repository, &commit, Some(revision), workspace, spec)
        }
    }
}

fn of_commit(
    repository: &Repository,
    commit: &str,
    revision: Option<&str>,
    workspace: &Path,
    spec: &Folder,
) -> Result<Files, SourceError> {
    let short = repository.short(commit)?;
    let name = match revision {
        Some(revision) if !commit.starts_with(revision) => format!("{revision}@{short}"),
        _ => short,
    };
    let folder = tempfile::tempdir().map_err(|error| SourceError::File(std::env::temp_dir(), error))?;
    // Where the spec is in the repository.
    let inside = spec.path.strip_prefix(workspace).unwrap_or(Path::new("spec"));
    let inside_text = inside.to_string_lossy().replace('\\', "/");
    let recorded = format!("generated/{}", surface::FILE);
    repository.extract(commit, &[&inside_text, &recorded, acceptance::FILE], folder.path())?;
    let path = folder.path().join(inside);
    if !path.is_dir() {
        return Err(SourceError::NoSpec(name));
    }
    let root = folder.path().to_owned();
    of_folder(name, &root, &path, Some(folder))
}

fn of_folder(name: String, workspace: &Path, spec: &Path, kept: Option<TempDir>) -> Result<Files, SourceError> {
    let recorded = text(&workspace.join("generated").join(surface::FILE))?.map(|text| Surface::from_text(&text));
    let accepted = match text(&workspace.join(acceptance::FILE))? {
        Some(text) => Accepted::from_text(&text).map_err(|error| SourceError::Accepted(name.clone(), error))?,
        None => Accepted::default(),
    };
    // Both sides call their files alike, so that a reader can hold them side by side.
    let spec = Folder { path: spec.to_owned(), shown_as: "spec".to_owned() };
    Ok(Files { name, spec, recorded, accepted, _kept: kept })
}

/// The text of a file; nothing when it is not there.
fn text(path: &Path) -> Result<Option<String>, SourceError> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(SourceError::File(path.to_owned(), error)),
    }
}

//! Where the folders are when the user does not say.

use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::arguments::Folders;
use crate::spec::Folder;

/// No workspace was found.
#[derive(Debug)]
pub struct NoWorkspace {
    start: PathBuf,
}

impl fmt::Display for NoWorkspace {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "neither {} nor a folder above it has `spec/platform.yaml`; say where the spec is with --spec, \
             or begin one with `cargo codegen init`",
            self.start.display()
        )
    }
}

impl std::error::Error for NoWorkspace {}

/// The folders of a command.
#[derive(Debug)]
pub struct Places {
    /// The spec.
    pub spec: Folder,
    /// The generated crate.
    pub out: PathBuf,
    /// How the generated crate is called in what the user is told.
    pub out_shown_as: String,
}

impl Places {
    /// Finds the folders: as given, or those of the workspace that holds the current folder.
    pub fn find(folders: &Folders) -> Result<Self, Box<dyn std::error::Error>> {
        let spec = Self::spec(folders.spec.as_ref())?;
        let (out, out_shown_as) = match &folders.out {
            Some(out) => (out.clone(), shown(out)),
            None => (workspace()?.join("generated"), "generated".to_owned()),
        };
        Ok(Self { spec, out, out_shown_as })
    }

    /// The folder of a spec that need not be there yet.
    pub fn new_spec(given: &Path) -> Folder {
        Folder { shown_as: shown(given), path: given.to_owned() }
    }

    /// Finds the folder of the spec.
    pub fn spec(given: Option<&PathBuf>) -> Result<Folder, Box<dyn std::error::Error>> {
        let spec = match given {
            Some(spec) => Folder { shown_as: shown(spec), path: spec.clone() },
            None => Folder { path: workspace()?.join("spec"), shown_as: "spec".to_owned() },
        };
        if !spec.path.is_dir() {
            let path = spec.path.display();
            let message = format!("{path} is no folder; `cargo codegen init --spec {path}` begins a spec there");
            return Err(io::Error::new(io::ErrorKind::NotFound, message).into());
        }
        Ok(spec)
    }
}

/// The nearest folder from the current one upwards that holds a spec.
fn workspace() -> Result<PathBuf, Box<dyn std::error::Error>> {
    let start = env::current_dir()?;
    let found = start.ancestors().find(|folder| folder.join("spec/platform.yaml").is_file()).map(Path::to_owned);
    found.ok_or_else(|| NoWorkspace { start }.into())
}

fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/").trim_end_matches('/').to_owned()
}

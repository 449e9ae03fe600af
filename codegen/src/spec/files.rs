//! Which files a spec has, and what each holds by its place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What a file holds, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role<'a> {
    /// `crate.yaml`.
    Package,
    /// `platform.yaml`.
    Platform,
    /// `<project>/<version>/types.yaml`.
    Types { project: &'a str, version: &'a str },
    /// `<project>/<version>/<resource>/<method>.yaml`.
    Endpoint { project: &'a str, version: &'a str, resource: &'a str, method: &'a str },
}

impl<'a> Role<'a> {
    /// What the file at a path from the folder of the spec holds; `None` where no file is expected.
    pub fn of(file: &'a Path) -> Option<Self> {
        let stem = file.file_stem()?.to_str()?;
        let folders = file.parent()?.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>()?;
        match (folders.as_slice(), stem) {
            ([], "crate") => Some(Self::Package),
            ([], "platform") => Some(Self::Platform),
            ([project, version], "types") => Some(Self::Types { project, version }),
            ([project, version, resource], method) => Some(Self::Endpoint { project, version, resource, method }),
            _ => None,
        }
    }
}

/// The YAML files below a folder, and all links, as paths from it, sorted.
pub fn yaml_files(root: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let path = folder.join(entry.file_name());
            // A link could lead out of the folder or round in circles: it is listed, to be told of, and not followed.
            let kind = entry.file_type()?;
            let is_yaml = path.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
            if kind.is_dir() {
                folders.push(path);
            } else if is_yaml || kind.is_symlink() {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

//! A folder of YAML files → the same files in their canonical form.

use std::io;
use std::path::PathBuf;

use super::files::{Role, yaml_files};
use super::load::{read, read_text};
use super::model::{Endpoint, Package, Platform, Types};
use super::{Document, Folder, lost, write};
use crate::diagnostic::{Code, Diagnostic, Place, Sources};

/// What formatting a folder comes to.
#[derive(Debug, Default)]
pub struct Formatted {
    /// The text of every file, to show excerpts of.
    pub sources: Sources,
    /// Files that are not in their canonical form.
    pub rewrites: Vec<Rewrite>,
    /// How many files are as they should be.
    pub unchanged: usize,
    /// What keeps the other files from being written.
    pub findings: Vec<Diagnostic>,
}

/// A file that is not in its canonical form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rewrite {
    /// Its path from the folder of the spec.
    pub path: PathBuf,
    /// What is there.
    pub present: String,
    /// What should be there.
    pub wanted: String,
}

/// Reads each file of a folder by itself and writes it anew. A file at no place that a spec has is none of its business.
///
/// # Errors
///
/// Fails when the folder itself can't be listed. A file that can't be read is a finding like any other.
pub fn format(folder: &Folder) -> io::Result<Formatted> {
    let mut formatted = Formatted::default();
    for path in yaml_files(&folder.path)? {
        let Some(role) = Role::of(&path).filter(|_| !folder.path.join(&path).is_symlink()) else { continue };
        let name = folder.name_of(&path);
        let present = match read_text(&folder.path.join(&path), &name) {
            Ok(text) => text,
            Err(finding) => {
                formatted.findings.push(*finding);
                continue;
            }
        };
        match canonical(role, &name, &present) {
            Ok(wanted) if wanted == present => formatted.unchanged += 1,
            Ok(wanted) => formatted.rewrites.push(Rewrite { path, present, wanted }),
            Err(findings) => {
                formatted.findings.extend(findings);
                formatted.sources.insert(name, present);
            }
        }
    }
    Ok(formatted)
}

fn canonical(role: Role<'_>, name: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    match role {
        Role::Package => rewritten::<Package>(name, text),
        Role::Platform => rewritten::<Platform>(name, text),
        Role::Types { .. } => rewritten::<Types>(name, text),
        Role::Endpoint { .. } => rewritten::<Endpoint>(name, text),
    }
}

fn rewritten<T: Document>(name: &str, text: &str) -> Result<String, Vec<Diagnostic>> {
    let document: T = read(name, text)?;
    let lost = lost::<T>(name, text);
    if !lost.is_empty() {
        return Err(lost);
    }
    let wanted = write(&document);
    // What is about to replace a file is read first, however sure we are: there is no other copy of it.
    if wanted == text || read::<T>(name, &wanted).is_ok_and(|again| again == document) {
        Ok(wanted)
    } else {
        let message = "this file can't be written without losing something; it is a fault of the generator";
        Err(vec![Diagnostic::new(Code::UnreadableFile, Place::file(name), message)])
    }
}

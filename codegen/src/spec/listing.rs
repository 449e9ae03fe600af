//! Which files a folder has, and what is wrong with that.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use super::Folder;
use super::files::{Role, yaml_files};
use crate::diagnostic::{Code, Diagnostic, Place};

/// The files of a spec, and what is wrong with the folder whatever they say.
#[derive(Debug, Clone)]
pub struct Listing {
    folder: Folder,
    /// Those that have a place in a spec, as paths from the folder, in order.
    files: Vec<PathBuf>,
    findings: Vec<Diagnostic>,
}

impl Listing {
    /// Lists a folder.
    pub fn of(folder: &Folder) -> io::Result<Self> {
        let mut listing = Self { folder: folder.clone(), files: Vec::new(), findings: Vec::new() };
        let files = yaml_files(&folder.path)?;
        let mut seen: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
        for file in &files {
            if folder.path.join(file).is_symlink() {
                listing.link(file);
            } else if let Some(first) = seen.insert(file.with_extension(""), file) {
                listing.twice(file, first);
            } else if Role::of(file).is_none() {
                listing.misplaced(file);
            } else {
                listing.files.push(file.clone());
            }
        }
        listing.require(&files, "crate.yaml", "name, version and features of the generated crate");
        listing.require(&files, "platform.yaml", "servers, envelope, token endpoint and common error codes");
        Ok(listing)
    }

    /// The files of one version, and those that every version shares.
    pub fn of_version(&self, project: &str, version: &str) -> Self {
        let is_wanted = |file: &&PathBuf| match Role::of(file) {
            Some(Role::Types { project: own, version: its } | Role::Endpoint { project: own, version: its, .. }) => {
                (own, its) == (project, version)
            }
            _ => true,
        };
        let files = self.files.iter().filter(is_wanted).cloned().collect();
        Self { folder: self.folder.clone(), files, findings: self.findings.clone() }
    }

    /// Where it is.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    /// The files that have a place in a spec, as paths from the folder, in order.
    pub fn files(&self) -> &[PathBuf] {
        &self.files
    }

    /// What is wrong with the folder, whatever its files say.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    fn require(&mut self, files: &[PathBuf], name: &str, holds: &str) {
        if !files.iter().any(|file| file == Path::new(name)) {
            let place = Place::file(self.folder.name_of(Path::new(name)));
            let diagnostic = Diagnostic::new(Code::MissingFile, place, format!("`{name}` is missing"))
                .note(format!("it holds the {holds}"))
                .help(format!("`cargo codegen init --spec {}` writes one to begin with", self.folder.shown_as));
            self.findings.push(diagnostic);
        }
    }

    fn misplaced(&mut self, file: &Path) {
        let place = Place::file(self.folder.name_of(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this file is at no place that the spec has")
            .note("its place says which module and which method of the generated crate an endpoint becomes")
            .help("an endpoint is at <project>/<version>/<resource>/<method>.yaml, shared types at <project>/<version>/types.yaml");
        self.findings.push(diagnostic);
    }

    fn link(&mut self, file: &Path) {
        let place = Place::file(self.folder.name_of(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this is a link, and links are not followed")
            .note("what it leads to would be missing from the generated crate")
            .help("put the file itself here");
        self.findings.push(diagnostic);
    }

    fn twice(&mut self, file: &Path, first: &Path) {
        let message = format!("`{}` describes the same", self.folder.name_of(first));
        let diagnostic = Diagnostic::new(Code::DuplicateName, Place::file(self.folder.name_of(file)), message)
            .note("two files that differ in their ending only would be one module")
            .help("keep one of them");
        self.findings.push(diagnostic);
    }
}

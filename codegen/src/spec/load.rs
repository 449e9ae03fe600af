//! A folder of YAML files → [`Spec`].

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::files::{Role, yaml_files};
use super::model::{Endpoint, Package, Platform, Types};
use super::{Document, Folder, LocatedEndpoint, Sourced, Spec, Version, structure};
use crate::diagnostic::position::check_brackets;
use crate::diagnostic::{Code, Diagnostic, Place, Sources, Spot};

/// What came of reading a folder: the texts, and the spec or what is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// The text of every file, to show excerpts of.
    pub sources: Sources,
    /// The spec.
    pub spec: Result<Spec, Vec<Diagnostic>>,
}

/// Reads a spec. Files are taken in the order of their names, whatever order the file system has.
///
/// # Errors
///
/// Fails when the folder itself can't be listed. A file that can't be read is a diagnostic like any other.
pub fn load(folder: &Folder) -> io::Result<Loaded> {
    let mut loader = Loader { folder, sources: Sources::new(), diagnostics: Vec::new() };
    let files = yaml_files(&folder.path)?;
    let spec = loader.spec(&files);
    let spec = match spec {
        Some(spec) if loader.diagnostics.is_empty() => Ok(spec),
        _ => Err(loader.diagnostics),
    };
    Ok(Loaded { sources: loader.sources, spec })
}

/// The text of a file; `name` is how it is called in what the user is told.
pub fn read_text(path: &Path, name: &str) -> Result<String, Box<Diagnostic>> {
    let unreadable = |why: &str| {
        let message = format!("can't read this file: {why}");
        Box::new(Diagnostic::new(Code::UnreadableFile, Place::file(name), message))
    };
    let bytes = fs::read(path).map_err(|error| unreadable(&error.to_string()))?;
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"))
}

/// Reads the text of one file; `file` is how it is called in what the user is told.
///
/// # Errors
///
/// Fails with everything that is wrong with its form.
pub fn read<T: Document>(file: &str, text: &str) -> Result<T, Vec<Diagnostic>> {
    if check_brackets(text).is_err() {
        return Err(structure::check::<T>(file, text));
    }
    let value = serde_yaml::from_str(text).map_err(|error| diagnose::<T>(file, text, &error))?;
    // The typed read takes a key with nothing behind it for an empty text. In this language that is never meant.
    if holds_nothing(&serde_yaml::from_str(text).unwrap_or_default()) {
        return Err(structure::nothing(file, text));
    }
    Ok(value)
}

/// The typed read stops at the first problem; the second read finds all of them, with their places.
fn diagnose<T: Document>(file: &str, text: &str, error: &serde_yaml::Error) -> Vec<Diagnostic> {
    let found = structure::check::<T>(file, text);
    if !found.is_empty() {
        return found;
    }
    let spot = error.location().map_or(Spot::File, |at| Spot::Position { line: at.line(), column: at.column() });
    let place = Place { file: file.to_owned(), spot };
    vec![Diagnostic::new(Code::Syntax, place, without_position(&error.to_string()))]
}

struct Loader<'a> {
    folder: &'a Folder,
    sources: Sources,
    diagnostics: Vec<Diagnostic>,
}

impl Loader<'_> {
    fn spec(&mut self, files: &[PathBuf]) -> Option<Spec> {
        let mut package = None;
        let mut platform = None;
        let mut versions: BTreeMap<(String, String), Version> = BTreeMap::new();
        let mut seen: BTreeMap<PathBuf, &PathBuf> = BTreeMap::new();
        for file in files {
            if self.folder.path.join(file).is_symlink() {
                self.link(file);
                continue;
            }
            if let Some(first) = seen.insert(file.with_extension(""), file) {
                self.twice(file, first);
                continue;
            }
            match Role::of(file) {
                Some(Role::Package) => package = self.file::<Package>(file),
                Some(Role::Platform) => platform = self.file::<Platform>(file),
                Some(Role::Types { project, version }) => {
                    let types = self.file::<Types>(file);
                    version_entry(&mut versions, project, version).types = types;
                }
                Some(Role::Endpoint { project, version, resource, method }) => {
                    if let Some(source) = self.file::<Endpoint>(file) {
                        let endpoint = LocatedEndpoint {
                            resource: resource.to_owned(),
                            method: method.to_owned(),
                            id: format!("{project}.{version}.{resource}.{method}"),
                            source,
                        };
                        version_entry(&mut versions, project, version).endpoints.push(endpoint);
                    }
                }
                None => self.misplaced(file),
            }
        }
        self.require(files, "crate.yaml", "name, version and features of the generated crate");
        self.require(files, "platform.yaml", "servers, envelope, token endpoint and common error codes");
        Some(Spec { package: package?, platform: platform?, versions: versions.into_values().collect() })
    }

    /// Reads one file; what is wrong with it is noted.
    fn file<T: Document>(&mut self, file: &Path) -> Option<Sourced<T>> {
        let name = self.folder.name_of(file);
        let text = match read_text(&self.folder.path.join(file), &name) {
            Ok(text) => text,
            Err(found) => {
                self.diagnostics.push(*found);
                return None;
            }
        };
        let found = read(&name, &text);
        self.sources.insert(name.clone(), text);
        match found {
            Ok(value) => Some(Sourced { file: name, value }),
            Err(found) => {
                self.diagnostics.extend(found);
                None
            }
        }
    }

    fn require(&mut self, files: &[PathBuf], name: &str, holds: &str) {
        if !files.iter().any(|file| file == Path::new(name)) {
            let place = Place::file(self.folder.name_of(Path::new(name)));
            let diagnostic = Diagnostic::new(Code::MissingFile, place, format!("`{name}` is missing"))
                .note(format!("it holds the {holds}"));
            self.diagnostics.push(diagnostic);
        }
    }

    fn misplaced(&mut self, file: &Path) {
        let place = Place::file(self.folder.name_of(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this file is at no place that the spec has")
            .note("its place says which module and which method of the generated crate an endpoint becomes")
            .help("an endpoint is at <project>/<version>/<resource>/<method>.yaml, shared types at <project>/<version>/types.yaml");
        self.diagnostics.push(diagnostic);
    }

    fn link(&mut self, file: &Path) {
        let place = Place::file(self.folder.name_of(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this is a link, and links are not followed")
            .note("what it leads to would be missing from the generated crate")
            .help("put the file itself here");
        self.diagnostics.push(diagnostic);
    }

    fn twice(&mut self, file: &Path, first: &Path) {
        let message = format!("`{}` describes the same", self.folder.name_of(first));
        let diagnostic = Diagnostic::new(Code::DuplicateName, Place::file(self.folder.name_of(file)), message)
            .note("two files that differ in their ending only would be one module")
            .help("keep one of them");
        self.diagnostics.push(diagnostic);
    }
}

fn version_entry<'a>(
    versions: &'a mut BTreeMap<(String, String), Version>,
    project: &str,
    version: &str,
) -> &'a mut Version {
    versions.entry((project.to_owned(), version.to_owned())).or_insert_with(|| Version {
        project: project.to_owned(),
        version: version.to_owned(),
        types: None,
        endpoints: Vec::new(),
    })
}

/// Whether a key somewhere has nothing behind it.
fn holds_nothing(value: &serde_yaml::Value) -> bool {
    match value {
        serde_yaml::Value::Null => true,
        serde_yaml::Value::Sequence(elements) => elements.iter().any(holds_nothing),
        serde_yaml::Value::Mapping(entries) => entries.values().any(holds_nothing),
        _ => false,
    }
}

/// `serde_yaml` ends its messages with the position, which the excerpt shows already.
fn without_position(message: &str) -> String {
    message.rfind(" at line ").map_or(message, |end| &message[..end]).to_owned()
}

//! A folder of YAML files → [`Spec`].

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

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

/// The YAML files below a folder, as paths from it, sorted.
fn yaml_files(root: &Path) -> io::Result<Vec<PathBuf>> {
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
            let place = file.with_extension("");
            let Some(parts) = place.iter().map(|part| part.to_str()).collect::<Option<Vec<_>>>() else {
                self.misplaced(file);
                continue;
            };
            match parts.as_slice() {
                ["crate"] => package = self.file::<Package>(file),
                ["platform"] => platform = self.file::<Platform>(file),
                [project, version, "types"] => {
                    let types = self.file::<Types>(file);
                    version_entry(&mut versions, project, version).types = types;
                }
                [project, version, resource, method] => {
                    if let Some(source) = self.file::<Endpoint>(file) {
                        let endpoint = LocatedEndpoint {
                            resource: (*resource).to_owned(),
                            method: (*method).to_owned(),
                            id: format!("{project}.{version}.{resource}.{method}"),
                            source,
                        };
                        version_entry(&mut versions, project, version).endpoints.push(endpoint);
                    }
                }
                _ => self.misplaced(file),
            }
        }
        self.require(files, "crate.yaml", "name, version and features of the generated crate");
        self.require(files, "platform.yaml", "servers, envelope, token endpoint and common error codes");
        Some(Spec { package: package?, platform: platform?, versions: versions.into_values().collect() })
    }

    /// Reads one file; what is wrong with it is noted.
    fn file<T: Document>(&mut self, file: &Path) -> Option<Sourced<T>> {
        let name = self.name(file);
        let text = match fs::read(self.folder.path.join(file)).map(String::from_utf8) {
            Ok(Ok(text)) => text,
            Ok(Err(_)) => return self.unreadable(name, "it is not UTF-8"),
            Err(error) => return self.unreadable(name, &error.to_string()),
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

    fn unreadable<T>(&mut self, name: String, why: &str) -> Option<T> {
        let message = format!("can't read this file: {why}");
        self.diagnostics.push(Diagnostic::new(Code::UnreadableFile, Place::file(name), message));
        None
    }

    fn require(&mut self, files: &[PathBuf], name: &str, holds: &str) {
        if !files.iter().any(|file| file == Path::new(name)) {
            let place = Place::file(self.name(Path::new(name)));
            let diagnostic = Diagnostic::new(Code::MissingFile, place, format!("`{name}` is missing"))
                .note(format!("it holds the {holds}"));
            self.diagnostics.push(diagnostic);
        }
    }

    fn misplaced(&mut self, file: &Path) {
        let place = Place::file(self.name(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this file is at no place that the spec has")
            .note("its place says which module and which method of the generated crate an endpoint becomes")
            .help("an endpoint is at <project>/<version>/<resource>/<method>.yaml, shared types at <project>/<version>/types.yaml");
        self.diagnostics.push(diagnostic);
    }

    fn link(&mut self, file: &Path) {
        let place = Place::file(self.name(file));
        let diagnostic = Diagnostic::new(Code::MisplacedFile, place, "this is a link, and links are not followed")
            .note("what it leads to would be missing from the generated crate")
            .help("put the file itself here");
        self.diagnostics.push(diagnostic);
    }

    fn twice(&mut self, file: &Path, first: &Path) {
        let message = format!("`{}` describes the same", self.name(first));
        let diagnostic = Diagnostic::new(Code::DuplicateName, Place::file(self.name(file)), message)
            .note("two files that differ in their ending only would be one module")
            .help("keep one of them");
        self.diagnostics.push(diagnostic);
    }

    /// The name of a file as the user is told it, with `/` on every machine.
    fn name(&self, file: &Path) -> String {
        let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        format!("{}/{}", self.folder.shown_as, parts.join("/"))
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

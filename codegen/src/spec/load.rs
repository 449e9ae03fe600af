//! A folder of YAML files → [`Spec`].

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;

use super::files::{Role, yaml_files};
use super::model::{Endpoint, Package, Platform, Types};
use super::{Document, Folder, LocatedEndpoint, Sourced, Spec, Version, hostile, structure};
use crate::diagnostic::{Code, Diagnostic, Place, Sources, Spot};

/// How large a file may be. The largest page of the platform has 1.8 MB, with all the markup and prose that a file leaves out.
const MOST_BYTES: u64 = 8 << 20;

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
    let fails = |error: io::Error| unreadable(&error.to_string());
    // Reading a pipe or a device could take forever.
    if !fs::metadata(path).map_err(fails)?.is_file() {
        return Err(unreadable("it is no ordinary file"));
    }
    let mut bytes = Vec::new();
    File::open(path).map_err(fails)?.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(fails)?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(unreadable(&format!("it is larger than {} MiB", MOST_BYTES >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| unreadable("it is not UTF-8"))
}

/// Reads the text of one file; `file` is how it is called in what the user is told.
///
/// # Errors
///
/// Fails with everything that is wrong with its form.
pub fn read<T: Document>(file: &str, text: &str) -> Result<T, Vec<Diagnostic>> {
    let refused = hostile::check(file, text);
    if !refused.is_empty() {
        return Err(refused);
    }
    let value = serde_yaml::from_str(text).map_err(|error| diagnose::<T>(file, text, &error))?;
    // The typed read takes a key with nothing behind it for an empty text. In this language that is never meant.
    let tree = serde_yaml::from_str(text).map_err(|error| diagnose::<T>(file, text, &error))?;
    if holds_nothing(&tree) {
        let found = structure::nothing(file, text);
        let somewhere = || Diagnostic::new(Code::WrongType, Place::file(file), "something in here is `null`");
        return Err(if found.is_empty() { vec![somewhere()] } else { found });
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
    // It is YAML, but has something that the types of the language can't hold, such as a number beyond all numbers.
    let is_yaml = serde_yaml::from_str::<IgnoredAny>(text).is_ok();
    let code = if is_yaml { Code::InvalidValue } else { Code::Syntax };
    vec![Diagnostic::new(code, place, without_position(&error.to_string()))]
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
                .note(format!("it holds the {holds}"))
                .help(format!("`cargo codegen init --spec {}` writes one to begin with", self.folder.shown_as));
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

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;

    use super::*;
    use crate::diagnostic::Renderer;
    use crate::spec::arbitrary;

    #[test]
    fn any_bytes_are_safe_to_load() {
        let folder = tempfile::tempdir().unwrap();
        let names = ["crate.yaml", "platform.yaml", "a/v1/types.yaml", "a/v1/b/c.yaml", "a/v1/b/c.yml", "d.yaml"];
        fs::create_dir_all(folder.path().join("a/v1/b")).unwrap();
        let as_bytes = |text: String| text.into_bytes();
        let bytes =
            prop_oneof![vec(any::<u8>(), 0..200), arbitrary::text().prop_map(as_bytes), ".{0,40}".prop_map(as_bytes)];
        let result = TestRunner::new(arbitrary::few_cases()).run(&vec(bytes, names.len()), |files| {
            for (name, bytes) in names.iter().zip(files) {
                fs::write(folder.path().join(name), bytes)?;
            }
            let loaded = load(&Folder { path: folder.path().to_owned(), shown_as: "spec".to_owned() })?;
            let found = loaded.spec.expect_err("nobody writes a platform by chance");
            for name in names {
                let file = format!("spec/{name}");
                prop_assert!(found.iter().any(|finding| finding.primary.place.file == file), "{file} is told of");
            }
            prop_assert!(!Renderer::new(&loaded.sources).render_all(&found).is_empty());
            Ok(())
        });
        result.unwrap();
    }

    #[test]
    fn what_is_yaml_but_nothing_that_the_types_can_hold_is_told_of_as_a_value() {
        let field = |example: &str| {
            format!("summary: x\ntypes: [{{name: a, fields: [{{name: b, type: int, example: {example}}}]}}]")
        };
        let code = |text: &str| read::<Types>("a.yaml", text).unwrap_err().into_iter().next().map(|found| found.code);
        assert_eq!(code(&field("123456789012345678901234567890")), Some(Code::InvalidValue));
        assert_eq!(code(&field("{a: 1, a: 2}")), Some(Code::DuplicateKey));
        assert_eq!(code(&field("[")), Some(Code::Syntax));
        assert!(read::<Types>("a.yaml", &field("18446744073709551615")).is_ok());
    }

    #[test]
    fn a_file_beyond_reason_is_refused_before_it_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("large.yaml");
        File::create(&path).unwrap().set_len(1 << 40).unwrap();
        let refused = read_text(&path, "large.yaml").unwrap_err();
        assert!(refused.message.contains("larger than 8 MiB"), "{}", refused.message);
    }

    #[test]
    fn what_is_no_ordinary_file_is_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let refused = read_text(folder.path(), "folder.yaml").unwrap_err();
        assert!(refused.message.contains("no ordinary file"), "{}", refused.message);
        #[cfg(unix)]
        {
            let refused = read_text(Path::new("/dev/zero"), "zero.yaml").unwrap_err();
            assert!(refused.message.contains("no ordinary file"), "{}", refused.message);
        }
    }
}

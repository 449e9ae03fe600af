//! A folder of YAML files → [`Spec`].

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use serde::de::IgnoredAny;

use super::files::Role;
use super::listing::Listing;
use super::model::{Endpoint, Package, Platform, Types};
use super::{Document, Folder, LocatedEndpoint, Sourced, Spec, Version, hostile, structure};
use crate::bounded;
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
    Ok(load_files(&Listing::of(folder)?))
}

/// Reads the files of a listing.
pub(super) fn load_files(listing: &Listing) -> Loaded {
    let contents = Contents::read(listing, Texts::All, LocatedEndpoint::new);
    let Contents { package, platform, types, endpoints, sources, findings } = contents;
    let (package, platform) = match (package, platform) {
        (Some(package), Some(platform)) if findings.is_empty() => (package, platform),
        _ => return Loaded { sources, spec: Err(findings) },
    };
    let mut versions = BTreeMap::new();
    for (project, version, types) in types {
        version_entry(&mut versions, &project, &version).types = Some(types);
    }
    for (project, version, endpoint) in endpoints {
        version_entry(&mut versions, &project, &version).endpoints.push(endpoint);
    }
    let spec = Spec { package, platform, versions: versions.into_values().collect() };
    Loaded { sources, spec: Ok(spec) }
}

/// The text of a file; `name` is how it is called in what the user is told.
pub fn read_text(path: &Path, name: &str) -> Result<String, Box<Diagnostic>> {
    let unreadable = |why: &str| {
        let message = format!("can't read this file: {why}");
        Box::new(Diagnostic::new(Code::UnreadableFile, Place::file(name), message))
    };
    let bytes = bounded::read_file(path, MOST_BYTES).map_err(|error| unreadable(&error.to_string()))?;
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

/// What some files of a spec hold; of endpoints only what is kept of each.
pub(super) struct Contents<E> {
    pub(super) package: Option<Sourced<Package>>,
    pub(super) platform: Option<Sourced<Platform>>,
    /// By project and version.
    pub(super) types: Vec<(String, String, Sourced<Types>)>,
    /// By project and version.
    pub(super) endpoints: Vec<(String, String, E)>,
    pub(super) sources: Sources,
    pub(super) findings: Vec<Diagnostic>,
}

/// Which texts are held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Texts {
    All,
    /// Those that something is wrong with.
    Wrong,
}

impl<E: Send> Contents<E> {
    /// Reads files on all cores; `keep` says what is kept of an endpoint, by its place.
    pub(super) fn read(
        listing: &Listing,
        texts: Texts,
        keep: impl Fn([&str; 4], Sourced<Endpoint>) -> E + Sync,
    ) -> Self {
        let mut contents = Self {
            package: None,
            platform: None,
            types: Vec::new(),
            endpoints: Vec::new(),
            sources: Sources::new(),
            findings: listing.findings().to_vec(),
        };
        let files: Vec<_> = listing.files().par_iter().map(|file| FileRead::of(file, listing, texts, &keep)).collect();
        for FileRead { name, text, content } in files {
            contents.sources.extend(text.map(|text| (name, text)));
            match content {
                Ok(Content::Package(package)) => contents.package = Some(package),
                Ok(Content::Platform(platform)) => contents.platform = Some(*platform),
                Ok(Content::Types(project, version, types)) => contents.types.push((project, version, types)),
                Ok(Content::Endpoint(project, version, kept)) => contents.endpoints.push((project, version, kept)),
                Err(found) => contents.findings.extend(found),
            }
        }
        contents
    }
}

/// A file that was read: its name and its text, and what it holds or what is wrong with it.
struct FileRead<E> {
    name: String,
    text: Option<String>,
    content: Result<Content<E>, Vec<Diagnostic>>,
}

enum Content<E> {
    Package(Sourced<Package>),
    Platform(Box<Sourced<Platform>>),
    Types(String, String, Sourced<Types>),
    Endpoint(String, String, E),
}

impl<E> FileRead<E> {
    fn of(file: &Path, listing: &Listing, texts: Texts, keep: &impl Fn([&str; 4], Sourced<Endpoint>) -> E) -> Self {
        let name = listing.folder().name_of(file);
        match read_text(&listing.folder().path.join(file), &name) {
            Ok(text) => {
                let content = content(file, &name, &text, keep);
                let is_held = texts == Texts::All || content.is_err();
                Self { content, name, text: is_held.then_some(text) }
            }
            Err(found) => Self { name, text: None, content: Err(vec![*found]) },
        }
    }
}

fn content<E>(
    file: &Path,
    name: &str,
    text: &str,
    keep: &impl Fn([&str; 4], Sourced<Endpoint>) -> E,
) -> Result<Content<E>, Vec<Diagnostic>> {
    match Role::of(file) {
        Some(Role::Package) => sourced(name, text).map(Content::Package),
        Some(Role::Platform) => sourced(name, text).map(Box::new).map(Content::Platform),
        Some(Role::Types { project, version }) => {
            let types = sourced(name, text)?;
            Ok(Content::Types(project.to_owned(), version.to_owned(), types))
        }
        Some(Role::Endpoint { project, version, resource, method }) => {
            let kept = keep([project, version, resource, method], sourced(name, text)?);
            Ok(Content::Endpoint(project.to_owned(), version.to_owned(), kept))
        }
        // The listing has none of these.
        None => Err(Vec::new()),
    }
}

fn sourced<T: Document>(name: &str, text: &str) -> Result<Sourced<T>, Vec<Diagnostic>> {
    read(name, text).map(|value| Sourced { file: name.to_owned(), value })
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
    use std::fs::{self, File};

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

//! The spec: the language ([`model`]), how a folder of YAML files becomes a [`Spec`]
//! ([`load`]), and how its files are written ([`write`](mod@write)).

#[cfg(test)]
pub(crate) mod arbitrary;
mod comments;
mod document;
mod files;
mod format;
mod hostile;
mod index;
mod listing;
mod load;
pub mod model;
mod numbers;
pub mod references;
pub mod returned;
mod schema;
pub mod shape;
mod structure;
mod type_name;
pub mod write;

use std::mem;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
pub use document::Document;
pub use format::{Formatted, Rewrite, format};
pub use index::{Index, Indexed, Known};
pub use load::{Loaded, load, read};
pub use model::{Endpoint, ErrorRow, Package, Platform, Types};
pub use schema::{SCHEMA_FOLDER, schemas};
pub use type_name::{Primitive, TypeName};
pub use write::write;

/// Tells of everything in a file that would be lost when it is written anew: comments, and the form of numbers.
#[must_use]
pub fn lost<T: Document>(file: &str, text: &str) -> Vec<Diagnostic> {
    let mut found = comments::comments::<T>(file, text);
    found.extend(numbers::numbers(file, text));
    found
}

/// A whole spec, read and free of errors of form. [`load`] makes one; endpoints can be put into it.
#[derive(Debug, Clone, PartialEq)]
pub struct Spec {
    package: Sourced<Package>,
    platform: Sourced<Platform>,
    versions: Vec<Version>,
}

impl Spec {
    /// The generated crate as a package.
    #[must_use]
    pub fn package(&self) -> &Sourced<Package> {
        &self.package
    }

    /// What every call shares.
    #[must_use]
    pub fn platform(&self) -> &Sourced<Platform> {
        &self.platform
    }

    /// The versions of all projects, by project and version.
    #[must_use]
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// The endpoints of all versions, in the order of their places.
    pub fn endpoints(&self) -> impl Iterator<Item = &LocatedEndpoint> {
        self.versions.iter().flat_map(|version| &version.endpoints)
    }

    /// The endpoint at a place: project, version, resource and method.
    #[must_use]
    pub fn endpoint_at(&self, place: [&str; 4]) -> Option<&LocatedEndpoint> {
        let [project, version, resource, method] = place;
        let key = |known: &Version| (&*known.project, &*known.version).cmp(&(project, version));
        let version = &self.versions[self.versions.binary_search_by(key).ok()?];
        version.endpoints.iter().find(|known| (&*known.resource, &*known.method) == (resource, method))
    }

    /// The endpoint in a file, and the name of its method.
    pub fn endpoint_mut(&mut self, file: &str) -> Option<(&str, &mut Endpoint)> {
        let mut endpoints = self.versions.iter_mut().flat_map(|version| &mut version.endpoints);
        let located = endpoints.find(|located| located.source.file == file)?;
        Some((&located.method, &mut located.source.value))
    }

    /// Takes the endpoint in a file out.
    pub fn remove(&mut self, file: &str) -> Option<LocatedEndpoint> {
        let is_it = |located: &LocatedEndpoint| located.source.file == file;
        let version = self.versions.iter_mut().find(|version| version.endpoints.iter().any(is_it))?;
        let position = version.endpoints.iter().position(is_it)?;
        let taken = version.endpoints.remove(position);
        self.versions.retain(|version| !version.endpoints.is_empty() || version.types.is_some());
        Some(taken)
    }

    /// Puts an endpoint at its place, and returns what was there.
    pub fn put(&mut self, place: [&str; 4], file: &str, endpoint: Endpoint) -> Option<Endpoint> {
        let [project, version, resource, method] = place;
        let key = |known: &Version| (known.project.clone(), known.version.clone());
        let wanted = (project.to_owned(), version.to_owned());
        let index = self.versions.binary_search_by_key(&wanted, key).unwrap_or_else(|index| {
            let (project, version) = wanted;
            self.versions.insert(index, Version { project, version, types: None, endpoints: Vec::new() });
            index
        });
        let located = LocatedEndpoint::new(place, Sourced { file: file.to_owned(), value: endpoint });
        let endpoints = &mut self.versions[index].endpoints;
        match endpoints.iter_mut().find(|known| known.id == located.id) {
            Some(known) => Some(mem::replace(known, located).source.value),
            None => {
                let is_before = |known: &LocatedEndpoint| (&*known.resource, &*known.method) < (resource, method);
                let index = endpoints.partition_point(is_before);
                endpoints.insert(index, located);
                None
            }
        }
    }
}

/// Something and the file that it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Sourced<T> {
    /// Name of the file, as shown to the user.
    pub file: String,
    /// What the file says.
    pub value: T,
}

/// One version of one project, such as `helpdesk/v1`.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// Such as `helpdesk`.
    pub project: String,
    /// Such as `v1`.
    pub version: String,
    /// The types that its endpoints share.
    pub types: Option<Sourced<Types>>,
    /// Its endpoints, by resource and method.
    pub endpoints: Vec<LocatedEndpoint>,
}

/// An endpoint and the names that its place in the folder gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct LocatedEndpoint {
    /// Such as `ticket_message`.
    pub resource: String,
    /// Such as `create`.
    pub method: String,
    /// Such as `helpdesk.v1.ticket_message.create`.
    pub id: String,
    /// The file.
    pub source: Sourced<Endpoint>,
}

impl LocatedEndpoint {
    /// An endpoint at a place: project, version, resource and method.
    #[must_use]
    pub fn new(place: [&str; 4], source: Sourced<Endpoint>) -> Self {
        let [_, _, resource, method] = place;
        Self { resource: resource.to_owned(), method: method.to_owned(), id: place.join("."), source }
    }
}

/// The folder that holds a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// Where it is.
    pub path: PathBuf,
    /// How it is called in what the user is told, such as `spec`.
    pub shown_as: String,
}

impl Folder {
    /// How a file in it is called in what the user is told, with `/` on every machine.
    #[must_use]
    pub fn name_of(&self, file: &Path) -> String {
        let parts: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        format!("{}/{}", self.shown_as, parts.join("/"))
    }

    /// Where a file is that is called so in what the user is told.
    #[must_use]
    pub fn path_of(&self, name: &str) -> PathBuf {
        self.path.join(self.relative(name))
    }

    /// The path of a file from the folder.
    #[must_use]
    pub fn relative<'a>(&self, name: &'a str) -> &'a Path {
        let inside = name.strip_prefix(&self.shown_as).and_then(|rest| rest.strip_prefix('/'));
        Path::new(inside.unwrap_or(name))
    }
}

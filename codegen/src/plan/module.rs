//! Projects, versions and resources: the modules of the generated crate.

use super::doc::Docs;
use super::endpoint::Endpoint;
use super::item::Item;
use super::name::Name;

/// A project, such as `helpdesk`.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The module, and the method of the client that leads to it.
    pub module: Name,
    /// The type that the method returns.
    pub handle: Name,
    /// Documentation of the module.
    pub docs: Docs,
    /// The versions.
    pub versions: Vec<Version>,
}

/// A version of a project, such as `v1`.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    /// The module, and the method that leads to it.
    pub module: Name,
    /// The type that the method returns.
    pub handle: Name,
    /// Documentation of the module.
    pub docs: Docs,
    /// The cargo feature that it is behind.
    pub feature: String,
    /// The types that its endpoints share.
    pub types: Option<SharedModule>,
    /// Its resources.
    pub resources: Vec<Resource>,
}

/// The types that the endpoints of a version share.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedModule {
    /// The module.
    pub module: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The types.
    pub items: Vec<Item>,
}

/// A resource, such as `ticket_message`.
#[derive(Debug, Clone, PartialEq)]
pub struct Resource {
    /// The module, and the method that leads to it.
    pub module: Name,
    /// The type that the method returns.
    pub handle: Name,
    /// Documentation of the module.
    pub docs: Docs,
    /// Its endpoints.
    pub endpoints: Vec<Endpoint>,
}

/// Every endpoint, and how a client gets to its resource.
pub fn endpoints(projects: &[Project]) -> impl Iterator<Item = (String, &Endpoint)> {
    projects.iter().flat_map(|project| {
        project.versions.iter().flat_map(move |version| {
            version.resources.iter().flat_map(move |resource| {
                let path = format!("{}.{}.{}", project.module, version.module, resource.module);
                resource.endpoints.iter().map(move |endpoint| (path.clone(), endpoint))
            })
        })
    })
}

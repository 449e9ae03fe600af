//! Spec → [`Plan`]: what the generated crate will look like, with every name, type and sentence decided. No tokens.

pub mod check;
mod doc;
pub mod endpoint;
mod example;
pub mod history;
mod host;
pub mod item;
mod made;
mod module;
pub mod name;
mod package;
mod platform;
mod project;
mod resolve;
pub mod rust_type;
mod shared;
mod unique;

pub use doc::Docs;
pub use module::{Project, Resource, SharedModule, Version};
pub use package::Package;
pub use platform::{Platform, TokenEndpoint};

use std::collections::HashSet;

use crate::diagnostic::Diagnostic;
use crate::spec::Spec;

/// The generated crate, with every decision made. Only [`plan`] makes one.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    package: Package,
    platform: Platform,
    projects: Vec<Project>,
}

impl Plan {
    /// The crate as a package.
    #[must_use]
    pub fn package(&self) -> &Package {
        &self.package
    }

    /// What every call shares.
    #[must_use]
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// The projects, by name.
    #[must_use]
    pub fn projects(&self) -> &[Project] {
        &self.projects
    }

    /// How much there is in it.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let endpoints =
            || self.versions().flat_map(|version| &version.resources).flat_map(|resource| &resource.endpoints);
        let shared = self.versions().filter_map(|version| version.types.as_ref()).map(|types| types.items.len());
        Counts {
            endpoints: endpoints().count(),
            // A request, an answer and an error enum each, and the platform's error enum.
            types: endpoints().map(|endpoint| endpoint.items.len() + 3).sum::<usize>() + shared.sum::<usize>() + 1,
            error_codes: endpoints().map(|endpoint| endpoint.error.variants.len()).sum::<usize>()
                + self.platform.errors.variants.len(),
        }
    }

    fn versions(&self) -> impl Iterator<Item = &Version> {
        self.projects.iter().flat_map(|project| &project.versions)
    }
}

/// How much there is in a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Endpoints.
    pub endpoints: usize,
    /// Public types.
    pub types: usize,
    /// Documented error codes, those of the platform included.
    pub error_codes: usize,
}

/// Plans the generated crate.
///
/// # Errors
///
/// Returns everything that is wrong with the spec; there is no plan then.
pub fn plan(spec: &Spec) -> Result<Plan, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    let platform = platform::plan(spec.platform(), &mut findings);
    let mut projects = project::plan(spec, &mut findings);
    if findings.is_empty() {
        example::fill(&mut projects, &spec.package().value.name);
    }
    let package = package::plan(spec.package(), &projects, &mut findings);
    dedup(&mut findings);
    if findings.is_empty() { Ok(Plan { package, platform, projects }) } else { Err(findings) }
}

/// A name that is needed in two scopes can be wrong in both for the same reason; that is one finding.
fn dedup(findings: &mut Vec<Diagnostic>) {
    let mut seen = HashSet::new();
    findings.retain(|finding| seen.insert(finding.clone()));
}

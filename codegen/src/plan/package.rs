//! The generated crate as a package.

use super::doc::{self, Docs};
use super::module::Project;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::{self, Sourced};

/// The generated crate as a package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// What the spec says about it.
    pub manifest: spec::Package,
    /// One feature for each version of a project.
    pub features: Vec<String>,
    /// Documentation of the crate.
    pub docs: Docs,
    /// Its README.
    pub readme: Docs,
}

/// Plans the package.
pub fn plan(source: &Sourced<spec::Package>, projects: &[Project], findings: &mut Vec<Diagnostic>) -> Package {
    let versions = projects.iter().flat_map(|project| &project.versions);
    let features: Vec<_> = versions.map(|version| version.feature.clone()).collect();
    let root = Cursor::root(&source.file);
    let list = root.key("default_features");
    for (index, feature) in source.value.default_features.iter().enumerate() {
        if !features.contains(feature) {
            let diagnostic = Diagnostic::new(
                Code::UnknownValue,
                list.index(index).value(),
                format!("there is no feature `{feature}`"),
            )
            .note("each version of a project is a feature, such as `helpdesk-v1`")
            .suggest(feature, features.iter().map(String::as_str));
            findings.push(diagnostic);
        }
    }
    Package {
        docs: doc::library(&source.value, projects),
        readme: doc::readme(&source.value, projects),
        manifest: source.value.clone(),
        features,
    }
}

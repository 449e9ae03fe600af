//! Plan → files of tokens. No decisions: what is written here was decided in the plan.

mod checks;
mod client;
mod docs;
mod endpoint;
mod errors;
mod history;
mod item;
mod library;
mod manifest;
mod platform;
mod project;
mod types;

pub use manifest::GENERATED;

use proc_macro2::TokenStream;

use crate::plan::{Plan, Project, Resource, Version};

/// A file of the generated crate, by its path from the crate's root.
#[derive(Debug)]
pub struct File {
    /// The path, with `/` on every machine.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug)]
pub enum Content {
    /// Rust.
    Rust(TokenStream),
    /// Anything else, finished.
    Text(String),
}

impl File {
    fn rust(path: String, tokens: TokenStream) -> Self {
        Self { path, content: Content::Rust(tokens) }
    }

    fn text(path: &str, text: String) -> Self {
        Self { path: path.to_owned(), content: Content::Text(text) }
    }
}

/// Renders the whole crate.
#[must_use]
pub fn render(plan: &Plan) -> Vec<File> {
    let mut files = vec![
        File::text("Cargo.toml", manifest::render(plan.package())),
        File::text("README.md", manifest::readme(plan.package())),
        File::text("rustfmt.toml", manifest::rustfmt()),
        File::rust("src/lib.rs".to_owned(), library::render(plan)),
        File::rust("src/client.rs".to_owned(), client::render(plan)),
        File::rust("src/platform.rs".to_owned(), platform::render(plan.platform())),
    ];
    for project in plan.projects() {
        project_files(project, &mut files);
    }
    files
}

fn project_files(project: &Project, files: &mut Vec<File>) {
    let folder = format!("src/{}", project.module.as_str());
    files.push(File::rust(format!("{folder}.rs"), project::project(project)));
    for version in &project.versions {
        let path = [&project.module, &version.module];
        let folder = format!("{folder}/{}", version.module.as_str());
        files.push(File::rust(format!("{folder}.rs"), project::version(version)));
        if let Some(types) = &version.types {
            files.push(File::rust(format!("{folder}/{}.rs", types.module.as_str()), project::types(types)));
        }
        for resource in &version.resources {
            resource_files(resource, version, path, &folder, files);
        }
    }
}

fn resource_files(
    resource: &Resource,
    version: &Version,
    [project, _]: [&crate::plan::name::Name; 2],
    folder: &str,
    files: &mut Vec<File>,
) {
    let folder = format!("{folder}/{}", resource.module.as_str());
    files.push(File::rust(format!("{folder}.rs"), project::resource(resource)));
    for endpoint in &resource.endpoints {
        let path = format!("{folder}/{}.rs", endpoint.module.as_str());
        files.push(File::rust(
            path,
            endpoint::render(endpoint, [project, &version.module, &resource.module], &resource.handle),
        ));
    }
}

//! The public items of the generated crate, one a line: what a user's code can depend on, types and constants included.
//!
//! They are read from the code itself, so that nothing depends on what somebody believes that a change does. `generate`
//! writes them to `api.txt`, and a comparison of two such files is the second opinion on every change of the spec.

mod difference;
mod impact;
mod item;
mod text;

use std::collections::{BTreeMap, BTreeSet};

pub use difference::{LineChange, compare};
pub use impact::Impact;
use item::{Module, Use};

use crate::plan::{Package, Plan};
use crate::render::{self, Content, GENERATED};

/// The file that holds the public items.
pub const FILE: &str = "api.txt";

/// The public items of a crate, as sorted lines: the path of an item, a space, and what is there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surface(BTreeSet<String>);

/// The public items of a crate that is planned.
///
/// # Errors
///
/// Fails when the generator wrote something that is no Rust.
pub fn of(plan: &Plan) -> Result<Surface, syn::Error> {
    let mut files = Files::default();
    for file in render::render(plan) {
        if let Content::Rust(tokens) = file.content {
            files.add(&file.path, &syn::parse2(tokens)?);
        }
    }
    Ok(files.surface(plan.package()))
}

/// The files of a crate as far as they were read.
#[derive(Debug, Default)]
pub struct Files(BTreeMap<Vec<String>, Module>);

impl Files {
    /// Reads a file of the crate, by its path such as `src/helpdesk/v1.rs`.
    pub fn add(&mut self, path: &str, file: &syn::File) {
        let module = path.trim_start_matches("src/").trim_end_matches(".rs");
        let module = if module == "lib" { Vec::new() } else { module.split('/').map(str::to_owned).collect() };
        self.0.insert(module, Module::of(file));
    }

    /// What users can see of all that, and of the package.
    #[must_use]
    pub fn surface(&self, package: &Package) -> Surface {
        let mut surface = Surface::default();
        self.export(&[], &[], &mut surface);
        let manifest = &package.manifest;
        let needs = format!("package, edition {}, Rust {}", manifest.edition, manifest.rust_version);
        surface.0.insert(format!("crate:{} {needs}", manifest.name));
        surface.0.insert(format!("crate:{} dependency {}", package.runtime, manifest.runtime.version));
        for feature in &package.features {
            let on = if feature.is_default { " by default" } else { "" };
            surface.0.insert(format!("feature:{} feature{on}", feature.name));
        }
        surface
    }

    /// Adds what a module shows under a public path.
    fn export(&self, module: &[String], public: &[String], surface: &mut Surface) {
        let Some(content) = self.0.get(module) else { return };
        for entry in &content.items {
            surface.entry(public, &entry.name, entry);
        }
        for submodule in content.modules.iter().filter(|submodule| submodule.is_public) {
            let (inner, outer) = (joined(module, &submodule.name), joined(public, &submodule.name));
            surface.0.insert(format!("{} mod{}", outer.join("::"), submodule.conditions));
            self.export(&inner, &outer, surface);
        }
        for handed_on in &content.uses {
            self.hand_on(module, public, handed_on, surface);
        }
    }

    /// Adds what a `use` shows: an item of the crate as if it stood here, and an item of another crate by its path.
    fn hand_on(&self, module: &[String], public: &[String], handed_on: &Use, surface: &mut Surface) {
        let Use { path, name, conditions } = handed_on;
        let own = path.strip_prefix(&["self".to_owned()][..]).map(|rest| [module, rest].concat());
        let own = own.or_else(|| path.strip_prefix(&["crate".to_owned()][..]).map(<[String]>::to_vec));
        let found = own.as_deref().and_then(<[String]>::split_last).and_then(|(last, from)| {
            let content = self.0.get(from)?;
            content.items.iter().find(|entry| entry.name == *last)
        });
        match found {
            Some(entry) => surface.entry(public, name, entry),
            None => {
                let line = format!("{} use {}{conditions}", joined(public, name).join("::"), path.join("::"));
                surface.0.insert(line);
            }
        }
    }
}

fn joined(path: &[String], name: &str) -> Vec<String> {
    let mut path = path.to_vec();
    path.push(name.to_owned());
    path
}

impl Surface {
    fn entry(&mut self, public: &[String], name: &str, entry: &item::Entry) {
        // What only has implementations is a private type.
        let is_public = entry.lines.iter().any(|(inside, line)| inside.is_empty() && !line.starts_with("impl "));
        if !is_public {
            return;
        }
        let path = joined(public, name).join("::");
        for (inside, line) in &entry.lines {
            self.0.insert(format!("{path}{inside} {line}"));
        }
    }

    /// The lines, sorted.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// As a file.
    #[must_use]
    pub fn to_text(&self) -> String {
        let head = format!("# {GENERATED}\n\n");
        self.lines().fold(head, |text, line| text + line + "\n")
    }

    /// From a file, whoever wrote it.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        Self(lines.map(str::to_owned).collect())
    }
}

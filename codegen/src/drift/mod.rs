//! Pages × spec → how far they have moved apart.
//!
//! Drift is what an import would change: pages are compared by their facts and in the words of the catalogue of changes,
//! never by their dates. Dates move without changes, and changes come without dates.

mod markdown;
mod text;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

pub use markdown::markdown;
pub use text::{text, values};

use crate::diagnostic::{Code, Diagnostic, Place, Spot};
use crate::diff::rule::Wire;
use crate::diff::{self, Change, Kind};
use crate::import::{self, ImportedEndpoint, Options};
use crate::json;
use crate::pages::facts::Page;
use crate::spec::Spec;

/// How far pages and spec have moved apart.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Drift {
    /// Version of this form; another one when a reader of this one would not understand it.
    #[schemars(range(min = 1, max = 1))]
    pub version: u32,
    /// Endpoints whose page states other facts than the spec.
    pub changed: Vec<Changed>,
    /// Pages of endpoints that the spec does not have.
    pub new: Vec<New>,
    /// Endpoints of the spec without a page.
    pub gone: Vec<Gone>,
    /// Pages that could not be compared.
    pub unreadable: Vec<Unreadable>,
    /// Endpoints whose page has another date, and states the same facts. This is no drift.
    pub dated: Vec<String>,
    /// How many endpoints are as their pages state.
    pub unchanged: usize,
}

/// An endpoint whose page states other facts than the spec.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changed {
    /// Such as `helpdesk.v1.ticket.get`.
    pub endpoint: String,
    /// Its file.
    pub file: String,
    /// The page.
    pub page: String,
    /// What is different.
    pub changes: Vec<Detail>,
}

/// A fact that is different.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detail {
    /// Which kind of change; `codegen explain` says more about it.
    pub id: Kind,
    /// What is different, such as `query_params.lang`.
    pub at: String,
    /// What the spec says.
    pub old: Option<String>,
    /// What the page says.
    pub new: Option<String>,
    /// What happens to calls from crates that are published.
    pub wire: Wire,
}

/// The page of an endpoint that the spec does not have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct New {
    /// Where an import would put it, such as `helpdesk.v1.ticket.get`.
    pub endpoint: String,
    /// Method and path.
    pub call: String,
    /// The official title.
    pub title: String,
    /// The page.
    pub page: String,
}

/// An endpoint of the spec without a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gone {
    /// Such as `helpdesk.v1.ticket.get`.
    pub endpoint: String,
    /// Its file.
    pub file: String,
}

/// A page that could not be compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Unreadable {
    /// The page.
    pub page: String,
    /// The line that is in the way, where there is one.
    pub line: Option<usize>,
    /// Why.
    pub why: String,
}

/// What the pages are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All pages there are of the versions that they are about: an endpoint without one is gone.
    Whole,
    /// Some pages: nothing follows from one that is missing.
    Part,
}

impl Drift {
    /// Compares pages with a spec. `unreadable` are pages that could not even be read, and why.
    #[must_use]
    pub fn between(spec: &Spec, pages: &[Page], extent: Extent, unreadable: Vec<(String, String)>) -> Self {
        let options = Options { keep_incomplete: true };
        let imported = import::import(spec, pages, "", options, &|_| Vec::new());
        let mut drift = Self {
            version: 1,
            changed: Vec::new(),
            new: Vec::new(),
            gone: if extent == Extent::Whole { gone(spec, &imported.endpoints) } else { Vec::new() },
            unreadable: unreadable.into_iter().map(|(page, why)| Unreadable { page, line: None, why }).collect(),
            dated: Vec::new(),
            unchanged: 0,
        };
        drift.unreadable.extend(imported.findings.iter().filter_map(unusable));
        for endpoint in &imported.endpoints {
            drift.add(endpoint, spec, &imported.spec);
        }
        drift
    }

    fn add(&mut self, endpoint: &ImportedEndpoint, old: &Spec, new: &Spec) {
        let ImportedEndpoint { id, file, page, before, after, .. } = endpoint;
        if before.is_none() {
            let (call, title) = (format!("{} {}", after.method.as_str(), after.path), after.title.clone());
            self.new.push(New { endpoint: id.clone(), call, title, page: page.clone() });
        } else if endpoint.has_new_facts() {
            let changes = changes(file, old, new).iter().map(detail).collect();
            self.changed.push(Changed { endpoint: id.clone(), file: file.clone(), page: page.clone(), changes });
        } else if endpoint.is_changed() {
            self.dated.push(id.clone());
        } else {
            self.unchanged += 1;
        }
    }

    /// Whether the spec is what the pages state.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.changed.is_empty() && self.new.is_empty() && self.gone.is_empty() && self.unreadable.is_empty()
    }

    /// The report for programs.
    #[must_use]
    pub fn json(&self) -> String {
        json::text(self)
    }
}

/// The JSON Schema of the report for programs.
#[must_use]
pub fn json_schema() -> String {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Drift>();
    json::text(&schema)
}

fn changes(file: &str, old: &Spec, new: &Spec) -> Vec<Change> {
    let find = |spec| -> Option<&crate::spec::LocatedEndpoint> {
        let spec: &Spec = spec;
        spec.endpoints().find(|located| located.source.file == file)
    };
    let (Some(before), Some(after)) = (find(old), find(new)) else { return Vec::new() };
    diff::endpoint_changes(before, after, &old.platform().value)
}

fn detail(change: &Change) -> Detail {
    Detail {
        id: change.kind,
        at: change.at.path.join("."),
        old: change.old.clone(),
        new: change.new.clone(),
        wire: change.verdict.wire,
    }
}

/// The endpoints that no page is about, in the versions that any page is about.
fn gone(spec: &Spec, imported: &[ImportedEndpoint]) -> Vec<Gone> {
    let version = |id: &str| id.splitn(3, '.').take(2).collect::<Vec<_>>().join(".");
    let versions: BTreeSet<_> = imported.iter().map(|endpoint| version(&endpoint.id)).collect();
    let files: BTreeSet<_> = imported.iter().map(|endpoint| endpoint.file.as_str()).collect();
    let lacking = spec
        .endpoints()
        .filter(|located| versions.contains(&version(&located.id)) && !files.contains(located.source.file.as_str()));
    lacking.map(|located| Gone { endpoint: located.id.clone(), file: located.source.file.clone() }).collect()
}

fn unusable(finding: &Diagnostic) -> Option<Unreadable> {
    let Diagnostic { code, message, primary, .. } = finding;
    let Place { file, spot } = &primary.place;
    let line = match spot {
        Spot::Position { line, .. } => Some(*line),
        _ => None,
    };
    let is_unusable = matches!(code, Code::UnusablePage | Code::SeveralPages | Code::NoPlace);
    is_unusable.then(|| Unreadable { page: file.clone(), line, why: message.clone() })
}

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
use crate::import::{self, Outline, Route, Routes, Standing};
use crate::json;
use crate::pages::facts::Page;
use crate::spec::{Endpoint, Index, Known, LocatedEndpoint, Platform, Sourced};

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
    /// What the ways of pages and the pages that state other facts come to. `unreadable` are pages that could not even be
    /// read, and why.
    #[must_use]
    pub fn new(
        index: &Index,
        ways: Routes,
        mut changed: Vec<Changed>,
        extent: Extent,
        unreadable: &[(String, String)],
    ) -> Self {
        let Routes { mut routes, findings, open_calls, passed_over: _ } = ways;
        routes.sort_by(|left, right| left.file.cmp(&right.file));
        changed.sort_by(|left, right| left.file.cmp(&right.file));
        let unreadable = unreadable.iter().map(|(page, why)| (page.clone(), None, why.clone()));
        let unusable = findings.iter().filter_map(unusable);
        let unreadable = unreadable.chain(unusable).map(|(page, line, why)| Unreadable { page, line, why });
        let mut drift = Self {
            version: 1,
            changed,
            new: Vec::new(),
            gone: if extent == Extent::Whole { gone(index, &routes, &open_calls) } else { Vec::new() },
            unreadable: unreadable.collect(),
            dated: Vec::new(),
            unchanged: 0,
        };
        for route in routes {
            let endpoint = route.place.to_string();
            match route.standing {
                Standing::New => {
                    let Outline { call, title, page } = route.outline;
                    drift.new.push(New { endpoint, call, title, page });
                }
                // These are told already.
                Standing::Changed => {}
                Standing::Dated => drift.dated.push(endpoint),
                Standing::Same => drift.unchanged += 1,
            }
        }
        drift
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

impl Changed {
    /// What is different on a page that states other facts than `before`.
    ///
    /// # Errors
    ///
    /// Fails when nothing can be made of the page, and says why.
    pub fn of(page: &Page, route: &Route, before: Endpoint, platform: &Platform) -> Result<Self, Box<Diagnostic>> {
        let after = import::preview(page, route, before.clone(), platform)?;
        let located = |value| LocatedEndpoint::new(route.place.parts(), Sourced { file: route.file.clone(), value });
        let changes = diff::endpoint_changes(&located(before), &located(after), platform);
        Ok(Self {
            endpoint: route.place.to_string(),
            file: route.file.clone(),
            page: page.file.clone(),
            changes: changes.iter().map(detail).collect(),
        })
    }
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

/// The endpoints that no page is about, in the versions that any page is about. Pages that go nowhere are about something
/// all the same.
fn gone(index: &Index, routes: &[Route], open_calls: &BTreeSet<String>) -> Vec<Gone> {
    let versions: BTreeSet<_> = routes.iter().map(|route| (route.place.project(), route.place.version())).collect();
    let files: BTreeSet<_> = routes.iter().map(|route| route.file.as_str()).collect();
    let is_gone = |known: &&Known| {
        let [project, version, ..] = &known.place;
        let is_of_version = versions.contains(&(project.as_str(), version.as_str()));
        is_of_version && !files.contains(known.file.as_str()) && !open_calls.contains(&known.call)
    };
    let lacking = index.endpoints().iter().filter(is_gone);
    lacking.map(|known| Gone { endpoint: known.id(), file: known.file.clone() }).collect()
}

/// The page that a finding is about, the line and the message.
fn unusable(finding: &Diagnostic) -> Option<(String, Option<usize>, String)> {
    let Diagnostic { code, message, primary, .. } = finding;
    let Place { file, spot } = &primary.place;
    let line = match spot {
        Spot::Position { line, .. } => Some(*line),
        _ => None,
    };
    let is_unusable = matches!(code, Code::UnusablePage | Code::SeveralPages | Code::NoPlace);
    is_unusable.then(|| (file.clone(), line, message.clone()))
}

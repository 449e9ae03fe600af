//! Findings for programs, in a form with a committed schema.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Options, Places, Spot};
use crate::diff::rule::{Direction, Level, Rust, Urgency, Verdict, Wire};
use crate::diff::{Cause, Comparison, Finding, Kind, Side};
use crate::json;
use crate::surface::LineChange;

/// What a comparison of two specs found.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Report {
    /// Version of this form; another one when a reader of this one would not understand it.
    #[schemars(range(min = 1, max = 1))]
    version: u32,
    /// What is compared with.
    base: Named,
    /// What is compared.
    head: Named,
    /// Which part of the version must go up.
    level: Level,
    /// The lowest version that may follow that of the base.
    needed_version: String,
    /// Whether the version of the head is high enough.
    version_is_enough: bool,
    /// Whether users of published crates must act.
    urgency: Urgency,
    /// The changes, the gravest first.
    changes: Vec<Record>,
    /// Acceptances that do no good any more.
    stale_acceptances: Vec<StaleRecord>,
    /// How many public items are new, gone and different.
    items: Items,
    /// What could not be compared.
    not_checked: Vec<String>,
}

/// One side.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Named {
    /// A revision, a folder, or the working tree.
    name: String,
    /// The version of the crate.
    crate_version: String,
}

/// A change.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Record {
    /// Which row of the catalogue; `codegen explain` says more about it.
    id: Kind,
    /// What identifies it across runs.
    fingerprint: String,
    /// What changed.
    at: String,
    /// Which way the data goes that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    direction: Option<Direction>,
    /// What was.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    /// What is.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
    /// What happens to calls from published crates.
    wire: Wire,
    /// What happens to code written against them.
    rust: Rust,
    /// Which part of the version must go up.
    level: Level,
    /// Whether users must act.
    urgency: Urgency,
    /// Why it changed.
    cause: Cause,
    /// The endpoints that it concerns.
    endpoints: Vec<String>,
    /// The public items that it concerns.
    items: Vec<ItemRecord>,
    /// Where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    base: Option<PlaceRecord>,
    /// Where it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    head: Option<PlaceRecord>,
    /// What else it could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    /// Why it may happen, where somebody has accepted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    accepted: Option<AcceptedRecord>,
    /// Whether it makes the command fail.
    blocks: bool,
}

/// A public item that is not what it was.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ItemRecord {
    /// Its path.
    path: String,
    /// What was there.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    /// What is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
    /// What that does to users' code.
    impact: Rust,
}

/// A place in a file.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct PlaceRecord {
    /// The file, with `/` between folders.
    file: String,
    /// The line, from 1; without it the file as a whole is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    line: Option<usize>,
    /// The column in Unicode characters, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    column: Option<usize>,
}

/// An acceptance.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AcceptedRecord {
    /// Why.
    reason: String,
    /// The version with which it ends.
    until: String,
}

/// An acceptance that does no good any more.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct StaleRecord {
    /// Of which change.
    fingerprint: String,
    /// What the change was.
    change: String,
    /// Why it is stale.
    why: String,
}

/// How many public items differ.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Items {
    /// New ones.
    added: usize,
    /// Those that are gone.
    removed: usize,
    /// Different ones.
    changed: usize,
}

/// Findings as JSON.
#[must_use]
pub fn json(comparison: &Comparison, options: &Options) -> String {
    let answer = comparison.answer();
    let mut places = Places::of(comparison);
    let changes = comparison.findings.iter().map(|finding| record(finding, options, &mut places)).collect();
    let stale = comparison.stale.iter().map(|stale| StaleRecord {
        fingerprint: stale.entry.fingerprint.clone(),
        change: stale.entry.change.clone(),
        why: stale.why.clone(),
    });
    let items = comparison.items;
    let named =
        |side: &Side| Named { name: side.name.clone(), crate_version: side.spec.package().value.version.clone() };
    let report = Report {
        version: 1,
        base: named(&comparison.base),
        head: named(&comparison.head),
        level: answer.level,
        needed_version: answer.needed,
        version_is_enough: answer.is_enough,
        urgency: answer.urgency,
        changes,
        stale_acceptances: stale.collect(),
        items: Items { added: items.added, removed: items.removed, changed: items.changed },
        not_checked: comparison.not_checked.clone(),
    };
    json::text(&report)
}

/// The JSON Schema of what [`json()`] writes.
#[must_use]
pub fn json_schema() -> String {
    json::schema_of_report::<Report>()
}

fn record(finding: &Finding, options: &Options, places: &mut Places<'_>) -> Record {
    let (base, head) = (places.base(finding), places.head(finding));
    let Finding { change, lines, accepted } = finding;
    let Verdict { wire, rust, level, urgency } = change.verdict;
    let items = lines.iter().map(|LineChange { path, old, new, impact }| ItemRecord {
        path: path.clone(),
        old: old.clone(),
        new: new.clone(),
        impact: *impact,
    });
    Record {
        id: change.kind,
        fingerprint: change.fingerprint(),
        at: change.at.to_string(),
        direction: change.direction,
        old: change.old.clone(),
        new: change.new.clone(),
        wire,
        rust,
        level,
        urgency,
        cause: change.cause,
        endpoints: change.endpoints.clone(),
        items: items.collect(),
        base: base.map(place),
        head: head.map(place),
        hint: change.hint.clone(),
        accepted: accepted
            .as_ref()
            .map(|entry| AcceptedRecord { reason: entry.reason.clone(), until: entry.until.to_string() }),
        blocks: options.fail_on.is_some_and(|threshold| finding.is_at_least(threshold)),
    }
}

fn place(spot: Spot) -> PlaceRecord {
    PlaceRecord {
        file: spot.file,
        line: spot.region.map(|region| region.start.line),
        column: spot.region.map(|region| region.start.column),
    }
}

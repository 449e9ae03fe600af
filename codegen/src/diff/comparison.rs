//! Both views of a change side by side: what the rules say of the spec, and what the public items say of the code.

use std::collections::BTreeSet;

use semver::Version;

use super::acceptance::{Accepted, Entry, Stale};
use super::owners::Owners;
use super::rule::{Level, Rust, Topic, Urgency, Verdict, Wire};
use super::{Cause, Change, Kind, Subject, Target, changes, version};
use crate::diagnostic::{Place, Sources};
use crate::plan::Plan;
use crate::spec::Spec;
use crate::surface::{self, LineChange, Surface};

/// One side of a comparison.
#[derive(Debug, Clone)]
pub struct Side {
    /// How it is called in what the reader is told: a revision, a folder, `working tree`.
    pub name: String,
    /// The texts of its files.
    pub sources: Sources,
    /// Its spec.
    pub spec: Spec,
    /// What is made of the spec.
    pub plan: Plan,
    /// The public items that today's generator makes of the spec.
    pub surface: Surface,
    /// The public items that the generator of its day made, where they are recorded.
    pub recorded: Option<Surface>,
    /// What was accepted.
    pub accepted: Accepted,
}

/// Two specs side by side.
#[derive(Debug)]
pub struct Comparison {
    /// The side of before.
    pub base: Side,
    /// The side of after.
    pub head: Side,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
    /// Acceptances that do no good any more.
    pub stale: Vec<Stale>,
    /// How many public items are new, gone and different.
    pub items: ItemCounts,
    /// What could not be compared.
    pub not_checked: Vec<String>,
}

/// A change with all that is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The change.
    pub change: Change,
    /// The public items that it concerns.
    pub lines: Vec<LineChange>,
    /// Its acceptance, where it was accepted.
    pub accepted: Option<Entry>,
}

/// How many public items differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ItemCounts {
    /// New ones.
    pub added: usize,
    /// Those that are gone.
    pub removed: usize,
    /// Different ones.
    pub changed: usize,
}

/// What stands in the first line of every report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which part of the version must go up.
    pub level: Level,
    /// The version of the base.
    pub from: String,
    /// The lowest version that may follow.
    pub needed: String,
    /// The version of the head.
    pub present: String,
    /// Whether that is high enough.
    pub is_enough: bool,
    /// Whether users of published crates must act.
    pub urgency: Urgency,
    /// How many endpoints published crates can't call any more, or not as before.
    pub failing: usize,
}

impl Comparison {
    /// Compares two sides.
    #[must_use]
    pub fn between(base: Side, head: Side) -> Self {
        let mut findings: Vec<Finding> = changes(&base.spec, &head.spec).into_iter().map(Finding::of).collect();
        let lines = surface::compare(&base.surface, &head.surface);
        let owners = [Owners::of(&base.plan), Owners::of(&head.plan)];
        let view = View { lines: &lines, owners: &owners };
        view.attach(&mut findings);
        findings.extend(view.disagreements(&findings));
        let mut not_checked = Vec::new();
        match &base.recorded {
            Some(recorded) => findings.extend(generator(recorded, &base.surface)),
            None => not_checked.push(format!(
                "whether the generator itself changed: {} has no `{}` in its generated crate",
                base.name,
                surface::FILE
            )),
        }
        for finding in &mut findings {
            finding.accepted = head.accepted.of(&finding.change).cloned();
        }
        findings.sort_by_key(Finding::rank);
        let all: Vec<Change> = findings.iter().map(|finding| finding.change.clone()).collect();
        let version = Version::parse(&head.spec.package().value.version).ok();
        let stale = head.accepted.stale(&base.accepted, &all, version.as_ref());
        let items = ItemCounts::of(&lines);
        Self { base, head, findings, stale, items, not_checked }
    }

    /// The two questions of a reviewer, answered.
    #[must_use]
    pub fn answer(&self) -> Answer {
        let level = self.findings.iter().map(Finding::level).max().unwrap_or(Level::None);
        let urgency = self.findings.iter().map(|finding| finding.change.verdict.urgency).max().unwrap_or(Urgency::Fine);
        let failing: BTreeSet<_> = self
            .findings
            .iter()
            .filter(|finding| finding.change.verdict.urgency == urgency && urgency != Urgency::Fine)
            .flat_map(|finding| self.endpoints_of(&finding.change))
            .collect();
        let (from, present) = (self.base.version(), self.head.version());
        let (needed, is_enough) = match (Version::parse(&from), Version::parse(&present)) {
            (Ok(base), Ok(head)) => (version::next(&base, level).to_string(), version::is_enough(&base, &head, level)),
            // A spec whose version is none has no plan, and so no comparison.
            _ => (from.clone(), true),
        };
        Answer { level, from, needed, present, is_enough, urgency, failing: failing.len() }
    }

    /// The endpoints that a change concerns. What every call shares concerns all.
    #[must_use]
    pub fn endpoints_of(&self, change: &Change) -> Vec<String> {
        match change.at.subject {
            Subject::Platform | Subject::Package if change.endpoints.is_empty() => {
                let endpoints = self.base.spec.versions().iter().flat_map(|version| &version.endpoints);
                endpoints.map(|endpoint| endpoint.id.clone()).collect()
            }
            _ => change.endpoints.clone(),
        }
    }

    /// How many endpoints the head has.
    #[must_use]
    pub fn endpoint_count(&self) -> usize {
        self.head.spec.versions().iter().map(|version| version.endpoints.len()).sum()
    }
}

impl Side {
    fn version(&self) -> String {
        self.spec.package().value.version.clone()
    }
}

impl Finding {
    fn of(change: Change) -> Self {
        Self { change, lines: Vec::new(), accepted: None }
    }

    /// What it asks of the version. What only needed somebody to look asks nothing once somebody has.
    #[must_use]
    pub fn level(&self) -> Level {
        let is_question = matches!(self.change.kind, Kind::Unhandled | Kind::SurfaceDisagrees);
        if is_question && self.accepted.is_some() { Level::None } else { self.change.verdict.level }
    }

    /// Whether it breaks somebody, and nobody has accepted that: by its level, or because published crates fail.
    #[must_use]
    pub fn is_at_least(&self, threshold: Level) -> bool {
        let level = match self.change.verdict.urgency {
            Urgency::Fail => Level::Major,
            _ => self.level(),
        };
        self.accepted.is_none() && level >= threshold
    }

    /// The gravest come first, and then in the order of the spec.
    fn rank(&self) -> (std::cmp::Reverse<(Level, Urgency)>, Topic, Target, Kind) {
        let Verdict { level, urgency, .. } = self.change.verdict;
        let grave = if urgency == Urgency::Fail { Level::Major } else { level };
        (std::cmp::Reverse((grave, urgency)), self.change.kind.rule().topic, self.change.at.clone(), self.change.kind)
    }
}

impl ItemCounts {
    fn of(lines: &[LineChange]) -> Self {
        let count = |matches: fn(&LineChange) -> bool| lines.iter().filter(|line| matches(line)).count();
        Self {
            added: count(|line| line.old.is_none()),
            removed: count(|line| line.new.is_none()),
            changed: count(|line| line.old.is_some() && line.new.is_some()),
        }
    }
}

/// The public items that differ, and whom they belong to.
struct View<'a> {
    lines: &'a [LineChange],
    owners: &'a [Owners; 2],
}

impl View<'_> {
    /// Gives each finding the items that it concerns.
    fn attach(&self, findings: &mut [Finding]) {
        for line in self.lines {
            let words = words(line);
            let named = |finding: &&mut Finding| {
                let change = &finding.change;
                let is_named = change.names.iter().any(|name| words.contains(name.as_str()));
                is_named && change.verdict.rust >= Rust::Values && self.reaches(change, line)
            };
            // The change that weighs most explains most.
            let best = findings.iter_mut().filter(named).max_by_key(|finding| finding.change.verdict.rust);
            if let Some(finding) = best {
                finding.lines.push(line.clone());
            }
        }
    }

    /// Whether a change can have to do with an item: it is an item of one of its endpoints, or one that endpoints share.
    fn reaches(&self, change: &Change, line: &LineChange) -> bool {
        match (&change.at.subject, self.owner(line)) {
            // Modules, handles and shared types belong to no endpoint, and what every call shares concerns all.
            (Subject::Platform, _) | (_, None) => true,
            (Subject::Package, Some(_)) => false,
            (_, Some(owner)) => change.endpoints.iter().any(|endpoint| endpoint == owner),
        }
    }

    fn owner(&self, line: &LineChange) -> Option<&str> {
        self.owners.iter().find_map(|owners| owners.owner(&line.path))
    }

    /// Where the two views disagree: items that no change explains, and changes without the items that they should have.
    fn disagreements(&self, findings: &[Finding]) -> Vec<Finding> {
        let is_explained = |line: &LineChange| {
            findings.iter().any(|finding| {
                weight(finding.change.verdict.rust) >= weight(line.impact) && self.reaches(&finding.change, line)
            })
        };
        let unexplained: Vec<LineChange> =
            self.lines.iter().filter(|line| line.impact >= Rust::Deprecates && !is_explained(line)).cloned().collect();
        let is_seen = |change: &Change| {
            let is_heavy = |line: &LineChange| weight(line.impact) >= weight(change.verdict.rust);
            self.lines.iter().any(|line| is_heavy(line) && self.reaches(change, line))
        };
        // What no rule covers must be looked at anyway; that its verdict is a guess is no news.
        let is_guess = |change: &Change| change.kind == Kind::Unhandled;
        let unseen = findings
            .iter()
            .filter(|finding| finding.change.verdict.rust >= Rust::Deprecates)
            .filter(|finding| !is_guess(&finding.change) && !is_seen(&finding.change))
            .map(|finding| {
                let change = &finding.change;
                let text = format!("`{}` says that the code {}", change.kind, change.verdict.rust);
                let target = Target { subject: change.at.subject.clone(), path: change.at.path.clone() };
                disagreement(target, Some(text), "no public item says so".to_owned(), Vec::new(), change.head.clone())
            });
        let grouped = (!unexplained.is_empty()).then(|| {
            let impact = unexplained.iter().map(|line| line.impact).max().unwrap_or(Rust::Breaks);
            let paths: Vec<_> = unexplained.iter().map(|line| line.path.as_str()).collect();
            let text = format!("the code {impact}: {}", paths.join(", "));
            let target = Target { subject: Subject::Package, path: vec![surface::FILE.to_owned()] };
            let mut finding = disagreement(target, None, text, unexplained.clone(), None);
            if impact < Rust::Breaks {
                // What is only new or deprecated is no riddle that could break somebody.
                finding.change.verdict =
                    Verdict { wire: Wire::Works, rust: impact, level: Level::Minor, urgency: Urgency::Fine };
            }
            finding
        });
        unseen.chain(grouped).collect()
    }
}

/// How much something weighs for the version. A new name beside a former one that goes on working is new and deprecated.
fn weight(rust: Rust) -> Level {
    match rust {
        Rust::Same | Rust::Values => Level::None,
        Rust::Deprecates | Rust::Adds => Level::Minor,
        Rust::Breaks => Level::Major,
    }
}

fn disagreement(at: Target, old: Option<String>, new: String, lines: Vec<LineChange>, head: Option<Place>) -> Finding {
    let kind = Kind::SurfaceDisagrees;
    let change = Change {
        kind,
        at,
        direction: None,
        old,
        new: Some(new),
        base: None,
        head,
        verdict: kind.rule().verdict,
        cause: Cause::Generator,
        endpoints: Vec::new(),
        names: Vec::new(),
        hint: None,
    };
    Finding { change, lines, accepted: None }
}

/// What the generator of today makes otherwise of the spec of before than that of its day did.
fn generator(recorded: &Surface, today: &Surface) -> Vec<Finding> {
    let lines = surface::compare(recorded, today);
    let (breaking, rest): (Vec<_>, Vec<_>) = lines.into_iter().partition(|line| line.impact == Rust::Breaks);
    let finding = |kind: Kind, lines: Vec<LineChange>| {
        let is_new = lines.iter().any(|line| line.impact >= Rust::Deprecates);
        let paths: Vec<_> = lines.iter().map(|line| line.path.as_str()).collect();
        let target = Target { subject: Subject::Package, path: vec![surface::FILE.to_owned()] };
        let mut finding = disagreement(target, None, paths.join(", "), lines.clone(), None);
        finding.change.kind = kind;
        let exception = kind.rule().exceptions.first().filter(|_| is_new);
        finding.change.verdict = exception.map_or(kind.rule().verdict, |exception| exception.verdict);
        finding
    };
    let groups = [(Kind::GeneratorBroke, breaking), (Kind::GeneratorChanged, rest)];
    groups.into_iter().filter(|(_, lines)| !lines.is_empty()).map(|(kind, lines)| finding(kind, lines)).collect()
}

/// The words of an item: of its path, and of what stands there.
fn words(line: &LineChange) -> BTreeSet<&str> {
    let texts = [Some(line.path.as_str()), line.old.as_deref(), line.new.as_deref()];
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    texts.into_iter().flatten().flat_map(|text| text.split(move |letter| !is_word(letter))).collect()
}

//! One version of the spec, and the pages that have something new for it.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;

use super::told::Told;
use super::{Counts, Tables};
use crate::commands::change_line;
use crate::commands::reading::files::Source;
use crate::commands::reading::{Trouble, read_again};
use crate::diagnostic::{Code, Diagnostic, Place, Sources, Spot};
use crate::diff::{self, Kind};
use crate::import::{self, Imported, ImportedEndpoint, Options, Route, Standing};
use crate::lint::{self, ErrorTables, MissingTexts};
use crate::plan;
use crate::spec::{self, Endpoint, Index, Loaded, LocatedEndpoint, Sourced, Spec};

/// What came of importing pages into a version.
pub struct Batch {
    /// What changed, line by line.
    pub changes: Vec<String>,
    /// How many endpoints there are of each standing.
    pub counts: Counts,
    /// The new texts of files, by the names that users are shown.
    pub texts: Vec<(String, String)>,
    /// What is to be known or decided now.
    pub told: Told,
}

impl Batch {
    /// Imports pages into a version.
    pub fn import(
        index: &Index,
        (project, version): (&str, &str),
        routes: Vec<Route>,
        pages: &[Source],
        tables: &Tables,
        options: Options,
    ) -> Result<Self, Trouble> {
        let Loaded { spec, sources } = index.version(project, version);
        let spec = spec.map_err(|_| "the spec was changed while pages were imported into it")?;
        let before = Before::of(&spec, &sources, &routes, &tables.before);
        let read =
            routes.into_iter().map(|route| -> Result<_, Trouble> { Ok((read_again(&pages[route.page])?, route)) });
        let imported = import::import(spec, read, options, &obstacles)?;
        let mut work = Work { imported, before, texts: sources, refusals: Vec::new(), left_alone: 0 };
        let texts = work.texts_to_write();
        let counts = work.counts(texts.len());
        let changes = work.changes();
        let mut told = Told::default();
        let findings = work.findings(&tables.after, &mut told);
        // What will have another text is not what a finding would show.
        let read = |file: &str| if tables.renewed.contains(file) { None } else { index.text(file) };
        told.add(&findings, &mut work.texts, pages, read);
        Ok(Self { changes, counts, texts, told })
    }
}

/// What is in the way of generating a crate.
fn obstacles(spec: &Spec) -> Vec<Diagnostic> {
    plan::plan(spec).err().unwrap_or_default()
}

/// What was to be decided in a version before pages with other facts came.
#[derive(Default)]
struct Before {
    findings: BTreeSet<Essence>,
    missing: MissingTexts,
}

impl Before {
    fn of(spec: &Spec, sources: &Sources, routes: &[Route], tables: &ErrorTables) -> Self {
        if routes.iter().all(|route| route.standing != Standing::Changed) {
            return Self::default();
        }
        let (found, missing) = lint::lint_part(spec, sources, tables);
        Self { findings: found.iter().chain(&obstacles(spec)).map(essence).collect(), missing }
    }
}

/// What a finding says of what, though its place may have moved.
type Essence = (Code, String, Vec<String>);

fn essence(finding: &Diagnostic) -> Essence {
    let labels = finding.labels().map(|label| label.text.clone());
    (finding.code, finding.primary.place.file.clone(), [finding.message.clone()].into_iter().chain(labels).collect())
}

struct Work {
    imported: Imported,
    before: Before,
    /// The texts of files, to show excerpts of.
    texts: Sources,
    /// What keeps files from being written.
    refusals: Vec<Diagnostic>,
    /// How many files that are.
    left_alone: usize,
}

impl Work {
    /// The new texts of files. One that would lose something is left as it is, and that is told.
    fn texts_to_write(&mut self) -> Vec<(String, String)> {
        let mut written = Vec::new();
        let mut left_alone = BTreeSet::new();
        // Findings about what was left out show what would have been written.
        for (endpoint, after) in &self.imported.left_out {
            self.texts.insert(endpoint.file.clone(), spec::write(&after.source.value));
        }
        for (endpoint, after) in self.imported.pairs() {
            let (file, after) = (&endpoint.file, &after.source.value);
            let present = self.texts.get(file).cloned().unwrap_or_default();
            let lost = spec::lost::<Endpoint>(file, &present);
            // What is gone is only in the text of before.
            self.texts.insert(import::before(file), present);
            if !lost.is_empty() {
                let outcome = "the file was left as it is: nothing of the page got into it";
                let told =
                    lost.into_iter().map(|lost| lost.note(outcome).also(Place::file(&endpoint.page), "the page"));
                self.refusals.extend(told);
                left_alone.insert(file.clone());
                continue;
            }
            let text = spec::write(after);
            if spec::read::<Endpoint>(file, &text).is_ok_and(|again| again == *after) {
                self.texts.insert(file.clone(), text.clone());
                written.push((file.clone(), text));
            } else {
                let message = "this endpoint can't be written without losing something; it is a fault of the importer";
                let place = Place::file(&endpoint.page);
                self.refusals.push(Diagnostic::new(Code::UnreadableFile, place, message));
                left_alone.insert(file.clone());
            }
        }
        self.left_alone = left_alone.len();
        self.imported.forget(&left_alone);
        written
    }

    fn counts(&self, files: usize) -> Counts {
        let of = |standing| self.imported.endpoints.iter().filter(|endpoint| endpoint.standing == standing).count();
        Counts {
            new: of(Standing::New),
            changed: of(Standing::Changed),
            dated: of(Standing::Dated),
            same: of(Standing::Same),
            left_out: self.imported.left_out.len(),
            left_alone: self.left_alone,
            files,
        }
    }

    /// What changed, in the words of the catalogue of changes.
    fn changes(&self) -> Vec<String> {
        let mut lines = Vec::new();
        for (endpoint, after) in self.imported.pairs() {
            let ImportedEndpoint { place, page, standing, moved, .. } = endpoint;
            let standing = match standing {
                Standing::New => "new",
                Standing::Changed => "changed",
                Standing::Dated => "new date, same facts",
                Standing::Same => continue,
            };
            lines.push(format!("{place}: {standing} (from {page})"));
            lines.extend(self.lines(endpoint, after).into_iter().map(|line| format!("    {line}")));
            let moved = moved.iter();
            lines.extend(moved.map(|moved| format!("    moved with its decisions: {} → {}", moved.from, moved.to)));
        }
        lines
    }

    fn lines(&self, endpoint: &ImportedEndpoint, after: &LocatedEndpoint) -> Vec<String> {
        let Some(before) = &endpoint.before else {
            let Endpoint { method, path, title, .. } = &after.source.value;
            return vec![format!("{} {} {path} {title}", Kind::EndpointAdded.id(), method.as_str())];
        };
        let source = Sourced { file: endpoint.file.clone(), value: before.clone() };
        let before = LocatedEndpoint::new(endpoint.place.parts(), source);
        diff::endpoint_changes(&before, after, &self.imported.spec.platform().value).iter().map(change_line).collect()
    }

    /// What a maintainer has to know or to decide now: about the pages, and about what they changed.
    fn findings(&mut self, tables: &ErrorTables, told: &mut Told) -> Vec<Diagnostic> {
        let mut findings = mem::take(&mut self.refusals);
        findings.append(&mut self.imported.findings);
        let new = self.imported.endpoints.iter().filter(|endpoint| endpoint.standing <= Standing::Changed);
        let files: BTreeSet<&str> = new.map(|endpoint| endpoint.file.as_str()).collect();
        if !files.is_empty() {
            let origins = Origins::of(&self.imported);
            findings.extend(self.open(&files, tables, told).into_iter().map(|finding| origins.add_to(finding)));
        }
        findings
    }

    /// What is to be decided about these files, and was not so before.
    fn open(&self, files: &BTreeSet<&str>, tables: &ErrorTables, told: &mut Told) -> Vec<Diagnostic> {
        let mut open = self.imported.obstacles.clone();
        let (found, missing) = lint::lint_part(&self.imported.spec, &self.texts, tables);
        open.extend(found);
        let is_about = |finding: &Diagnostic| {
            finding.labels().map(|label| label.place.file.as_str()).any(|file| files.contains(file))
        };
        open.retain(|finding| is_about(finding) && !self.before.findings.contains(&essence(finding)));
        for (file, count) in missing.since(&self.before.missing).filter(|(file, _)| files.contains(file)) {
            told.add_missing(file, count);
        }
        open
    }
}

/// Where pages say what stands in files, by file.
struct Origins<'a>(BTreeMap<&'a str, &'a ImportedEndpoint>);

impl<'a> Origins<'a> {
    fn of(imported: &'a Imported) -> Self {
        Self(imported.endpoints.iter().map(|endpoint| (endpoint.file.as_str(), endpoint)).collect())
    }

    /// Adds where the page says what a finding is about.
    fn add_to(&self, finding: Diagnostic) -> Diagnostic {
        let Some(place) = self.origin(&finding.primary.place) else { return finding };
        finding.also(place, "the page")
    }

    fn origin(&self, place: &Place) -> Option<Place> {
        let Spot::Node { steps, .. } = &place.spot else { return None };
        let endpoint = self.0.get(place.file.as_str())?;
        let line = endpoint.lines.line(steps)?;
        Some(Place { file: endpoint.page.clone(), spot: Spot::Position { line, column: 1 } })
    }
}

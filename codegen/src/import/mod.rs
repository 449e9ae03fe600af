//! Pages and what the spec says already → the spec as it should be.
//!
//! ```text
//! Page ──transcribe──▶ facts ──place──▶ which endpoint ──merge──▶ facts with the old decisions ──propose──▶ endpoint
//! ```
//!
//! Facts follow the page, decisions stay; what a decision was about and is gone is told. What a crate can't be generated
//! without is proposed, for what is new only.

mod merge;
mod origin;
pub mod place;
mod propose;
mod transcribe;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Part, Place, Spot};
use crate::pages::facts::{Note, Page, Unplaced};
use crate::spec::model::Endpoint;
use crate::spec::{LocatedEndpoint, Spec};

pub use merge::{Lost, Moved};
pub use origin::line;
pub use place::PlaceName;
use propose::Mender;
use transcribe::{Remark, Transcript};

/// How often the planner is asked again at most, after something was proposed.
const MOST_ROUNDS: usize = 40;

/// What became of a run.
#[derive(Debug)]
pub struct Imported {
    /// The spec with all that could be imported.
    pub spec: Spec,
    /// The endpoints that pages were imported into, in the order of their files.
    pub endpoints: Vec<ImportedEndpoint>,
    /// New endpoints that were left out, because no crate could be generated from them.
    pub left_out: Vec<ImportedEndpoint>,
    /// What is to be told of the pages, and of decisions that were lost.
    pub findings: Vec<Diagnostic>,
}

/// An endpoint that a page was imported into.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedEndpoint {
    /// Such as `helpdesk.v1.ticket.get`.
    pub id: String,
    /// Its file, as shown to the user.
    pub file: String,
    /// The page, as shown to the user.
    pub page: String,
    /// What the spec said before; `None` for an endpoint that is new.
    pub before: Option<Endpoint>,
    /// What it says now.
    pub after: Endpoint,
    /// Fields that stand at another place now.
    pub moved: Vec<Moved>,
}

impl ImportedEndpoint {
    /// Whether anything at all is different.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        self.before.as_ref() != Some(&self.after)
    }

    /// Whether a fact is different. A page with a new date says nothing new by that.
    #[must_use]
    pub fn has_new_facts(&self) -> bool {
        let Some(before) = &self.before else { return true };
        let dated = Endpoint { page: self.after.page.clone(), ..before.clone() };
        dated != self.after
    }
}

/// Imports pages into a spec. `folder` is how the folder of the spec is shown to the user; `obstacles` tells what is in
/// the way of generating a crate from a spec.
#[must_use]
pub fn import(
    spec: &Spec,
    pages: &[Page],
    folder: &str,
    options: Options,
    obstacles: &dyn Fn(&Spec) -> Vec<Diagnostic>,
) -> Imported {
    let mut run = Run {
        before: spec,
        spec: spec.clone(),
        folder,
        calls: by_call(spec),
        findings: Vec::new(),
        endpoints: BTreeMap::new(),
        left_out: BTreeSet::new(),
    };
    let transcripts = run.transcribe(pages);
    for (page, transcript) in run.one_page_each(transcripts) {
        run.endpoint(page, transcript);
    }
    run.mend(obstacles);
    if !options.keep_incomplete {
        run.leave_out(obstacles);
    }
    run.finish()
}

/// How to import.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Keep new endpoints too from which no crate can be generated yet.
    pub keep_incomplete: bool,
}

struct Run<'a> {
    before: &'a Spec,
    spec: Spec,
    folder: &'a str,
    /// The endpoints of the spec before, by their calls.
    calls: BTreeMap<String, &'a LocatedEndpoint>,
    findings: Vec<Diagnostic>,
    /// By file.
    endpoints: BTreeMap<String, ImportedEndpoint>,
    left_out: BTreeSet<String>,
}

impl<'a> Run<'a> {
    fn transcribe(&mut self, pages: &'a [Page]) -> Vec<(&'a Page, Transcript)> {
        let mut transcripts = Vec::new();
        for page in pages {
            match transcribe::transcribe(page, &self.before.platform().value) {
                Ok(transcript) => transcripts.push((page, transcript)),
                Err(error) => self.findings.push(error.told(|line| line_of(page, line))),
            }
        }
        transcripts
    }

    /// Leaves one page for each call: where there are several, the one that the spec was transcribed from.
    fn one_page_each(&mut self, transcripts: Vec<(&'a Page, Transcript)>) -> Vec<(&'a Page, Transcript)> {
        let mut calls: BTreeMap<String, Vec<(&'a Page, Transcript)>> = BTreeMap::new();
        for (page, transcript) in transcripts {
            calls.entry(transcript.endpoint.call()).or_default().push((page, transcript));
        }
        let mut left = Vec::new();
        for (call, mut candidates) in calls {
            if candidates.len() > 1 {
                let known = self.calls.get(&call).map(|known| &known.source.value);
                let own = candidates
                    .iter()
                    .position(|(_, transcript)| known.is_some_and(|known| is_same_page(known, &transcript.endpoint)));
                match own {
                    Some(own) => candidates = vec![candidates.swap_remove(own)],
                    None => {
                        self.several_pages(&call, &candidates);
                        continue;
                    }
                }
            }
            left.append(&mut candidates);
        }
        left.sort_by(|(left, _), (right, _)| left.file.cmp(&right.file));
        left
    }

    fn several_pages(&mut self, call: &str, candidates: &[(&Page, Transcript)]) {
        let place = |page: &Page| line_of(page, page.lines.get("path").copied().unwrap_or(0));
        let (first, others) = candidates.split_first().expect("there are several");
        let message = format!("{} pages describe {call}", candidates.len());
        let mut diagnostic = Diagnostic::new(Code::SeveralPages, place(first.0), message)
            .note("none of them was imported: nothing says which is right")
            .help("import one of them by itself; from then on the spec says which page it follows");
        for (page, _) in others {
            diagnostic = diagnostic.also(place(page), "and this one");
        }
        self.findings.push(diagnostic);
    }

    fn endpoint(&mut self, page: &Page, transcript: Transcript) {
        let Transcript { endpoint: facts, remarks } = transcript;
        let known = self.known(&facts);
        let placed = known.or_else(|| {
            let place = self.free_place(page, &facts)?;
            let file = format!("{}/{}", self.folder, place.file());
            Some((place, file, None))
        });
        let Some((place, file, before)) = placed else { return self.no_place(page, &facts) };
        let is_new = before.is_none();
        let (mut after, moved) = match &before {
            None => (facts, Vec::new()),
            Some(existing) => {
                let merged = merge::merge(facts, existing);
                self.findings.extend(merged.lost.iter().map(|lost| gone(lost, &file, page)));
                (merged.endpoint, merged.moved)
            }
        };
        propose::complete(&mut after, place.method(), &self.before.platform().value.envelope, is_new);
        self.spec.put(place.parts(), &file, after.clone());
        let endpoint = ImportedEndpoint {
            id: place.to_string(),
            file: file.clone(),
            page: page.file.clone(),
            before,
            after,
            moved,
        };
        // What was to be told of a page was told when its facts were new.
        if endpoint.has_new_facts() {
            self.findings.extend(remarks.iter().map(|remark| told(remark, page)));
            self.findings.extend(page.unplaced.iter().map(|unplaced| no_fact(unplaced, page)));
        }
        if is_new {
            self.findings.extend(page.restrictions.iter().map(|note| restriction(note, page)));
        }
        self.endpoints.insert(file, endpoint);
    }

    /// The endpoint of the spec that a page is about: by its call, or else by who the page says it is.
    fn known(&self, facts: &Endpoint) -> Option<(PlaceName, String, Option<Endpoint>)> {
        let by_call = self.calls.get(&facts.call()).copied();
        let wanted = place::by_operation(facts).map(|place| place.to_string());
        let is_free = |known: &&LocatedEndpoint| !self.endpoints.contains_key(&known.source.file);
        let by_identity = || {
            let is_it = |known: &&LocatedEndpoint| {
                wanted.as_ref() == Some(&known.id) || is_same_page(&known.source.value, facts)
            };
            self.before.endpoints().filter(is_free).find(is_it)
        };
        let located = by_call.or_else(by_identity)?;
        let [project, version, resource, method] = located.id.split('.').collect::<Vec<_>>().try_into().ok()?;
        let place = PlaceName::of_file(project, version, resource, method);
        Some((place, located.source.file.clone(), Some(located.source.value.clone())))
    }

    /// The first of the places that a page asks for where there is nothing yet.
    fn free_place(&self, page: &Page, facts: &Endpoint) -> Option<PlaceName> {
        let is_free = |place: &PlaceName| self.spec.endpoint_at(place.parts()).is_none();
        place::wanted(page, facts).find(is_free)
    }

    fn no_place(&mut self, page: &Page, facts: &Endpoint) {
        let wanted: Vec<_> = place::wanted(page, facts).map(|place| format!("`{place}`")).collect();
        let at = line_of(page, page.lines.get("path").copied().unwrap_or(0));
        let message = format!("there is no place in the spec for {}", facts.call());
        let diagnostic = Diagnostic::new(Code::NoPlace, at, message);
        self.findings.push(if wanted.is_empty() {
            diagnostic.note("neither its names nor its path have words that a file could be called by")
        } else {
            diagnostic
                .note(format!("another call is at {}", wanted.join(" and at ")))
                .help("give the file of the other call another name")
        });
    }

    /// Proposes decisions until nothing is in the way that a proposal could settle.
    fn mend(&mut self, obstacles: &dyn Fn(&Spec) -> Vec<Diagnostic>) {
        let changed: BTreeSet<String> =
            self.endpoints.values().filter(|endpoint| endpoint.has_new_facts()).map(|new| new.file.clone()).collect();
        let mut mender = Mender::default();
        for _ in 0..MOST_ROUNDS {
            if changed.is_empty() || !mender.mend(&obstacles(&self.spec), &mut self.spec, &changed) {
                break;
            }
        }
    }

    /// Takes out new endpoints from which no crate could be generated, whatever is proposed: they would keep everything
    /// else from being generated too.
    fn leave_out(&mut self, obstacles: &dyn Fn(&Spec) -> Vec<Diagnostic>) {
        if self.endpoints.values().all(|endpoint| endpoint.before.is_some()) {
            return;
        }
        for finding in obstacles(&self.spec) {
            let file = &finding.primary.place.file;
            let Some(endpoint) = self.endpoints.get(file).filter(|endpoint| endpoint.before.is_none()) else {
                continue;
            };
            let page = Place::file(&endpoint.page);
            self.spec.remove(file);
            self.left_out.insert(file.clone());
            self.findings.push(
                finding
                    .also(page, "the page")
                    .note("no crate can be generated from this endpoint, so it was left out of the spec")
                    .help("`--incomplete` writes it all the same, for you to decide in it"),
            );
        }
    }

    fn finish(self) -> Imported {
        let Self { before: _, spec, folder: _, calls: _, findings, mut endpoints, left_out } = self;
        let left_out =
            endpoints.extract_if(.., |file, _| left_out.contains(file)).map(|(_, endpoint)| endpoint).collect();
        for located in spec.endpoints() {
            if let Some(endpoint) = endpoints.get_mut(&located.source.file) {
                endpoint.after = located.source.value.clone();
            }
        }
        Imported { spec, endpoints: endpoints.into_values().collect(), left_out, findings }
    }
}

/// The endpoints of a spec by their calls; of two with the same call the first.
fn by_call(spec: &Spec) -> BTreeMap<String, &LocatedEndpoint> {
    let mut calls = BTreeMap::new();
    for located in spec.endpoints() {
        calls.entry(located.source.value.call()).or_insert(located);
    }
    calls
}

/// How the text that a file had before is called in what the user is told.
#[must_use]
pub fn before(file: &str) -> String {
    format!("{file} (before)")
}

/// Whether an endpoint was transcribed from the page that these facts come from.
fn is_same_page(known: &Endpoint, facts: &Endpoint) -> bool {
    let same = |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
    let (known, page) = (&known.page, &facts.page);
    same(&known.path, &page.path) || same(&known.id, &page.id) || same(&known.url, &page.url)
}

fn told(remark: &Remark, page: &Page) -> Diagnostic {
    Diagnostic::new(Code::NotTranscribed, line_of(page, remark.line), &remark.what).note(&remark.outcome)
}

fn no_fact(unplaced: &Unplaced, page: &Page) -> Diagnostic {
    let message = format!("the page has {}", unplaced.what);
    Diagnostic::new(Code::NotTranscribed, line_of(page, unplaced.line), message).note("it became no fact")
}

fn restriction(note: &Note, page: &Page) -> Diagnostic {
    let message = "the page says when the call can't be used";
    Diagnostic::new(Code::NotTranscribed, line_of(page, note.line), message)
        .note("its sentences stay on the page; callers should learn of it all the same")
        .help("say it in English under `decide.restrictions`")
}

/// A line of a page; the page as a whole where none is known.
fn line_of(page: &Page, line: usize) -> Place {
    let spot = if line == 0 { Spot::File } else { Spot::Position { line, column: 1 } };
    Place { file: page.file.clone(), spot }
}

fn gone(lost: &Lost, file: &str, page: &Page) -> Diagnostic {
    let place = Place { file: before(file), spot: Spot::Node { steps: lost.way.clone(), part: Part::Value } };
    let message = format!("the page does not have the {} any more, and a decision was about it", lost.about);
    Diagnostic::new(Code::LostDecision, place, message)
        .also(Place::file(&page.file), "the page")
        .note("the decision goes with it")
        .help("if it stands under another name now, take the decision again there")
}

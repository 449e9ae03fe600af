//! Pages and what the spec says already → the spec as it should be.
//!
//! ```text
//! Page ──transcribe──▶ facts ──route──▶ which endpoint ──merge──▶ facts with the old decisions ──propose──▶ endpoint
//! ```
//!
//! Facts follow the page, decisions stay; what a decision was about and is gone is told. What a crate can't be generated
//! without is proposed, for what is new only.
//!
//! A whole documentation is too large to be held at once. So all pages are looked at first, one by one, to know where
//! each goes ([`look`], [`routes`]); and then those with something new are imported, one version of the spec at a time
//! ([`import`]).

mod merge;
mod origin;
pub mod place;
mod propose;
mod route;
mod transcribe;

use std::collections::BTreeSet;
use std::mem;

use crate::diagnostic::{Code, Diagnostic, Part, Place, Spot};
use crate::pages::facts::{Note, Page, Unplaced};
use crate::spec::model::{Endpoint, Envelope, Platform};
use crate::spec::{Index, LocatedEndpoint, Spec};

pub use merge::{Lost, Moved};
pub use origin::Lines;
pub use place::PlaceName;
use propose::Mender;
pub use route::{Outline, PassedOver, Route, Routes, Sighting, routes};
use transcribe::{Remark, Transcript};

/// How often the planner is asked again at most, after something was proposed.
const MOST_ROUNDS: usize = 40;

/// Tells what is in the way of generating a crate from a spec.
pub type Obstacles<'a> = &'a (dyn Fn(&Spec) -> Vec<Diagnostic> + Sync);

/// How a page stands to what the spec says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// The spec does not have its endpoint.
    New,
    /// It states other facts.
    Changed,
    /// It has another date, and states the same facts.
    Dated,
    /// The spec says what it states.
    Same,
}

/// An endpoint that a page was imported into.
#[derive(Debug, Clone, PartialEq)]
pub struct ImportedEndpoint {
    /// Its place.
    pub place: PlaceName,
    /// Its file, as shown to the user.
    pub file: String,
    /// The page, as shown to the user.
    pub page: String,
    /// Where the page says what stands in the endpoint.
    pub lines: Lines,
    /// How the page stands to what the spec said before.
    pub standing: Standing,
    /// What the spec said before; `None` for an endpoint that is new.
    pub before: Option<Endpoint>,
    /// Fields that stand at another place now.
    pub moved: Vec<Moved>,
}

/// What became of a run.
#[derive(Debug)]
pub struct Imported {
    /// The spec with all that could be imported.
    pub spec: Spec,
    /// The endpoints that pages were imported into, in the order of their files.
    pub endpoints: Vec<ImportedEndpoint>,
    /// New endpoints that were left out, because no crate could be generated from them, with what they would have been.
    pub left_out: Vec<(ImportedEndpoint, LocatedEndpoint)>,
    /// What is to be told of the pages, and of decisions that were lost.
    pub findings: Vec<Diagnostic>,
    /// What is in the way of generating a crate from it.
    pub obstacles: Vec<Diagnostic>,
}

impl Imported {
    /// Puts back what the spec said before in some files.
    pub fn forget(&mut self, files: &BTreeSet<String>) {
        for endpoint in self.endpoints.extract_if(.., |endpoint| files.contains(&endpoint.file)) {
            match endpoint.before {
                Some(before) => drop(self.spec.put(endpoint.place.parts(), &endpoint.file, before)),
                None => drop(self.spec.remove(&endpoint.file)),
            }
        }
    }

    /// The endpoints that pages were imported into, and what the spec says of each now.
    pub fn pairs(&self) -> impl Iterator<Item = (&ImportedEndpoint, &LocatedEndpoint)> {
        let after = |endpoint: &ImportedEndpoint| self.spec.endpoint_at(endpoint.place.parts());
        self.endpoints.iter().filter_map(move |endpoint| Some((endpoint, after(endpoint)?)))
    }
}

/// How to import.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Keep new endpoints too from which no crate can be generated yet.
    pub keep_incomplete: bool,
}

/// Looks at a page: what it is about, and whether that is new. `number` is which of the pages it is.
///
/// # Errors
///
/// Fails when nothing can be made of the page, and says why.
pub fn look(number: usize, page: &Page, index: &Index) -> Result<Sighting, Box<Diagnostic>> {
    let transcript = transcribe(page, index.platform())?;
    let mut sighting = Sighting::new(number, page, &transcript.endpoint);
    if let Some(known) = index.by_call(sighting.call()) {
        let [.., method] = &known.place;
        sighting.standing = match index.endpoint(&known.file) {
            Some(before) => {
                let goal = Goal { method, file: &known.file, envelope: &index.platform().envelope };
                goal.adopt(page, transcript, Some(before)).standing
            }
            // Whoever reads the endpoint to change it will find what is wrong.
            None => Standing::Changed,
        };
    }
    Ok(sighting)
}

/// What a page would make of the endpoint that it goes to, and that is known.
///
/// # Errors
///
/// Fails when nothing can be made of the page, and says why.
pub fn preview(page: &Page, route: &Route, before: Endpoint, platform: &Platform) -> Result<Endpoint, Box<Diagnostic>> {
    let transcript = transcribe(page, platform)?;
    let goal = Goal { method: route.place.method(), file: &route.file, envelope: &platform.envelope };
    Ok(goal.adopt(page, transcript, Some(before)).after)
}

/// Imports pages into a spec, or a part of one, that has the endpoints that they go to. `obstacles` tells what is in the
/// way of generating a crate from it. Pages are taken one by one, and none is held.
///
/// # Errors
///
/// Fails when there is no page in place of the next one.
pub fn import<E>(
    spec: Spec,
    pages: impl IntoIterator<Item = Result<(Page, Route), E>>,
    options: Options,
    obstacles: Obstacles<'_>,
) -> Result<Imported, E> {
    let mut run =
        Imported { spec, endpoints: Vec::new(), left_out: Vec::new(), findings: Vec::new(), obstacles: Vec::new() };
    for next in pages {
        let (page, route) = next?;
        run.page(&page, route);
    }
    run.endpoints.sort_by(|left, right| left.file.cmp(&right.file));
    run.mend(obstacles);
    if !options.keep_incomplete {
        run.leave_out(obstacles);
    }
    Ok(run)
}

impl Imported {
    fn page(&mut self, page: &Page, route: Route) {
        let Route { place, file, .. } = route;
        let transcript = match transcribe(page, &self.spec.platform().value) {
            Ok(transcript) => transcript,
            Err(finding) => return self.findings.push(*finding),
        };
        let before = self.spec.remove(&file).map(|located| located.source.value);
        let envelope = &self.spec.platform().value.envelope;
        let adopted = Goal { method: place.method(), file: &file, envelope }.adopt(page, transcript, before);
        let Adopted { before, after, standing, moved, findings } = adopted;
        self.findings.extend(findings);
        let lines = Lines::of(page, &after);
        self.spec.put(place.parts(), &file, after);
        let page = page.file.clone();
        self.endpoints.push(ImportedEndpoint { place, file, page, lines, standing, before, moved });
    }

    /// Proposes decisions until nothing is in the way that a proposal could settle.
    fn mend(&mut self, obstacles: Obstacles<'_>) {
        let new = self.endpoints.iter().filter(|endpoint| endpoint.standing <= Standing::Changed);
        let files: BTreeSet<String> = new.map(|endpoint| endpoint.file.clone()).collect();
        if files.is_empty() {
            return;
        }
        let mut mender = Mender::default();
        self.obstacles = obstacles(&self.spec);
        for _ in 0..MOST_ROUNDS {
            if !mender.mend(&self.obstacles, &mut self.spec, &files) {
                break;
            }
            self.obstacles = obstacles(&self.spec);
        }
    }

    /// Takes out new endpoints from which no crate could be generated, whatever is proposed: they would keep everything
    /// else from being generated too. What is wrong with several can be told of one at a time.
    fn leave_out(&mut self, obstacles: Obstacles<'_>) {
        while self.leave_some_out() {
            self.obstacles = obstacles(&self.spec);
        }
    }

    /// Takes out those that are known to be in the way. Returns whether there were any.
    fn leave_some_out(&mut self) -> bool {
        let before = self.left_out.len();
        for finding in mem::take(&mut self.obstacles) {
            let file = &finding.primary.place.file;
            let is_it = |endpoint: &ImportedEndpoint| endpoint.standing == Standing::New && endpoint.file == *file;
            if let Some(position) = self.endpoints.iter().position(is_it)
                && let Some(taken) = self.spec.remove(file)
            {
                self.left_out.push((self.endpoints.remove(position), taken));
            }
            let Some((endpoint, _)) = self.left_out.iter().find(|(endpoint, _)| is_it(endpoint)) else {
                self.obstacles.push(finding);
                continue;
            };
            let page = Place::file(&endpoint.page);
            self.findings.push(
                finding
                    .also(page, "the page")
                    .note("no crate can be generated from this endpoint, so it was left out of the spec")
                    .help("`--incomplete` writes it all the same, for you to decide in it"),
            );
        }
        self.left_out.len() > before
    }
}

/// What becomes of the endpoint that a page goes to.
struct Adopted {
    before: Option<Endpoint>,
    after: Endpoint,
    standing: Standing,
    moved: Vec<Moved>,
    findings: Vec<Diagnostic>,
}

/// The endpoint that a page goes to.
struct Goal<'a> {
    /// The last of its names.
    method: &'a str,
    /// Its file, as shown to the user.
    file: &'a str,
    envelope: &'a Envelope,
}

impl Goal<'_> {
    /// Puts the facts of a page in the place of the old ones.
    fn adopt(&self, page: &Page, transcript: Transcript, mut before: Option<Endpoint>) -> Adopted {
        let Transcript { endpoint: facts, remarks } = transcript;
        let (mut after, moved, lost) = match &before {
            None => (facts, Vec::new(), Vec::new()),
            Some(existing) => {
                let merge::Merged { endpoint, lost, moved } = merge::merge(facts, existing);
                (endpoint, moved, lost)
            }
        };
        propose::complete(&mut after, self.method, self.envelope, before.is_none());
        let standing = standing(before.as_mut(), &after);
        let mut findings: Vec<_> = lost.iter().map(|lost| gone(lost, self.file, page)).collect();
        // What was to be told of a page was told when its facts were new.
        if standing <= Standing::Changed {
            findings.extend(remarks.iter().map(|remark| told(remark, page)));
            findings.extend(page.unplaced.iter().map(|unplaced| no_fact(unplaced, page)));
        }
        if standing == Standing::New {
            findings.extend(page.restrictions.iter().map(|note| restriction(note, page)));
        }
        Adopted { before, after, standing, moved, findings }
    }
}

/// How an endpoint stands to what was said of it before, which is as it was when this returns.
fn standing(before: Option<&mut Endpoint>, after: &Endpoint) -> Standing {
    let Some(before) = before else { return Standing::New };
    if before == after {
        return Standing::Same;
    }
    // A page with a new date says nothing new by that.
    let page = mem::replace(&mut before.page, after.page.clone());
    let standing = if before == after { Standing::Dated } else { Standing::Changed };
    before.page = page;
    standing
}

fn transcribe(page: &Page, platform: &Platform) -> Result<Transcript, Box<Diagnostic>> {
    transcribe::transcribe(page, platform).map_err(|error| Box::new(error.told(|line| line_of(page, line))))
}

/// How the text that a file had before is called in what the user is told.
#[must_use]
pub fn before(file: &str) -> String {
    format!("{file} (before)")
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

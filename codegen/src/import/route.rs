//! Which page goes where, by the little that this takes: neither pages nor endpoints are held for it.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{self, PlaceName};
use super::{Standing, line_of};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::pages::facts::Page;
use crate::spec::model::{self, Endpoint, ErrorCode, ErrorRow};
use crate::spec::{Index, Known};

/// What must be known of a page to say where it goes.
#[derive(Debug, Clone, PartialEq)]
pub struct Sighting {
    /// Which of the pages it is.
    page: usize,
    /// Method and path, whatever the placeholders are called.
    call: String,
    /// Who the page says it is.
    identity: model::Page,
    /// Where its path stands.
    at: Place,
    /// The places that it asks for, the best first.
    wanted: Vec<PlaceName>,
    /// The id that the vendor's own name for the operation would give it.
    by_operation: Option<String>,
    /// How it stands to the endpoint with the same call, where there is one.
    pub(super) standing: Standing,
    outline: Outline,
    errors: Vec<ErrorRow>,
}

/// What a page is about, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// Method and path.
    pub call: String,
    /// The official title.
    pub title: String,
    /// The page, as shown to the user.
    pub page: String,
}

impl Sighting {
    /// What must be known of a page with these facts. It is new until it is known to be otherwise.
    pub(super) fn new(number: usize, page: &Page, facts: &Endpoint) -> Self {
        Self {
            page: number,
            call: facts.call(),
            identity: facts.page.clone(),
            at: line_of(page, page.lines.get("path").copied().unwrap_or(0)),
            wanted: place::wanted(page, facts).collect(),
            by_operation: place::by_operation(facts).map(|place| place.to_string()),
            standing: Standing::New,
            outline: Outline {
                call: format!("{} {}", facts.method.as_str(), facts.path),
                title: facts.title.clone(),
                page: page.file.clone(),
            },
            errors: facts.errors.iter().map(ErrorCode::row).collect(),
        }
    }

    /// Method and path, whatever the placeholders are called.
    pub(super) fn call(&self) -> &str {
        &self.call
    }

    fn is_of(&self, known: &Known) -> bool {
        let same = |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
        let (known, own) = (&known.page, &self.identity);
        same(&known.path, &own.path) || same(&known.id, &own.id) || same(&known.url, &own.url)
    }
}

/// Where a page goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// Which of the pages it is.
    pub page: usize,
    /// The place of the endpoint.
    pub place: PlaceName,
    /// Its file, as shown to the user.
    pub file: String,
    /// How the page stands to what the spec says.
    pub standing: Standing,
    /// What the page is about.
    pub outline: Outline,
    /// Its error table.
    pub errors: Vec<ErrorRow>,
}

/// Where pages go.
#[derive(Debug, Default)]
pub struct Routes {
    /// The ways of pages, in the order of the pages.
    pub routes: Vec<Route>,
    /// What is to be told of pages that go nowhere.
    pub findings: Vec<Diagnostic>,
    /// The calls that these are about.
    pub open_calls: BTreeSet<String>,
    /// Pages in whose place another one of the same call is taken.
    pub passed_over: Vec<PassedOver>,
}

/// A page in whose place another one is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassedOver {
    /// The page, as shown to the user.
    pub page: String,
    /// The other page.
    pub follows: String,
    /// Method and path.
    pub call: String,
}

/// Decides where pages go.
#[must_use]
pub fn routes(sightings: Vec<Sighting>, index: &Index) -> Routes {
    let mut router = Router { index, files: BTreeSet::new(), made: Routes::default() };
    let sightings = router.one_page_each(sightings);
    let sightings = router.by_call(sightings);
    let sightings = router.by_identity(sightings);
    router.send_to_free_places(sightings);
    router.made.routes.sort_by_key(|route| route.page);
    router.made
}

struct Router<'a> {
    index: &'a Index,
    /// The files that a page goes to.
    files: BTreeSet<String>,
    made: Routes,
}

impl Router<'_> {
    /// Leaves one page for each call.
    fn one_page_each(&mut self, sightings: Vec<Sighting>) -> Vec<Sighting> {
        let mut calls: BTreeMap<String, Vec<Sighting>> = BTreeMap::new();
        for sighting in sightings {
            calls.entry(sighting.call.clone()).or_default().push(sighting);
        }
        let mut left: Vec<_> =
            calls.into_iter().filter_map(|(call, candidates)| self.one_of(call, candidates)).collect();
        left.sort_by_key(|sighting| sighting.page);
        left
    }

    /// Of the pages of a call the one that the spec was transcribed from, and of several copies of that the newest.
    fn one_of(&mut self, call: String, mut candidates: Vec<Sighting>) -> Option<Sighting> {
        if candidates.len() == 1 {
            return candidates.pop();
        }
        let known = self.index.by_call(&call);
        let own = |candidate: &&Sighting| known.is_none_or(|known| candidate.is_of(known));
        let copies: Vec<&Sighting> = candidates.iter().filter(own).collect();
        let Some(page) = newest(&copies) else {
            self.made.findings.extend(several_pages(&candidates));
            self.made.open_calls.insert(call);
            return None;
        };
        let (mut taken, others): (Vec<_>, Vec<_>) = candidates.into_iter().partition(|other| other.page == page);
        let taken = taken.pop()?;
        self.made.passed_over.extend(others.into_iter().map(|other| PassedOver {
            page: other.outline.page,
            follows: taken.outline.page.clone(),
            call: other.outline.call,
        }));
        Some(taken)
    }

    /// Sends pages to the endpoints with their calls. Returns the others.
    fn by_call(&mut self, sightings: Vec<Sighting>) -> Vec<Sighting> {
        let mut others = Vec::new();
        for sighting in sightings {
            match self.index.by_call(&sighting.call) {
                Some(known) => {
                    let standing = sighting.standing;
                    self.send_to(known, sighting, standing);
                }
                None => others.push(sighting),
            }
        }
        others
    }

    /// Sends pages to the endpoints that they say they are about, though the call is another now. Returns the others.
    fn by_identity(&mut self, sightings: Vec<Sighting>) -> Vec<Sighting> {
        let mut others = Vec::new();
        for sighting in sightings {
            let is_it = |known: &&Known| sighting.by_operation == Some(known.id()) || sighting.is_of(known);
            let mut free = self.index.endpoints().iter().filter(|known| !self.files.contains(&known.file));
            match free.find(is_it) {
                Some(known) => self.send_to(known, sighting, Standing::Changed),
                None => others.push(sighting),
            }
        }
        others
    }

    fn send_to(&mut self, known: &Known, sighting: Sighting, standing: Standing) {
        let [project, version, resource, method] = &known.place;
        let place = PlaceName::of_file(project, version, resource, method);
        self.files.insert(known.file.clone());
        let Sighting { page, outline, errors, .. } = sighting;
        self.made.routes.push(Route { page, place, file: known.file.clone(), standing, outline, errors });
    }

    /// Sends pages of new endpoints to the first of the places that they ask for where there is nothing yet.
    fn send_to_free_places(&mut self, sightings: Vec<Sighting>) {
        let mut taken: BTreeSet<String> = self.index.endpoints().iter().map(Known::id).collect();
        for sighting in sightings {
            match sighting.wanted.iter().find(|place| taken.insert(place.to_string())) {
                Some(place) => {
                    let file = self.index.folder().name_of(place.file().as_ref());
                    let (place, standing) = (place.clone(), Standing::New);
                    let Sighting { page, outline, errors, .. } = sighting;
                    self.made.routes.push(Route { page, place, file, standing, outline, errors });
                }
                None => self.made.findings.push(no_place(&sighting)),
            }
        }
    }
}

/// Which of some copies of one page is the newest, where they say that they are copies of one page and which is.
fn newest(copies: &[&Sighting]) -> Option<usize> {
    let (first, others) = copies.split_first()?;
    if !others.iter().all(|other| first.identity.path.is_some() && other.identity.path == first.identity.path) {
        return None;
    }
    let newest = copies.iter().max_by_key(|copy| copy.identity.updated)?;
    let is_as_new = |copy: &&&Sighting| copy.identity.updated == newest.identity.updated;
    (copies.iter().filter(is_as_new).count() == 1).then_some(newest.page)
}

fn several_pages(candidates: &[Sighting]) -> Option<Diagnostic> {
    let (first, others) = candidates.split_first()?;
    let message = format!("{} pages describe {}", candidates.len(), first.outline.call);
    let mut diagnostic = Diagnostic::new(Code::SeveralPages, first.at.clone(), message)
        .note("none of them was imported: nothing says which is right")
        .help("import one of them by itself; from then on the spec says which page it follows");
    for other in others {
        diagnostic = diagnostic.also(other.at.clone(), "and this one");
    }
    Some(diagnostic)
}

fn no_place(sighting: &Sighting) -> Diagnostic {
    let wanted: Vec<_> = sighting.wanted.iter().map(|place| format!("`{place}`")).collect();
    let message = format!("there is no place in the spec for {}", sighting.outline.call);
    let diagnostic = Diagnostic::new(Code::NoPlace, sighting.at.clone(), message);
    if wanted.is_empty() {
        diagnostic.note("neither its names nor its path have words that a file could be called by")
    } else {
        diagnostic
            .note(format!("another call is at {}", wanted.join(" and at ")))
            .help("give the file of the other call another name")
    }
}

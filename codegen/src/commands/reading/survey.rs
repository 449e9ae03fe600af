//! All pages, one by one: where each goes, and whether it has anything new.

use super::files::Source;
use super::{Summary, read_all};
use crate::commands::{Failure, Terminal};
use crate::diagnostic::Diagnostic;
use crate::import::{self, Route};
use crate::spec::Index;

/// What a first look at all pages found. Neither pages nor endpoints are held.
#[derive(Debug)]
pub struct Survey {
    /// Where pages go, in the order of the pages.
    pub routes: Vec<Route>,
    /// What is to be told of pages that go nowhere.
    pub findings: Vec<Diagnostic>,
    /// What was read.
    pub summary: Summary,
}

impl Survey {
    /// Looks at all pages.
    pub fn of(sources: &[Source], index: &Index, terminal: &mut Terminal<'_>) -> Result<Self, Failure> {
        let (mut sightings, mut findings, mut summary) = (Vec::new(), Vec::new(), Summary::default());
        let look = |number, page| import::look(number, &page, index);
        read_all(sources, &mut summary, terminal, look, |seen, _| {
            match seen {
                Ok(sighting) => sightings.push(sighting),
                Err(finding) => findings.push(*finding),
            }
            Ok(())
        })?;
        let (routes, lost) = import::routes(sightings, index);
        findings.extend(lost);
        Ok(Self { routes, findings, summary })
    }
}

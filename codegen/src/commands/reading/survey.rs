//! All pages, one by one: where each goes, and whether it has anything new.

use super::files::Source;
use super::{Summary, read_all};
use crate::commands::{Failure, Terminal};
use crate::import::{self, PassedOver, Routes};
use crate::spec::Index;
use crate::spec::model::call;

/// What a first look at all pages found. Neither pages nor endpoints are held.
#[derive(Debug)]
pub struct Survey {
    /// Where pages go.
    pub routes: Routes,
    /// What was read.
    pub summary: Summary,
}

impl Survey {
    /// Looks at all pages, and tells of those in whose place another one is taken.
    pub fn of(sources: &[Source], index: &Index, terminal: &mut Terminal<'_>) -> Result<Self, Failure> {
        let (mut sightings, mut refused, mut summary) = (Vec::new(), Vec::new(), Summary::default());
        let look = |number, page| {
            import::look(number, &page, index).map_err(|finding| (finding, call(page.method.trim(), page.path.trim())))
        };
        read_all(sources, &mut summary, terminal, look, |seen, _| {
            match seen {
                Ok(sighting) => sightings.push(sighting),
                Err(finding) => refused.push(finding),
            }
            Ok(())
        })?;
        let mut routes = import::routes(sightings, index);
        for (finding, call) in refused {
            routes.findings.push(*finding);
            routes.open_calls.insert(call);
        }
        for PassedOver { page, follows, call } in &routes.passed_over {
            writeln!(terminal.err, "{page}: passed over, because {call} follows {follows}")?;
        }
        Ok(Self { routes, summary })
    }
}

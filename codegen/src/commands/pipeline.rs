//! The stages in their order, for every command that generates.

use super::workspace::Places;
use super::{Failure, Terminal};
use crate::diagnostic::{Diagnostic, Renderer, Sources};
use crate::output::{self, Tree};
use crate::plan::{self, Counts};
use crate::render;
use crate::spec;

/// What the spec yields.
pub struct Yield {
    /// The files.
    pub tree: Tree,
    /// How much there is in them.
    pub counts: Counts,
}

/// Runs the stages. `None` when the spec has errors; they are told by then.
pub fn run(places: &Places, terminal: &mut Terminal<'_>) -> Result<Option<Yield>, Failure> {
    let loaded = spec::load(&places.spec)
        .map_err(|error| Failure::from(format!("can't list {}: {error}", places.spec.shown_as)))?;
    let plan = match loaded.spec.and_then(|spec| plan::plan(&spec)) {
        Ok(plan) => plan,
        Err(findings) => {
            tell(&findings, &loaded.sources, terminal)?;
            return Ok(None);
        }
    };
    let tree = output::format(render::render(&plan))?;
    Ok(Some(Yield { tree, counts: plan.counts() }))
}

fn tell(findings: &[Diagnostic], sources: &Sources, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let text = Renderer::new(sources).render_all(findings);
    write!(terminal.err, "{text}")?;
    Ok(())
}

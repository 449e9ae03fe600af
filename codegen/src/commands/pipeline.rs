//! The stages in their order, for every command that generates.

use super::workspace::Places;
use super::{Failure, Terminal};
use crate::diagnostic::{Diagnostic, Renderer, Sources};
use crate::output::{self, Tree};
use crate::plan::{self, Counts, Plan};
use crate::render;
use crate::spec::{self, Folder, Spec};
use crate::surface;

/// What the spec yields.
pub struct Yield {
    /// The files.
    pub tree: Tree,
    /// How much there is in them.
    pub counts: Counts,
}

/// Runs the stages. `None` when the spec has errors; they are told by then.
pub fn run(places: &Places, terminal: &mut Terminal<'_>) -> Result<Option<Yield>, Failure> {
    let Some((_, plan, _)) = planned(&places.spec, terminal)? else { return Ok(None) };
    let mut read = surface::Files::default();
    let mut tree = output::format(render::render(&plan), |path, file| read.add(path, file))?;
    tree.insert(surface::FILE.to_owned(), read.surface(plan.package()).to_text());
    Ok(Some(Yield { tree, counts: plan.counts() }))
}

/// Reads a spec from which a crate can be generated. `None` when it has errors; they are told by then.
pub fn checked_spec(folder: &Folder, terminal: &mut Terminal<'_>) -> Result<Option<(Spec, Sources)>, Failure> {
    Ok(planned(folder, terminal)?.map(|(spec, _, sources)| (spec, sources)))
}

fn planned(folder: &Folder, terminal: &mut Terminal<'_>) -> Result<Option<(Spec, Plan, Sources)>, Failure> {
    let loaded =
        spec::load(folder).map_err(|error| Failure::from(format!("can't list {}: {error}", folder.shown_as)))?;
    let planned = loaded.spec.and_then(|spec| {
        let plan = plan::plan(&spec)?;
        Ok((spec, plan))
    });
    match planned {
        Ok((spec, plan)) => Ok(Some((spec, plan, loaded.sources))),
        Err(findings) => {
            tell(&findings, &loaded.sources, terminal)?;
            Ok(None)
        }
    }
}

/// Tells findings, with excerpts of the files.
pub fn tell(findings: &[Diagnostic], sources: &Sources, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let text = Renderer::new(sources).render_all(findings);
    write!(terminal.err, "{text}")?;
    Ok(())
}

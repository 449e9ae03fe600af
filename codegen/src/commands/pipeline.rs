//! The stages in their order, for every command that generates.

use super::workspace::Places;
use super::{Failure, Terminal};
use crate::diagnostic::{Diagnostic, Renderer, Sources};
use crate::output::{self, Tree};
use crate::plan::{self, Counts, Plan};
use crate::render;
use crate::spec::{self, Folder, Index, Spec};
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
    let checked = checked(&places.spec)?;
    let plan = match checked.spec {
        Ok((_, plan)) => plan,
        Err(findings) => {
            tell(&findings, &checked.sources, terminal)?;
            return Ok(None);
        }
    };
    let mut read = surface::Files::default();
    let mut tree = output::format(render::render(&plan), |path, file| read.add(path, file))?;
    tree.insert(surface::FILE.to_owned(), read.surface(plan.package()).to_text());
    Ok(Some(Yield { tree, counts: plan.counts() }))
}

/// A spec and what a crate will look like that is generated from it, or why there is none; and the texts of the files.
pub struct Checked {
    /// The spec and its plan, or what is wrong.
    pub spec: Result<(Spec, Plan), Vec<Diagnostic>>,
    /// The texts, to show excerpts of.
    pub sources: Sources,
}

/// Reads who the endpoints of a spec are. `None` when it has errors of form; they are told by then.
pub fn index(folder: &Folder, terminal: &mut Terminal<'_>) -> Result<Option<Index>, Failure> {
    let indexed =
        Index::of(folder).map_err(|error| Failure::from(format!("can't list {}: {error}", folder.shown_as)))?;
    match indexed.index {
        Ok(index) => Ok(Some(index)),
        Err(findings) => {
            tell(&findings, &indexed.sources, terminal)?;
            Ok(None)
        }
    }
}

/// Reads a spec and decides what becomes of it.
pub fn checked(folder: &Folder) -> Result<Checked, Failure> {
    let loaded =
        spec::load(folder).map_err(|error| Failure::from(format!("can't list {}: {error}", folder.shown_as)))?;
    let spec = loaded.spec.and_then(|spec| {
        let plan = plan::plan(&spec)?;
        Ok((spec, plan))
    });
    Ok(Checked { spec, sources: loaded.sources })
}

/// Tells findings, with excerpts of the files.
pub fn tell(findings: &[Diagnostic], sources: &Sources, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let text = Renderer::new(sources).render_all(findings);
    write!(terminal.err, "{text}")?;
    Ok(())
}

//! `codegen drift`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::reading::files::{self, Source};
use super::reading::{Survey, Trouble, read_again};
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::drift::{self, Changed, Drift, Extent};
use crate::import::{Route, Standing};
use crate::spec::Index;

/// What to compare, and how to tell.
#[derive(Debug, Clone, Args)]
pub struct DriftArguments {
    /// Pages: files, folders (all `.md`, `.markdown` and `.txt` files in them), or `-` for the standard input
    #[arg(required = true, value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// The folder with the spec [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// How to tell
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Leave out pages of endpoints that the spec does not have
    #[arg(long)]
    pub known: bool,
}

/// How drift is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal
    #[default]
    Text,
    /// For programs, in the form that `schema/drift.json` describes
    Json,
    /// For people in an issue or a pull request; nothing where there is no drift
    Markdown,
}

/// Compares pages with the spec.
pub fn run(arguments: &DriftArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::spec(arguments.spec.as_ref())?;
    let sources = files::find(&arguments.pages)?;
    let Some(index) = pipeline::index(&folder, terminal)? else { return Ok(Status::Failed) };
    let Survey { routes, summary } = Survey::of(&sources, &index, terminal)?;
    let changed = changed(&routes.routes, &sources, &index).map_err(|trouble| trouble as Failure)?;
    // Of single pages nothing can be said about those that are not among them, and a page that can't be read can be any.
    let is_whole = arguments.pages.iter().any(|path| path.is_dir()) && summary.unreadable().is_empty();
    let extent = if is_whole { Extent::Whole } else { Extent::Part };
    let mut drift = Drift::new(&index, routes, changed, extent, summary.unreadable());
    if arguments.known {
        drift.new.clear();
    }
    let report = match arguments.format {
        Format::Text => drift::text(&drift),
        Format::Json => drift.json(),
        Format::Markdown => drift::markdown(&drift),
    };
    write!(terminal.out, "{report}")?;
    Ok(if drift.is_none() { Status::Fine } else { Status::Findings })
}

/// Looks again at the pages that state other facts than the spec, on all cores.
fn changed(routes: &[Route], sources: &[Source], index: &Index) -> Result<Vec<Changed>, Trouble> {
    let compare = |route: &Route| -> Result<Changed, Trouble> {
        let page = read_again(&sources[route.page])?;
        let vanished = || format!("{} was changed while pages were compared with it", route.file);
        let before = index.endpoint(&route.file).ok_or_else(vanished)?;
        Ok(Changed::of(&page, route, before, index.platform()).map_err(|finding| finding.message)?)
    };
    let changed: Vec<&Route> = routes.iter().filter(|route| route.standing == Standing::Changed).collect();
    changed.into_par_iter().map(compare).collect()
}

//! `codegen import`.

mod batch;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::reading::files::{self, Progress, Source};
use super::reading::{Survey, Trouble};
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline, plural};
use crate::diagnostic::Sources;
use crate::import::{Options, Route, Routes, Standing};
use crate::lint::ErrorTables;
use crate::output::Replacement;
use crate::spec::{Index, Known};
use batch::Batch;
use told::Told;

/// What to import, and where.
#[derive(Debug, Clone, Args)]
pub struct ImportArguments {
    /// Pages: files, folders (all `.md`, `.markdown` and `.txt` files in them), or `-` for the standard input
    #[arg(required = true, value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// The folder with the spec [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// Write new endpoints too from which no crate can be generated yet; without it they are only told of
    #[arg(long)]
    pub incomplete: bool,
    /// Write nothing; tell what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// Brings pages into the spec.
pub fn run(arguments: &ImportArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::spec(arguments.spec.as_ref())?;
    let sources = files::find(&arguments.pages)?;
    let Some(index) = pipeline::index(&folder, terminal)? else { return Ok(Status::Failed) };
    let Survey { routes: Routes { routes, findings, .. }, summary } = Survey::of(&sources, &index, terminal)?;
    let mut report = Report::default();
    report.counts.add_same(&routes);
    report.told.add(&findings, &mut Sources::new(), &sources, |_| None);
    let mut replacement = Replacement::begin(&folder.path);
    let options = Options { keep_incomplete: arguments.incomplete };
    each_version(routes, &sources, &index, options, |batch| {
        if !arguments.dry_run {
            for (file, text) in &batch.texts {
                replacement.add(folder.relative(file), text)?;
            }
        }
        report.add(batch);
        Ok(())
    })?;
    replacement.finish()?;
    report.tell(arguments.dry_run, terminal)?;
    summary.tell(terminal)?;
    report.told.tell(&folder, terminal)?;
    Ok(summary.status(if report.told.is_empty() { Status::Fine } else { Status::Findings }))
}

/// Imports the pages that have something new, one version of the spec at a time on each core: nothing of a version is held
/// once it is done. Hands out what came of it, in order.
fn each_version(
    routes: Vec<Route>,
    sources: &[Source],
    index: &Index,
    options: Options,
    mut each: impl FnMut(Batch) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let mut versions: BTreeMap<(String, String), Vec<Route>> = BTreeMap::new();
    for route in routes.into_iter().filter(|route| route.standing != Standing::Same) {
        let version = (route.place.project().to_owned(), route.place.version().to_owned());
        versions.entry(version).or_default().push(route);
    }
    let tables = Tables::of(index, versions.values().flatten());
    let progress = Progress::new(versions.values().map(Vec::len).sum());
    let mut versions = versions.into_iter();
    loop {
        let part: Vec<_> = versions.by_ref().take(rayon::current_num_threads()).collect();
        if part.is_empty() {
            return Ok(());
        }
        let pages = part.iter().map(|(_, routes)| routes.len()).sum();
        let batches: Vec<Result<Batch, Trouble>> = part
            .into_par_iter()
            .map(|((project, version), routes)| {
                Batch::import(index, (&project, &version), routes, sources, &tables, options)
            })
            .collect();
        for batch in batches {
            each(batch.map_err(|trouble| trouble as Failure)?)?;
        }
        progress.advance(pages);
    }
}

/// The error tables of the whole spec, as they were and as they will be: pages contradict each other across versions too.
struct Tables {
    before: ErrorTables,
    after: ErrorTables,
    /// The files that pages with something new go to.
    renewed: BTreeSet<String>,
}

impl Tables {
    fn of<'a>(index: &Index, routes: impl Iterator<Item = &'a Route>) -> Self {
        let (mut before, mut after) = (ErrorTables::default(), ErrorTables::default());
        let mut renewed = BTreeSet::new();
        for Route { place, file, errors, .. } in routes {
            after.add(place.project(), place.version(), file, errors);
            renewed.insert(file.clone());
        }
        for Known { place: [project, version, ..], file, errors, .. } in index.endpoints() {
            before.add(project, version, file, errors);
            if !renewed.contains(file) {
                after.add(project, version, file, errors);
            }
        }
        Self { before, after, renewed }
    }
}

/// How many endpoints there are of each standing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Counts {
    new: usize,
    changed: usize,
    dated: usize,
    same: usize,
    left_out: usize,
    left_alone: usize,
    files: usize,
}

impl Counts {
    fn add_same(&mut self, routes: &[Route]) {
        self.same += routes.iter().filter(|route| route.standing == Standing::Same).count();
    }

    fn add(&mut self, other: Self) {
        let Self { new, changed, dated, same, left_out, left_alone, files } = other;
        self.new += new;
        self.changed += changed;
        self.dated += dated;
        self.same += same;
        self.left_out += left_out;
        self.left_alone += left_alone;
        self.files += files;
    }
}

/// What is told of an import.
#[derive(Debug, Default)]
struct Report {
    changes: Vec<String>,
    counts: Counts,
    told: Told,
}

impl Report {
    fn add(&mut self, batch: Batch) {
        self.changes.extend(batch.changes);
        self.counts.add(batch.counts);
        self.told.add_all(batch.told);
    }

    /// What changed, in the words of the catalogue of changes.
    fn tell(&self, dry_run: bool, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let Counts { new, changed, dated, same, left_out, left_alone, files } = self.counts;
        let unless_none = |count: usize, what: &str| match count {
            0 => String::new(),
            count => format!(", {count} {what}"),
        };
        let others = unless_none(left_alone, "left as they are") + &unless_none(left_out, "left out");
        let done = if dry_run { "would be written" } else { "written" };
        for line in &self.changes {
            writeln!(terminal.out, "{line}")?;
        }
        writeln!(
            terminal.out,
            "{}: {new} new, {changed} changed, {dated} with a new date only, {same} as they were{others}; {} {done}",
            plural(new + changed + dated + same, "endpoint"),
            plural(files, "file"),
        )?;
        Ok(())
    }
}

//! `codegen facts`.

mod against;
pub mod files;

use std::path::PathBuf;

use clap::Args;
use rayon::prelude::*;

use super::{Failure, Status, Terminal, plural};
use crate::json;
use crate::pages::facts::Page;
use crate::pages::{Kind, Reading, read_bytes};
use files::{Progress, Source};

/// What to read, and what to compare it with.
#[derive(Debug, Clone, Args)]
pub struct FactsArguments {
    /// Pages: files, folders (all `.md`, `.markdown` and `.txt` files in them), or `-` for the standard input
    #[arg(required_unless_present = "schema", value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// Compare with reference facts, one record a line, and print the agreement and every difference instead
    #[arg(long, value_name = "FACTS.jsonl")]
    pub against: Option<PathBuf>,
    /// Print the JSON Schema of the object instead
    #[arg(long, conflicts_with_all = ["pages", "against"])]
    pub schema: bool,
}

/// How many pages are held in memory at a time, for each thread.
const PAGES_PER_THREAD: usize = 16;

/// Prints the facts of pages, or how far they agree with others.
pub fn run(arguments: &FactsArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    if arguments.schema {
        write!(terminal.out, "{}", json::text(&schemars::schema_for!(Page)))?;
        return Ok(Status::Fine);
    }
    let sources = files::find(&arguments.pages)?;
    let mut summary = Summary::default();
    match &arguments.against {
        Some(reference) => against::run(reference, &sources, &mut summary, terminal),
        None => {
            read_all(&sources, &mut summary, terminal, |page, terminal| {
                serde_json::to_writer(&mut *terminal.out, &page)?;
                writeln!(terminal.out)?;
                Ok(())
            })?;
            summary.tell(terminal)?;
            Ok(summary.status(Status::Fine))
        }
    }
}

/// Reads all pages on all cores and keeps those of endpoints, in order; tells of the others.
pub fn read_pages(
    sources: &[Source],
    summary: &mut Summary,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<Page>, Failure> {
    let mut pages = Vec::new();
    read_all(sources, summary, terminal, |page, _| {
        pages.push(page);
        Ok(())
    })?;
    Ok(pages)
}

/// Reads all pages on all cores and hands out those of endpoints, in order; tells of the others.
fn read_all(
    sources: &[Source],
    summary: &mut Summary,
    terminal: &mut Terminal<'_>,
    mut endpoint: impl FnMut(Page, &mut Terminal<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let progress = Progress::new(sources.len());
    for part in sources.chunks(PAGES_PER_THREAD * rayon::current_num_threads()) {
        let readings: Vec<_> =
            part.par_iter().map(|source| source.read().map(|bytes| read_bytes(&source.name, &bytes))).collect();
        for (source, reading) in part.iter().zip(readings) {
            summary.pages += 1;
            match reading {
                Ok(Reading::Endpoint(page)) => {
                    summary.endpoints += 1;
                    summary.unplaced += page.unplaced.len();
                    endpoint(*page, terminal)?;
                }
                Ok(Reading::NotAnEndpoint { kind, why }) => {
                    summary.others.push(kind);
                    progress.suspend(|| writeln!(terminal.err, "{}: no endpoint, but {kind}: {why}", source.name))?;
                }
                Err(error) => {
                    summary.unreadable.push((source.name.clone(), error.to_string()));
                    progress.suspend(|| writeln!(terminal.err, "error: can't read {}: {error}", source.name))?;
                }
            }
        }
        progress.advance(part.len());
    }
    Ok(())
}

/// What was read.
#[derive(Debug, Default)]
pub struct Summary {
    pages: usize,
    endpoints: usize,
    unplaced: usize,
    /// Pages that can't be read, and why.
    unreadable: Vec<(String, String)>,
    others: Vec<Kind>,
}

impl Summary {
    /// Says it in one line.
    pub fn tell(&self, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let count = |kind| self.others.iter().filter(|other| **other == kind).count();
        let mut parts = vec![plural(self.endpoints, "endpoint")];
        let others = [(Kind::Guide, "guide"), (Kind::Event, "event"), (Kind::Empty, "empty page")];
        parts.extend(
            others.into_iter().filter(|(kind, _)| count(*kind) > 0).map(|(kind, name)| plural(count(kind), name)),
        );
        if !self.unreadable.is_empty() {
            parts.push(format!("{} unreadable", self.unreadable.len()));
        }
        let things = if self.unplaced == 1 { "thing" } else { "things" };
        writeln!(
            terminal.err,
            "{}: {}; {} {things} that became no fact",
            plural(self.pages, "page"),
            parts.join(", "),
            self.unplaced
        )?;
        Ok(())
    }

    /// Pages that can't be read, and why.
    pub fn unreadable(&self) -> &[(String, String)] {
        &self.unreadable
    }

    /// How the command ends: pages that can't be read are more than findings.
    pub fn status(&self, otherwise: Status) -> Status {
        if self.unreadable.is_empty() { otherwise } else { Status::Failed }
    }
}

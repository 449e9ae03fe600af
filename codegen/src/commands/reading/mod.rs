//! Pages given on the command line, read on all cores and a few at a time.

pub mod files;
mod survey;

use rayon::prelude::*;

use super::{Failure, Status, Terminal, plural};
use crate::pages::facts::Page;
use crate::pages::{Kind, Reading, read_bytes};
use files::{Progress, Source};

pub use survey::Survey;

/// How many pages are held in memory at a time, for each thread.
const PAGES_PER_THREAD: usize = 16;

/// Why one of the threads could not do its work.
pub type Trouble = Box<dyn std::error::Error + Send + Sync>;

/// Reads all pages and looks at those of endpoints, on all cores; hands out what was seen, in order, and tells of the
/// others.
pub fn read_all<T: Send>(
    sources: &[Source],
    summary: &mut Summary,
    terminal: &mut Terminal<'_>,
    look: impl Fn(usize, Page) -> T + Sync,
    mut each: impl FnMut(T, &mut Terminal<'_>) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let progress = Progress::new(sources.len());
    let numbered: Vec<_> = sources.iter().enumerate().collect();
    for part in numbered.chunks(PAGES_PER_THREAD * rayon::current_num_threads()) {
        let read = |(number, source): &(usize, &Source)| -> Result<Seen<T>, std::io::Error> {
            Ok(match read_bytes(&source.name, &source.read()?) {
                Reading::Endpoint(page) => Seen::Endpoint { unplaced: page.unplaced.len(), seen: look(*number, *page) },
                Reading::NotAnEndpoint { kind, why } => Seen::Other { kind, why },
            })
        };
        let readings: Vec<_> = part.par_iter().map(read).collect();
        for ((_, source), reading) in part.iter().zip(readings) {
            summary.pages += 1;
            match reading {
                Ok(Seen::Endpoint { unplaced, seen }) => {
                    summary.endpoints += 1;
                    summary.unplaced += unplaced;
                    each(seen, terminal)?;
                }
                Ok(Seen::Other { kind, why }) => {
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

/// What was seen of a page.
enum Seen<T> {
    Endpoint { unplaced: usize, seen: T },
    Other { kind: Kind, why: String },
}

/// Reads the page of an endpoint that was read before.
pub fn read_again(source: &Source) -> Result<Page, Trouble> {
    let bytes = source.read().map_err(|error| format!("can't read {}: {error}", source.name))?;
    match read_bytes(&source.name, &bytes) {
        Reading::Endpoint(page) => Ok(*page),
        Reading::NotAnEndpoint { .. } => Err(format!("{} was changed while it was looked at", source.name).into()),
    }
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

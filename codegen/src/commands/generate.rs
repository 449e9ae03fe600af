//! `codegen generate`.

use std::time::Instant;

use super::arguments::Folders;
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::output::{self, Outcome};
use crate::plan::Counts;

/// Writes the client crate.
pub fn run(folders: &Folders, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let start = Instant::now();
    let places = Places::find(folders)?;
    let Some(made) = pipeline::run(&places, terminal)? else {
        writeln!(terminal.err, "{} was left as it was", places.out_shown_as)?;
        return Ok(Status::Findings);
    };
    let outcome = output::write(&made.tree, &places.out)?;
    let summary = summary(made.counts, outcome, &places.out_shown_as);
    writeln!(terminal.out, "{summary} ({} ms)", start.elapsed().as_millis())?;
    Ok(Status::Fine)
}

/// What was done, in one line.
fn summary(counts: Counts, outcome: Outcome, out: &str) -> String {
    let Counts { endpoints, types, error_codes } = counts;
    let Outcome { written, unchanged, removed } = outcome;
    format!(
        "{out}: {endpoints} endpoints, {types} types, {error_codes} error codes; files: {written} written, {unchanged} \
         unchanged, {removed} removed"
    )
}

//! `codegen lint`.

use super::arguments::SpecFolder;
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::lint;

/// Tells what is probably a mistake in the spec.
pub fn run(folder: &SpecFolder, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let spec = Places::spec(folder.spec.as_ref())?;
    let Some((spec, sources)) = pipeline::checked_spec(&spec, terminal)? else { return Ok(Status::Findings) };
    let findings = lint::lint(&spec, &sources);
    if findings.is_empty() {
        let count = spec.versions().iter().map(|version| version.endpoints.len()).sum::<usize>();
        let endpoints = if count == 1 { "endpoint" } else { "endpoints" };
        writeln!(terminal.out, "{count} {endpoints}, nothing to complain about")?;
        return Ok(Status::Fine);
    }
    pipeline::tell(&findings, &sources, terminal)?;
    writeln!(terminal.err, "`cargo codegen explain RULE` says more about a rule and how a finding can be accepted")?;
    Ok(Status::Findings)
}

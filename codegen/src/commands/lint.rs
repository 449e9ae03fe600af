//! `codegen lint`.

use super::arguments::{Format, SpecFolder};
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::diagnostic::{Diagnostic, Sources, report};
use crate::lint;

/// Tells what is probably a mistake in the spec.
pub fn run(folder: &SpecFolder, format: Format, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::spec(folder.spec.as_ref())?;
    let checked = pipeline::checked(&folder)?;
    let (findings, endpoints) = match &checked.spec {
        Ok((spec, _)) => {
            let endpoints = spec.versions().iter().map(|version| version.endpoints.len()).sum();
            (lint::lint(spec, &checked.sources), endpoints)
        }
        Err(errors) => (errors.clone(), 0),
    };
    match format {
        Format::Text => tell_people(&findings, &checked.sources, endpoints, terminal)?,
        Format::Json => write!(terminal.out, "{}", report::json(&findings, &checked.sources))?,
        Format::Sarif => write!(terminal.out, "{}", report::sarif(&findings, &checked.sources))?,
        Format::Github => write!(terminal.out, "{}", report::github(&findings, &checked.sources))?,
    }
    Ok(if findings.is_empty() { Status::Fine } else { Status::Findings })
}

fn tell_people(
    findings: &[Diagnostic],
    sources: &Sources,
    endpoints: usize,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    if findings.is_empty() {
        let noun = if endpoints == 1 { "endpoint" } else { "endpoints" };
        writeln!(terminal.out, "{endpoints} {noun}, nothing to complain about")?;
        return Ok(());
    }
    pipeline::tell(findings, sources, terminal)?;
    writeln!(terminal.err, "`cargo codegen explain RULE` says more about a rule and how a finding can be accepted")?;
    Ok(())
}

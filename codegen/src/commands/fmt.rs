//! `codegen fmt`.

use super::arguments::SpecFolder;
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::output::{self, Difference};
use crate::spec::{self, Folder, Rewrite};

/// Brings the files of the spec into their canonical form, or shows what that would change.
pub fn run(folder: &SpecFolder, check: bool, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::spec(folder.spec.as_ref())?;
    let formatted =
        spec::format(&folder).map_err(|error| Failure::from(format!("can't list {}: {error}", folder.shown_as)))?;
    if check {
        show(&formatted.rewrites, &folder, terminal)?;
    } else {
        let texts = formatted.rewrites.iter().map(|rewrite| (rewrite.path.as_path(), rewrite.wanted.as_str()));
        output::replace(texts, &folder.path)?;
    }
    if !formatted.findings.is_empty() {
        pipeline::tell(&formatted.findings, &formatted.sources, terminal)?;
        writeln!(terminal.err, "files with findings were left as they were")?;
    }
    let changed = formatted.rewrites.len();
    let is_fine = formatted.findings.is_empty() && !(check && changed > 0);
    if is_fine {
        let total = changed + formatted.unchanged;
        writeln!(terminal.out, "{}: {total} files, {changed} written anew", folder.shown_as)?;
        return Ok(Status::Fine);
    }
    if check && changed > 0 {
        let files = if changed == 1 { "1 file is" } else { &format!("{changed} files are") };
        writeln!(terminal.err, "error: {files} not in the canonical form; run `cargo codegen fmt`")?;
    }
    Ok(Status::Findings)
}

/// What would change, as unified diffs.
fn show(rewrites: &[Rewrite], folder: &Folder, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    for Rewrite { path, present, wanted } in rewrites {
        let path = path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        let difference = Difference { path, present: present.clone(), wanted: wanted.clone() };
        write!(terminal.out, "{}", output::unified(&difference, &folder.shown_as))?;
    }
    Ok(())
}

//! `codegen check`.

use super::arguments::Folders;
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::output;

/// Compares the client crate with what the spec yields.
pub fn run(folders: &Folders, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let places = Places::find(folders)?;
    let Some(made) = pipeline::run(&places, terminal)? else { return Ok(Status::Findings) };
    let differences = output::differences(&made.tree, &places.out)?;
    let out = &places.out_shown_as;
    if differences.is_empty() {
        writeln!(terminal.out, "{out}: {} files, all as the spec yields them", made.tree.len())?;
        return Ok(Status::Fine);
    }
    for difference in &differences {
        write!(terminal.out, "{}", output::unified(difference, out))?;
    }
    let count = differences.len();
    let files = if count == 1 { "1 file is" } else { &format!("{count} files are") };
    writeln!(terminal.err, "error: {files} not what the spec yields; run `{}`", mending_command(folders))?;
    Ok(Status::Findings)
}

/// The command that makes the check pass.
fn mending_command(folders: &Folders) -> String {
    let option = |name: &str, value: &Option<std::path::PathBuf>| {
        value.as_ref().map(|value| format!(" {name} {}", value.display())).unwrap_or_default()
    };
    format!("cargo codegen generate{}{}", option("--spec", &folders.spec), option("--out", &folders.out))
}

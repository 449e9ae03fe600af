//! `codegen check`.

use super::arguments::Folders;
use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline, schema};
use crate::output::{self, Difference};

/// Compares the client crate with what the spec yields, and the schemas with the language.
pub fn run(folders: &Folders, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let places = Places::find(folders)?;
    let has_schemas = schema::are_there(&places.spec);
    let schemas = if has_schemas { schema::differences(&places.spec)? } else { Vec::new() };
    let Some(made) = pipeline::run(&places, terminal)? else { return Ok(Status::Findings) };
    let crate_files = output::differences(&made.tree, &places.out)?;
    let out = &places.out_shown_as;
    if schemas.is_empty() && crate_files.is_empty() {
        writeln!(terminal.out, "{out}: {} files, all as the spec yields them", made.tree.len())?;
        return Ok(Status::Fine);
    }
    show(
        &schemas,
        &places.spec.shown_as,
        "what the language says",
        &mending_command("schema", folders, false),
        terminal,
    )?;
    show(&crate_files, out, "what the spec yields", &mending_command("generate", folders, true), terminal)?;
    Ok(Status::Findings)
}

/// Shows what differs, and how it gets right.
fn show(
    differences: &[Difference],
    folder: &str,
    wanted: &str,
    command: &str,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    for difference in differences {
        write!(terminal.out, "{}", output::unified(difference, folder))?;
    }
    let files = match differences.len() {
        0 => return Ok(()),
        1 => "1 file is".to_owned(),
        count => format!("{count} files are"),
    };
    writeln!(terminal.err, "error: {files} not {wanted}; run `{command}`")?;
    Ok(())
}

/// The command that makes the check pass.
fn mending_command(command: &str, folders: &Folders, has_out: bool) -> String {
    let option = |name: &str, value: &Option<std::path::PathBuf>| {
        value.as_ref().map(|value| format!(" {name} {}", value.display())).unwrap_or_default()
    };
    let out = if has_out { option("--out", &folders.out) } else { String::new() };
    format!("cargo codegen {command}{}{out}", option("--spec", &folders.spec))
}

//! `codegen facts`.

mod against;

use std::path::PathBuf;

use clap::Args;

use super::reading::{Summary, files, read_all};
use super::{Failure, Status, Terminal};
use crate::json;
use crate::pages::facts::Page;

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
            read_all(
                &sources,
                &mut summary,
                terminal,
                |_, page| page,
                |page, terminal| {
                    serde_json::to_writer(&mut *terminal.out, &page)?;
                    writeln!(terminal.out)?;
                    Ok(())
                },
            )?;
            summary.tell(terminal)?;
            Ok(summary.status(Status::Fine))
        }
    }
}

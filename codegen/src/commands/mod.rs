//! The command line. Commands call the stages and print; they decide nothing.

mod arguments;
mod pipeline;
mod reading;
mod workspace;
mod writer;

mod check;
mod diff;
mod drift;
mod explain;
mod facts;
mod fmt;
mod generate;
mod import;
mod init;
mod lint;
mod schema;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::Parser;

use crate::diff::Change;
use arguments::{Arguments, Command};
use writer::UntilClosed;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Fine,
    /// Something was found, and told.
    Findings,
    /// It could not be done.
    Failed,
}

impl Status {
    /// The exit code of the program.
    #[must_use]
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Findings => 1,
            // 2 is for wrong usage, which the argument parser tells.
            Self::Failed => 3,
        }
    }
}

/// Where a command prints.
pub struct Terminal<'a> {
    /// For results.
    pub out: &'a mut dyn Write,
    /// For what is wrong.
    pub err: &'a mut dyn Write,
}

/// Runs a command line, the name of the program included, and returns its exit code.
///
/// # Errors
///
/// Fails when it can't print; a reader that went away is no failure.
pub fn run(arguments: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> io::Result<u8> {
    let terminal = &mut Terminal { out: &mut UntilClosed::new(terminal.out), err: &mut UntilClosed::new(terminal.err) };
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            let text = error.render().ansi().to_string();
            let stream = if error.use_stderr() { &mut terminal.err } else { &mut terminal.out };
            write!(stream, "{text}")?;
            return Ok(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let status = match arguments.command.unwrap_or(Command::Generate(arguments.folders)) {
        Command::Generate(folders) => generate::run(&folders, terminal),
        Command::Check(folders) => check::run(&folders, terminal),
        Command::Lint { folder, format } => lint::run(&folder, format, terminal),
        Command::Fmt { folder, check } => fmt::run(&folder, check, terminal),
        Command::Schema(folder) => schema::run(&folder, terminal),
        Command::Facts(arguments) => facts::run(&arguments, terminal),
        Command::Drift(arguments) => drift::run(&arguments, terminal),
        Command::Init(arguments) => init::run(&arguments, terminal),
        Command::Import(arguments) => import::run(&arguments, terminal),
        Command::Diff(arguments) => diff::run(&arguments, terminal),
        Command::Accept(arguments) => diff::accept(&arguments, terminal),
        Command::Explain { rule } => explain::run(rule.as_deref(), terminal),
    };
    match status {
        Ok(status) => Ok(status.exit_code()),
        Err(error) => {
            tell(&error, terminal)?;
            Ok(Status::Failed.exit_code())
        }
    }
}

/// A number of things in words.
fn plural(count: usize, name: &str) -> String {
    if count == 1 { format!("1 {name}") } else { format!("{count} {name}s") }
}

/// A change in one line: its id in the catalogue, what changed, and how.
fn change_line(change: &Change) -> String {
    let path = change.at.path.join(".");
    let space = if path.is_empty() { "" } else { " " };
    format!("{}{space}{path}{}", change.kind.id(), crate::drift::values(change.old.as_deref(), change.new.as_deref()))
}

/// Why a command could not do its work.
type Failure = Box<dyn std::error::Error>;

/// Tells a failure with all its causes.
fn tell(error: &Failure, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let mut cause = Some(error.as_ref() as &dyn std::error::Error);
    let mut lead = "error: ";
    while let Some(error) = cause {
        writeln!(terminal.err, "{lead}{error}")?;
        lead = "  because: ";
        cause = error.source();
    }
    Ok(())
}

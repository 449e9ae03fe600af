//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use super::diff::{AcceptArguments, DiffArguments};
use super::drift::DriftArguments;
use super::facts::FactsArguments;
use super::import::ImportArguments;
use super::init::InitArguments;

/// Turns the YAML spec of the Feishu open platform into a typed Rust client crate.
///
/// Exit codes: 0 all is well; 1 something was found; 2 wrong usage; 3 it could not be done.
#[derive(Debug, Parser)]
#[command(name = "codegen", version, disable_help_subcommand = true, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do; without it, generate.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// The folders, when there is no subcommand.
    #[command(flatten)]
    pub folders: Folders,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write the client crate that the spec yields (the default).
    ///
    /// Writes only the files that changed and removes those that are stale. When the spec has errors they are all told,
    /// and nothing is written.
    Generate(Folders),
    /// Compare the client crate with what the spec yields.
    ///
    /// Exits with 1 and a unified diff when they differ. Writes nothing.
    Check(Folders),
    /// Tell what is probably a mistake in the spec, although a crate can be generated from it.
    ///
    /// Exits with 1 when something was found. A finding can be accepted where it occurs, with a reason.
    Lint {
        /// Where to read
        #[command(flatten)]
        folder: SpecFolder,
        /// How to tell it: to people on standard error, or to programs on standard output
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Bring the files of the spec into their one canonical form.
    ///
    /// A file with errors is left as it is, and they are told; so is one with comments, which the canonical form does not
    /// have. All other files are written, or none where one of them can't be.
    Fmt {
        /// Where to read and write
        #[command(flatten)]
        folder: SpecFolder,
        /// Write nothing; show what would change, and exit with 1 if anything would
        #[arg(long)]
        check: bool,
    },
    /// Write the JSON Schemas: of the spec language, for editors, and of findings as JSON.
    ///
    /// They go into the folder `schema` of the spec, where the files of the spec say that they are. `codegen check` tells
    /// when they are not those of the language any more.
    Schema(SpecFolder),
    /// Print the facts that documentation pages state, one JSON object a line for each endpoint.
    ///
    /// The object has the shape that `codegen/schema/facts.json` describes. What a page says without a place in it is
    /// listed under `unplaced`, with its line. Pages that are no endpoint are named on the standard error, and a summary.
    ///
    /// With --against, prints every difference from reference facts and the agreement for each kind of fact instead, and
    /// exits with 1 when there is a difference.
    Facts(FactsArguments),
    /// Begin a spec: write `platform.yaml` and `crate.yaml`, which it can't be without, and its schemas.
    ///
    /// What is there already is left as it is. Then `codegen import` brings pages into the spec, `codegen lint` tells what is
    /// to be decided about them, and `codegen generate` makes a crate of them.
    Init(InitArguments),
    /// Bring documentation pages into the spec: create the endpoint of a page, or update it.
    ///
    /// Facts follow the page, decisions stay, and nothing else moves. Prints what changed, and tells what is to be decided
    /// now; exits with 1 when there is something. What a crate can't be generated without (the names of errors, of types
    /// that collide) is proposed once, for what is new. The spec must be there; `codegen init` begins one.
    Import(ImportArguments),
    /// Compare documentation pages with the spec: endpoints that changed, are new or are gone, and pages that can't be read.
    ///
    /// Pages are compared by the facts they state, not by their dates. An endpoint is gone when a folder of pages has other
    /// pages of its version and none of it. Exits with 1 when there is drift; `codegen import` mends it.
    Drift(DriftArguments),
    /// Tell what changed between two specs: whether published crates go on working, and what the next version must be.
    ///
    /// Exits with 1 when a change is at or over --fail-on and not accepted, or when the version of the crate is too low for
    /// the changes; with 3 when the two can't be compared. The work tree is not touched.
    Diff(DiffArguments),
    /// Accept a change that `codegen diff` tells, with a reason and a version with which that ends.
    Accept(AcceptArguments),
    /// Explain a rule or a kind of change, or list them all.
    Explain {
        /// The id, such as W0502 or param-removed-optional
        rule: Option<String>,
    },
}

/// How findings are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With excerpts, for people
    #[default]
    Text,
    /// As JSON, in the form that `schema/findings.json` describes
    Json,
    /// As SARIF 2.1.0, which code hosts and editors read
    Sarif,
    /// As annotations of GitHub's workflows
    Github,
}

/// Where to read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct SpecFolder {
    /// The folder with the spec [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
}

/// Where to read and where to write.
#[derive(Debug, Clone, Default, PartialEq, Eq, Args)]
pub struct Folders {
    /// The folder with the spec [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// The folder of the generated crate [default: `generated` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

//! `codegen diff`.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use clap::{Args, ValueEnum};
use semver::Version;

use super::workspace::Places;
use super::{Failure, Status, Terminal, pipeline};
use crate::diagnostic::position::read;
use crate::diagnostic::{Part, Sources, Step};
use crate::diff::report::{self, Comment, Options};
use crate::diff::rule::Level;
use crate::diff::source::{self, Files, Named};
use crate::diff::{Comparison, Side, acceptance};
use crate::output;
use crate::spec::Folder;
use crate::surface;

/// The changelog, beside the folder of the spec.
const CHANGELOG: &str = "CHANGELOG.md";

/// What to compare, and how to tell it.
#[derive(Debug, Args)]
pub struct DiffArguments {
    /// What to compare
    #[command(flatten)]
    pub sides: Sides,
    /// How to tell it
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// From which level of change on to exit with 1; calls of published crates that fail count as major
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t)]
    pub fail_on: FailOn,
    /// Tell texts one by one too
    #[arg(long)]
    pub verbose: bool,
    /// Address of a file at a commit, with `{commit}` and `{file}` in it, for links in Markdown
    #[arg(long, value_name = "PATTERN")]
    pub link: Option<String>,
    /// With --format comment: the comments of the pull request, as GitHub's API lists them
    #[arg(long, value_name = "FILE")]
    pub comments: Option<PathBuf>,
    /// Propose the next version instead
    #[arg(long)]
    pub bump: bool,
    /// With --bump: write that version to the spec, and its section to the changelog
    #[arg(long, requires = "bump", conflicts_with = "head")]
    pub write: bool,
}

/// The two sides.
#[derive(Debug, Clone, Args)]
pub struct Sides {
    /// What to compare with: a folder or a git revision [default: where this left the default branch]
    pub base: Option<String>,
    /// What to compare: a folder or a git revision [default: what is there now]
    pub head: Option<String>,
    /// The folder with the spec of today [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people at a terminal
    #[default]
    Text,
    /// For people in a pull request; nothing where there is nothing to say
    Markdown,
    /// What is to become of the comment on a pull request, as JSON
    Comment,
    /// For programs, in the form that `schema/changes.json` describes
    Json,
    /// As SARIF 2.1.0, which code hosts and editors read
    Sarif,
    /// As annotations of GitHub's workflows
    Github,
    /// As a section of a changelog
    Changelog,
}

/// From which level of change on the command fails.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Anything that asks for a release
    Patch,
    /// What is new
    Minor,
    /// What breaks somebody
    #[default]
    Major,
    /// Never, not even for a version that is too low
    Never,
}

impl FailOn {
    fn level(self) -> Option<Level> {
        match self {
            Self::Patch => Some(Level::Patch),
            Self::Minor => Some(Level::Minor),
            Self::Major => Some(Level::Major),
            Self::Never => None,
        }
    }
}

impl Sides {
    /// The sides as they were named, to repeat them.
    fn words(&self) -> Vec<String> {
        self.base.iter().chain(&self.head).cloned().collect()
    }
}

/// Compares two specs, and tells what that means.
pub fn run(arguments: &DiffArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let spec = Places::spec(arguments.sides.spec.as_ref())?;
    let Some(comparison) = compare(&arguments.sides, &spec, terminal)? else { return Ok(Status::Failed) };
    let options = Options {
        sides: arguments.sides.words(),
        fail_on: arguments.fail_on.level(),
        verbose: arguments.verbose,
        link: arguments.link.clone(),
    };
    if arguments.bump {
        return bump(&comparison, arguments.write, &spec, terminal);
    }
    let text = match arguments.format {
        Format::Text => report::terminal(&comparison, &options),
        Format::Markdown => report::markdown(&comparison, &options),
        Format::Comment => comment(&comparison, &options, arguments.comments.as_deref())?,
        Format::Json => report::json(&comparison, &options),
        Format::Sarif => report::sarif(&comparison, &options),
        Format::Github => report::github(&comparison, &options),
        // What asks for no release has no section.
        Format::Changelog if comparison.answer().level == Level::None => String::new(),
        Format::Changelog => report::changelog(&comparison, &proposal(&comparison)),
    };
    write!(terminal.out, "{text}")?;
    Ok(status(&comparison, options.fail_on))
}

/// How the comparison ends.
fn status(comparison: &Comparison, fail_on: Option<Level>) -> Status {
    let Some(threshold) = fail_on else { return Status::Fine };
    let is_found = comparison.findings.iter().any(|finding| finding.is_at_least(threshold));
    let is_fine = !is_found && comparison.stale.is_empty() && comparison.answer().is_enough;
    if is_fine { Status::Fine } else { Status::Findings }
}

/// Reads both sides and compares them. `None` when one has errors; they are told by then.
pub fn compare(sides: &Sides, spec: &Folder, terminal: &mut Terminal<'_>) -> Result<Option<Comparison>, Failure> {
    let workspace = workspace_of(spec);
    let base = sides.base.as_deref().map_or(Named::MergeBase, Named::by);
    let head = sides.head.as_deref().map_or(Named::WorkingTree, Named::by);
    let base = source::read(&base, &workspace, spec)?;
    let head = source::read(&head, &workspace, spec)?;
    // Each takes seconds for a large spec.
    let (base, head) = thread::scope(|scope| {
        let head = scope.spawn(|| side(head));
        (side(base), head.join())
    });
    let head = head.map_err(|_| Failure::from("the generator failed; this is a fault of it"))?;
    let (base, head) = (base.map_err(Failure::from)?, head.map_err(Failure::from)?);
    match (base, head) {
        (Ok(base), Ok(head)) => Ok(Some(Comparison::between(*base, *head))),
        (base, head) => {
            for faulty in [base.err(), head.err()].into_iter().flatten() {
                pipeline::tell(&faulty.findings, &faulty.sources, terminal)?;
                writeln!(terminal.err, "error: {} has errors, so that nothing can be compared", faulty.name)?;
            }
            Ok(None)
        }
    }
}

/// A side with errors.
struct Faulty {
    name: String,
    findings: Vec<crate::diagnostic::Diagnostic>,
    sources: Sources,
}

/// Reads a side and makes of it what is compared.
fn side(files: Files) -> Result<Result<Box<Side>, Faulty>, String> {
    let name = files.name.clone();
    let loaded = pipeline::checked(&files.spec).map_err(|error| error.to_string())?;
    let (spec, plan) = match loaded.spec {
        Ok(planned) => planned,
        Err(findings) => return Ok(Err(Faulty { name, findings, sources: loaded.sources })),
    };
    let surface = surface::of(&plan).map_err(|error| format!("the generator wrote code that is no Rust: {error}"))?;
    let Files { recorded, accepted, .. } = files;
    Ok(Ok(Box::new(Side { name, sources: loaded.sources, spec, plan, surface, recorded, accepted })))
}

/// The folder that holds the spec and the generated crate.
fn workspace_of(spec: &Folder) -> PathBuf {
    let parent = spec.path.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.map_or_else(|| PathBuf::from("."), Path::to_owned)
}

/// What is to become of the comment on a pull request.
fn comment(comparison: &Comparison, options: &Options, present: Option<&Path>) -> Result<String, Failure> {
    let present: Vec<Comment> = match present {
        Some(path) => {
            let text = fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
            serde_json::from_str(&text).map_err(|error| format!("{} holds no comments: {error}", path.display()))?
        }
        None => Vec::new(),
    };
    let plan = report::plan_comment(&present, &report::markdown(comparison, options));
    Ok(format!("{}\n", serde_json::to_string_pretty(&plan)?))
}

/// The version to release: that of the head where it is high enough, and else the lowest that is.
fn proposal(comparison: &Comparison) -> String {
    let answer = comparison.answer();
    if answer.is_enough { answer.present } else { answer.needed }
}

/// Proposes the next version, or sets it.
fn bump(comparison: &Comparison, write: bool, spec: &Folder, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let (answer, version) = (comparison.answer(), proposal(comparison));
    if !write {
        writeln!(terminal.out, "{version}")?;
        return Ok(if answer.is_enough { Status::Fine } else { Status::Findings });
    }
    if answer.level == Level::None {
        writeln!(terminal.out, "{version}: nothing asks for a release; nothing was written")?;
        return Ok(Status::Fine);
    }
    let workspace = workspace_of(spec);
    let crate_file = spec.path.join("crate.yaml");
    let text =
        fs::read_to_string(&crate_file).map_err(|error| format!("can't read {}: {error}", crate_file.display()))?;
    let text = with_version(&text, &version).ok_or("`crate.yaml` has no version")?;
    let changelog = fs::read_to_string(workspace.join(CHANGELOG)).ok();
    let section = report::changelog(comparison, &version);
    let changelog = report::release(changelog.as_deref(), &section);
    let path = crate_file.strip_prefix(&workspace).unwrap_or(&crate_file).to_owned();
    let texts = [(path.as_path(), text.as_str()), (Path::new(CHANGELOG), changelog.as_str())];
    output::replace(texts, &workspace)?;
    writeln!(terminal.out, "{} → {version}: crate.yaml and {CHANGELOG} written; now run `cargo codegen`", answer.from)?;
    Ok(Status::Fine)
}

/// The text of `crate.yaml` with another version, and everything else as it is.
fn with_version(text: &str, version: &str) -> Option<String> {
    let steps = [Step::Key("version".to_owned())];
    let span = read(text).ok()?.find(&steps, Part::Value);
    let is_version = Version::parse(text[span.clone()].trim_matches(['"', '\''])).is_ok();
    is_version.then(|| format!("{}{version}{}", &text[..span.start], &text[span.end..]))
}

/// What to accept.
#[derive(Debug, Args)]
pub struct AcceptArguments {
    /// The fingerprint of the change, as `codegen diff` tells it
    pub fingerprint: String,
    /// The two sides
    #[command(flatten)]
    pub sides: Sides,
    /// Why the change may happen
    #[arg(long, value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub reason: String,
    /// The version of the crate with which the acceptance ends
    #[arg(long, value_name = "VERSION")]
    pub until: Version,
}

/// Accepts a change.
pub fn accept(arguments: &AcceptArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let spec = Places::spec(arguments.sides.spec.as_ref())?;
    let Some(comparison) = compare(&arguments.sides, &spec, terminal)? else { return Ok(Status::Failed) };
    let AcceptArguments { fingerprint, reason, until, .. } = arguments;
    let found = comparison.findings.iter().find(|finding| finding.change.fingerprint() == *fingerprint);
    let Some(finding) = found else {
        return Err(format!(
            "there is no change `{fingerprint}` between {} and {}; `codegen diff --format json` lists them",
            comparison.base.name, comparison.head.name
        )
        .into());
    };
    let version = &comparison.head.spec.package().value.version;
    if Version::parse(version).is_ok_and(|version| version >= *until) {
        return Err(
            format!("the crate is at {version} already, so that the acceptance would end before it began").into()
        );
    }
    let workspace = workspace_of(&spec);
    let mut accepted = comparison.head.accepted.clone();
    let change = format!("{} {}", finding.change.kind, finding.change.at);
    let entry = acceptance::Entry {
        fingerprint: fingerprint.clone(),
        change: change.clone(),
        reason: reason.clone(),
        until: until.clone(),
    };
    accepted.accept(entry);
    output::replace([(Path::new(acceptance::FILE), accepted.to_text().as_str())], &workspace)?;
    writeln!(terminal.out, "{}: {change} accepted until {until}", acceptance::FILE)?;
    Ok(Status::Fine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_set_and_nothing_else_changes() {
        let text = "# A crate.\nname: x\nversion: 0.1.0 # for now\nruntime:\n  version: 0.1.0\n";
        let wanted = text.replacen("0.1.0", "0.2.0", 1);
        assert_eq!(with_version(text, "0.2.0").as_deref(), Some(wanted.as_str()));
        assert_eq!(with_version("name: x\n", "0.2.0"), None);
    }
}

//! `codegen import`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use clap::Args;

use super::facts::files::{self, Source};
use super::facts::{Summary, read_pages};
use super::workspace::Places;
use super::{Failure, Status, Terminal, change_line, pipeline, plural};
use crate::diagnostic::{Code, Diagnostic, Place, Sources, Spot};
use crate::diff::Kind;
use crate::import::{self, Imported, ImportedEndpoint};
use crate::pages::facts::Page;
use crate::spec::{self, Endpoint, Folder, Spec};
use crate::{diff, lint, output, plan};

/// What to import, and where.
#[derive(Debug, Clone, Args)]
pub struct ImportArguments {
    /// Pages: files, folders (all `.md`, `.markdown` and `.txt` files in them), or `-` for the standard input
    #[arg(required = true, value_name = "PAGE")]
    pub pages: Vec<PathBuf>,
    /// The folder with the spec [default: `spec` of the workspace]
    #[arg(long, value_name = "DIR")]
    pub spec: Option<PathBuf>,
    /// Write new endpoints too from which no crate can be generated yet; without it they are only told of
    #[arg(long)]
    pub incomplete: bool,
    /// Write nothing; tell what would be written
    #[arg(long)]
    pub dry_run: bool,
}

/// Brings pages into the spec.
pub fn run(arguments: &ImportArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::spec(arguments.spec.as_ref())?;
    let sources = files::find(&arguments.pages)?;
    let Some((spec, texts)) = pipeline::loaded_spec(&folder, terminal)? else { return Ok(Status::Findings) };
    let mut summary = Summary::default();
    let pages = read_pages(&sources, &mut summary, terminal)?;
    let options = import::Options { keep_incomplete: arguments.incomplete };
    let obstacles = |spec: &Spec| plan::plan(spec).err().unwrap_or_default();
    let imported = import::import(&spec, &pages, &folder.shown_as, options, &obstacles);
    let mut report = Report::new(&spec, &imported, &pages, texts);
    let written = report.texts_to_write();
    if !arguments.dry_run {
        let root = format!("{}/", folder.shown_as);
        let texts = written.iter().map(|(file, text)| (relative(file, &root), text.as_str()));
        output::replace(texts, &folder.path)?;
    }
    report.tell_changes(written.len(), arguments.dry_run, terminal)?;
    let findings = report.findings(&obstacles);
    summary.tell(terminal)?;
    if findings.is_empty() {
        return Ok(summary.status(Status::Fine));
    }
    report.add_pages(&findings, &sources);
    tell(findings, &report.texts, &folder, terminal)?;
    Ok(summary.status(Status::Findings))
}

fn relative<'a>(file: &'a str, root: &str) -> &'a Path {
    Path::new(file.strip_prefix(root).unwrap_or(file))
}

/// Tells the findings; texts that are missing are only counted, because a new endpoint lacks dozens.
fn tell(
    findings: Vec<Diagnostic>,
    texts: &Sources,
    folder: &Folder,
    terminal: &mut Terminal<'_>,
) -> Result<(), Failure> {
    let (missing, findings): (Vec<_>, Vec<_>) =
        findings.into_iter().partition(|finding| finding.code == Code::NoSummary);
    if !findings.is_empty() {
        pipeline::tell(&findings, texts, terminal)?;
    }
    if !missing.is_empty() {
        let files: BTreeSet<_> = missing.iter().map(|finding| &finding.primary.place.file).collect();
        let (texts, files) = (plural(missing.len(), "English text"), plural(files.len(), "file"));
        let verb = if missing.len() == 1 { "is" } else { "are" };
        let folder = folder.path.display();
        writeln!(
            terminal.err,
            "{texts} in {files} {verb} still to be written; `cargo codegen lint --spec {folder}` says which"
        )?;
    }
    Ok(())
}

/// What is told of an import.
struct Report<'a> {
    before: &'a Spec,
    imported: &'a Imported,
    /// By their names.
    pages: BTreeMap<&'a str, &'a Page>,
    texts: Sources,
    /// What keeps files from being written.
    refusals: Vec<Diagnostic>,
}

impl<'a> Report<'a> {
    fn new(before: &'a Spec, imported: &'a Imported, pages: &'a [Page], texts: Sources) -> Self {
        let mut texts = texts;
        // Findings about what was left out show what would have been written.
        texts.extend(imported.left_out.iter().map(|endpoint| (endpoint.file.clone(), spec::write(&endpoint.after))));
        // What is gone is only in the texts of before.
        let files = imported.endpoints.iter().map(|endpoint| &endpoint.file);
        let present = files.filter_map(|file| Some((import::before(file), texts.get(file)?.clone())));
        texts.extend(present.collect::<Vec<_>>());
        let pages = pages.iter().rev().map(|page| (&*page.file, page)).collect();
        Self { before, imported, pages, texts, refusals: Vec::new() }
    }

    fn changed(&self) -> impl Iterator<Item = &'a ImportedEndpoint> + use<'a> {
        self.imported.endpoints.iter().filter(|endpoint| endpoint.is_changed())
    }

    /// The new texts of files. One that would lose something is left as it is, and that is told.
    fn texts_to_write(&mut self) -> Vec<(String, String)> {
        let mut written = Vec::new();
        for endpoint in self.changed() {
            let file = &endpoint.file;
            let present = self.texts.get(file).cloned().unwrap_or_default();
            let lost = spec::lost::<Endpoint>(file, &present);
            if !lost.is_empty() {
                self.refusals.extend(lost);
                continue;
            }
            let text = spec::write(&endpoint.after);
            if spec::read::<Endpoint>(file, &text).is_ok_and(|again| again == endpoint.after) {
                self.texts.insert(file.clone(), text.clone());
                written.push((file.clone(), text));
            } else {
                let message = "this endpoint can't be written without losing something; it is a fault of the importer";
                let place = Place::file(&endpoint.page);
                self.refusals.push(Diagnostic::new(Code::UnreadableFile, place, message));
            }
        }
        written
    }

    /// What changed, in the words of the catalogue of changes.
    fn tell_changes(&self, files: usize, dry_run: bool, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let (mut new, mut changed, mut dated) = (0, 0, 0);
        for endpoint in self.changed() {
            let ImportedEndpoint { id, page, before, moved, .. } = endpoint;
            let state = match before {
                None => "new",
                Some(_) if endpoint.has_new_facts() => "changed",
                Some(_) => "new date, same facts",
            };
            match state {
                "new" => new += 1,
                "changed" => changed += 1,
                _ => dated += 1,
            }
            writeln!(terminal.out, "{id}: {state} (from {page})")?;
            for line in self.changes(endpoint) {
                writeln!(terminal.out, "    {line}")?;
            }
            for moved in moved {
                writeln!(terminal.out, "    moved with its decisions: {} → {}", moved.from, moved.to)?;
            }
        }
        let same = self.imported.endpoints.len() - new - changed - dated;
        let left_out = match self.imported.left_out.len() {
            0 => String::new(),
            count => format!(", {count} left out"),
        };
        let done = if dry_run { "would be written" } else { "written" };
        writeln!(
            terminal.out,
            "{}: {new} new, {changed} changed, {dated} with a new date only, {same} as they were{left_out}; {} {done}",
            plural(self.imported.endpoints.len(), "endpoint"),
            plural(files, "file"),
        )?;
        Ok(())
    }

    fn changes(&self, endpoint: &ImportedEndpoint) -> Vec<String> {
        let old = self.before.endpoints().find(|located| located.source.file == endpoint.file);
        let new = self.imported.spec.endpoints().find(|located| located.source.file == endpoint.file);
        let Some(new) = new else { return Vec::new() };
        let Some(old) = old else {
            let Endpoint { method, path, title, .. } = &endpoint.after;
            return vec![format!("{} {} {path} {title}", Kind::EndpointAdded.id(), method.as_str())];
        };
        diff::endpoint_changes(old, new, &self.before.platform().value).iter().map(change_line).collect()
    }

    /// What a maintainer has to know or to decide now: about the pages, and about what they changed.
    fn findings(&mut self, obstacles: &dyn Fn(&Spec) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        let files: BTreeSet<&str> =
            self.changed().filter(|endpoint| endpoint.has_new_facts()).map(|endpoint| endpoint.file.as_str()).collect();
        let open = if files.is_empty() { Vec::new() } else { self.open(&files, obstacles) };
        let refusals = std::mem::take(&mut self.refusals);
        let told = refusals.into_iter().chain(self.imported.findings.iter().cloned());
        told.chain(open.into_iter().map(|finding| self.with_origin(finding))).collect()
    }

    /// What is to be decided about these files, and was not so before.
    fn open(&self, files: &BTreeSet<&str>, obstacles: &dyn Fn(&Spec) -> Vec<Diagnostic>) -> Vec<Diagnostic> {
        let mut known = lint::lint(self.before, &self.texts);
        known.extend(obstacles(self.before));
        let mut open = obstacles(&self.imported.spec);
        open.extend(lint::lint(&self.imported.spec, &self.texts));
        let is_about = |finding: &Diagnostic| {
            let labels = [&finding.primary].into_iter().chain(&finding.secondary);
            labels.map(|label| label.place.file.as_str()).any(|file| files.contains(file))
        };
        let known: BTreeSet<_> = known.iter().map(essence).collect();
        open.retain(|finding| is_about(finding) && !known.contains(&essence(finding)));
        open
    }

    /// Adds where the page says what a finding is about.
    fn with_origin(&self, finding: Diagnostic) -> Diagnostic {
        let Some(place) = self.origin(&finding.primary.place) else { return finding };
        finding.also(place, "the page")
    }

    fn origin(&self, place: &Place) -> Option<Place> {
        let Spot::Node { steps, .. } = &place.spot else { return None };
        let endpoints = &self.imported.endpoints;
        let endpoint = &endpoints[endpoints.binary_search_by(|endpoint| endpoint.file.cmp(&place.file)).ok()?];
        let page = self.pages.get(&*endpoint.page)?;
        let line = import::line(page, &endpoint.after, steps)?;
        Some(Place { file: page.file.clone(), spot: Spot::Position { line, column: 1 } })
    }

    /// Reads the pages that findings point into, to show excerpts of them.
    fn add_pages(&mut self, findings: &[Diagnostic], sources: &[Source]) {
        let labels = findings.iter().flat_map(|finding| [&finding.primary].into_iter().chain(&finding.secondary));
        let files: BTreeSet<&String> = labels.map(|label| &label.place.file).collect();
        for source in sources.iter().filter(|source| files.contains(&source.name) && source.is_file()) {
            // A page that has gone meanwhile is told of without an excerpt.
            if let Ok(bytes) = source.read() {
                self.texts.insert(source.name.clone(), String::from_utf8_lossy(&bytes).into_owned());
            }
        }
    }
}

/// What a finding says of what, though its place may have moved.
fn essence(finding: &Diagnostic) -> (Code, String, String) {
    (finding.code, finding.primary.place.file.clone(), finding.message.clone())
}

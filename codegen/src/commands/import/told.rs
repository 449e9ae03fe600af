//! What a maintainer has to know or to decide now.

use std::collections::BTreeSet;

use crate::commands::reading::files::Source;
use crate::commands::{Failure, Terminal, plural};
use crate::diagnostic::{Diagnostic, Renderer, Sources, Tally};
use crate::spec::Folder;

/// Findings in words. The texts that they show excerpts of need not be held any longer.
#[derive(Debug, Default)]
pub struct Told {
    text: String,
    tally: Tally,
    /// How many English texts are missing; a new endpoint lacks dozens, so they are only counted.
    missing: usize,
    /// The files that they are missing in.
    incomplete: BTreeSet<String>,
}

impl Told {
    /// Adds findings, with excerpts of these texts, of pages, and of what else `read` can read.
    pub fn add(
        &mut self,
        findings: &[Diagnostic],
        texts: &mut Sources,
        pages: &[Source],
        read: impl Fn(&str) -> Option<String>,
    ) {
        add_texts(findings, texts, pages, read);
        self.text.push_str(&Renderer::new(texts).render_each(findings));
        self.tally.add(findings);
    }

    /// Adds the number of English texts that are missing in a file.
    pub fn add_missing(&mut self, file: &str, count: usize) {
        if count > 0 {
            self.missing += count;
            self.incomplete.insert(file.to_owned());
        }
    }

    /// Adds what was told elsewhere.
    pub fn add_all(&mut self, other: Self) {
        let Self { text, tally, missing, incomplete } = other;
        self.text.push_str(&text);
        self.tally.add_all(tally);
        self.missing += missing;
        self.incomplete.extend(incomplete);
    }

    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.tally.is_empty() && self.missing == 0
    }

    /// Tells it.
    pub fn tell(&self, folder: &Folder, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
        let Self { text, tally, missing, incomplete } = self;
        if !tally.is_empty() {
            writeln!(terminal.err, "{text}{tally}")?;
        }
        if *missing > 0 {
            let (texts, files) = (plural(*missing, "English text"), plural(incomplete.len(), "file"));
            let verb = if *missing == 1 { "is" } else { "are" };
            let folder = folder.path.display();
            writeln!(
                terminal.err,
                "{texts} in {files} {verb} still to be written; `cargo codegen lint --spec {folder}` says which"
            )?;
        }
        Ok(())
    }
}

/// Reads what findings point into, to show excerpts of it. What has gone meanwhile is told of without.
fn add_texts(findings: &[Diagnostic], texts: &mut Sources, pages: &[Source], read: impl Fn(&str) -> Option<String>) {
    let labels = findings.iter().flat_map(Diagnostic::labels);
    let mut files: BTreeSet<&str> = labels.map(|label| label.place.file.as_str()).collect();
    for page in pages {
        if files.remove(page.name.as_str())
            && let Ok(bytes) = page.read()
        {
            texts.insert(page.name.clone(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    files.retain(|file| !texts.contains_key(*file));
    texts.extend(files.into_iter().filter_map(|file| Some((file.to_owned(), read(file)?))));
}

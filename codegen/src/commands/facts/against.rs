//! `codegen facts --against`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::commands::reading::files::Source;
use crate::commands::reading::{Summary, read_all};
use crate::commands::{Failure, Status, Terminal};
use crate::pages::agreement::{Agreement, Count, Difference};
use crate::pages::facts::Page;

/// Compares pages with reference facts.
pub fn run(
    path: &Path,
    sources: &[Source],
    summary: &mut Summary,
    terminal: &mut Terminal<'_>,
) -> Result<Status, Failure> {
    let mut references = References::read(path)?;
    let mut agreement = Agreement::default();
    let mut differences = 0;
    let mut unknown = 0;
    read_all(
        sources,
        summary,
        terminal,
        |_, page| page,
        |page, terminal| {
            let Some(reference) = references.take(&page) else {
                unknown += 1;
                writeln!(terminal.out, "{}: not in the reference", page.file)?;
                return Ok(());
            };
            for difference in agreement.add(&page, &reference) {
                differences += 1;
                tell(&page.file, &difference, terminal)?;
            }
            Ok(())
        },
    )?;
    for file in references.rest() {
        writeln!(terminal.out, "{file}: in the reference, but not among these pages")?;
    }
    writeln!(terminal.out, "\n{:<18} {:>9} {:>9} {:>9}", "kind of fact", "facts", "equal", "percent")?;
    for (kind, count) in &agreement.kinds {
        line(kind, *count, terminal)?;
    }
    line("all", agreement.total(), terminal)?;
    summary.tell(terminal)?;
    let is_equal = differences == 0 && unknown == 0;
    Ok(summary.status(if is_equal { Status::Fine } else { Status::Findings }))
}

fn line(kind: &str, count: Count, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    // Rounded down: 100 means that all are equal.
    let percent = (count.percent() * 100.0).floor() / 100.0;
    writeln!(terminal.out, "{kind:<18} {:>9} {:>9} {percent:>9.2}", count.all, count.equal)?;
    Ok(())
}

fn tell(file: &str, difference: &Difference, terminal: &mut Terminal<'_>) -> Result<(), Failure> {
    let shown =
        |value: &Option<String>| value.as_ref().map_or_else(|| "(nothing)".to_owned(), |value| format!("{value:?}"));
    let place = if difference.place.is_empty() { String::new() } else { format!(" of {}", difference.place) };
    writeln!(terminal.out, "{file}: {}{place}", difference.kind)?;
    writeln!(terminal.out, "    page      {}", shown(&difference.ours))?;
    writeln!(terminal.out, "    reference {}", shown(&difference.reference))?;
    Ok(())
}

/// Reference facts by file, as far as they were not yet compared.
struct References {
    by_file: BTreeMap<String, Page>,
}

impl References {
    fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| format!("can't read {}: {error}", path.display()))?;
        let mut by_file = BTreeMap::new();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let page: Page = serde_json::from_str(line)
                .map_err(|error| format!("{}:{}: no record of facts: {error}", path.display(), number + 1))?;
            by_file.insert(page.file.clone(), page);
        }
        Ok(Self { by_file })
    }

    /// The record of a page: of the file of that name, or else of the same page of the documentation.
    fn take(&mut self, page: &Page) -> Option<Page> {
        if let Some(reference) = self.by_file.remove(&page.file) {
            return Some(reference);
        }
        let is_same = |reference: &Page| reference.page.is_some() && reference.page == page.page;
        let file = self.by_file.values().find(|reference| is_same(reference))?.file.clone();
        self.by_file.remove(&file)
    }

    fn rest(&self) -> impl Iterator<Item = &str> {
        self.by_file.keys().map(String::as_str)
    }
}

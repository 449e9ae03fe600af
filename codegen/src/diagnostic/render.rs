//! Diagnostics as text, in the manner of rustc.

use std::collections::BTreeSet;
use std::fmt;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer as Layout, Snippet};

use super::locate::Locator;
use super::place::{Place, Spot};
use super::{Diagnostic, Label, Severity, Sources, in_order};

/// How many bytes an excerpt may take. Lines that are longer are no use to a reader, and take long to lay out.
const LARGEST_EXCERPT: usize = 16 << 10;

/// Renders diagnostics with excerpts of the files they point into.
#[derive(Debug)]
pub struct Renderer<'a> {
    sources: &'a Sources,
    layout: Layout,
    locator: Locator<'a>,
}

impl<'a> Renderer<'a> {
    /// A renderer over these files. The output has colours; strip them where they are not wanted.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, layout: Layout::styled().decor_style(DecorStyle::Ascii), locator: Locator::new(sources) }
    }

    /// All diagnostics in the order of files and lines, and a line that counts them.
    pub fn render_all(&mut self, diagnostics: &[Diagnostic]) -> String {
        let mut tally = Tally::default();
        tally.add(diagnostics);
        format!("{}{tally}\n", self.render_each(diagnostics))
    }

    /// All diagnostics in the order of files and lines.
    pub fn render_each(&mut self, diagnostics: &[Diagnostic]) -> String {
        let mut text = String::new();
        for diagnostic in in_order(diagnostics, &mut self.locator) {
            text.push_str(&self.render(diagnostic));
            text.push_str("\n\n");
        }
        text
    }

    /// One diagnostic.
    pub fn render(&mut self, diagnostic: &Diagnostic) -> String {
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.id());
        let mut group = Group::with_title(title).elements(self.excerpts(diagnostic));
        for note in &diagnostic.notes {
            group = group.element(Level::NOTE.message(note.as_str()));
        }
        for help in &diagnostic.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        self.layout.render(&[group])
    }

    /// One excerpt per file, the primary place's file first.
    fn excerpts<'d>(&mut self, diagnostic: &'d Diagnostic) -> Vec<Element<'d>>
    where
        'a: 'd,
    {
        let primary = &diagnostic.primary;
        let mut by_file: Vec<(&'d str, Vec<(&'d Label, AnnotationKind)>)> =
            vec![(&primary.place.file, vec![(primary, AnnotationKind::Primary)])];
        for label in &diagnostic.secondary {
            let entry = (label, AnnotationKind::Context);
            match by_file.iter_mut().find(|(file, _)| *file == label.place.file) {
                Some((_, labels)) => labels.push(entry),
                None => by_file.push((&label.place.file, vec![entry])),
            }
        }
        by_file.into_iter().flat_map(|(file, labels)| self.excerpt(file, &labels)).collect()
    }

    fn excerpt<'d>(&mut self, file: &'d str, labels: &[(&'d Label, AnnotationKind)]) -> Vec<Element<'d>>
    where
        'a: 'd,
    {
        let whole_file = labels.iter().all(|(label, _)| label.place.spot == Spot::File);
        let Some(source) = self.sources.get(file).filter(|_| !whole_file) else {
            return vec![Origin::path(file).into()];
        };
        let spans: Vec<_> = labels.iter().map(|(label, _)| self.locator.span(&label.place)).collect();
        // The library looks at every line that it is given; those that matter are few.
        let start = spans.iter().map(|span| span.start).min().unwrap_or_default();
        let end = spans.iter().map(|span| span.end).max().unwrap_or_default();
        let (window, first_line) = self.locator.lines(file, &(start..end));
        match labels {
            [(label, _)] if window.len() > LARGEST_EXCERPT => vec![self.position(&label.place).into()],
            _ if window.len() > LARGEST_EXCERPT => {
                labels.iter().flat_map(|label| self.excerpt(file, std::slice::from_ref(label))).collect()
            }
            _ => {
                let annotations = labels.iter().zip(spans).map(|((label, kind), span)| {
                    let annotation = kind.span(span.start - window.start..span.end - window.start);
                    if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
                });
                let annotations: Vec<_> = annotations.collect();
                let lines = Snippet::source(&source[window.clone()]).line_start(first_line);
                vec![lines.path(file).fold(true).annotations(annotations).into()]
            }
        }
    }

    /// A place without an excerpt.
    fn position<'d>(&mut self, place: &'d Place) -> Origin<'d> {
        let origin = Origin::path(place.file.as_str());
        match self.locator.region(place) {
            Some(region) => origin.line(region.start.line).char_column(region.start.column),
            None => origin,
        }
    }
}

/// How many diagnostics there are, and in how many files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    errors: usize,
    warnings: usize,
    files: BTreeSet<String>,
}

impl Tally {
    /// Counts some more.
    pub fn add(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            match diagnostic.severity() {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
            }
            self.files.insert(diagnostic.primary.place.file.clone());
        }
    }

    /// Counts what another has counted.
    pub fn add_all(&mut self, other: Self) {
        let Self { errors, warnings, files } = other;
        self.errors += errors;
        self.warnings += warnings;
        self.files.extend(files);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.errors + self.warnings == 0
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = |count: usize, noun: &str| match count {
            1 => format!("1 {noun}"),
            _ => format!("{count} {noun}s"),
        };
        let Self { errors, warnings, files } = self;
        write!(formatter, "{}", plural(*errors, "error"))?;
        if *warnings > 0 {
            write!(formatter, ", {}", plural(*warnings, "warning"))?;
        }
        write!(formatter, " in {}", plural(files.len(), "file"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Cursor};

    #[test]
    fn a_place_in_a_vanished_file_is_still_told() {
        let sources = Sources::new();
        let diagnostic = Diagnostic::new(Code::UnreadableFile, Place::file("gone.yaml"), "can't read it");
        assert!(Renderer::new(&sources).render(&diagnostic).contains("gone.yaml"));
    }

    #[test]
    fn a_position_past_the_end_does_not_panic() {
        let sources = Sources::from([("a.yaml".to_owned(), "发".to_owned())]);
        let place = Place { file: "a.yaml".into(), spot: Spot::Position { line: 9, column: 9 } };
        assert!(Renderer::new(&sources).render(&Diagnostic::new(Code::Syntax, place, "bad")).contains("bad"));
    }

    #[test]
    fn a_line_beyond_reason_is_not_shown() {
        let sources = Sources::from([("a.yaml".to_owned(), format!("a: b\n{}: c\n", "k".repeat(100_000)))]);
        let at = |start, end| Place { file: "a.yaml".into(), spot: Spot::Bytes { start, end } };
        let diagnostic = Diagnostic::new(Code::DuplicateKey, at(5, 100_005), "twice").also(at(0, 1), "the first one");
        let text = Renderer::new(&sources).render(&diagnostic);
        assert!(text.len() < 1_000 && text.contains("a.yaml:2:1") && text.contains("the first one"), "{text}");
    }

    #[test]
    fn diagnostics_come_in_the_order_of_the_file() {
        let sources = Sources::from([("a.yaml".to_owned(), "first: 1\nsecond: 2\n".to_owned())]);
        let root = Cursor::root("a.yaml");
        let at = |key: &'static str| Diagnostic::new(Code::UnknownKey, root.key(key).name(), key);
        let text = Renderer::new(&sources).render_all(&[at("second"), at("first")]);
        assert!(text.find("a.yaml:1:1").unwrap() < text.find("a.yaml:2:1").unwrap());
        assert!(text.ends_with("2 errors in 1 file\n"));
    }
}

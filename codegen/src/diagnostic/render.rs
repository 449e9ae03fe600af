//! Diagnostics as text, in the manner of rustc.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer as Layout, Snippet};

use super::place::{Place, Spot};
use super::position::{self, Node};
use super::{Diagnostic, Label, Severity, Sources};

/// Renders diagnostics with excerpts of the files they point into.
#[derive(Debug)]
pub struct Renderer<'a> {
    sources: &'a Sources,
    layout: Layout,
    trees: BTreeMap<String, Option<Node>>,
}

impl<'a> Renderer<'a> {
    /// A renderer over these files. The output has colours; strip them where they are not wanted.
    #[must_use]
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, layout: Layout::styled().decor_style(DecorStyle::Ascii), trees: BTreeMap::new() }
    }

    /// All diagnostics in the order of files and lines, and a line that counts them.
    pub fn render_all(&mut self, diagnostics: &[Diagnostic]) -> String {
        let mut ordered: Vec<_> = diagnostics
            .iter()
            .map(|diagnostic| {
                let place = &diagnostic.primary.place;
                ((place.file.clone(), self.span(place).start, diagnostic.code), diagnostic)
            })
            .collect();
        ordered.sort_by(|(left, _), (right, _)| left.cmp(right));
        let mut text = String::new();
        for (_, diagnostic) in &ordered {
            text.push_str(&self.render(diagnostic));
            text.push_str("\n\n");
        }
        text.push_str(&summary(diagnostics));
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
        by_file.into_iter().map(|(file, labels)| self.excerpt(file, labels)).collect()
    }

    fn excerpt<'d>(&mut self, file: &'d str, labels: Vec<(&'d Label, AnnotationKind)>) -> Element<'d>
    where
        'a: 'd,
    {
        let whole_file = labels.iter().all(|(label, _)| label.place.spot == Spot::File);
        match self.sources.get(file) {
            Some(source) if !whole_file => {
                let annotations = labels.into_iter().map(|(label, kind)| {
                    let annotation = kind.span(self.span(&label.place));
                    if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) }
                });
                let annotations: Vec<_> = annotations.collect();
                Snippet::source(source.as_str()).path(file).fold(true).annotations(annotations).into()
            }
            _ => Origin::path(file).into(),
        }
    }

    /// Which bytes of its file a place means; never more than one line, so that a caret shows it.
    fn span(&mut self, place: &Place) -> Range<usize> {
        let Some(source) = self.sources.get(&place.file) else { return 0..0 };
        let span = match &place.spot {
            Spot::File => 0..0,
            Spot::Position { line, column } => position_span(source, *line, *column),
            Spot::Bytes { start, end } => *start..*end,
            Spot::Node { steps, part } => {
                let tree = self.trees.entry(place.file.clone()).or_insert_with(|| position::read(source).ok());
                tree.as_ref().map_or(0..0, |tree| tree.find(steps, *part))
            }
        };
        let line = source[span.start..span.end].lines().next().unwrap_or_default();
        span.start..span.start + line.trim_end().len()
    }
}

fn position_span(source: &str, line: usize, column: usize) -> Range<usize> {
    let start: usize = source.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let text = source[start..].lines().next().unwrap_or_default();
    let offset = text.char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(byte, _)| byte);
    start + offset..start + text.len().max(offset)
}

fn summary(diagnostics: &[Diagnostic]) -> String {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count();
    let plural = |count: usize, noun: &str| match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    };
    let mut files: Vec<_> = diagnostics.iter().map(|diagnostic| &diagnostic.primary.place.file).collect();
    files.sort();
    files.dedup();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    let counts = match warnings {
        0 => plural(errors, "error"),
        _ => format!("{}, {}", plural(errors, "error"), plural(warnings, "warning")),
    };
    format!("{counts} in {}\n", plural(files.len(), "file"))
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
    fn diagnostics_come_in_the_order_of_the_file() {
        let sources = Sources::from([("a.yaml".to_owned(), "first: 1\nsecond: 2\n".to_owned())]);
        let root = Cursor::root("a.yaml");
        let at = |key: &'static str| Diagnostic::new(Code::UnknownKey, root.key(key).name(), key);
        let text = Renderer::new(&sources).render_all(&[at("second"), at("first")]);
        assert!(text.find("a.yaml:1:1").unwrap() < text.find("a.yaml:2:1").unwrap());
        assert!(text.ends_with("2 errors in 1 file\n"));
    }
}

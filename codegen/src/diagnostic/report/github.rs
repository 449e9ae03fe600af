//! Annotations of GitHub's workflows: one command a line.

use super::full_message;
use crate::diagnostic::{Diagnostic, Locator, Place, Severity, Sources, in_order};

/// Diagnostics as commands that make GitHub show them beside the lines of a pull request.
///
/// # Panics
///
/// Never: a string takes all that is written.
#[must_use]
pub fn github(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let mut locator = Locator::new(sources);
    let mut commands = String::new();
    for diagnostic in in_order(diagnostics, &mut locator) {
        let level = match diagnostic.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        let title = format!("{}: {}", diagnostic.code, diagnostic.code.title());
        let text = full_message(diagnostic);
        commands.push_str(&annotation(level, &diagnostic.primary.place, &mut locator, &title, &text));
    }
    commands
}

/// A command that shows a text beside a place of a pull request. The level is `error`, `warning` or `notice`.
#[must_use]
pub fn annotation(level: &str, place: &Place, locator: &mut Locator<'_>, title: &str, text: &str) -> String {
    let lines = locator.region(place).map(|region| {
        let (start, end) = (region.start, region.end);
        format!(",line={},endLine={},col={},endColumn={}", start.line, end.line, start.column, end.column)
    });
    let (file, lines) = (property(&place.file), lines.unwrap_or_default());
    format!("::{level} file={file}{lines},title={}::{}\n", property(title), data(text))
}

/// The text of a command: what would end the line is escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command: what would end the property is escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Cursor};

    #[test]
    fn a_finding_is_one_line_however_hostile_its_texts() {
        let sources = Sources::from([("a,b:c%.yaml".to_owned(), "k: v\n".to_owned())]);
        let root = Cursor::root("a,b:c%.yaml");
        let diagnostic = Diagnostic::new(Code::UnknownKey, root.key("k").value(), "bad\r\n::error::100%")
            .label("here")
            .note("why, oh: why");
        assert_eq!(
            github(&[diagnostic], &sources),
            "::error file=a%2Cb%3Ac%25.yaml,line=1,endLine=1,col=4,endColumn=5,title=E0101%3A A key that the spec language \
             does not have.::bad%0D%0A::error::100%25%0Ahere%0Anote: why, oh: why\n"
        );
    }

    #[test]
    fn a_finding_about_a_whole_file_has_no_lines() {
        let diagnostic = Diagnostic::new(Code::MissingFile, Place::file("spec/crate.yaml"), "`crate.yaml` is missing");
        let text = github(&[diagnostic], &Sources::new());
        assert!(text.starts_with("::error file=spec/crate.yaml,title=E0002"), "{text}");
    }
}

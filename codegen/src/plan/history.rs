//! What was once otherwise: former names, and what callers should not begin to use.

use super::doc;
use super::name::{Case, Name, Remedy, Scope, Wanted};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::Spec;
use crate::spec::model::{Deprecation, Endpoint, Moved};

/// What was once otherwise about something that has a name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    /// Names that it had before, which go on working.
    pub former: Vec<Name>,
    /// Why callers should not begin to use it, in one line that the compiler shows.
    pub deprecated: Option<String>,
}

/// Gives former names out, so that nothing else in the scope can have them. `at` is the list of them.
pub fn former(
    names: &[String],
    case: Case,
    what: &str,
    scope: &mut Scope,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Name> {
    let claim = |(index, text): (usize, &String)| {
        let wanted = Wanted {
            text,
            case,
            what: format!("a former name of {what}"),
            place: at.index(index).value(),
            remedy: Remedy::Spelling,
        };
        scope.claim(&wanted, findings)
    };
    names.iter().enumerate().map(claim).collect()
}

/// The line that the compiler shows. What is to be used instead must be among `known`.
pub fn deprecated<'a>(
    deprecation: Option<&Deprecation>,
    known: impl IntoIterator<Item = &'a str>,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<String> {
    let deprecation = deprecation?;
    if let Some(replacement) = &deprecation.replacement {
        let known: Vec<&str> = known.into_iter().collect();
        if !known.contains(&replacement.as_str()) {
            let message = format!("there is no `{replacement}` to use instead");
            let diagnostic = Diagnostic::new(Code::UnknownField, at.key("replacement").value(), message)
                .note("whoever follows the compiler's advice would not find it")
                .suggest(replacement, known);
            findings.push(diagnostic);
        }
    }
    Some(line(deprecation))
}

/// The line that the compiler shows, and rustdoc as Markdown.
#[must_use]
pub fn line(Deprecation { since, note, replacement }: &Deprecation) -> String {
    let since = since.as_ref().map(|since| format!("since {}: ", doc::prose(since))).unwrap_or_default();
    let instead = replacement.as_ref().map(|name| format!("; use {} instead", doc::code(name))).unwrap_or_default();
    format!("{since}{}{instead}", doc::prose(note.trim_end_matches('.')))
}

/// Looks at what endpoints say of other endpoints and of where they were before.
pub fn check_endpoints(spec: &Spec, findings: &mut Vec<Diagnostic>) {
    let endpoints = || spec.versions().iter().flat_map(|version| &version.endpoints);
    let ids: Vec<&str> = endpoints().map(|located| located.id.as_str()).collect();
    for located in endpoints() {
        let root = Cursor::root(&located.source.file);
        let decide = root.key("decide");
        let endpoint = &located.source.value;
        let others = ids.iter().copied().filter(|id| *id != located.id);
        deprecated(endpoint.decide.deprecated.as_ref(), others, &decide.key("deprecated"), findings);
        let list = decide.key("moved_from");
        for (index, moved) in endpoint.decide.moved_from.iter().enumerate() {
            check_moved(moved, endpoint, (spec, &ids), &list.index(index), findings);
        }
    }
}

/// An endpoint can't have been where it is, nor where another one is now.
fn check_moved(
    moved: &Moved,
    now: &Endpoint,
    (spec, ids): (&Spec, &[&str]),
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let Moved { method, path, endpoint } = moved;
    if *moved == Moved::default() {
        let diagnostic = Diagnostic::new(Code::InvalidValue, at.value(), "this does not say from where it moved")
            .help("say its former `method`, `path` or `endpoint`");
        findings.push(diagnostic);
    }
    let mut taken = |key: &str, message: String| {
        let diagnostic = Diagnostic::new(Code::DuplicateEndpoint, at.key(key).value(), message)
            .note("a call that is still there can't have moved");
        findings.push(diagnostic);
    };
    if let Some(id) = endpoint.as_deref().filter(|id| ids.contains(id)) {
        taken("endpoint", format!("`{id}` is still there"));
    }
    if method.is_some() || path.is_some() {
        let method = method.unwrap_or(now.method);
        let path = path.as_ref().unwrap_or(&now.path);
        let mut endpoints = spec.versions().iter().flat_map(|version| &version.endpoints);
        if endpoints.any(|located| located.source.value.method == method && located.source.value.path == *path) {
            let key = if moved.path.is_some() { "path" } else { "method" };
            taken(key, format!("{} {path} is still there", method.as_str()));
        }
    }
}

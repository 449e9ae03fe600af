//! Names on the wire that must differ.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Cursor, Diagnostic};

/// Tells of every name of a list that stands there twice. `key` is where an element has its name.
pub fn check<'a>(
    names: impl IntoIterator<Item = &'a str>,
    list: &Cursor<'_>,
    key: &str,
    what: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, name) in names.into_iter().enumerate() {
        let Some(&first) = seen.get(name) else {
            seen.insert(name, index);
            continue;
        };
        let diagnostic = Diagnostic::new(
            Code::DuplicateName,
            list.index(index).key(key).value(),
            format!("the {what} `{name}` is listed twice"),
        )
        .also(list.index(first).key(key).value(), "first listed here")
        .note("on the wire the two could not be told apart");
        findings.push(diagnostic);
    }
}

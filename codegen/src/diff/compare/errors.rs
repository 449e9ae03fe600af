//! Error tables.

use heck::ToUpperCamelCase;

use super::differing::{Difference, Differing};
use super::history::Names;
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::model::ErrorCode;

/// Compares error tables. `elsewhere` has the codes that the platform as a whole has gained or lost, when the table is
/// that of an endpoint.
pub fn compare(old: &[ErrorCode], new: &[ErrorCode], at: &Sides<'_>, elsewhere: &Elsewhere, found: &mut Recorder) {
    let pairs = Pairs::by(old, new, |error| error.code);
    for &(before, after) in &pairs.both {
        let code = new[after].code.to_string();
        error(&old[before], &new[after], &at.element(before, after, &code), found);
    }
    for &index in &pairs.removed {
        let error = &old[index];
        let moved = elsewhere.gained.contains(&error.code);
        let kind = if moved { Kind::ErrorScopeChanged } else { Kind::ErrorRemoved };
        let code = error.code.to_string();
        let change = found.tell(kind, &at.only_base(index, &code)).gone(line(error));
        change.called([error.decide.name.as_str()]);
    }
    for &index in &pairs.added {
        let error = &new[index];
        let moved = elsewhere.lost.contains(&error.code);
        let kind = if moved { Kind::ErrorScopeChanged } else { Kind::ErrorAdded };
        let code = error.code.to_string();
        let change = found.tell(kind, &at.only_head(index, &code)).fresh(line(error));
        change.called([error.decide.name.as_str()]);
    }
    if !pairs.in_order() {
        found.tell(Kind::OrderChanged, at);
    }
}

/// The codes that another table has gained or lost.
#[derive(Debug, Default)]
pub struct Elsewhere {
    pub gained: Vec<i64>,
    pub lost: Vec<i64>,
}

impl Elsewhere {
    /// What a table has gained and lost.
    pub fn between(old: &[ErrorCode], new: &[ErrorCode]) -> Self {
        let codes = |table: &[ErrorCode]| table.iter().map(|error| error.code).collect::<Vec<_>>();
        let (old, new) = (codes(old), codes(new));
        Self {
            gained: new.iter().copied().filter(|code| !old.contains(code)).collect(),
            lost: old.iter().copied().filter(|code| !new.contains(code)).collect(),
        }
    }
}

/// An error in a line: its status and its message.
fn line(error: &ErrorCode) -> String {
    match error.http {
        Some(status) => format!("{} (HTTP {status})", error.message),
        None => error.message.clone(),
    }
}

fn error(old: &ErrorCode, new: &ErrorCode, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    keys.cover(&["decide"]);
    found.tell_keys(&mut keys, &["http"], Kind::ErrorHttpStatusChanged, at);
    found.tell_keys(&mut keys, &["message"], Kind::ErrorMessageChanged, at);
    found.tell_rest(keys, at);
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    let names = Names {
        current: [&old.decide.name, &new.decide.name],
        former: [&old.decide.renamed_from, &new.decide.renamed_from],
    };
    names.tell("renamed_from", &mut decisions, &decide, found);
    if let Some(Difference { old: before, new: after }) = decisions.take("name") {
        let is_same = old.decide.name.to_upper_camel_case() == new.decide.name.to_upper_camel_case();
        let kind = if is_same { Kind::OrderChanged } else { Kind::EnumVariantRenamed };
        let change = found.tell(kind, &decide.part("name")).values(before, after);
        change.unless(names.is_kept()).called([old.decide.name.as_str(), new.decide.name.as_str()]);
    }
    found.tell_keys(&mut decisions, &["class"], Kind::ErrorClassChanged, &decide);
    found.tell_keys(&mut decisions, &["advice"], Kind::ErrorAdviceChanged, &decide);
    found.tell_keys(&mut decisions, &["contradictions"], Kind::DocTextChanged, &decide);
    found.tell_keys(&mut decisions, &["accept"], Kind::LintAcceptanceChanged, &decide);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    found.tell_rest(decisions, &decide);
}

//! What was once otherwise: deprecations, former names, and names that are not to be given again.

use super::differing::{Difference, Differing};
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::model::{Deprecation, Requirement};

/// The names that something has and had.
pub struct Names<'a> {
    /// What it is called, before and after.
    pub current: [&'a str; 2],
    /// What it was called before that, before and after.
    pub former: [&'a [String]; 2],
}

impl Names<'_> {
    /// Whether it has another name, and its former one goes on working.
    pub fn is_kept(&self) -> bool {
        self.current[0] != self.current[1] && self.former[1].iter().any(|name| name == self.current[0])
    }

    /// Takes the key with the former names, and tells of those that are new or gone for other reasons than the renaming.
    pub fn tell(&self, key: &str, decisions: &mut Differing, decide: &Sides<'_>, found: &mut Recorder) {
        if decisions.take(key).is_none() {
            return;
        }
        let at = decide.part(key);
        let ([was, is], [old, new]) = (self.current, self.former);
        let known = found.len();
        for name in old.iter().filter(|name| !new.contains(name) && *name != is) {
            found.tell(Kind::AliasRemoved, &at).gone(name).called([name.as_str()]);
        }
        for name in new.iter().filter(|name| !old.contains(name) && *name != was) {
            found.tell(Kind::AliasAdded, &at).fresh(name).called([name.as_str()]);
        }
        if was == is && found.len() == known {
            found.tell(Kind::OrderChanged, &at);
        }
    }
}

/// Takes and compares a deprecation.
pub fn deprecation(
    old: Option<&Deprecation>,
    new: Option<&Deprecation>,
    decisions: &mut Differing,
    decide: &Sides<'_>,
    found: &mut Recorder,
) {
    let Some(Difference { old: was, new: is }) = decisions.take("deprecated") else { return };
    let at = decide.part("deprecated");
    match (old, new) {
        (Some(old), Some(new)) => found.tell_all(old, new, Kind::DocTextChanged, &at),
        (None, Some(new)) => _ = found.tell(Kind::Deprecated, &at).fresh(&new.note),
        (Some(old), None) => _ = found.tell(Kind::Undeprecated, &at).gone(&old.note),
        (None, None) => _ = found.tell(Kind::Unhandled, &at).values(was, is),
    }
}

/// Takes and compares what parameters require of each other.
pub fn requirements(
    old: &[Requirement],
    new: &[Requirement],
    decisions: &mut Differing,
    decide: &Sides<'_>,
    found: &mut Recorder,
) {
    if decisions.take("requirements").is_some() {
        let kinds = [Kind::CoRequirementAdded, Kind::CoRequirementRemoved, Kind::OrderChanged];
        super::access::set(&words(old), &words(new), &decide.part("requirements"), kinds, found);
    }
}

/// A requirement as a line of text: the keys of the language, in their order.
fn words(rules: &[Requirement]) -> Vec<String> {
    let line = |rule: &Requirement| {
        let entries = serde_json::to_value(rule).unwrap_or_default();
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::Array(names) => {
                names.iter().filter_map(|name| name.as_str()).collect::<Vec<_>>().join(", ")
            }
            other => other.as_str().unwrap_or_default().to_owned(),
        };
        let order = ["when", "is", "needs", "at_least_one_of", "at_most_one_of", "exactly_one_of"];
        let given =
            order.iter().filter_map(|key| Some(format!("{} {}", key.replace('_', " "), text(entries.get(key)?))));
        given.collect::<Vec<_>>().join(" ")
    };
    rules.iter().map(line).collect()
}

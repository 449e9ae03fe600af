//! Changes that a maintainer looked at and lets happen, each by its fingerprint, with a reason and an end.

use schemars::JsonSchema;
use semver::Version;
use serde::{Deserialize, Serialize};

use super::Change;

/// The file that holds them, beside the folder of the spec.
pub const FILE: &str = "accepted-changes.yaml";

/// What the file says before its list.
const HEAD: &str = "\
# Changes of the spec that may happen although they break somebody. `codegen accept` adds them.
# One that matches nothing, or whose version has come, is told by `codegen diff` and can go.
";

/// The accepted changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// One by one.
    pub accepted: Vec<Entry>,
}

/// An accepted change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The fingerprint of the change.
    pub fingerprint: String,
    /// What the change is, for those who read the file.
    pub change: String,
    /// Why it may happen.
    pub reason: String,
    /// The version of the crate with which the acceptance ends.
    #[schemars(with = "String")]
    pub until: Version,
}

/// An acceptance that does no good any more.
#[derive(Debug, Clone, PartialEq)]
pub struct Stale {
    /// Which.
    pub entry: Entry,
    /// Why.
    pub why: String,
}

impl Accepted {
    /// Reads the text of the file.
    ///
    /// # Errors
    ///
    /// Fails when it has another form.
    pub fn from_text(text: &str) -> Result<Self, serde_yaml::Error> {
        serde_yaml::from_str(text)
    }

    /// The text of the file.
    ///
    /// # Panics
    ///
    /// Never: texts and versions can be written as YAML.
    #[must_use]
    pub fn to_text(&self) -> String {
        let list = serde_yaml::to_string(self).expect("texts and versions are YAML");
        format!("{HEAD}{list}")
    }

    /// The acceptance of a change.
    #[must_use]
    pub fn of(&self, change: &Change) -> Option<&Entry> {
        let fingerprint = change.fingerprint();
        self.accepted.iter().find(|entry| entry.fingerprint == fingerprint)
    }

    /// Adds an acceptance, or puts it in the place of an earlier one of the same change.
    pub fn accept(&mut self, entry: Entry) {
        self.accepted.retain(|known| known.fingerprint != entry.fingerprint);
        self.accepted.push(entry);
    }

    /// Those that do no good any more: their version has come, or they are new and match none of the changes. One that
    /// was there before is let be until its version comes: what it accepted happened, and is in the base already.
    #[must_use]
    pub fn stale(&self, before: &Self, changes: &[Change], version: Option<&Version>) -> Vec<Stale> {
        let fingerprints: Vec<_> = changes.iter().map(Change::fingerprint).collect();
        let why = |entry: &Entry| {
            if version.is_some_and(|version| *version >= entry.until) {
                return Some(format!("its version {} has come", entry.until));
            }
            if entry.reason.trim().is_empty() {
                return Some("it gives no reason".to_owned());
            }
            let is_new = !before.accepted.contains(entry);
            let matches = fingerprints.contains(&entry.fingerprint);
            (is_new && !matches).then(|| "no change matches it".to_owned())
        };
        let stale = |entry: &Entry| Some(Stale { entry: entry.clone(), why: why(entry)? });
        self.accepted.iter().filter_map(stale).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(fingerprint: &str, until: &str) -> Entry {
        Entry {
            fingerprint: fingerprint.into(),
            change: "endpoint-removed demo.v1.thing.get".into(),
            reason: "nobody: calls it".into(),
            until: Version::parse(until).unwrap(),
        }
    }

    #[test]
    fn the_file_reads_as_it_was_written() {
        let accepted = Accepted { accepted: vec![entry("0123456789ab", "0.5.0")] };
        let text = accepted.to_text();
        assert!(text.starts_with("# Changes"));
        assert_eq!(Accepted::from_text(&text).unwrap(), accepted);
        assert!(Accepted::from_text("accepted: [{fingerprint: x}]").is_err());
    }

    #[test]
    fn what_does_no_good_any_more_is_stale() {
        let accepted = Accepted { accepted: vec![entry("0123456789ab", "0.5.0")] };
        let version = |text: &str| Version::parse(text).unwrap();
        let none = Accepted::default();
        assert_eq!(accepted.stale(&none, &[], Some(&version("0.4.0")))[0].why, "no change matches it");
        assert!(accepted.stale(&accepted, &[], Some(&version("0.4.0"))).is_empty());
        assert_eq!(accepted.stale(&accepted, &[], Some(&version("0.5.0")))[0].why, "its version 0.5.0 has come");
    }
}

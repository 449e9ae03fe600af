//! Where rules put what they find.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::accept::Acceptances;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;

/// What rules find. What was accepted is left out at once.
pub struct Findings {
    acceptances: Acceptances,
    /// What nobody has accepted.
    pub open: Vec<Diagnostic>,
    /// Where missing texts are counted instead of being told one by one.
    pub missing: Option<MissingTexts>,
}

/// English texts that are missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MissingTexts {
    /// What is said of them, by file; only hashes, because there can be a hundred thousand.
    files: BTreeMap<String, Vec<u64>>,
}

impl MissingTexts {
    fn add(&mut self, finding: Diagnostic) {
        self.files.entry(finding.primary.place.file).or_default().push(hash(&finding.message));
    }

    /// How many are missing in each file of which the like was not missing before.
    pub fn since(&self, before: &Self) -> impl Iterator<Item = (&str, usize)> {
        self.files.iter().map(|(file, now)| {
            let before: BTreeSet<u64> = before.files.get(file).into_iter().flatten().copied().collect();
            (file.as_str(), now.iter().filter(|text| !before.contains(text)).count())
        })
    }
}

fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

impl Findings {
    /// Nothing yet, about a spec.
    pub fn of(spec: &Spec) -> Self {
        Self { acceptances: Acceptances::of(spec), open: Vec::new(), missing: None }
    }

    /// Counts texts that are missing.
    pub fn counting_texts(self) -> Self {
        Self { missing: Some(MissingTexts::default()), ..self }
    }

    /// Adds a finding, unless it was accepted.
    pub fn push(&mut self, finding: Diagnostic) {
        if self.acceptances.take(&finding) {
            return;
        }
        match &mut self.missing {
            Some(missing) if finding.code == Code::NoSummary => missing.add(finding),
            _ => self.open.push(finding),
        }
    }

    /// Tells of acceptances that nothing matched.
    pub fn complain(&mut self) {
        self.open.extend(self.acceptances.complaints());
    }
}

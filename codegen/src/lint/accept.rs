//! Findings that a maintainer looked at and lets stand, with a reason, where they occur.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::walk;
use crate::diagnostic::{Code, Cursor, Diagnostic, Place, Spot};
use crate::spec::Spec;
use crate::spec::model::Acceptance;

/// An acceptance, and how much of the tree it speaks for.
struct Accepted {
    rule: String,
    /// The node whose decisions hold it: it and all inside it.
    scope: Place,
    /// Where it stands itself.
    place: Place,
    has_reason: bool,
    used: bool,
}

/// What rules find. What was accepted is left out at once.
pub struct Findings {
    acceptances: Vec<Accepted>,
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
        Self { acceptances: collect(spec), open: Vec::new(), missing: None }
    }

    /// Counts texts that are missing.
    pub fn counting_texts(self) -> Self {
        Self { missing: Some(MissingTexts::default()), ..self }
    }

    /// Adds a finding, unless it was accepted.
    pub fn push(&mut self, finding: Diagnostic) {
        if is_accepted(&finding, &mut self.acceptances) {
            return;
        }
        match &mut self.missing {
            Some(missing) if finding.code == Code::NoSummary => missing.add(finding),
            _ => self.open.push(finding),
        }
    }

    /// Tells of acceptances that nothing matched.
    pub fn complain(&mut self) {
        self.open.extend(self.acceptances.iter().filter_map(complaint));
    }
}

fn is_accepted(finding: &Diagnostic, acceptances: &mut [Accepted]) -> bool {
    let matches = |accepted: &&mut Accepted| {
        Code::by_id(&accepted.rule) == Some(finding.code) && encloses(&accepted.scope, &finding.primary.place)
    };
    // The nearest one, so that an acceptance further out does not look stale because of one further in, or the reverse.
    let nearest = acceptances.iter_mut().filter(matches).max_by_key(|accepted| depth(&accepted.scope));
    nearest.map(|accepted| accepted.used = true).is_some()
}

fn complaint(accepted: &Accepted) -> Option<Diagnostic> {
    let Accepted { rule, scope: _, place, has_reason, used } = accepted;
    let diagnostic = |message| Diagnostic::new(Code::StaleAcceptance, place.clone(), message);
    match Code::by_id(rule) {
        None => {
            let ids = Code::ALL.iter().map(|code| code.id());
            Some(diagnostic(format!("there is no rule `{rule}`")).suggest(rule, ids))
        }
        Some(_) if !used => Some(
            diagnostic(format!("nothing here is a finding of {rule} any more"))
                .note("it would hide the next finding at this place")
                .help("take the acceptance out"),
        ),
        Some(_) if !has_reason => {
            Some(diagnostic(format!("the acceptance of {rule} gives no reason")).help("say why the finding may stand"))
        }
        Some(_) => None,
    }
}

fn collect(spec: &Spec) -> Vec<Accepted> {
    let mut found = Vec::new();
    walk::endpoints(spec, |endpoint, at| add(&endpoint.decide.accept, at, &mut found));
    walk::types(spec, |definition, at| add(&definition.decide.accept, at, &mut found));
    walk::errors(spec, |error, at| add(&error.decide.accept, at, &mut found));
    walk::fields(spec, |field, _, at| add(&field.decide.accept, at, &mut found));
    found
}

fn add(acceptances: &[Acceptance], at: &Cursor<'_>, found: &mut Vec<Accepted>) {
    let decide = at.key("decide");
    let list = decide.key("accept");
    for (index, Acceptance { rule, reason }) in acceptances.iter().enumerate() {
        found.push(Accepted {
            rule: rule.clone(),
            scope: at.value(),
            place: list.index(index).key("rule").value(),
            has_reason: !reason.trim().is_empty(),
            used: false,
        });
    }
}

fn encloses(outer: &Place, inner: &Place) -> bool {
    match (&outer.spot, &inner.spot) {
        (Spot::Node { steps: outer_steps, .. }, Spot::Node { steps: inner_steps, .. }) => {
            outer.file == inner.file && inner_steps.starts_with(outer_steps)
        }
        _ => false,
    }
}

fn depth(place: &Place) -> usize {
    match &place.spot {
        Spot::Node { steps, .. } => steps.len(),
        _ => 0,
    }
}

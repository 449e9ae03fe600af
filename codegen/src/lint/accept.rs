//! Findings that a maintainer looked at and lets stand, with a reason, where they occur.

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

/// All acceptances of a spec.
pub struct Acceptances(Vec<Accepted>);

impl Acceptances {
    /// Looks for them.
    pub fn of(spec: &Spec) -> Self {
        let mut found = Vec::new();
        walk::endpoints(spec, |endpoint, at| add(&endpoint.decide.accept, at, &mut found));
        walk::types(spec, |definition, at| add(&definition.decide.accept, at, &mut found));
        walk::errors(spec, |error, at| add(&error.decide.accept, at, &mut found));
        walk::fields(spec, |field, _, at| add(&field.decide.accept, at, &mut found));
        Self(found)
    }

    /// Whether a finding is accepted; the acceptance is used then.
    pub fn take(&mut self, finding: &Diagnostic) -> bool {
        let matches = |accepted: &&mut Accepted| {
            Code::by_id(&accepted.rule) == Some(finding.code) && encloses(&accepted.scope, &finding.primary.place)
        };
        // The nearest one, so that an acceptance further out does not look stale because of one further in, or the
        // reverse.
        let nearest = self.0.iter_mut().filter(matches).max_by_key(|accepted| depth(&accepted.scope));
        nearest.map(|accepted| accepted.used = true).is_some()
    }

    /// What is wrong with acceptances, once all findings were taken.
    pub fn complaints(&self) -> impl Iterator<Item = Diagnostic> {
        self.0.iter().filter_map(complaint)
    }
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

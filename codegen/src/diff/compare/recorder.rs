//! What a comparison has found so far.

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde::Serialize;

use super::differing::{Difference, Differing};
use super::sides::Sides;
use crate::diagnostic::{Place, Spot, Step};
use crate::diff::rule::{Direction, Level, Topic};
use crate::diff::{Cause, Change, Kind, Subject, Target};

/// What is found in one subject: an endpoint, a shared type, the platform, the package.
pub struct Recorder {
    subject: Subject,
    /// The endpoints that the subject concerns.
    endpoints: Vec<String>,
    /// Whether the page that the subject comes from is another one than before; `None` where it says nothing of itself.
    page_changed: Option<bool>,
    /// The shared types that have another name in the spec now, as their new ones in Rust say.
    renamed_types: Vec<(String, String)>,
    changes: Vec<Change>,
}

impl Recorder {
    /// A recorder that has found nothing yet.
    pub fn new(subject: Subject, endpoints: Vec<String>, page_changed: Option<bool>) -> Self {
        Self { subject, endpoints, page_changed, renamed_types: Vec::new(), changes: Vec::new() }
    }

    /// Lets it know which shared types have another name now.
    pub fn knowing(mut self, renamed_types: &[(String, String)]) -> Self {
        self.renamed_types = renamed_types.to_vec();
        self
    }

    /// The shared types that have another name in the spec now.
    pub fn renamed_types(&self) -> &[(String, String)] {
        &self.renamed_types
    }

    /// What was found.
    pub fn finish(self) -> Vec<Change> {
        self.changes
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How much was found.
    pub fn len(&self) -> usize {
        self.changes.len()
    }

    /// Whether something like this was found.
    pub fn has(&self, kind: Kind) -> bool {
        self.changes.iter().any(|change| change.kind == kind)
    }

    /// Notes a change; more can be said about it by the methods of what is returned.
    pub fn tell(&mut self, kind: Kind, at: &Sides<'_>) -> &mut Change {
        let (base, head) = (at.base(), at.head());
        let cause = match () {
            () if kind == Kind::NoteChanged
                || self.subject == Subject::Package
                || is_decision(&base)
                || is_decision(&head) =>
            {
                Cause::Decision
            }
            () => match self.page_changed {
                Some(true) => Cause::Vendor,
                Some(false) => Cause::Transcription,
                None => Cause::Unknown,
            },
        };
        let direction = match kind.rule().topic {
            Topic::Request => Some(Direction::Request),
            Topic::Response => Some(Direction::Response),
            _ => None,
        };
        let change = Change {
            kind,
            at: Target { subject: self.subject.clone(), path: at.path() },
            direction,
            old: None,
            new: None,
            base: Some(base),
            head: Some(head),
            verdict: kind.rule().verdict,
            cause,
            endpoints: self.endpoints.clone(),
            names: Vec::new(),
            hint: None,
        };
        self.changes.push(change);
        let last = self.changes.len() - 1;
        &mut self.changes[last]
    }

    /// Takes back what was noted of these kinds about exactly this.
    pub fn forget(&mut self, kinds: &[Kind], at: &Sides<'_>) {
        let path = at.path();
        self.changes.retain(|change| !(kinds.contains(&change.kind) && change.at.path == path));
    }

    /// Notes each of these keys that differs as a change of this kind.
    pub fn tell_keys(&mut self, keys: &mut Differing, names: &[&str], kind: Kind, at: &Sides<'_>) {
        for name in names {
            if let Some(Difference { old, new }) = keys.take(name) {
                self.tell(kind, &at.part(name)).values(old, new);
            }
        }
    }

    /// Notes what nobody took as something that no rule covers.
    pub fn tell_rest(&mut self, keys: Differing, at: &Sides<'_>) {
        for (name, Difference { old, new }) in keys.rest() {
            self.tell(Kind::Unhandled, &at.part(&name)).values(old, new);
        }
    }

    /// Compares two values key by key where all keys are of one kind.
    pub fn tell_all<T: Serialize + PartialEq>(&mut self, old: &T, new: &T, kind: Kind, at: &Sides<'_>) {
        for (name, Difference { old, new }) in Differing::between(old, new).rest() {
            self.tell(kind, &at.part(&name)).values(old, new);
        }
    }
}

impl Change {
    /// What was and what is.
    pub(super) fn values(&mut self, old: Option<String>, new: Option<String>) -> &mut Self {
        (self.old, self.new) = (old, new);
        self
    }

    /// What was and what is, both being there.
    pub(super) fn turned(&mut self, old: impl Into<String>, new: impl Into<String>) -> &mut Self {
        self.values(Some(old.into()), Some(new.into()))
    }

    /// What was.
    pub(super) fn gone(&mut self, old: impl Into<String>) -> &mut Self {
        self.values(Some(old.into()), None)
    }

    /// What is.
    pub(super) fn fresh(&mut self, new: impl Into<String>) -> &mut Self {
        self.values(None, Some(new.into()))
    }

    /// Takes the verdict of the rule's first exception where it applies.
    pub(super) fn unless(&mut self, applies: bool) -> &mut Self {
        self.except(0, applies)
    }

    /// Takes the verdict of one of the rule's exceptions where it applies.
    pub(super) fn except(&mut self, index: usize, applies: bool) -> &mut Self {
        if let Some(exception) = self.kind.rule().exceptions.get(index).filter(|_| applies) {
            self.verdict = exception.verdict;
        }
        self
    }

    /// Which way the data goes.
    pub(super) fn going(&mut self, direction: Direction) -> &mut Self {
        self.direction = Some(direction);
        self
    }

    /// What it is called in Rust: as a value, and as a type.
    pub(super) fn called<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) -> &mut Self {
        for name in names {
            for name in [name.to_snake_case(), name.to_upper_camel_case()] {
                if !name.is_empty() && !self.names.contains(&name) {
                    self.names.push(name);
                }
            }
        }
        self
    }

    /// Says that no fact changed.
    pub(super) fn decided(&mut self) -> &mut Self {
        self.cause = Cause::Decision;
        self
    }

    /// Asks the reader something.
    pub(super) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = Some(hint.into());
        self
    }

    /// Whether the version must go up because of it.
    #[must_use]
    pub fn asks_for_release(&self) -> bool {
        self.verdict.level > Level::None
    }
}

/// Whether a place is among the decisions.
fn is_decision(place: &Place) -> bool {
    match &place.spot {
        Spot::Node { steps, .. } => steps.contains(&Step::Key("decide".to_owned())),
        _ => false,
    }
}

//! Rules over a spec that can be generated from, about what is probably a mistake in it all the same.
//!
//! A rule is a file with a function; its id, its reason and how to mend it are documented at its
//! [`Code`](crate::diagnostic::Code). A finding can be accepted where it occurs, with a reason.

mod accept;
mod access;
mod arguments;
mod bounds;
mod canonical;
mod elsewhere;
mod errors;
mod examples;
mod findings;
mod hosts;
mod provenance;
mod reserved;
mod summary;
mod timestamps;
mod types;
mod values;
mod walk;

pub use elsewhere::ErrorTables;
use findings::Findings;
pub use findings::MissingTexts;

use crate::diagnostic::{Diagnostic, Sources};
use crate::spec::Spec;

/// A rule: looks at a spec and tells what it finds.
type Rule = fn(&Spec, &mut Findings);

/// The rules that look at nothing else, in no order that matters.
const RULES: &[Rule] = &[
    access::scopes,
    access::helpdesk_header,
    access::rate_limit,
    access::body_on_read,
    arguments::swappable,
    bounds::unchecked,
    errors::shadowed,
    examples::check,
    errors::misleading_status,
    hosts::unused,
    provenance::check,
    reserved::reused,
    summary::check,
    timestamps::check,
    types::unused,
    types::undecided_json,
    values::check,
];

/// Runs all rules over a spec and the texts that it was read from. What was accepted is left out; an acceptance that
/// nothing matches is told of.
#[must_use]
pub fn lint(spec: &Spec, sources: &Sources) -> Vec<Diagnostic> {
    all(spec, sources, &ErrorTables::default(), Findings::of(spec)).open
}

/// The same for a part of a spec, with the error tables of the whole. English texts that are missing are only counted: a
/// page that was just imported lacks one for each of its fields.
#[must_use]
pub fn lint_part(spec: &Spec, sources: &Sources, whole: &ErrorTables) -> (Vec<Diagnostic>, MissingTexts) {
    let Findings { open, missing, .. } = all(spec, sources, whole, Findings::of(spec).counting_texts());
    (open, missing.unwrap_or_default())
}

fn all(spec: &Spec, sources: &Sources, whole: &ErrorTables, mut findings: Findings) -> Findings {
    errors::inconsistent(spec, whole, &mut findings);
    for rule in RULES {
        rule(spec, &mut findings);
    }
    findings.complain();
    findings.open.extend(canonical::check(spec, sources));
    findings
}

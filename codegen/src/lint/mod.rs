//! Rules over a spec that can be generated from, about what is probably a mistake in it all the same.
//!
//! A rule is a file with a function; its id, its reason and how to mend it are documented at its
//! [`Code`](crate::diagnostic::Code). A finding can be accepted where it occurs, with a reason.

mod accept;
mod access;
mod arguments;
mod bounds;
mod canonical;
mod errors;
mod examples;
mod hosts;
mod provenance;
mod reserved;
mod summary;
mod timestamps;
mod types;
mod values;
mod walk;

use crate::diagnostic::{Diagnostic, Sources};
use crate::spec::Spec;

/// A rule: looks at a spec and tells what it finds.
type Rule = fn(&Spec, &mut Vec<Diagnostic>);

/// The rules, in no order that matters.
const RULES: &[Rule] = &[
    access::scopes,
    access::helpdesk_header,
    access::rate_limit,
    access::body_on_read,
    arguments::swappable,
    bounds::unchecked,
    errors::inconsistent,
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
    let mut findings = Vec::new();
    for rule in RULES {
        rule(spec, &mut findings);
    }
    let mut findings = accept::apply(spec, findings);
    findings.extend(canonical::check(spec, sources));
    findings
}

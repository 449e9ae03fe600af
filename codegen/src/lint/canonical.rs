//! What is lost when a file is written anew: comments, and the form of numbers.

use crate::diagnostic::{Diagnostic, Sources};
use crate::spec::{Document, Sourced, Spec, lost};

/// Everything that the canonical form has no place for.
pub fn check(spec: &Spec, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = of(spec.package(), sources);
    found.extend(of(spec.platform(), sources));
    for version in spec.versions() {
        found.extend(version.types.iter().flat_map(|types| of(types, sources)));
        found.extend(version.endpoints.iter().flat_map(|endpoint| of(&endpoint.source, sources)));
    }
    found
}

fn of<T: Document>(source: &Sourced<T>, sources: &Sources) -> Vec<Diagnostic> {
    sources.get(&source.file).map(|text| lost::<T>(&source.file, text)).unwrap_or_default()
}

//! Every row of the catalogue: an edit is found as what it is, in both directions, and both views of it agree.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codegen::diff::{Comparison, Kind};
use insta::assert_snapshot;

use super::workshop::{BASE, CASES, changes};

/// The kinds that no edit of a spec is found as.
const OF_NO_SPEC: [Kind; 4] = [Kind::GeneratorChanged, Kind::GeneratorBroke, Kind::SurfaceDisagrees, Kind::Unhandled];

/// The kinds of the changes of a comparison.
fn kinds(comparison: &Comparison) -> Vec<Kind> {
    let mut kinds: Vec<_> = changes(comparison).iter().map(|change| change.kind).collect();
    kinds.sort();
    kinds
}

fn sorted(kinds: &[Kind]) -> Vec<Kind> {
    let mut kinds = kinds.to_vec();
    kinds.sort();
    kinds
}

#[test]
fn every_row_is_found_as_what_it_is() {
    let (mut text, mut wrong) = (String::new(), Vec::new());
    for case in CASES.iter() {
        let comparison = case.forward();
        writeln!(text, "{}", case.pair.name).expect("a string takes all");
        for change in changes(&comparison) {
            let verdict = change.verdict;
            let [old, new] = [&change.old, &change.new].map(|value| value.as_deref().unwrap_or("-"));
            let (wire, rust, level, urgency) = (verdict.wire, verdict.rust, verdict.level, verdict.urgency);
            let told = format!("{wire} on the wire, code: {rust}, version: {level}, {urgency}; {}", change.cause);
            writeln!(text, "  {} {}: {old} → {new}\n    {told}", change.kind, change.at).expect("a string takes all");
        }
        let (found, wanted) = (kinds(&comparison), sorted(case.pair.kinds));
        if found != wanted {
            wrong.push(format!("{}: found {found:?}, wanted {wanted:?}", case.pair.name));
        }
    }
    assert!(wrong.is_empty(), "{}\n\n{text}", wrong.join("\n"));
    assert_snapshot!(text);
}

#[test]
fn the_other_way_round_a_row_is_its_mirror() {
    let mut wrong = Vec::new();
    for case in CASES.iter() {
        // What has no mirror says in the catalogue why not.
        let mirrors: Option<Vec<_>> = case.pair.kinds.iter().map(|kind| kind.mirror()).collect();
        let Some(mirrors) = mirrors else { continue };
        let (found, wanted) = (kinds(&case.backward()), sorted(&mirrors));
        if found != wanted {
            wrong.push(format!("{}: found {found:?}, wanted {wanted:?}", case.pair.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_same_has_no_changes() {
    assert!(Comparison::between(BASE.clone(), BASE.clone()).findings.is_empty());
    for case in CASES.iter() {
        assert!(codegen::diff::changes(&case.after.spec, &case.after.spec).is_empty(), "{}", case.pair.name);
    }
}

#[test]
fn every_kind_that_a_spec_can_have_is_tested() {
    let both = CASES.iter().flat_map(|case| [kinds(&case.forward()), kinds(&case.backward())]);
    let tested: BTreeSet<Kind> = both.flatten().collect();
    let missing: Vec<_> =
        Kind::ALL.iter().filter(|kind| !tested.contains(kind) && !OF_NO_SPEC.contains(kind)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

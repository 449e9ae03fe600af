//! Every row of the catalogue: an edit is found as what it is, in both directions, and both views of it agree.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use codegen::diff::Kind;
use codegen::diff::rule::Mirror;
use insta::assert_snapshot;

use super::pairs::PAIRS;
use super::workshop::{Workshop, changes};

/// The kinds that no edit of a spec can be found as.
const OF_NO_SPEC: [Kind; 3] = [Kind::GeneratorChanged, Kind::GeneratorBroke, Kind::Unhandled];

#[test]
fn every_row_is_found_as_what_it_is() {
    let base = Workshop::new();
    let mut text = String::new();
    let mut wrong = Vec::new();
    for pair in PAIRS {
        let comparison = base.compare(&base.after(pair));
        writeln!(text, "{}", pair.name).expect("a string takes all");
        for finding in &comparison.findings {
            let change = &finding.change;
            let verdict = change.verdict;
            let values = [change.old.as_deref(), change.new.as_deref()].map(|value| value.unwrap_or("-").to_owned());
            writeln!(
                text,
                "  {} {}: {} → {}\n    wire {}, code {}, version {}, {}; {}",
                change.kind,
                change.at,
                values[0],
                values[1],
                verdict.wire,
                verdict.rust,
                verdict.level,
                verdict.urgency,
                change.cause
            )
            .expect("a string takes all");
        }
        let mut found: Vec<_> = changes(&comparison).iter().map(|change| change.kind).collect();
        let mut wanted = pair.kinds.to_vec();
        found.sort();
        wanted.sort();
        if found != wanted {
            wrong.push(format!("{}: found {found:?}, wanted {wanted:?}", pair.name));
        }
    }
    assert!(wrong.is_empty(), "{}\n\n{text}", wrong.join("\n"));
    assert_snapshot!(text);
}

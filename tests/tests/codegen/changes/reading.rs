//! What people read: three pull requests as comments, and one at a terminal and for programs.

use codegen::diff::acceptance::Entry;
use codegen::diff::report::{self, Options};
use codegen::diff::rule::Level;
use codegen::diff::{Comparison, Kind, Side};
use insta::assert_snapshot;
use serde_json::Value;

use super::pairs::{Edit, PAIRS, Pair};
use super::workshop::{BASE, Workshop};

fn edited(names: &[&str], more: &'static [Edit]) -> Side {
    let spec = names.iter().fold(Workshop::new(), |spec, name| {
        spec.after(PAIRS.iter().find(|pair| pair.name == *name).expect("there is such a pair"))
    });
    let more = Pair { name: "more", edits: more, kinds: &[] };
    spec.after(&more).side("c0ffee1").expect("it is a spec")
}

fn base() -> Side {
    Side { name: "main@3ab55df".to_owned(), ..BASE.clone() }
}

fn options() -> Options {
    Options {
        sides: vec!["main".to_owned()],
        fail_on: Some(Level::Major),
        verbose: false,
        link: Some("https://code.example.com/blob/{commit}/{file}".to_owned()),
    }
}

/// A page changed, and with it what a call takes and answers.
fn vendor_change() -> Comparison {
    let names = [
        "a required parameter is new",
        "a type that is sent and received has one more field",
        "a value is new in an answer",
        "an error says something else",
        "an answer's example is another one",
        "the page has another date",
    ];
    let mut head =
        edited(&names, &[Edit::Text("demo/v1/thing/create.yaml", "scopes: [thing:all]", "scopes: [thing:write]")]);
    let finding = Comparison::between(base(), head.clone()).findings;
    let scope = finding.iter().find(|finding| finding.change.kind.id() == "scope-alternative-removed");
    let scope = &scope.expect("the scope is gone").change;
    head.accepted.accept(Entry {
        fingerprint: scope.fingerprint(),
        change: "scope-alternative-removed".to_owned(),
        reason: "the vendor says so; apps have both".to_owned(),
        until: "0.6.0".parse().expect("it is a version"),
    });
    Comparison::between(base(), head)
}

/// A transcription is corrected: a shared type had a field of the wrong type.
fn correction() -> Comparison {
    let edits = &[
        Edit::Text("demo/v1/types.yaml", "{name: maker_name, type: string,", "{name: maker_name, type: 'string[]',"),
        Edit::Text("crate.yaml", "version: 0.4.2", "version: 0.5.0"),
    ];
    Comparison::between(base(), edited(&[], edits))
}

/// Nothing but additions and texts.
fn additions() -> Comparison {
    let names =
        ["a union has one more case", "an error is new", "one more scope is enough", "a summary is put in other words"];
    let edits = &[
        Edit::Text("demo/v1/part/drop.yaml", "Drops a part.", "Drops a part for good."),
        Edit::Text("crate.yaml", "version: 0.4.2", "version: 0.4.3"),
    ];
    Comparison::between(base(), edited(&names, edits))
}

#[test]
fn a_pull_request_after_a_page_changed() {
    assert_snapshot!(report::markdown(&vendor_change(), &options()));
}

#[test]
fn a_pull_request_that_corrects_a_transcription() {
    assert_snapshot!(report::markdown(&correction(), &options()));
}

#[test]
fn a_pull_request_that_only_adds() {
    assert_snapshot!(report::markdown(&additions(), &options()));
}

#[test]
fn the_same_at_a_terminal() {
    let text = anstream::adapter::strip_str(&report::terminal(&vendor_change(), &options())).to_string();
    assert_snapshot!(text);
    let verbose = Options { verbose: true, ..options() };
    let text = anstream::adapter::strip_str(&report::terminal(&additions(), &verbose)).to_string();
    assert_snapshot!("additions_at_a_terminal", text);
}

#[test]
fn the_same_for_programs() {
    let comparison = vendor_change();
    assert_snapshot!("for_github", report::github(&comparison, &options()));
    assert_snapshot!("for_a_changelog", report::changelog(&comparison, "0.5.0"));
    let report: Value = serde_json::from_str(&report::json(&comparison, &options())).expect("it is JSON");
    let schema: Value = serde_json::from_str(&report::json_schema()).expect("it is JSON");
    let keys = |value: &Value| value.as_object().expect("it is an object").keys().cloned().collect::<Vec<_>>();
    let known = keys(&schema["properties"]);
    assert!(keys(&report).iter().all(|key| known.contains(key)), "the schema has all that is written: {known:?}");
    let known = keys(&schema["definitions"]["Record"]["properties"]);
    for change in report["changes"].as_array().expect("it is a list") {
        assert!(keys(change).iter().all(|key| known.contains(key)), "the schema has all that is written: {known:?}");
    }
    let ids = schema["definitions"]["Kind"].to_string();
    assert!(Kind::ALL.iter().all(|kind| ids.contains(&format!("\"{kind}\""))), "the schema has all kinds");
    let log: Value = serde_json::from_str(&report::sarif(&comparison, &options())).expect("it is JSON");
    let results = log["runs"][0]["results"].as_array().expect("it is a list");
    assert_eq!(results.len(), comparison.findings.len());
    let suppressed = results.iter().filter(|result| result.get("suppressions").is_some()).count();
    assert_eq!(suppressed, 1, "what was accepted is suppressed");
    assert!(results.iter().all(|result| result["partialFingerprints"]["change/v1"].is_string()));
}

#[test]
fn a_comment_stays_within_what_code_hosts_take() {
    let mut comparison = vendor_change();
    let one = comparison.findings[0].clone();
    for number in 0..3_000 {
        let mut finding = one.clone();
        finding.change.at.path.push(format!("field_{number}"));
        comparison.findings.push(finding);
    }
    let text = report::markdown(&comparison, &options());
    assert!(text.len() < 65_536, "{}", text.len());
    assert!(text.contains("more"), "it says that there is more");
}

#[test]
fn nothing_is_said_where_there_is_nothing_to_say() {
    assert_eq!(report::markdown(&Comparison::between(base(), base()), &options()), "");
}

//! What `codegen lint` writes for programs.

use insta::assert_snapshot;
use serde_json::Value;
use serde_sarif::sarif::Sarif;

use crate::support::{Run, SmallSpec};

/// An endpoint with a warning, behind characters that are one, two and four bytes long.
const SUSPICIOUS: &str = "\
title: 一件事
page: {url: https://docs.example.com/things/set}
host: api.example.com
method: POST
path: /things/:id
rate_limit: {text: 100 次/分钟, limits: [{count: 100, per: minute}]}
scopes: [thing:write]
tokens: [tenant]
decide: {summary: Changes a thing., retry: write}
headers:
  - {name: Authorization, type: string, required: true, format: Bearer access_token}
path_params:
  - {name: id, type: string, example: 𝒳é一, decide: {summary: The thing., accept: [{rule: W0502, reason: Once.}]}}
response:
  - {name: code, type: int}
";

/// The same with two errors, one of them about two places.
fn wrong() -> String {
    SUSPICIOUS.replace("host:", "hsot:").replace("method: POST", "method: POST\nmethod: GET")
}

fn lint(yaml: &str, format: &str) -> Run {
    SmallSpec::endpoint(yaml).run_on_spec("lint", &["--format", format])
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("the report is JSON")
}

#[test]
fn findings_as_json() {
    let run = lint(SUSPICIOUS, "json");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out);
}

#[test]
fn errors_as_json() {
    assert_snapshot!(lint(&wrong(), "json").out);
}

#[test]
fn findings_as_annotations() {
    let run = lint(&wrong(), "github");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    assert_snapshot!(run.out);
}

#[test]
fn findings_as_sarif() {
    let run = lint(&wrong(), "sarif");
    assert_eq!((run.code, run.err.as_str()), (1, ""));
    let mut log = json(&run.out);
    // All rules are there; one of them is enough to look at.
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array_mut().expect("rules are a list");
    assert!(rules.len() > 40);
    rules.retain(|rule| rule["id"] == "E0101");
    let version = env!("CARGO_PKG_VERSION");
    assert_snapshot!(serde_json::to_string_pretty(&log).expect("it was JSON").replace(version, "[version]"));
}

#[test]
fn every_result_of_a_sarif_log_says_where_and_by_which_rule() {
    for yaml in [SUSPICIOUS, &wrong(), "", "a: [", "title: 1"] {
        let text = lint(yaml, "sarif").out;
        // The library knows the standard: what it does not read, or would drop, is not in the standard.
        let log: Sarif = serde_json::from_str(&text).expect("the log is SARIF");
        assert_eq!(serde_json::to_value(&log).expect("it was JSON"), json(&text));
        let run = &log.runs[0];
        let rules = run.tool.driver.rules.as_ref().expect("rules are described");
        for result in run.results.as_ref().expect("there are results") {
            let index = usize::try_from(result.rule_index.expect("a result has a rule")).expect("it is an index");
            assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
            assert!(rules[index].help.is_some());
            let places = result.locations.as_ref().expect("a result has a place");
            let place = places[0].physical_location.as_ref().expect("it is a file");
            if let Some(region) = &place.region {
                let least = [region.start_line, region.start_column, region.end_line, region.end_column];
                assert!(least.iter().all(|number| number.is_some_and(|number| number >= 1)), "{region:?}");
            }
        }
    }
}

#[test]
fn a_clean_spec_is_an_empty_report() {
    let clean = SUSPICIOUS.replace(", accept: [{rule: W0502, reason: Once.}]", "");
    let run = |format| lint(&clean, format);
    assert_eq!((run("github").code, run("github").out.as_str()), (0, ""));
    assert_eq!(json(&run("json").out), serde_json::json!({"version": 1, "findings": [], "errors": 0, "warnings": 0}));
    assert_eq!(json(&run("sarif").out)["runs"][0]["results"], serde_json::json!([]));
}

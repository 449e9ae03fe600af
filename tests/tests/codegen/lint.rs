//! What the lint tells: one bad spec for each rule, named after it.

use insta::assert_snapshot;

use crate::support::{PLATFORM, SmallSpec};

const CLEAN: &str = "\
title: 一件事
page: {url: https://docs.example.com/things/set}
host: api.example.com
method: POST
path: /things/:id
rate_limit: {text: 100 次/分钟, limits: [{count: 100, per: minute}]}
scopes: [thing:write]
tokens: [tenant]
decide:
  summary: Changes a thing.
  retry: write
headers:
  - {name: Authorization, type: string, required: true, format: Bearer access_token}
path_params:
  - {name: id, type: string, decide: {summary: The thing.}}
body:
  - name: count
    type: int
    required: true
    example: 3
    bounds: {max: 10}
    decide: {summary: How many.}
response:
  - {name: code, type: int}
  - name: data
    type: '-'
    fields:
      - {name: id, type: string, decide: {summary: The thing.}}
errors:
  - {code: 1, http: 400, message: bad, decide: {name: Bad, class: input, advice: Mend it.}}
";

fn lint(spec: &SmallSpec) -> String {
    let run = spec.run_lint();
    assert_eq!(run.code, 1, "{}{}", run.out, run.err);
    run.err
}

/// What is told about the clean endpoint with one text replaced by another.
fn with(clean: &str, bad: &str) -> String {
    assert!(CLEAN.contains(clean), "the clean spec has `{clean}`");
    lint(&SmallSpec::endpoint(&CLEAN.replacen(clean, bad, 1)))
}

#[test]
fn the_clean_spec_is_clean() {
    let run = SmallSpec::endpoint(CLEAN).run_lint();
    assert_eq!((run.code, run.out.as_str(), run.err.as_str()), (0, "1 endpoint, nothing to complain about\n", ""));
}

#[test]
fn unused_type() {
    let types = "summary: Shared.\ntypes:\n  - name: lonely\n    page: {url: https://docs.example.com/lonely}\n    \
                 fields: [{name: id, type: string, required: true, decide: {summary: Its id.}}]\n    \
                 decide: {summary: Lonely.}\n";
    assert_snapshot!(lint(&SmallSpec::endpoint(CLEAN).file("demo/v1/types.yaml", types)));
}

#[test]
fn unused_host() {
    let hosts = "decide:\n  hosts:\n    - summary: Elsewhere.\n      at:\n        - {server: main, url: 'https://a.example.com'}\n";
    let platform = format!("{PLATFORM}{hosts}");
    assert_snapshot!(lint(&SmallSpec::endpoint(CLEAN).file("platform.yaml", &platform)));
    let used =
        SmallSpec::endpoint(&CLEAN.replacen("api.example.com", "a.example.com", 1)).file("platform.yaml", &platform);
    assert_eq!(used.run_lint().code, 0);
}

#[test]
fn contradictory_value_out_of_bounds() {
    assert_snapshot!(with("example: 3", "example: 11"));
}

#[test]
fn contradictory_value_of_another_type() {
    assert_snapshot!(with("example: 3", "example: many"));
}

#[test]
fn contradictory_value_that_is_not_listed() {
    assert_snapshot!(with(
        "    example: 3\n    bounds: {max: 10}\n",
        "    default: 3\n    values: [{value: 1, decide: {name: one, summary: One.}}]\n"
    ));
}

#[test]
fn body_on_read() {
    assert_snapshot!(with("method: POST", "method: GET"));
}

#[test]
fn undecided_json() {
    assert_snapshot!(with(
        "decide: {summary: The thing.}}\nbody",
        "example: '{\"a\":1}', decide: {summary: The thing.}}\nbody"
    ));
}

#[test]
fn no_summary_of_an_endpoint() {
    assert_snapshot!(with("  summary: Changes a thing.\n", ""));
}

#[test]
fn no_advice_for_an_error() {
    assert_snapshot!(with(", advice: Mend it.", ""));
}

#[test]
fn timestamp_without_unit_by_its_example() {
    assert_snapshot!(with("    example: 3\n    bounds: {max: 10}\n", "    example: 1617960686000\n"));
}

#[test]
fn timestamp_without_unit_by_its_name() {
    assert_snapshot!(with(
        "{name: id, type: string, decide: {summary: The thing.}}\nerrors",
        "{name: created_at, type: int, decide: {summary: When.}}\nerrors"
    ));
}

#[test]
fn inconsistent_error() {
    let other = CLEAN.replace("/things/", "/others/").replace("http: 400", "http: 409");
    assert_snapshot!(lint(&SmallSpec::endpoint(CLEAN).file("demo/v1/thing/set.yaml", &other)));
}

#[test]
fn inconsistent_error_is_settled_by_a_recorded_contradiction() {
    let recorded = CLEAN.replace(
        "advice: Mend it.}",
        "advice: Mend it., contradictions: [{about: status, sources: [{source: a, says: 400}, {source: b, says: 409}], decision: The code decides.}]}",
    );
    let other = recorded.replace("/things/", "/others/").replace("http: 400", "http: 409");
    let run = SmallSpec::endpoint(&recorded).file("demo/v1/thing/set.yaml", &other).run_lint();
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn misleading_status() {
    assert_snapshot!(with(
        "http: 400, message: bad, decide: {name: Bad, class: input",
        "http: 401, message: bad, decide: {name: Bad, class: state"
    ));
}

#[test]
fn no_scope() {
    assert_snapshot!(with("scopes: [thing:write]\n", ""));
}

#[test]
fn read_only_scope() {
    assert_snapshot!(with("scopes: [thing:write]", "scopes: [thing:readonly, other:readonly]"));
}

#[test]
fn no_helpdesk_header() {
    assert_snapshot!(with("path: /things/:id", "path: /helpdesk/v1/things/:id"));
}

#[test]
fn no_provenance() {
    assert_snapshot!(with("page: {url: https://docs.example.com/things/set}\n", ""));
}

#[test]
fn no_rate_limit() {
    assert_snapshot!(with("rate_limit: {text: 100 次/分钟, limits: [{count: 100, per: minute}]}\n", ""));
}

#[test]
fn no_rate_limit_because_it_is_special() {
    assert_snapshot!(with("text: 100 次/分钟,", "text: special,"));
}

#[test]
fn swappable_arguments() {
    assert_snapshot!(with(
        "  - name: count\n    type: int\n    required: true\n    example: 3\n    bounds: {max: 10}\n",
        "  - name: name\n    type: string\n    required: true\n"
    ));
}

#[test]
fn no_summary() {
    assert_snapshot!(with("    decide: {summary: How many.}\n", ""));
}

#[test]
fn empty_text() {
    assert_snapshot!(with("advice: Mend it.", "advice: ' '"));
}

#[test]
fn broken_example() {
    assert_snapshot!(with("errors:\n", "examples:\n  - {role: request, json: '{\"count\": }'}\nerrors:\n"));
}

#[test]
fn shadowed_error() {
    assert_snapshot!(with("{code: 1, http: 400, message: bad,", "{code: 99, http: 429, message: slow down,"));
}

#[test]
fn comment() {
    assert_snapshot!(with("retry: write\n", "retry: write # or is it?\n"));
}

#[test]
fn altered_number() {
    assert_snapshot!(with(
        "body:\n",
        "body:\n  - {name: ratio, type: number, required: false, example: 1.10, decide: {summary: How much.}}\n"
    ));
}

#[test]
fn an_accepted_finding_is_not_told() {
    let accepted = "example: 11\n    decide: {summary: How many., accept: [{rule: W0502, reason: The page says so.}]}";
    let yaml = CLEAN
        .replacen("example: 3", "example: 11", 1)
        .replacen("    decide: {summary: How many.}\n", "", 1)
        .replacen("example: 11", accepted, 1);
    let run = SmallSpec::endpoint(&yaml).run_lint();
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn an_acceptance_further_out_counts_for_what_is_inside() {
    let yaml = CLEAN.replacen("example: 3", "example: 11", 1).replacen(
        "  retry: write\n",
        "  retry: write\n  accept: [{rule: W0502, reason: The page says so.}]\n",
        1,
    );
    let run = SmallSpec::endpoint(&yaml).run_lint();
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn stale_acceptance() {
    assert_snapshot!(with(
        "    decide: {summary: How many.}\n",
        "    decide: {summary: How many., accept: [{rule: W0502, reason: Once it was 11.}, {rule: W5, reason: None.}]}\n"
    ));
}

#[test]
fn acceptance_without_a_reason() {
    let yaml = CLEAN.replacen("example: 3", "example: 11", 1).replacen(
        "    decide: {summary: How many.}\n",
        "    decide: {summary: How many., accept: [{rule: W0502, reason: ''}]}\n",
        1,
    );
    assert_snapshot!(lint(&SmallSpec::endpoint(&yaml)));
}

#[test]
fn errors_of_the_spec_come_before_the_lint() {
    let told = with("method: POST", "method: PSOT");
    assert!(told.contains("E0105") && !told.contains("W05"), "{told}");
}

#[test]
fn reserved_name() {
    let yaml = CLEAN
        .replace("  retry: write\n", "  retry: write\n  reserved: {parameters: [count, size], codes: [1, 2]}\n")
        .replace(
            "decide: {summary: The thing.}}\nerrors",
            "decide: {summary: The thing.}}\n    decide: {reserved: [id]}\nerrors",
        );
    let types = "summary: Shared.
types:
  - name: colour
    page: {url: https://docs.example.com/colour}
    union: {tag: kind, variants: [{value: red, type: red, decide: {summary: Red.}}]}
    decide: {summary: A colour., reserved: [red]}
  - {name: red, page: {url: https://docs.example.com/red}, fields: [], decide: {summary: Red.}}
reserved: {types: [colour], endpoints: [thing.get, thing.put]}
";
    let yaml = yaml.replace("    decide: {summary: How many.}\n", "    decide: {summary: How many.}\n  - {name: colour, type: colour, required: false, decide: {summary: Colour.}}\n");
    assert_snapshot!(lint(&SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types)));
}

#[test]
fn unchecked_bounds() {
    assert_snapshot!(with(
        "    bounds: {max: 10}\n    decide: {summary: How many.}\n",
        "    bounds: {len_max: 10}
    decide: {summary: How many.}
  - {name: since, type: int, required: false, bounds: {min: 0}, decide: {summary: Since., timestamp: seconds}}
  - {name: part, type: int, required: false, bounds: {min: 0.5}, decide: {summary: How much of it.}}
  - {name: name, type: string, required: false, bounds: {max: 3}, decide: {summary: Name.}}
"
    ));
}

//! What is told about wrong specs: one mistake each, named after it, and some at once.

use insta::assert_snapshot;

use crate::support::{PLATFORM, SmallSpec};

const GOOD: &str = "\
title: 一件事
host: api.example.com
method: POST
path: /things/:id
tokens: [tenant]
decide:
  summary: Changes a thing.
  retry: write
headers:
  - {name: Authorization, type: string, required: true, format: Bearer access_token}
path_params:
  - {name: id, type: string}
body:
  - name: name
    type: string
    required: true
response:
  - {name: code, type: int}
  - name: data
    type: '-'
    fields:
      - {name: id, type: string}
errors:
  - {code: 1, http: 400, message: bad, decide: {name: Bad, class: input, advice: Mend it.}}
";

/// The good endpoint with one text replaced by another.
fn with(good: &str, bad: &str) -> String {
    assert!(GOOD.contains(good), "the good spec has `{good}`");
    SmallSpec::endpoint(&GOOD.replacen(good, bad, 1)).refusal()
}

#[test]
fn the_good_spec_is_good() {
    assert_eq!(SmallSpec::endpoint(GOOD).run("generate").code, 0);
}

#[test]
fn unknown_key() {
    assert_snapshot!(with("required: true\nresponse", "requried: true\nresponse"));
}

#[test]
fn unknown_key_with_nothing_like_it() {
    assert_snapshot!(with("retry: write", "retry: write\n  colour: red"));
}

#[test]
fn wrong_type() {
    assert_snapshot!(with("required: true\nresponse", "required: maybe\nresponse"));
}

#[test]
fn a_list_where_a_text_is_wanted() {
    assert_snapshot!(with("title: 一件事", "title: [一件事]"));
}

#[test]
fn a_number_without_quotes_is_a_text_where_one_is_wanted() {
    let yaml = GOOD.replacen("title: 一件事", "title: 1.10", 1);
    let code = SmallSpec::endpoint(&yaml).generated("src/demo/v1/thing/get.rs");
    assert!(code.contains("title: \"1.10\""), "{code}");
}

#[test]
fn missing_key() {
    assert_snapshot!(with("host: api.example.com\n", ""));
}

#[test]
fn duplicate_key() {
    assert_snapshot!(with("method: POST", "method: POST\nmethod: GET"));
}

#[test]
fn unknown_value() {
    assert_snapshot!(with("class: input", "class: imput"));
}

#[test]
fn syntax() {
    assert_snapshot!(with("title: 一件事", "title: [一件事"));
}

#[test]
fn unknown_type() {
    let types = "summary: Shared.\ntypes:\n  - {name: thing_name, fields: [], decide: {summary: A name.}}\n";
    let yaml = GOOD.replacen("type: string\n    required", "type: thing_nam\n    required", 1);
    assert_snapshot!(SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types).refusal());
}

#[test]
fn duplicate_endpoint() {
    let spec = SmallSpec::endpoint(GOOD)
        .file("demo/v1/thing/set.yaml", &GOOD.replace(":id", ":key").replace("name: id", "name: key"));
    assert_snapshot!(spec.refusal());
}

#[test]
fn path_parameters() {
    assert_snapshot!(with("path: /things/:id", "path: /things/:id/:part_number"));
}

#[test]
fn misspelt_placeholder() {
    assert_snapshot!(with("path: /things/:id", "path: /things/:ids"));
}

#[test]
fn name_collision() {
    assert_snapshot!(with("body:\n", "body:\n  - {name: Name, type: string, required: false}\n"));
}

#[test]
fn name_collision_of_a_type_and_a_static() {
    assert_snapshot!(SmallSpec::new().file("demo/v1/thing/v1.yaml", GOOD).refusal());
}

#[test]
fn a_name_that_a_request_needs_itself() {
    assert_snapshot!(with("name: name\n", "name: send\n"));
}

#[test]
fn no_identifier() {
    assert_snapshot!(with("name: name\n", "name: 2fa\n"));
}

#[test]
fn no_identifier_is_mended_by_a_decision() {
    let yaml = GOOD.replacen("name: name\n", "name: 2fa\n    decide: {name: two_factor}\n", 1);
    let code = SmallSpec::endpoint(&yaml).generated("src/demo/v1/thing/get.rs");
    assert!(code.contains("#[serde(rename = \"2fa\")]"), "{code}");
}

#[test]
fn an_error_code_listed_twice() {
    assert_snapshot!(with(
        "errors:\n",
        "errors:\n  - {code: 1, http: 409, message: worse, decide: {name: Worse, class: state, advice: Wait.}}\n"
    ));
}

#[test]
fn header_that_nobody_sends() {
    assert_snapshot!(with("{name: Authorization,", "{name: X-Trace, required: true}\n  - {name: Authorization,"));
}

#[test]
fn access_token_of_no_kind() {
    assert_snapshot!(with("tokens: [tenant]\n", ""));
}

/// The platform with these hosts that calls may go to.
fn with_hosts(hosts: &str) -> String {
    let platform = format!("{PLATFORM}decide:\n  hosts:\n{hosts}");
    SmallSpec::endpoint(&GOOD.replacen("api.example.com", "a.example.com", 1))
        .file("platform.yaml", &platform)
        .refusal()
}

#[test]
fn hosts_that_calls_could_not_go_to() {
    assert_snapshot!(with_hosts(
        "    - summary: Plain.\n      at:\n        - {server: man, url: 'http://a.example.com'}\n        - {server: main, url: 'https://api.example.com'}\n    \
         - summary: Twice.\n      at:\n        - {server: main, url: 'https://a.example.com'}\n        - {server: main, url: 'https://a.example.com'}\n    \
         - {summary: Nowhere., at: []}\n"
    ));
}

#[test]
fn unknown_host_beside_those_that_are_allowed() {
    assert_snapshot!(with_hosts(
        "    - summary: Close.\n      at:\n        - {server: main, url: 'https://b.example.com'}\n"
    ));
}

#[test]
fn unknown_host() {
    assert_snapshot!(with("host: api.example.com", "host: apo.example.com"));
}

#[test]
fn response_shape_with_a_field_beside_the_envelope() {
    assert_snapshot!(with("  - name: data\n", "  - {name: total, type: int}\n  - name: data\n"));
}

#[test]
fn response_shape_that_shows_no_envelope() {
    let good = "response:\n  - {name: code, type: int}\n  - name: data\n    type: '-'\n    fields:\n      - {name: id, type: string}\n";
    assert_snapshot!(with(good, "response:\n  - {name: ticket, type: string}\n  - {name: expire, type: int}\n"));
}

#[test]
fn operation_that_calls_itself_something_else() {
    assert_snapshot!(with(
        "host:",
        "operation: {project: demo, version: v1, resource: thing.part, method: get}\nhost:"
    ));
}

#[test]
fn content_of_a_kind_that_nobody_described() {
    let types = "summary: Messages.\ntypes:\n  - {name: text_content, fields: [], decide: {summary: A text.}}\n  \
                 - {name: message, contents: [{value: text, type: text_content}], decide: {summary: A message.}}\n";
    let yaml = GOOD.replacen(
        "  - name: name\n    type: string\n    required: true\n",
        "  - {name: msg_type, type: string, required: true, values: [{value: txt}]}\n  - name: content\n    type: string\n    \
         required: true\n    decide: {content: {union: message, tag: msg_type, encodings: [string]}}\n",
        1,
    );
    assert_snapshot!(SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types).refusal());
}

#[test]
fn a_way_of_paging_that_does_not_exist() {
    assert_snapshot!(with("  retry: write\n", "  retry: write\n  pagination: {style: page_tokens, items: ids}\n"));
}

#[test]
fn a_pagination_without_a_style() {
    assert_snapshot!(with("  retry: write\n", "  retry: write\n  pagination: {items: ids}\n"));
}

#[test]
fn a_key_of_another_way_of_paging() {
    assert_snapshot!(with(
        "  retry: write\n",
        "  retry: write\n  pagination: {style: page_token, page_token: token, items: ids, first_page: 1}\n"
    ));
}

#[test]
fn unknown_field_in_a_pagination() {
    assert_snapshot!(with(
        "  retry: write\n",
        "  retry: write\n  pagination: {style: page_number, page: page, page_size: size, items: ids, first_page: 1}\n"
    ));
}

#[test]
fn misplaced_file() {
    assert_snapshot!(SmallSpec::endpoint(GOOD).file("demo/thing.yaml", GOOD).refusal());
}

#[test]
fn a_feature_that_does_not_exist() {
    let spec = SmallSpec::endpoint(GOOD);
    let text = std::fs::read_to_string(spec.out().with_file_name("spec").join("crate.yaml")).expect("it is there");
    assert_snapshot!(
        spec.file("crate.yaml", &text.replace("default_features: []", "default_features: [demo-v2]")).refusal()
    );
}

#[test]
fn several_mistakes_are_told_at_once_and_what_follows_from_them_is_not() {
    let yaml = GOOD.replacen("required: true\nresponse", "requried: yes\nresponse", 1).replacen(
        "class: input",
        "clas: input",
        1,
    );
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/thing/set.yaml", &GOOD.replace("method: POST", "method: post"));
    assert_snapshot!(spec.refusal());
}

#[test]
fn missing_file() {
    let spec = SmallSpec::endpoint(GOOD);
    std::fs::remove_file(spec.out().with_file_name("spec").join("platform.yaml")).expect("it was there");
    assert_snapshot!(spec.refusal());
}

#[test]
fn unreadable_file() {
    let spec = SmallSpec::endpoint(GOOD);
    std::fs::write(spec.out().with_file_name("spec").join("demo/v1/thing/get.yaml"), [0xff, 0xfe])
        .expect("it can be written");
    assert_snapshot!(spec.refusal());
}

#[test]
fn invalid_value_that_could_never_end() {
    let types = "summary: Trees.\ntypes:\n  - {name: tree, fields: [{name: left, type: tree, required: true}], \
                 decide: {summary: A tree.}}\n";
    let yaml = GOOD.replacen("type: string\n    required", "type: tree\n    required", 1);
    assert_snapshot!(SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types).refusal());
}

#[test]
fn duplicate_name() {
    assert_snapshot!(with(
        "      - {name: id, type: string}\n",
        "      - {name: id, type: string}\n      - {name: id, type: int, decide: {name: number}}\n"
    ));
}

#[test]
fn a_value_listed_twice() {
    assert_snapshot!(with(
        "    required: true\nresponse",
        "    required: true\n    values: [{value: a}, {value: b}, {value: a, decide: {name: other}}]\nresponse"
    ));
}

#[test]
fn a_listed_value_of_another_type() {
    assert_snapshot!(with(
        "  - {name: id, type: string}\nbody",
        "  - {name: id, type: int, values: [{value: one}]}\nbody"
    ));
}

#[test]
fn a_key_with_nothing_behind_it() {
    assert_snapshot!(with("title: 一件事", "title:"));
}

#[test]
fn a_page_whose_address_is_code() {
    assert_snapshot!(with(
        "decide:\n  summary: Changes a thing.\n",
        "page: {url: 'https://x) <script>alert(1)</script> [y'}\ndecide:\n  summary: Changes a thing.\n  page: javascript:alert(1)\n"
    ));
}

#[test]
fn a_path_that_can_not_be_called() {
    assert_snapshot!(with("path: /things/:id", "path: things/../:id?x=1"));
}

#[test]
fn a_placeholder_that_stands_twice() {
    assert_snapshot!(with("path: /things/:id", "path: /things/:id/:id"));
}

#[test]
fn a_header_that_no_client_would_send() {
    assert_snapshot!(with(
        "{name: Authorization,",
        "{name: 'X Y', type: string, fixed: \"a\\r\\nb\"}\n  - {name: Authorization,"
    ));
}

#[test]
fn facts_that_would_reach_nothing() {
    assert_snapshot!(with(
        "    required: true\nresponse",
        "    required: true\n    fields: [{name: inner, type: string}]\n    decide: {rust_type: Named, item: One.}\nresponse"
    ));
}

#[test]
fn a_scope_for_a_value_that_does_not_exist() {
    assert_snapshot!(with(
        "    required: true\nresponse",
        "    required: true\n    values: [{value: open_id}]\n    field_scopes: [{scope: a, when: opne_id}]\nresponse"
    ));
}

#[test]
fn a_special_rate_limit_with_numbers() {
    assert_snapshot!(with(
        "tokens: [tenant]",
        "rate_limit: {text: special, special: true, limits: [{count: 1, per: second}]}\ntokens: [tenant]"
    ));
}

#[test]
fn unsupported_json_text_in_an_address() {
    assert_snapshot!(with(
        "body:\n",
        "query_params:\n  - {name: filter, type: string, required: false, decide: {json: any}}\nbody:\n"
    ));
}

#[test]
fn an_error_code_that_means_success() {
    assert_snapshot!(with("{code: 1, http: 400", "{code: 0, http: 999"));
}

#[test]
fn names_that_the_modules_need_themselves() {
    let spec = SmallSpec::new()
        .file("demo/v1/new/clone.yaml", GOOD)
        .file("platform/v1/thing/get.yaml", &GOOD.replace("/things/", "/others/"));
    assert_snapshot!(spec.refusal());
}

#[test]
fn versions_that_differ_in_case_only() {
    let spec = SmallSpec::endpoint(GOOD).file("demo/V1/thing/get.yaml", &GOOD.replace("/things/", "/others/"));
    assert_snapshot!(spec.refusal());
}

#[test]
fn a_package_that_cargo_would_refuse() {
    let spec = SmallSpec::endpoint(GOOD);
    let text = std::fs::read_to_string(spec.out().with_file_name("spec").join("crate.yaml")).expect("it is there");
    let text = text.replace("version: 0.1.0\ndesc", "version: banana\ndesc").replace("small-client", "small client!");
    assert_snapshot!(spec.file("crate.yaml", &text).refusal());
}

#[test]
fn two_files_for_one_endpoint() {
    assert_snapshot!(SmallSpec::endpoint(GOOD).file("demo/v1/thing/get.yml", GOOD).refusal());
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let spec = SmallSpec::endpoint(GOOD);
    let folder = spec.out().with_file_name("spec").join("demo/v1/thing");
    std::os::unix::fs::symlink(folder.join("get.yaml"), folder.join("find.yaml")).expect("a link can be made");
    assert_snapshot!(spec.refusal());
}

#[test]
fn a_type_nested_beyond_reason() {
    let nested = format!("type: string{}\n    required", "[]".repeat(100_000));
    let told = SmallSpec::endpoint(&GOOD.replacen("type: string\n    required", &nested, 1)).refusal();
    assert!(told.contains("E0201"), "{}", &told[..200]);
}

#[test]
fn brackets_nested_beyond_reason() {
    assert_snapshot!(
        SmallSpec::endpoint(&format!("title: {}", "[".repeat(200_000))).refusal().lines().next().unwrap_or_default()
    );
}

const BODY: &str = "  - name: name\n    type: string\n    required: true\n";

#[test]
fn bounds_that_exclude_everything() {
    assert_snapshot!(with(
        BODY,
        "  - {name: name, type: string, required: true, bounds: {len_min: 3, len_max: 2}}
  - {name: size, type: int, required: true, bounds: {min: 3, max: -3}}
  - {name: kind, type: string, required: true, bounds: {unit: bytes}}
"
    ));
}

#[test]
fn requirements_that_can_not_be_checked() {
    let endpoint = GOOD.replace(
        "  retry: write\n",
        "  retry: write
  requirements:
    - {when: size, needs: [nmae, name]}
    - {when: name, needs: [size]}
    - {at_least_one_of: [size]}
    - {exactly_one_of: [size, size]}
    - {at_most_one_of: [size, kind], needs: [size]}
    - {is: big}
    - {when: kind, is: smll, needs: [size]}
",
    );
    let endpoint = endpoint.replace(
        BODY,
        &format!(
            "{BODY}  - {{name: size, type: int, required: false}}
  - {{name: kind, type: string, required: false, values: [{{value: big}}, {{value: small}}]}}
"
        ),
    );
    assert_snapshot!(SmallSpec::endpoint(&endpoint).refusal());
}

#[test]
fn requirements_of_an_answer() {
    assert_snapshot!(with(
        "      - {name: id, type: string}\n",
        "      - {name: id, type: string}\n      - {name: no, type: int}\n    decide: {requirements: [{exactly_one_of: [id, no]}]}\n"
    ));
}

#[test]
fn a_file_that_is_not_in_a_form() {
    assert_snapshot!(with("  - name: name\n    type: string", "  - name: name\n    type: file"));
}

#[test]
fn what_can_not_be_a_part_of_a_form() {
    let yaml = GOOD.replace("body:\n", "multipart: true\nbody:\n").replace(
        BODY,
        "  - {name: owner, type: '-', required: true, fields: [{name: id, type: string}]}
  - {name: names, type: 'string[]', required: true}
  - {name: kind, type: string, required: true, values: [{value: a}]}
  - {name: content, type: string, required: true, decide: {content: {union: message, tag: kind, encodings: [string]}}}
",
    );
    assert_snapshot!(SmallSpec::endpoint(&yaml).refusal());
}

#[test]
fn a_form_without_parts() {
    assert_snapshot!(with(&format!("body:\n{BODY}"), "multipart: true\n"));
}

#[test]
fn an_answer_that_is_a_file_and_has_fields() {
    assert_snapshot!(with(
        "  retry: write\n",
        "  retry: write\n  pagination: {style: page_token, page_token: a, next_page_token: b, items: c}\nbinary_response: true\n"
    ));
}

#[test]
fn pagination_by_what_can_not_be_paged_by() {
    assert_snapshot!(with(
        "  retry: write\n",
        "  retry: write\n  pagination: {style: page_token, page_token: name, next_page_token: ids, has_more: id, items: id}\n"
    ));
}

#[test]
fn a_header_that_nothing_can_be_put_into() {
    assert_snapshot!(with(
        "path_params:\n",
        "  - {name: Range, type: 'string[]', required: false}\n  - {name: 'X Size', type: int}\npath_params:\n"
    ));
}

#[test]
fn a_former_name_that_something_else_has() {
    assert_snapshot!(with(
        BODY,
        "  - {name: name, type: string, required: false, decide: {renamed_from: [title]}}
  - {name: title, type: string, required: false}
  - {name: number, type: string, required: true, decide: {renamed_from: [key], rust_type_renamed_from: [Key]}}
"
    ));
}

#[test]
fn a_replacement_that_does_not_exist() {
    let decide = "decide: {deprecated: {note: Old., replacement: nmae}}";
    let yaml = GOOD
        .replace("  retry: write\n", "  retry: write\n  deprecated: {note: Old., replacement: demo.v1.thing.find}\n");
    let body = format!(
        "  - {{name: name, type: string, required: false}}
  - {{name: size, type: int, required: false, {decide}}}
  - {{name: kind, type: string, required: false, values: [{{value: name, {decide}}}]}}
"
    );
    assert_snapshot!(SmallSpec::endpoint(&yaml.replace(BODY, &body)).refusal());
}

#[test]
fn a_call_that_moved_from_where_something_is() {
    assert_snapshot!(with(
        "  retry: write\n",
        "  retry: write
  moved_from:
    - {}
    - {method: POST}
    - {endpoint: demo.v1.thing.get}
"
    ));
}

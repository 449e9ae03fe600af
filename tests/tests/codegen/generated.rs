//! What small specs become: one feature of the spec language each.

use insta::assert_snapshot;

use crate::support::{PLATFORM, SmallSpec};

/// An endpoint with nothing but what every endpoint has, followed by what the test is about.
fn endpoint(feature: &str) -> SmallSpec {
    SmallSpec::endpoint(&format!("{}{feature}", head("GET", "/things")))
}

fn head(method: &str, path: &str) -> String {
    format!(
        "title: 一件事\nhost: api.example.com\nmethod: {method}\npath: {path}\ntokens: [tenant]\nscopes: [thing:read]\n\
         decide: {{summary: Reads a thing., retry: read}}\n\
         headers:\n  - {{name: Authorization, type: string, required: true, format: Bearer access_token}}\n"
    )
}

const ENDPOINT: &str = "src/demo/v1/thing/get.rs";
const TYPES: &str = "src/demo/v1/types.rs";

/// The part of a file from one text to the next, so that a snapshot shows what the test is about.
fn between<'a>(code: &'a str, from: &str, to: &str) -> &'a str {
    let start = code.find(from).unwrap_or_else(|| panic!("no `{from}` in\n{code}"));
    let length = code[start..].find(to).unwrap_or(code.len() - start);
    code[start..start + length].trim_end()
}

#[test]
fn the_crate_itself_is_a_manifest_a_root_and_a_client() {
    let spec = endpoint("");
    let files: Vec<_> = ["Cargo.toml", "src/lib.rs", "src/client.rs", "src/demo.rs", "src/demo/v1.rs", "README.md"]
        .into_iter()
        .map(|path| format!("==> {path}\n{}", spec.generated(path)))
        .collect();
    assert_snapshot!(files.join("\n"));
}

#[test]
fn a_call_without_parameters_is_a_request_an_answer_an_error_and_a_descriptor() {
    assert_snapshot!(endpoint("").generated(ENDPOINT));
}

#[test]
fn what_nobody_has_described_is_documented_by_title_message_and_name() {
    let yaml = head("GET", "/things").replace("summary: Reads a thing., ", "")
        + "body:\n  - {name: label, type: label, required: false}\nerrors:\n  - {code: 1, http: 400, message: bad, decide: {name: Bad, class: input}}\n";
    let spec = SmallSpec::endpoint(&yaml).file(
        "demo/v1/types.yaml",
        "summary: Shared.\ntypes:\n  - name: label\n    fields: [{name: text, type: string, required: true}]\n",
    );
    let endpoint = spec.generated(ENDPOINT);
    let types = spec.generated(TYPES);
    assert_snapshot!(
        [
            between(&endpoint, "/// The call", "impl Get"),
            between(&endpoint, "/// What the platform can answer", "impl GetError"),
            between(&types, "/// The documentation's", "impl Label"),
        ]
        .join("\n…\n")
    );
}

#[test]
fn a_body_of_numbers_and_flags_borrows_nothing() {
    let yaml = head("POST", "/things")
        + "body:\n  - {name: count, type: int, required: true}\n  - {name: fast, type: boolean, required: false}\n";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// The body as it goes out.", "/// The answer"));
}

#[test]
fn a_type_that_is_printed_twice_is_one_type() {
    let thing = "{name: NAME, type: part, required: false, fields: [{name: kind, type: string, required: true, values: [{value: big}]}]}";
    let list = |key: &str, names: [&str; 2]| {
        let things = names.map(|name| format!("      - {}\n", thing.replace("NAME", name)));
        format!("{key}{}", things.concat())
    };
    let yaml =
        head("GET", "/things") + &list("response:\n  - name: data\n    type: '-'\n    fields:\n", ["left", "right"]);
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_eq!(code.matches("pub struct Part ").count(), 1);
    assert_snapshot!(between(&code, "pub struct GetResponse", "/// What the platform can answer"));
}

#[test]
fn a_query_says_a_list_by_repeating_its_parameter() {
    let code = endpoint(
        "query_params:\n  - {name: tags, type: 'string[]', required: true}\n  - {name: states, type: 'int[]', required: false}\n",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "impl Get {", "/// The answer"));
}

#[test]
fn a_link_to_a_request_that_is_called_as_a_derive_macro_says_what_it_means() {
    let code = SmallSpec::new()
        .file("demo/v1/thing/copy.yaml", &head("POST", "/things"))
        .generated("src/demo/v1/thing/copy.rs");
    assert!(code.contains("/// The answer to [`Copy`](struct@Copy).\n"), "{code}");
}

#[test]
fn a_method_may_be_called_as_its_resource() {
    let code =
        SmallSpec::new().file("demo/v1/search/search.yaml", &head("GET", "/search")).generated("src/demo/v1/search.rs");
    assert_snapshot!(code);
}

#[test]
fn path_parameters_are_arguments_in_the_order_of_the_path() {
    let yaml = head("GET", "/boxes/:box_id/things/:type")
        + "path_params:\n  - {name: type, type: string, decide: {summary: Kind of thing.}}\n  - {name: box_id, type: int}\n";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "pub struct Get {", "/// The answer"));
}

#[test]
fn listed_values_become_an_open_enum() {
    let code = endpoint(
        "query_params:
  - name: order
    type: string
    required: false
    default: new
    values:
      - {value: new, decide: {summary: The newest first.}}
      - {value: zh-CN}
      - {value: '-1', decide: {name: minus_one}}
    field_scopes:
      - {scope: thing:order, when: new}
    decide: {summary: How things are sorted.}
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "pub enum Order", "/// What the platform"));
}

#[test]
fn bounds_are_checked_before_anything_is_sent() {
    let code = endpoint(
        "query_params:
  - {name: page_size, type: int, required: true, bounds: {min: 1, max: 200}}
  - {name: offset, type: int, required: false, bounds: {min: 0}}
  - {name: ratio, type: number(float), required: false, bounds: {min: 0, max: 0.5}}
  - {name: name, type: string, required: true, bounds: {len_min: 1, len_max: 20, regex: '^[a-z]+$', other: ['小写 `a`']}}
  - {name: key, type: string, required: false, bounds: {len_max: 64, unit: bytes}}
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "fn request(&self)", "/// The answer"));
    let documented = between(&code, "/// # Parameters", "/// This is the request");
    assert_snapshot!("bounds_are_documented", documented);
}

#[test]
fn bounds_are_checked_wherever_a_type_holds_something_that_has_them() {
    let types = "summary: Shared.
types:
  - name: piece
    union: {tag: tag, variants: [{value: text, type: text_piece}, {value: line, type: line_piece}]}
    decide: {summary: A piece.}
  - {name: line_piece, fields: [{name: style, type: string, required: true}], decide: {summary: A line.}}
  - name: text_piece
    fields: [{name: text, type: string, required: true, bounds: {len_max: 10}}]
    decide: {summary: Text.}
  - {name: page, fields: [{name: pieces, type: 'piece[]', required: true}], decide: {summary: A page.}}
  - {name: pages, localized: {of: page, languages: [en_us]}, decide: {summary: Pages by language.}}
";
    let yaml = head("POST", "/things")
        + "body:
  - {name: text, type: pages, required: true}
  - name: tags
    type: 'tag[]'
    required: false
    bounds: {len_min: 1, len_max: 3}
    fields:
      - {name: key, type: string, required: true}
      - {name: owner, type: '-', required: false, fields: [{name: age, type: int, required: false, bounds: {min: 0}}]}
  - {name: by_name, type: 'map<string, page>', required: false, bounds: {len_max: 5}}
  - {name: plain, type: '-', required: false, fields: [{name: id, type: string, required: false}]}
";
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types);
    let code = spec.generated(ENDPOINT);
    assert_snapshot!(between(&code, "fn request(&self)", "/// What the platform"));
    let checks: Vec<_> = spec
        .generated(TYPES)
        .split("impl ::feishu_runtime::Checked")
        .skip(1)
        .map(|text| between(text, "for", "\n}\n").to_owned())
        .collect();
    assert_snapshot!("bounds_inside_shared_types", checks.join("\n\n"));
}

#[test]
fn what_parameters_require_of_each_other_is_checked_before_anything_is_sent() {
    let yaml = head("POST", "/things").replace(
        "retry: read}",
        "retry: read, requirements: [
            {when: kind, is: custom, needs: [name]},
            {when: user_id, needs: [user_id_type]},
            {at_least_one_of: [user_id, open_id]},
            {at_most_one_of: [name, tags]},
            {exactly_one_of: [open_id, union_id]}]}",
    ) + "query_params:
  - {name: user_id_type, type: string, required: false}
  - {name: kind, type: string, required: true, values: [{value: custom}, {value: plain}]}
body:
  - {name: name, type: string, required: false}
  - {name: user_id, type: string, required: false}
  - {name: open_id, type: string, required: false}
  - {name: union_id, type: string, required: false}
  - name: tags
    type: 'tag[]'
    required: false
    fields:
      - {name: key, type: string, required: false}
      - {name: count, type: int, required: false}
      - {name: flag, type: boolean, required: true}
    decide: {requirements: [{when: flag, is: 'true', needs: [count]}, {exactly_one_of: [key, count]}]}
";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "fn request(&self)", "/// The body as it goes out"));
    assert_snapshot!("requirements_are_documented", between(&code, "/// # Requirements", "/// This is the request"));
    assert_snapshot!("requirements_of_an_object", between(&code, "/// Part of `tags`", "/// What the platform"));
}

#[test]
fn a_body_takes_required_fields_as_arguments_and_sends_optional_ones_when_set() {
    let yaml = head("POST", "/things")
        + "body:
  - {name: name, type: string, required: true, example: lamp}
  - {name: type, type: int, required: false}
  - name: tags
    type: tag_info[]
    required: false
    fields:
      - {name: key, type: string, required: true, example: colour}
      - {name: weight, type: number(float), required: false, example: 0.5}
    decide: {item: One tag of a thing.}
  - {name: extra, type: 'map<string, string>', required: false}
  - {name: anything, type: '-', required: false}
";
    let spec = SmallSpec::endpoint(&yaml);
    assert_snapshot!(between(&spec.generated(ENDPOINT), "pub struct Get {", "/// What the platform"));
    assert_snapshot!("a_body_takes_required_fields_resource", spec.generated("src/demo/v1/thing.rs"));
}

#[test]
fn an_answer_is_lenient_and_keeps_its_nesting() {
    let code = endpoint(
        "response:
  - {name: code, type: int}
  - {name: msg, type: string}
  - name: data
    type: '-'
    nesting: inferred
    fields:
      - {name: count, type: int}
      - {name: ratio, type: float}
      - {name: type, type: string}
      - {name: seen_at, type: int, decide: {timestamp: milliseconds}}
      - name: owner
        type: '-'
        fields:
          - {name: user-id, type: string, decide: {summary: Who owns it.}}
      - {name: rows, type: 'string[][]'}
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// The answer to", "/// What the platform"));
}

#[test]
fn an_error_table_becomes_an_enum_and_a_static_table() {
    let code = endpoint(
        "errors:
  - code: 154401
    http: 401
    message: Thing already be closed
    decide:
      name: Closed
      class: state
      advice: Open it again.
      contradictions:
        - about: the HTTP status
          sources:
            - {source: this page, says: 401}
            - {source: another page, says: 409}
          decision: The code decides.
  - {code: 9007199254740993, message: big, decide: {name: Big, class: internal, advice: Wait.}}
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// What the platform", "/// What the runtime"));
}

#[test]
fn rate_limits_headers_and_scopes_reach_the_descriptor() {
    let code = endpoint(
        "  - {name: Content-Type, type: string, required: true, fixed: application/json}
  - {name: x-helpdesk, computed: base64(id:token)}
field_scopes: [thing:secret]
rate_limit:
  text: 1000 次/分钟、50 次/秒
  limits: [{count: 1000, per: minute}, {count: 50, per: second}]
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// What the runtime", "no such text"));
}

const MESSAGES: &str = "summary: Messages.
types:
  - name: text_content
    fields:
      - {name: text, type: string, required: true, example: hello}
    decide: {summary: A text.}
  - name: message
    contents:
      - {value: text, type: text_content}
      - {value: card, type: any}
    decide: {summary: A message.}
";

#[test]
fn a_content_with_its_kind_is_one_value_that_accepts_what_the_page_lists() {
    let yaml = head("POST", "/things")
        + "body:
  - {name: msg_type, type: string, required: true, values: [{value: text}, {value: card}]}
  - name: content
    type: string
    required: true
    decide: {name: message, content: {union: message, tag: msg_type, encodings: [string, object]}}
";
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", MESSAGES);
    assert_snapshot!(between(&spec.generated(ENDPOINT), "pub struct Get {", "/// What the platform"));
}

#[test]
fn a_kind_that_the_page_does_not_list_is_not_offered() {
    let yaml = head("POST", "/things")
        + "body:
  - {name: msg_type, type: string, required: true, values: [{value: card}]}
  - name: content
    type: string
    required: true
    decide: {content: {union: message, tag: msg_type, encodings: [object]}}
";
    let code = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", MESSAGES).generated(ENDPOINT);
    assert!(code.contains("pub fn card("), "{code}");
    assert!(!code.contains("pub fn text("), "{code}");
    assert!(!code.contains("content_encoding"), "with one encoding there is nothing to choose\n{code}");
}

const RICH_TEXT: &str = "summary: Rich text.
types:
  - name: post
    localized: {of: post_body, languages: [zh_cn, en_us]}
    decide: {summary: Rich text by language.}
  - name: post_body
    fields:
      - {name: title, type: string, required: false, decide: {positional: true}}
      - {name: content, type: 'piece[][]', required: true, decide: {name: lines, adder: line}}
    decide: {summary: Rich text.}
  - name: piece
    union:
      tag: tag
      variants:
        - {value: text, type: text_piece, decide: {function: text}}
        - {value: a, type: link_piece, decide: {name: link, function: link}}
    decide: {summary: A piece.}
  - name: text_piece
    fields:
      - {name: text, type: string, required: true}
      - {name: un_escape, type: boolean, required: false, default: false}
    decide: {summary: Text.}
  - name: link_piece
    fields:
      - {name: text, type: string, required: true}
      - {name: href, type: string, required: true}
    decide: {summary: A link.}
";

#[test]
fn unions_and_languages_have_the_constructors_that_the_spec_names() {
    let yaml = head("POST", "/things") + "body:\n  - {name: post, type: post, required: true}\n";
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", RICH_TEXT);
    assert_snapshot!(spec.generated(TYPES));
}

#[test]
fn a_shared_type_can_be_sent_received_or_both() {
    let types = "summary: Shared.
types:
  - {name: sent, fields: [{name: id, type: string, required: true}], decide: {summary: Sent.}}
  - {name: received, fields: [{name: id, type: string, required: true}], decide: {summary: Received.}}
  - {name: both, fields: [{name: inner, type: 'inner[]', required: true}], decide: {summary: Both.}}
  - {name: inner, fields: [{name: id, type: int, required: true}], decide: {summary: Inside both.}}
";
    let yaml = head("POST", "/things")
        + "body:
  - {name: a, type: sent, required: true}
  - {name: b, type: both, required: true}
response:
  - name: data
    type: '-'
    fields:
      - {name: a, type: received}
      - {name: b, type: both}
      - {name: text, type: string, decide: {json: received}}
";
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types);
    assert_snapshot!(spec.generated(TYPES));
    let code = spec.generated(ENDPOINT);
    assert!(code.contains("JsonText<crate::demo::v1::types::Received>"), "{code}");
}

#[test]
fn the_use_of_a_type_reaches_what_is_deep_inside_it() {
    let types = "summary: Shared.
types:
  - name: outer
    fields: [{name: middle, type: '-', fields: [{name: inner, type: 'inner[]'}]}]
    decide: {summary: Outer.}
  - {name: inner, fields: [{name: id, type: string}], decide: {summary: Inner.}}
";
    let yaml =
        head("GET", "/things") + "response:\n  - {name: data, type: '-', fields: [{name: outer, type: outer}]}\n";
    let code = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types).generated(TYPES);
    assert!(!code.contains("pub fn new("), "what is only received has no constructor\n{code}");
}

#[test]
fn numbered_pages_are_read_as_a_stream() {
    let yaml = head("GET", "/things").replace(
        "retry: read}",
        "retry: read, pagination: {style: page_number, page: page, page_size: size, items: things, total: total, first_page: 1}}",
    ) + "query_params:
  - {name: page, type: int, required: false}
  - {name: size, type: int, required: false, default: 50}
response:
  - name: data
    type: '-'
    fields:
      - {name: things, type: 'thing_info[]', fields: [{name: id, type: string}]}
      - {name: total, type: int}
";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "    /// Reads page after page", "    fn request(&self)"));
    assert_snapshot!("numbered_pages_answer", between(&code, "impl ::feishu_runtime::Page", "/// What the platform"));
}

const THINGS: &str = "response:
  - name: data
    type: '-'
    fields:
      - {name: things, type: 'thing_info[]', fields: [{name: id, type: string}]}
      - {name: next, type: string}
      - {name: more, type: boolean}
      - {name: total, type: int}
";

#[test]
fn pages_that_name_the_next_by_a_token_are_read_as_a_stream() {
    let yaml = head("POST", "/things").replace(
        "retry: read}",
        "retry: read, pagination: {style: page_token, page_token: token, next_page_token: next, has_more: more, items: things}}",
    ) + "query_params: [{name: token, type: string, required: false, example: abc}]\n"
        + THINGS;
    let spec = SmallSpec::endpoint(&yaml);
    let code = spec.generated(ENDPOINT);
    assert_snapshot!(between(&code, "    /// Reads page after page", "        /// Reads element after element"));
    assert_snapshot!("pages_by_token_answer", between(&code, "impl ::feishu_runtime::Page", "/// Part of"));
    assert!(!spec.generated("src/demo/v1/thing.rs").contains("token(\"abc\")"), "the stream asks for its pages itself");
}

#[test]
fn pages_after_so_many_elements_are_read_as_a_stream() {
    let yaml = head("POST", "/things").replace(
        "retry: read}",
        "retry: read, pagination: {style: offset, offset: skip, limit: count, has_more: more, total: total, items: things}}",
    ) + "body: [{name: skip, type: int, required: false}, {name: count, type: int, required: false}]\n"
        + THINGS;
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "    /// Reads page after page", "        /// Reads element after element"));
    assert_snapshot!("pages_by_offset_answer", between(&code, "impl ::feishu_runtime::Page", "/// Part of"));
}

#[test]
fn a_form_carries_texts_and_files() {
    let yaml = head("POST", "/things")
        + "  - {name: Content-Type, type: string, required: true, fixed: multipart/form-data; boundary=---x}
multipart: true
body:
  - {name: file_type, type: string, required: true, values: [{value: pdf}, {value: stream}]}
  - {name: file_name, type: string, required: true, bounds: {len_max: 20}, example: a.pdf}
  - {name: note, type: string, required: false}
  - {name: duration, type: int, required: false, example: 3000}
  - {name: extra, type: string, required: false, decide: {json: any}}
  - {name: file, type: file, required: true, decide: {summary: What is uploaded.}}
  - {name: cover, type: file, required: false}
  - {name: pages, type: 'file[]', required: false, decide: {name: attachments}}
";
    let spec = SmallSpec::endpoint(&yaml);
    let code = spec.generated(ENDPOINT);
    assert_snapshot!(between(&code, "fn request(&self)", "#[cfg(feature"));
    assert!(code.contains("headers: &[]"), "the boundary is the runtime's own\n{code}");
    let starter = spec.generated("src/demo/v1/thing.rs");
    assert_snapshot!("a_form_is_started_with_its_files", between(&starter, "    /// Reads a thing.", "no such text"));
}

#[test]
fn an_answer_can_be_a_file() {
    let yaml = head("GET", "/things/:id/image")
        + "  - {name: Range, type: string, required: false, example: bytes=0-99, decide: {summary: Which part of the file to send.}}
  - {name: X-Size, type: int, required: true}
path_params: [{name: id, type: string}]
binary_response: true
response:
  - {name: code, type: int}
examples:
  - {role: response, json: HTTP/1.1 200 OK}
";
    let spec = SmallSpec::endpoint(&yaml);
    let code = spec.generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// # Parameters", "/// What the platform"));
    let root = spec.generated("src/demo/v1/thing.rs");
    assert!(root.contains("pub use self::get::{GET, GET_ERRORS, Get, GetError};"), "{root}");
}

#[test]
fn a_call_that_reads_can_have_a_body() {
    for method in ["GET", "DELETE"] {
        let yaml = head(method, "/things") + "body: [{name: id, type: string, required: true}]\n";
        let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
        assert!(code.contains("Request::new(&GET).json(&body)"), "{code}");
    }
}

#[test]
fn a_call_with_several_kinds_of_token_says_how_one_is_chosen() {
    for (tokens, said) in [
        (
            "[tenant, user]",
            "- Access token: tenant or user; where the client has several, `CallOptions::token_kind` chooses.",
        ),
        ("[user]", "- Access token: user, which `ClientBuilder::access_token` or `CallOptions::access_token` gives."),
        ("[app]", "- Access token: app, which `ClientBuilder::access_token` or `CallOptions::access_token` gives."),
    ] {
        let yaml = head("GET", "/things").replace("tokens: [tenant]", &format!("tokens: {tokens}"));
        let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
        assert!(code.replace("\n///  ", "").contains(said), "{code}");
    }
}

#[test]
fn former_names_go_on_working_and_what_is_deprecated_says_so() {
    let types = "summary: Shared.
types:
  - name: shape
    union: {tag: kind, variants: [{value: dot, type: dot, decide: {function: dot, deprecated: {note: Too small.}, renamed_from: [Point]}}]}
    decide: {summary: A shape., renamed_from: [Form]}
  - {name: dot, fields: [{name: size, type: int, required: false, decide: {renamed_from: [length]}}], decide: {summary: A dot., deprecated: {note: Too small., replacement: shape}}}
";
    let yaml = head("POST", "/things").replace(
        "retry: read}",
        "retry: read, renamed_from: [fetch], deprecated: {since: 2024-05-01, note: The platform ends it., replacement: demo.v1.thing.find},
         moved_from: [{method: GET, path: /old/things}, {endpoint: demo.v1.box.get}]}",
    ) + "query_params:
  - {name: size, type: int, required: false, decide: {name: length, renamed_from: [size, width], deprecated: {note: It is ignored., replacement: count}}}
  - {name: count, type: int, required: false}
  - name: order
    type: string
    required: false
    values:
      - {value: new, decide: {name: newest, renamed_from: [New]}}
      - {value: old, decide: {deprecated: {note: Slow., replacement: new}}}
    decide: {rust_type: Sorting, rust_type_renamed_from: [Order]}
body:
  - {name: shape, type: shape, required: false}
response:
  - {name: data, type: '-', fields: [{name: id, type: string, decide: {name: key, renamed_from: [id], deprecated: {note: Use another.}}}]}
errors:
  - {code: 1, message: bad, decide: {name: Bad, class: input, advice: Mend it., renamed_from: [Wrong]}}
";
    let find = head("GET", "/found");
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/thing/find.yaml", &find).file("demo/v1/types.yaml", types);
    let code = spec.generated(ENDPOINT);
    let resource = spec.generated("src/demo/v1/thing.rs");
    assert_snapshot!(between(&resource, "pub use self::get", "#[derive(Debug, Clone)]"));
    assert_snapshot!(
        "former_names_of_a_call",
        between(&resource, "    /// Reads a thing.\n    ///\n    /// `POST", "no such text")
    );
    assert_snapshot!("former_names_of_parameters", between(&code, "    /// `size`.", "    /// `count`."));
    assert_snapshot!(
        "former_names_of_types",
        between(&code, "/// The former name of [`Get`]", "impl ::core::fmt::Display for Sorting")
    );
    assert_snapshot!("former_names_of_errors", between(&code, "impl GetError {", "/// The variant of a code"));
    assert_snapshot!("former_names_of_shared_types", spec.generated(TYPES));
}

#[test]
fn hostile_texts_of_a_page_stay_texts() {
    let yaml = head("GET", "/things").replace("一件事", "'*/ ``` # <script> [x](y) | \\n #![allow(all)]'")
        + "query_params:
  - {name: q, type: string, required: false, example: 'a`b|c', decide: {summary: 'Ends */ a [comment] ``` and <b>goes on</b>.'}}
";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(between(&code, "/// Reads a thing.", "impl Get {"));
}

#[test]
fn a_type_that_holds_itself_is_boxed_where_it_must_be() {
    let types = "summary: Trees.
types:
  - name: tree
    fields:
      - {name: left, type: tree, required: false}
      - {name: leaf, type: leaf, required: false}
      - {name: children, type: 'tree[]', required: true}
    decide: {summary: A tree.}
  - {name: leaf, fields: [{name: tree, type: tree, required: false}], decide: {summary: A leaf.}}
";
    let yaml = head("POST", "/things")
        + "body:
  - {name: tree, type: tree, required: true}
  - name: category
    type: category
    required: false
    fields:
      - {name: parent, type: category, required: false}
      - {name: children, type: 'category[]', required: false}
";
    let spec = SmallSpec::endpoint(&yaml).file("demo/v1/types.yaml", types);
    assert_snapshot!(spec.generated(TYPES));
    let code = spec.generated(ENDPOINT);
    assert!(code.contains("pub parent: ::core::option::Option<::std::boxed::Box<Category>>"), "{code}");
    assert!(code.contains("pub children: ::core::option::Option<::std::vec::Vec<Category>>"), "{code}");
}

#[test]
fn listed_integers_become_an_open_enum_of_integers() {
    let code = endpoint(
        "query_params:
  - name: status
    type: int
    required: false
    example: 50
    values: [{value: 1, decide: {name: open}}, {value: 50, decide: {name: done}}, {value: -1, decide: {name: any}}]
",
    )
    .generated(ENDPOINT);
    assert_snapshot!(between(&code, "pub enum Status", "/// What the platform"));
}

#[test]
fn text_that_turns_its_direction_is_shown_as_what_it_is() {
    let yaml = head("GET", "/things").replace("一件事", "\u{202e}abc")
        + "errors:
  - {code: 1, message: \"\u{2066}x\", decide: {name: X, class: input, advice: Mend it.}}
";
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert!(code.contains("title: \"\\u{202e}abc\""), "{code}");
    assert!(!code.contains(['\u{202e}', '\u{2066}']), "{code}");
}

#[test]
fn what_stands_beside_the_code_is_read_from_the_whole_answer() {
    let fields =
        "response:\n  - {name: code, type: int}\n  - {name: msg, type: string}\n  - {name: ticket, type: string}\n";
    let code = endpoint(fields).generated(ENDPOINT);
    let parts = [
        between(&code, "fn request(", "}\n}"),
        between(&code, "#[cfg(feature = \"testing\")]", "/// The answer"),
        between(&code, "/// The answer", "/// What"),
    ];
    assert_snapshot!(parts.join("\n…\n"));
}

#[test]
fn an_answer_without_a_code_says_so_in_its_documentation() {
    let fields = "response:\n  - {name: ticket, type: string}\n";
    let yaml =
        format!("{}{fields}", head("GET", "/things").replace("retry: read", "retry: read, answer: without_code"));
    let code = SmallSpec::endpoint(&yaml).generated(ENDPOINT);
    assert_snapshot!(
        [between(&code, "fn request(", "}\n}"), between(&code, "/// The answer", "/// What")].join("\n…\n")
    );
}

#[test]
fn a_call_goes_to_another_host_where_that_is_allowed() {
    let hosts = "decide:\n  hosts:\n    - summary: Where users sign in.\n      at:\n        - {server: main, url: 'https://accounts.example.com'}\n";
    let yaml = head("GET", "/things").replace("api.example.com", "accounts.example.com");
    let code = SmallSpec::endpoint(&yaml).file("platform.yaml", &format!("{PLATFORM}{hosts}")).generated(ENDPOINT);
    let parts = [
        between(&code, "/// # Access", "/// # Headers"),
        between(&code, "fn request(", "}\n}"),
        between(&code, "/// What the runtime knows", "pub static"),
    ];
    assert_snapshot!(parts.join("\n…\n"));
}

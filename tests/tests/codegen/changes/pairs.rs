//! The rows of the catalogue, each as an edit of one small spec: what is before, what is after, and what is found.
//!
//! The other way round an edit is a pair too, so that what is gone is tested where what is new is.

use codegen::diff::Kind;
use codegen::diff::Kind::*;

/// An edit of the workshop's spec, and the kinds of change that it is to be found as.
pub struct Pair {
    pub name: &'static str,
    pub edits: &'static [Edit],
    pub kinds: &'static [Kind],
}

/// A change of a file.
pub enum Edit {
    /// One text becomes another; it must be there exactly once.
    Text(&'static str, &'static str, &'static str),
    /// A file has another name.
    Move(&'static str, &'static str),
    /// A file is there no more.
    Remove(&'static str),
}

use Edit::{Move, Remove, Text};

const LIST: &str = "demo/v1/thing/list.yaml";
const CREATE: &str = "demo/v1/thing/create.yaml";
const SEND: &str = "demo/v1/part/send.yaml";
const DROP: &str = "demo/v1/part/drop.yaml";
const TYPES: &str = "demo/v1/types.yaml";
const PLATFORM: &str = "platform.yaml";
const CRATE: &str = "crate.yaml";

const fn pair(name: &'static str, edits: &'static [Edit], kinds: &'static [Kind]) -> Pair {
    Pair { name, edits, kinds }
}

#[rustfmt::skip]
pub const PAIRS: &[Pair] = &[
    // Calls.
    pair("a call is gone", &[Remove(DROP)], &[EndpointRemoved]),
    pair("a call has another path", &[Text(CREATE, "path: /things\n", "path: /objects\n")], &[EndpointMoved]),
    pair("a call has another method", &[Text(CREATE, "method: POST", "method: PUT")], &[EndpointMethodChanged]),
    pair("a call has another name in Rust", &[Text(DROP, "{summary: Drops a part.,", "{name: discard, summary: Drops a part.,")], &[EndpointRenamed]),
    pair("a call stands in another module", &[Move(DROP, "demo/v1/scrap/drop.yaml")], &[EndpointRegrouped]),
    pair("a file has another name", &[Move(DROP, "demo/v1/part/discard.yaml")], &[EndpointRenamed]),
    pair("a call is at another host", &[Text(CREATE, "host: api.example.com", "host: api.example.org")], &[HostChanged]),

    pair("calls may go to one more host", &[Text(PLATFORM, "hosts: [", "hosts: [{summary: Old., at: [{server: main, url: https://old.example.com}]}, ")], &[HostAllowed]),
    pair("a host has an address for another server", &[Text(PLATFORM, "url: https://accounts.example.com}", "url: https://accounts.example.com}, {server: abroad, url: https://accounts.example.org}")], &[HostAddressChanged]),
    pair("what a host is for is said in other words", &[Text(PLATFORM, "summary: Elsewhere.", "summary: Where users sign in.")], &[DocTextChanged]),
    pair("a call goes to a host that is allowed", &[Text(CREATE, "host: api.example.com", "host: accounts.example.com")], &[HostChanged]),

    // Requests.
    pair("a path has one more parameter", &[
        Text(DROP, "path: /parts/:part_id", "path: /boxes/:box_id/parts/:part_id"),
        Text(DROP, "path_params:\n", "path_params:\n  - {name: box_id, type: string}\n"),
    ], &[PathParamAdded]),
    pair("a placeholder has another name", &[
        Text(DROP, "path: /parts/:part_id", "path: /parts/:id"),
        Text(DROP, "{name: part_id, type: string,", "{name: id, type: string,"),
    ], &[PathParamRenamed, ParamRustNameChanged]),
    pair("placeholders trade places", &[Text(LIST, "/boxes/:box_id/rows/:row_id/", "/boxes/:row_id/rows/:box_id/")], &[PositionalOrderChanged]),
    pair("an optional parameter is new", &[Text(LIST, "query_params:\n", "query_params:\n  - {name: fresh, type: string, required: false}\n")], &[ParamAddedOptional]),
    pair("an optional parameter is new and an argument", &[Text(LIST, "query_params:\n", "query_params:\n  - {name: fresh, type: string, required: false, decide: {positional: true}}\n")], &[ParamAddedOptional]),
    pair("a required parameter is new", &[Text(LIST, "query_params:\n", "query_params:\n  - {name: fresh, type: string, required: true}\n")], &[ParamAddedRequired]),
    pair("a required field is new in a new optional one", &[Text(CREATE, "body:\n", "body:\n  - {name: case, type: case_info, required: false, fields: [{name: latch, type: string, required: true}]}\n")], &[ParamAddedOptional]),
    pair("a required field is new in one that was there", &[Text(CREATE, "    fields:\n", "    fields:\n      - {name: latch, type: string, required: true}\n")], &[ParamAddedRequired]),
    pair("a required list is new and starts empty", &[Text(TYPES, "      - {name: width,", "      - {name: marks, type: 'string[]', required: true, decide: {adder: mark}}\n      - {name: width,")], &[ParamAddedRequired]),
    pair("a parameter became required", &[Text(LIST, "{name: colour, type: string, required: false", "{name: colour, type: string, required: true")], &[ParamBecameRequired]),
    pair("an argument became required", &[Text(CREATE, "{name: tint, type: string, required: false", "{name: tint, type: string, required: true")], &[ParamBecameRequired]),
    pair("a field inside became required", &[Text(CREATE, "{name: count, type: int, required: false", "{name: count, type: int, required: true")], &[ParamBecameRequired]),
    pair("whether a parameter is required is not said", &[Text(LIST, "{name: until, type: int, required: false,", "{name: until, type: int,")], &[DocTextChanged]),
    pair("arguments trade places", &[
        Text(LIST, "  - {name: owner, type: string, required: true, decide: {summary: Whose things.}}\n", ""),
        Text(LIST, "  - {name: page, type: int, required: false", "  - {name: owner, type: string, required: true, decide: {summary: Whose things.}}\n  - {name: page, type: int, required: false"),
    ], &[PositionalOrderChanged, OrderChanged]),
    pair("fields that are arguments trade places", &[
        Text(TYPES, "      - {name: width, type: int, required: true, decide: {summary: From left to right.}}\n", ""),
        Text(TYPES, "      - {name: depth,", "      - {name: width, type: int, required: true, decide: {summary: From left to right.}}\n      - {name: depth,"),
    ], &[PositionalOrderChanged]),
    pair("an optional parameter is no argument any more", &[Text(CREATE, ", positional: true", "")], &[PositionalChanged]),
    pair("a parameter went to the body", &[
        Text(CREATE, "query_params:\n  - {name: dry, type: boolean, required: false, decide: {summary: Only tries.}}\n", ""),
        Text(CREATE, "body:\n", "body:\n  - {name: dry, type: boolean, required: false, decide: {summary: Only tries.}}\n"),
    ], &[ParamLocationChanged]),
    pair("a parameter has another name on the wire", &[Text(CREATE, "{name: remark,", "{name: note,")], &[ParamWireNameChanged]),
    pair("a parameter has another name in Rust", &[Text(CREATE, "name: comment", "name: aside")], &[ParamRustNameChanged]),
    pair("an argument has another name in Rust", &[Text(CREATE, "{name: name, type: string, required: true, decide: {", "{name: name, type: string, required: true, decide: {name: title, ")], &[ParamRustNameChanged]),
    pair("a parameter has another type", &[Text(LIST, "{name: colour, type: string,", "{name: colour, type: int,")], &[ParamTypeChanged]),
    pair("a field became a list", &[Text(CREATE, "{name: part_id, type: string,", "{name: part_id, type: 'string[]',")], &[ParamTypeChanged]),
    pair("a parameter takes any number", &[Text(LIST, "{name: until, type: int,", "{name: until, type: number(float),")], &[ParamTypeWidened]),
    pair("a parameter got listed values", &[Text(LIST, "{name: colour, type: string, required: false,", "{name: colour, type: string, required: false, values: [{value: red}],")], &[RequestBecameEnum]),
    pair("a value is new in a request", &[Text(LIST, "      - {value: down}\n", "      - {value: down}\n      - {value: aside}\n")], &[RequestEnumValueAdded]),
    pair("a number is new in a request", &[Text(LIST, "decide: {name: high}}", "decide: {name: high}}, {value: \"3\", decide: {name: highest}}")], &[RequestEnumValueAdded]),
    pair("the unit of a moment in a request changed", &[Text(LIST, "timestamp: seconds", "timestamp: milliseconds")], &[UnitChanged]),
    pair("a moment has a unit", &[Text(LIST, "{summary: Until when.}", "{summary: Until when., timestamp: seconds}")], &[TypeRefined]),
    pair("a content has no choice of encodings", &[Text(SEND, "[string, object]", "[string]")], &[EncodingChanged]),
    pair("a content is encoded in another way", &[Text(SEND, "[string, object]", "[object, string]")], &[EncodingChanged]),
    pair("a content is no content", &[
        Text(SEND, "      content: {union: message, tag: msg_type, encodings: [string, object]}\n", ""),
    ], &[ContentChanged, TypeUsageNarrowed, TypeUsageNarrowed, TypeUsageNarrowed, TypeUsageNarrowed]),
    pair("a default is new", &[Text(LIST, "{name: colour, type: string, required: false", "{name: colour, type: string, required: false, default: red")], &[DefaultAdded]),
    pair("a default is another one", &[Text(LIST, "default: 20", "default: 50")], &[DefaultChanged]),
    pair("a bound is narrower", &[Text(LIST, "bounds: {max: 200}", "bounds: {max: 100}")], &[ConstraintTightened]),
    pair("a lower bound is higher", &[Text(LIST, "bounds: {min: 1}", "bounds: {min: 2}")], &[ConstraintTightened]),
    pair("a bound is known", &[Text(LIST, "bounds: {min: 1}", "bounds: {min: 1, max: 30}")], &[ConstraintBecameKnown]),
    pair("a pattern is another one", &[Text(LIST, "regex: a+", "regex: b+")], &[ConstraintChanged]),
    pair("parameters require each other", &[Text(LIST, "  retry: read\n", "  retry: read\n  requirements: [{when: since, needs: [until]}]\n")], &[CoRequirementAdded]),
    pair("a header is new", &[Text(CREATE, "  - {name: X-Kind, fixed: plain}\n", "  - {name: X-Kind, fixed: plain}\n  - {name: X-Helpdesk, computed: base64(id:token)}\n")], &[HeaderAdded]),
    pair("a header has another value", &[Text(CREATE, "fixed: plain", "fixed: fancy")], &[HeaderChanged]),
    pair("a body has another media type", &[Text(CREATE, "fixed: application/json", "fixed: application/json; charset=utf-8")], &[BodyMediaTypeChanged]),

    pair("a header is sent of which callers must say what it holds", &[Text(CREATE, "  - {name: X-Kind, fixed: plain}\n", "  - {name: X-Kind, fixed: plain}\n  - {name: X-Ticket, type: string, required: true}\n")], &[ParamAddedRequired]),
    pair("a header is sent of which callers may say what it holds", &[Text(CREATE, "  - {name: X-Kind, fixed: plain}\n", "  - {name: X-Kind, fixed: plain}\n  - {name: X-Ticket, type: string, required: false}\n")], &[ParamAddedOptional]),
    pair("callers say what a header holds", &[Text(CREATE, "{name: X-Kind, fixed: plain}", "{name: X-Kind, type: string, required: true}")], &[ParamAddedRequired]),
    pair("a header that callers fill in has another name in Rust", &[Text(DROP, "{name: X-Trace, type: string, required: false}", "{name: X-Trace, type: string, required: false, decide: {name: mark}}")], &[ParamRustNameChanged]),
    pair("a header that callers fill in became required", &[Text(DROP, "{name: X-Trace, type: string, required: false}", "{name: X-Trace, type: string, required: true}")], &[ParamBecameRequired]),
    pair("a header that callers fill in is described", &[Text(DROP, "{name: X-Trace, type: string, required: false}", "{name: X-Trace, type: string, required: false, decide: {summary: A mark.}}")], &[DocTextChanged]),

    // Answers.
    pair("an answer has one more field", &[Text(LIST, "      - {name: total,", "      - {name: pages, type: int}\n      - {name: total,")], &[ResponseFieldAdded]),
    pair("a field of an answer has another name on the wire", &[Text(LIST, "{name: label, type: string, example: lamp, decide: {", "{name: tag, type: string, example: lamp, decide: {name: label, ")], &[ResponseWireNameChanged]),
    pair("a field of an answer has another name in Rust", &[Text(LIST, "{name: label, type: string, example: lamp, decide: {", "{name: label, type: string, example: lamp, decide: {name: sign, ")], &[ResponseRustNameChanged]),
    pair("a field of an answer has another type", &[Text(LIST, "{name: weight, type: int,", "{name: weight, type: string,")], &[ResponseTypeChanged]),
    pair("a field of an answer became a list", &[Text(LIST, "{name: id, type: string,", "{name: id, type: 'string[]',")], &[ResponseCardinalityChanged]),
    pair("a field of an answer must be there", &[Text(TYPES, "{name: maker_name, type: string,", "{name: maker_name, type: string, required: true,")], &[ResponseRequiredChanged, DefaultTraitLost]),
    pair("a field of an answer got listed values", &[Text(LIST, "{name: label, type: string, example: lamp,", "{name: label, type: string, example: lamp, values: [{value: lamp}],")], &[ResponseBecameEnum]),
    pair("a value is new in an answer", &[Text(LIST, "[{value: fresh}, {value: worn}]", "[{value: fresh}, {value: worn}, {value: lost}]")], &[ResponseEnumValueAdded]),
    pair("a call must return something", &[Text(LIST, "{name: total, type: int,", "{name: total, type: int, required: true,")], &[ResponseRequiredChanged]),
    pair("what a call returns stands beside its code", &[
        Text(SEND, "  - {name: data, type: \"-\", fields: [{name: sent_id, type: string, decide: {summary: The message.}}]}", "  - {name: sent_id, type: string, decide: {summary: The message.}}"),
    ], &[AnswerPlaceChanged, EnvelopeMemberChanged]),
    pair("what a call returns stands beside its code, and there is more of it", &[
        Text(SEND, "  - {name: data, type: \"-\", fields: [{name: sent_id, type: string, decide: {summary: The message.}}]}", "  - {name: sent_id, type: int, decide: {summary: The message.}}\n  - {name: left, type: int}"),
    ], &[AnswerPlaceChanged, EnvelopeMemberChanged, ResponseTypeChanged, ResponseFieldAdded]),
    pair("a member of the envelope is not described", &[Text(LIST, "  - {name: msg, type: string}\n", "")], &[EnvelopeMemberChanged]),
    pair("an object of an answer has fields", &[Text(LIST, "{name: extra, type: \"-\",", "{name: extra, type: \"-\", fields: [{name: colour, type: string}],")], &[TypeRefined]),
    pair("JSON in a string has a type no more", &[Text(LIST, ", json: log_entry", "")], &[TypeCoarsened, TypeUsageNarrowed]),

    pair("an answer is a file", &[Text(DROP, "tokens: [tenant]\n", "tokens: [tenant]\nbinary_response: true\n")], &[ResponseMediaTypeChanged]),

    // Values and types.
    pair("a value is another one on the wire", &[Text(LIST, "[{value: fresh}, {value: worn}]", "[{value: fresh}, {value: used, decide: {name: worn}}]")], &[EnumWireValueChanged]),
    pair("a variant has another name", &[Text(LIST, "decide: {name: low}", "decide: {name: lowest}")], &[EnumVariantRenamed]),
    pair("a type has another name", &[Text(LIST, "type: origin_info", "type: origin_data")], &[TypeRenamed]),
    pair("an enum has another name", &[Text(LIST, "decide: {summary: How it is.}", "decide: {summary: How it is., rust_type: condition}")], &[TypeRenamed]),
    pair("a list is filled in another way", &[Text(TYPES, "adder: line", "adder: add_line")], &[AdderChanged]),
    pair("a type is printed in other words", &[Text(CREATE, "type: boolean", "type: bool")], &[TypeWordingChanged]),
    pair("a shared type is new", &[Text(TYPES, "types:\n", "types:\n  - {name: spare, fields: [{name: a, type: string}], decide: {summary: A spare.}}\n")], &[TypeAdded]),
    pair("a shared type is another kind of type", &[Text(TYPES, "    fields:\n      - {name: maker_name, type: string, decide: {summary: Who made it.}}\n", "    union: {tag: kind, variants: [{value: round, type: round_shape}]}\n")], &[TypeKindChanged, TypeUsageWidened]),
    pair("a shared type is received too", &[Text(LIST, "      - {name: total,", "      - {name: rounds, type: 'round_shape[]'}\n      - {name: total,")], &[ResponseFieldAdded, TypeUsageWidened]),
    pair("a shared type has another name in Rust", &[Text(TYPES, "decide: {summary: Who made something.}", "decide: {name: producer, summary: Who made something.}")], &[TypeRenamed]),
    pair("a shared type has another name in the spec", &[
        Text(TYPES, "- name: maker\n", "- name: the_maker\n"),
        Text(TYPES, "decide: {summary: Who made something.}", "decide: {name: maker, summary: Who made something.}"),
        Text(LIST, "type: maker,", "type: the_maker,"),
    ], &[TypeWordingChanged, TypeWordingChanged]),
    pair("a shared type has one more field", &[Text(TYPES, "      - {name: maker_name,", "      - {name: maker_town, type: string}\n      - {name: maker_name,")], &[ResponseFieldAdded]),
    pair("a type that is sent and received has one more field", &[Text(TYPES, "      - {name: depth,", "      - {name: volume, type: int, required: false}\n      - {name: depth,")], &[ParamAddedOptional]),
    pair("a union has one more case", &[Text(TYPES, "        - {value: square,", "        - {value: flat, type: note_body}\n        - {value: square,")], &[VariantAdded]),
    pair("a union has another case", &[Text(TYPES, "{value: square, type: square_shape,", "{value: square, type: note_body,")], &[VariantTypeChanged, TypeUsageNarrowed]),
    pair("a union is told apart by another member", &[Text(TYPES, "tag: kind", "tag: sort")], &[UnionTagChanged]),
    pair("a case of a union has another name", &[Text(TYPES, "decide: {summary: A square.}}", "decide: {name: quadrat, summary: A square.}}")], &[EnumVariantRenamed]),
    pair("a case of a union has a function", &[Text(TYPES, "decide: {summary: A square.}}", "decide: {function: square, summary: A square.}}")], &[FunctionAdded]),
    pair("contents have one more kind", &[Text(TYPES, "      - {value: card, type: any}\n", "      - {value: card, type: any}\n      - {value: extra, type: any}\n")], &[VariantAdded]),
    pair("an endpoint takes one more kind of content", &[Text(SEND, "[{value: text}, {value: note}]", "[{value: text}, {value: note}, {value: card}]")], &[RequestEnumValueAdded]),
    pair("one more language has a method", &[Text(TYPES, "[zh_cn, en_us]", "[zh_cn, en_us, ja_jp]")], &[LanguageAdded]),
    pair("a struct per language holds another struct", &[Text(TYPES, "of: note_body", "of: text_content")], &[LocalizedTypeChanged, TypeUsageNarrowed]),

    // Errors.
    pair("an error is new", &[Text(CREATE, "errors:\n", "errors:\n  - {code: 7, message: odd, decide: {name: Odd, class: state}}\n")], &[ErrorAdded]),
    pair("an error is the platform's now", &[
        Text(CREATE, "errors:\n  - {code: 1, http: 400, message: bad thing, decide: {name: BadThing, class: input, advice: Mend it.}}\n", ""),
        Text(PLATFORM, "errors:\n", "errors:\n  - {code: 1, http: 400, message: bad thing, decide: {name: BadThing, class: input, advice: Mend it.}}\n"),
    ], &[ErrorScopeChanged, ErrorAdded]),
    pair("an error comes with another status", &[Text(LIST, "{code: 1, http: 400,", "{code: 1, http: 409,")], &[ErrorHttpStatusChanged]),
    pair("an error says something else", &[Text(LIST, "message: bad box", "message: wrong box")], &[ErrorMessageChanged]),
    pair("an error advises something else", &[Text(LIST, "advice: Name a box.", "advice: Choose a box.")], &[ErrorAdviceChanged]),
    pair("an error has another name", &[Text(LIST, "name: NoBox", "name: BoxMissing")], &[EnumVariantRenamed]),
    pair("an error is of another class", &[Text(LIST, "class: not_found", "class: transient")], &[ErrorClassChanged]),

    // Access.
    pair("one more scope is enough", &[Text(LIST, "scopes: [thing:read, thing:all]\nfield", "scopes: [thing:read, thing:all, thing:any]\nfield")], &[ScopeAlternativeAdded]),
    pair("a scope is needed", &[Text(DROP, "tokens: [tenant]\n", "tokens: [tenant]\nscopes: [part:all]\n")], &[ScopeRequirementAdded]),
    pair("some fields need a scope", &[Text(CREATE, "scopes: [thing:all]\n", "scopes: [thing:all]\nfield_scopes: [thing:name]\n")], &[FieldPermissionAdded]),
    pair("a value needs a scope no more", &[Text(LIST, "    field_scopes:\n      - {scope: thing:sort, when: down}\n", "")], &[FieldPermissionRemoved]),
    pair("one more kind of token is taken", &[Text(CREATE, "tokens: [tenant]", "tokens: [tenant, user]")], &[TokenTypeAdded]),
    pair("tokens have another order", &[Text(LIST, "tokens: [tenant, user]", "tokens: [user, tenant]")], &[TokenOrderChanged]),
    pair("one more kind of app may call", &[Text(CREATE, "app_types: [custom]", "app_types: [custom, store]")], &[AppTypeAdded]),
    pair("fewer calls are allowed", &[Text(LIST, "count: 100", "count: 50")], &[RateLimitLowered]),
    pair("one more limit holds", &[Text(LIST, "    - {count: 100, per: minute}\n", "    - {count: 100, per: minute}\n    - {count: 5, per: second}\n")], &[RateLimitLowered]),
    pair("a limit is known", &[Text(CREATE, "rate_limit: {text: special, special: true}", "rate_limit: {text: 5 a second, limits: [{count: 5, per: second}]}")], &[RateLimitBecameKnown]),
    pair("a limit is told of", &[Text(DROP, "tokens: [tenant]\n", "tokens: [tenant]\nrate_limit: {text: special, special: true}\n")], &[RateLimitBecameKnown]),

    // Behaviour.
    pair("a call may be repeated", &[Text(CREATE, "retry: write", "retry: idempotent_write")], &[RetrySafetyChanged]),
    pair("a list is not read by pages", &[Text(LIST, "  pagination:\n    style: page_number\n    page: page\n    page_size: page_size\n    items: things\n    total: total\n    first_page: 1\n", "")], &[PaginationRemoved]),
    pair("a list is read from another page on", &[Text(LIST, "first_page: 1", "first_page: 0")], &[PaginationChanged]),

    // The whole.
    pair("a server has another address", &[Text(PLATFORM, "url: https://api.example.org", "url: https://api.example.net")], &[BaseUrlChanged]),
    pair("a server is new", &[Text(PLATFORM, "servers:\n", "servers:\n  - {name: near, url: https://near.example.com, decide: {summary: Near.}}\n")], &[ServerAdded, ServerOrderChanged]),
    pair("an answer has another member for its code", &[Text(PLATFORM, "  message: msg\n", "  message: text\n"), Text(LIST, "{name: msg,", "{name: text,")], &[PlatformFactChanged, EnvelopeMemberChanged, EnvelopeMemberChanged]),
    pair("the crate has another name", &[Text(CRATE, "name: workshop-client", "name: workshop")], &[PackageRenamed]),
    pair("the crate has another version", &[Text(CRATE, "version: 0.4.2", "version: 0.4.3")], &[CrateVersionChanged]),
    pair("the crate needs another Rust", &[Text(CRATE, "rust_version: \"1.95\"", "rust_version: \"1.96\"")], &[RustVersionChanged]),
    pair("the crate needs another runtime", &[Text(CRATE, "runtime: {version: 0.1.0,", "runtime: {version: 0.2.0,")], &[RuntimeChanged]),
    pair("the crate takes a newer runtime", &[Text(CRATE, "runtime: {version: 0.1.0,", "runtime: {version: 0.1.3,")], &[RuntimeChanged]),
    pair("a feature is off", &[Text(CRATE, "default_features: [demo-v1]", "default_features: []")], &[DefaultFeatureRemoved]),

    // Deprecations and former names.
    pair("a call is deprecated", &[Text(DROP, "{summary: Drops a part.,", "{deprecated: {note: Old.}, summary: Drops a part.,")], &[Deprecated]),
    pair("a parameter is deprecated", &[Text(LIST, "{summary: A colour.}", "{summary: A colour., deprecated: {note: Old.}}")], &[Deprecated]),
    pair("a value is deprecated", &[Text(LIST, "{summary: The smallest first.}", "{summary: The smallest first., deprecated: {note: Old.}}")], &[Deprecated]),
    pair("a type is deprecated", &[Text(TYPES, "decide: {summary: A circle.}\n  - name: square", "decide: {summary: A circle., deprecated: {note: Old.}}\n  - name: square")], &[Deprecated]),
    pair("a former name works again", &[Text(DROP, "{summary: Drops a part.,", "{renamed_from: [discard], summary: Drops a part.,")], &[AliasAdded]),
    pair("a call keeps its former name", &[Text(DROP, "{summary: Drops a part.,", "{name: discard, renamed_from: [drop], summary: Drops a part.,")], &[EndpointRenamed]),
    pair("a parameter keeps its former name", &[Text(CREATE, "name: comment", "name: aside, renamed_from: [comment]")], &[ParamRustNameChanged]),
    pair("a value keeps its former name", &[Text(LIST, "decide: {name: low}", "decide: {name: lowest, renamed_from: [Low]}")], &[EnumVariantRenamed]),
    pair("an error keeps its former name", &[Text(LIST, "name: NoBox", "name: BoxMissing, renamed_from: [NoBox]")], &[EnumVariantRenamed]),
    pair("a shared type keeps its former name", &[Text(TYPES, "decide: {summary: Who made something.}", "decide: {name: producer, renamed_from: [Maker], summary: Who made something.}")], &[TypeRenamed]),
    pair("a declared move of a call", &[
        Text(CREATE, "path: /things\n", "path: /objects\n"),
        Text(CREATE, "  retry: write\n", "  retry: write\n  moved_from: [{path: /things, endpoint: demo.v1.thing.create}]\n"),
        Move(CREATE, "demo/v1/thing/make.yaml"),
    ], &[EndpointMoved, EndpointRenamed, HistoryRecorded]),

    // Texts and records.
    pair("a summary is put in other words", &[Text(LIST, "Lists the things in a box.", "Lists what is in a box.")], &[DocTextChanged]),
    pair("a title is another one", &[Text(LIST, "title: 列出东西", "title: 列出物品")], &[DocTextChanged]),
    pair("maintainers note something", &[
        Text(LIST, "  retry: read\n", "  retry: read\n  note: Asked.\n"),
        Text(LIST, "name: NoBox", "note: Seen once., name: NoBox"),
        Text(LIST, "{summary: A colour.}", "{summary: A colour., note: Asked.}"),
        Text(LIST, "{summary: The smallest first.}", "{summary: The smallest first., note: Asked.}"),
        Text(TYPES, "decide: {summary: A circle.}\n  - name: square", "decide: {summary: A circle., note: Asked.}\n  - name: square"),
        Text(TYPES, "types:\n", "note: Asked.\ntypes:\n"),
        Text(PLATFORM, "hosts: [{summary", "note: Asked., hosts: [{summary"),
        Text(CRATE, "name: workshop-client", "note: Asked.\nname: workshop-client"),
    ], &[NoteChanged, NoteChanged, NoteChanged, NoteChanged, NoteChanged, NoteChanged, NoteChanged, NoteChanged]),
    pair("an example is another one", &[Text(LIST, "example: lamp", "example: chair")], &[ExampleChanged]),
    pair("an answer's example is another one", &[Text(LIST, "json: \"{}\"", "json: \"[]\"")], &[ExampleChanged]),
    pair("fields of an answer have another order", &[
        Text(LIST, "      - {name: total, type: int, decide: {summary: How many there are.}}\n", ""),
        Text(LIST, "        decide: {summary: The things., item: A thing.}\n      - {name: maker, type: maker, decide: {summary: Who made them.}}\n", "        decide: {summary: The things., item: A thing.}\n      - {name: maker, type: maker, decide: {summary: Who made them.}}\n      - {name: total, type: int, decide: {summary: How many there are.}}\n"),
    ], &[OrderChanged]),
    pair("the crate is described in other words", &[Text(CRATE, "A client of a small platform", "A client")], &[PackageTextChanged]),
    pair("the page has another date", &[Text(LIST, "updated: 1700000000000", "updated: 1800000000000")], &[ProvenanceUpdated]),
    pair("a code may not come back", &[Text(LIST, "  retry: read\n", "  retry: read\n  reserved: {codes: [9]}\n")], &[HistoryRecorded]),
    pair("a finding of the lint may stand", &[Text(LIST, "  retry: read\n", "  retry: read\n  accept: [{rule: W0513, reason: natural}]\n")], &[LintAcceptanceChanged]),
];

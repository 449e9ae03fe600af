//! Random versions of a project, over the whole language.

use serde_json::{Map, Value, json};

use crate::chance::Chance;
use crate::texts::{NAMELESS, NAMES, TEXTS};

/// The files of a version, by path from its folder.
pub struct Version {
    pub files: Vec<(String, Value)>,
}

/// Whether fields are sent or received.
#[derive(Clone, Copy, PartialEq)]
enum Side {
    Sent,
    Received,
}

/// A random version: some shared types, and some endpoints.
pub fn version(seed: u64) -> Version {
    let chance = &mut Chance::new(seed);
    let mut files = vec![("types.yaml".to_owned(), types(chance))];
    for number in 0..=chance.below(3) {
        let name = ["get", "type", "thing", "create", "async"][number];
        files.push((format!("thing_{}/{name}.yaml", chance.below(2)), endpoint(chance, &format!("{seed}/{number}"))));
    }
    Version { files }
}

/// Some texts, one behind the other.
fn text(chance: &mut Chance) -> String {
    let count = 1 + chance.below(4);
    let texts: Vec<_> = (0..count).map(|_| *chance.pick(TEXTS)).collect();
    let text = texts.join(*chance.pick(&[" ", "", "\n", "; "]));
    if chance.one_in(12) { text.repeat(30) } else { text }
}

fn maybe(object: &mut Map<String, Value>, chance: &mut Chance, cases: usize, key: &str, value: impl Into<Value>) {
    if chance.one_in(cases) {
        object.insert(key.to_owned(), value.into());
    }
}

/// Decisions that anything can have.
fn decisions(chance: &mut Chance) -> Map<String, Value> {
    let mut decide = Map::new();
    let summary = text(chance);
    maybe(&mut decide, chance, 2, "summary", summary);
    if chance.one_in(6) {
        let said = text(chance);
        let source = json!({"source": text(chance), "says": text(chance)});
        let contradiction = json!({"about": said, "sources": [source], "decision": text(chance)});
        decide.insert("contradictions".to_owned(), json!([contradiction]));
    }
    decide
}

fn deprecation(chance: &mut Chance) -> Value {
    json!({"note": text(chance), "since": text(chance)})
}

/// Fields with different names.
fn fields(chance: &mut Chance, count: usize, depth: usize, side: Side, prefix: &str) -> Vec<Value> {
    let mut taken: Vec<&str> = Vec::new();
    let mut fields = Vec::new();
    for _ in 0..count {
        let nameless = chance.one_in(4);
        let name = *chance.pick(if nameless { NAMELESS } else { NAMES });
        if !taken.contains(&name) {
            taken.push(name);
            // A request has its parameters in one list, wherever they go.
            let rust_name = (nameless || !prefix.is_empty() || chance.one_in(3)).then(|| chance.unique("field"));
            fields.push(field(chance, name, rust_name, depth, side));
        }
    }
    fields
}

fn field(chance: &mut Chance, name: &str, rust_name: Option<String>, depth: usize, side: Side) -> Value {
    let mut decide = decisions(chance);
    if let Some(rust_name) = rust_name {
        decide.insert("name".to_owned(), rust_name.into());
    }
    let required = side == Side::Sent && chance.one_in(3);
    let mut field = Map::from_iter([("name".to_owned(), Value::from(name))]);
    if side == Side::Sent {
        field.insert("required".to_owned(), required.into());
    }
    shape(chance, &mut field, &mut decide, (depth, side, required));
    if !required {
        let former = chance.unique("former");
        maybe(&mut decide, chance, 8, "renamed_from", json!([former]));
        let deprecated = deprecation(chance);
        maybe(&mut decide, chance, 8, "deprecated", deprecated);
    }
    let example = text(chance);
    maybe(&mut field, chance, 4, "example", example);
    let default = text(chance);
    maybe(&mut field, chance, 6, "default", default);
    maybe(&mut field, chance, 8, "see", json!(["https://see.example/a?b=[c]".replace(['[', ']'], "x")]));
    field.insert("decide".to_owned(), Value::Object(decide));
    Value::Object(field)
}

/// The type of a field, and what goes with it.
fn shape(
    chance: &mut Chance,
    field: &mut Map<String, Value>,
    decide: &mut Map<String, Value>,
    (depth, side, required): (usize, Side, bool),
) {
    let ending = *chance.pick(&["", "", "", "[]", "[][]"]);
    let mut set = |key: &str, value: Value| field.insert(key.to_owned(), value);
    match chance.below(if depth > 0 { 11 } else { 8 }) {
        0 => {
            set("type", format!("string{ending}").into());
            let length = chance.below(5);
            let unit = if ending.is_empty() {
                json!({"len_min": length, "len_max": length + 3, "unit": chance.pick(&["bytes", "characters"])})
            } else {
                json!({"len_max": length})
            };
            set("bounds", unit);
        }
        1 => {
            set("type", "int".into());
            let bounds = [json!({"min": -1}), json!({"max": i64::MAX}), json!({"min": i64::MIN, "max": 0})];
            set("bounds", chance.pick(&bounds).clone());
        }
        2 => {
            set("type", "number(float)".into());
            set("bounds", json!({"min": 0, "max": chance.pick(&[json!(2.5), json!(1e300), json!(2)])}));
        }
        3 => drop(set("type", format!("boolean{ending}").into())),
        4 => {
            set("type", "int".into());
            decide.insert("timestamp".to_owned(), (*chance.pick(&["seconds", "milliseconds"])).into());
        }
        5 => {
            let is_text = chance.one_in(2);
            set("type", format!("{}{ending}", if is_text { "string" } else { "int" }).into());
            set("values", values(chance, is_text));
            decide.insert("rust_type".to_owned(), chance.unique("enum").into());
            let item = text(chance);
            maybe(decide, chance, 3, "item", item);
            let former = chance.unique("former_enum");
            maybe(decide, chance, 5, "rust_type_renamed_from", json!([former]));
        }
        6 => drop(set("type", (*chance.pick(&["any", "-", "map<string, any>", "any[]"])).into())),
        7 => {
            set("type", "string".into());
            decide.insert("json".to_owned(), (*chance.pick(&["any", "leaf", "tree"])).into());
        }
        8 => {
            // A required value of its own type could never end.
            let shared = *chance.pick(&["leaf", "tree", "choice", "words"]);
            let ending = if required && side == Side::Sent { ending } else { *chance.pick(&["", "[]"]) };
            set("type", format!("{shared}{ending}").into());
        }
        9 => {
            set("type", (*chance.pick(&["map<string, int>", "map<string, leaf>", "map<string, tree[]>"])).into());
        }
        _ => {
            let own = chance.unique("object");
            set("type", format!("{own}{ending}").into());
            let count = 1 + chance.below(4);
            let mut inner = fields(chance, count, depth - 1, side, "");
            if chance.one_in(3) {
                inner.push(json!({"name": "inside_itself", "type": own, "required": false}));
            }
            set("fields", inner.into());
            let former = chance.unique("former_object");
            maybe(decide, chance, 5, "rust_type_renamed_from", json!([former]));
        }
    }
}

fn values(chance: &mut Chance, is_text: bool) -> Value {
    let count = 1 + chance.below(4);
    let mut taken = Vec::new();
    let mut values = Vec::new();
    for number in 0..count {
        let value = if is_text {
            (*chance.pick(&[NAMES, NAMELESS, TEXTS].concat())).to_owned()
        } else {
            (i64::MAX - i64::from(u8::try_from(number).unwrap_or(0))).to_string()
        };
        if !taken.contains(&value) {
            let mut decide = decisions(chance);
            decide.remove("contradictions");
            decide.insert("name".to_owned(), chance.unique("value").into());
            let former = chance.unique("former_value");
            maybe(&mut decide, chance, 5, "renamed_from", json!([former]));
            let deprecated = deprecation(chance);
            maybe(&mut decide, chance, 5, "deprecated", deprecated);
            values.push(json!({"value": value, "decide": decide}));
            taken.push(value);
        }
    }
    values.into()
}

/// The shared types: a leaf, a tree, one of both, words by language, and contents.
fn types(chance: &mut Chance) -> Value {
    let mut described = |name: &str, key: &str, value: Value| {
        let mut decide = decisions(chance);
        decide.insert("summary".to_owned(), text(chance).into());
        let former = chance.unique("former_type");
        maybe(&mut decide, chance, 4, "renamed_from", json!([former]));
        let deprecated = deprecation(chance);
        maybe(&mut decide, chance, 6, "deprecated", deprecated);
        json!({"name": name, key: value, "decide": decide})
    };
    let tree = json!([
        {"name": "left", "type": "tree", "required": false},
        {"name": "choice", "type": "choice", "required": false},
        {"name": "children", "type": "tree[]", "required": true, "decide": {"adder": "child"}},
    ]);
    let choice = json!({"tag": "kind", "variants": [
        {"value": "leaf", "type": "leaf", "decide": {"function": "leaf_of"}},
        {"value": "other leaf", "type": "leaf"},
        {"value": "tree */", "type": "tree", "decide": {"name": "tree", "renamed_from": ["shrub"]}},
    ]});
    let words = json!({"of": "words_body", "languages": ["zh_cn", "type"]});
    let body = json!([
        {"name": "title", "type": "string", "required": false, "decide": {"positional": true}},
        {"name": "lines", "type": "string[]", "required": true, "bounds": {"len_max": 2}, "decide": {"adder": "line"}},
    ]);
    let contents = json!([{"value": "leaf", "type": "leaf"}, {"value": "words", "type": "words_body"}, {"value": "any", "type": "any"}]);
    let shared = [
        described("tree", "fields", tree),
        described("choice", "union", choice),
        described("words", "localized", words),
        described("words_body", "fields", body),
        described("message", "contents", contents),
    ];
    let mut shared: Vec<_> = shared.into();
    let count = chance.below(5);
    let leaf = fields(chance, count, 0, Side::Sent, "");
    shared.push(json!({"name": "leaf", "fields": leaf, "decide": {"summary": text(chance)}}));
    // What a leaf holds as JSON must not be a leaf again: it would be sent and received for ever.
    json!({"summary": text(chance), "types": shared})
}

fn endpoint(chance: &mut Chance, path: &str) -> Value {
    let method = *chance.pick(&["GET", "POST", "PUT", "PATCH", "DELETE"]);
    let mut decide = decisions(chance);
    decide.insert("summary".to_owned(), text(chance).into());
    decide.insert("retry".to_owned(), (*chance.pick(&["read", "write", "idempotent_write"])).into());
    decide.insert("restrictions".to_owned(), json!([text(chance)]));
    let former = chance.unique("former_call");
    maybe(&mut decide, chance, 3, "renamed_from", json!([former]));
    let deprecated = deprecation(chance);
    maybe(&mut decide, chance, 4, "deprecated", deprecated);
    let mut endpoint = json!({
        "title": text(chance),
        "host": chance.pick(&["open.feishu.cn", "open.feishu.cn", "accounts.feishu.cn"]),
        "method": method,
        "path": format!("/any/{path}/:id"),
        "rate_limit": {"text": text(chance), "special": true},
        "tokens": chance.pick(&[json!(["tenant"]), json!(["tenant", "user"]), json!(["app"]), json!([])]),
        "scopes": [text(chance)],
        "headers": [{"name": "X-Any", "type": "string", "required": chance.one_in(2), "decide": {"name": "x_any"}}],
        "path_params": [{"name": "id", "type": chance.pick(&["string", "int"]), "decide": {"name": "path_id"}}],
        "query_params": query(chance),
        "errors": errors(chance),
        "examples": [{"role": "response", "json": text(chance)}, {"role": "request", "json": text(chance)}],
    });
    let paged = body_and_answer(chance, &mut endpoint, &mut decide);
    if let Some(pagination) = paged {
        decide.insert("pagination".to_owned(), pagination);
    }
    if chance.one_in(2) {
        let rules = [
            json!({"when": "plain a", "needs": ["plain b"]}),
            json!({"at_least_one_of": ["plain a", "plain b"]}),
            json!({"exactly_one_of": ["plain a", "plain b"]}),
            json!({"when": "plain b", "is": "7", "needs": ["plain a"]}),
        ];
        decide.insert("requirements".to_owned(), json!([chance.pick(&rules)]));
    }
    endpoint["decide"] = Value::Object(decide);
    endpoint
}

/// Parameters that fit into an address.
fn query(chance: &mut Chance) -> Vec<Value> {
    let count = chance.below(5);
    let fit = |field: &Value| {
        let is_list = field["type"].as_str().is_some_and(|text| text.ends_with(']'));
        let is_plain =
            ["string", "int", "boolean", "number(float)"].contains(&field["type"].as_str().unwrap_or_default());
        is_plain && !is_list && field["decide"].get("json").is_none()
    };
    let mut list: Vec<_> = fields(chance, count, 0, Side::Sent, "query").into_iter().filter(fit).collect();
    list.push(json!({"name": "plain a", "type": "string", "required": false}));
    list.push(json!({"name": "plain b", "type": "int", "required": false}));
    list.push(json!({"name": "position", "type": "int", "required": false, "decide": {"name": "at_position"}}));
    list.push(json!({"name": "size", "type": "int", "required": false, "decide": {"name": "of_size"}}));
    list.push(json!({"name": "token", "type": "string", "required": false, "decide": {"name": "at_token"}}));
    list
}

fn errors(chance: &mut Chance) -> Vec<Value> {
    let count = chance.below(4);
    let error = |number: usize| {
        let former = chance.unique("former_error");
        json!({
            "code": 100 + number, "http": 400, "message": text(chance),
            "decide": {"name": chance.unique("error"), "class": "input", "advice": text(chance), "renamed_from": [former]},
        })
    };
    (0..count).map(error).collect()
}

/// The body and the answer; returns how the answer is paged, if it is.
fn body_and_answer(chance: &mut Chance, endpoint: &mut Value, decide: &mut Map<String, Value>) -> Option<Value> {
    let count = chance.below(6);
    match chance.below(4) {
        0 => {
            endpoint["multipart"] = true.into();
            let file = |name: &str, required: bool| json!({"name": name, "type": "file", "required": required, "decide": {"name": format!("file_{}", name.len())}});
            let plain =
                json!({"name": "*/ text", "type": "string", "required": true, "decide": {"name": "plain_text"}});
            endpoint["body"] = json!([file("a\"b", true), file("c", false), {"name": "many", "type": "file[]", "required": chance.one_in(2)}, plain]);
        }
        1 => {
            let mut body = vec![
                json!({"name": "kind", "type": "string", "required": true, "values": [{"value": "leaf"}, {"value": "any"}], "decide": {"name": "of_kind"}}),
                json!({"name": "content", "type": "string", "required": true, "decide": {"name": "what", "rust_type": chance.unique("message"), "content": {"union": "message", "tag": "kind", "encodings": ["string", "object"]}}}),
            ];
            body.extend(
                fields(chance, count, 2, Side::Sent, "body")
                    .into_iter()
                    .filter(|field| field["name"] != "kind" && field["name"] != "content"),
            );
            endpoint["body"] = body.into();
        }
        _ => endpoint["body"] = fields(chance, count, 2, Side::Sent, "body").into(),
    }
    if chance.one_in(5) {
        endpoint["binary_response"] = true.into();
        return None;
    }
    let count = chance.below(6);
    let mut data = fields(chance, count, 2, Side::Received, "data");
    data.push(json!({"name": "things", "type": "thing_of_list[]", "fields": [{"name": "id", "type": "int"}], "decide": {"rust_type": chance.unique("thing"), "name": "all_things"}}));
    data.push(
        json!({"name": "next", "type": "string", "required": chance.one_in(4), "decide": {"name": "next_token"}}),
    );
    data.push(json!({"name": "more", "type": "boolean", "decide": {"name": "has_more"}}));
    data.push(json!({"name": "total", "type": "int", "decide": {"name": "in_total"}}));
    endpoint["response"] = match *chance.pick(&["", "", "", "beside_code", "without_code", "in_data"]) {
        "" => json!([{"name": "code", "type": "int"}, {"name": "data", "type": "-", "fields": data}]),
        place => {
            decide.insert("answer".to_owned(), place.into());
            data.insert(chance.below(2).min(data.len()), json!({"name": "code", "type": "int"}));
            data.into()
        }
    };
    let styles = [
        json!({"style": "page_number", "page": "position", "page_size": "size", "items": "things", "total": "total", "first_page": 0}),
        json!({"style": "page_token", "page_token": "token", "next_page_token": "next", "has_more": "more", "items": "things"}),
        json!({"style": "page_token", "page_token": "token", "next_page_token": "next", "items": "things"}),
        json!({"style": "offset", "offset": "position", "limit": "size", "items": "things", "total": "total"}),
    ];
    chance.one_in(2).then(|| chance.pick(&styles).clone())
}

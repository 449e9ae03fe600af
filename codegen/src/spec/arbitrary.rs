//! Arbitrary documents of the language, made from its schema: what is added to the model is tested without a word here.

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value};

use super::Document;

/// How many objects and lists may be nested.
const DEPTH: u32 = 7;

/// Texts that YAML readers are known to take for something else.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "no",
    "y",
    "~",
    "null",
    "true",
    "1e3",
    "0x1",
    "0o7",
    "0b1",
    "1_000",
    "-1",
    "+1",
    ".5",
    ".inf",
    "-.INF",
    ".nan",
    "12:30:45",
    "2024-01-31",
    "123456789012345678901234567890",
    "a: b",
    "a #b",
    "#a",
    "- a",
    "-",
    "---",
    "...",
    "? a",
    ":",
    "a:",
    "<<",
    "=",
    "&a",
    "*a",
    "!a",
    "!!str a",
    "%a",
    "@a",
    "`a`",
    "'a'",
    "\"a\"",
    "{a}",
    "[a]",
    "a, b",
    "{a: b}",
    "|-",
    ">",
    " a",
    "a ",
    "\ta",
    "a\tb",
    "a\t",
    "\u{85}",
    "a\u{2028}b",
    "\u{FEFF}a",
    "\u{200B}",
    "\u{202E}a",
    "\u{0}",
    "\u{1B}[31m",
    "\u{7F}",
    "\u{FFFF}",
    "\r",
    "a\r\nb",
    "a\nb",
    "a\n",
    "\na",
    "\n",
    "\n\n",
    " a\nb",
    "a\n  b\n",
    "a\n\n\nb",
    "a\n ",
    "\ta\nb",
    "a\n\tb",
    "#a\nb",
    "a: b\nc: d\n",
    "---\na",
    "\u{1F469}\u{200D}\u{1F4BB}",
    "回复用户",
    "\\",
    "\\n",
    "\"'\\",
];

/// Few cases, so that the tests are run often; `PROPTEST_CASES` asks for more.
pub fn few_cases() -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { 64 };
    ProptestConfig { cases, ..default }
}

/// Any document of a kind.
pub fn document<T: Document + std::fmt::Debug>() -> BoxedStrategy<T> {
    let schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>().to_value();
    let value = Generator { root: &schema }.value(&schema, DEPTH);
    value.prop_map(|value| serde_json::from_value(value).expect("the schema says what the model takes")).boxed()
}

struct Generator<'a> {
    root: &'a Value,
}

impl Generator<'_> {
    fn value(&self, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            let target = self.root.pointer(reference.trim_start_matches('#')).expect("references lead somewhere");
            return self.value(target, depth);
        }
        if let Some(values) = schema.get("enum").and_then(Value::as_array) {
            return select(values.clone()).boxed();
        }
        if let Some(constant) = schema.get("const") {
            return Just(constant.clone()).boxed();
        }
        if let Some(alternatives) = schema.get("oneOf").or(schema.get("anyOf")).and_then(Value::as_array) {
            let real: Vec<_> = alternatives.iter().filter(|alternative| alternative["type"] != "null").collect();
            return self.one_of(&real, depth);
        }
        match type_name(schema) {
            Some("object") => self.object(schema, depth),
            Some("array") => {
                let longest = if depth == 0 { 0 } else { 2 };
                vec(self.value(&schema["items"], depth.saturating_sub(1)), 0..=longest).prop_map(Value::from).boxed()
            }
            Some("string") => text().prop_map(Value::from).boxed(),
            Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
            Some("integer") => integer(schema),
            Some("number") => any::<f64>().prop_map(Value::from).boxed(),
            Some(other) => panic!("nobody said how to make any {other}"),
            None => json(),
        }
    }

    fn one_of(&self, schemas: &[&Value], depth: u32) -> BoxedStrategy<Value> {
        let strategies: Vec<_> = schemas.iter().map(|schema| self.value(schema, depth)).collect();
        proptest::strategy::Union::new(strategies).boxed()
    }

    fn object(&self, schema: &Value, depth: u32) -> BoxedStrategy<Value> {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
            let values = self.value(&schema["additionalProperties"], depth.saturating_sub(1));
            return vec((text(), values), 0..3)
                .prop_map(|entries| Value::Object(entries.into_iter().collect()))
                .boxed();
        };
        let required: Vec<_> = schema.get("required").and_then(Value::as_array).into_iter().flatten().collect();
        let is_required = |name: &str| required.iter().any(|required| *required == name);
        let entries: Vec<_> = properties
            .iter()
            .filter(|(name, _)| depth > 0 || is_required(name))
            .map(|(name, schema)| {
                let value = self.value(schema, depth.saturating_sub(1));
                let value = if is_required(name) { value.prop_map(Some).boxed() } else { weighted(0.3, value).boxed() };
                (Just(name.clone()), value)
            })
            .collect();
        entries.prop_map(|entries| Value::Object(entries.into_iter().filter_map(present).collect())).boxed()
    }
}

fn present((name, value): (String, Option<Value>)) -> Option<(String, Value)> {
    value.map(|value| (name, value))
}

/// The type that a schema names, but for the one that stands for a key that is not there.
fn type_name(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(name) => Some(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).find(|name| *name != "null"),
        _ => None,
    }
}

fn integer(schema: &Value) -> BoxedStrategy<Value> {
    let least = schema.get("minimum").and_then(Value::as_i64).unwrap_or(i64::MIN);
    let format = schema.get("format").and_then(Value::as_str);
    let most = schema.get("maximum").and_then(Value::as_i64).unwrap_or(match format {
        Some("uint16") => i64::from(u16::MAX),
        Some("uint32") => i64::from(u32::MAX),
        _ => i64::MAX,
    });
    prop_oneof![least..=most, Just(least), Just(most)].prop_map(Value::from).boxed()
}

/// Any text, and above all those that are hard to write.
pub fn text() -> BoxedStrategy<String> {
    let word = prop_oneof![4 => "[a-z]{1,12}", 1 => "[a-z]{130}", 1 => select(HOSTILE).prop_map(str::to_owned)];
    let sentence = vec(word, 1..40).prop_map(|words| words.join(" "));
    let line = prop_oneof!["[ \t]{0,3}[a-z{}\":,#-]{0,8}[ \t]{0,2}", "\\PC{0,6}"];
    let lines = vec(line, 1..6).prop_map(|lines| lines.join("\n"));
    prop_oneof![
        3 => select(HOSTILE).prop_map(str::to_owned),
        2 => "[a-z_.:/]{1,20}",
        1 => sentence,
        1 => lines,
        1 => any::<String>(),
        1 => "(?s).{0,12}",
    ]
    .boxed()
}

/// Any JSON but `null`, which the language does not have.
fn json() -> BoxedStrategy<Value> {
    let number = prop_oneof![
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from)
    ];
    let number = number.prop_filter("infinite numbers are no JSON", |value| !value.is_null());
    let scalar = prop_oneof![3 => text().prop_map(Value::from), 1 => any::<bool>().prop_map(Value::from), 2 => number];
    let key = prop_oneof![9 => text(), 1 => "[a-z]{1100}"];
    scalar
        .prop_recursive(3, 12, 3, move |inner| {
            let entries = vec((key.clone(), inner.clone()), 0..3);
            prop_oneof![
                vec(inner, 0..3).prop_map(Value::from),
                entries.prop_map(|entries| Value::Object(Map::from_iter(entries))),
            ]
        })
        .boxed()
}

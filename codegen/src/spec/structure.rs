//! All errors of form in one file, with their places.
//!
//! The rules are those of the serde types, by way of the JSON Schema that is derived from them: nothing is written
//! twice. This runs only over a file that the typed read refused.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use crate::diagnostic::position::{Content, NoTree, Node, read};
use crate::diagnostic::{Code, Diagnostic, Place, Spot, did_you_mean};

/// What is known about the keys of something that may be anything.
static NO_KEYS: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);

/// How many errors of one file are told at once. Nobody reads more, and a hostile file could have millions.
const MOST_ERRORS: usize = 200;

/// Checks the form of a file against the type it should hold.
pub fn check<T: JsonSchema>(file: &str, text: &str) -> Vec<Diagnostic> {
    let tree = match read(text) {
        Ok(tree) => tree,
        Err(NoTree { message, line, column }) => {
            let place = Place { file: file.to_owned(), spot: Spot::Position { line, column } };
            return vec![Diagnostic::new(Code::Syntax, place, message)];
        }
    };
    let schema = schemars::SchemaGenerator::default().into_root_schema_for::<T>();
    let mut checker = Checker { root: schema.as_value(), found: Findings::new(file) };
    checker.node(&tree, schema.as_value());
    checker.found.finish()
}

/// Tells of every key that has nothing behind it.
pub fn nothing(file: &str, text: &str) -> Vec<Diagnostic> {
    fn visit(node: &Node, name: &Range<usize>, found: &mut Findings<'_>) {
        match &node.content {
            Content::Mapping(entries) => entries.iter().for_each(|(key, value)| visit(value, &key.span, found)),
            Content::Sequence(elements) => elements.iter().for_each(|element| visit(element, &element.span, found)),
            Content::Scalar { .. } | Content::Alias if is_null(node) => found.tell(name, |place| {
                Diagnostic::new(Code::WrongType, place, "nothing stands here")
                    .note("it would reach the generated crate as an empty text, or not at all")
                    .help("write a value, or take the key out")
            }),
            Content::Scalar { .. } | Content::Alias => {}
        }
    }
    let mut found = Findings::new(file);
    if let Ok(tree) = read(text) {
        visit(&tree, &tree.span, &mut found);
    }
    found.finish()
}

/// Tells of every alias. With aliases a small file can stand for one that fills the memory, and a reader who looks at a
/// field would have to look elsewhere for what it says.
pub fn aliases(file: &str, tree: &Node) -> Vec<Diagnostic> {
    fn visit(node: &Node, found: &mut Findings<'_>) {
        match &node.content {
            Content::Mapping(entries) => entries.iter().for_each(|(key, value)| {
                visit(key, found);
                visit(value, found);
            }),
            Content::Sequence(elements) => elements.iter().for_each(|element| visit(element, found)),
            Content::Alias => found.tell(&node.span, |place| {
                Diagnostic::new(Code::Syntax, place, "the spec language has no aliases")
                    .note("a file says everything where it belongs, so that it can be compared with its page line by line")
                    .help("write out what the alias stands for, or make it a text with quotes")
            }),
            Content::Scalar { .. } => {}
        }
    }
    let mut found = Findings::new(file);
    visit(tree, &mut found);
    found.finish()
}

/// What is wrong in one file, as far as it is told.
struct Findings<'a> {
    file: &'a str,
    told: Vec<Diagnostic>,
    others: usize,
}

impl<'a> Findings<'a> {
    fn new(file: &'a str) -> Self {
        Self { file, told: Vec::new(), others: 0 }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place { file: self.file.to_owned(), spot: Spot::Bytes { start: span.start, end: span.end } }
    }

    fn tell(&mut self, span: &Range<usize>, diagnostic: impl FnOnce(Place) -> Diagnostic) {
        if self.told.len() < MOST_ERRORS {
            self.told.push(diagnostic(self.place(span)));
        } else {
            self.others += 1;
        }
    }

    fn finish(mut self) -> Vec<Diagnostic> {
        if let Some(last) = self.told.pop_if(|_| self.others > 0) {
            self.told.push(last.note(format!("{} more errors of form in this file are not shown", self.others)));
        }
        self.told
    }
}

struct Checker<'a> {
    root: &'a Value,
    found: Findings<'a>,
}

impl<'a> Checker<'a> {
    fn node(&mut self, node: &Node, schema: &'a Value) {
        let schema = self.resolve(schema, is_null(node));
        let Some(schema) = schema.as_object() else { return self.anything(node) };
        if let Some(values) = allowed_values(schema) {
            return self.one_of(node, &values);
        }
        if let Some(alternatives) = schema.get("oneOf").and_then(Value::as_array) {
            return self.tagged(node, alternatives);
        }
        let types = allowed_types(schema);
        let found = type_of(node);
        if !types.is_empty() && !types.iter().any(|wanted| fits(found, wanted)) {
            return self.wrong_type(node, &types);
        }
        match &node.content {
            Content::Mapping(entries) => self.mapping(node, entries, schema),
            Content::Sequence(elements) => {
                let items = schema.get("items").unwrap_or(&Value::Null);
                for element in elements {
                    self.node(element, items);
                }
            }
            Content::Scalar { .. } | Content::Alias => {}
        }
    }

    /// Checks what may be anything: keys must differ all the same.
    fn anything(&mut self, node: &Node) {
        match &node.content {
            Content::Mapping(entries) => self.mapping(node, entries, &NO_KEYS),
            Content::Sequence(elements) => elements.iter().for_each(|element| self.anything(element)),
            Content::Scalar { .. } | Content::Alias => {}
        }
    }

    fn mapping(&mut self, node: &Node, entries: &[(Node, Node)], schema: &'a Map<String, Value>) {
        let properties = schema.get("properties").and_then(Value::as_object).unwrap_or(&NO_KEYS);
        let values = schema.get("additionalProperties").filter(|values| values.is_object()).unwrap_or(&Value::Null);
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        let mut present = BTreeMap::new();
        let mut unknown = Vec::new();
        for (key, value) in entries {
            let Some(name) = key.text() else { continue };
            if let Some(first) = present.insert(name, &key.span) {
                self.duplicate_key(name, key, first);
                present.insert(name, first);
            } else if let Some(schema) = properties.get(name) {
                self.node(value, schema);
            } else if closed {
                unknown.push((name, key));
            } else {
                self.node(value, values);
            }
        }
        let absent: Vec<&str> =
            properties.keys().map(String::as_str).filter(|name| !present.contains_key(name)).collect();
        let misspelt: Vec<_> =
            unknown.into_iter().filter_map(|(name, key)| self.unknown_key(name, key, properties, &absent)).collect();
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            // A key that is there under a wrong name was reported as that; that it is missing follows from it.
            if absent.contains(&name) && !misspelt.contains(&name) {
                self.missing_key(node, name, properties);
            }
        }
    }

    /// Checks one of several mappings that a key inside tells apart.
    fn tagged(&mut self, node: &Node, alternatives: &'a [Value]) {
        let Some((tag, values)) = tag_of(alternatives) else { return };
        let Content::Mapping(entries) = &node.content else { return self.wrong_type(node, &["object"]) };
        let exact = entries.iter().find(|(key, _)| key.text() == Some(tag));
        // A misspelt key is told of as that, by the alternative that its value names.
        let misspelt = || entries.iter().find(|(key, _)| key.text().is_some_and(|name| means(name, tag, alternatives)));
        let Some((_, value)) = exact.or_else(misspelt) else {
            return self.found.tell(&node.head(), |place| {
                Diagnostic::new(Code::MissingKey, place, format!("the key `{tag}` is missing"))
                    .label(format!("`{tag}` must stand beside this"))
                    .note(format!("it says which of these is meant: {}", listed(&values)))
            });
        };
        match values.iter().position(|name| value.text() == Some(name)) {
            Some(index) => self.node(node, &alternatives[index]),
            None => self.one_of(value, &values),
        }
    }

    /// Reports a key that the language does not have, and returns the one that was probably meant.
    fn unknown_key<'n>(
        &mut self,
        name: &str,
        key: &Node,
        properties: &Map<String, Value>,
        absent: &[&'n str],
    ) -> Option<&'n str> {
        let meant = did_you_mean(name, absent.iter().copied());
        self.found.tell(&key.span, |place| {
            let diagnostic = Diagnostic::new(Code::UnknownKey, place, format!("unknown key `{}`", shortened(name)));
            let Some(meant) = meant else {
                return diagnostic.help(format!("keys that can stand here: {}", listed(absent)));
            };
            let diagnostic = diagnostic.label(format!("did you mean `{meant}`?"));
            match properties.get(meant).and_then(description) {
                Some(description) => diagnostic.note(format!("`{meant}`: {description}")),
                None => diagnostic,
            }
        });
        meant
    }

    fn duplicate_key(&mut self, name: &str, key: &Node, first: &Range<usize>) {
        let first = self.found.place(first);
        self.found.tell(&key.span, |place| {
            let message = format!("the key `{}` stands here twice", shortened(name));
            Diagnostic::new(Code::DuplicateKey, place, message)
                .also(first, "the first one")
                .note("only one of the two values could reach the generated crate")
                .help("keep one of them")
        });
    }

    fn missing_key(&mut self, node: &Node, name: &str, properties: &Map<String, Value>) {
        self.found.tell(&node.head(), |place| {
            let diagnostic = Diagnostic::new(Code::MissingKey, place, format!("the key `{name}` is missing"))
                .label(format!("`{name}` must stand beside this"));
            match properties.get(name).and_then(description) {
                Some(description) => diagnostic.note(format!("`{name}`: {description}")),
                None => diagnostic,
            }
        });
    }

    fn wrong_type(&mut self, node: &Node, types: &[&str]) {
        let wanted =
            types.iter().filter(|&&name| name != "null").map(|name| in_words(name)).collect::<Vec<_>>().join(" or ");
        self.found.tell(&node.span, |place| {
            let message = format!("expected {wanted}, found {}", in_words(type_of(node)));
            Diagnostic::new(Code::WrongType, place, message).label(format!("expected {wanted}"))
        });
    }

    fn one_of(&mut self, node: &Node, values: &[&str]) {
        let text = node.text();
        if text.is_some_and(|text| values.contains(&text)) {
            return;
        }
        self.found.tell(&node.span, |place| {
            let shown =
                text.map_or_else(|| in_words(type_of(node)).to_owned(), |text| format!("`{}`", shortened(text)));
            Diagnostic::new(Code::UnknownValue, place, format!("{shown} is not a value that can stand here"))
                .help(format!("values that can: {}", listed(values)))
                .suggest(text.unwrap_or_default(), values.iter().copied())
        });
    }

    /// Follows references, and takes the real alternative of an optional value.
    fn resolve(&self, schema: &'a Value, null: bool) -> &'a Value {
        let mut schema = schema;
        // No chain of references in a derived schema is longer than the schema has definitions.
        for _ in 0..64 {
            if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
                let pointer = reference.trim_start_matches('#');
                let Some(target) = self.root.pointer(pointer) else { return &Value::Null };
                schema = target;
            } else if let Some(alternatives) = schema.get("anyOf").and_then(Value::as_array) {
                let is_null = |alternative: &&Value| alternative.get("type").is_some_and(|name| name == "null");
                match alternatives.iter().find(|alternative| is_null(alternative) == null) {
                    // Two real alternatives are scalars of different types: any of them will do.
                    Some(_) if alternatives.iter().filter(|alternative| !is_null(alternative)).count() > 1 => {
                        return &Value::Null;
                    }
                    Some(alternative) => schema = alternative,
                    None => return &Value::Null,
                }
            } else {
                return schema;
            }
        }
        &Value::Null
    }
}

/// The first sentence of what the schema says about a key.
fn description(schema: &Value) -> Option<String> {
    let text = schema.get("description")?.as_str()?.replace('\n', " ");
    Some(text)
}

/// The values of a closed set: `enum`, or `oneOf` constants when the variants are documented.
fn allowed_values(schema: &Map<String, Value>) -> Option<Vec<&str>> {
    if let Some(values) = schema.get("enum").and_then(Value::as_array) {
        return Some(values.iter().filter_map(Value::as_str).collect());
    }
    let constants = schema.get("oneOf")?.as_array()?;
    constants.iter().map(|constant| constant.get("const")?.as_str()).collect()
}

/// Whether a key that no alternative has is probably meant to be the one that tells them apart.
fn means(name: &str, tag: &str, alternatives: &[Value]) -> bool {
    let is_known = alternatives.iter().any(|alternative| alternative["properties"].get(name).is_some());
    !is_known && did_you_mean(name, [tag]).is_some()
}

/// The key that tells alternatives apart, and its value in each of them.
fn tag_of(alternatives: &[Value]) -> Option<(&str, Vec<&str>)> {
    let properties = alternatives.first()?.get("properties")?.as_object()?;
    let (tag, _) = properties.iter().find(|(_, schema)| schema.get("const").is_some())?;
    let values = alternatives.iter().map(|alternative| alternative.get("properties")?.get(tag)?.get("const")?.as_str());
    Some((tag, values.collect::<Option<_>>()?))
}

fn allowed_types(schema: &Map<String, Value>) -> Vec<&str> {
    match schema.get("type") {
        Some(Value::String(name)) => vec![name],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

/// Whether the typed read takes what was found for what is wanted. A scalar without quotes can always be a text.
fn fits(found: &str, wanted: &str) -> bool {
    let is_scalar = matches!(found, "integer" | "number" | "boolean");
    found == wanted || (found == "integer" && wanted == "number") || (is_scalar && wanted == "string")
}

fn is_null(node: &Node) -> bool {
    type_of(node) == "null"
}

/// The JSON type of a node. What a plain scalar is, the YAML library decides.
fn type_of(node: &Node) -> &'static str {
    match &node.content {
        Content::Mapping(_) => "object",
        Content::Sequence(_) => "array",
        Content::Scalar { plain: false, .. } | Content::Alias => "string",
        Content::Scalar { text, plain: true } => match serde_yaml::from_str::<serde_yaml::Value>(text) {
            Ok(serde_yaml::Value::Null) => "null",
            Ok(serde_yaml::Value::Bool(_)) => "boolean",
            Ok(serde_yaml::Value::Number(number)) if number.is_f64() => "number",
            Ok(serde_yaml::Value::Number(_)) => "integer",
            _ => "string",
        },
    }
}

fn in_words(type_name: &str) -> &str {
    match type_name {
        "object" => "a mapping",
        "array" => "a list",
        "string" => "a string",
        "integer" => "an integer",
        "number" => "a number",
        "boolean" => "true or false",
        "null" => "nothing",
        other => other,
    }
}

/// A text as far as it fits into a message.
fn shortened(text: &str) -> String {
    const LENGTH: usize = 60;
    if text.chars().count() <= LENGTH { text.to_owned() } else { text.chars().take(LENGTH).chain(['…']).collect() }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

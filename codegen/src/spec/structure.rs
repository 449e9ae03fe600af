//! All errors of form in one file, with their places.
//!
//! The rules are those of the serde types, by way of the JSON Schema that is derived from them: nothing is written
//! twice. This runs only over a file that the typed read refused.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde_json::{Map, Value};

use crate::diagnostic::position::{Content, NoTree, Node, read};
use crate::diagnostic::{Code, Cursor, Diagnostic, Place, Spot, did_you_mean};

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
    let mut checker = Checker { root: schema.as_value(), found: Vec::new() };
    checker.node(&tree, schema.as_value(), &Cursor::root(file));
    checker.found
}

/// Tells of every key that has nothing behind it.
pub fn nothing(file: &str, text: &str) -> Vec<Diagnostic> {
    fn visit(node: &Node, at: &Cursor<'_>, found: &mut Vec<Diagnostic>) {
        match &node.content {
            Content::Mapping(entries) => {
                for (key, value) in entries {
                    visit(value, &at.key(key.text().unwrap_or_default()), found);
                }
            }
            Content::Sequence(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    visit(element, &at.index(index), found);
                }
            }
            Content::Scalar { .. } | Content::Alias if is_null(node) => {
                let diagnostic = Diagnostic::new(Code::WrongType, at.name(), "nothing stands here")
                    .note("it would reach the generated crate as an empty text, or not at all")
                    .help("write a value, or take the key out");
                found.push(diagnostic);
            }
            Content::Scalar { .. } | Content::Alias => {}
        }
    }
    let mut found = Vec::new();
    if let Ok(tree) = read(text) {
        visit(&tree, &Cursor::root(file), &mut found);
    }
    found
}

struct Checker<'a> {
    root: &'a Value,
    found: Vec<Diagnostic>,
}

impl<'a> Checker<'a> {
    fn node(&mut self, node: &Node, schema: &'a Value, at: &Cursor<'_>) {
        let schema = self.resolve(schema, is_null(node));
        let Some(schema) = schema.as_object() else { return };
        if let Some(values) = allowed_values(schema) {
            return self.one_of(node, &values, at);
        }
        if let Some(alternatives) = schema.get("oneOf").and_then(Value::as_array) {
            return self.tagged(node, alternatives, at);
        }
        let types = allowed_types(schema);
        let found = type_of(node);
        // An alias hides what it stands for; the typed read has looked through it.
        if node.content != Content::Alias && !types.is_empty() && !types.iter().any(|wanted| fits(found, wanted)) {
            return self.wrong_type(&types, found, at);
        }
        match &node.content {
            Content::Mapping(entries) => self.mapping(entries, schema, at),
            Content::Sequence(elements) => {
                let Some(items) = schema.get("items") else { return };
                for (index, element) in elements.iter().enumerate() {
                    self.node(element, items, &at.index(index));
                }
            }
            Content::Scalar { .. } | Content::Alias => {}
        }
    }

    fn mapping(&mut self, entries: &[(Node, Node)], schema: &'a Map<String, Value>, at: &Cursor<'_>) {
        let Some(properties) = schema.get("properties").and_then(Value::as_object) else { return };
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        let names: Vec<&str> = entries.iter().filter_map(|(key, _)| key.text()).collect();
        let mut misspelt = Vec::new();
        let mut seen = BTreeSet::new();
        for (key, value) in entries {
            let Some(name) = key.text() else { continue };
            if !seen.insert(name) {
                self.duplicate_key(name, key, at);
            } else if let Some(schema) = properties.get(name) {
                self.node(value, schema, &at.key(name));
            } else if closed {
                misspelt.extend(self.unknown_key(name, properties, &names, at));
            }
        }
        for name in schema.get("required").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str) {
            // A key that is there under a wrong name was reported as that; that it is missing follows from it.
            if !names.contains(&name) && !misspelt.contains(&name) {
                self.missing_key(name, properties, at);
            }
        }
    }

    /// Checks one of several mappings that a key inside tells apart.
    fn tagged(&mut self, node: &Node, alternatives: &'a [Value], at: &Cursor<'_>) {
        let Some((tag, values)) = tag_of(alternatives) else { return };
        let entries = match &node.content {
            Content::Mapping(entries) => entries,
            Content::Alias => return,
            _ => return self.wrong_type(&["object"], type_of(node), at),
        };
        let exact = entries.iter().find(|(key, _)| key.text() == Some(tag));
        // A misspelt key is told of as that, by the alternative that its value names.
        let misspelt = || entries.iter().find(|(key, _)| key.text().is_some_and(|name| means(name, tag, alternatives)));
        let Some((_, value)) = exact.or_else(misspelt) else {
            let diagnostic = Diagnostic::new(Code::MissingKey, at.value(), format!("the key `{tag}` is missing"))
                .label(format!("`{tag}` must stand beside this"))
                .note(format!("it says which of these is meant: {}", listed(&values)));
            return self.found.push(diagnostic);
        };
        match values.iter().position(|name| value.text() == Some(name)) {
            Some(index) => self.node(node, &alternatives[index], at),
            None => self.one_of(value, &values, &at.key(tag)),
        }
    }

    /// Reports a key that the language does not have, and returns the one that was probably meant.
    fn unknown_key(
        &mut self,
        name: &str,
        properties: &'a Map<String, Value>,
        present: &[&str],
        at: &Cursor<'_>,
    ) -> Option<&'a str> {
        let known: Vec<&str> = properties.keys().map(String::as_str).filter(|known| !present.contains(known)).collect();
        let meant = did_you_mean(name, known.iter().copied());
        let mut diagnostic = Diagnostic::new(Code::UnknownKey, at.key(name).name(), format!("unknown key `{name}`"));
        if let Some(meant) = meant {
            diagnostic = diagnostic.label(format!("did you mean `{meant}`?"));
            if let Some(description) = description(&properties[meant]) {
                diagnostic = diagnostic.note(format!("`{meant}`: {description}"));
            }
        } else {
            diagnostic = diagnostic.help(format!("keys that can stand here: {}", listed(&known)));
        }
        self.found.push(diagnostic);
        meant
    }

    fn duplicate_key(&mut self, name: &str, key: &Node, at: &Cursor<'_>) {
        let spot = Spot::Bytes { start: key.span.start, end: key.span.end };
        let place = Place { file: at.file().to_owned(), spot };
        let diagnostic = Diagnostic::new(Code::DuplicateKey, place, format!("the key `{name}` stands here twice"))
            .also(at.key(name).name(), "the first one")
            .note("only one of the two values could reach the generated crate")
            .help("keep one of them");
        self.found.push(diagnostic);
    }

    fn missing_key(&mut self, name: &str, properties: &Map<String, Value>, at: &Cursor<'_>) {
        let mut diagnostic =
            Diagnostic::new(Code::MissingKey, at.key(name).value(), format!("the key `{name}` is missing"))
                .label(format!("`{name}` must stand beside this"));
        if let Some(description) = properties.get(name).and_then(description) {
            diagnostic = diagnostic.note(format!("`{name}`: {description}"));
        }
        self.found.push(diagnostic);
    }

    fn wrong_type(&mut self, types: &[&str], found: &str, at: &Cursor<'_>) {
        let wanted =
            types.iter().filter(|&&name| name != "null").map(|name| in_words(name)).collect::<Vec<_>>().join(" or ");
        let message = format!("expected {wanted}, found {}", in_words(found));
        let diagnostic = Diagnostic::new(Code::WrongType, at.value(), message).label(format!("expected {wanted}"));
        self.found.push(diagnostic);
    }

    fn one_of(&mut self, node: &Node, values: &[&'a str], at: &Cursor<'_>) {
        let text = node.text();
        if text.is_some_and(|text| values.contains(&text)) || node.content == Content::Alias {
            return;
        }
        let shown = text.map_or_else(|| in_words(type_of(node)).to_owned(), |text| format!("`{text}`"));
        let diagnostic =
            Diagnostic::new(Code::UnknownValue, at.value(), format!("{shown} is not a value that can stand here"))
                .help(format!("values that can: {}", listed(values)))
                .suggest(text.unwrap_or_default(), values.iter().copied());
        self.found.push(diagnostic);
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

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

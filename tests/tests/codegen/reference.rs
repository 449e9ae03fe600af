//! The reference of the language (`spec/README.md`): its examples are what they say, and no key is forgotten.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{CRATE, PLATFORM, SmallSpec, workspace};

/// What every endpoint has. A block of the reference stands beside it, or instead of a part of it.
const ENDPOINT: &str = "\
title: 修改一件事
page: {path: /things/set}
host: api.example.com
method: POST
path: /things
rate_limit: {text: 100 次/分钟, limits: [{count: 100, per: minute}]}
scopes: [thing:write]
tokens: [tenant]
decide: {summary: Changes a thing., retry: write}
headers:
  - {name: Authorization, type: string, required: true, format: Bearer access_token}
";

const TYPES: &str = "demo/v1/types.yaml";
const THING: &str = "demo/v1/thing/set.yaml";

/// A fenced block: what it is marked as, its text, and the heading that it stands under.
struct Block<'a> {
    kind: &'a str,
    text: String,
    heading: &'a str,
}

fn reference() -> String {
    fs::read_to_string(workspace().join("spec/README.md")).expect("the reference is there")
}

fn blocks(reference: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut heading = "";
    let mut is_open = false;
    for line in reference.lines() {
        if is_open && line == "```" {
            is_open = false;
        } else if is_open {
            let block = blocks.last_mut().expect("a block is open");
            block.text.push_str(line);
            block.text.push('\n');
        } else if let Some(kind) = line.strip_prefix("```yaml ") {
            is_open = true;
            blocks.push(Block { kind, text: String::new(), heading });
        } else if let Some(text) = line.strip_prefix("## ") {
            heading = text;
        }
    }
    blocks
}

/// A file with some of its keys at the top replaced or added.
fn with(base: &str, block: &str) -> String {
    let read = |text: &str| serde_yaml::from_str::<serde_yaml::Mapping>(text).expect("it is YAML");
    let mut file = read(base);
    file.extend(read(block));
    serde_yaml::to_string(&file).expect("it was YAML")
}

/// The keys at the top of a block, each with what belongs to it.
fn parts(block: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for line in block.lines() {
        match parts.last_mut() {
            Some(part) if line.starts_with(' ') || line.is_empty() => {
                part.push('\n');
                part.push_str(line);
            }
            _ => parts.push(line.to_owned()),
        }
    }
    parts
}

#[test]
fn every_example_of_the_reference_is_clean_canonical_and_can_be_generated_from() {
    let reference = reference();
    let blocks = blocks(&reference);
    assert!(blocks.len() > 25, "there are only {} examples", blocks.len());
    let mut wrong = Vec::new();
    for block in &blocks {
        let Block { kind, text, heading } = block;
        // Shared types are tried with the endpoint that uses them, which stands below them; so are parts of the platform.
        let beside = |kind: &str| blocks.iter().find(|other| other.kind == kind && other.heading == *heading);
        let (types, platform) = (beside("types"), beside("platform"));
        let endpoint = beside("endpoint").map_or(ENDPOINT.to_owned(), |user| with(ENDPOINT, &user.text));
        let (file, spec) = match *kind {
            "endpoint" => (THING, SmallSpec::new().file(THING, &with(ENDPOINT, text))),
            "crate" => ("crate.yaml", SmallSpec::new().file(THING, ENDPOINT).file("crate.yaml", &with(CRATE, text))),
            "platform" => ("platform.yaml", SmallSpec::new().file(THING, &endpoint)),
            "types" => (TYPES, SmallSpec::new().file(THING, &endpoint)),
            other => panic!("nobody said what a block of `{other}` is"),
        };
        let spec = types.iter().fold(spec, |spec, types| spec.file(TYPES, &types.text));
        let common = platform.map_or(PLATFORM.to_owned(), |platform| with(PLATFORM, &platform.text));
        let spec = spec.file("platform.yaml", &common);
        // The platform says in its own words that a limit is not published.
        let platform = spec.text("platform.yaml").replace("special: special", "special: 特殊频控");
        let spec = spec.file("platform.yaml", &platform);
        let (lint, generate) = (spec.run_lint(), spec.run("generate"));
        if lint.code != 0 || generate.code != 0 {
            wrong.push(format!("under `{heading}`:\n{text}\n{}{}", lint.err, generate.err));
        }
        spec.run_on_spec("fmt", &[]);
        let canonical = spec.text(file);
        for part in parts(text).iter().filter(|part| !canonical.contains(part.as_str())) {
            wrong.push(format!("under `{heading}` is not canonical:\n{part}\nbut:\n{canonical}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// All keys that a schema knows.
fn keys(schema: &Value, found: &mut BTreeSet<String>) {
    match schema {
        Value::Object(entries) => {
            let properties = entries.get("properties").and_then(Value::as_object);
            found.extend(properties.into_iter().flat_map(|properties| properties.keys().cloned()));
            entries.values().for_each(|value| keys(value, found));
        }
        Value::Array(elements) => elements.iter().for_each(|element| keys(element, found)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_language_is_in_the_reference() {
    let reference = reference();
    let mut known = BTreeSet::new();
    for (_, schema) in codegen::spec::schemas() {
        keys(&serde_json::from_str(&schema).expect("a schema is JSON"), &mut known);
    }
    assert!(known.len() > 100, "the language has more than {} keys", known.len());
    let is_there = |key: &&String| {
        let forms =
            [format!("`{key}`"), format!("`{key}:"), format!(" {key}:"), format!("\n{key}:"), format!("{{{key}:")];
        forms.iter().any(|form| reference.contains(form.as_str()))
    };
    let missing: Vec<_> = known.iter().filter(|key| !is_there(key)).collect();
    assert!(missing.is_empty(), "not in spec/README.md: {missing:?}");
}

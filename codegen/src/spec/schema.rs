//! The language as JSON Schemas, for editors.

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Value, json};

use super::Document;
use super::model::{Endpoint, Package, Platform, Types};

/// The folder of the schemas, below the folder of the spec.
pub const SCHEMA_FOLDER: &str = "schema";

/// The schemas of all kinds of files, by the name of the file that each is in.
#[must_use]
pub fn schemas() -> Vec<(String, String)> {
    vec![schema::<Package>(), schema::<Platform>(), schema::<Types>(), schema::<Endpoint>()]
}

fn schema<T: Document>() -> (String, String) {
    // The version of the standard that all editors know.
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<T>();
    RecursiveTransform(without_null).transform(&mut schema);
    (format!("{}.json", T::SCHEMA), crate::json::text(&schema))
}

/// A key that may be left out: the typed read would take `null` for that too, but the language does not.
fn without_null(schema: &mut Schema) {
    let Some(schema) = schema.as_object_mut() else { return };
    if let Some(Value::Array(types)) = schema.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            schema["type"] = only.clone();
        }
    }
    if let Some(Value::Array(alternatives)) = schema.get_mut("anyOf") {
        alternatives.retain(|alternative| *alternative != json!({"type": "null"}));
        if alternatives.len() == 1 {
            let all_of = schema.remove("anyOf").unwrap_or_default();
            schema.insert("allOf".to_owned(), all_of);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_may_be_null() {
        for (name, text) in schemas() {
            assert!(!text.contains("\"null\""), "{name}");
        }
    }

    #[test]
    fn every_key_is_described() {
        fn check(schema: &Value, path: &str) {
            for (name, schema) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
                let is_tag = schema.get("const").is_some();
                assert!(is_tag || schema.get("description").is_some(), "{path}/{name} is described");
            }
            match schema {
                Value::Object(entries) => {
                    entries.iter().for_each(|(key, value)| check(value, &format!("{path}/{key}")));
                }
                Value::Array(elements) => elements.iter().for_each(|element| check(element, path)),
                _ => {}
            }
        }
        for (name, text) in schemas() {
            check(&serde_json::from_str(&text).unwrap(), &name);
        }
    }
}

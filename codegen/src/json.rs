//! JSON as it is printed and kept in files.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;

/// A document as text, indented and with a line break at its end.
///
/// # Panics
///
/// When the document cannot be JSON: a map whose keys are no texts. No document here has one.
#[must_use]
pub fn text(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).expect("the documents here have only what JSON has");
    format!("{text}\n")
}

/// The JSON Schema of a report, as it is written.
#[must_use]
pub fn schema_of_report<T: JsonSchema>() -> String {
    text(&SchemaSettings::draft07().for_serialize().into_generator().into_root_schema_for::<T>())
}

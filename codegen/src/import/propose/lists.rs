//! Lists that a page's table prints as objects.
//!
//! Old tables have no types, or words such as `list`. An object that really is a list could never be read.

use serde_json::Value;

use crate::spec::TypeName;
use crate::spec::model::{AnswerPlace, Endpoint, Envelope, ExampleRole, Field};
use crate::spec::returned::Returned;

/// What a field is that really is a list of objects.
const LIST_OF_OBJECTS: &str = "-[]";

/// Proposes that an object of an answer is a list, where the page's examples show nothing but lists in its place.
pub fn propose(endpoint: &mut Endpoint, envelope: &Envelope) {
    let is_inside = Returned::of(endpoint, envelope) == Returned::Rows(AnswerPlace::InData);
    let examples = endpoint.examples.iter().filter(|example| example.role == ExampleRole::Response);
    let examples: Vec<Value> = examples.filter_map(|example| serde_json::from_str(&example.json).ok()).collect();
    let inside: Vec<&Value> = examples.iter().filter_map(|example| example.get(&envelope.data)).collect();
    let shown = if is_inside { inside } else { examples.iter().collect() };
    of_fields(&mut endpoint.response, &shown);
}

/// `shown` are the objects of the examples that have these fields.
fn of_fields(fields: &mut [Field], shown: &[&Value]) {
    for field in fields.iter_mut().filter(|field| !field.fields.is_empty()) {
        let values = || shown.iter().filter_map(|object| object.get(&field.name)).filter(|value| !value.is_null());
        let is_undecided = field.decide.type_name.is_none() && field.decide.rust_type.is_none();
        let is_object = matches!(TypeName::parse(&field.type_name), TypeName::Object | TypeName::Named(_));
        let is_list = values().next().is_some() && values().all(is_list_of_objects);
        let within: Vec<&Value> = values().flat_map(objects).collect();
        if is_undecided && is_object && is_list {
            field.decide.type_name = Some(LIST_OF_OBJECTS.to_owned());
        }
        of_fields(&mut field.fields, &within);
    }
}

fn is_list_of_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|elements| elements.iter().all(Value::is_object))
}

/// A value itself, or the elements of a list.
fn objects(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |elements| elements.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec;

    fn types(fields: &str, examples: &[&str]) -> Vec<String> {
        let platform: spec::Platform =
            spec::read("platform.yaml", include_str!("../../../../spec/platform.yaml")).expect("the platform");
        let mut text = format!(
            "title: t\nhost: h\nmethod: GET\npath: /a\ndecide: {{retry: read}}\nresponse:\n  - {{name: code, type: int}}\n  \
             - {{name: data, type: '-', fields: [{fields}]}}\n"
        );
        text.push_str(if examples.is_empty() { "" } else { "examples:\n" });
        text.extend(examples.iter().map(|json| format!("  - role: response\n    json: '{json}'\n")));
        let mut endpoint: Endpoint = spec::read("a.yaml", &text).expect("an endpoint");
        propose(&mut endpoint, &platform.envelope);
        endpoint.response[1].fields.iter().map(|field| field.effective_type().to_owned()).collect()
    }

    const ITEMS: &str = "{name: items, type: list, fields: [{name: id, type: int}]}";

    #[test]
    fn what_examples_show_as_a_list_is_one() {
        assert_eq!(types(ITEMS, &[r#"{"data":{"items":[{"id":1}]}}"#]), ["-[]"]);
        assert_eq!(types(ITEMS, &[r#"{"data":{"items":[]}}"#, r#"{"data":{"items":null}}"#]), ["-[]"]);
    }

    #[test]
    fn what_any_example_shows_as_an_object_stays_one() {
        for examples in
            [&[][..], &[r#"{"data":{}}"#], &["no"], &[r#"{"data":{"items":[{}]}}"#, r#"{"data":{"items":{}}}"#]]
        {
            assert_eq!(types(ITEMS, examples), ["list"], "{examples:?}");
        }
        assert_eq!(types(ITEMS, &[r#"{"data":{"items":[[{}]]}}"#]), ["list"], "a list of lists is something else");
    }

    #[test]
    fn plain_values_and_what_was_decided_are_left_alone() {
        let fields =
            "{name: items, type: any}, {name: more, type: '-', fields: [{name: a, type: int}], decide: {rust_type: x}}";
        assert_eq!(types(fields, &[r#"{"data":{"items":[{}],"more":[{}]}}"#]), ["any", "-"]);
    }
}

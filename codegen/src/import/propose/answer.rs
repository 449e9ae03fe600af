//! Where what a call returns stands in its answer.

use serde_json::{Map, Value};

use crate::spec::model::{AnswerPlace, Endpoint, Envelope, ExampleRole};
use crate::spec::returned::Returned;

/// Proposes where what a call returns stands, where the page's table does not show it or shows something else than the
/// page's own example does. Examples that show none of the fields, or disagree, say nothing.
pub fn propose(endpoint: &Endpoint, envelope: &Envelope) -> Option<AnswerPlace> {
    let returned = Returned::of(endpoint, envelope);
    if endpoint.binary_response || matches!(returned, Returned::Data(_)) {
        return None;
    }
    let names: Vec<&str> =
        returned.fields(endpoint, envelope).into_iter().map(|(_, field)| field.name.as_str()).collect();
    let mut shown = examples(endpoint).filter_map(|answer| place(&answer, &names, envelope));
    let place = shown.next()?;
    let is_shown_already = returned == Returned::Rows(place);
    (shown.all(|other| other == place) && !is_shown_already).then_some(place)
}

fn examples(endpoint: &Endpoint) -> impl Iterator<Item = Map<String, Value>> {
    let answers = endpoint.examples.iter().filter(|example| example.role == ExampleRole::Response);
    answers.filter_map(|example| serde_json::from_str(&example.json).ok())
}

/// Where an example has the fields: where it has more of them.
fn place(answer: &Map<String, Value>, names: &[&str], envelope: &Envelope) -> Option<AnswerPlace> {
    let count = |object: &Map<String, Value>| names.iter().filter(|name| object.contains_key(**name)).count();
    let outside = count(answer);
    let inside = answer.get(&envelope.data).and_then(Value::as_object).map(count).unwrap_or_default();
    match (outside, inside) {
        (0, 0) => None,
        (outside, inside) if inside > outside => Some(AnswerPlace::InData),
        _ if answer.contains_key(&envelope.code) => Some(AnswerPlace::BesideCode),
        _ => Some(AnswerPlace::WithoutCode),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec;

    fn envelope() -> Envelope {
        spec::read("envelope.yaml", include_str!("../../../../spec/platform.yaml"))
            .map(|platform: spec::Platform| platform.envelope)
            .expect("the platform")
    }

    fn proposed(rows: &[&str], examples: &[&str]) -> Option<AnswerPlace> {
        let mut text = "title: t\nhost: h\nmethod: GET\npath: /a\ndecide: {retry: read}\nresponse:\n".to_owned();
        text.extend(rows.iter().map(|name| format!("  - {{name: {name}, type: any}}\n")));
        text.push_str("examples:\n");
        text.extend(examples.iter().map(|json| format!("  - role: response\n    json: '{json}'\n")));
        propose(&spec::read("a.yaml", &text).expect("an endpoint"), &envelope())
    }

    #[test]
    fn the_example_says_it_where_the_table_does_not() {
        assert_eq!(proposed(&["key"], &[r#"{"code":0,"key":"a"}"#]), Some(AnswerPlace::BesideCode));
        assert_eq!(proposed(&["key"], &[r#"{"key":"a"}"#]), Some(AnswerPlace::WithoutCode));
        assert_eq!(proposed(&["key"], &[r#"{"code":0,"data":{"key":"a"}}"#]), Some(AnswerPlace::InData));
    }

    #[test]
    fn an_example_that_agrees_with_the_table_asks_for_nothing() {
        assert_eq!(proposed(&["code", "key"], &[r#"{"code":0,"key":"a"}"#]), None);
        assert_eq!(proposed(&["code", "data"], &[r#"{"code":0,"key":"a"}"#]), None);
    }

    #[test]
    fn a_table_that_lost_the_data_is_set_right_by_the_example() {
        let example = r#"{"code":0,"data":{"key":"a","more":1}}"#;
        assert_eq!(proposed(&["code", "msg", "key", "more"], &[example]), Some(AnswerPlace::InData));
    }

    #[test]
    fn examples_that_disagree_or_show_nothing_leave_it_open() {
        assert_eq!(proposed(&["key"], &[r#"{"code":0,"key":"a"}"#, r#"{"key":"a"}"#]), None);
        assert_eq!(proposed(&["key"], &[r#"{"code":0}"#, "no json", "[1]"]), None);
        assert_eq!(proposed(&["key"], &[r#"{"code":1}"#, r#"{"code":0,"key":"a"}"#]), Some(AnswerPlace::BesideCode));
    }
}

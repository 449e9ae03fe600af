//! What the platform says about a failure besides its code.

use serde_json::{Map, Value};

/// How many elements of a list an error keeps: a few bytes of an answer can be an element, which takes far more here.
const MOST_ELEMENTS: usize = 100;

/// What the platform says about a failure besides its code. Everything may be missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct ErrorDetails {
    /// More about the failure, such as the value that is wrong.
    pub message: Option<String>,
    /// The parameters that are wrong.
    pub field_violations: Vec<FieldViolation>,
    /// The rights that are missing.
    pub permission_violations: Vec<PermissionViolation>,
    /// Pages that help.
    pub helps: Vec<Help>,
}

/// A parameter that is wrong.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct FieldViolation {
    /// Name of the parameter.
    pub field: Option<String>,
    /// Its value.
    pub value: Option<String>,
    /// What is wrong with it.
    pub description: Option<String>,
}

/// A right that is missing. The platform has two shapes for it: `scope` with `url`, and `type` with `subject` and
/// `description`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct PermissionViolation {
    /// The scope that is missing.
    pub scope: Option<String>,
    /// Where to ask for it.
    pub url: Option<String>,
    /// Kind of the right.
    pub r#type: Option<String>,
    /// What the right is about; the scope that is missing, as a rule.
    pub subject: Option<String>,
    /// What is missing, in words.
    pub description: Option<String>,
}

/// A page that helps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Help {
    /// Its address.
    pub url: Option<String>,
    /// What it is about.
    pub description: Option<String>,
}

/// The details, and what of them has a place of its own in an error.
#[derive(Debug, Default)]
pub(crate) struct ErrorObject {
    pub(crate) details: ErrorDetails,
    pub(crate) log_id: Option<String>,
    pub(crate) troubleshooter: Option<String>,
}

impl ErrorObject {
    /// Reads what can be read. A part of another shape than expected is left out: a failure must not be lost because
    /// what describes it is odd. `clean` is applied to every text.
    pub(crate) fn read(json: &str, clean: impl Fn(&str) -> String) -> Self {
        let Ok(Value::Object(object)) = serde_json::from_str(json) else {
            return Self::default();
        };
        let object = Members { object: &object, clean: &clean };
        Self {
            log_id: object.text("log_id").or_else(|| object.text("logid")),
            troubleshooter: object.text("troubleshooter"),
            details: ErrorDetails {
                message: object.text("message"),
                field_violations: object.list("field_violations", |item| FieldViolation {
                    field: item.text("field"),
                    value: item.text("value"),
                    description: item.text("description"),
                }),
                permission_violations: object.list("permission_violations", |item| PermissionViolation {
                    scope: item.text("scope"),
                    url: item.text("url"),
                    r#type: item.text("type"),
                    subject: item.text("subject"),
                    description: item.text("description"),
                }),
                helps: object
                    .list("helps", |item| Help { url: item.text("url"), description: item.text("description") }),
            },
        }
    }
}

/// The members of one object.
struct Members<'a> {
    object: &'a Map<String, Value>,
    clean: &'a dyn Fn(&str) -> String,
}

impl Members<'_> {
    /// A text; a number or a truth value counts as its text, and an empty text as none.
    fn text(&self, name: &str) -> Option<String> {
        match self.object.get(name)? {
            Value::String(text) if text.is_empty() => None,
            Value::String(text) => Some((self.clean)(text)),
            value @ (Value::Number(_) | Value::Bool(_)) => Some((self.clean)(&value.to_string())),
            Value::Null | Value::Array(_) | Value::Object(_) => None,
        }
    }

    /// The first of a list of objects.
    fn list<T>(&self, name: &str, read: impl Fn(Members<'_>) -> T) -> Vec<T> {
        let items = self.object.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let objects = items.iter().filter_map(Value::as_object).take(MOST_ELEMENTS);
        objects.map(|object| read(Members { object, clean: self.clean })).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> ErrorObject {
        ErrorObject::read(json, str::to_owned)
    }

    #[test]
    fn reads_both_shapes_of_a_missing_permission() {
        let object = read(
            r#"{"permission_violations":[{"scope":"s","url":"u"},{"type":"action_scope_required","subject":"s","description":"d"}]}"#,
        );
        let [first, second] = object.details.permission_violations.as_slice() else { panic!("{object:?}") };
        assert_eq!((first.scope.as_deref(), first.url.as_deref()), (Some("s"), Some("u")));
        assert_eq!((second.r#type.as_deref(), second.subject.as_deref()), (Some("action_scope_required"), Some("s")));
    }

    #[test]
    fn knows_both_names_of_the_log_id() {
        assert_eq!(read(r#"{"logid":"a"}"#).log_id.as_deref(), Some("a"));
        assert_eq!(read(r#"{"log_id":"b","logid":"a"}"#).log_id.as_deref(), Some("b"));
    }

    #[test]
    fn a_part_of_another_shape_does_not_hide_the_rest() {
        let object = read(r#"{"field_violations":"x","helps":[1,{"url":"u"}],"message":["no"],"troubleshooter":"t"}"#);
        assert_eq!(object.details.helps.len(), 1);
        assert!(object.details.field_violations.is_empty() && object.details.message.is_none());
        assert_eq!(object.troubleshooter.as_deref(), Some("t"));
    }

    #[test]
    fn no_list_is_kept_beyond_measure() {
        let object = read(&format!(r#"{{"field_violations":[1{}]}}"#, ",{}".repeat(MOST_ELEMENTS + 1)));
        assert_eq!(object.details.field_violations.len(), MOST_ELEMENTS);
    }

    #[test]
    fn what_is_no_object_has_no_details() {
        for json in ["null", "[]", "\"x\"", "", "{"] {
            assert_eq!(read(json).details, ErrorDetails::default(), "{json}");
        }
    }
}

//! Integers that look like moments.

use serde_json::Value;

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::model::Field;
use crate::spec::{Primitive, Spec, TypeName};

/// Seconds since 1970 have ten digits from 2001 to 2286.
const SECONDS: std::ops::Range<i64> = 1_000_000_000..10_000_000_000;

/// Milliseconds since 1970 have thirteen digits in the same years.
const MILLISECONDS: std::ops::Range<i64> = 1_000_000_000_000..10_000_000_000_000;

/// Tells of integers that look like moments and have no unit.
pub fn check(spec: &Spec, findings: &mut Findings) {
    walk::fields(spec, |field, _, at| {
        let is_integer = TypeName::parse(field.effective_type()) == TypeName::Primitive(Primitive::Integer);
        if !is_integer || field.decide.timestamp.is_some() {
            return;
        }
        let Some(reason) = looks_like_a_moment(field) else { return };
        let diagnostic = Diagnostic::new(
            Code::TimestampWithoutUnit,
            at.key("name").value(),
            format!("`{}` looks like a moment", field.name),
        )
        .label(reason)
        .note("the platform has both seconds and milliseconds; a mistake is off by a factor of a thousand")
        .help("say which under `decide.timestamp`: seconds or milliseconds");
        findings.push(diagnostic);
    });
}

fn looks_like_a_moment(field: &Field) -> Option<&'static str> {
    let example = field.example.as_ref().and_then(Value::as_i64);
    match example {
        Some(number) if SECONDS.contains(&number) => Some("its example has as many digits as seconds since 1970"),
        Some(number) if MILLISECONDS.contains(&number) => {
            Some("its example has as many digits as milliseconds since 1970")
        }
        None if named_like_a_moment(&field.name) => Some("its name ends like that of a moment"),
        // Any other example is a number that is no moment.
        _ => None,
    }
}

fn named_like_a_moment(name: &str) -> bool {
    name == "timestamp" || ["_at", "_time", "_timestamp"].iter().any(|end| name.ends_with(end))
}

//! Documented bounds → what is measured.

use serde_json::Number;

use super::{Measure, Range};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::rust_type::RustType;
use crate::spec::model::{Bounds, Field, LengthUnit};

/// What can be checked of the bounds of a field. Patterns and bounds in words are told to the reader only.
pub fn plan(field: &Field, rust_type: &RustType, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) -> Option<Measure> {
    let bounds = field.bounds.as_ref()?;
    let here = at.key("bounds");
    if bounds.exclude_everything() {
        let message = format!("no value of `{}` is within its bounds", field.name);
        let diagnostic = Diagnostic::new(Code::InvalidValue, here.name(), message)
            .note("every call would be refused before anything is sent");
        findings.push(diagnostic);
    }
    if bounds.unit.is_some() && bounds.len_min.is_none() && bounds.len_max.is_none() {
        let message = format!("the unit of `{}` counts nothing", field.name);
        let diagnostic = Diagnostic::new(Code::InvalidValue, here.key("unit").name(), message)
            .help("say `len_min` or `len_max`, or take it out");
        findings.push(diagnostic);
    }
    measure(bounds, rust_type)
}

fn measure(bounds: &Bounds, rust_type: &RustType) -> Option<Measure> {
    let Bounds { min, max, len_min, len_max, unit, regex: _, other: _ } = bounds;
    let length = || range(*len_min, *len_max);
    match (rust_type, unit) {
        (RustType::Integer, _) => {
            let integer = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_i64);
            range(integer(min), integer(max)).map(Measure::Integer)
        }
        (RustType::Float, _) => {
            let number = |bound: &Option<Number>| bound.as_ref().and_then(Number::as_f64);
            range(number(min), number(max)).map(Measure::Number)
        }
        (RustType::String, Some(LengthUnit::Bytes)) => length().map(Measure::Bytes),
        (RustType::String, Some(LengthUnit::Characters) | None) => length().map(Measure::Characters),
        (RustType::List(_), _) => length().map(Measure::Elements),
        (RustType::Map(_), _) => length().map(Measure::Entries),
        _ => None,
    }
}

fn range<N>(least: Option<N>, most: Option<N>) -> Option<Range<N>> {
    (least.is_some() || most.is_some()).then_some(Range { least, most })
}

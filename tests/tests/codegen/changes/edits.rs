//! Whatever is edited: no difference goes untold.

use codegen::diff::rule::{Level, Rust};
use codegen::diff::{Comparison, changes};
use codegen::surface;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_yaml::Value;

use super::workshop::{BASE, Workshop};

/// What is done to a node of the YAML.
#[derive(Debug, Clone, Copy)]
enum Edit {
    /// It is taken out.
    Remove,
    /// It comes twice, the second time under another name where it has one.
    Repeat,
    /// It trades places with the one before it.
    Swap,
    /// It gets the value of another node.
    Copy,
    /// It gets another value of its type.
    Other,
}

fn edits() -> impl Strategy<Value = (Index, Index, Index, Edit)> {
    let edit =
        prop_oneof![Just(Edit::Remove), Just(Edit::Repeat), Just(Edit::Swap), Just(Edit::Copy), Just(Edit::Other),];
    (any::<Index>(), any::<Index>(), any::<Index>(), edit)
}

/// The ways to all nodes inside a value.
fn ways(value: &Value) -> Vec<Vec<Value>> {
    let inside: Vec<(Value, &Value)> = match value {
        Value::Mapping(entries) => entries.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Sequence(elements) => {
            elements.iter().enumerate().map(|(index, value)| (Value::from(index), value)).collect()
        }
        _ => Vec::new(),
    };
    let further = |(step, value): (Value, &Value)| {
        let deeper = ways(value).into_iter().map({
            let step = step.clone();
            move |way| [vec![step.clone()], way].concat()
        });
        [vec![step]].into_iter().chain(deeper).collect::<Vec<_>>()
    };
    inside.into_iter().flat_map(further).collect()
}

fn at<'v>(value: &'v mut Value, way: &[Value]) -> Option<&'v mut Value> {
    let Some((step, rest)) = way.split_first() else { return Some(value) };
    let next = match value {
        Value::Mapping(entries) => entries.get_mut(step)?,
        Value::Sequence(elements) => elements.get_mut(usize::try_from(step.as_u64()?).ok()?)?,
        _ => return None,
    };
    at(next, rest)
}

fn other(value: &Value) -> Value {
    match value {
        Value::Bool(flag) => Value::from(!flag),
        Value::Number(number) => Value::from(number.as_i64().unwrap_or(0) + 1),
        Value::String(text) => Value::from(format!("{text}x")),
        other => other.clone(),
    }
}

/// Makes an edit; `None` where it can't be made.
fn edited(text: &str, node: Index, donor: Index, edit: Edit) -> Option<String> {
    let mut value: Value = serde_yaml::from_str(text).ok()?;
    let ways = ways(&value);
    let way = &ways[node.index(ways.len())];
    let (step, outer) = way.split_last()?;
    let replacement = match edit {
        Edit::Copy => at(&mut value, &ways[donor.index(ways.len())])?.clone(),
        Edit::Other => other(at(&mut value, way)?),
        _ => Value::Null,
    };
    match (edit, at(&mut value, outer)?) {
        (Edit::Copy | Edit::Other, outer) => *at(outer, std::slice::from_ref(step))? = replacement,
        (Edit::Remove, Value::Mapping(entries)) => _ = entries.remove(step),
        (Edit::Remove, Value::Sequence(elements)) => _ = elements.remove(usize::try_from(step.as_u64()?).ok()?),
        (Edit::Swap, Value::Sequence(elements)) => {
            let index = usize::try_from(step.as_u64()?).ok()?;
            elements.swap(index.checked_sub(1)?, index);
        }
        (Edit::Repeat, Value::Sequence(elements)) => {
            let index = usize::try_from(step.as_u64()?).ok()?;
            let mut again = elements[index].clone();
            for key in ["name", "value", "code"] {
                if let Some(name) = again.get_mut(key) {
                    *name = other(name);
                }
            }
            elements.push(again);
        }
        _ => return None,
    }
    serde_yaml::to_string(&value).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// Two specs that differ have a change, and one that says at least as much as the public items do.
    #[test]
    fn no_difference_goes_untold(list in prop::collection::vec(edits(), 1..4)) {
        let mut files = Workshop::new();
        for (file, node, donor, edit) in list {
            files.rewrite(file.index(files.len()), |text| edited(text, node, donor, edit));
        }
        // Most edits are mistakes; they are told elsewhere.
        let Some(spec) = files.spec() else { return Ok(()) };
        let found = changes(&BASE.spec, &spec);
        prop_assert_eq!(found.is_empty(), is_same(&BASE.spec, &spec), "{:?}", found);
        let back = changes(&spec, &BASE.spec);
        prop_assert_eq!(back.is_empty(), found.is_empty(), "{:?}", back);
        let Ok(side) = files.side("head") else { return Ok(()) };
        let lines = surface::compare(&BASE.surface, &side.surface);
        let impact = lines.iter().map(|line| line.impact).max().unwrap_or(Rust::Same);
        let comparison = Comparison::between(BASE.clone(), side);
        let level = comparison.answer().level;
        let wanted = match impact {
            Rust::Breaks => Level::Major,
            Rust::Adds | Rust::Deprecates => Level::Minor,
            Rust::Values | Rust::Same => Level::None,
        };
        prop_assert!(level >= wanted, "{:?} {:?}", level, lines);
        prop_assert!(lines.is_empty() || !comparison.findings.is_empty());
    }
}

/// Whether two specs say the same, wherever their files were read from.
fn is_same(left: &codegen::spec::Spec, right: &codegen::spec::Spec) -> bool {
    left.package().value == right.package().value
        && left.platform().value == right.platform().value
        && left.versions() == right.versions()
}

//! Rules against the language itself: whatever its schema allows is covered, so that a key that is added to the model
//! without a rule is noticed here.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use super::recorder::Recorder;
use super::{Elsewhere, endpoint_changes, package, platform, shared_types};
use crate::diff::users::Users;
use crate::diff::{Change, Kind, Subject};
use crate::spec::model::{Endpoint, Package, Platform, Types};
use crate::spec::{Document, LocatedEndpoint, Sourced, Version, arbitrary};

/// What tells the elements of lists apart, and which cases of the language they are.
const IDENTITIES: [&str; 4] = ["name", "value", "code", "style"];

/// Gives what stands at the same place the same identity, so that it is compared and not told as gone and new.
fn align(old: &Value, new: &mut Value) {
    match (old, new) {
        (Value::Object(old), Value::Object(new)) => {
            for (key, new) in new.iter_mut() {
                match old.get(key) {
                    Some(old) if IDENTITIES.contains(&key.as_str()) && !old.is_object() => *new = old.clone(),
                    Some(old) => align(old, new),
                    None => {}
                }
            }
        }
        (Value::Array(old), Value::Array(new)) => old.iter().zip(new).for_each(|(old, new)| align(old, new)),
        _ => {}
    }
}

/// Compares arbitrary documents of one kind; nothing that differs may be without a rule.
fn is_covered<T: Document + std::fmt::Debug + Clone>(compare: impl Fn(&T, &T) -> Vec<Change>) {
    let pairs = (arbitrary::document::<T>(), arbitrary::document::<T>());
    let outcome = TestRunner::new(arbitrary::few_cases()).run(&pairs, |(old, new)| {
        let before = serde_json::to_value(&old).expect("documents are JSON");
        let mut after = serde_json::to_value(&new).expect("documents are JSON");
        align(&before, &mut after);
        // An aligned mixture may be none of the language; then what was not aligned does.
        let new = serde_json::from_value(after).unwrap_or(new);
        let found = compare(&old, &new);
        // Where there is no way to what differs, the backstop has told of it: of a type of two kinds, which none can be.
        let is_unhandled = |change: &&Change| change.kind == Kind::Unhandled && !change.at.path.is_empty();
        let unhandled: Vec<_> = found.iter().filter(is_unhandled).map(|change| change.at.to_string()).collect();
        prop_assert!(unhandled.is_empty(), "{unhandled:#?}");
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

fn sourced<T: Clone>(value: &T) -> Sourced<T> {
    Sourced { file: "spec.yaml".to_owned(), value: value.clone() }
}

#[test]
fn every_key_of_an_endpoint_has_a_rule() {
    let located = |endpoint: &Endpoint| LocatedEndpoint {
        resource: "thing".to_owned(),
        method: "list".to_owned(),
        id: "demo.v1.thing.list".to_owned(),
        source: sourced(endpoint),
    };
    let platform =
        arbitrary::document::<Platform>().new_tree(&mut TestRunner::deterministic()).expect("a tree").current();
    is_covered::<Endpoint>(|old, new| endpoint_changes(&located(old), &located(new), &platform));
}

#[test]
fn every_key_of_the_platform_has_a_rule() {
    is_covered::<Platform>(|old, new| {
        let mut found = Recorder::new(Subject::Platform, Vec::new(), None);
        platform::compare(&sourced(old), &sourced(new), &Elsewhere::default(), &mut found);
        found.finish()
    });
}

#[test]
fn every_key_of_the_package_has_a_rule() {
    is_covered::<Package>(|old, new| {
        let mut found = Recorder::new(Subject::Package, Vec::new(), None);
        package::compare(&sourced(old), &sourced(new), &mut found);
        found.finish()
    });
}

#[test]
fn every_key_of_shared_types_has_a_rule() {
    let version = |types: &Types| Version {
        project: "demo".to_owned(),
        version: "v1".to_owned(),
        types: Some(sourced(types)),
        endpoints: Vec::new(),
    };
    is_covered::<Types>(|old, new| shared_types(&version(old), &version(new), &Users::default(), &Users::default()));
}

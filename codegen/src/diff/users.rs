//! Which endpoints use which shared types, and which way the values go.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::Direction;
use crate::spec::model::SharedType;
use crate::spec::{Endpoint, Spec, Version, references};

/// How a shared type is used.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Use {
    /// In requests of these endpoints.
    sent: BTreeSet<String>,
    /// In answers of these endpoints.
    received: BTreeSet<String>,
}

impl Use {
    /// Which way its values go; nothing when no endpoint uses it.
    #[must_use]
    pub fn direction(&self) -> Option<Direction> {
        match (self.sent.is_empty(), self.received.is_empty()) {
            (false, true) => Some(Direction::Request),
            (true, false) => Some(Direction::Response),
            (false, false) => Some(Direction::Both),
            (true, true) => None,
        }
    }

    /// The endpoints.
    #[must_use]
    pub fn endpoints(&self) -> BTreeSet<String> {
        self.sent.union(&self.received).cloned().collect()
    }
}

/// The uses of all shared types of a spec.
#[derive(Debug, Default)]
pub struct Users(BTreeMap<(String, String), Use>);

impl Users {
    /// Looks through a spec.
    #[must_use]
    pub fn of(spec: &Spec) -> Self {
        let mut users = Self::default();
        for version in spec.versions() {
            users.version(version);
        }
        users
    }

    /// How a type of a version is used.
    #[must_use]
    pub fn of_type(&self, version: &str, name: &str) -> Use {
        self.0.get(&(version.to_owned(), name.to_owned())).cloned().unwrap_or_default()
    }

    fn version(&mut self, version: &Version) {
        let name = version_name(version);
        let types: BTreeMap<&str, &SharedType> = version
            .types
            .iter()
            .flat_map(|source| &source.value.types)
            .map(|item| (item.name.as_str(), item))
            .collect();
        for located in &version.endpoints {
            let Endpoint { path_params, query_params, body, response, .. } = &located.source.value;
            for list in [path_params, query_params, body] {
                for reached in reach(references::of_fields(list), &types) {
                    self.0.entry((name.clone(), reached)).or_default().sent.insert(located.id.clone());
                }
            }
            for reached in reach(references::of_fields(response), &types) {
                self.0.entry((name.clone(), reached)).or_default().received.insert(located.id.clone());
            }
        }
    }
}

/// Such as `helpdesk.v1`.
#[must_use]
pub fn version_name(version: &Version) -> String {
    format!("{}.{}", version.project, version.version)
}

/// The types that these mention, directly or through others.
fn reach(mut open: Vec<String>, types: &BTreeMap<&str, &SharedType>) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    while let Some(name) = open.pop() {
        if let Some(definition) = types.get(name.as_str())
            && reached.insert(name)
        {
            open.extend(references::of_type(definition));
        }
    }
    reached
}

//! A page prints a type in full wherever it occurs, and all of that is one type in Rust as long as it is the same
//! everywhere. What is proposed for one occurrence is therefore proposed for all.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::spec::model::{Endpoint, Field};
use crate::spec::shape;

/// Which fields of an endpoint have the same type.
pub struct Alike {
    /// For each side of the call, the type of each field, in the order of a walk through all of them.
    sides: [Vec<u64>; 2],
}

impl Alike {
    /// Looks which fields of an endpoint have the same type.
    pub fn of(endpoint: &Endpoint) -> Self {
        let Endpoint { path_params, query_params, body, response, .. } = endpoint;
        Self { sides: [kinds([path_params, query_params, body]), kinds([response])] }
    }

    /// Gives all fields that had the same type the decisions about it that one of them has got meanwhile.
    pub fn spread(&self, endpoint: &mut Endpoint) {
        let Endpoint { path_params, query_params, body, response, .. } = endpoint;
        for (kinds, mut lists) in self.sides.iter().zip([vec![path_params, query_params, body], vec![response]]) {
            let mut changed: BTreeMap<u64, Field> = BTreeMap::new();
            let now = self::kinds(lists.iter().map(|list| &**list));
            let mut order = kinds.iter().copied().zip(now);
            for list in &lists {
                visit(list, &mut |field| {
                    if let Some((kind, now)) = order.next()
                        && now != kind
                    {
                        changed.entry(kind).or_insert_with(|| field.clone());
                    }
                });
            }
            let mut order = kinds.iter().copied();
            for list in &mut lists {
                visit_mut(list, &mut |field| {
                    if let Some(model) = order.next().and_then(|kind| changed.get(&kind)) {
                        copy_type(model, field);
                    }
                });
            }
        }
    }
}

/// The types of all fields in some lists, in the order of a walk through all of them.
fn kinds<'a>(lists: impl IntoIterator<Item = &'a Vec<Field>>) -> Vec<u64> {
    let mut found = Vec::new();
    for field in lists.into_iter().flatten() {
        add_kinds(field, &mut found);
    }
    found
}

/// Adds the type of a field and then those of all fields inside, and returns what the field adds to the type that it is
/// in. What is inside was looked at once by then, however deep it is.
fn add_kinds(field: &Field, found: &mut Vec<u64>) -> u64 {
    let place = found.len();
    found.push(0);
    let inside: Vec<u64> = field.fields.iter().map(|inner| add_kinds(inner, found)).collect();
    // The name of a type belongs to it.
    let own_name = field.fields.is_empty().then_some(&field.name);
    let decided = (own_name, &field.decide.rust_type, &field.decide.type_name);
    found[place] = hash(&(decided, shape::of_type_alone(field), &inside));
    hash(&(shape::inner_alone(field), &inside))
}

fn hash(what: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}

fn visit(fields: &[Field], see: &mut dyn FnMut(&Field)) {
    for field in fields {
        see(field);
        visit(&field.fields, see);
    }
}

fn visit_mut(fields: &mut [Field], see: &mut dyn FnMut(&mut Field)) {
    for field in fields {
        see(field);
        visit_mut(&mut field.fields, see);
    }
}

/// Copies what is decided about the type of a field and about what is inside, where nobody has decided it yet.
fn copy_type(from: &Field, to: &mut Field) {
    let known = &from.decide;
    if (&known.rust_type, &known.type_name) != (&to.decide.rust_type, &to.decide.type_name) {
        to.decide.rust_type.clone_from(&known.rust_type);
        to.decide.type_name.clone_from(&known.type_name);
    }
    for (from, to) in from.values.iter().zip(&mut to.values) {
        if to.decide.name != from.decide.name {
            to.decide.name.clone_from(&from.decide.name);
        }
    }
    for (from, to) in from.fields.iter().zip(&mut to.fields) {
        if to.decide.name != from.decide.name {
            to.decide.name.clone_from(&from.decide.name);
        }
        copy_type(from, to);
    }
}

//! What looks alike, to ask the reader about it. Nothing is ever assumed from it.

use super::form::Form;
use crate::spec::LocatedEndpoint;
use crate::spec::model::Field;

/// How alike two names must be, from 0 to 1: high enough that unrelated names of one API stay apart.
const ALIKE: f64 = 0.72;

/// The one of some fields that looks most like a field: the same type, and a name much like it.
pub fn field<'a>(field: &Field, others: impl Iterator<Item = &'a Field>) -> Option<&'a Field> {
    let form = Form::of(field);
    let score = |other: &Field| alike(&field.name, &other.name);
    let close = others.filter(|other| Form::of(other) == form && score(other) >= ALIKE);
    close.max_by(|left, right| score(left).total_cmp(&score(right)))
}

/// How alike two names are, from 0 to 1. Names of the same words in another order are the same.
fn alike(left: &str, right: &str) -> f64 {
    let sorted = |name: &str| {
        let mut words: Vec<_> = name.split('_').collect();
        words.sort_unstable();
        words.join("_")
    };
    let plain = strsim::normalized_damerau_levenshtein(left, right);
    plain.max(strsim::normalized_damerau_levenshtein(&sorted(left), &sorted(right)))
}

/// The one of some endpoints that looks most like an endpoint: a path much like it, and mostly the same fields.
pub fn endpoint<'a>(
    endpoint: &LocatedEndpoint,
    others: impl Iterator<Item = &'a LocatedEndpoint>,
) -> Option<&'a LocatedEndpoint> {
    let score = |other: &LocatedEndpoint| {
        let (left, right) = (&endpoint.source.value, &other.source.value);
        let paths = strsim::normalized_damerau_levenshtein(&left.path, &right.path);
        f64::midpoint(paths, shared_names(&names(left), &names(right)))
    };
    let close = others.filter(|other| score(other) >= ALIKE);
    close.max_by(|left, right| score(left).total_cmp(&score(right)))
}

fn names(endpoint: &crate::spec::Endpoint) -> Vec<&str> {
    fn inside<'a>(fields: &'a [Field], names: &mut Vec<&'a str>) {
        for field in fields {
            names.push(&field.name);
            inside(&field.fields, names);
        }
    }
    let mut names = Vec::new();
    for list in [&endpoint.path_params, &endpoint.query_params, &endpoint.body, &endpoint.response] {
        inside(list, &mut names);
    }
    names.sort_unstable();
    names.dedup();
    names
}

/// The part of all names that both have.
fn shared_names(left: &[&str], right: &[&str]) -> f64 {
    let both = left.iter().filter(|name| right.contains(name)).count();
    let all = left.len() + right.len() - both;
    let count = |number: usize| f64::from(u32::try_from(number).unwrap_or(u32::MAX));
    if all == 0 { 1.0 } else { count(both) / count(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_same_words_are_alike() {
        assert!(alike("time_end", "end_time") >= ALIKE);
        assert!(alike("page_size", "pagesize") >= ALIKE);
        assert!(alike("time_start", "page_size") < ALIKE);
    }
}

//! Parameters and body of a request.

use super::differing::Differing;
use super::field::{self, Context, role};
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use super::{fields, similar};
use crate::diff::Kind;
use crate::diff::rule::Direction;
use crate::spec::model::{Endpoint, Field};

/// The parts of a request, in the order in which their arguments come.
const PARTS: [&str; 3] = ["path_params", "query_params", "body"];

/// A parameter of an endpoint: the part of the request, and its place in that.
type Spot = (usize, usize);

fn part(endpoint: &Endpoint, part: usize) -> &[Field] {
    [&endpoint.path_params, &endpoint.query_params, &endpoint.body][part]
}

/// Compares the path and all that a request takes.
pub fn compare(old: &Endpoint, new: &Endpoint, keys: &mut Differing, at: &Sides<'_>, found: &mut Recorder) {
    let renamed = path(old, new, keys, at, found);
    keys.cover(&PARTS);
    let mut pairs: Vec<(Spot, Spot)> = Vec::new();
    let mut open: [Pairs; 3] = Default::default();
    for (index, name) in PARTS.iter().enumerate() {
        let here = at.part(name);
        let (old_list, new_list) = (part(old, index), part(new, index));
        let mut matched = Pairs::by(old_list, new_list, |field| field.name.clone());
        if index == 0 {
            join_renamed(old_list, new_list, &renamed, &mut matched);
        } else {
            let context = Context { direction: Direction::Request, is_parameter: true, is_content: false };
            fields::wire_names(old_list, new_list, &mut matched, &here, context, found);
        }
        for &(before, after) in &matched.both {
            let here = here.element(before, after, &new_list[after].name);
            field::compare(&old_list[before], &new_list[after], &here, context(new, index, after), found);
            pairs.push(((index, before), (index, after)));
        }
        if !matched.in_order() && index > 0 {
            found.tell(Kind::OrderChanged, &here);
        }
        open[index] = matched;
    }
    relocated(old, new, &mut open, &mut pairs, at, found);
    for (index, name) in PARTS.iter().enumerate() {
        one_sided(old, new, index, &open[index], &at.part(name), found);
    }
    order(old, new, &pairs, at, found);
}

/// Where a parameter of an endpoint stands.
fn context(endpoint: &Endpoint, part: usize, index: usize) -> Context {
    let is_body = part == 2;
    let name = &self::part(endpoint, part)[index].name;
    let contents = || endpoint.body.iter().filter_map(|field| Some((field, field.decide.content.as_ref()?)));
    let is_content = is_body && contents().any(|(field, content)| field.name == *name || content.tag == *name);
    Context { direction: Direction::Request, is_parameter: true, is_content: is_content || part == 0 }
}

/// The path itself. Returns the placeholders that only have another name: who stands at the same place of the same path
/// is the same.
fn path(
    old: &Endpoint,
    new: &Endpoint,
    keys: &mut Differing,
    at: &Sides<'_>,
    found: &mut Recorder,
) -> Vec<(String, String)> {
    if keys.take("path").is_none() {
        return Vec::new();
    }
    let here = at.part("path");
    let pieces = |path: &str| path.split('/').map(str::to_owned).collect::<Vec<_>>();
    let (before, after) = (pieces(&old.path), pieces(&new.path));
    let is_placeholder = |piece: &String| piece.starts_with(':');
    let same_shape = before.len() == after.len()
        && before.iter().zip(&after).all(|(old, new)| old == new || (is_placeholder(old) && is_placeholder(new)));
    let (old_count, new_count) = (
        before.iter().filter(|piece| is_placeholder(piece)).count(),
        after.iter().filter(|piece| is_placeholder(piece)).count(),
    );
    if !same_shape {
        // One more or one less placeholder says that the path is another one.
        if old_count == new_count {
            found.tell(Kind::EndpointMoved, &here).turned(&old.path, &new.path);
        }
        return Vec::new();
    }
    let differing = before.iter().zip(&after).filter(|(old, new)| old != new);
    let names: Vec<(String, String)> = differing.map(|(old, new)| (old[1..].to_owned(), new[1..].to_owned())).collect();
    let swapped = names.iter().any(|(old, _)| names.iter().any(|(_, new)| old == new));
    if swapped {
        // The same names at other places: what callers give goes elsewhere.
        found.tell(Kind::PositionalOrderChanged, &here).turned(&old.path, &new.path);
        return Vec::new();
    }
    for (before, after) in &names {
        found.tell(Kind::PathParamRenamed, &here).turned(before, after);
    }
    names
}

fn join_renamed(old: &[Field], new: &[Field], renamed: &[(String, String)], pairs: &mut Pairs) {
    for (before, after) in renamed {
        let before = pairs.removed.iter().copied().find(|index| old[*index].name == *before);
        let after = pairs.added.iter().copied().find(|index| new[*index].name == *after);
        if let (Some(before), Some(after)) = (before, after) {
            pairs.join(before, after);
        }
    }
}

/// What is gone from one part and new in another under the same name went there.
fn relocated(
    old: &Endpoint,
    new: &Endpoint,
    open: &mut [Pairs; 3],
    pairs: &mut Vec<(Spot, Spot)>,
    at: &Sides<'_>,
    found: &mut Recorder,
) {
    for from in 0..PARTS.len() {
        for before in open[from].removed.clone() {
            let name = &part(old, from)[before].name;
            let target = (0..PARTS.len()).filter(|to| *to != from).find_map(|to| {
                let after = open[to].added.iter().copied().find(|after| part(new, to)[*after].name == *name)?;
                Some((to, after))
            });
            let Some((to, after)) = target else { continue };
            open[from].removed.retain(|index| *index != before);
            open[to].added.retain(|index| *index != after);
            let (old_list, new_list) = (at.part(PARTS[from]), at.part(PARTS[to]));
            let (old_side, new_side) = (old_list.only_base(before, name), new_list.only_head(after, name));
            let here = Sides::moved(&old_side, &new_side);
            found.tell(Kind::ParamLocationChanged, &here).turned(PARTS[from], PARTS[to]).called([name.as_str()]);
            field::compare(&part(old, from)[before], &part(new, to)[after], &here, context(new, to, after), found);
            pairs.push(((from, before), (to, after)));
        }
    }
}

/// What is on one side only.
fn one_sided(old: &Endpoint, new: &Endpoint, index: usize, open: &Pairs, at: &Sides<'_>, found: &mut Recorder) {
    for &before in &open.removed {
        let field = &part(old, index)[before];
        let here = at.only_base(before, &field.name);
        match index {
            0 => _ = found.tell(Kind::PathParamRemoved, &here).gone(&field.type_name).called(field::names(field)),
            _ => fields::removed(field, &here, context(old, index, before), found),
        }
    }
    for &after in &open.added {
        let field = &part(new, index)[after];
        let here = at.only_head(after, &field.name);
        let like = similar::field(field, open.removed.iter().map(|removed| &part(old, index)[*removed]));
        match index {
            0 => _ = found.tell(Kind::PathParamAdded, &here).fresh(&field.type_name).called(field::names(field)),
            _ => fields::added(field, like, &here, context(new, index, after), found),
        }
    }
}

/// The order of the arguments that are on both sides.
fn order(old: &Endpoint, new: &Endpoint, pairs: &[(Spot, Spot)], at: &Sides<'_>, found: &mut Recorder) {
    let (before, after) = (arguments(old), arguments(new));
    let position = |list: &[Spot], spot: &Spot| list.iter().position(|other| other == spot);
    let both = pairs.iter().filter_map(|(old, new)| Some((position(&before, old)?, position(&after, new)?)));
    let both = Pairs { both: both.collect(), ..Pairs::default() };
    if both.in_order() || found.has(Kind::PositionalOrderChanged) {
        return;
    }
    let text = |endpoint: &Endpoint, spots: &[Spot]| {
        spots.iter().map(|&(index, field)| part(endpoint, index)[field].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    found.tell(Kind::PositionalOrderChanged, at).turned(text(old, &before), text(new, &after));
}

/// The arguments of a request: those of the path in its order, those of the query, then the content, then the rest of the
/// body.
fn arguments(endpoint: &Endpoint) -> Vec<Spot> {
    let placeholders = endpoint.path.split('/').filter_map(|piece| piece.strip_prefix(':'));
    let path = placeholders
        .filter_map(|name| endpoint.path_params.iter().position(|field| field.name == name))
        .map(|index| (0, index));
    let tag = endpoint.body.iter().find_map(|field| field.decide.content.as_ref()).map(|content| &content.tag);
    let content = endpoint.body.iter().position(|field| field.decide.content.is_some());
    let is_argument =
        |index: usize, field: usize| role(&part(endpoint, index)[field], context(endpoint, index, field)).is_argument;
    let query = (0..endpoint.query_params.len()).filter(|field| is_argument(1, *field)).map(|field| (1, field));
    let body = (0..endpoint.body.len())
        .filter(|field| is_argument(2, *field) && Some(*field) != content && Some(&endpoint.body[*field].name) != tag)
        .map(|field| (2, field));
    path.chain(query).chain(content.map(|field| (2, field))).chain(body).collect()
}

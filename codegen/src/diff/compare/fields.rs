//! A list of fields against its former self.

use heck::ToSnakeCase;

use super::field::{Context, names, role};
use super::form::Form;
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use super::{field, similar};
use crate::diff::Kind;
use crate::spec::model::Field;

/// Compares the fields of an object, or the elements of a list of objects.
pub fn compare(old: &[Field], new: &[Field], at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let mut pairs = Pairs::by(old, new, |field| field.name.clone());
    wire_names(old, new, &mut pairs, at, context, found);
    for &(before, after) in &pairs.both {
        let here = at.element(before, after, &new[after].name);
        field::compare(&old[before], &new[after], &here, context, found);
    }
    for &index in &pairs.removed {
        removed(&old[index], &at.only_base(index, &old[index].name), context, found);
    }
    for &index in &pairs.added {
        let like = similar::field(&new[index], pairs.removed.iter().map(|removed| &old[*removed]));
        added(&new[index], like, &at.only_head(index, &new[index].name), context, found);
    }
    order(old, new, &pairs, at, context, found);
    if !context.direction.is_sent() {
        default_trait(old, new, at, context, found);
    }
}

/// What has kept its name in Rust is the same thing under another name on the wire.
pub fn wire_names(
    old: &[Field],
    new: &[Field],
    pairs: &mut Pairs,
    at: &Sides<'_>,
    context: Context,
    found: &mut Recorder,
) {
    let rust_name = |field: &Field| field.decide.name.as_deref().unwrap_or(&field.name).to_snake_case();
    for (before, after) in pairs.also_by(old, new, rust_name) {
        let kind = context.kind(Kind::ParamWireNameChanged, Kind::ResponseWireNameChanged);
        let here = at.element(before, after, &new[after].name);
        let change = found.tell(kind, &here.key("name")).turned(&old[before].name, &new[after].name);
        change.going(context.direction);
    }
}

/// Tells of a field that is gone. What was inside it is not told.
pub fn removed(field: &Field, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let sent = match field.required {
        Some(true) => Kind::ParamRemovedRequired,
        _ => Kind::ParamRemovedOptional,
    };
    let change = found.tell(context.kind(sent, Kind::ResponseFieldRemoved), at).gone(Form::of(field).to_string());
    change.going(context.direction).called(names(field));
}

/// Tells of a field that is new. What is inside it is not told: who does not use it is not concerned.
pub fn added(field: &Field, like: Option<&Field>, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let is_argument = role(field, context).is_argument;
    let (sent, exception) = match field.required {
        Some(true) => (Kind::ParamAddedRequired, !is_argument),
        _ => (Kind::ParamAddedOptional, is_argument),
    };
    let change = found.tell(context.kind(sent, Kind::ResponseFieldAdded), at).fresh(Form::of(field).to_string());
    change.going(context.direction).unless(exception && context.direction.is_sent()).called(names(field));
    if let Some(like) = like {
        change.hint(format!(
            "it looks like `{}`, which is gone; if it is the same, keep its name in Rust with `decide.name`",
            like.name
        ));
    }
}

/// Arguments whose order changed, and else fields whose order did.
fn order(old: &[Field], new: &[Field], pairs: &Pairs, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let mut arguments = Pairs { both: pairs.both.clone(), ..Pairs::default() };
    arguments
        .both
        .retain(|&(before, after)| role(&old[before], context).is_argument && role(&new[after], context).is_argument);
    let list = |fields: &[Field], mut indices: Vec<usize>| {
        indices.sort_unstable();
        indices.iter().map(|index| fields[*index].name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let mut tell = |kind, pairs: &Pairs| {
        let before = list(old, pairs.both.iter().map(|pair| pair.0).collect());
        let after = list(new, pairs.both.iter().map(|pair| pair.1).collect());
        found.tell(kind, at).turned(before, after).called(["new"]).direction = Some(context.direction);
    };
    if context.direction.is_sent() && !context.is_parameter && !arguments.in_order() {
        tell(Kind::PositionalOrderChanged, &arguments);
    } else if !pairs.in_order() {
        tell(Kind::OrderChanged, pairs);
    }
}

/// A struct that is only received has a default unless one of its fields must be there.
fn default_trait(old: &[Field], new: &[Field], at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let has_default = |fields: &[Field]| fields.iter().all(|field| !role(field, context).is_argument);
    match (has_default(old), has_default(new)) {
        (true, false) => found.tell(Kind::DefaultTraitLost, at).gone("Default").called(["default"]),
        (false, true) => found.tell(Kind::DefaultTraitGained, at).fresh("Default").called(["default"]),
        _ => return,
    };
}

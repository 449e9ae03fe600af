//! Listed values.

use heck::ToUpperCamelCase;

use super::differing::Differing;
use super::field::Context;
use super::form::Form;
use super::history::{self, Names};
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::model::{EnumValue, Field};

/// Compares the listed values of a field.
pub fn compare(old: &Field, new: &Field, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    if !Form::of(new).is_listed() {
        // The values of a flag or a number that is no integer stand in the documentation only.
        let list = |field: &Field| field.values.iter().map(|value| value.value.clone()).collect::<Vec<_>>().join(", ");
        found.tell(Kind::DocTextChanged, at).turned(list(old), list(new));
        return;
    }
    let (old, new) = (&old.values, &new.values);
    let mut pairs = Pairs::by(old, new, |value| value.value.clone());
    for (before, after) in pairs.also_by(old, new, variant) {
        let here = at.element(before, after, &new[after].value);
        let change = found.tell(Kind::EnumWireValueChanged, &here).turned(&old[before].value, &new[after].value);
        change.going(context.direction).called([variant(&new[after]).as_str()]);
    }
    for &(before, after) in &pairs.both {
        value(&old[before], &new[after], &at.element(before, after, &new[after].value), context, found);
    }
    for &index in &pairs.removed {
        let kind = context.kind(Kind::RequestEnumValueRemoved, Kind::ResponseEnumValueRemoved);
        let here = at.only_base(index, &old[index].value);
        let change = found.tell(kind, &here).gone(&old[index].value);
        change.going(context.direction).called([variant(&old[index]).as_str()]);
    }
    for &index in &pairs.added {
        let kind = context.kind(Kind::RequestEnumValueAdded, Kind::ResponseEnumValueAdded);
        let here = at.only_head(index, &new[index].value);
        let change = found.tell(kind, &here).fresh(&new[index].value);
        change.going(context.direction).called([variant(&new[index]).as_str()]);
    }
    if !pairs.in_order() {
        found.tell(Kind::OrderChanged, at);
    }
}

fn value(old: &EnumValue, new: &EnumValue, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    // Pairing told of another value.
    keys.cover(&["value", "decide"]);
    found.tell_keys(&mut keys, &["see"], Kind::DocTextChanged, at);
    found.tell_rest(keys, at);
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    let (before, after) = (variant(old), variant(new));
    let names = Names { current: [&before, &after], former: [&old.decide.renamed_from, &new.decide.renamed_from] };
    names.tell("renamed_from", &mut decisions, &decide, found);
    let deprecations = [&old.decide.deprecated, &new.decide.deprecated].map(Option::as_ref);
    history::deprecation(deprecations[0], deprecations[1], &mut decisions, &decide, found);
    if decisions.take("name").is_some() {
        if before != after {
            let change = found.tell(Kind::EnumVariantRenamed, &decide.part("name")).turned(&before, &after);
            change.going(context.direction).unless(names.is_kept()).called([before.as_str(), after.as_str()]);
        } else if old.value == new.value {
            // Another spelling of the same name.
            found.tell(Kind::OrderChanged, &decide.part("name"));
        }
    }
    found.tell_keys(&mut decisions, &["summary"], Kind::DocTextChanged, &decide);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    found.tell_rest(decisions, &decide);
}

/// The name of the variant.
fn variant(value: &EnumValue) -> String {
    value.decide.name.as_deref().unwrap_or(&value.value).to_upper_camel_case()
}

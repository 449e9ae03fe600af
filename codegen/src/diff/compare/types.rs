//! Shared types: each change is told once, whoever uses the type.

use heck::ToUpperCamelCase;

use super::differing::{Difference, Differing};
use super::field::{Context, role};
use super::history::{self, Names};
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use super::{access, fields, page};
use crate::diff::Kind;
use crate::diff::rule::Direction;
use crate::diff::users::Use;
use crate::spec::model::{Localized, SharedType, Union, Variant};

/// How a type is used, before and after.
pub struct Uses {
    pub old: Use,
    pub new: Use,
}

impl Uses {
    /// Which way its values go, before or after.
    fn direction(&self) -> Direction {
        let both = [self.old.direction(), self.new.direction()];
        let sent = both.into_iter().flatten().any(Direction::is_sent);
        let received = both.into_iter().flatten().any(Direction::is_received);
        match (sent, received) {
            (true, true) => Direction::Both,
            (true, false) => Direction::Request,
            _ => Direction::Response,
        }
    }
}

/// Compares one shared type.
pub fn compare(old: &SharedType, new: &SharedType, at: &Sides<'_>, uses: &Uses, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    keys.cover(&["page", "decide"]);
    page::compare(&old.page, &new.page, &at.part("page"), found);
    let rust_names = [rust_name(old), rust_name(new)];
    name(old, new, &rust_names, &mut keys, at, found);
    if kind_of(old) == kind_of(new) {
        keys.cover(&["fields", "union", "localized", "contents"]);
        content(old, new, at, uses, found);
        usage(old, at, uses, found);
    } else {
        keys.cover(&["fields", "union", "localized", "contents"]);
        found.tell(Kind::TypeKindChanged, at).turned(kind_of(old), kind_of(new)).called(names_of(old, new));
    }
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    decisions.cover(&["name"]);
    names(old, new, &rust_names).tell("renamed_from", &mut decisions, &decide, found);
    let deprecations = [&old.decide.deprecated, &new.decide.deprecated].map(Option::as_ref);
    history::deprecation(deprecations[0], deprecations[1], &mut decisions, &decide, found);
    history::requirements(&old.decide.requirements, &new.decide.requirements, &mut decisions, &decide, found);
    found.tell_keys(&mut decisions, &["summary", "contradictions"], Kind::DocTextChanged, &decide);
    found.tell_keys(&mut decisions, &["accept"], Kind::LintAcceptanceChanged, &decide);
    found.tell_keys(&mut decisions, &["reserved"], Kind::HistoryRecorded, &decide);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    found.tell_rest(decisions, &decide);
    found.tell_rest(keys, at);
}

/// What kind of type it is.
fn kind_of(definition: &SharedType) -> &'static str {
    match definition {
        SharedType { fields: Some(_), .. } => "struct",
        SharedType { union: Some(_), .. } => "union",
        SharedType { localized: Some(_), .. } => "struct per language",
        _ => "contents",
    }
}

/// Whether code is made for it.
pub fn has_code(definition: &SharedType) -> bool {
    definition.contents.is_none()
}

/// What it is called in Rust.
pub fn rust_name(definition: &SharedType) -> String {
    definition.decide.name.as_deref().unwrap_or(&definition.name).to_upper_camel_case()
}

fn names_of<'a>(old: &'a SharedType, new: &'a SharedType) -> impl Iterator<Item = &'a str> {
    [old, new].into_iter().map(|definition| definition.decide.name.as_deref().unwrap_or(&definition.name))
}

fn names<'a>(old: &'a SharedType, new: &'a SharedType, rust_names: &'a [String; 2]) -> Names<'a> {
    let [before, after] = rust_names;
    Names { current: [before, after], former: [&old.decide.renamed_from, &new.decide.renamed_from] }
}

fn name(
    old: &SharedType,
    new: &SharedType,
    rust_names: &[String; 2],
    keys: &mut Differing,
    at: &Sides<'_>,
    found: &mut Recorder,
) {
    let in_spec = keys.take("name");
    let [before, after] = rust_names;
    if before != after && has_code(new) {
        let is_kept = names(old, new, rust_names).is_kept();
        let change = found.tell(Kind::TypeRenamed, at).turned(before, after).decided();
        change.unless(is_kept).called(names_of(old, new));
    } else if let Some(Difference { old, new }) = in_spec {
        found.tell(Kind::TypeWordingChanged, &at.part("name")).values(old, new);
    } else if old.decide.name != new.decide.name {
        found.tell(Kind::OrderChanged, &at.key("decide").part("name"));
    }
}

fn content(old: &SharedType, new: &SharedType, at: &Sides<'_>, uses: &Uses, found: &mut Recorder) {
    if let (Some(old), Some(new)) = (&old.fields, &new.fields) {
        let context = Context { direction: uses.direction(), is_parameter: false, is_content: false };
        fields::compare(old, new, &at.key("fields"), context, found);
    }
    if let (Some(old), Some(new)) = (&old.union, &new.union) {
        union(old, new, &at.key("union"), found);
    }
    if let (Some(old), Some(new)) = (&old.localized, &new.localized) {
        localized(old, new, &at.key("localized"), found);
    }
    if let (Some(old), Some(new)) = (&old.contents, &new.contents) {
        variants(old, new, &at.key("contents"), false, found);
    }
}

fn union(old: &Union, new: &Union, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    keys.cover(&["variants"]);
    found.tell_keys(&mut keys, &["tag"], Kind::UnionTagChanged, at);
    variants(&old.variants, &new.variants, &at.key("variants"), true, found);
    found.tell_rest(keys, at);
}

/// The cases of a union or of contents; those of contents have no code of their own until an endpoint lists them.
fn variants(old: &[Variant], new: &[Variant], at: &Sides<'_>, have_code: bool, found: &mut Recorder) {
    let rust_name = |variant: &Variant| variant.decide.name.as_deref().unwrap_or(&variant.value).to_upper_camel_case();
    let mut pairs = Pairs::by(old, new, |variant| variant.value.clone());
    for (before, after) in pairs.also_by(old, new, rust_name) {
        let here = at.element(before, after, &new[after].value);
        found.tell(Kind::EnumWireValueChanged, &here).turned(&old[before].value, &new[after].value);
    }
    for &(before, after) in &pairs.both {
        variant(&old[before], &new[after], &at.element(before, after, &new[after].value), found);
    }
    for &index in &pairs.removed {
        let change = found.tell(Kind::VariantRemoved, &at.only_base(index, &old[index].value));
        change.gone(&old[index].type_name).unless(!have_code).called([rust_name(&old[index]).as_str()]);
        change.called(old[index].decide.function.as_deref());
    }
    for &index in &pairs.added {
        let change = found.tell(Kind::VariantAdded, &at.only_head(index, &new[index].value));
        change.fresh(&new[index].type_name).unless(!have_code).called([rust_name(&new[index]).as_str()]);
        change.called(new[index].decide.function.as_deref());
    }
    if !pairs.in_order() {
        found.tell(Kind::OrderChanged, at);
    }
}

fn variant(old: &Variant, new: &Variant, at: &Sides<'_>, found: &mut Recorder) {
    let name = |variant: &Variant| variant.decide.name.as_deref().unwrap_or(&variant.value).to_upper_camel_case();
    let mut keys = Differing::between(old, new);
    // Pairing told of another value.
    keys.cover(&["value", "decide"]);
    if let Some(Difference { old: was, new: is }) = keys.take("type") {
        found.tell(Kind::VariantTypeChanged, &at.part("type")).values(was, is).called([name(new).as_str()]);
    }
    found.tell_rest(keys, at);
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    decisions.cover(&["name"]);
    let (before, after) = (name(old), name(new));
    let names = Names { current: [&before, &after], former: [&old.decide.renamed_from, &new.decide.renamed_from] };
    names.tell("renamed_from", &mut decisions, &decide, found);
    let deprecations = [&old.decide.deprecated, &new.decide.deprecated].map(Option::as_ref);
    history::deprecation(deprecations[0], deprecations[1], &mut decisions, &decide, found);
    if name(old) != name(new) {
        let change = found.tell(Kind::EnumVariantRenamed, &decide.part("name")).turned(name(old), name(new));
        change.unless(names.is_kept()).called([name(old).as_str(), name(new).as_str()]);
    } else if old.decide.name != new.decide.name {
        found.tell(Kind::OrderChanged, &decide.part("name"));
    }
    if let Some(Difference { old: was, new: is }) = decisions.take("function") {
        let here = decide.part("function");
        if let Some(was) = was {
            found.tell(Kind::FunctionRemoved, &here).gone(&was).called([was.as_str()]);
        }
        if let Some(is) = is {
            found.tell(Kind::FunctionAdded, &here).fresh(&is).called([is.as_str()]);
        }
    }
    found.tell_keys(&mut decisions, &["summary"], Kind::DocTextChanged, &decide);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    found.tell_rest(decisions, &decide);
}

fn localized(old: &Localized, new: &Localized, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    found.tell_keys(&mut keys, &["of"], Kind::LocalizedTypeChanged, at);
    if keys.take("languages").is_some() {
        let kinds = [Kind::LanguageAdded, Kind::LanguageRemoved, Kind::OrderChanged];
        access::set(&old.languages, &new.languages, &at.part("languages"), kinds, found);
    }
    found.tell_rest(keys, at);
}

/// Whether it is sent or received where it was not, or no more.
fn usage(old: &SharedType, at: &Sides<'_>, uses: &Uses, found: &mut Recorder) {
    let [before, after] = [uses.old.direction(), uses.new.direction()];
    if before == after || !has_code(old) {
        return;
    }
    let is = |direction: Option<Direction>, way: fn(Direction) -> bool| direction.is_some_and(way);
    let lost = (is(before, Direction::is_sent) && !is(after, Direction::is_sent))
        || (is(before, Direction::is_received) && !is(after, Direction::is_received));
    let in_context = |direction: Option<Direction>| Context {
        direction: direction.unwrap_or(Direction::Response),
        is_parameter: false,
        is_content: false,
    };
    let becomes_optional = old
        .fields
        .iter()
        .flatten()
        .any(|field| role(field, in_context(before)).is_option != role(field, in_context(after)).is_option);
    let word = |direction: Option<Direction>| direction.map_or("nowhere".to_owned(), |direction| direction.to_string());
    let kind = if lost { Kind::TypeUsageNarrowed } else { Kind::TypeUsageWidened };
    let change = found.tell(kind, at).turned(word(before), word(after));
    change.unless(becomes_optional).called(names_of(old, old)).decided();
}

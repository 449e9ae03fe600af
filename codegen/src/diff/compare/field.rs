//! One parameter or field against its former self.

use heck::ToSnakeCase;

use super::differing::{Difference, Differing};
use super::form::{Form, Turn};
use super::recorder::Recorder;
use super::sides::Sides;
use super::{fields, history, values};
use crate::diff::Kind;
use crate::diff::rule::Direction;
use crate::spec::model::{Bounds, Field, FieldScope};

/// Where a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// Which way it goes.
    pub direction: Direction,
    /// Whether it is a parameter of a request itself, not something inside.
    pub is_parameter: bool,
    /// Whether it is a typed content, or the field that names its kind: together they are always one argument.
    pub is_content: bool,
}

impl Context {
    /// What stands inside.
    pub fn inside(self) -> Self {
        Self { is_parameter: false, is_content: false, ..self }
    }

    /// The kind for what is sent, or that for what is only received.
    pub fn kind(self, sent: Kind, received: Kind) -> Kind {
        if self.direction.is_sent() { sent } else { received }
    }
}

/// How a field is given its value in Rust, and whether it may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// By an argument, not by a method.
    pub is_argument: bool,
    /// As an `Option`.
    pub is_option: bool,
}

/// The role of a field.
pub fn role(field: &Field, context: Context) -> Role {
    let required = field.required == Some(true);
    if context.is_content {
        return Role { is_argument: true, is_option: false };
    }
    if context.is_parameter {
        let is_argument = required || field.decide.positional;
        return Role { is_argument, is_option: !is_argument };
    }
    let is_list = Form::of(field).is_list();
    let starts_empty = is_list && field.decide.adder.is_some();
    Role {
        is_argument: !starts_empty && (required || field.decide.positional),
        is_option: !(starts_empty || (context.direction.is_received() && is_list) || required)
            || (context.direction.is_received() && !is_list),
    }
}

/// The names that a field has in Rust, of its own or by its type.
pub fn names(field: &Field) -> impl Iterator<Item = &str> {
    let own = field.decide.name.as_deref().unwrap_or(&field.name);
    [Some(own), field.decide.rust_type.as_deref(), field.decide.adder.as_deref()].into_iter().flatten()
}

/// Compares one field.
pub fn compare(old: &Field, new: &Field, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    let decide = at.key("decide");
    let mut decisions = Differing::between(&old.decide, &new.decide);
    // Pairing told of another name on the wire.
    keys.cover(&["name", "decide"]);
    let turn = form(old, new, &mut keys, &mut decisions, at, context, found);
    required(old, new, &mut keys, &mut decisions, at, context, found);
    rust_name(old, new, &mut decisions, &decide, context, found);
    default(&mut keys, at, context, found);
    if keys.take("bounds").is_some() {
        bounds(
            &old.bounds.clone().unwrap_or_default(),
            &new.bounds.clone().unwrap_or_default(),
            &at.part("bounds"),
            context,
            found,
        );
    }
    if keys.take("field_scopes").is_some() {
        scopes(&old.field_scopes, &new.field_scopes, &at.key("field_scopes"), found);
    }
    if keys.take("values").is_some() && turn.is_none_or(|turn| turn == Turn::Renamed) {
        values::compare(old, new, &at.key("values"), context, found);
    }
    if keys.take("fields").is_some() && turn.is_none_or(|turn| turn == Turn::Renamed) {
        fields::compare(&old.fields, &new.fields, &at.key("fields"), context.inside(), found);
    }
    content(old, new, &mut decisions, &decide, found);
    found.tell_keys(&mut keys, &["example"], Kind::ExampleChanged, at);
    found.tell_keys(&mut keys, &["see", "nesting"], Kind::DocTextChanged, at);
    found.tell_keys(&mut decisions, &["summary", "item", "contradictions"], Kind::DocTextChanged, &decide);
    found.tell_keys(&mut decisions, &["accept"], Kind::LintAcceptanceChanged, &decide);
    found.tell_keys(&mut decisions, &["reserved"], Kind::HistoryRecorded, &decide);
    let deprecations = [&old.decide.deprecated, &new.decide.deprecated].map(Option::as_ref);
    history::deprecation(deprecations[0], deprecations[1], &mut decisions, &decide, found);
    history::requirements(&old.decide.requirements, &new.decide.requirements, &mut decisions, &decide, found);
    found.tell_rest(keys, at);
    found.tell_keys(&mut decisions, &["note"], Kind::NoteChanged, &decide);
    found.tell_rest(decisions, &decide);
}

/// What it is made of.
fn form(
    old: &Field,
    new: &Field,
    keys: &mut Differing,
    decisions: &mut Differing,
    at: &Sides<'_>,
    context: Context,
    found: &mut Recorder,
) -> Option<Turn> {
    let wording = keys.take("type");
    let decided = decisions.take("type");
    let refined = decisions.take("timestamp").or(decisions.take("json"));
    let named = decisions.take("rust_type");
    let (before, after) = (Form::of(old).with_names(found.renamed_types()), Form::of(new));
    let types = history::Names {
        current: [before.type_name().unwrap_or_default(), after.type_name().unwrap_or_default()],
        former: [&old.decide.rust_type_renamed_from, &new.decide.rust_type_renamed_from],
    };
    types.tell("rust_type_renamed_from", decisions, &at.key("decide"), found);
    let Some(turn) = before.turn(&after) else {
        if let Some(Difference { old, new }) = wording {
            found.tell(Kind::TypeWordingChanged, &at.part("type")).values(old, new);
        }
        return None;
    };
    let kind = match turn {
        Turn::Renamed => Kind::TypeRenamed,
        Turn::Unit => Kind::UnitChanged,
        Turn::Refined => Kind::TypeRefined,
        Turn::Coarsened => Kind::TypeCoarsened,
        Turn::Cardinality => context.kind(Kind::ParamTypeChanged, Kind::ResponseCardinalityChanged),
        Turn::BecameListed => context.kind(Kind::RequestBecameEnum, Kind::ResponseBecameEnum),
        Turn::BecameOpen => context.kind(Kind::RequestBecameOpen, Kind::ResponseBecameOpen),
        Turn::Widened => context.kind(Kind::ParamTypeWidened, Kind::ResponseTypeChanged),
        Turn::Narrowed => context.kind(Kind::ParamTypeNarrowed, Kind::ResponseTypeChanged),
        Turn::Other => context.kind(Kind::ParamTypeChanged, Kind::ResponseTypeChanged),
    };
    let is_decision = wording.is_none() && (decided.is_some() || refined.is_some() || named.is_some());
    let change = found.tell(kind, at).turned(before.to_string(), after.to_string());
    change.going(context.direction).called(names(old).chain(names(new)));
    change.unless(kind == Kind::TypeRenamed && types.is_kept());
    if is_decision {
        change.decided();
    }
    Some(turn)
}

/// Whether it must be there.
fn required(
    old: &Field,
    new: &Field,
    keys: &mut Differing,
    decisions: &mut Differing,
    at: &Sides<'_>,
    context: Context,
    found: &mut Recorder,
) {
    let (before, after) = (role(old, context), role(new, context));
    let is_same_in_rust = before == after;
    let fact = keys.take("required");
    let flipped = old.required.unwrap_or(false) != new.required.unwrap_or(false);
    let adder = decisions.take("adder");
    let positional = decisions.take("positional");
    match fact {
        Some(_) if !context.direction.is_sent() => {
            let kind = Kind::ResponseRequiredChanged;
            found.tell(kind, &at.part("required")).turned(word(old.required), word(new.required));
        }
        Some(_) if flipped => {
            let required = new.required == Some(true);
            let kind = if required { Kind::ParamBecameRequired } else { Kind::ParamBecameOptional };
            let change = found.tell(kind, at).turned(word(old.required), word(new.required));
            change.going(context.direction).unless(is_same_in_rust).called(names(old));
        }
        Some(_) => {
            let kind = Kind::DocTextChanged;
            found.tell(kind, &at.part("required")).turned(word(old.required), word(new.required));
        }
        None => {}
    }
    let decide = at.key("decide");
    if let Some(Difference { old: before, new: after }) = adder {
        found
            .tell(Kind::AdderChanged, &decide.part("adder"))
            .values(before, after)
            .called(names(old).chain(names(new)));
    }
    if let Some(Difference { old: was, new: is }) = positional
        && !(flipped && is_same_in_rust)
    {
        let change = found.tell(Kind::PositionalChanged, &decide.part("positional")).values(was, is);
        change.called(names(old));
    }
}

fn word(required: Option<bool>) -> &'static str {
    match required {
        Some(true) => "required",
        Some(false) => "optional",
        None => "not said",
    }
}

/// What it is called in Rust.
fn rust_name(
    old: &Field,
    new: &Field,
    decisions: &mut Differing,
    decide: &Sides<'_>,
    context: Context,
    found: &mut Recorder,
) {
    decisions.cover(&["name"]);
    let name = |field: &Field| field.decide.name.as_deref().unwrap_or(&field.name).to_snake_case();
    let (before, after) = (name(old), name(new));
    let known =
        history::Names { current: [&before, &after], former: [&old.decide.renamed_from, &new.decide.renamed_from] };
    known.tell("renamed_from", decisions, decide, found);
    if before == after {
        return;
    }
    // A setter goes on working under its former name; a public field can't.
    let is_kept = known.is_kept() && context.is_parameter;
    let kind = context.kind(Kind::ParamRustNameChanged, Kind::ResponseRustNameChanged);
    let is_hidden = context.is_parameter && role(old, context).is_argument && role(new, context).is_argument;
    let change = found.tell(kind, &decide.part("name")).turned(before, after);
    change.going(context.direction).except(1, is_kept && context.direction.is_sent()).unless(is_hidden);
    change.called(names(old).chain(names(new)));
}

fn default(keys: &mut Differing, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    let Some(Difference { old, new }) = keys.take("default") else { return };
    let kind = match (&old, &new) {
        (None, _) => Kind::DefaultAdded,
        (_, None) => Kind::DefaultRemoved,
        _ => Kind::DefaultChanged,
    };
    found.tell(kind, &at.part("default")).values(old, new).going(context.direction);
}

/// Bounds, each by itself. Which way is narrower follows from the name of the key.
fn bounds(old: &Bounds, new: &Bounds, at: &Sides<'_>, context: Context, found: &mut Recorder) {
    for (name, Difference { old, new }) in Differing::between(old, new).rest() {
        let number = |text: &Option<String>| text.as_ref().and_then(|text| text.parse::<f64>().ok());
        let is_lower_bound = name.contains("min");
        let kind = match (number(&old), number(&new)) {
            (Some(before), Some(after)) if (after > before) == is_lower_bound => Kind::ConstraintTightened,
            (Some(_), Some(_)) => Kind::ConstraintLoosened,
            _ if old.is_none() => Kind::ConstraintBecameKnown,
            _ if new.is_none() => Kind::ConstraintBecameUnknown,
            // No number: nobody knows which way it went.
            _ => Kind::ConstraintChanged,
        };
        let change = found.tell(kind, &at.part(&name)).values(old, new);
        change.going(context.direction).unless(!context.direction.is_sent());
    }
}

/// Scopes that only this field needs.
fn scopes(old: &[FieldScope], new: &[FieldScope], at: &Sides<'_>, found: &mut Recorder) {
    let text = |scope: &FieldScope| match &scope.when {
        Some(value) => format!("{} for `{value}`", scope.scope),
        None => scope.scope.clone(),
    };
    let (old, new): (Vec<_>, Vec<_>) = (old.iter().map(text).collect(), new.iter().map(text).collect());
    super::access::set(
        &old,
        &new,
        at,
        [Kind::FieldPermissionAdded, Kind::FieldPermissionRemoved, Kind::OrderChanged],
        found,
    );
}

/// A typed content.
fn content(old: &Field, new: &Field, decisions: &mut Differing, decide: &Sides<'_>, found: &mut Recorder) {
    let Some(Difference { old: was, new: is }) = decisions.take("content") else { return };
    let at = decide.part("content");
    let (Some(before), Some(after)) = (&old.decide.content, &new.decide.content) else {
        found.tell(Kind::ContentChanged, &at).values(was, is).called(names(old).chain(names(new)));
        return;
    };
    let mut keys = Differing::between(before, after);
    found.tell_keys(&mut keys, &["union", "tag"], Kind::ContentChanged, &at);
    if let Some(Difference { old: was, new: is }) = keys.take("encodings") {
        let (had, has) = (before.encodings.len() > 1, after.encodings.len() > 1);
        let same_default = before.encodings.first() == after.encodings.first();
        let kind = if same_default && has && !had { Kind::EncodingChoiceAdded } else { Kind::EncodingChanged };
        let change = found.tell(kind, &at.part("encodings")).values(was, is);
        change.unless(had && !has).called([format!("{}_encoding", new.name).as_str()]);
    }
    found.tell_rest(keys, &at);
}

//! Headers of a request: those that the client sends by itself, and those of which the caller says what they hold.

use super::differing::Differing;
use super::field::{self, Context};
use super::fields;
use super::pairing::Pairs;
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::diff::rule::Direction;
use crate::spec::model::{Field, FieldDecisions, HeaderFact, PlatformHeaders};

/// A header that the caller fills in is a parameter like any other.
const CONTEXT: Context = Context { direction: Direction::Request, is_parameter: true, is_content: false };

/// Compares headers. `platform` has those of which every call knows what they hold, before and after.
pub fn compare(
    old: &[HeaderFact],
    new: &[HeaderFact],
    platform: [&PlatformHeaders; 2],
    at: &Sides<'_>,
    found: &mut Recorder,
) {
    let pairs = Pairs::by(old, new, |header| header.name.to_ascii_lowercase());
    for &(before, after) in &pairs.both {
        let (old, new) = (&old[before], &new[after]);
        let here = at.element(before, after, &new.name);
        match (old.is_argument(platform[0]), new.is_argument(platform[1])) {
            (true, true) => parameters(old, new, &here, found),
            (true, false) => fields::removed(&parameter(old), &here, CONTEXT, found),
            (false, true) => fields::added(&parameter(new), None, &here, CONTEXT, found),
            (false, false) => header(old, new, &here, found),
        }
    }
    for &index in &pairs.removed {
        let header = &old[index];
        let here = at.only_base(index, &header.name);
        if header.is_argument(platform[0]) {
            fields::removed(&parameter(header), &here, CONTEXT, found);
        } else {
            found.tell(Kind::HeaderRemoved, &here).gone(&header.name);
        }
    }
    for &index in &pairs.added {
        let header = &new[index];
        let here = at.only_head(index, &header.name);
        if header.is_argument(platform[1]) {
            fields::added(&parameter(header), None, &here, CONTEXT, found);
        } else {
            found.tell(Kind::HeaderAdded, &here).fresh(&header.name);
        }
    }
    order(old, new, &pairs, platform, at, found);
}

/// Those that are arguments change their order for callers; of the others nobody notices.
fn order(
    old: &[HeaderFact],
    new: &[HeaderFact],
    pairs: &Pairs,
    platform: [&PlatformHeaders; 2],
    at: &Sides<'_>,
    found: &mut Recorder,
) {
    if pairs.in_order() {
        return;
    }
    let is_required = |header: &HeaderFact, own| header.is_argument(own) && header.required == Some(true);
    let both = pairs.both.iter().copied();
    let required =
        both.filter(|&(before, after)| is_required(&old[before], platform[0]) && is_required(&new[after], platform[1]));
    let arguments = Pairs { both: required.collect(), ..Pairs::default() };
    let kind = if arguments.in_order() { Kind::OrderChanged } else { Kind::PositionalOrderChanged };
    let names =
        |headers: &[HeaderFact]| headers.iter().map(|header| header.name.as_str()).collect::<Vec<_>>().join(", ");
    found.tell(kind, at).turned(names(old), names(new));
}

/// A header that the caller fills in.
fn parameters(old: &HeaderFact, new: &HeaderFact, at: &Sides<'_>, found: &mut Recorder) {
    if old.name != new.name {
        // Another case only, which means nothing on the wire.
        found.tell(Kind::DocTextChanged, &at.part("name")).turned(&old.name, &new.name);
    }
    field::compare(&parameter(old), &parameter(new), at, CONTEXT, found);
}

/// A header that the client sends by itself.
fn header(old: &HeaderFact, new: &HeaderFact, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    let is_media_type = new.name.eq_ignore_ascii_case("content-type");
    let kind = if is_media_type { Kind::BodyMediaTypeChanged } else { Kind::HeaderChanged };
    found.tell_keys(&mut keys, &["fixed"], kind, at);
    found.tell_keys(&mut keys, &["format", "computed"], Kind::HeaderChanged, at);
    found.tell_keys(&mut keys, &["name", "type", "required", "see"], Kind::DocTextChanged, at);
    found.tell_keys(&mut keys, &["example"], Kind::ExampleChanged, at);
    // What was decided concerns arguments only.
    keys.cover(&["decide"]);
    found.tell_all(&old.decide, &new.decide, Kind::DocTextChanged, &at.key("decide"));
    found.tell_rest(keys, at);
}

/// The parameter that a header is when the caller says what it holds.
fn parameter(header: &HeaderFact) -> Field {
    Field {
        // The case of a header's name means nothing.
        name: header.name.to_ascii_lowercase(),
        type_name: header.type_name.clone().unwrap_or_default(),
        required: header.required,
        example: header.example.clone().map(serde_json::Value::from),
        see: header.see.clone(),
        decide: FieldDecisions {
            name: header.decide.name.clone(),
            summary: header.decide.summary.clone(),
            ..FieldDecisions::default()
        }
        .into(),
        default: None,
        values: Vec::new(),
        bounds: None,
        field_scopes: Vec::new(),
        nesting: None,
        fields: Vec::new(),
    }
}

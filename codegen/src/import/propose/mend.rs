//! What the planner says is in the way of a crate → decisions that put it aside.
//!
//! A collision of names, a name that is no identifier, a type that nobody knows: the planner tells of them as it does of
//! any mistake, and says which decision would settle it. Here that decision is proposed, for what a page brought and
//! nobody has decided yet.

use std::collections::{BTreeMap, BTreeSet};

use super::alike::Alike;
use crate::diagnostic::{Asks, Diagnostic, Place, Spot, Step};
use crate::spec::model::{Endpoint, EnumValue, Field};
use crate::spec::{Spec, TypeName};

/// How often another name is tried for the same thing.
const MOST_ATTEMPTS: usize = 30;

/// Proposes decisions, and remembers which are its own: those it may propose anew.
#[derive(Debug, Default)]
pub struct Mender {
    attempts: BTreeMap<(Place, Asks), usize>,
}

impl Mender {
    /// Proposes a decision for each finding that asks for one and is about one of these files. Returns whether
    /// anything was proposed; then the planner should look again.
    pub fn mend(&mut self, findings: &[Diagnostic], spec: &mut Spec, files: &BTreeSet<String>) -> bool {
        let asked = findings.iter().filter(|finding| finding.asks.is_some());
        let labels = asked.flat_map(Diagnostic::labels);
        let concerned: BTreeSet<&String> =
            labels.map(|label| &label.place.file).filter(|file| files.contains(*file)).collect();
        let alike: Vec<(&String, Alike)> =
            concerned.into_iter().filter_map(|file| Some((file, Alike::of(spec.endpoint_mut(file)?.1)))).collect();
        let mut proposed = false;
        for finding in findings {
            let Some(asks) = finding.asks else { continue };
            // Of two things with one name, either can get another.
            let places = finding.labels().map(|label| &label.place);
            for place in places.filter(|place| files.contains(&place.file)) {
                let Some((method, endpoint)) = spec.endpoint_mut(&place.file) else { continue };
                if self.propose(asks, place, method, endpoint).is_some() {
                    proposed = true;
                    break;
                }
            }
        }
        for (file, alike) in alike {
            if let Some((_, endpoint)) = spec.endpoint_mut(file) {
                alike.spread(endpoint);
            }
        }
        proposed
    }

    fn propose(&mut self, asks: Asks, place: &Place, method: &str, endpoint: &mut Endpoint) -> Option<()> {
        let Spot::Node { steps, .. } = &place.spot else { return None };
        let known = self.attempts.get(&(place.clone(), asks)).copied();
        let attempt = known.unwrap_or(0) + 1;
        if attempt > MOST_ATTEMPTS {
            return None;
        }
        let target = Target::find(endpoint, steps, method, asks)?;
        target.set(asks, attempt, known.is_some())?;
        self.attempts.insert((place.clone(), asks), attempt);
        Some(())
    }
}

/// What a decision can be proposed for, and what is known of its surroundings.
enum Target<'a> {
    Field { list: &'a str, above: Vec<String>, index: usize, field: &'a mut Field },
    Value { index: usize, value: &'a mut EnumValue },
}

impl<'a> Target<'a> {
    /// The field that a place is in, or the listed value where that is asked for.
    fn find(endpoint: &'a mut Endpoint, steps: &'a [Step], method: &str, asks: Asks) -> Option<Self> {
        let (Step::Key(list), mut rest) = steps.split_first()? else { return None };
        let mut fields = match list.as_str() {
            "path_params" => &mut endpoint.path_params,
            "query_params" => &mut endpoint.query_params,
            "body" => &mut endpoint.body,
            "response" => &mut endpoint.response,
            _ => return None,
        };
        let mut above = vec![method.to_owned()];
        loop {
            let (Step::Index(index), after) = rest.split_first()? else { return None };
            let field = fields.get_mut(*index)?;
            match after {
                [Step::Key(key), deeper @ ..] if key == "fields" && !deeper.is_empty() => {
                    above.push(field.name.clone());
                    fields = &mut field.fields;
                    rest = deeper;
                }
                [Step::Key(key), Step::Index(index), ..] if key == "values" && asks == Asks::Name => {
                    let value = field.values.get_mut(*index)?;
                    return Some(Self::Value { index: *index, value });
                }
                _ => return Some(Self::Field { list, above, index: *index, field }),
            }
        }
    }

    /// Sets the decision, unless somebody has taken it already.
    fn set(self, asks: Asks, attempt: usize, is_own: bool) -> Option<()> {
        match self {
            Self::Value { index, value } => {
                let free = asks == Asks::Name && (is_own || value.decide.name.is_none());
                free.then(|| value.decide.name = Some(value_name(&value.value, index, attempt)))
            }
            Self::Field { list, above, index, field } => match asks {
                Asks::Name => {
                    let name = field_name(&field.name, list, above.len() == 1 && list != "response", index, attempt);
                    replace(&mut field.decide.name, name, is_own)
                }
                Asks::RustType => {
                    let name = rust_type(field, list, &above, attempt);
                    replace(&mut field.decide.rust_type, name, is_own)
                }
                Asks::Type => {
                    let type_name = real_type(field, list, attempt)?;
                    replace(&mut field.decide.type_name, type_name, is_own)
                }
            },
        }
    }
}

fn replace(decision: &mut Option<String>, text: String, is_own: bool) -> Option<()> {
    let changes = (is_own || decision.is_none()) && decision.as_ref() != Some(&text);
    changes.then(|| *decision = Some(text))
}

/// A name for a listed value: `1` becomes `value_1`.
fn value_name(value: &str, index: usize, attempt: usize) -> String {
    let words = words(value);
    match (words.is_empty(), attempt) {
        (false, 1) => format!("value_{words}"),
        (false, _) => format!("value_{words}_{index}"),
        (true, 1) => format!("value_{index}"),
        (true, _) => format!("value_{index}_{attempt}"),
    }
}

/// A name for a field that can't have its own: with the place that tells it from the other, or else with a number.
fn field_name(name: &str, list: &str, is_parameter: bool, index: usize, attempt: usize) -> String {
    let words = words(name);
    let words = if words.is_empty() { format!("field_{index}") } else { words };
    let place = match list {
        "path_params" => "path",
        "query_params" => "query",
        _ => "body",
    };
    match attempt {
        1 if is_parameter => format!("{place}_{words}"),
        1 => format!("field_{words}"),
        _ => format!("field_{words}_{index}_{attempt}"),
    }
}

/// A name for a type that can't have its own: with the names of what it stands in, from the inside out. The last one is
/// the whole way to it, which nothing else has.
fn rust_type(field: &Field, list: &str, above: &[String], attempt: usize) -> String {
    let side = if list == "response" { "response" } else { "request" };
    let (method, inside) = above.split_first().map_or(("", above), |(method, inside)| (method.as_str(), inside));
    let mut chain: Vec<&str> = vec![side, method];
    chain.extend(inside.iter().map(String::as_str).filter(|name| *name != "data"));
    let own = own_words(field);
    // With as few of the surroundings as will do, by the name of the type first, then by that of the field.
    let names: Vec<&str> = if own == field.name { vec![&own] } else { vec![&own, &field.name] };
    let count = (attempt - 1) / names.len() + 1;
    let from = chain.len().saturating_sub(count);
    let parts = chain[from..].iter().copied().chain([names[(attempt - 1) % names.len()]]).map(words);
    let name = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_");
    if name.starts_with(|letter: char| letter.is_ascii_alphabetic()) { name } else { format!("type_{name}") }
}

/// The words that its name would come from, had nobody decided anything.
fn own_words(field: &Field) -> String {
    match TypeName::parse(field.effective_type()).innermost() {
        TypeName::Named(name) if !field.fields.is_empty() => name.clone(),
        _ => field.name.clone(),
    }
}

/// The type that a field probably has, where the printed one is none.
fn real_type(field: &Field, list: &str, attempt: usize) -> Option<String> {
    if attempt > 1 {
        return None;
    }
    let printed = TypeName::parse(&field.type_name);
    let in_address = matches!(list, "path_params" | "query_params");
    let inner = if !field.fields.is_empty() {
        "-"
    } else if in_address || (!field.values.is_empty() && matches!(printed.innermost(), TypeName::Named(_))) {
        "string"
    } else {
        "any"
    };
    if in_address {
        return Some(inner.to_owned());
    }
    Some(printed.with_innermost(&TypeName::parse(inner)).to_string())
}

/// The words of a text that an identifier can have, in snake case.
fn words(text: &str) -> String {
    use heck::ToSnakeCase;
    let sign = if text.starts_with('-') && text[1..].starts_with(|letter: char| letter.is_ascii_digit()) {
        "minus_"
    } else {
        ""
    };
    let letters: String =
        text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let words = letters.to_snake_case();
    if words.is_empty() { words } else { format!("{sign}{words}") }
}

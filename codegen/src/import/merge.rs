//! New facts and old decisions → one endpoint.
//!
//! Facts follow the page. A decision stays with what it was taken about: the field of the same name at the same place,
//! the value, the error code; a field that moved takes its decisions along where there is no doubt that it is the same.

use crate::diagnostic::Step;
use crate::spec::model::{
    Endpoint, ErrorCode, Example, Field, FieldDecisions, HeaderDecisions, HeaderFact, ValueDecisions,
};

/// An endpoint with the facts of one and the decisions of another.
#[derive(Debug, Clone, PartialEq)]
pub struct Merged {
    /// The endpoint. What is new has no decisions yet.
    pub endpoint: Endpoint,
    /// Decisions about what is no longer there.
    pub lost: Vec<Lost>,
    /// Fields that stand at another place now, with their decisions.
    pub moved: Vec<Moved>,
}

/// A decision about something that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// What it was about, in words.
    pub about: String,
    /// Where it stood in the old endpoint.
    pub way: Way,
}

/// A field that stands at another place now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where it was: `body.a.b`.
    pub from: String,
    /// Where it is.
    pub to: String,
}

/// The way to a field, value or error: keys and indexes, as in the YAML.
pub type Way = Vec<Step>;

/// Puts the decisions of an existing endpoint to the facts of its page.
#[must_use]
pub fn merge(facts: Endpoint, existing: &Endpoint) -> Merged {
    let mut endpoint = facts;
    keep_identity(&mut endpoint, existing);
    keep_examples(&mut endpoint.examples, &existing.examples);
    endpoint.decide = existing.decide.clone();
    let mut lost = errors(&mut endpoint.errors, &existing.errors);
    lost.extend(headers(&mut endpoint.headers, &existing.headers));
    let mut fields = Matching::default();
    for (key, new, old) in lists(&mut endpoint, existing) {
        fields.list(new, old, &Trail::root(key));
    }
    let moved = fields.settle(&mut endpoint);
    lost.extend(fields.lost());
    Merged { endpoint, lost, moved }
}

/// Some renderings of a page do not say which page they are; that is no reason to forget it.
fn keep_identity(endpoint: &mut Endpoint, existing: &Endpoint) {
    let page = &mut endpoint.page;
    let known = &existing.page;
    page.url = page.url.take().or_else(|| known.url.clone());
    page.path = page.path.take().or_else(|| known.path.clone());
    page.id = page.id.take().or_else(|| known.id.clone());
    page.updated = page.updated.or(known.updated);
    endpoint.operation = endpoint.operation.take().or_else(|| existing.operation.clone());
}

/// Renderings lay the same JSON out in different ways; that is no other example.
fn keep_examples(examples: &mut [Example], known: &[Example]) {
    for (example, known) in examples.iter_mut().zip(known) {
        if example.role == known.role && is_same_json(&example.json, &known.json) {
            example.json.clone_from(&known.json);
        }
    }
}

fn is_same_json(left: &str, right: &str) -> bool {
    let read = |text| serde_json::from_str::<serde_json::Value>(text).ok();
    left == right || read(left).is_some_and(|left| read(right) == Some(left))
}

/// A rendering that lost the nesting says less than one that has it, and nothing else.
fn keep_nesting(field: &mut Field, known: &Field) {
    let names = |fields: &[Field]| fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    if known.nesting.is_none() && names(&field.fields) == names(&known.fields) {
        field.nesting = None;
    }
}

/// A converter takes what stands between `<` and `>` for HTML, and leaves it out; that is no other type.
fn keep_type(field: &mut Field, known: &Field) {
    if field.type_name != known.type_name && field.type_name == without_tags(&known.type_name) {
        field.type_name.clone_from(&known.type_name);
    }
}

fn without_tags(text: &str) -> String {
    match text.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?.1))) {
        Some((before, behind)) => format!("{before}{}", without_tags(behind)),
        None => text.to_owned(),
    }
}

fn lists<'new, 'old>(
    new: &'new mut Endpoint,
    old: &'old Endpoint,
) -> [(&'static str, &'new mut Vec<Field>, &'old [Field]); 4] {
    [
        ("path_params", &mut new.path_params, &old.path_params),
        ("query_params", &mut new.query_params, &old.query_params),
        ("body", &mut new.body, &old.body),
        ("response", &mut new.response, &old.response),
    ]
}

fn headers(new: &mut [HeaderFact], old: &[HeaderFact]) -> Vec<Lost> {
    let is_same = |left: &HeaderFact, right: &HeaderFact| left.name.eq_ignore_ascii_case(&right.name);
    for header in new.iter_mut() {
        if let Some(known) = old.iter().find(|known| is_same(known, header)) {
            header.decide = known.decide.clone();
        }
    }
    let decided = old.iter().enumerate().filter(|(_, known)| known.decide != HeaderDecisions::default());
    let gone = decided.filter(|(_, known)| !new.iter().any(|header| is_same(header, known)));
    let lost = gone.map(|(index, known)| Lost {
        about: format!("header `{}`", known.name),
        way: vec![step("headers"), Step::Index(index)],
    });
    lost.collect()
}

fn errors(new: &mut [ErrorCode], old: &[ErrorCode]) -> Vec<Lost> {
    for error in new.iter_mut() {
        if let Some(known) = old.iter().find(|known| known.code == error.code) {
            error.decide = known.decide.clone();
        }
    }
    let gone = old.iter().enumerate().filter(|(_, known)| !new.iter().any(|error| error.code == known.code));
    let lost = gone.map(|(index, known)| Lost {
        about: format!("error {} (`{}`)", known.code, known.decide.name),
        way: vec![step("errors"), Step::Index(index)],
    });
    lost.collect()
}

fn step(key: &str) -> Step {
    Step::Key(key.to_owned())
}

/// The way to a field by indexes, and by names for people.
#[derive(Debug, Clone)]
struct Trail {
    list: &'static str,
    indexes: Vec<usize>,
    names: Vec<String>,
}

impl Trail {
    fn root(list: &'static str) -> Self {
        Self { list, indexes: Vec::new(), names: Vec::new() }
    }

    fn child(&self, index: usize, name: &str) -> Self {
        let mut child = self.clone();
        child.indexes.push(index);
        child.names.push(name.to_owned());
        child
    }

    fn words(&self) -> String {
        format!("{}.{}", self.list, self.names.join("."))
    }

    fn way(&self) -> Way {
        let mut way = vec![step(self.list)];
        for (depth, index) in self.indexes.iter().enumerate() {
            if depth > 0 {
                way.push(step("fields"));
            }
            way.push(Step::Index(*index));
        }
        way
    }

    /// The field at this place of an endpoint.
    fn find<'a>(&self, endpoint: &'a mut Endpoint) -> Option<&'a mut Field> {
        let mut list = match self.list {
            "path_params" => &mut endpoint.path_params,
            "query_params" => &mut endpoint.query_params,
            "body" => &mut endpoint.body,
            _ => &mut endpoint.response,
        };
        let (own, before) = self.indexes.split_last()?;
        for index in before {
            list = &mut list.get_mut(*index)?.fields;
        }
        list.get_mut(*own)
    }
}

/// What found no counterpart so far.
#[derive(Debug, Default)]
struct Matching<'a> {
    /// New fields without an old one.
    strangers: Vec<Trail>,
    /// Old fields without a new one.
    orphans: Vec<(&'a Field, Trail)>,
    lost_values: Vec<Lost>,
}

impl<'a> Matching<'a> {
    fn list(&mut self, new: &mut [Field], old: &'a [Field], trail: &Trail) {
        for (index, field) in new.iter_mut().enumerate() {
            let here = trail.child(index, &field.name);
            match old.iter().position(|known| known.name == field.name) {
                Some(position) => self.adopt(field, &old[position], &here, &trail.child(position, &field.name)),
                None => self.strangers.push(here),
            }
        }
        for (index, field) in old.iter().enumerate() {
            if !new.iter().any(|known| known.name == field.name) {
                self.orphans.push((field, trail.child(index, &field.name)));
            }
        }
    }

    /// Gives a field the decisions of its old self, and those inside it.
    fn adopt(&mut self, field: &mut Field, known: &'a Field, here: &Trail, there: &Trail) {
        field.decide = known.decide.clone();
        self.lose_type(field, known, here, there);
        keep_nesting(field, known);
        keep_type(field, known);
        for value in &mut field.values {
            if let Some(known) = known.values.iter().find(|known| known.value == value.value) {
                value.decide = known.decide.clone();
            }
        }
        for (index, value) in known.values.iter().enumerate() {
            let is_gone = !field.values.iter().any(|listed| listed.value == value.value);
            if is_gone && value.decide != ValueDecisions::default() {
                let mut way = there.way();
                way.extend([step("values"), Step::Index(index)]);
                self.lost_values.push(Lost { about: format!("value `{}` of `{}`", value.value, here.words()), way });
            }
        }
        // The trails of what is inside differ where the field moved: positions count in the new, places in the old.
        let mut inside = Matching::default();
        inside.list(&mut field.fields, &known.fields, here);
        for (_, trail) in &mut inside.orphans {
            let below = trail.indexes.split_off(here.indexes.len());
            let names = trail.names.split_off(here.names.len());
            *trail = there.clone();
            trail.indexes.extend(below);
            trail.names.extend(names);
        }
        self.strangers.append(&mut inside.strangers);
        self.orphans.append(&mut inside.orphans);
        self.lost_values.append(&mut inside.lost_values);
    }

    /// What was decided about a type that was printed here goes with it.
    fn lose_type(&mut self, field: &mut Field, known: &Field, here: &Trail, there: &Trail) {
        let prints_type = |field: &Field| !field.fields.is_empty() || !field.values.is_empty();
        if field.decide.rust_type.is_some() && prints_type(known) && !prints_type(field) {
            field.decide.rust_type = None;
            let mut way = there.way();
            way.extend([step("decide"), step("rust_type")]);
            self.lost_values.push(Lost { about: format!("type of `{}`", here.words()), way });
        }
    }

    /// Finds the fields that moved: one of a name is gone, and one of that name is new.
    fn settle(&mut self, endpoint: &mut Endpoint) -> Vec<Moved> {
        let mut moved = Vec::new();
        while let Some((stranger, orphan)) = self.next_move() {
            let trail = self.strangers.remove(stranger);
            let (known, from) = self.orphans.remove(orphan);
            moved.push(Moved { from: from.words(), to: trail.words() });
            if let Some(field) = trail.find(endpoint) {
                self.adopt(field, known, &trail, &from);
            }
        }
        moved
    }

    fn next_move(&self) -> Option<(usize, usize)> {
        self.strangers.iter().enumerate().find_map(|(index, stranger)| {
            let name = stranger.names.last()?;
            let only_stranger = self.strangers.iter().filter(|other| other.names.last() == Some(name)).count() == 1;
            let mut orphans = self.orphans.iter().enumerate().filter(|(_, (field, _))| field.name == *name);
            let (orphan, _) = orphans.next()?;
            (only_stranger && orphans.next().is_none()).then_some((index, orphan))
        })
    }

    /// The decisions that nothing took over.
    fn lost(self) -> Vec<Lost> {
        let mut lost = self.lost_values;
        for (field, trail) in &self.orphans {
            lost_inside(field, trail, &mut lost);
        }
        lost
    }
}

fn lost_inside(field: &Field, trail: &Trail, lost: &mut Vec<Lost>) {
    if field.decide != FieldDecisions::default() {
        lost.push(Lost { about: format!("field `{}`", trail.words()), way: trail.way() });
    }
    for (index, inner) in field.fields.iter().enumerate() {
        lost_inside(inner, &trail.child(index, &inner.name), lost);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_converter_took_for_a_tag_is_left_out() {
        assert_eq!(without_tags("array<string>"), "array");
        assert_eq!(without_tags("array<array<string>>"), "array>");
        assert_eq!(without_tags("map<string, int>[]"), "map[]");
        assert_eq!(without_tags("a<b"), "a<b");
    }
}

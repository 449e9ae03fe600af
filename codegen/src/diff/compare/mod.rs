//! Spec × Spec → changes: each part against its former self.

mod access;
mod answer;
mod differing;
mod endpoint;
mod errors;
mod field;
mod fields;
mod form;
mod headers;
mod history;
mod package;
mod page;
mod pairing;
mod platform;
mod recorder;
mod request;
mod sides;
mod similar;
#[cfg(test)]
mod tests;
mod types;
mod values;

use super::users::{Users, version_name};
use super::{Change, Kind, Subject};
use crate::spec::model::{Moved, Page, Platform, SharedType};
use crate::spec::{LocatedEndpoint, Spec, Version};
use endpoint::Around;
use errors::Elsewhere;
use pairing::Pairs;
use recorder::Recorder;
use sides::Sides;
use types::Uses;

/// Compares two specs.
///
/// Nothing that differs goes untold: what no rule covers is told as [`Kind::Unhandled`]. Two specs that are equal have no
/// changes, and two that are not have at least one.
#[must_use]
pub fn changes(base: &Spec, head: &Spec) -> Vec<Change> {
    let mut found = Vec::new();
    found.extend(package(base, head));
    found.extend(platform(base, head));
    let (old_users, new_users) = (Users::of(base), Users::of(head));
    let versions = Pairs::by(base.versions(), head.versions(), version_name);
    for &(old, new) in &versions.both {
        found.extend(shared_types(&base.versions()[old], &head.versions()[new], &old_users, &new_users));
    }
    found.extend(endpoints(base, head));
    found
}

/// Compares two states of one endpoint, as far as that can be done without the rest of the spec, on one platform.
#[must_use]
pub fn endpoint_changes(old: &LocatedEndpoint, new: &LocatedEndpoint, platform: &Platform) -> Vec<Change> {
    let around =
        Around { platform: [platform, platform], platform_errors: Elsewhere::default(), renamed_types: Vec::new() };
    pair(old, new, &around)
}

fn package(base: &Spec, head: &Spec) -> Vec<Change> {
    let (old, new) = (base.package(), head.package());
    let mut found = Recorder::new(Subject::Package, Vec::new(), None);
    package::compare(old, new, &mut found);
    backstop(old.value == new.value, &Sides::files(&old.file, &new.file), found)
}

fn platform(base: &Spec, head: &Spec) -> Vec<Change> {
    let (old, new) = (base.platform(), head.platform());
    // What went from an endpoint to the platform.
    let tables = |spec: &Spec| {
        let endpoints = spec.versions().iter().flat_map(|version| &version.endpoints);
        endpoints.flat_map(|endpoint| endpoint.source.value.errors.clone()).collect::<Vec<_>>()
    };
    let elsewhere = Elsewhere::between(&tables(base), &tables(head));
    let mut found = Recorder::new(Subject::Platform, Vec::new(), None);
    platform::compare(old, new, &elsewhere, &mut found);
    backstop(old.value == new.value, &Sides::files(&old.file, &new.file), found)
}

fn shared_types(old: &Version, new: &Version, old_users: &Users, new_users: &Users) -> Vec<Change> {
    let name = version_name(new);
    let nothing = Vec::new();
    let list = |version: &'_ Version| version.types.as_ref().map(|source| source.value.types.clone());
    let (old_types, new_types) = (list(old).unwrap_or(nothing.clone()), list(new).unwrap_or(nothing));
    let file = |version: &Version, other: &Version| {
        let file = version.types.as_ref().or(other.types.as_ref()).map(|source| source.file.clone());
        file.unwrap_or_default()
    };
    let (old_file, new_file) = (file(old, new), file(new, old));
    let root = Sides::files(&old_file, &new_file);
    let mut found = Vec::new();
    if let (Some(old), Some(new)) = (&old.types, &new.types) {
        let mut recorder = Recorder::new(Subject::Types(name.clone()), Vec::new(), None);
        let mut keys = differing::Differing::between(&old.value, &new.value);
        keys.cover(&["types"]);
        recorder.tell_keys(&mut keys, &["summary"], Kind::DocTextChanged, &root);
        recorder.tell_keys(&mut keys, &["note"], Kind::NoteChanged, &root);
        recorder.tell_keys(&mut keys, &["reserved"], Kind::HistoryRecorded, &root);
        recorder.tell_rest(keys, &root);
        found.extend(recorder.finish());
    }
    let at = root.key("types");
    let mut pairs = Pairs::by(&old_types, &new_types, |item| item.name.clone());
    pairs.also_by(&old_types, &new_types, types::rust_name);
    let uses = |old_name: &str, new_name: &str| Uses {
        old: old_users.of_type(&name, old_name),
        new: new_users.of_type(&name, new_name),
    };
    let renamed = renamed(&old_types, &new_types);
    let recorder = |type_name: &str, uses: &Uses, page_changed| {
        let endpoints = uses.old.endpoints().union(&uses.new.endpoints()).cloned().collect();
        let subject = Subject::Type { version: name.clone(), name: type_name.to_owned() };
        Recorder::new(subject, endpoints, page_changed).knowing(&renamed)
    };
    for &(before, after) in &pairs.both {
        let (old, new) = (&old_types[before], &new_types[after]);
        let uses = uses(&old.name, &new.name);
        let mut one = recorder(&new.name, &uses, page_changed(&old.page, &new.page));
        let here = Sides::pair(&at, before, after);
        types::compare(old, new, &here, &uses, &mut one);
        found.extend(backstop(old == new, &here, one));
    }
    for &index in &pairs.removed {
        let old = &old_types[index];
        let mut one = recorder(&old.name, &uses(&old.name, &old.name), None);
        let change = one.tell(Kind::TypeRemoved, &at.only_base(index, &old.name));
        change.gone(&old.name).unless(!types::has_code(old)).called([types::rust_name(old).as_str()]).at.path.clear();
        found.extend(one.finish());
    }
    for &index in &pairs.added {
        let new = &new_types[index];
        let mut one = recorder(&new.name, &uses(&new.name, &new.name), None);
        let change = one.tell(Kind::TypeAdded, &at.only_head(index, &new.name));
        change.fresh(&new.name).unless(!types::has_code(new)).called([types::rust_name(new).as_str()]).at.path.clear();
        found.extend(one.finish());
    }
    if !pairs.in_order() {
        let mut recorder = Recorder::new(Subject::Types(name), Vec::new(), None);
        recorder.tell(Kind::OrderChanged, &at).decided();
        found.extend(recorder.finish());
    }
    found
}

/// The shared types that have another name in the spec, and kept theirs in Rust.
fn renamed(old: &[SharedType], new: &[SharedType]) -> Vec<(String, String)> {
    let mut pairs = Pairs::by(old, new, |item| item.name.clone());
    let pairs = pairs.also_by(old, new, types::rust_name);
    pairs.iter().map(|&(before, after)| (old[before].name.clone(), new[after].name.clone())).collect()
}

/// Endpoints are the same when they stand at the same place of the spec, or else when they are the same call on the wire.
fn endpoints(base: &Spec, head: &Spec) -> Vec<Change> {
    let list =
        |spec: &'_ Spec| spec.versions().iter().flat_map(|version| version.endpoints.clone()).collect::<Vec<_>>();
    let (old, new) = (list(base), list(head));
    let mut pairs = Pairs::by(&old, &new, |endpoint| endpoint.id.clone());
    join_moved(&old, &new, &mut pairs);
    pairs.also_by(&old, &new, |endpoint| (endpoint.source.value.method, endpoint.source.value.path.clone()));
    let (before, after) = (&base.platform().value, &head.platform().value);
    let around = Around {
        platform: [before, after],
        platform_errors: Elsewhere::between(&before.errors, &after.errors),
        renamed_types: versions_renamed(base, head),
    };
    let mut found: Vec<Change> =
        pairs.both.iter().flat_map(|&(before, after)| pair(&old[before], &new[after], &around)).collect();
    for &index in &pairs.removed {
        found.push(one_sided(&old[index], Kind::EndpointRemoved));
    }
    for &index in &pairs.added {
        let mut change = one_sided(&new[index], Kind::EndpointAdded);
        let like = similar::endpoint(&new[index], pairs.removed.iter().map(|removed| &old[*removed]));
        if let Some(like) = like {
            change.hint(format!(
                "it looks like `{}`, which is gone; if it is the same call, leave it at its place in the spec",
                like.id
            ));
        }
        found.push(change);
    }
    found
}

/// What was renamed in any of the versions that are on both sides.
fn versions_renamed(base: &Spec, head: &Spec) -> Vec<(String, String)> {
    let types =
        |version: &'_ Version| version.types.iter().flat_map(|source| source.value.types.clone()).collect::<Vec<_>>();
    let versions = Pairs::by(base.versions(), head.versions(), version_name);
    let of = |&(old, new): &(usize, usize)| renamed(&types(&base.versions()[old]), &types(&head.versions()[new]));
    versions.both.iter().flat_map(of).collect()
}

/// Pairs endpoints that say where they were before; the other way round, what goes back to where it was.
fn join_moved(old: &[LocatedEndpoint], new: &[LocatedEndpoint], pairs: &mut Pairs) {
    for after in pairs.added.clone() {
        let is_same = |before: &usize| was_at(&new[after], &old[*before]) || was_at(&old[*before], &new[after]);
        if let Some(before) = pairs.removed.iter().copied().find(is_same) {
            pairs.join(before, after);
        }
    }
}

/// Whether an endpoint says that it was where another is.
fn was_at(endpoint: &LocatedEndpoint, other: &LocatedEndpoint) -> bool {
    let (call, elsewhere) = (&endpoint.source.value, &other.source.value);
    call.decide.moved_from.iter().any(|Moved { method, path, endpoint: place }| {
        let same_place = place.as_ref().is_some_and(|id| *id == other.id);
        let same_path = path.as_ref().is_some_and(|path| *path == elsewhere.path);
        same_place || (same_path && method.unwrap_or(call.method) == elsewhere.method)
    })
}

fn pair(old: &LocatedEndpoint, new: &LocatedEndpoint, around: &Around<'_>) -> Vec<Change> {
    let page_changed = page_changed(&old.source.value.page, &new.source.value.page);
    let mut ids = vec![new.id.clone(), old.id.clone()];
    ids.dedup();
    let mut found = Recorder::new(Subject::Endpoint(new.id.clone()), ids, page_changed).knowing(&around.renamed_types);
    endpoint::compare(old, new, around, &mut found);
    let is_same = old.source.value == new.source.value;
    backstop(is_same, &Sides::files(&old.source.file, &new.source.file), found)
}

fn one_sided(endpoint: &LocatedEndpoint, kind: Kind) -> Change {
    let LocatedEndpoint { id, source, .. } = endpoint;
    let mut found = Recorder::new(Subject::Endpoint(id.clone()), vec![id.clone()], None);
    let call = format!("{} {}", source.value.method.as_str(), source.value.path);
    let at = Sides::files(&source.file, &source.file);
    let change = found.tell(kind, &at);
    match kind {
        Kind::EndpointAdded => {
            change.fresh(call).base = None;
        }
        _ => {
            change.gone(call).head = None;
        }
    }
    change.clone()
}

/// Whether a page is another one than before, as far as it says something of itself.
fn page_changed(old: &Page, new: &Page) -> Option<bool> {
    (*old != Page::default() || *new != Page::default()).then(|| old != new)
}

/// Two things that differ have at least one change, whatever the rules forgot.
fn backstop(is_same: bool, at: &Sides<'_>, mut found: Recorder) -> Vec<Change> {
    if !is_same && found.is_empty() {
        found.tell(Kind::Unhandled, at);
    }
    found.finish()
}

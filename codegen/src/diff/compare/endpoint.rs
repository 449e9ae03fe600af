//! One endpoint against its former self.

use super::differing::{Difference, Differing};
use super::errors::{self, Elsewhere};
use super::history::{self, Names};
use super::recorder::Recorder;
use super::sides::Sides;
use super::{access, answer, headers, page, request};
use crate::diff::Kind;
use crate::spec::LocatedEndpoint;
use crate::spec::model::{Endpoint, Pagination, Platform};

/// What an endpoint is compared against besides its former self.
pub struct Around<'a> {
    /// What every call shares, before and after.
    pub platform: [&'a Platform; 2],
    /// The codes that the platform has gained and lost.
    pub platform_errors: Elsewhere,
    /// The shared types that have another name in the spec now.
    pub renamed_types: Vec<(String, String)>,
}

/// Compares an endpoint.
pub fn compare(old: &LocatedEndpoint, new: &LocatedEndpoint, around: &Around<'_>, found: &mut Recorder) {
    let at = Sides::files(&old.source.file, &new.source.file);
    names(old, new, &at, found);
    let (old, new) = (&old.source.value, &new.source.value);
    let mut keys = Differing::between(old, new);
    found.tell_keys(&mut keys, &["title"], Kind::DocTextChanged, &at);
    found.tell_keys(&mut keys, &["operation"], Kind::ProvenanceUpdated, &at);
    found.tell_keys(&mut keys, &["host"], Kind::HostChanged, &at);
    found.tell_keys(&mut keys, &["method"], Kind::EndpointMethodChanged, &at);
    found.tell_keys(&mut keys, &["multipart"], Kind::BodyMediaTypeChanged, &at);
    found.tell_keys(&mut keys, &["binary_response"], Kind::ResponseMediaTypeChanged, &at);
    keys.cover(&["page", "decide", "headers", "response", "errors", "examples"]);
    page::compare(&old.page, &new.page, &at.part("page"), found);
    access::compare(old, new, &mut keys, &at, found);
    request::compare(old, new, &mut keys, &at, found);
    let own = around.platform.map(|platform| &platform.headers);
    headers::compare(&old.headers, &new.headers, own, &at.part("headers"), found);
    answer::compare(old, new, around.platform.map(|platform| &platform.envelope), &at, found);
    let elsewhere = &around.platform_errors;
    errors::compare(&old.errors, &new.errors, &at.part("errors"), elsewhere, found);
    examples(old, new, &at.part("examples"), found);
    decisions(old, new, &at, found);
    found.tell_rest(keys, &at);
}

/// Its place in the spec, and what it is called in Rust.
fn names(old: &LocatedEndpoint, new: &LocatedEndpoint, at: &Sides<'_>, found: &mut Recorder) {
    let module = |endpoint: &LocatedEndpoint| endpoint.id.rsplit_once('.').map(|(module, _)| module.to_owned());
    let method = |endpoint: &LocatedEndpoint| {
        let decided = endpoint.source.value.decide.name.clone();
        decided.unwrap_or_else(|| endpoint.method.clone())
    };
    if module(old) != module(new) {
        found.tell(Kind::EndpointRegrouped, at).turned(&old.id, &new.id).decided();
    }
    let (before, after) = (method(old), method(new));
    let decisions = [&old.source.value.decide, &new.source.value.decide];
    let names = Names { current: [&before, &after], former: decisions.map(|decide| decide.renamed_from.as_slice()) };
    let mut keys = Differing::between(decisions[0], decisions[1]);
    names.tell("renamed_from", &mut keys, &at.key("decide"), found);
    if before != after {
        let change = found.tell(Kind::EndpointRenamed, at).turned(&before, &after);
        change.decided().called([before.as_str(), after.as_str()]);
    } else if old.method != new.method {
        // The file has another name, and what it is called in Rust was decided to stay. Its documentation has its id.
        found.tell(Kind::DocTextChanged, at).turned(&old.id, &new.id).decided();
    }
}

fn examples(old: &Endpoint, new: &Endpoint, at: &Sides<'_>, found: &mut Recorder) {
    let longest = old.examples.len().max(new.examples.len());
    for index in 0..longest {
        let name = (index + 1).to_string();
        match (old.examples.get(index), new.examples.get(index)) {
            (Some(old), Some(new)) => {
                found.tell_all(old, new, Kind::ExampleChanged, &at.element(index, index, &name));
            }
            (Some(old), None) => _ = found.tell(Kind::ExampleChanged, &at.only_base(index, &name)).gone(&old.json),
            (None, Some(new)) => _ = found.tell(Kind::ExampleChanged, &at.only_head(index, &name)).fresh(&new.json),
            (None, None) => {}
        }
    }
}

fn decisions(old: &Endpoint, new: &Endpoint, at: &Sides<'_>, found: &mut Recorder) {
    let here = at.key("decide");
    let mut keys = Differing::between(&old.decide, &new.decide);
    // Told as the names of the endpoint, and as the place of what it returns.
    keys.cover(&["name", "renamed_from", "answer"]);
    let deprecations = [&old.decide.deprecated, &new.decide.deprecated].map(Option::as_ref);
    history::deprecation(deprecations[0], deprecations[1], &mut keys, &here, found);
    history::requirements(&old.decide.requirements, &new.decide.requirements, &mut keys, &here, found);
    found.tell_keys(&mut keys, &["moved_from", "reserved"], Kind::HistoryRecorded, &here);
    let texts = ["summary", "description", "page", "restrictions", "contradictions"];
    found.tell_keys(&mut keys, &texts, Kind::DocTextChanged, &here);
    found.tell_keys(&mut keys, &["note"], Kind::NoteChanged, &here);
    found.tell_keys(&mut keys, &["retry"], Kind::RetrySafetyChanged, &here);
    found.tell_keys(&mut keys, &["accept"], Kind::LintAcceptanceChanged, &here);
    if let Some(Difference { old: was, new: is }) = keys.take("pagination") {
        let here = here.part("pagination");
        match (&old.decide.pagination, &new.decide.pagination) {
            (Some(old), Some(new)) => pagination(old, new, &here, found),
            (None, _) => _ = found.tell(Kind::PaginationAdded, &here).values(was, is).called(["pages"]),
            (_, None) => _ = found.tell(Kind::PaginationRemoved, &here).values(was, is).called(["pages"]),
        }
    }
    found.tell_rest(keys, &here);
}

fn pagination(old: &Pagination, new: &Pagination, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    if let Some(Difference { old: was, new: is }) = keys.take("items") {
        found.tell(Kind::PaginationChanged, &at.part("items")).values(was, is).unless(true).called(["items"]);
    }
    for (name, Difference { old, new }) in keys.rest() {
        found.tell(Kind::PaginationChanged, &at.part(&name)).values(old, new);
    }
}

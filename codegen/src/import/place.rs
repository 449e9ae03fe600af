//! Where the endpoint of a page goes.

use std::fmt;

use heck::ToSnakeCase;

use crate::pages::facts::Page;
use crate::spec::model::{Endpoint, Method};

/// The longest word of a place that is believed.
const LONGEST_WORD: usize = 64;

/// Stands for the version of an API whose path has none.
const NO_VERSION: &str = "v0";

/// The place of an endpoint in a spec. Each part is a word of small letters, digits and `_` that begins with a letter,
/// so that no page can lead out of the folder.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlaceName {
    project: String,
    version: String,
    resource: String,
    method: String,
}

impl PlaceName {
    /// A place of four words, or `None` where one is no word even after everything else has been taken out of it.
    #[must_use]
    pub fn new(project: &str, version: &str, resource: &str, method: &str) -> Option<Self> {
        let [project, version, resource, method] = [word(project)?, word(version)?, word(resource)?, word(method)?];
        if [&project, &version].into_iter().any(|word| is_reserved(word)) {
            return None;
        }
        let resource = if is_reserved(&resource) { format!("{project}_{resource}") } else { resource };
        let method = if is_reserved(&method) { format!("{resource}_{method}") } else { method };
        Some(Self { project, version, resource, method })
    }

    /// The place of a file that is there, whatever its name.
    pub(super) fn of_file(project: &str, version: &str, resource: &str, method: &str) -> Self {
        let [project, version, resource, method] = [project, version, resource, method].map(str::to_owned);
        Self { project, version, resource, method }
    }

    /// Such as `helpdesk`.
    #[must_use]
    pub fn project(&self) -> &str {
        &self.project
    }

    /// Such as `v1`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Such as `ticket_message`.
    #[must_use]
    pub fn resource(&self) -> &str {
        &self.resource
    }

    /// Such as `create`.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Project, version, resource and method.
    #[must_use]
    pub fn parts(&self) -> [&str; 4] {
        [&self.project, &self.version, &self.resource, &self.method]
    }

    /// The file, from the folder of the spec.
    #[must_use]
    pub fn file(&self) -> String {
        let Self { project, version, resource, method } = self;
        format!("{project}/{version}/{resource}/{method}.yaml")
    }
}

/// As the ids of endpoints are written.
impl fmt::Display for PlaceName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { project, version, resource, method } = self;
        write!(formatter, "{project}.{version}.{resource}.{method}")
    }
}

/// The places that a page asks for, the best first: by the vendor's name of the operation, by its own path in the
/// documentation, by the path of the call.
pub fn wanted(page: &Page, endpoint: &Endpoint) -> impl Iterator<Item = PlaceName> + use<> {
    [by_operation(endpoint), by_page(page), by_path(&endpoint.path, endpoint.method)].into_iter().flatten()
}

/// By the vendor's own name.
#[must_use]
pub fn by_operation(endpoint: &Endpoint) -> Option<PlaceName> {
    let operation = endpoint.operation.as_ref()?;
    PlaceName::new(&operation.project, &operation.version, &operation.resource, &operation.method)
}

/// By the path of the page, where that says it: `…/helpdesk-v1/ticket-message/create`.
fn by_page(page: &Page) -> Option<PlaceName> {
    let mut parts = page.page.as_deref()?.rsplit('/');
    let (method, resource, project) = (parts.next()?, parts.next()?, parts.next()?);
    let (project, version) = project.rsplit_once('-')?;
    (is_version(version) && is_readable(method)).then(|| PlaceName::new(project, version, resource, method))?
}

/// The documentation system's own ids look like `uIDOyUjLygjM14iM4ITN`.
fn is_readable(word: &str) -> bool {
    word.len() < 40 && !word.chars().any(|letter| letter.is_ascii_uppercase())
}

fn is_version(word: &str) -> bool {
    word.strip_prefix('v').is_some_and(|rest| !rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_digit()))
}

/// By the path of the call: `/open-apis/helpdesk/v1/tickets/:ticket_id/messages` is about a `ticket_message`.
fn by_path(path: &str, method: Method) -> Option<PlaceName> {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let parts = match parts.as_slice() {
        ["open-apis", rest @ ..] => rest,
        other => other,
    };
    let (project, rest) = parts.split_first()?;
    let version = rest.iter().position(|part| is_version(part));
    let words = version.map_or(rest, |at| &rest[at + 1..]);
    let version = version.map_or(NO_VERSION, |at| rest[at]);
    let is_one = words.last().is_some_and(|last| last.starts_with(':'));
    let mut words: Vec<&str> = words.iter().copied().filter(|part| !part.starts_with(':')).collect();
    let last = *words.last()?;
    // A call that has a verb of its own ends with it; a call on a collection ends with a plural.
    let is_collection = singular(last) != last;
    let method = if is_one || is_collection || words.len() == 1 {
        match (method, is_one) {
            (Method::Get, false) if is_collection => "list",
            (Method::Get, _) => "get",
            (Method::Post, _) => "create",
            (Method::Put, _) => "update",
            (Method::Patch, _) => "patch",
            (Method::Delete, _) => "delete",
        }
    } else {
        words.pop()?
    };
    let resource: Vec<_> = words.iter().map(|word| singular(word)).collect();
    let resource = resource.join("_");
    // A verb alone says nothing of what it is done to.
    PlaceName::new(project, version, if resource == method { project } else { &resource }, method)
}

/// The singular of an English plural; any other word as it is.
fn singular(word: &str) -> String {
    if let Some(stem) = word.strip_suffix("ies") {
        return format!("{stem}y");
    }
    match word.strip_suffix('s') {
        Some(stem) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

/// Whether nothing in Rust can be called so, however it is written.
fn is_reserved(word: &str) -> bool {
    matches!(word, "crate" | "self" | "super")
}

/// What is left of a text as a word of a place.
fn word(text: &str) -> Option<String> {
    if text.len() > LONGEST_WORD {
        return None;
    }
    let letters: String =
        text.chars().map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '_' }).collect();
    let word = letters.to_snake_case();
    word.starts_with(|letter: char| letter.is_ascii_lowercase()).then_some(word)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn path(method: Method, path: &str) -> String {
        by_path(path, method).map(|place| place.to_string()).unwrap_or_default()
    }

    #[test]
    fn the_path_of_a_call_says_what_it_is_about() {
        let tickets = "/open-apis/helpdesk/v1/tickets";
        assert_eq!(path(Method::Get, tickets), "helpdesk.v1.ticket.list");
        assert_eq!(path(Method::Get, &format!("{tickets}/:ticket_id")), "helpdesk.v1.ticket.get");
        assert_eq!(path(Method::Post, &format!("{tickets}/:ticket_id/messages")), "helpdesk.v1.ticket_message.create");
        let answer = format!("{tickets}/:ticket_id/answer_user_query");
        assert_eq!(path(Method::Post, &answer), "helpdesk.v1.ticket.answer_user_query");
        assert_eq!(path(Method::Post, "/open-apis/helpdesk/v1/message"), "helpdesk.v1.message.create");
        assert_eq!(path(Method::Post, "/open-apis/doc/v2/create"), "doc.v2.doc.create");
        let rooms = "/open-apis/meeting_room/freebusy/batch_get";
        assert_eq!(path(Method::Get, rooms), "meeting_room.v0.freebusy.batch_get");
    }

    #[test]
    fn the_path_of_a_page_says_it_where_it_is_readable() {
        let page = |page: &str| Page { page: Some(page.to_owned()), ..Page::default() };
        let place = by_page(&page("/uAjLw4CM/ukTMukTMukTM/helpdesk-v1/ticket-message/create"));
        assert_eq!(place.unwrap().to_string(), "helpdesk.v1.ticket_message.create");
        assert_eq!(by_page(&page("/ukTMukTMukTM/uIDOyUjLygjM14iM4ITN")), None);
    }

    #[test]
    fn what_is_no_word_has_no_place() {
        assert_eq!(PlaceName::new("..", "v1", "a", "b"), None);
        assert_eq!(PlaceName::new("a", "v1", "", "b"), None);
        assert_eq!(PlaceName::new("a", "v1", &"a".repeat(65), "b"), None);
        assert_eq!(PlaceName::new("a", "v1", "工单", "b"), None);
        assert_eq!(PlaceName::new("crate", "v1", "a", "b"), None);
        let reserved = PlaceName::new("a", "v1", "Crate", "self").unwrap();
        assert_eq!(reserved.to_string(), "a.v1.a_crate.a_crate_self");
        let place = PlaceName::new("a", "v1", "../../x\0y", "Crea te").unwrap();
        assert_eq!(place.file(), "a/v1/x_y/crea_te.yaml");
    }

    proptest! {
        #[test]
        fn no_place_leads_out_of_the_folder(words in prop::array::uniform4(".*")) {
            let [project, version, resource, method] = &words;
            if let Some(place) = PlaceName::new(project, version, resource, method) {
                let is_word = |part: &str| part.chars().all(|letter| letter == '_' || letter.is_ascii_alphanumeric());
                let file = place.file();
                let parts: Vec<_> = file.strip_suffix(".yaml").unwrap().split('/').collect();
                prop_assert_eq!(parts.len(), 4);
                prop_assert!(parts.iter().all(|part| !part.is_empty() && is_word(part)));
            }
        }
    }
}

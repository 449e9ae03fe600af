//! Where a parameter goes: path, query, body or header.

use super::address;
use super::fields::Loose;
use super::section::Section;
use crate::pages::facts::{Page, Unplaced};

/// The parameters of a page by where they go, before they are nested.
#[derive(Default)]
pub struct Parameters {
    pub path: Vec<Loose>,
    pub query: Vec<Loose>,
    pub body: Vec<Loose>,
    pub header: Vec<Loose>,
}

/// Puts the parameters of a table where they go: as its column says, or else its section, or else the address and the
/// method.
pub fn sort(section: Section, fields: Vec<Loose>, page: &mut Page, parameters: &mut Parameters) {
    let mut place = None;
    for loose in fields {
        let said = match loose.place.as_deref().map(said) {
            Some(None) => {
                let what = format!("`{}` goes to a place that is not known", loose.field.name);
                page.unplaced.push(Unplaced { line: loose.field.line, what });
                None
            }
            Some(said) => said,
            None => None,
        };
        // What is inside a parameter goes where that goes.
        let is_inside = loose.indent.is_nested() && place.is_some();
        let next = if is_inside { place } else { Some(said.unwrap_or_else(|| by_section(section, &loose, page))) };
        place = next;
        match next {
            Some(Place::Path) => parameters.path.push(loose),
            Some(Place::Query) => parameters.query.push(loose),
            Some(Place::Header) => parameters.header.push(loose),
            Some(Place::Body) | None => parameters.body.push(loose),
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Body,
    Header,
}

fn said(text: &str) -> Option<Place> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(match () {
        () if has(&["path", "路径"]) => Place::Path,
        () if has(&["header", "请求头"]) => Place::Header,
        () if has(&["body", "请求体", "form"]) => Place::Body,
        () if has(&["query", "查询", "url"]) => Place::Query,
        () => return None,
    })
}

fn by_section(section: Section, loose: &Loose, page: &Page) -> Place {
    match section {
        Section::PathParameters => Place::Path,
        Section::QueryParameters => Place::Query,
        Section::Body => Place::Body,
        _ if address::placeholders(&page.path).any(|name| name == loose.field.name) => Place::Path,
        _ if matches!(page.method.as_str(), "GET" | "DELETE" | "HEAD") => Place::Query,
        _ => Place::Body,
    }
}

//! The table of headers, and the header that only a note demands.

use super::{Scribe, values};
use crate::pages::facts::{Header, Page};
use crate::spec::model::{HeaderDecisions, HeaderFact, Platform};

/// The headers of a page. That of the helpdesk is said in a note beside the table.
pub fn list(page: &Page, platform: &Platform, scribe: &mut Scribe<'_>) -> Vec<HeaderFact> {
    let mut headers = Vec::new();
    for header in &page.headers {
        if values::is_name(&header.name) {
            headers.push(fact(header, scribe));
        } else {
            let what = format!("`{}` is no name of a header", values::shown(&header.name));
            scribe.note(header.line, what, "the row is left out");
        }
    }
    let helpdesk = &platform.headers.helpdesk;
    let is_listed = headers.iter().any(|header| header.name.eq_ignore_ascii_case(&helpdesk.name));
    if page.helpdesk_auth && !is_listed {
        headers.push(HeaderFact {
            name: helpdesk.name.clone(),
            type_name: None,
            required: None,
            format: None,
            fixed: None,
            computed: Some(helpdesk.computed.clone()),
            example: None,
            see: scribe.addresses(&targets_of_the_note(page, &helpdesk.name)),
            decide: HeaderDecisions::default(),
        });
    }
    headers
}

fn fact(header: &Header, scribe: &Scribe<'_>) -> HeaderFact {
    let text = |text: &Option<String>| text.as_deref().map(|text| values::one_line(&plain(text)));
    HeaderFact {
        name: header.name.clone(),
        type_name: header.type_name.clone(),
        required: header.required,
        format: text(&header.format),
        fixed: text(&header.fixed),
        computed: None,
        example: text(&header.example),
        see: scribe.addresses(&header.see),
        decide: HeaderDecisions::default(),
    }
}

/// The text without backquotes in it; of a text that begins with quotes, what is between them.
fn plain(text: &str) -> String {
    let text = text.trim();
    let quoted = text.strip_prefix('"').and_then(|rest| rest.split_once('"')).map(|(quoted, _)| quoted);
    quoted.unwrap_or(text).replace('`', "")
}

/// The pages that the note about a header refers to: in the paragraph that names it, or in those that follow under the
/// same heading.
fn targets_of_the_note(page: &Page, name: &str) -> Vec<String> {
    let notes = || page.notes.iter().chain(&page.restrictions);
    let Some(first) = notes().find(|note| note.text.contains(name)) else { return Vec::new() };
    let about = notes().filter(|note| note.section == first.section && note.line >= first.line);
    about.flat_map(|note| targets(&note.text)).collect()
}

/// The targets of the links in a Markdown text.
fn targets(text: &str) -> Vec<String> {
    let after = text.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

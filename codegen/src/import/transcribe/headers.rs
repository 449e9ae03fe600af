//! The table of headers, and the header that only a note demands.

use super::{Remarks, values};
use crate::pages::facts::{Header, Page};
use crate::spec::model::{HeaderDecisions, HeaderFact, Platform};

/// The headers of a page. That of the helpdesk is said in a note beside the table.
pub fn list(page: &Page, platform: &Platform, remarks: &mut Remarks) -> Vec<HeaderFact> {
    let mut headers = Vec::new();
    for header in &page.headers {
        if values::is_name(&header.name) {
            headers.push(fact(header));
        } else {
            let what = format!("`{}` is no name of a header", values::shown(&header.name));
            remarks.note(header.line, what, "the row is left out");
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
            see: addresses_of_the_note(page, &helpdesk.name),
            decide: HeaderDecisions::default(),
        });
    }
    headers
}

fn fact(header: &Header) -> HeaderFact {
    let text = |text: &Option<String>| text.as_deref().map(|text| values::one_line(&plain(text)));
    HeaderFact {
        name: header.name.clone(),
        type_name: header.type_name.clone(),
        required: header.required,
        format: text(&header.format),
        fixed: text(&header.fixed),
        computed: None,
        example: text(&header.example),
        see: values::addresses(&header.see),
        decide: HeaderDecisions::default(),
    }
}

/// The text without quotes around it, and without backquotes in it.
fn plain(text: &str) -> String {
    values::unquoted(text).replace('`', "")
}

/// The pages that the note about a header refers to.
fn addresses_of_the_note(page: &Page, name: &str) -> Vec<String> {
    let notes = page.notes.iter().chain(&page.restrictions).filter(|note| note.text.contains(name));
    let targets = notes.flat_map(|note| targets(&note.text));
    values::addresses(&targets.collect::<Vec<_>>())
}

/// The targets of the links in a Markdown text.
fn targets(text: &str) -> Vec<String> {
    let after = text.split("](").skip(1);
    after.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

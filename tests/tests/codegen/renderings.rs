//! The same page in all dialects states the same facts: a page of our own, and the real ones where they are at hand.

use std::fs;
use std::path::PathBuf;

use codegen::pages::agreement::Agreement;
use codegen::pages::facts::{Field, Page};
use codegen::pages::{Reading, read};

const COMPONENT: &str = include_str!("pages/box_component.md");
const PIPES: &str = include_str!("pages/box_pipes.md");
const FLAT: &str = include_str!("pages/box_flat.txt");

fn facts(name: &str, text: &str) -> Page {
    match read(name, text) {
        Reading::Endpoint(page) => *page,
        Reading::NotAnEndpoint { why, .. } => panic!("{name}: {why}"),
    }
}

/// A page without what a rendering may say in its own way: where it stands, and how it is written.
fn comparable(mut page: Page) -> String {
    page.operation = None;
    page.page = None;
    page.updated = None;
    page.lines.clear();
    page.notes.clear();
    if let Some(limit) = &mut page.rate_limit {
        limit.see.clear();
    }
    for header in &mut page.headers {
        header.description = None;
        header.see.clear();
        header.line = 0;
        header.format = header.format.take().map(|format| format.replace('`', ""));
    }
    for error in &mut page.errors {
        error.line = 0;
    }
    for example in &mut page.examples {
        (example.line, example.text) = (0, String::new());
    }
    let fields = [&mut page.path_params, &mut page.query_params, &mut page.body, &mut page.response];
    fields.into_iter().flatten().for_each(plain);
    serde_json::to_string_pretty(&page).unwrap().replace("\\\\-", "-")
}

fn plain(field: &mut Field) {
    (field.line, field.inferred) = (0, false);
    for value in &mut field.values {
        value.line = 0;
    }
    // Where values were markup, the text does not repeat them.
    field.description = field.description.take().map(|text| text.split(" - ").next().unwrap_or_default().to_owned());
    field.children.iter_mut().for_each(plain);
}

#[test]
fn a_page_in_pipe_tables_states_what_its_components_state() {
    let (component, pipes) = (facts("box", COMPONENT), facts("box", PIPES));
    assert_eq!(pipes.unplaced, []);
    assert_eq!((&pipes.page, pipes.updated), (&component.page, component.updated));
    assert_eq!(comparable(pipes), comparable(component));
}

#[test]
fn a_break_that_is_markup_is_no_line_of_the_page() {
    for text in [PIPES, FLAT] {
        let page = facts("box", text);
        let field = &page.body[0].children[0];
        let lines: Vec<_> = field.values.iter().map(|value| value.line).collect();
        assert_eq!(lines, [field.line, field.line]);
    }
}

#[test]
fn a_flattened_page_states_what_its_components_state_and_recovers_what_holds_what() {
    let flat = facts("box", FLAT);
    assert_eq!(flat.unplaced, []);
    assert!(flat.body[0].children[0].inferred && !flat.body[1].inferred);
    assert_eq!(comparable(flat), comparable(facts("box", COMPONENT)));
}

/// The real pages, where they are at hand.
fn sample() -> Option<PathBuf> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/pages/sample"));
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: the real pages are not at hand");
    None
}

#[test]
fn real_pages_in_pipe_tables_agree_with_the_reference_and_with_their_components() {
    let Some(sample) = sample() else { return };
    let reference = fs::read_to_string(sample.join("facts.jsonl")).unwrap();
    let (mut with_reference, mut with_components) = (Agreement::default(), Agreement::default());
    for line in reference.lines() {
        let reference: Page = serde_json::from_str(line).unwrap();
        let page = |rendering: &str| {
            let text = fs::read_to_string(sample.join(rendering).join(&reference.file)).unwrap();
            facts(&reference.file, &text)
        };
        let (pipes, components) = (page("pipes"), page("components"));
        with_reference.add(&pipes, &reference);
        with_components.add(&pipes, &components);
    }
    for agreement in [with_reference, with_components] {
        let total = agreement.total();
        assert!(total.all > 38_000 && total.percent() > 99.0, "{agreement:#?}");
    }
}

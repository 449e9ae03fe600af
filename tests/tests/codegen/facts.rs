//! `codegen facts`: pages of our own in the markup of the real ones, and the real ones where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};

use codegen::pages::agreement::Agreement;
use codegen::pages::facts::Page;
use codegen::pages::{Kind, Reading, read, read_bytes};
use proptest::prelude::*;

use crate::support::run_command;

const COMPONENT: &str = include_str!("pages/component.md");

#[test]
fn a_component_page_yields_all_that_it_states() {
    let Reading::Endpoint(page) = read("greet.md", COMPONENT) else { panic!("no endpoint") };
    insta::assert_json_snapshot!(page);
}

#[test]
fn pages_that_are_no_endpoint_are_said_to_be_so() {
    let kind = |text: &str| match read("page", text) {
        Reading::Endpoint(page) => panic!("{page:?}"),
        Reading::NotAnEndpoint { kind, .. } => kind,
    };
    assert_eq!(kind("# How to greet\n\nPolitely.\n"), Kind::Guide);
    assert_eq!(
        kind("# A guest came\n\n## 事件\n\n| 基本 | |\n|--|--|\n| 事件类型 | guest.came |\n\n### 事件体\n"),
        Kind::Event
    );
    assert_eq!(kind(" \n"), Kind::Empty);
}

#[test]
fn bytes_that_are_no_text_are_told_with_their_line() {
    let mut bytes = COMPONENT.as_bytes().to_vec();
    let at = COMPONENT.find("Who is greeted").unwrap();
    bytes[at] = 0xff;
    let Reading::Endpoint(page) = read_bytes("greet.md", &bytes) else { panic!("no endpoint") };
    let line = COMPONENT[..at].matches('\n').count() + 1;
    assert!(page.unplaced.iter().any(|unplaced| unplaced.line == line), "{:?}", page.unplaced);
    assert_eq!(page.path_params[0].description.as_deref(), Some("\u{fffd}ho is greeted."));
}

#[test]
fn the_record_is_described_by_the_committed_schema() {
    let committed = fs::read_to_string(codegen().join("schema/facts.json")).unwrap();
    let (code, out, _) = run(["facts", "--schema"]);
    assert_eq!(code, 0);
    assert!(committed == out, "renew it with: cargo codegen facts --schema > codegen/schema/facts.json");
}

#[test]
fn every_page_is_a_line_in_the_order_of_names_and_the_others_are_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("b")).unwrap();
    for name in ["c.md", "b/z.md", "b/a.txt"] {
        fs::write(folder.path().join(name), COMPONENT).unwrap();
    }
    fs::write(folder.path().join("guide.md"), "# How to greet\n").unwrap();
    fs::write(folder.path().join("image.png"), "no page").unwrap();
    let path = folder.path().to_str().unwrap();
    let (code, out, err) = run(["facts", path]);
    let files: Vec<_> = out.lines().map(|line| serde_json::from_str::<Page>(line).unwrap().file).collect();
    assert_eq!((code, files), (0, vec!["b/a.txt".into(), "b/z.md".into(), "c.md".into()]));
    assert_eq!(
        err,
        "guide.md: no endpoint, but a guide: it has no table with an HTTP URL and an HTTP method\n\
         4 pages: 3 endpoints, 1 guide; 9 things that became no fact\n"
    );
}

#[test]
fn a_page_that_is_not_there_is_an_error() {
    let (code, out, err) = run(["facts", "/nowhere/at/all.md"]);
    assert_eq!((code, out.as_str()), (3, ""));
    assert_eq!(err, "error: /nowhere/at/all.md is neither a file nor a folder\n");
}

#[test]
fn facts_agree_with_themselves_and_differences_are_told_with_their_kind() {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("pages");
    fs::create_dir(&pages).unwrap();
    fs::write(pages.join("greet.md"), COMPONENT).unwrap();
    let reference = folder.path().join("facts.jsonl");
    let (_, facts, _) = run(["facts", pages.to_str().unwrap()]);
    fs::write(&reference, &facts).unwrap();
    let compare = || run(["facts", pages.to_str().unwrap(), "--against", reference.to_str().unwrap()]);
    assert_eq!(compare().0, 0);

    fs::write(&reference, facts.replace("\"word[]\"", "\"list\"").replace("greet.md", "other.md")).unwrap();
    let (code, out, _) = compare();
    assert_eq!(code, 1);
    insta::assert_snapshot!(out);

    fs::write(&reference, "no JSON\n").unwrap();
    let (code, _, err) = compare();
    assert_eq!(code, 3);
    assert!(err.contains("facts.jsonl:1: no record of facts"), "{err}");
}

fn run<const N: usize>(arguments: [&str; N]) -> (u8, String, String) {
    let run = run_command(["codegen"].into_iter().chain(arguments).map(Into::into).collect());
    (run.code, run.out, run.err)
}

#[test]
fn basic_facts_are_found_although_their_table_is_torn() {
    let torn = COMPONENT.replacen(
        "    <md-tr>\n      <md-th>HTTP Method</md-th>",
        "<md-table><md-tr><md-th>HTTP Method</md-th>",
        1,
    );
    let Reading::Endpoint(page) = read("greet.md", &torn) else { panic!("no endpoint") };
    assert_eq!((page.method.as_str(), page.scopes.len()), ("POST", 2));
}

#[test]
fn rows_that_were_torn_from_their_table_are_read_with_its_columns() {
    let row = "<md-dt-tr level=\"1\">\n\t<md-dt-td>\n\t<md-text type=\"field-name\" >tone";
    assert!(COMPONENT.contains(row));
    let torn = COMPONENT.replacen(row, &format!("</md-dt-tbody></md-dt-table>\n{row}"), 1);
    let Reading::Endpoint(page) = read("greet.md", &torn) else { panic!("no endpoint") };
    let names: Vec<_> = page.body[0].children.iter().map(|field| field.name.as_str()).collect();
    assert_eq!(names, ["text", "tone"]);
}

/// The real pages, where they stand beside the project.
fn sample() -> Option<PathBuf> {
    let folder = codegen().join("../../shared/pages/sample");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("SKIPPED: there are no real pages at {}", folder.display());
    None
}

fn codegen() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../codegen"))
}

#[test]
fn the_facts_of_real_component_pages_agree_with_the_reference() {
    let Some(sample) = sample() else { return };
    let reference = fs::read_to_string(sample.join("facts.jsonl")).unwrap();
    let mut agreement = Agreement::default();
    for line in reference.lines() {
        let reference: Page = serde_json::from_str(line).unwrap();
        let text = fs::read_to_string(sample.join("components").join(&reference.file)).unwrap();
        let Reading::Endpoint(page) = read(&reference.file, &text) else { panic!("{}", reference.file) };
        agreement.add(&page, &reference);
    }
    let total = agreement.total();
    assert!(total.all > 38_000 && total.percent() > 99.5, "{agreement:#?}");
}

/// A page that is damaged somehow: pieces lost, repeated, moved, or replaced by signs that mean something.
fn damaged() -> impl Strategy<Value = Vec<u8>> {
    let sign = prop::sample::select(vec![
        "<md-dt-tr level=\"9\">",
        "</md-dt-td>",
        "<md-dt-td>",
        "<md-table>",
        "</md-table>",
        "<md-enum-item key=\"",
        "<md-perm",
        "<!--",
        "-->",
        "```",
        "`",
        "**",
        "**示例值**：",
        "|",
        "\n|--|--|\n",
        ":::html\n",
        "\n:::\n",
        "\n## 响应\n",
        "&#x10ffff;",
        "&emsp;∟",
        "<br>",
        "\"",
        "\\",
        "\0",
        "{",
        "]",
        "\u{feff}",
        "---\n",
        "<a href=\"x\">",
        "</a>",
        "(url=?project=",
        "md",
    ]);
    let edit = (any::<prop::sample::Index>(), 0..400_usize, prop::collection::vec(sign, 0..4));
    let edits = prop::collection::vec(edit, 1..12);
    (edits, any::<Option<(prop::sample::Index, u8)>>()).prop_map(|(edits, broken)| {
        let mut text = COMPONENT.to_owned();
        for (at, length, signs) in edits {
            let begin = text.floor_char_boundary(at.index(text.len().max(1)).min(text.len()));
            let end = text.floor_char_boundary((begin + length).min(text.len()));
            text.replace_range(begin..end, &signs.concat());
        }
        let mut bytes = text.into_bytes();
        if let Some((at, byte)) = broken.filter(|_| !bytes.is_empty()) {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #[test]
    fn damaged_pages_give_facts_with_lines_of_the_page(bytes in damaged()) {
        let lines = bytes.split(|byte| *byte == b'\n').count();
        if let Reading::Endpoint(page) = read_bytes("page", &bytes) {
            let text = serde_json::to_string(&page).unwrap();
            let again: Page = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&again, page.as_ref());
            prop_assert!(page.unplaced.iter().all(|unplaced| (1..=lines).contains(&unplaced.line)));
            prop_assert!(page.lines.values().all(|line| (1..=lines).contains(line)));
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        let _ = read_bytes("page", &bytes);
    }
}

#[test]
fn pages_that_want_to_be_slow_are_read_all_the_same() {
    // Each would take very long if the rest of the page were searched again from each of its places.
    let many = 10_000;
    for (begin, piece) in [
        ("", "<md-td>"),
        ("", "<md-table>"),
        ("", "<!--"),
        ("", "`"),
        ("", "```\n"),
        ("", "<a href=\""),
        ("", "<"),
        ("", "&"),
        ("", "**"),
        ("", "|"),
        ("|a|b|\n|-|-|\n", "|"),
        ("", "\n:::note"),
        ("", "<md-code-json>"),
        ("", "["),
        ("<md-table><md-tr><md-td>", "**a"),
        ("<md-table><md-tr><md-td>", "\n示例值："),
        ("<md-table><md-tr><md-td>", "\n- a：b"),
        ("<md-table><md-tr><md-td>", "<md-enum-item key=\"a\">"),
        ("<md-table>", "<md-tr level=\"1\"><md-td>a"),
        ("<md-table><md-tr><md-td>", "<a href=\"x\">"),
        ("<md-table><md-tr><md-td>", "<b>"),
        ("```json\n", "{\"a\":["),
        ("", "(url="),
    ] {
        let _ = read("page", &format!("{begin}{}", piece.repeat(many)));
    }
}

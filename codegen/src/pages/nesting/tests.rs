use proptest::prelude::*;

use super::{Indent, Place, Row, places, split_indent};

const NONE: Indent = Indent::Drawn { branches: 0, blanks: 0 };

/// The tree as a text: each name with as many blanks before it as it has rows around it.
fn drawn(rows: &[Row<'_>], places: &[Place]) -> String {
    let mut depths: Vec<usize> = Vec::new();
    let mut text = String::new();
    for (row, place) in rows.iter().zip(places) {
        let depth = place.parent.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        text.push_str(&"  ".repeat(depth));
        text.push_str(row.name);
        text.push('\n');
    }
    text
}

/// Rows of a text with a name, what is drawn before it, and a type in each line.
fn table(text: &str) -> Vec<Row<'_>> {
    let row = |line| {
        let (indent, rest) = split_indent(line);
        let (name, type_name) = rest.split_once(' ').expect("a type");
        Row { name, type_name: Some(type_name.trim()), indent }
    };
    text.lines().map(row).collect()
}

fn tree(text: &str, examples: &[&str]) -> String {
    let rows = table(text);
    drawn(&rows, &places(&rows, examples))
}

#[test]
fn drawn_depth_is_taken_however_irregular() {
    let table = "code int\ndata -\n∟begin string\n∟busy -\n\u{a0}\u{a0}\u{a0}∟room string\n\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}∟uid string\nend string";
    assert_eq!(tree(table, &[]), "code\ndata\n  begin\n  busy\n    room\n      uid\nend\n");
}

#[test]
fn branches_alone_can_say_how_deep() {
    assert_eq!(tree("data -\n└ users -\n└└ name string\n└ total int", &[]), "data\n  users\n    name\n  total\n");
}

#[test]
fn depth_is_drawn_with_many_signs() {
    for branch in ["└─ ", "├── ", "↳ ", "→ ", "-> ", "- ", "> ", "+ ", "• ", "│  └─", "└\u{200b}"]
    {
        let table = format!("data -\n{branch}user -\n\u{a0}\u{a0}{branch}name string\n{branch}total int");
        assert_eq!(tree(&table, &[]), "data\n  user\n    name\n  total\n", "{branch}");
    }
    assert_eq!(split_indent("-- name").1, "name");
    assert_eq!(split_indent("-1").1, "-1");
    assert_eq!(split_indent("====").1, "====");
}

#[test]
fn a_row_after_data_belongs_where_the_example_has_it() {
    let table = "code int\nmsg string\ndata \\-\nmessage_id string";
    let example = r#"{"code": 0, "msg": "success", "data": {"message_id": "om_1"}}"#;
    assert_eq!(tree(table, &[example]), "code\nmsg\ndata\n  message_id\n");
}

#[test]
fn equal_branches_are_no_depth() {
    let table = "code int\ndata -\n└ messages message[]\n└ id string\n└ content string\n└ total int";
    let example = r#"{"code": 0, "data": {"messages": [{"id": "1", "content": "{\"a\":1}"}], "total": 1}}"#;
    assert_eq!(tree(table, &[example]), "code\ndata\n  messages\n    id\n    content\n  total\n");
}

#[test]
fn equal_blanks_are_no_depth_where_the_example_shows_more() {
    let table = "code int\ndata -\n\u{a0}└ messages message[]\n\u{a0}└ id string\n\u{a0}└ total int";
    let nested = r#"{"code": 0, "data": {"messages": [{"id": "1"}], "total": 1}}"#;
    assert_eq!(tree(table, &[nested]), "code\ndata\n  messages\n    id\n  total\n");
    let flat = r#"{"code": 0, "data": {"messages": [], "id": "1", "total": 1}}"#;
    assert_eq!(tree(table, &[flat]), "code\ndata\n  messages\n  id\n  total\n");
}

#[test]
fn a_branch_is_believed_whatever_the_types_say() {
    let table = "token string\ncard object\n∟ open_ids array\nkind string";
    assert_eq!(tree(table, &[]), "token\ncard\n  open_ids\nkind\n");
    let example = r#"{"token": "1", "card": {"open_ids": [ // more
        "1"], "elements": [{"tag": "div"}]}}"#;
    assert_eq!(tree(table, &[example]), "token\ncard\n  open_ids\nkind\n");
    assert_eq!(
        tree(table, &[example, r#"{"token": "1", "card": {"type": "template"}}"#]),
        "token\ncard\n  open_ids\nkind\n"
    );
}

#[test]
fn broken_examples_say_enough() {
    let table = "data -\n∟ items item[]\n∟ id string\n∟ children item[]\n∟ total int";
    let example =
        "{ // first\n\"data\": {\"items\": [{\"id\": \"1\", \"children\": [{\"id\": \"2\",},],}]\n\"total\": 1,}";
    assert_eq!(tree(table, &[example]), "data\n  items\n    id\n    children\n  total\n");
}

#[test]
fn types_alone_do_it_where_they_repeat() {
    let table = "ticket ticket\nguest user\nid string\nname string\nagents user[]\nid string\nname string\nscore int";
    assert_eq!(tree(table, &[]), "ticket\n  guest\n    id\n    name\n  agents\n    id\n    name\n  score\n");
}

#[test]
fn a_table_of_plain_types_stays_flat() {
    let table = "id string\nkind int\nids string[]";
    let places = places(&self::table(table), &[]);
    assert!(places.iter().all(|place| place.parent.is_none() && !place.inferred));
}

#[test]
fn an_object_of_which_the_page_prints_no_fields_takes_none_from_the_example() {
    let table = "receiver user\ncontent map\nuuid string";
    let example = r#"{"receiver": {"id": "1"}, "content": {}, "uuid": "1"}"#;
    assert_eq!(tree(table, &[example]), "receiver\ncontent\nuuid\n");
}

#[test]
fn a_table_may_begin_below_data() {
    let table = "ranges list\nid string\nstyle /\nbold bool";
    let example = r#"{"code": 0, "data": {"ranges": [{"id": "1", "style": {"bold": true}}]}}"#;
    assert_eq!(tree(table, &[example]), "ranges\n  id\n  style\n    bold\n");
}

#[test]
fn objects_that_no_example_shows_are_not_put_into_each_other() {
    let table = "lid lid\ncolor string\nwall wall\nwidth int\nfloor floor\nheight int\nlock lock\nkey string";
    let example = r#"{"lid": {"color": "1"}, "wall": {"width": 1}}"#;
    let expected = "lid\n  color\nwall\n  width\nfloor\n  height\nlock\n  key\n";
    assert_eq!(tree(table, &[example]), expected);
}

#[test]
fn a_type_ends_where_it_ends_elsewhere_even_if_an_example_shows_less() {
    let table = "name words\nzh string\nen string\nprogress int\ntitle words\nzh string\nen string\norder int";
    let example = r#"{"name": {"zh": "1"}, "title": {"zh": "1", "en": "1"}}"#;
    assert_eq!(tree(table, &[example]), "name\n  zh\n  en\nprogress\ntitle\n  zh\n  en\norder\n");
}

#[test]
fn lists_of_lists_hold_no_rows_though_the_example_shows_what_is_in_them() {
    let table = "cells cell[][]\nkind string\nwidth int";
    let example = r#"{"cells": [[{"kind": "a", "width": 1}]], "kind": "b"}"#;
    assert_eq!(tree(table, &[example]), "cells\nkind\nwidth\n");
}

#[test]
fn an_example_may_leave_the_envelope_out() {
    let table = "code int\nmsg string\ndata -\nitem item\nid string\ntotal int";
    let example = r#"data: {"item": {"id": "1"}, "total": 1}"#;
    assert_eq!(tree(table, &[example]), "code\nmsg\ndata\n  item\n    id\n  total\n");
}

#[test]
fn what_is_inside_of_a_field_that_no_example_shows_needs_no_example() {
    let table = "data -\nrecord record\nrecord_id string\nmaker person\nid string\nname string\nmade int\nchanger person\nid string\nname string\nchanged int";
    let example = r#"{"data": {"record": {"record_id": "1"}}}"#;
    assert_eq!(
        tree(table, &[example]),
        "data\n  record\n    record_id\n    maker\n      id\n      name\n    made\n    changer\n      id\n      name\n    changed\n"
    );
}

#[test]
fn only_what_was_recovered_is_inferred() {
    let rows = table("data -\nid string");
    let recovered = places(&rows, &[r#"{"data": {"id": "1"}}"#]);
    assert_eq!(recovered.iter().map(|place| place.inferred).collect::<Vec<_>>(), [false, true]);
    let stated = places(&table("data -\n\u{a0}∟ id string"), &[]);
    assert!(stated.iter().all(|place| !place.inferred));
}

/// A field with the fields inside.
#[derive(Debug, Clone)]
struct Tree {
    name: String,
    children: Vec<Tree>,
    is_list: bool,
}

fn trees() -> impl Strategy<Value = Vec<Tree>> {
    let name =
        || prop::sample::select(vec!["id", "name", "items", "user", "total", "value", "tags", "kind", "content"]);
    let leaf = name().prop_map(|name| Tree { name: name.to_owned(), children: Vec::new(), is_list: false });
    let tree = leaf.prop_recursive(5, 60, 6, move |inner| {
        (name(), prop::collection::vec(inner, 1..6), any::<bool>()).prop_map(|(name, children, is_list)| Tree {
            name: name.to_owned(),
            children: unique(children),
            is_list,
        })
    });
    prop::collection::vec(tree, 1..8).prop_map(unique)
}

/// No name twice in one field.
fn unique(trees: Vec<Tree>) -> Vec<Tree> {
    let mut seen = std::collections::HashSet::new();
    trees.into_iter().filter(|tree| seen.insert(tree.name.clone())).collect()
}

fn flatten<'t>(trees: &'t [Tree], parent: Option<usize>, rows: &mut Vec<Row<'t>>, parents: &mut Vec<Option<usize>>) {
    for tree in trees {
        let type_name = match (tree.children.is_empty(), tree.is_list) {
            (true, _) => "string",
            (false, false) => "thing",
            (false, true) => "thing[]",
        };
        let own = rows.len();
        rows.push(Row { name: &tree.name, type_name: Some(type_name), indent: NONE });
        parents.push(parent);
        flatten(&tree.children, Some(own), rows, parents);
    }
}

fn example(trees: &[Tree]) -> serde_json::Value {
    let value = |tree: &Tree| match (tree.children.is_empty(), tree.is_list) {
        (true, _) => "…".into(),
        (false, false) => example(&tree.children),
        (false, true) => vec![example(&tree.children)].into(),
    };
    trees.iter().map(|tree| (tree.name.clone(), value(tree))).collect::<serde_json::Map<_, _>>().into()
}

proptest! {
    #[test]
    fn a_flattened_tree_comes_back_with_its_example(trees in trees()) {
        let (mut rows, mut parents) = (Vec::new(), Vec::new());
        flatten(&trees, None, &mut rows, &mut parents);
        let example = example(&trees).to_string();
        let found: Vec<_> = places(&rows, &[&example]).into_iter().map(|place| place.parent).collect();
        prop_assert_eq!(found, parents);
    }

    #[test]
    fn any_rows_and_any_example_make_a_forest_in_the_order_of_the_rows(
        rows in prop::collection::vec(("[a-c└ \u{a0}]{0,3}", prop::option::of("[a-c-]|string|a\\[\\]|map|array<a>")), 0..60),
        examples in prop::collection::vec("[\\[\\]{}:,\"ab0/ \n\\\\]{0,60}", 0..3),
    ) {
        let rows: Vec<Row<'_>> = rows
            .iter()
            .map(|(cell, type_name)| {
                let (indent, name) = split_indent(cell);
                Row { name, type_name: type_name.as_deref(), indent }
            })
            .collect();
        let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
        let places = places(&rows, &examples);
        prop_assert_eq!(places.len(), rows.len());
        let mut open: Vec<usize> = Vec::new();
        for (index, place) in places.iter().enumerate() {
            while open.last() != place.parent.as_ref() {
                prop_assert!(open.pop().is_some(), "row {} belongs to a row that has ended", index);
            }
            open.push(index);
        }
    }
}

#[test]
fn long_tables_and_deep_examples_are_no_burden() {
    let rows = vec![Row { name: "x", type_name: Some("x"), indent: NONE }; 50_000];
    let example = "{\"x\":".repeat(100_000);
    assert_eq!(places(&rows, &[&example]).len(), rows.len());
}

/// Recovery measured over the reference facts of real pages, where they are at hand.
#[test]
fn tables_of_real_pages_come_back() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/pages/sample/facts.jsonl");
    let Ok(facts) = std::fs::read_to_string(path) else {
        eprintln!("SKIPPED: no reference facts at {path}");
        return;
    };
    let (mut tables, mut by_types, mut by_examples, mut rows_in_all, mut rows_found) = (0, 0, 0, 0, 0);
    for page in facts.lines() {
        let page: serde_json::Value = serde_json::from_str(page).expect("a line of JSON");
        for (part, role) in [("body", "request"), ("response", "response")] {
            let (mut rows, mut parents) = (Vec::new(), Vec::new());
            flatten_facts(&page[part], None, &mut rows, &mut parents);
            if parents.iter().all(Option::is_none) {
                continue;
            }
            let examples = page["examples"].as_array().expect("a list").iter();
            let examples: Vec<String> =
                examples.filter(|example| example["role"] == role).map(|example| example["json"].to_string()).collect();
            let examples: Vec<&str> = examples.iter().map(String::as_str).collect();
            let found = |examples: &[&str]| -> Vec<_> {
                places(&rows, examples).into_iter().map(|place| place.parent).collect()
            };
            tables += 1;
            by_types += usize::from(found(&[]) == parents);
            let with_examples = found(&examples);
            by_examples += usize::from(with_examples == parents);
            if with_examples != parents {
                eprintln!("not recovered: {} {part}", page["file"]);
            }
            rows_in_all += rows.len();
            rows_found += with_examples.iter().zip(&parents).filter(|(found, stated)| found == stated).count();
        }
    }
    eprintln!(
        "{tables} tables: {by_types} by types, {by_examples} with examples; {rows_found} of {rows_in_all} rows in place"
    );
    assert!(by_types * 3 >= tables && by_examples * 10 >= tables * 8);
}

fn flatten_facts<'t>(
    fields: &'t serde_json::Value,
    parent: Option<usize>,
    rows: &mut Vec<Row<'t>>,
    parents: &mut Vec<Option<usize>>,
) {
    for field in fields.as_array().into_iter().flatten() {
        let own = rows.len();
        rows.push(Row {
            name: field["name"].as_str().unwrap_or_default(),
            type_name: field["type"].as_str(),
            indent: NONE,
        });
        parents.push(parent);
        flatten_facts(&field["children"], Some(own), rows, parents);
    }
}

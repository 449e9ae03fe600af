use super::*;
use crate::pages::document::{Depth, Meaning, Table};

fn table(text: &str) -> Table {
    let tables: Vec<_> = read(text)
        .blocks
        .into_iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    assert_eq!(tables.len(), 1, "{tables:#?}");
    tables.into_iter().next().unwrap_or_default()
}

fn texts(table: &Table) -> Vec<Vec<String>> {
    table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.trim().to_owned()).collect()).collect()
}

#[test]
fn rows_have_their_depth_cells_their_lines_and_values_their_marks() {
    let table = table(
        ":::html\n<md-dt-table>\n<md-dt-thead><md-dt-tr><md-dt-th>名称</md-dt-th><md-dt-th>描述</md-dt-th></md-dt-tr>\
         </md-dt-thead>\n<md-dt-tbody>\n<md-dt-tr level=\"1\">\n<md-dt-td><md-text type=\"field-name\" >a</md-text>\
         </md-dt-td>\n<md-dt-td>kind\n<md-enum>\n<md-enum-item key=\"x\" >the x</md-enum-item>\n</md-enum>\n</md-dt-td>\n\
         </md-dt-tr></md-dt-tbody></md-dt-table>\n:::\n",
    );
    assert_eq!(table.head.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>(), ["名称\n", "描述\n"]);
    assert_eq!(table.rows[0].depth, Depth::Known(1));
    assert_eq!((table.line, table.rows[0].line, table.rows[0].cells[1].line), (2, 5, 7));
    let mark = &table.rows[0].cells[1].marks[0];
    assert_eq!(mark.meaning, Meaning::Value { value: "x".into(), meaning: "the x".into() });
    assert_eq!(mark.line, 9);
}

#[test]
fn a_cell_that_is_not_closed_ends_where_the_next_begins() {
    let table = table("<md-table><md-tr><md-td>a<md-td>b</md-td></md-tr><md-tr><md-td>c<md-td>d</md-table>");
    assert_eq!(texts(&table), [["a", "b"], ["c", "d"]]);
}

#[test]
fn text_between_cells_belongs_to_the_one_before() {
    let table = table("<md-table><md-tr><md-td>a</md-td>\n\n**b**\n</md-tr></md-table>");
    assert_eq!(texts(&table), [["a\n\n\n**b**"]]);
}

#[test]
fn a_field_without_the_tag_of_its_cell_is_a_cell() {
    let table = table(
        "<md-table><md-tr><md-td><md-text type=\"field-name\">a</md-text></md-td>\n\
         <md-text type=\"field-type\">string</md-text>\n</md-td><md-td>c</md-td></md-tr></md-table>",
    );
    assert_eq!(texts(&table), [["a", "string", "c"]]);
}

#[test]
fn a_table_of_html_in_a_cell_is_text() {
    let inner = "<table><tr><th>b</th><th>c</th></tr>\n<tr><td>d</td><td>e</td></tr>";
    for end in ["</table>", ""] {
        let table = table(&format!(
            "<md-table><md-tr><md-td>a {inner}{end}\nf</md-td><md-td>g</md-td></md-tr><md-tr><md-td>h</md-td></md-tr></md-table>"
        ));
        assert_eq!(table.rows.len(), 2);
        let words: Vec<_> = table.rows[0].cells[0].text.split_whitespace().collect();
        assert_eq!(words, ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(texts(&table)[1], ["h"]);
    }
}

#[test]
fn what_looks_like_a_heading_in_a_cell_is_text() {
    let table = table(
        "<md-table><md-tr><md-td>a\n```\n# b\n```\n## c\nd</md-td></md-tr><md-tr><md-td>e</md-td></md-tr></md-table>",
    );
    assert_eq!(texts(&table), [["a\n```\n# b\n```\n## c\nd"], ["e"]]);
    let document = read("<md-table><md-tr><md-td>a\n## 响应\nb");
    assert_eq!(document.blocks.len(), 3);
}

#[test]
fn rows_in_a_comment_are_not_there() {
    let table = table(
        "<md-table><md-tr><md-td>a\n<!--\n</md-td></md-tr><md-tr><md-td>hidden\n-->\n</md-td></md-tr></md-table>",
    );
    assert_eq!(texts(&table), [["a"]]);
}

#[test]
fn a_head_is_found_by_its_cells_where_its_tag_is_missing() {
    let table = table("<md-table><md-tr><md-th>a</md-th><md-th>b</md-th></md-tr><md-tr><md-td>c</md-td></md-table>");
    assert_eq!(table.head.len(), 2);
    assert_eq!(texts(&table), [["c"]]);
}

#[test]
fn a_table_that_is_never_closed_ends_at_its_container_or_a_heading() {
    for end in [":::\nafter\n", "## after\n", "</md-table>after\n"] {
        let document = read(&format!("<md-table><md-tr><md-td>a</md-td></md-tr>\n{end}\n<md-alert>b</md-alert>\n"));
        assert_eq!(document.blocks.len(), 3, "{document:#?}");
        assert!(matches!(&document.blocks[0], Block::Table(table) if texts(table) == [["a"]]));
        assert!(matches!(&document.blocks[2], Block::Alert { text, .. } if text == "b"));
    }
}

#[test]
fn code_is_printed_as_it_stands() {
    let document = read("a\n:::html\n<md-code-json>\n{\"a\": \"<p>&lt;`\"}\n</md-code-json>\n:::\n");
    assert_eq!(
        document.blocks[1],
        Block::Code { language: Some("json".into()), text: "{\"a\": \"<p>&lt;`\"}".into(), line: 4 }
    );
}

#[test]
fn what_nobody_knows_is_said() {
    let document = read("<md-table><md-tr><md-td><md-new>a</md-new></md-td></md-tr>\nstray\n<md-tr></md-table>");
    let said: Vec<_> = document.unplaced.iter().map(|unplaced| unplaced.line).collect();
    assert_eq!(said, [1, 2]);
}

#[test]
fn rows_after_a_stray_end_of_their_table_are_rows() {
    let document =
        read("<md-table><md-tr><md-td>a</md-td></md-tr></md-table><md-tr><md-td>b</md-td></md-tr></md-table>");
    assert_eq!(document.blocks.len(), 2, "{document:#?}");
    assert!(matches!(&document.blocks[1], Block::Table(table) if texts(table) == [["b"]]));
}

use super::read;

fn is_block(line: &str) -> bool {
    line.trim().starts_with(['#', '`'])
}

/// The texts of all rows, head first, of a table that goes to the end.
fn texts(text: &str) -> Vec<Vec<String>> {
    let lines: Vec<_> = text.lines().collect();
    let (table, length) = read(&lines, 1, is_block).expect("a table");
    assert_eq!(length, lines.len());
    let rows = std::iter::once(&table.head).chain(table.rows.iter().map(|row| &row.cells));
    rows.map(|cells| cells.iter().map(|cell| cell.text.clone()).collect()).collect()
}

fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
    rows.iter().map(|row| row.iter().map(|&cell| cell.to_owned()).collect()).collect()
}

/// How many lines the table has.
fn length(text: &str) -> Option<usize> {
    read(&text.lines().collect::<Vec<_>>(), 1, is_block).map(|(_, length)| length)
}

#[test]
fn pipes_at_the_margins_are_optional_and_those_in_cells_escaped() {
    let expected = rows(&[&["a", "b"], &["c|d", "e\nf"]]);
    assert_eq!(texts("|a|b|\n|-|:-:|\n|c\\|d|e<br>f|"), expected);
    assert_eq!(texts("a | b\n---|---\nc\\|d | e<br>f"), expected);
}

#[test]
fn a_pipe_too_many_is_in_code_or_belongs_to_the_last_cell() {
    assert_eq!(texts("|a|b|\n|-|-|\n|c|d|e|"), rows(&[&["a", "b"], &["c", "d|e"]]));
    assert_eq!(texts("|a|b|\n|-|-|\n|`c|d`|e|"), rows(&[&["a", "b"], &["`c|d`", "e"]]));
    assert_eq!(texts("|a|b|\n|-|-|\n|`c|d|e|"), rows(&[&["a", "b"], &["`c", "d|e"]]));
}

#[test]
fn the_blanks_that_stand_for_depth_stay() {
    assert_eq!(texts("|a|b|\n|-|-|\n|&emsp;∟c|d|"), rows(&[&["a", "b"], &["\u{2003}∟c", "d"]]));
}

#[test]
fn a_line_with_a_pipe_alone_is_no_table() {
    assert!(read(&["a | b", "c | d"], 1, is_block).is_none());
    assert!(read(&["|", "|-"], 1, is_block).is_some_and(|(table, _)| table.rows.is_empty()));
}

#[test]
fn a_lost_line_of_dashes_is_not_missed_where_rows_are_alike() {
    assert_eq!(texts("|a|b|\n|c|d|"), rows(&[&["a", "b"], &["c", "d"]]));
    assert!(read(&["|a|b|", "|c|"], 1, is_block).is_none());
}

#[test]
fn hard_breaks_keep_a_cell_together() {
    let table = "a | b | c\n---|---|---\nd | e | f  \n**g**: h  \n[i](j)\nk | l | m";
    assert_eq!(texts(table), rows(&[&["a", "b", "c"], &["d", "e", "f\n**g**: h\n[i](j)"], &["k", "l", "m"]]));
}

#[test]
fn lost_hard_breaks_are_made_up_for() {
    let table = "a | b | c\n---|---|---\nd | e | f\n**g**: h\nk | l | m";
    assert_eq!(texts(table), rows(&[&["a", "b", "c"], &["d", "e", "f\n**g**: h"], &["k", "l", "m"]]));
}

#[test]
fn the_first_cell_may_be_broken_too() {
    let expected = rows(&[&["a", "b"], &["c", "d"], &["e\n**f**", "g"], &["h", "i"]]);
    assert_eq!(texts("a | b\n---|---\nc | d\ne  \n   **f** | g\nh | i"), expected);
    assert_eq!(texts("a | b\n---|---\nc | d\ne\n   **f** | g\nh | i"), expected);
}

#[test]
fn pipes_in_a_cell_that_goes_on_begin_no_row() {
    let expected = rows(&[&["a", "b", "c"], &["d", "e", "f\n- `g|h|i`\n- j|k"], &["l", "m", "n"]]);
    assert_eq!(texts("a | b | c\n---|---|---\nd | e | f  \n- `g|h|i`  \n- j|k\nl | m | n"), expected);
    assert_eq!(texts("|a|b|c|\n|-|-|-|\n|d|e|f  \n- `g|h|i`  \n- j|k|\n|l|m|n|"), expected);
}

#[test]
fn blanks_at_the_end_of_a_full_row_break_nothing() {
    assert_eq!(texts("a | b\n---|---\nc | d  \ne | f"), rows(&[&["a", "b"], &["c", "d"], &["e", "f"]]));
}

#[test]
fn a_cell_goes_on_until_its_row_is_closed() {
    let table = "|a|b|\n|-|-|\n|c|d\n\ne|\n|f|g|";
    assert_eq!(texts(table), rows(&[&["a", "b"], &["c", "d\n\ne"], &["f", "g"]]));
}

#[test]
fn a_row_that_is_never_closed_takes_no_other_row() {
    assert_eq!(texts("|a|b|\n|-|-|\n|c|d\n|f|g|"), rows(&[&["a", "b"], &["c", "d"], &["f", "g"]]));
}

#[test]
fn a_table_ends_at_a_blank_line_another_block_and_text_after_a_closed_row() {
    assert_eq!(length("|a|b|\n|-|-|\n|c|d|\n\nx"), Some(3));
    assert_eq!(length("a|b\n-|-\nc|d\n# x"), Some(3));
    assert_eq!(length("|a|b|\n|-|-|\n|c|d|\nx"), Some(3));
    assert_eq!(length("a|b\n-|-\nc|d\ne|f|g\n-|-|-"), Some(3));
}

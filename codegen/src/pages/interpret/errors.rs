//! Tables of errors.

use super::columns::{Column, Columns};
use super::text::{excerpt, links, one_line, word};
use crate::pages::document::Row;
use crate::pages::facts::{Error, Unplaced};

/// Reads the rows of a table.
pub fn read(columns: &Columns, rows: &[Row], unplaced: &mut Vec<Unplaced>) -> Vec<Error> {
    rows.iter().filter_map(|row| error(columns, row, unplaced)).collect()
}

fn error(columns: &Columns, row: &Row, unplaced: &mut Vec<Unplaced>) -> Option<Error> {
    let text = |column| columns.cell(row, column).map(|cell| cell.text.as_str()).unwrap_or_default();
    let printed = word(text(Column::Code));
    let Ok(code) = printed.parse() else {
        if row.cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            let said = row.cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ");
            let what = format!("a row of an error table whose code is no number: {}", excerpt(&said));
            unplaced.push(Unplaced { line: row.line, what });
        }
        return None;
    };
    let status = word(text(Column::Http));
    let http = status.parse().ok().filter(|http| (100..=999).contains(http));
    if http.is_none() && !matches!(status.as_str(), "" | "-" | "/") {
        unplaced.push(Unplaced { line: row.line, what: format!("an HTTP status that is none: {}", excerpt(&status)) });
    }
    for cell in columns.others(row) {
        let what = format!("a cell of error {code} in a column that is not known: {}", excerpt(&cell.text));
        unplaced.push(Unplaced { line: cell.line, what });
    }
    let advice = text(Column::Advice);
    Some(Error {
        http,
        code,
        message: one_line(text(Column::Description)),
        advice: one_line(advice),
        see: links(advice),
        line: row.line,
    })
}

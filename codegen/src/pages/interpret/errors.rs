//! Tables of errors.

use super::columns::{Column, Columns};
use super::text::{excerpt, links, one_line, without_link, word};
use crate::pages::document::Row;
use crate::pages::facts::{Error, Unplaced};

/// The columns of which facts are made.
const USED: &[Column] = &[Column::Http, Column::Code, Column::Description, Column::Advice];

/// Reads the rows of a table.
pub fn read(columns: &Columns, rows: &[Row], unplaced: &mut Vec<Unplaced>) -> Vec<Error> {
    rows.iter().flat_map(|row| errors(columns, row, unplaced)).collect()
}

/// The errors of a row: one for each of the codes in its cell.
fn errors(columns: &Columns, row: &Row, unplaced: &mut Vec<Unplaced>) -> Vec<Error> {
    let printed = columns.cell(row, Column::Code).map(|cell| word(without_link(&cell.text))).unwrap_or_default();
    let (printed, remark) = printed.split_at(printed.find(['（', '(']).unwrap_or(printed.len()));
    let codes = codes(printed);
    if !codes.is_empty() && !remark.is_empty() {
        let what = format!("a remark beside the code {}: {}", printed.trim(), excerpt(remark));
        unplaced.push(Unplaced { line: row.line, what });
    }
    if codes.is_empty() {
        if row.cells.iter().any(|cell| !cell.text.trim().is_empty()) {
            let said = row.cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ");
            let what = format!("a row of an error table whose code is no number: {}", excerpt(&said));
            unplaced.push(Unplaced { line: row.line, what });
        }
        return Vec::new();
    }
    let http = status(columns, row, unplaced);
    if let Some((cells, cell)) = columns.told_of_others(row, USED) {
        let what = format!("{cells} of error {printed} in a column that is not known: {}", excerpt(&cell.text));
        unplaced.push(Unplaced { line: cell.line, what });
    }
    // The message stands first; what else is told about an error helps against it.
    let mut described = columns.cells(row, Column::Description).map(|cell| cell.text.as_str());
    let message = described.next().map(one_line).unwrap_or_default();
    let advice: Vec<_> = described.chain(columns.cells(row, Column::Advice).map(|cell| cell.text.as_str())).collect();
    let advice = advice.join("\n");
    let error = |code| Error {
        http,
        code,
        message: message.clone(),
        advice: one_line(&advice),
        see: links(&advice),
        line: row.line,
    };
    codes.into_iter().map(error).collect()
}

/// Errors do not share a row with more others.
const MOST_CODES: usize = 16;

/// The codes in a cell, which must hold nothing else.
fn codes(text: &str) -> Vec<i64> {
    let is_between = |sign: char| sign.is_whitespace() || matches!(sign, '/' | ',' | '，' | '、' | ';' | '；' | '`');
    let codes = text.split(is_between).filter(|code| !code.is_empty()).map(str::parse);
    let codes: Result<Vec<_>, _> = codes.take(MOST_CODES + 1).collect();
    codes.ok().filter(|codes| codes.len() <= MOST_CODES).unwrap_or_default()
}

/// The HTTP status of a row; its name may follow.
fn status(columns: &Columns, row: &Row, unplaced: &mut Vec<Unplaced>) -> Option<u16> {
    let printed = columns.cell(row, Column::Http).map(|cell| word(&cell.text)).unwrap_or_default();
    let number = printed.trim_start_matches(|sign: char| sign.is_ascii_alphabetic() || sign == ' ');
    let (number, name) = number.split_at(number.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(number.len()));
    let is_name = !name.contains(|sign: char| sign.is_ascii_digit());
    let http = number.parse().ok().filter(|http| (100..=999).contains(http) && is_name);
    if http.is_none() && !matches!(printed.as_str(), "" | "-" | "/") {
        let what = format!("an HTTP status that is none: {}", excerpt(&printed));
        unplaced.push(Unplaced { line: row.line, what });
    }
    http
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::document::{Cell, Depth};

    fn read_row(titles: &[&str], texts: &[&str]) -> (Vec<Error>, usize) {
        let cells = |texts: &[&str]| texts.iter().map(|text| Cell::new(*text, 1)).collect::<Vec<_>>();
        let rows = [Row { depth: Depth::Unknown, cells: cells(texts), line: 1 }];
        let mut unplaced = Vec::new();
        let errors = read(&Columns::of(&cells(titles)), &rows, &mut unplaced);
        (errors, unplaced.len())
    }

    #[test]
    fn a_cell_may_hold_several_codes_and_nothing_else() {
        let codes = |text: &str| {
            let (errors, unplaced) = read_row(&["错误码", "描述"], &[text, "bad"]);
            (errors.iter().map(|error| error.code).collect::<Vec<_>>(), unplaced)
        };
        assert_eq!(codes("`1001`"), (vec![1001], 0));
        assert_eq!(codes("-1"), (vec![-1], 0));
        assert_eq!(codes("1001、1002 / 1003"), (vec![1001, 1002, 1003], 0));
        assert_eq!(codes("1001（old）"), (vec![1001], 1));
        assert_eq!(codes("1001~1009"), (vec![], 1));
        assert_eq!(codes("others"), (vec![], 1));
        assert_eq!(codes(&"1 ".repeat(17)), (vec![], 1));
    }

    #[test]
    fn a_status_may_have_its_name() {
        let http = |text: &str| {
            let (errors, unplaced) = read_row(&["HTTP状态码", "错误码", "描述"], &[text, "1", "bad"]);
            (errors[0].http, unplaced)
        };
        assert_eq!(http("400"), (Some(400), 0));
        assert_eq!(http("HTTP 400 Bad Request"), (Some(400), 0));
        assert_eq!(http("-"), (None, 0));
        assert_eq!(http("400/500"), (None, 1));
        assert_eq!(http("20"), (None, 1));
    }

    #[test]
    fn what_is_told_beside_the_message_is_advice() {
        let (errors, unplaced) = read_row(&["错误码", "描述", "原因", "处理建议"], &["1", "bad", "why", "do it"]);
        assert_eq!((errors[0].message.as_str(), errors[0].advice.as_str(), unplaced), ("bad", "why do it", 0));
    }
}

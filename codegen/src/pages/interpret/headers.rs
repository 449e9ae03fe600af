//! Tables of headers.

use super::columns::{Column, Columns};
use super::fields;
use super::labels::{self, Label};
use super::text::{one_line, word};
use crate::pages::document::{Cell, Row};
use crate::pages::facts::{Field, Header, Page, Unplaced};
use crate::pages::interpret::basic;

/// The header that carries the access token.
const AUTHORIZATION: &str = "Authorization";
/// The header that carries the helpdesk's credentials.
pub const HELPDESK: &str = "X-Lark-Helpdesk-Authorization";

/// Reads the headers of a request, and the access tokens that one of them carries.
pub fn read_request(columns: &Columns, rows: &[Row], page: &mut Page) {
    for (header, row) in read(columns, rows, &mut page.unplaced) {
        if header.name.eq_ignore_ascii_case(AUTHORIZATION)
            && let Some(cell) = columns.cell(row, Column::Description)
            && let Some(tokens) = basic::tokens(cell)
        {
            page.tokens = Some(tokens);
            page.lines.insert("tokens".to_owned(), header.line);
        }
        if header.name.eq_ignore_ascii_case(HELPDESK) {
            page.helpdesk_auth = true;
            page.lines.insert("helpdesk_auth".to_owned(), header.line);
        }
        page.headers.push(header);
    }
}

/// A header of what its row says as that of any parameter does, without its description.
#[must_use]
pub fn of_field(field: Field) -> Header {
    Header {
        name: field.name,
        type_name: field.type_name,
        required: field.required,
        default: field.default,
        example: field.example,
        values: field.values,
        see: field.see,
        line: field.line,
        ..Header::default()
    }
}

/// Reads a table of headers.
pub fn read<'a>(columns: &Columns, rows: &'a [Row], unplaced: &mut Vec<Unplaced>) -> Vec<(Header, &'a Row)> {
    let rows = rows.iter().filter_map(|row| {
        let mut found = fields::read(columns, std::slice::from_ref(row), unplaced);
        let mut header = of_field(found.pop()?.field);
        for cell in columns.cells(row, Column::Description) {
            describe(&mut header, cell);
        }
        Some((header, row))
    });
    rows.collect()
}

fn describe(header: &mut Header, cell: &Cell) {
    let mut prose = Vec::new();
    for part in labels::parts(cell) {
        match part.label {
            Some(Label::Format | Label::Fixed | Label::Example | Label::Default) => {
                let (value, rest) = fields::value(part.text);
                match part.label {
                    Some(Label::Format) => header.format = fields::stated(value),
                    Some(Label::Fixed) => header.fixed = fields::stated(value),
                    // They are those of any field.
                    _ => {}
                }
                prose.push(rest);
            }
            None | Some(Label::Values) => prose.push(part.text),
            Some(Label::Bounds | Label::FieldScopes { .. }) => {}
        }
    }
    let described = header.description.take().unwrap_or_default();
    let description = one_line(&format!("{described}\n{}", prose.concat()));
    header.description = (!description.is_empty()).then_some(description);
}

/// Whether a text outside of tables demands the helpdesk's header.
#[must_use]
pub fn demands_helpdesk(text: &str) -> bool {
    word(text).contains(HELPDESK)
}

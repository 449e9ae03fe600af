//! Tables of parameters and fields.

use super::columns::{Column, Columns};
use super::labels::{self, Label, Part};
use super::name::{self, NameCell};
use super::text::{between, excerpt, links, one_line, without_link, word};
use super::{bounds, scopes, values};
use crate::pages::document::{Cell, Depth, Meaning, Row};
use crate::pages::facts::{Field, FieldScope, Unplaced};
use crate::pages::nesting::{self, Indent};

/// A field that is not yet in its place, and where the table says it goes.
pub struct Loose {
    /// The field without its children.
    pub field: Field,
    /// What the table says of its depth.
    pub indent: Indent,
    /// Path, query, body or header, as printed, where the table has a column for it.
    pub place: Option<String>,
}

/// Reads the rows of a table.
pub fn read(columns: &Columns, rows: &[Row], unplaced: &mut Vec<Unplaced>) -> Vec<Loose> {
    rows.iter().filter_map(|row| loose(columns, row, unplaced)).collect()
}

/// The columns of which facts are made.
const USED: &[Column] = &[
    Column::Name,
    Column::Type,
    Column::Required,
    Column::Default,
    Column::Example,
    Column::Description,
    Column::Place,
];

/// How deep fields may be nested; the platform's pages have eleven levels.
const DEEPEST: usize = 32;

/// Puts fields into their places. The examples show what holds what, where the table does not say.
#[must_use]
pub fn nest(fields: Vec<Loose>, examples: &[&str], unplaced: &mut Vec<Unplaced>) -> Vec<Field> {
    let rows: Vec<nesting::Row<'_>> = fields
        .iter()
        .map(|loose| nesting::Row {
            name: &loose.field.name,
            type_name: loose.field.type_name.as_deref(),
            indent: loose.indent,
        })
        .collect();
    let mut places = nesting::places(&rows, examples);
    let mut depths: Vec<usize> = Vec::with_capacity(places.len());
    for (index, place) in places.iter_mut().enumerate() {
        let depth = place.parent.map_or(0, |parent| depths[parent] + 1);
        if depth >= DEEPEST {
            let what = format!("`{}` is nested deeper than {DEEPEST} levels", fields[index].field.name);
            unplaced.push(Unplaced { line: fields[index].field.line, what });
            place.parent = None;
        }
        depths.push(if place.parent.is_none() { 0 } else { depth });
    }
    let mut fields: Vec<Option<Field>> = fields.into_iter().map(|loose| Some(loose.field)).collect();
    let mut top = Vec::new();
    // From the end, so that a field has all its children before it goes into its parent.
    for (index, place) in places.iter().enumerate().rev() {
        let Some(mut field) = fields[index].take() else { continue };
        field.inferred = place.inferred;
        field.children.reverse();
        match place.parent.and_then(|parent| fields[parent].as_mut()) {
            Some(parent) => parent.children.push(field),
            None => top.push(field),
        }
    }
    top.reverse();
    top
}

fn loose(columns: &Columns, row: &Row, unplaced: &mut Vec<Unplaced>) -> Option<Loose> {
    let realigned = columns.realigned(row);
    let row = realigned.as_ref().unwrap_or(row);
    let name_cell = columns.cell(row, Column::Name)?;
    let NameCell { indent: drawn, name, required: said_beside, remark } = NameCell::of(&name_cell.text);
    if name.is_empty() || row.cells.iter().all(is_nothing) {
        if !row.cells.iter().all(is_nothing) {
            let said = row.cells.iter().map(|cell| cell.text.trim()).collect::<Vec<_>>().join(" ");
            unplaced.push(Unplaced { line: row.line, what: format!("a row without a name: {}", excerpt(&said)) });
        }
        return None;
    }
    if name.chars().all(|sign| matches!(sign, '=' | '-' | '─' | '.' | '…')) {
        unplaced.push(Unplaced { line: row.line, what: format!("a row whose name is no name: {name}") });
        return None;
    }
    if let Some(remark) = remark {
        unplaced.push(Unplaced {
            line: row.line,
            what: format!("a remark beside the name `{name}`: {}", excerpt(&remark)),
        });
    }
    let text = |column| {
        let text = columns.cell(row, column).map(|cell| word(without_link(&cell.text)));
        text.filter(|text| !text.is_empty())
    };
    let mut field = Field {
        type_name: text(Column::Type),
        required: required(columns, row, unplaced).or(said_beside),
        default: columns.cell(row, Column::Default).and_then(|cell| stated(&cell.text)),
        example: columns.cell(row, Column::Example).and_then(|cell| stated(&cell.text)),
        line: row.line,
        name,
        ..Field::default()
    };
    for cell in columns.cells(row, Column::Description) {
        describe(&mut field, cell, unplaced);
    }
    if let Some((cells, cell)) = columns.told_of_others(row, USED) {
        let what = format!("{cells} of `{}` in a column that is not known: {}", field.name, excerpt(&cell.text));
        unplaced.push(Unplaced { line: cell.line, what });
    }
    let indent = match row.depth {
        Depth::Known(level) => Indent::Level(level),
        Depth::Unknown => drawn,
    };
    Some(Loose { field, indent, place: text(Column::Place) })
}

/// Whether a cell says nothing, or that there is nothing.
fn is_nothing(cell: &Cell) -> bool {
    matches!(cell.text.trim(), "" | "-" | "\\-" | "/" | "无")
}

/// Whether a field must be given: by its cell, or by a mark beside its name.
fn required(columns: &Columns, row: &Row, unplaced: &mut Vec<Unplaced>) -> Option<bool> {
    let marked = columns.cell(row, Column::Name).into_iter().flat_map(|cell| &cell.marks);
    let mut marked = marked.filter_map(|mark| match mark.meaning {
        Meaning::Required(required) => Some(required),
        _ => None,
    });
    let cell = columns.cell(row, Column::Required);
    let said = cell.map(|cell| word(&cell.text)).unwrap_or_default().to_lowercase();
    // A remark may follow: "yes, when …".
    let (answer, remark) =
        said.split_at(said.find(['（', '(', '，', ',', ' ', '。', '；', ';', '、']).unwrap_or(said.len()));
    if matches!(answer, "" | "-" | "/") {
        return marked.next();
    }
    let required = name::required(answer);
    if required.is_none() || !remark.is_empty() {
        let kind = if required.is_none() { "neither yes nor no" } else { "more than yes or no" };
        let what = format!("{kind} in a column that says what is required: {}", excerpt(&said));
        unplaced.push(Unplaced { line: cell.map_or(row.line, |cell| cell.line), what });
    }
    required
}

/// Adds to a field what its description says.
pub fn describe(field: &mut Field, cell: &Cell, unplaced: &mut Vec<Unplaced>) {
    let mut prose: Vec<&str> = Vec::new();
    for part in labels::parts(cell) {
        field.values.extend(values::marked(&part.marks));
        match &part.label {
            None => {
                prose.push(part.text);
                field.field_scopes.extend(scopes::marked(&part.marks).map(|name| FieldScope { name, when: None }));
            }
            Some(label) => labelled(field, cell, label, &part, &mut prose, unplaced),
        }
    }
    if field.values.is_empty() {
        let listed = values::listed(&cell.text, cell.line, field.type_name.as_deref(), false);
        *(if listed.is_implied { &mut field.implied_values } else { &mut field.values }) = listed.values;
    }
    if let Some(last) = cell.last_line {
        for value in field.values.iter_mut().chain(&mut field.implied_values) {
            value.line = value.line.min(last);
        }
    }
    field.see.extend(links(&cell.text));
    let described = field.description.take().unwrap_or_default();
    let description = one_line(&format!("{described}\n{}", prose.concat()));
    field.description = (!description.is_empty()).then_some(description);
}

fn labelled<'a>(
    field: &mut Field,
    cell: &Cell,
    label: &Label,
    part: &Part<'a>,
    prose: &mut Vec<&'a str>,
    unplaced: &mut Vec<Unplaced>,
) {
    match label {
        Label::Example => {
            let (example, rest) = value(part.text);
            field.example = field.example.take().or_else(|| stated(example));
            prose.push(rest);
        }
        Label::Default => {
            let (default, rest) = value(part.text);
            field.default = field.default.take().or_else(|| without_quotes(default));
            prose.push(rest);
        }
        Label::Bounds => {
            let (rules, rest) = bounds::split(part.text);
            field.bounds = field.bounds.take().or_else(|| bounds::read(rules));
            prose.push(rest);
        }
        Label::Values => {
            if field.values.is_empty() {
                field.values = values::listed(part.text, part.line, field.type_name.as_deref(), true).values;
            }
            // Words that no bold sets off are a sentence of the description.
            let is_bold = part.whole.starts_with("**");
            prose.push(if is_bold { part.text } else { part.whole });
        }
        Label::FieldScopes { when } => {
            let marked: Vec<_> = scopes::marked(&part.marks).collect();
            let names = if marked.is_empty() { scopes::named(part.text) } else { marked };
            prose.push(scopes::after(part.text, &part.marks, offset(&cell.text, part.text)));
            if names.is_empty() {
                let what = format!("`{}` needs scopes that are not named", field.name);
                unplaced.push(Unplaced { line: cell.line, what });
            }
            field.field_scopes.extend(names.into_iter().map(|name| FieldScope { name, when: when.clone() }));
        }
        Label::Format => {
            field.format = field.format.take().or_else(|| stated(value(part.text).0));
            prose.push(part.whole);
        }
        Label::Fixed => {
            field.fixed = field.fixed.take().or_else(|| without_quotes(value(part.text).0));
            prose.push(part.whole);
        }
    }
}

/// The value that a label announces, and what follows it: its first line, which brackets, quotes, code and a colon at its
/// end keep open. Brackets and code may hold blank lines.
#[must_use]
pub fn value(text: &str) -> (&str, &str) {
    let begin = text.len() - text.trim_start().len();
    let mut end = begin;
    let mut open = Open::default();
    for line in text[begin..].split_inclusive('\n') {
        if line.trim().is_empty() && !open.holds_blank_lines() {
            break;
        }
        end += line.len();
        open.take(line);
        if !open.is_open() && !line.trim_end().ends_with(['：', ':', ',', '，']) {
            break;
        }
    }
    text.split_at(end)
}

/// What is open at the end of a line.
#[derive(Default)]
struct Open {
    brackets: usize,
    is_fenced: bool,
    is_quoted: bool,
}

impl Open {
    fn take(&mut self, line: &str) {
        self.is_fenced ^= line.trim().starts_with("```");
        let mut is_escaped = false;
        for sign in line.bytes() {
            match sign {
                b'{' | b'[' => self.brackets += 1,
                b'}' | b']' => self.brackets = self.brackets.saturating_sub(1),
                b'"' => self.is_quoted ^= !is_escaped,
                _ => {}
            }
            is_escaped = sign == b'\\' && !is_escaped;
        }
    }

    fn holds_blank_lines(&self) -> bool {
        self.brackets > 0 || self.is_fenced
    }

    fn is_open(&self) -> bool {
        self.holds_blank_lines() || self.is_quoted
    }
}

/// Where a part of a text begins.
fn offset(text: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// A value as printed, when there is one.
#[must_use]
pub fn stated(text: &str) -> Option<String> {
    let line = one_line(text);
    (!matches!(line.as_str(), "" | "-" | "\\-" | "/")).then_some(line)
}

/// A value as printed, without backquotes around all of it.
fn without_quotes(text: &str) -> Option<String> {
    let line = stated(text)?;
    Some(between(&line, "`").map_or(line.clone(), |inner| inner.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::document::Table;
    use crate::pages::markup::flatten;

    fn read_rows(rows: &[&[&str]]) -> (Vec<Loose>, Vec<Unplaced>) {
        let cells = |texts: &[&str]| texts.iter().map(|text| flatten(text, 7)).collect::<Vec<_>>();
        let table = Table {
            head: cells(&["名称", "类型", "必填", "描述"]),
            rows: rows.iter().map(|row| Row { depth: Depth::Unknown, cells: cells(row), line: 7 }).collect(),
            line: 6,
        };
        let mut unplaced = Vec::new();
        let fields = read(&Columns::of(&table.head), &table.rows, &mut unplaced);
        (fields, unplaced)
    }

    #[test]
    fn what_is_required_is_yes_or_no_and_a_remark_is_not_lost() {
        let (fields, unplaced) = read_rows(&[
            &["a", "int", " 是 ", ""],
            &["b", "int", "否（unless c）", ""],
            &["c", "int", "maybe", ""],
            &["<md-text>d</md-text><md-tag type=\"field-required\">必选</md-tag>", "int", "", ""],
        ]);
        let required: Vec<_> = fields.iter().map(|loose| loose.field.required).collect();
        assert_eq!(required, [Some(true), Some(false), None, Some(true)]);
        assert_eq!(unplaced.len(), 2);
    }

    #[test]
    fn an_example_may_have_several_lines_and_prose_may_follow() {
        let (fields, _) = read_rows(&[&["a", "map", "否", "what\n\n**示例值**：{\n\"b\": [\n\n1]\n}\n\nmore"]]);
        let field = &fields[0].field;
        assert_eq!(field.example.as_deref(), Some("{ \"b\": [ 1] }"));
        assert_eq!(field.description.as_deref(), Some("what more"));
    }

    #[test]
    fn a_value_ends_with_its_line_unless_something_is_open() {
        let parts = |text: &'static str| {
            let (value, rest) = value(text);
            (one_line(value), one_line(rest))
        };
        for (text, found, rest) in [
            ("\n5\nmore", "5", "more"),
            ("`c`\n- d", "`c`", "- d"),
            ("[\"a\",\n\n\"b\"]\n\nmore", "[\"a\", \"b\"]", "more"),
            ("\"a\nb\\\"\nc\" d\nmore", "\"a b\\\" c\" d", "more"),
            ("\"a\n\nmore", "\"a", "more"),
            ("one of:\na\nmore", "one of: a", "more"),
            ("", "", ""),
        ] {
            assert_eq!(parts(text), (found.to_owned(), rest.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_follows_scopes_is_described() {
        let perm = "<md-perm name=\"a:b\">x</md-perm>";
        for scopes in [perm, "`a:b` x", "`a:b` x\n`c:d` y"] {
            let (fields, _) = read_rows(&[&["a", "int", "否", &format!("what\n**字段权限要求**：\n{scopes}\n\nmore")]]);
            assert_eq!(fields[0].field.description.as_deref(), Some("what more"));
        }
    }

    #[test]
    fn a_sentence_that_announces_values_stays_in_the_description() {
        let (fields, _) = read_rows(&[&["a", "string", "否", "what\n可选值：\n- b：one\n- c：two"]]);
        assert_eq!(fields[0].field.values.len(), 2);
        assert_eq!(fields[0].field.description.as_deref(), Some("what 可选值： - b：one - c：two"));
    }

    #[test]
    fn rows_that_are_no_fields_are_told() {
        let (fields, unplaced) =
            read_rows(&[&["", "", "", "lost"], &["=====", "", "", ""], &["", "", "", ""], &["无", "-", "/", ""]]);
        assert_eq!((fields.len(), unplaced.len()), (0, 2));
    }

    #[test]
    fn fields_are_never_nested_without_end() {
        let loose = |level| Loose { field: Field::default(), indent: Indent::Level(level), place: None };
        let mut unplaced = Vec::new();
        let fields = nest((0..100).map(loose).collect(), &[], &mut unplaced);
        assert_eq!((fields.len(), unplaced.len()), (4, 3));
    }
}

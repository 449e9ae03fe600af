//! Which column of a table holds what, by its head.

use super::text::word;
use crate::pages::document::{Cell, Row, Table};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Name of a parameter or field.
    Name,
    /// Its type.
    Type,
    /// Whether it must be given.
    Required,
    /// What is taken when it is not.
    Default,
    /// An example.
    Example,
    /// What it is.
    Description,
    /// Where it goes: path, query, body or header.
    Place,
    /// HTTP status of an error.
    Http,
    /// Error code.
    Code,
    /// What to do about an error.
    Advice,
    /// Something that the facts have no place for.
    Other,
}

/// Types are printed in ASCII, or in a word such as `字符串`.
const LONGEST_TYPE_IN_WORDS: usize = 4;

/// The columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns(Vec<Column>);

impl Columns {
    /// The columns that a head names.
    #[must_use]
    pub fn of(head: &[Cell]) -> Self {
        let titles: Vec<String> = head.iter().map(|cell| title(&cell.text)).collect();
        let has_format = titles.iter().any(|title| title == "格式");
        let columns = titles.iter().map(|title| match column(title) {
            // Where the type is called "format", the "type" says where a parameter goes.
            Column::Type if title == "类型" && has_format => Column::Place,
            column => column,
        });
        let mut columns: Vec<Column> = columns.collect();
        let lists_errors = columns.contains(&Column::Code);
        for index in 0..columns.len() {
            if lists_errors && columns[index] == Column::Type {
                // Errors have no types.
                columns[index] = Column::Other;
            } else if columns[..index].contains(&columns[index]) {
                columns[index] = second(columns[index], &columns);
            }
        }
        Self(columns)
    }

    /// The columns of a table that has no head at all, when its rows leave no doubt: a name, a type, yes or no where that
    /// is said, and a description; or an HTTP status, a code, a message and an advice.
    fn guessed(rows: &[Row]) -> Option<Self> {
        let all = |index: usize, is_right: fn(&str) -> bool| {
            rows.iter().all(|row| row.cells.get(index).is_some_and(|cell| is_right(&word(&cell.text))))
        };
        let columns = rows.first()?.cells.len();
        let is_number = |text: &str| text.parse::<i64>().is_ok();
        let columns = match columns {
            4 if all(1, is_type) && all(2, |text| matches!(text, "是" | "否")) => {
                vec![Column::Name, Column::Type, Column::Required, Column::Description]
            }
            3 if all(1, is_type) => vec![Column::Name, Column::Type, Column::Description],
            4 if all(0, is_number) && all(1, is_number) => {
                vec![Column::Http, Column::Code, Column::Description, Column::Advice]
            }
            3 if all(0, is_number) => vec![Column::Code, Column::Description, Column::Advice],
            _ => return None,
        };
        Some(Self(columns))
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Whether there is a column of this kind.
    #[must_use]
    pub fn has(&self, column: Column) -> bool {
        self.0.contains(&column)
    }

    /// The cell of a row in the first column of this kind.
    #[must_use]
    pub fn cell<'a>(&self, row: &'a Row, column: Column) -> Option<&'a Cell> {
        let index = self.0.iter().position(|other| *other == column)?;
        row.cells.get(index)
    }

    /// The row with the cell put back that a rendering lost before the type's: the type's place holds prose then, and the
    /// last one nothing.
    #[must_use]
    pub fn realigned(&self, row: &Row) -> Option<Row> {
        let at = self.0.iter().position(|column| *column == Column::Type)?;
        let is_prose = |cell: &Cell| cell.text.chars().filter(|sign| !sign.is_ascii()).count() > LONGEST_TYPE_IN_WORDS;
        let is_short = row.cells.len() + 1 == self.0.len();
        let has_room = is_short || row.cells.len() == self.0.len() && row.cells.last()?.text.trim().is_empty();
        let is_lost = has_room && at + 1 < row.cells.len() && is_prose(&row.cells[at]);
        is_lost.then(|| {
            let mut row = row.clone();
            row.cells.truncate(self.0.len() - 1);
            row.cells.insert(at, Cell::new("", row.line));
            row
        })
    }

    /// The cells of a row that no fact is made of and that say something.
    pub fn others<'a>(&'a self, row: &'a Row) -> impl Iterator<Item = &'a Cell> {
        let extra = row.cells.iter().enumerate();
        extra
            .filter(|(index, _)| self.0.get(*index).is_none_or(|column| *column == Column::Other))
            .map(|(_, cell)| cell)
            .filter(|cell| !cell.text.trim().is_empty())
    }

    /// Whether the table lists parameters or fields.
    #[must_use]
    pub fn are_fields(&self) -> bool {
        self.has(Column::Name) && (self.has(Column::Description) || self.has(Column::Type)) && !self.has(Column::Code)
    }

    /// Whether the table lists errors.
    #[must_use]
    pub fn are_errors(&self) -> bool {
        self.has(Column::Code) && (self.has(Column::Description) || self.has(Column::Advice))
    }
}

/// What a column holds that has the title of one before it: beside the message of an error stands what to do about it.
/// Anything else is not made out.
fn second(column: Column, columns: &[Column]) -> Column {
    let is_advice =
        column == Column::Description && columns.contains(&Column::Code) && !columns.contains(&Column::Advice);
    if is_advice { Column::Advice } else { Column::Other }
}

/// A table whose first row is its head, although the markup does not say so.
#[must_use]
pub fn with_head(table: &Table) -> Option<(Columns, &[Row])> {
    if !table.head.is_empty() {
        return Some((Columns::of(&table.head), &table.rows));
    }
    let (first, rest) = table.rows.split_first()?;
    let columns = Columns::of(&first.cells);
    if columns.are_fields() || columns.are_errors() {
        return Some((columns, rest));
    }
    Columns::guessed(&table.rows).map(|columns| (columns, table.rows.as_slice()))
}

/// Whether a text is a type that is no name.
fn is_type(text: &str) -> bool {
    let text = text.trim_end_matches("[]").to_lowercase();
    let is_known = matches!(
        text.as_str(),
        "string"
            | "int"
            | "integer"
            | "long"
            | "boolean"
            | "bool"
            | "number"
            | "float"
            | "list"
            | "array"
            | "map"
            | "object"
            | "file"
            | "number(float)"
            | "-"
            | "/"
    );
    is_known || text.starts_with("map<") || text.starts_with("array<") || text.starts_with("list<")
}

fn title(text: &str) -> String {
    word(text).to_lowercase().replace([' ', '\u{a0}'], "")
}

fn column(title: &str) -> Column {
    match title {
        "名称" | "参数" | "参数名" | "参数名称" | "字段" | "字段名" | "字段名称" | "属性" | "属性名" | "属性名称"
        | "键" | "key" | "name" | "parameter" | "field" | "参数key" => Column::Name,
        "类型" | "参数类型" | "数据类型" | "字段类型" | "属性类型" | "格式" | "type" => {
            Column::Type
        }
        "必填" | "必须" | "必选" | "是否必填" | "是否必须" | "是否必选" | "是否必需" | "必需" | "必填/选填"
        | "required" | "是否必传" | "必传" => Column::Required,
        "默认值" | "默认" | "缺省值" | "default" => Column::Default,
        "示例" | "示例值" | "样例" | "example" => Column::Example,
        "描述" | "说明" | "备注" | "参数说明" | "参数描述" | "字段说明" | "字段描述" | "含义" | "错误描述"
        | "错误信息" | "description" | "message" | "msg" | "错误说明" | "错误" | "错误消息" | "错误提示"
        | "返回信息" | "返回消息" => Column::Description,
        "来源" | "参数位置" | "位置" | "参数来源" | "in" => Column::Place,
        "http状态码" | "http码" | "httpcode" | "httpstatus" | "状态码" | "httpstatuscode" | "http" => {
            Column::Http
        }
        "错误码" | "code" | "errorcode" | "返回码" | "错误代码" => Column::Code,
        "排查建议"
        | "建议"
        | "解决方案"
        | "处理建议"
        | "解决办法"
        | "处理方式"
        | "排查思路"
        | "solution"
        | "troubleshooting"
        | "troubleshootingsuggestions"
        | "处理方法"
        | "解决方法" => Column::Advice,
        _ => by_words(title),
    }
}

/// What a column holds whose title is not one of the usual, but has one of their words.
fn by_words(title: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let begins = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    let ends = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
    match () {
        () if has(&["必填", "必须", "必选", "必需", "必传"]) => Column::Required,
        () if has(&["默认"]) => Column::Default,
        () if has(&["错误码", "返回码"]) && !ends(&["说明", "描述"]) => Column::Code,
        () if has(&["状态码"]) => Column::Http,
        () if begins(&["名称", "参数名", "字段名", "属性名"]) => Column::Name,
        () if ends(&["说明", "描述", "含义"]) || title == "desc" => Column::Description,
        () if ends(&["类型"]) => Column::Type,
        () if begins(&["示例"]) => Column::Example,
        () if has(&["建议", "解决", "方案", "原因"]) => Column::Advice,
        () => Column::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::document::Depth;

    fn columns(titles: &[&str]) -> Columns {
        Columns::of(&titles.iter().map(|title| Cell::new(*title, 1)).collect::<Vec<_>>())
    }

    #[test]
    fn titles_vary_and_mean_the_same() {
        assert_eq!(columns(&["**参数** ", "参数类型", "必须", "说明"]), columns(&["名称", "类型", "必填", "描述"]));
        assert_eq!(
            columns(&["参数名（body）", "类型", "必须/可选", "详细说明"]),
            columns(&["名称", "类型", "必填", "描述"])
        );
        assert!(columns(&["错误码", "说明"]).are_errors());
        assert!(!columns(&["错误码", "说明"]).are_fields());
        assert!(columns(&["参数", "说明"]).are_fields());
        assert_eq!(columns(&["错误码", "错误信息", "说明"]), columns(&["code", "msg", "处理方案"]));
        assert_eq!(columns(&["名称", "描述", "备注"]).0, [Column::Name, Column::Description, Column::Other]);
        assert_eq!(columns(&["错误码", "错误类型", "描述"]).0, [Column::Code, Column::Other, Column::Description]);
    }

    #[test]
    fn a_table_without_a_head_is_read_when_its_rows_leave_no_doubt() {
        let row = |texts: &[&str]| Row {
            depth: crate::pages::document::Depth::Unknown,
            cells: texts.iter().map(|text| Cell::new(*text, 1)).collect(),
            line: 1,
        };
        let table = |rows: &[&[&str]]| Table { rows: rows.iter().map(|row_| row(row_)).collect(), ..Table::default() };
        let fields = table(&[&["a", "string", "是", "what"], &["b", "int[]", "否", ""]]);
        assert!(with_head(&fields).is_some_and(|(columns, rows)| columns.are_fields() && rows.len() == 2));
        let errors = table(&[&["400", "1230001", "bad", "mend it"]]);
        assert!(with_head(&errors).is_some_and(|(columns, _)| columns.are_errors()));
        assert!(with_head(&table(&[&["a", "b", "c"]])).is_none());
    }

    #[test]
    fn a_lost_cell_is_put_back() {
        let columns = columns(&["名称", "类型", "说明", "示例"]);
        let row = |texts: [&str; 4]| Row {
            depth: Depth::Unknown,
            cells: texts.map(|text| Cell::new(text, 1)).to_vec(),
            line: 1,
        };
        let shifted = columns.realigned(&row(["a", "是否支持批量已读", "true", ""]));
        assert_eq!(shifted, Some(row(["a", "", "是否支持批量已读", "true"])));
        let mut short = row(["a", "是否支持批量已读", "true", ""]);
        short.cells.pop();
        assert_eq!(columns.realigned(&short), Some(row(["a", "", "是否支持批量已读", "true"])));
        assert_eq!(columns.realigned(&row(["a", "字符串", "是否支持批量已读", ""])), None);
        assert_eq!(columns.realigned(&row(["a", "是否支持批量已读", "b", "c"])), None);
    }

    #[test]
    fn a_format_beside_a_type_is_the_type() {
        assert_eq!(
            columns(&["参数", "格式", "必须", "说明", "类型"]).0,
            [Column::Name, Column::Type, Column::Required, Column::Description, Column::Place]
        );
    }
}

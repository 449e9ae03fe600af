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

/// Tables are not wider; what stands further to the right has no meaning.
const WIDEST: usize = 32;
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
        let columns = titles.iter().enumerate().map(|(index, title)| match column(title) {
            _ if index >= WIDEST => Column::Other,
            // Where the type is called "format", the "type" says where a parameter goes.
            Column::Type if title == "类型" && has_format => Column::Place,
            column => column,
        });
        Self(columns.collect())
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

    /// The cells of a row that say something, in all columns of this kind.
    pub fn cells<'a>(&'a self, row: &'a Row, column: Column) -> impl Iterator<Item = &'a Cell> {
        let cells = self.0.iter().zip(&row.cells).filter(move |(other, _)| **other == column);
        cells.map(|(_, cell)| cell).filter(|cell| !cell.text.trim().is_empty())
    }

    /// What to tell of the cells of a row of which no fact is made: how many they are, and the first. A row can have
    /// thousands of them.
    #[must_use]
    pub fn told_of_others<'a>(&'a self, row: &'a Row, used: &'a [Column]) -> Option<(String, &'a Cell)> {
        let mut others = self.others(row, used);
        let first = others.next()?;
        let cells = match others.count() {
            0 => "a cell".to_owned(),
            more => format!("{} cells, the first", more + 1),
        };
        Some((cells, first))
    }

    /// The cells of a row that say something and of which no fact is made: those beyond the last column, in columns of
    /// other kinds than facts are made of, and in further columns of a kind, but for descriptions.
    fn others<'a>(&'a self, row: &'a Row, used: &'a [Column]) -> impl Iterator<Item = &'a Cell> {
        let is_used = |index: usize| {
            self.0.get(index).is_some_and(|column| {
                used.contains(column) && (*column == Column::Description || !self.0[..index].contains(column))
            })
        };
        let others = row.cells.iter().enumerate().filter(move |(index, _)| !is_used(*index));
        others.map(|(_, cell)| cell).filter(|cell| !cell.text.trim().is_empty())
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
        | "变量" | "变量名" | "键" | "键名" | "请求参数" | "返回参数" | "响应参数" | "返回字段" | "响应字段"
        | "请求头" | "key" | "name" | "parameter" | "parameters" | "param" | "params" | "parametername" | "field"
        | "fieldname" | "property" | "attribute" | "header" | "参数key" | "字段key" => Column::Name,
        "类型" | "参数类型" | "数据类型" | "字段类型" | "属性类型" | "格式" | "type" | "datatype" | "fieldtype"
        | "parametertype" | "值类型" => Column::Type,
        "required" | "mandatory" | "must" | "isrequired" => Column::Required,
        "缺省值" | "default" | "defaultvalue" => Column::Default,
        "样例" | "样例值" | "举例" | "例子" | "参考示例" | "example" | "examplevalue" | "examples" | "sample" => {
            Column::Example
        }
        "描述" | "说明" | "备注" | "含义" | "解释" | "用途" | "作用" | "错误信息" | "错误说明" | "错误描述"
        | "返回消息" | "错误消息" | "错误提示" | "提示信息" | "返回信息" | "错误" | "description" | "desc"
        | "meaning" | "remark" | "remarks" | "comment" | "message" | "msg" | "value" | "值" | "errormessage"
        | "errormsg" | "错误原因" | "原因" | "可能原因" => Column::Description,
        "来源" | "参数位置" | "位置" | "参数来源" | "in" | "传参方式" | "传递方式" => Column::Place,
        "http状态码" | "http码" | "httpcode" | "httpstatus" | "状态码" | "httpstatuscode" | "http" => {
            Column::Http
        }
        "错误码" | "code" | "errorcode" | "error_code" | "errcode" | "返回码" | "错误代码" | "业务码" => {
            Column::Code
        }
        "处理方式"
        | "处理方法"
        | "排查思路"
        | "排查方法"
        | "排查方式"
        | "solution"
        | "solutions"
        | "troubleshooting"
        | "troubleshootingsuggestions"
        | "suggestion"
        | "suggestions" => Column::Advice,
        _ => by_words(title),
    }
}

/// What a column holds whose title is not one of the usual, but has one of their words.
fn by_words(title: &str) -> Column {
    let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
    let begins = |words: &[&str]| words.iter().any(|word| title.starts_with(word));
    let ends = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
    match () {
        () if has(&["必填", "必须", "必选", "必需", "必传", "required"]) => Column::Required,
        () if has(&["默认"]) => Column::Default,
        () if has(&["错误码", "返回码"]) && !ends(&["说明", "描述", "含义"]) => Column::Code,
        () if has(&["状态码"]) => Column::Http,
        () if has(&["建议", "解决", "方案"]) => Column::Advice,
        () if begins(&["名称", "参数名", "字段名", "属性名"]) => Column::Name,
        () if ends(&["说明", "描述", "含义", "备注", "原因"]) => Column::Description,
        () if begins(&["示例"]) || ends(&["示例", "示例值"]) => Column::Example,
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
        assert!(columns(&["参数", "错误码说明"]).are_fields());
        assert_eq!(columns(&["Key", "Data Type", "Is required"]), columns(&["名称", "类型", "必填"]));
    }

    #[test]
    fn what_no_fact_is_made_of_is_known() {
        let columns = columns(&["错误码", "说明", "原因", "类型", "错误码"]);
        let cells = ["1", "a", "b", "c", "2", "d"].map(|text| Cell::new(text, 1)).to_vec();
        let row = Row { depth: Depth::Unknown, cells, line: 1 };
        let others = columns.others(&row, &[Column::Code, Column::Description]).map(|cell| cell.text.as_str());
        assert_eq!(others.collect::<Vec<_>>(), ["c", "2", "d"]);
        let described = columns.cells(&row, Column::Description).map(|cell| cell.text.as_str());
        assert_eq!(described.collect::<Vec<_>>(), ["a", "b"]);
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

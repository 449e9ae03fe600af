//! Pages that nobody wrote, in the markup of the real ones: the same facts in every dialect.

use std::fmt::{self, Write};
use std::fs;
use std::io;
use std::path::Path;

/// Endpoints of a version.
const ENDPOINTS: usize = 40;

/// The resources of a version.
const BASKETS: [&str; 8] = ["basket", "chest", "sack", "box", "bowl", "cart", "jar", "tray"];

/// Fields of a group; every sixth row opens one.
const GROUP: usize = 6;

/// Writes so many pages into a new folder, and returns how many bytes they have.
pub fn write(count: usize, folder: &Path) -> io::Result<u64> {
    fs::create_dir_all(folder)?;
    let mut size = 0;
    for number in 0..count {
        let text = text(number).map_err(io::Error::other)?;
        size += text.len() as u64;
        fs::write(folder.join(format!("{number:05}.md")), text)?;
    }
    Ok(size)
}

/// How a page is rendered.
#[derive(Debug, Clone, Copy)]
enum Dialect {
    Components,
    Pipes,
    BarePipes,
    Flat,
}

fn text(number: usize) -> Result<String, fmt::Error> {
    // Most real pages come as components or as pipe tables.
    let dialect = match number % 8 {
        0..4 => Dialect::Components,
        4..6 => Dialect::Pipes,
        6 => Dialect::BarePipes,
        _ => Dialect::Flat,
    };
    let mut page = Rendering { dialect, text: String::new() };
    page.front(number)?;
    page.table("请求", "md-table", &["项目", "值"], &basic(number))?;
    page.table("请求头", "md-table", &["名称", "类型", "必填", "描述"], &[header()])?;
    page.table("路径参数", "md-dt-table", &["名称", "类型", "描述"], &[path_param()])?;
    page.table("请求体", "md-dt-table", &["名称", "类型", "必填", "描述"], &fields(request_rows(number), true))?;
    page.example("请求体示例", &json(request_rows(number)))?;
    page.heading(2, "响应")?;
    page.table("响应体", "md-dt-table", &["名称", "类型", "描述"], &response(number))?;
    let example = format!("{{\"code\": 0, \"msg\": \"ok\", \"data\": {}}}", json(response_rows(number)));
    page.example("响应体示例", &example)?;
    page.table("错误码", "md-table", &["HTTP状态码", "错误码", "描述", "排查建议"], &errors(number))?;
    Ok(page.text)
}

/// Such that a page has some 35 kB on average, and a few have a thousand fields.
fn request_rows(number: usize) -> usize {
    15 + number * 7 % 70
}

fn response_rows(number: usize) -> usize {
    if number % 100 == 50 { 1200 } else { 30 + number * 13 % 130 }
}

/// A row of a table: how deep it is, and its cells.
struct Row {
    level: usize,
    cells: Vec<Cell>,
}

/// What a cell says. Dialects differ in how they say it.
#[derive(Default)]
struct Cell {
    text: String,
    token: Option<&'static str>,
    scope: Option<String>,
    labels: Vec<(&'static str, String)>,
    values: Vec<String>,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

fn row<const N: usize>(level: usize, cells: [Cell; N]) -> Row {
    Row { level, cells: cells.into() }
}

fn basic(number: usize) -> Vec<Row> {
    let (project, item) = (number / ENDPOINTS, number % ENDPOINTS);
    let basket = BASKETS[item % BASKETS.len()];
    let url = format!("https://open.feishu.cn/open-apis/fruit{project}/v1/{basket}s/:basket_id/pick{item}");
    let scope =
        Cell { text: "摘取水果".into(), scope: Some(format!("fruit{project}:pick{item}")), ..Cell::default() };
    vec![
        row(0, ["HTTP URL".into(), url.into()]),
        row(0, ["HTTP Method".into(), "POST".into()]),
        row(0, ["接口频率限制".into(), "50 次/秒".into()]),
        row(0, ["支持的应用类型".into(), "custom,isv".into()]),
        row(0, ["权限要求".into(), scope]),
    ]
}

fn header() -> Row {
    let labels = vec![("值格式", "\"Bearer access_token\"".to_owned())];
    let token = Cell { token: Some("tenant"), labels, ..Cell::default() };
    row(0, ["Authorization".into(), "string".into(), "是".into(), token])
}

fn path_param() -> Row {
    let text = Cell { text: "篮子".into(), labels: vec![("示例值", "\"b7\"".to_owned())], ..Cell::default() };
    row(0, ["basket_id".into(), "string".into(), text])
}

/// The rows of so many fields: groups of scalars of all kinds.
fn fields(count: usize, with_required: bool) -> Vec<Row> {
    (0..count).map(|index| field(index, with_required)).collect()
}

fn field(index: usize, with_required: bool) -> Row {
    let group = index / GROUP;
    let (level, name, kind, text) = match index % GROUP {
        0 => (0, format!("group_{group}"), format!("group_{group}[]"), Cell::from("一组水果，按采摘的先后排列")),
        1 => (1, format!("name_{group}"), "string".to_owned(), example("水果的名字，展示给顾客", "\"苹果\"")),
        2 => (1, format!("weight_{group}"), "int".to_owned(), example("重量，单位为克", "150")),
        3 => {
            let mut cell = example("成熟的程度", "\"ripe\"");
            cell.values = ["green", "ripe", "rotten"].map(str::to_owned).into();
            (1, format!("state_{group}"), "string".to_owned(), cell)
        }
        4 => (1, format!("is_sold_{group}"), "boolean".to_owned(), example("是否已经卖出", "true")),
        _ => (1, format!("tags_{group}"), "string[]".to_owned(), Cell::from("标签，由果园的主人填写")),
    };
    let required = with_required.then(|| Cell::from(if index.is_multiple_of(2) { "否" } else { "是" }));
    let cells = [Cell::from(name), Cell::from(kind)].into_iter().chain(required).chain([text]).collect();
    Row { level, cells }
}

fn example(text: &str, value: &str) -> Cell {
    Cell { text: text.to_owned(), labels: vec![("示例值", value.to_owned())], ..Cell::default() }
}

fn response(number: usize) -> Vec<Row> {
    let mut rows = vec![
        row(0, ["code".into(), "int".into(), "错误码".into()]),
        row(0, ["msg".into(), "string".into(), "错误描述".into()]),
        row(0, ["data".into(), "\\-".into(), "\\-".into()]),
    ];
    let inside = fields(response_rows(number), false);
    rows.extend(inside.into_iter().map(|row| Row { level: row.level + 1, ..row }));
    rows
}

fn errors(number: usize) -> Vec<Row> {
    let code = |index: usize| 1_000_000 + number / ENDPOINTS * 100 + index;
    (0..8)
        .map(|index| {
            let message = format!("basket problem {index}");
            row(0, ["400".into(), code(index).to_string().into(), message.into(), "检查篮子".into()])
        })
        .collect()
}

/// The JSON of so many fields.
fn json(count: usize) -> String {
    let groups: Vec<String> = (0..count.div_ceil(GROUP))
        .map(|group| {
            let last = (count - group * GROUP).min(GROUP);
            let members = [
                format!("\"name_{group}\": \"苹果\""),
                format!("\"weight_{group}\": 150"),
                format!("\"state_{group}\": \"ripe\""),
                format!("\"is_sold_{group}\": true"),
                format!("\"tags_{group}\": [\"甜\"]"),
            ];
            format!("\"group_{group}\": [{{\n{}\n}}]", members[..last - 1].join(",\n"))
        })
        .collect();
    format!("{{\n{}\n}}", groups.join(",\n"))
}

/// A page while it is written.
struct Rendering {
    dialect: Dialect,
    text: String,
}

impl Rendering {
    fn front(&mut self, number: usize) -> fmt::Result {
        let title = format!("摘取第 {number} 种水果");
        let (project, item) = (number / ENDPOINTS, number % ENDPOINTS);
        let path = format!("/fruit{project}-v1/{}/pick{item}", BASKETS[item % BASKETS.len()]);
        let text = &mut self.text;
        match self.dialect {
            Dialect::Components => {
                writeln!(text, "<!--\ntitle: {title}\nfullPath: {path}\nupdatedAt: 1700000000000\n-->\n# {title}\n")?;
            }
            Dialect::Pipes => {
                let dated = "updateTime: \"1700000000000\"";
                writeln!(text, "---\ntitle: \"{title}\"\nfullPath: \"{path}\"\n{dated}\n---\n\n# {title}\n")?;
            }
            Dialect::BarePipes => writeln!(text, "# {title}\n")?,
            Dialect::Flat => writeln!(text, "{title}")?,
        }
        writeln!(text, "从篮子里摘取一种水果。")?;
        self.heading(2, "请求")
    }

    fn heading(&mut self, level: usize, title: &str) -> fmt::Result {
        match self.dialect {
            Dialect::Flat => writeln!(self.text, "{title}"),
            _ => writeln!(self.text, "\n{} {title}\n", "#".repeat(level)),
        }
    }

    fn table(&mut self, title: &str, tag: &str, head: &[&str], rows: &[Row]) -> fmt::Result {
        // The first table stands below the heading that is there already.
        if title != "请求" {
            self.heading(3, title)?;
        }
        match self.dialect {
            Dialect::Components => self.component_table(tag, head, rows),
            Dialect::Pipes | Dialect::BarePipes | Dialect::Flat => self.pipe_table(head, rows),
        }
    }

    fn component_table(&mut self, tag: &str, head: &[&str], rows: &[Row]) -> fmt::Result {
        let part = if tag == "md-table" { "md" } else { "md-dt" };
        let text = &mut self.text;
        writeln!(text, ":::html\n<{tag}>\n  <{part}-thead>\n    <{part}-tr>")?;
        for title in head {
            writeln!(text, "      <{part}-th style=\"width: 25%;\">{title}</{part}-th>")?;
        }
        writeln!(text, "    </{part}-tr>\n  </{part}-thead>\n  <{part}-tbody>")?;
        for Row { level, cells } in rows {
            writeln!(text, "    <{part}-tr level=\"{level}\">")?;
            for cell in cells {
                writeln!(text, "      <{part}-td>\n{}\n      </{part}-td>", component(cell)?)?;
            }
            writeln!(text, "    </{part}-tr>")?;
        }
        writeln!(text, "  </{part}-tbody>\n</{tag}>\n:::")
    }

    fn pipe_table(&mut self, head: &[&str], rows: &[Row]) -> fmt::Result {
        let is_bare = matches!(self.dialect, Dialect::BarePipes);
        let (open, close) = if is_bare { ("", "") } else { ("| ", " |") };
        writeln!(self.text, "{open}{}{close}", head.join(" | "))?;
        writeln!(self.text, "{open}{}{close}", vec!["---"; head.len()].join(" | "))?;
        for Row { level, cells } in rows {
            let depth = match (level, self.dialect) {
                (0, _) => String::new(),
                (_, Dialect::Flat) => "└ ".to_owned(),
                (level, _) => format!("{}└ ", "&nbsp;&nbsp;".repeat(*level)),
            };
            let cells: Vec<String> = cells.iter().map(|cell| self.pipe(cell)).collect();
            writeln!(self.text, "{open}{depth}{}{close}", cells.join(" | "))?;
        }
        Ok(())
    }

    fn pipe(&self, cell: &Cell) -> String {
        let Cell { text, token, scope, labels, values } = cell;
        let is_flat = matches!(self.dialect, Dialect::Flat);
        let (line, bold, tick) = if is_flat { (" ", "", "") } else { ("<br>", "**", "`") };
        let mut parts = Vec::new();
        parts.extend(token.map(|token| format!("{tick}{token}_access_token{tick}")));
        parts.extend(scope.as_ref().map(|scope| format!("{tick}{scope}{tick} {text}")));
        parts.extend((scope.is_none() && !text.is_empty()).then(|| text.replace('[', "\\[").replace(']', "\\]")));
        parts.extend(labels.iter().map(|(label, value)| format!("{bold}{label}{bold}：{value}")));
        if !values.is_empty() {
            parts.push(format!("{bold}可选值有{bold}："));
            parts.extend(values.iter().map(|value| format!("- {tick}{value}{tick}：{value} 的水果")));
        }
        parts.join(line)
    }

    fn example(&mut self, title: &str, json: &str) -> fmt::Result {
        self.heading(3, title)?;
        match self.dialect {
            Dialect::Components => writeln!(self.text, ":::html\n<md-code-json>\n{json}\n</md-code-json>\n:::"),
            Dialect::Pipes | Dialect::BarePipes => writeln!(self.text, "```json\n{json}\n```"),
            Dialect::Flat => writeln!(self.text, "json\n{json}"),
        }
    }
}

fn component(cell: &Cell) -> Result<String, fmt::Error> {
    let Cell { text, token, scope, labels, values } = cell;
    let mut said = String::new();
    if let Some(token) = token {
        writeln!(said, "<md-tag mode=\"inline\" type=\"token-{token}\">{token}_access_token</md-tag>\n")?;
    }
    match scope {
        Some(scope) => write!(said, "<md-perm name=\"{scope}\" desc=\"{text}\" tags=\"\">{text}</md-perm>")?,
        None => write!(said, "{text}")?,
    }
    for (label, value) in labels {
        write!(said, "\n\n**{label}**：{value}")?;
    }
    if !values.is_empty() {
        write!(said, "\n\n**可选值有**：\n<md-enum>\n")?;
        for value in values {
            writeln!(said, "<md-enum-item key=\"{value}\" >{value} 的水果</md-enum-item>")?;
        }
        write!(said, "</md-enum>")?;
    }
    Ok(said)
}

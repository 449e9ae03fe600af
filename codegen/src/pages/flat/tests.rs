use proptest::prelude::*;

use super::{read, recognizes};
use crate::pages::document::{Block, Table};

const PAGE: &str = "\
关闭盒子
该接口用于关闭盒子。
请求
| 项目 | 值 |
|---|---|
| HTTP URL | https://open.example/open-apis/box/v1/boxes/:box_id/close |
| HTTP Method | POST |
请求头
| 名称 | 类型 | 必填 | 描述 |
|---|---|---|---|
| Authorization | string | 是 | tenant_access_token 值格式:\"Bearer access_token\" 示例值:\"Bearer t-1\" |
Tip: 另一个参数:
Key: X-Box
路径参数
| 名称 | 类型 | 描述 |
|---|---|---|
box_id | string | 盒子 示例值:\"1\" |
请求体示例
json
{
\"lid\": \"}错误码\",
\"corners\": [1, 2]
}
响应
响应体示例
JSON
{
\"code\": 0
}错误码
| HTTP状态码 | 错误码 | 描述 | 排查建议 |
|---|---|---|---|
| 400 | 1 | bad | 检查 |
盒子类型表
| 类型 | 说明 |
|---|---|
| 1 | 大 |
";

fn shown(block: &Block) -> String {
    let table = |table: &Table| {
        let rows =
            table.rows.iter().map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join("|"));
        rows.collect::<Vec<_>>().join("¶")
    };
    match block {
        Block::Heading { level, text, line } => format!("{line} h{level} {text}"),
        Block::Paragraph { text, line } => format!("{line} p {text}"),
        Block::Code { language, text, line } => format!("{line} {} {text}", language.as_deref().unwrap_or("?")),
        Block::Alert { kind, text, line } => format!("{line} {kind} {text}"),
        Block::Table(content) => format!("{} t {}", content.line, table(content)),
    }
}

#[test]
fn blocks_are_told_by_what_they_say() {
    let document = read(PAGE);
    let blocks: Vec<_> = document.blocks.iter().map(shown).collect();
    assert_eq!(
        blocks,
        [
            "1 h1 关闭盒子",
            "2 p 该接口用于关闭盒子。",
            "3 h2 请求",
            "4 t HTTP URL|https://open.example/open-apis/box/v1/boxes/:box_id/close¶HTTP Method|POST",
            "8 h3 请求头",
            "9 t Authorization|string|是|tenant_access_token\n**值格式**：\"Bearer access_token\"\n**示例值**：\"Bearer t-1\"",
            "12 tip 另一个参数:\nKey: X-Box",
            "14 h3 路径参数",
            "15 t box_id|string|盒子\n**示例值**：\"1\"",
            "18 h3 请求体示例",
            "20 json {\n\"lid\": \"}错误码\",\n\"corners\": [1, 2]\n}",
            "24 h2 响应",
            "25 h3 响应体示例",
            "27 json {\n\"code\": 0\n}",
            "29 h3 错误码",
            "30 t 400|1|bad|检查",
            "33 h4 盒子类型表",
            "34 t 1|大",
        ]
    );
}

#[test]
fn flattened_text_is_told_from_markdown() {
    assert!(recognizes(PAGE));
    assert!(!recognizes("# a\n## 请求\n### 请求头\n请求\n响应\n"));
    assert!(!recognizes("a text about 请求 and 响应"));
}

#[test]
fn tables_need_no_line_of_dashes_and_no_pipes_at_their_margins() {
    let expected = ["3 t HTTP Method|POST", "5 h3 请求体", "6 t lid|string|是|盖子", "8 h2 响应"];
    let page = "关闭盒子\n请求\nHTTP URL | https://a.b/c\nHTTP Method | POST\n请求体\n名称 | 类型 | 必填 | 描述\nlid | string | 是 | 盖子\n响应\n";
    for page in [page.to_owned(), page.replace(" | ", "\t")] {
        let blocks: Vec<_> = read(&page).blocks.iter().map(shown).collect();
        assert_eq!(blocks[2..], expected);
    }
}

#[test]
fn code_that_is_never_closed_ends_at_the_next_heading() {
    let document = read("a\n请求体示例\njson\n{\n\"a\": [\n响应\nb");
    let blocks: Vec<_> = document.blocks.iter().map(shown).collect();
    assert_eq!(blocks[2..], ["4 json {\n\"a\": [", "6 h2 响应", "7 p b"]);
}

proptest! {
    #[test]
    fn any_page_is_read_and_each_line_is_on_the_page(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "请求\n", "响应体示例\n", "json\n", "{", "}", "[", "]", "\"", "|", "|---|---|\n", "a", " ", "\n", "Tip: ", "\\",
                "示例值:", "└ ", "`", "<br>", "<md-td>", "//", "- ", "**", "\u{a0}", "#",
            ]),
            0..60,
        ),
    ) {
        let page: String = pieces.concat();
        let lines = page.lines().count().max(1);
        for document in [read(&page), crate::pages::pipes::read(&page)] {
            for block in &document.blocks {
                let line = match block {
                    Block::Heading { line, .. } | Block::Paragraph { line, .. } | Block::Code { line, .. }
                    | Block::Alert { line, .. } | Block::Table(Table { line, .. }) => *line,
                };
                prop_assert!((1..=lines + 1).contains(&line), "{} of {}", line, lines);
            }
        }
    }
}

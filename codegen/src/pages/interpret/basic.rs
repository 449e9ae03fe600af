//! The table of basic facts: address, method, limit, kinds of app, scopes.

use indexmap::IndexSet;

use super::text::{excerpt, one_line, word};
use super::{address, rate_limit, scopes};
use crate::pages::document::{Cell, Meaning, Row, Table};
use crate::pages::facts::{Page, Token, Unplaced};

/// Whether a table is the one of basic facts.
#[must_use]
pub fn is_basic(table: &Table) -> bool {
    rows(table).any(|(name, _)| Fact::of(&name) == Some(Fact::Address))
}

/// Whether a table goes on with basic facts: broken markup may have split their table.
#[must_use]
pub fn goes_on(table: &Table) -> bool {
    let first = rows(table).next().and_then(|(name, _)| Fact::of(&name));
    table.head.is_empty() && first.is_some_and(|fact| fact != Fact::Address)
}

/// Takes the facts of the table; what is known already stays.
pub fn read(table: &Table, page: &mut Page) {
    for (name, cell) in rows(table) {
        match Fact::of(&name) {
            Some(fact) => take(fact, cell, page),
            None if name.is_empty() && cell.text.trim().is_empty() => {}
            None => {
                let what = format!("a basic fact that is not known: {}: {}", excerpt(&name), excerpt(&cell.text));
                page.unplaced.push(Unplaced { line: cell.line, what });
            }
        }
    }
}

/// The rows as pairs. The head is left out where it says nothing but that these are basic facts: a table may have none, and
/// its first row in that place.
fn rows(table: &Table) -> impl Iterator<Item = (String, &Cell)> {
    let head = pair(&table.head).filter(|(name, _)| Fact::of(name).is_some());
    head.into_iter().chain(table.rows.iter().filter_map(|row: &Row| pair(&row.cells)))
}

fn pair(cells: &[Cell]) -> Option<(String, &Cell)> {
    match cells {
        [name, value, ..] => Some((word(&name.text), value)),
        _ => None,
    }
}

/// What a row states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    Address,
    Method,
    RateLimit,
    AppTypes,
    Scopes,
    FieldScopes,
    ContentType,
    Tokens,
}

impl Fact {
    /// What a row states, by its name; a hint may follow the name.
    fn of(name: &str) -> Option<Self> {
        let name: String = name.to_lowercase().chars().filter(|sign| !sign.is_whitespace()).collect();
        let begins = |words: &[&str]| words.iter().any(|word| name.starts_with(word));
        Some(match () {
            () if begins(&["httpurl", "url", "请求地址", "请求url", "接口地址", "接口url", "api地址"]) => {
                Self::Address
            }
            () if begins(&["httpmethod", "method", "请求方法", "请求方式", "http方法"]) => Self::Method,
            () if begins(&["接口频率限制", "频率限制", "调用频率", "频控", "ratelimit"]) => {
                Self::RateLimit
            }
            () if begins(&["支持的应用类型", "应用类型", "supportedapptypes"]) => Self::AppTypes,
            () if begins(&["字段权限要求", "fieldpermission", "requiredfieldscopes"]) => Self::FieldScopes,
            () if begins(&["权限要求", "requiredscopes", "requiredpermission", "权限"]) => Self::Scopes,
            () if begins(&["httpcontent-type", "content-type", "contenttype"]) => Self::ContentType,
            () if begins(&["凭证要求", "访问凭证", "accesstoken"]) => Self::Tokens,
            () => return None,
        })
    }
}

fn take(fact: Fact, cell: &Cell, page: &mut Page) {
    let mut placed = true;
    let key = match fact {
        Fact::Address => {
            match address::address(&cell.text) {
                Some((host, path)) => (page.host, page.path) = (host, path),
                None => placed = false,
            }
            "path"
        }
        Fact::Method => {
            match address::method(&cell.text) {
                Some(method) => method.clone_into(&mut page.method),
                None => placed = false,
            }
            "method"
        }
        Fact::RateLimit => {
            page.rate_limit = page.rate_limit.take().or_else(|| rate_limit::read(&cell.text));
            "rate_limit"
        }
        Fact::AppTypes => {
            page.app_types = app_types(cell);
            placed = page.app_types.is_some();
            "app_types"
        }
        Fact::Scopes => {
            placed = take_scopes(cell, &mut page.scopes);
            "scopes"
        }
        Fact::FieldScopes => {
            placed = take_scopes(cell, &mut page.field_scopes);
            "field_scopes"
        }
        Fact::ContentType => {
            page.multipart |= cell.text.contains("multipart/form-data");
            return;
        }
        Fact::Tokens => {
            page.tokens = tokens(cell);
            placed = page.tokens.is_some();
            "tokens"
        }
    };
    if placed {
        page.lines.insert(key.to_owned(), cell.line);
    } else {
        let what = format!("a basic fact that can't be read ({key}): {}", excerpt(&cell.text));
        page.unplaced.push(Unplaced { line: cell.line, what });
    }
}

fn is_nothing(text: &str) -> bool {
    let text = word(text).to_lowercase();
    matches!(text.as_str(), "" | "-" | "/" | "none") || ["无", "不需要", "暂无"].iter().any(|no| text.starts_with(no))
}

fn app_types(cell: &Cell) -> Option<Vec<String>> {
    let marked = cell.marks.iter().find_map(|mark| match &mark.meaning {
        Meaning::AppTypes(types) => Some(types.clone()),
        _ => None,
    });
    marked.or_else(|| {
        let text = one_line(&cell.text).to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        let custom = has(&["custom", "自建"]).then(|| "custom".to_owned());
        let store = has(&["isv", "store", "商店"]).then(|| "isv".to_owned());
        let types: Vec<_> = custom.into_iter().chain(store).collect();
        (!types.is_empty()).then_some(types)
    })
}

/// Adds the scopes that a cell names to those of other rows, and tells whether it says which there are.
fn take_scopes(cell: &Cell, scopes: &mut Vec<String>) -> bool {
    let marks: Vec<_> = cell.marks.iter().collect();
    let marked: Vec<_> = scopes::marked(&marks).collect();
    let names = if marked.is_empty() { scopes::named(&cell.text) } else { marked };
    let is_read = !names.is_empty() || is_nothing(&cell.text);
    let all: IndexSet<String> = std::mem::take(scopes).into_iter().chain(names).collect();
    scopes.extend(all);
    is_read
}

/// The tokens that a cell names, in markup or in text.
#[must_use]
pub fn tokens(cell: &Cell) -> Option<Vec<Token>> {
    let marked = cell.marks.iter().filter_map(|mark| match mark.meaning {
        Meaning::Token(token) => Some(token),
        _ => None,
    });
    let mut tokens: Vec<Token> = marked.collect();
    if tokens.is_empty() {
        let names = [
            ("tenant_access_token", Token::Tenant),
            ("user_access_token", Token::User),
            ("app_access_token", Token::App),
        ];
        tokens = names.into_iter().filter(|(name, _)| cell.text.contains(name)).map(|(_, token)| token).collect();
    }
    tokens.sort_unstable();
    tokens.dedup();
    (!tokens.is_empty()).then_some(tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::document::Depth;

    fn page(rows: &[(&str, &str)]) -> Page {
        let row = |(name, value): &(&str, &str)| Row {
            depth: Depth::Unknown,
            cells: vec![Cell::new(*name, 1), Cell::new(*value, 1)],
            line: 1,
        };
        let head = row(&rows[0]).cells;
        let table = Table { head, rows: rows[1..].iter().map(row).collect(), line: 1 };
        let mut page = Page::default();
        assert!(is_basic(&table));
        read(&table, &mut page);
        page
    }

    #[test]
    fn the_first_fact_may_stand_in_the_place_of_a_head() {
        let page = page(&[("HTTP URL", "https://a.example/b"), ("HTTP Method", "get")]);
        assert_eq!((page.host.as_str(), page.path.as_str(), page.method.as_str()), ("a.example", "/b", "GET"));
    }

    #[test]
    fn scopes_of_several_rows_add_up_and_none_is_none() {
        let basic = |scopes: [&str; 2]| {
            page(&[
                ("基本", ""),
                ("请求 URL：", "https://a.example/b"),
                ("权限要求", scopes[0]),
                ("权限要求（b）", scopes[1]),
            ])
        };
        assert_eq!(basic(["`a:b`", "`c:d`、`a:b`"]).scopes, ["a:b", "c:d"]);
        let none = basic(["无需权限", "-"]);
        assert_eq!((none.scopes.len(), none.unplaced.len()), (0, 0));
        assert_eq!(basic(["读取知识", ""]).unplaced.len(), 1);
    }
}

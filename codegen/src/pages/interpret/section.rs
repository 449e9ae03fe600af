//! What a part of a page is about, by its heading.

use super::text::word;
use crate::pages::facts::Role;

/// What a part of a page is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// What stands before the first heading: what the call does.
    Introduction,
    /// The request as a whole; holds the table of basic facts.
    Request,
    /// Headers of the request.
    Headers,
    /// Path parameters.
    PathParameters,
    /// Query parameters.
    QueryParameters,
    /// The body.
    Body,
    /// Parameters of which the table, or else the method, says where they go.
    Parameters,
    /// The answer as a whole.
    Response,
    /// Headers of the answer.
    ResponseHeaders,
    /// Fields of the answer.
    ResponseBody,
    /// Examples.
    Example(Role),
    /// Error codes.
    Errors,
    /// When the call can't be used.
    Restrictions,
    /// What else is to be known.
    Notes,
    /// Something else.
    Other,
}

/// On which side of a call a part of a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The request.
    Request,
    /// The answer.
    Response,
}

const REQUEST: &[&str] = &["请求", "request"];
const RESPONSE: &[&str] = &["响应", "返回", "应答", "response"];
const EXAMPLE: &[&str] = &["示例", "样例", "例子", "demo", "example", "sample"];
const HEADER: &[&str] = &["请求头", "响应头", "返回头", "header"];
const BODY: &[&str] = &["请求体", "响应体", "返回体", "包体", "body"];
const PATH: &[&str] = &["路径参数", "路径变量", "pathparam", "path参数", "pathvariable"];
const QUERY: &[&str] = &["查询参数", "queryparam", "query参数", "url参数", "querystring"];
const PARAMETERS: &[&str] = &["参数", "parameter", "params", "字段", "返回值", "返回结果", "返回数据", "入参", "出参"];
/// What a heading about a whole side of the call may add to its name.
const FORM: &[&str] = &["内容", "正文", "结构", "格式", "结果", "数据", "消息", "消息体"];
/// Headings that name parameters and leave it to the headings before them of which side.
const BARE: &[&str] = &["参数", "参数说明", "参数列表", "参数详情", "入参", "parameters", "params"];
const BARE_ANSWER: &[&str] = &["出参", "输出参数", "输出"];
const ERRORS: &[&str] = &["错误码", "errorcode", "状态码", "errors", "错误代码", "返回码", "异常码"];

/// Longer headings that speak of a query are about something else.
const LONGEST_QUERY: usize = 32;

impl Section {
    /// What a heading begins, on the side of the call that the headings before it were on.
    #[must_use]
    pub fn of(heading: &str, side: Side) -> Self {
        let title = title(heading);
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let is = |words: &[&str]| words.contains(&title.as_str());
        let (is_input, is_output) = (has(&["入参", "输入参数"]), has(&["出参", "输出参数"]));
        let side = match (has(REQUEST) || is_input, has(RESPONSE) || is_output) {
            (true, false) => Side::Request,
            (false, true) => Side::Response,
            _ => side,
        };
        if has(EXAMPLE) {
            return Self::Example(if side == Side::Request { Role::Request } else { Role::Response });
        }
        if (has(ERRORS) || is(&["error", "错误", "错误信息", "错误说明", "错误列表"])) && !has(&["子错误码"])
        {
            return Self::Errors;
        }
        if has(&["使用限制", "限制说明", "使用约束"]) {
            return Self::Restrictions;
        }
        if has(&["前提条件", "注意事项", "使用场景", "使用说明", "说明事项", "提示", "常见问题"])
        {
            return Self::Notes;
        }
        match side {
            _ if has(PATH) || is(&["path", "路径"]) => Self::PathParameters,
            _ if has(QUERY) || is(&["query"]) => Self::QueryParameters,
            Side::Request if title.contains("query") && title.len() <= LONGEST_QUERY => Self::QueryParameters,
            Side::Request if has(HEADER) => Self::Headers,
            Side::Response if has(HEADER) => Self::ResponseHeaders,
            Side::Request if has(BODY) => Self::Body,
            Side::Response if has(BODY) => Self::ResponseBody,
            Side::Request if has(REQUEST) && has(PARAMETERS) || is(BARE) || is_input => Self::Parameters,
            Side::Response if has(RESPONSE) && has(PARAMETERS) || is(BARE) => Self::ResponseBody,
            _ if is(BARE_ANSWER) || is_output => Self::ResponseBody,
            _ if is_all(&title, REQUEST) => Self::Request,
            _ if is_all(&title, RESPONSE) => Self::Response,
            _ => Self::Other,
        }
    }

    /// Whether a heading names parameters, but not of what: another heading may have named them before.
    #[must_use]
    pub fn is_bare(heading: &str) -> bool {
        BARE.contains(&title(heading).as_str())
    }

    /// Whether it is a part that a table fills: of parameters, fields or errors.
    #[must_use]
    pub fn has_table(self) -> bool {
        matches!(
            self,
            Self::Headers
                | Self::PathParameters
                | Self::QueryParameters
                | Self::Body
                | Self::Parameters
                | Self::ResponseHeaders
                | Self::ResponseBody
                | Self::Errors
        )
    }

    /// The side of the call that a part is on, when it is on one.
    #[must_use]
    pub fn side(self) -> Option<Side> {
        match self {
            Self::Request
            | Self::Headers
            | Self::PathParameters
            | Self::QueryParameters
            | Self::Body
            | Self::Parameters
            | Self::Example(Role::Request) => Some(Side::Request),
            Self::Response | Self::ResponseHeaders | Self::ResponseBody | Self::Example(Role::Response) => {
                Some(Side::Response)
            }
            _ => None,
        }
    }
}

/// A heading in small letters, without blanks, without what numbers it, and without a colon at its end.
fn title(heading: &str) -> String {
    let title: String = word(heading).to_lowercase().chars().filter(|sign| !sign.is_whitespace()).collect();
    let title = title.trim_end_matches(['：', ':']);
    title.strip_prefix(numbering(title)).unwrap_or(title).to_owned()
}

/// What numbers a heading: `1.2`, `3、`, `（二）`.
fn numbering(title: &str) -> &str {
    let is_number = |sign: char| sign.is_ascii_digit() || "一二三四五六七八九十".contains(sign);
    let is_mark = |sign: char| matches!(sign, '.' | '、' | '．' | ')' | '）' | '(' | '（');
    let end = title.find(|sign: char| !is_number(sign) && !is_mark(sign)).unwrap_or(0);
    let number = &title[..end];
    // A number alone may be a name: `200 响应`. A dotted one is none.
    if number.contains(is_mark) { number } else { "" }
}

/// Whether a title is one of the words, or one of them and what form that has.
fn is_all(title: &str, words: &[&str]) -> bool {
    words.iter().any(|word| title.strip_prefix(word).is_some_and(|rest| rest.is_empty() || FORM.contains(&rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_say_what_follows() {
        let of = |title| Section::of(title, Side::Request);
        assert_eq!(of("请求体 "), Section::Body);
        assert_eq!(of("请求体示例"), Section::Example(Role::Request));
        assert_eq!(of("响应体示例"), Section::Example(Role::Response));
        assert_eq!(of("返回 Body："), Section::ResponseBody);
        assert_eq!(of("响应头"), Section::ResponseHeaders);
        assert_eq!(of("**请求参数**"), Section::Parameters);
        assert_eq!(of("错误码"), Section::Errors);
        assert_eq!(of("UpdateTitleRequest"), Section::Other);
        assert_eq!(of("请求参数（Query）"), Section::QueryParameters);
        assert_eq!(of("Path参数"), Section::PathParameters);
        assert_eq!(of("输入参数"), Section::Parameters);
        assert_eq!(of("响应内容"), Section::Response);
        assert_eq!(Section::of("出参", Side::Request), Section::ResponseBody);
    }

    #[test]
    fn blanks_numbers_and_colons_change_nothing() {
        let of = |title| Section::of(title, Side::Request);
        for title in
            ["Query参数", "query 参数", "Query Parameters", "3.2 查询参数", "（二）查询参数：", "URL 参数", "Query"]
        {
            assert_eq!(of(title), Section::QueryParameters, "{title}");
        }
        assert_eq!(of("Path参数"), Section::PathParameters);
        assert_eq!(of("二、响应"), Section::Response);
        assert_eq!(of("Error code"), Section::Errors);
        assert_eq!(of("返回码说明"), Section::Errors);
        assert_eq!(of("请求包体"), Section::Body);
        assert_eq!(of("返回结构"), Section::Response);
    }

    #[test]
    fn parameters_without_a_side_are_on_that_of_the_headings_before() {
        assert_eq!(Section::of("参数说明", Side::Request), Section::Parameters);
        assert_eq!(Section::of("参数说明", Side::Response), Section::ResponseBody);
        assert!(Section::is_bare("**参数说明**") && !Section::is_bare("请求参数"));
    }

    #[test]
    fn a_heading_that_does_not_say_is_on_the_side_of_those_before() {
        assert_eq!(Section::of("示例", Side::Response), Section::Example(Role::Response));
        assert_eq!(Section::of("Body", Side::Request), Section::Body);
    }
}

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
const BODY: &[&str] = &["请求体", "响应体", "返回体", "body"];
const PARAMETERS: &[&str] =
    &["参数", "parameter", "params", "字段", "返回值", "结果", "数据", "内容", "包体", "入参", "出参"];
const QUERY: &[&str] = &["查询参数", "查询字符串", "query", "url 参数", "url 查询"];
const PATH: &[&str] = &["路径参数", "路径变量", "path param", "path 参数", "path参数", "path 变量"];

/// Longer headings that speak of a query are about something else.
const LONGEST_QUERY: usize = 32;

impl Section {
    /// What a heading begins, on the side of the call that the headings before it were on.
    #[must_use]
    pub fn of(heading: &str, side: Side) -> Self {
        let title = word(heading).to_lowercase();
        let title = title.trim_end_matches(['：', ':', ' ']);
        let has = |words: &[&str]| words.iter().any(|word| title.contains(word));
        let (is_input, is_output) = (has(&["入参", "输入参数"]), has(&["出参", "输出参数"]));
        let side = match (has(REQUEST) || is_input, has(RESPONSE) || is_output) {
            (true, false) => Side::Request,
            (false, true) => Side::Response,
            _ => side,
        };
        if has(EXAMPLE) {
            return Self::Example(if side == Side::Request { Role::Request } else { Role::Response });
        }
        if has(&["错误码", "error code", "状态码", "errors", "错误代码"]) && !has(&["子错误码"]) {
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
            _ if has(PATH) || title == "path" => Self::PathParameters,
            Side::Request if has(QUERY) && title.len() <= LONGEST_QUERY => Self::QueryParameters,
            Side::Request if has(HEADER) => Self::Headers,
            Side::Response if has(HEADER) => Self::ResponseHeaders,
            Side::Request if has(BODY) => Self::Body,
            Side::Response if has(BODY) => Self::ResponseBody,
            Side::Request if is_input || has(REQUEST) && has(PARAMETERS) => Self::Parameters,
            Side::Response if is_output || has(RESPONSE) && has(PARAMETERS) => Self::ResponseBody,
            _ if is_any(title, REQUEST) => Self::Request,
            _ if is_any(title, RESPONSE) => Self::Response,
            _ => Self::Other,
        }
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

fn is_any(title: &str, words: &[&str]) -> bool {
    words.contains(&title)
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
        assert_eq!(of("响应内容"), Section::ResponseBody);
        assert_eq!(Section::of("出参", Side::Request), Section::ResponseBody);
    }

    #[test]
    fn a_heading_that_does_not_say_is_on_the_side_of_those_before() {
        assert_eq!(Section::of("示例", Side::Response), Section::Example(Role::Response));
        assert_eq!(Section::of("Body", Side::Request), Section::Body);
    }
}

//! Facts of a page → the endpoint as the spec says it, with nothing decided about it.
//!
//! Facts and figures come over; the page's sentences stay on the page. What the spec can't say as the page does is told
//! ([`Remark`]): nothing is left out in silence.

mod fields;
mod headers;
mod prose;
mod values;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::pages::facts::{self, Page, Role};
use crate::spec::model::{
    self, Endpoint, EndpointDecisions, ErrorCode, ErrorCodeDecisions, Example, ExampleRole, Method, Operation, Period,
    Platform, RateLimit, Token, Window,
};

/// An endpoint as a page states it.
#[derive(Debug, Clone, PartialEq)]
pub struct Transcript {
    /// The facts. Errors have no names yet.
    pub endpoint: Endpoint,
    /// What the spec can't say as the page does.
    pub remarks: Vec<Remark>,
}

/// Something that the spec can't say as the page does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The line of the page, from 1; 0 where none is known.
    pub line: usize,
    /// What it is.
    pub what: String,
    /// What became of it.
    pub outcome: String,
}

/// Why a page can't become an endpoint at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoEndpoint {
    /// The line of the page, from 1; 0 where none is known.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What a maintainer can do about it.
    pub help: Option<String>,
}

impl NoEndpoint {
    fn new(line: usize, message: String) -> Self {
        Self { line, message, help: None }
    }

    /// As it is told. `place` is where a line of the page is.
    pub fn told(self, place: impl Fn(usize) -> Place) -> Diagnostic {
        let diagnostic = Diagnostic::new(Code::UnusablePage, place(self.line), self.message);
        match self.help {
            Some(help) => diagnostic.note(OF_HOSTS).help(help),
            None => diagnostic,
        }
    }
}

/// Why a page alone can't say where calls go.
const OF_HOSTS: &str = "a call carries credentials: it goes to no host because a page says so";

/// Transcribes: knows where the documentation is, and collects remarks.
#[derive(Debug)]
struct Scribe<'a> {
    documentation: &'a str,
    remarks: Vec<Remark>,
}

impl Scribe<'_> {
    fn note(&mut self, line: usize, what: impl Into<String>, outcome: impl Into<String>) {
        self.remarks.push(Remark { line, what: what.into(), outcome: outcome.into() });
    }

    /// The addresses that some links lead to, each once. Those that lead nowhere a reader could go are left out.
    fn addresses(&self, targets: &[String]) -> Vec<String> {
        let mut found = Vec::new();
        for address in targets.iter().filter_map(|target| values::address(target, self.documentation)) {
            if !found.contains(&address) {
                found.push(address);
            }
        }
        found
    }
}

/// Transcribes a page. What comes of a host that nobody has decided to trust does not even get into the spec.
///
/// # Errors
///
/// Fails when the page has no method, host or path that a call could be made with.
pub fn transcribe(page: &Page, platform: &Platform) -> Result<Transcript, NoEndpoint> {
    let scribe = &mut Scribe { documentation: &platform.documentation, remarks: Vec::new() };
    let method = method(page)?;
    let path = path(page)?;
    let host = host(page, platform)?;
    let mut path_params = fields::list(&page.path_params, scribe);
    fields::match_placeholders(&path, &mut path_params, page, scribe);
    let mut response = fields::list(&page.response, scribe);
    fields::put_into_data(&mut response, page, &platform.envelope);
    let endpoint = Endpoint {
        title: values::one_line(&page.title),
        page: model::Page {
            url: page.url.as_deref().and_then(|url| values::address(url, &platform.documentation)),
            path: page.page.clone().filter(|path| path.starts_with('/') && values::is_plain_path(path)),
            id: page.id.clone(),
            updated: page.updated,
        },
        operation: page.operation.as_ref().and_then(|named| operation(named, line(page, "operation"), scribe)),
        host,
        method,
        path,
        rate_limit: page.rate_limit.as_ref().map(|limit| rate_limit(limit, scribe)),
        app_types: page.app_types.clone().unwrap_or_default(),
        scopes: page.scopes.clone(),
        field_scopes: page.field_scopes.clone(),
        tokens: page.tokens.iter().flatten().map(|token| self::token(*token)).collect(),
        decide: EndpointDecisions::default(),
        headers: headers::list(page, platform, scribe),
        path_params,
        query_params: fields::list(&page.query_params, scribe),
        multipart: page.multipart,
        body: fields::list(&page.body, scribe),
        binary_response: page.binary_response,
        response,
        errors: errors(&page.errors, scribe),
        examples: page.examples.iter().map(example).collect(),
    };
    Ok(Transcript { endpoint, remarks: std::mem::take(&mut scribe.remarks) })
}

fn method(page: &Page) -> Result<Method, NoEndpoint> {
    let known = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    let found = known.into_iter().find(|method| method.as_str() == page.method.trim());
    found.ok_or_else(|| {
        let message = format!("`{}` is no HTTP method that a call can have", values::shown(&page.method));
        NoEndpoint::new(line(page, "method"), message)
    })
}

/// The host, as far as it is one, and one that a maintainer trusts with the credentials of callers.
fn host(page: &Page, platform: &Platform) -> Result<String, NoEndpoint> {
    let host = &page.host;
    let line = line(page, "host").max(line(page, "path"));
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || ".-:".contains(letter);
    if host.is_empty() || host.len() > values::LONGEST_PATH || !host.chars().all(is_plain) {
        let message = format!("`{}` is no host that a call could go to", values::shown(host));
        return Err(NoEndpoint::new(line, message));
    }
    let mut servers = platform.servers.iter().filter_map(|server| server.url.strip_prefix("https://"));
    let is_trusted =
        servers.any(|server| server == host) || platform.decide.hosts.iter().any(|known| known.is_at(host));
    if is_trusted {
        return Ok(host.clone());
    }
    let message = format!("the call goes to `{}`, which is none of the platform's servers", values::shown(host));
    let help = "if the host is to be trusted with credentials, list it in `platform.yaml`, in `hosts` under `decide`";
    Err(NoEndpoint { help: Some(help.to_owned()), ..NoEndpoint::new(line, message) })
}

/// The path, as far as it can be called: parts of plain characters, without a slash at its end.
fn path(page: &Page) -> Result<String, NoEndpoint> {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~".contains(letter);
    let is_part = |part: &str| {
        let name = part.strip_prefix(':').unwrap_or(part);
        !name.is_empty() && name.chars().all(is_plain) && name != "." && name != ".."
    };
    let path = page.path.trim();
    let parts = path.strip_prefix('/').unwrap_or_default();
    let parts = parts.strip_suffix('/').unwrap_or(parts);
    if path.len() <= values::LONGEST_PATH && parts.split('/').all(is_part) {
        return Ok(path.to_owned());
    }
    let message = format!("`{}` is no path that can be called", values::shown(path));
    Err(NoEndpoint::new(line(page, "path"), message))
}

/// The line of a fact that is no list.
fn line(page: &Page, key: &str) -> usize {
    page.lines.get(key).copied().unwrap_or(0)
}

/// The vendor's own name, as far as it is one: it comes from an address, which can hold anything.
fn operation(operation: &facts::Operation, line: usize, scribe: &mut Scribe<'_>) -> Option<Operation> {
    let facts::Operation { project, version, resource, method } = operation.clone();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._".contains(letter);
    let is_name =
        |part: &String| part.starts_with(|first: char| first.is_ascii_alphanumeric()) && part.chars().all(is_plain);
    if [&project, &version, &resource, &method].into_iter().all(is_name) {
        return Some(Operation { project, version, resource, method });
    }
    let name = format!("{project} {version} {resource} {method}");
    let what = format!("the page calls its operation `{}`, which is no name", values::shown(&name));
    scribe.note(line, what, "it is left out");
    None
}

fn rate_limit(limit: &facts::RateLimit, scribe: &Scribe<'_>) -> RateLimit {
    let window = |window: &facts::Window| Window {
        count: window.count,
        per: match window.per {
            facts::Period::Second => Period::Second,
            facts::Period::Minute => Period::Minute,
        },
    };
    RateLimit {
        text: values::one_line(&limit.text),
        limits: limit.limits.iter().map(window).collect(),
        special: limit.special,
        see: scribe.addresses(&limit.see),
    }
}

fn token(token: facts::Token) -> Token {
    match token {
        facts::Token::Tenant => Token::Tenant,
        facts::Token::User => Token::User,
        facts::Token::App => Token::App,
    }
}

/// The error table without what is no error, and without rows that could never be told apart from an earlier one.
fn errors(rows: &[facts::Error], scribe: &mut Scribe<'_>) -> Vec<ErrorCode> {
    let mut errors: Vec<ErrorCode> = Vec::new();
    for row in rows {
        let facts::Error { http, code, message, line, .. } = row;
        let message = values::one_line(message);
        if *code == 0 {
            scribe.note(*line, "the error table lists 0, which is the code of success", "it is left out");
            continue;
        }
        if let Some(first) = errors.iter().find(|known| known.code == *code) {
            let same = first.message == message && first.http == *http;
            let what = format!("the error {code} is listed twice{}", if same { "" } else { ", in different words" });
            scribe.note(*line, what, "the first row counts");
            continue;
        }
        let http = http.filter(|status| (100..600).contains(status));
        errors.push(ErrorCode { code: *code, http, message, decide: ErrorCodeDecisions::default() });
    }
    errors
}

fn example(example: &facts::Example) -> Example {
    let role = match example.role {
        Role::Request => ExampleRole::Request,
        Role::Response => ExampleRole::Response,
    };
    let pretty = || example.json.as_ref().and_then(|json| serde_json::to_string_pretty(json).ok());
    let printed = values::block(&example.text);
    Example { role, json: if printed.is_empty() { pretty().unwrap_or_default() } else { printed } }
}

//! What the runtime must know of an endpoint.

use super::names::EndpointNames;
use super::{Descriptor, RateLimit};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::model::{self, HeaderFact};
use crate::spec::{LocatedEndpoint, Platform, Sourced};

/// Plans the descriptor of an endpoint.
pub fn plan(
    located: &LocatedEndpoint,
    names: &EndpointNames,
    platform: &Sourced<Platform>,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Descriptor {
    let spec = &located.source.value;
    let platform = &platform.value;
    let headers = Headers::sort(spec, platform, at, findings);
    if headers.access_token && spec.tokens.is_empty() {
        let message = "the page asks for an access token, but `tokens` does not say which";
        let diagnostic = Diagnostic::new(Code::AccessToken, at.key("headers").name(), message)
            .help("list the kinds under `tokens`: tenant, user, app");
        findings.push(diagnostic);
    }
    Descriptor {
        name: names.descriptor.clone(),
        id: located.id.clone(),
        title: spec.title.clone(),
        documentation: spec.address(&platform.documentation),
        method: spec.method,
        path: spec.path.clone(),
        access_tokens: spec.tokens.clone(),
        helpdesk: headers.helpdesk,
        headers: headers.fixed.into_iter().filter(|(name, _)| !frames_form(spec, name)).collect(),
        scopes: spec.scopes.clone(),
        field_scopes: spec.field_scopes.clone(),
        rate_limit: rate_limit(spec, at, findings),
        retry: spec.decide.retry,
    }
}

/// Whether the runtime says itself how a form is framed: the page can't know the boundary.
fn frames_form(spec: &model::Endpoint, header: &str) -> bool {
    spec.multipart && header.eq_ignore_ascii_case("content-type")
}

/// The headers of a page by who sends them.
struct Headers {
    access_token: bool,
    helpdesk: bool,
    fixed: Vec<(String, String)>,
}

impl Headers {
    fn sort(spec: &model::Endpoint, platform: &Platform, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) -> Self {
        let mut sorted = Self { access_token: false, helpdesk: false, fixed: Vec::new() };
        let list = at.key("headers");
        for (index, header) in spec.headers.iter().enumerate() {
            let HeaderFact { name, fixed, .. } = header;
            if name.eq_ignore_ascii_case(&platform.headers.access_token.name) {
                sorted.access_token = true;
            } else if name.eq_ignore_ascii_case(&platform.headers.helpdesk.name) {
                sorted.helpdesk = true;
            } else if header.is_argument(&platform.headers) {
                check_header_name(name, &list.index(index), findings);
            } else if let Some(value) = fixed {
                check_header(name, value, &list.index(index), findings);
                sorted.fixed.push((name.clone(), value.clone()));
            } else {
                let message = format!("the header `{name}` has no fixed value, and the platform does not define it");
                let known = [&platform.headers.access_token.name, &platform.headers.helpdesk.name];
                let here = list.index(index);
                let diagnostic = Diagnostic::new(Code::Header, here.key("name").value(), message)
                    .note("the generated call would not know what to send")
                    .suggest(name, known.into_iter().map(String::as_str))
                    .help("give it a `fixed` value, or a `type` where the caller says what it holds");
                findings.push(diagnostic);
            }
        }
        sorted
    }
}

/// What no HTTP client would send.
fn check_header(name: &str, value: &str, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    check_header_name(name, at, findings);
    if !value.chars().all(|letter| letter == ' ' || letter.is_ascii_graphic()) {
        let message = format!("the header `{name}` can't have this value");
        let diagnostic = Diagnostic::new(Code::Header, at.key("fixed").value(), message)
            .note("a header holds printable ASCII characters on one line");
        findings.push(diagnostic);
    }
}

fn check_header_name(name: &str, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let is_token = |letter: char| letter.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(letter);
    if name.is_empty() || !name.chars().all(is_token) {
        let message = format!("`{name}` is no name that a header can have");
        findings.push(Diagnostic::new(Code::Header, at.key("name").value(), message));
    }
}

fn rate_limit(spec: &model::Endpoint, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) -> RateLimit {
    match &spec.rate_limit {
        None => RateLimit::Undocumented,
        Some(limit) if limit.special => {
            if !limit.limits.is_empty() {
                let place = at.key("rate_limit").key("limits").name();
                let message = "a special rate limit has no windows";
                let diagnostic = Diagnostic::new(Code::InvalidValue, place, message)
                    .note("`special` says that the numbers are not published; these would reach nothing");
                findings.push(diagnostic);
            }
            RateLimit::Special
        }
        Some(limit) => {
            let here = at.key("rate_limit");
            let windows = here.key("limits");
            if limit.limits.is_empty() {
                let message = "the rate limit has no windows and is not marked as special";
                let diagnostic = Diagnostic::new(Code::InvalidValue, here.name(), message)
                    .note("the generated call could not keep to it")
                    .help("list `limits`, or say `special: true` if the page does not give numbers");
                findings.push(diagnostic);
            }
            for (index, window) in limit.limits.iter().enumerate() {
                if window.count == 0 {
                    let message = "no call at all would be allowed";
                    let place = windows.index(index).key("count").value();
                    findings.push(Diagnostic::new(Code::InvalidValue, place, message));
                }
            }
            RateLimit::Windows(limit.limits.clone())
        }
    }
}

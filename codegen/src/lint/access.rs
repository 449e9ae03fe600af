//! Who may call, and how often.

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;
use crate::spec::model::{Method, Retry};

/// Scopes that are missing, or that can't be enough.
pub fn scopes(spec: &Spec, findings: &mut Findings) {
    walk::endpoints(spec, |endpoint, at| {
        if endpoint.scopes.is_empty() && !endpoint.tokens.is_empty() {
            let diagnostic = Diagnostic::new(Code::NoScope, at.key("tokens").name(), "the call needs no scope at all?")
                .note("the documentation would tell users that no scope is needed")
                .help("list under `scopes` those of which one is enough");
            findings.push(diagnostic);
        }
        let only_reads = |scope: &String| scope.ends_with(":readonly");
        let changes = endpoint.decide.retry != Retry::Read;
        if changes && !endpoint.scopes.is_empty() && endpoint.scopes.iter().all(only_reads) {
            let diagnostic = Diagnostic::new(
                Code::ReadOnlyScope,
                at.key("scopes").value(),
                "a call that changes something has read-only scopes",
            )
            .also(at.key("decide").key("retry").value(), "it changes something")
            .note("either the scope or the retry class is wrong; the retry class decides whether a call is repeated");
            findings.push(diagnostic);
        }
    });
}

/// Helpdesk endpoints without the helpdesk's credentials.
pub fn helpdesk_header(spec: &Spec, findings: &mut Findings) {
    let name = &spec.platform().value.headers.helpdesk.name;
    walk::endpoints(spec, |endpoint, at| {
        let is_helpdesk = endpoint.path.split('/').any(|part| part == "helpdesk");
        if is_helpdesk && !endpoint.headers.iter().any(|header| header.name.eq_ignore_ascii_case(name)) {
            let message = format!("a helpdesk endpoint without `{name}`");
            let diagnostic = Diagnostic::new(Code::NoHelpdeskHeader, at.key("path").value(), message)
                .note("pages say it below the table of headers, where it is easily overlooked")
                .help(format!("add `{name}` to `headers`"));
            findings.push(diagnostic);
        }
    });
}

/// Endpoints whose rate limit was perhaps forgotten.
pub fn rate_limit(spec: &Spec, findings: &mut Findings) {
    let special = &spec.platform().value.rate_limits.special;
    walk::endpoints(spec, |endpoint, at| match &endpoint.rate_limit {
        None => {
            let diagnostic = Diagnostic::new(Code::NoRateLimit, at.key("path").value(), "no rate limit is given")
                .help(format!("give `rate_limit`, with `special: true` where the page says {special}"));
            findings.push(diagnostic);
        }
        Some(limit) if limit.text.contains(special.as_str()) != limit.special => {
            let message = format!("`{}` and `special: {}` do not fit", limit.text, limit.special);
            let place = at.key("rate_limit").key("text").value();
            let diagnostic = Diagnostic::new(Code::NoRateLimit, place, message)
                .note(format!("{special} stands for a limit that is not published: a known unknown, not \"no limit\""));
            findings.push(diagnostic);
        }
        Some(_) => {}
    });
}

/// Bodies where servers do not expect them.
pub fn body_on_read(spec: &Spec, findings: &mut Findings) {
    walk::endpoints(spec, |endpoint, at| {
        if matches!(endpoint.method, Method::Get | Method::Delete) && !endpoint.body.is_empty() {
            let message = format!("a {} with a body", endpoint.method.as_str());
            let diagnostic = Diagnostic::new(Code::BodyOnRead, at.key("body").name(), message)
                .also(at.key("method").value(), "the method")
                .note("proxies and servers may drop it");
            findings.push(diagnostic);
        }
    });
}

//! What every call shares.

use super::doc::{self, Docs};
use super::endpoint::{Descriptor, ErrorEnum, RateLimit, plan_platform};
use super::host;
use super::name::Scope;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::model::{Envelope, Retry, Server, TenantToken};
use crate::spec::{self, Sourced};

/// What every call shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Platform {
    /// Documentation of the description that the runtime gets.
    pub docs: Docs,
    /// The servers, the default first.
    pub servers: Vec<Server>,
    /// The object around every answer.
    pub envelope: Envelope,
    /// Header with the access token.
    pub authorization: String,
    /// What stands before the access token.
    pub scheme: String,
    /// Header with the helpdesk credentials.
    pub helpdesk: String,
    /// Header with the log id.
    pub log_id: String,
    /// Header with the limit that was exceeded.
    pub rate_limit: String,
    /// Header with the seconds until it is over.
    pub rate_limit_reset: String,
    /// How a tenant access token is got.
    pub tenant_token: TokenEndpoint,
    /// The errors that any call can answer with.
    pub errors: ErrorEnum,
}

/// How a tenant access token is got.
#[derive(Debug, Clone, PartialEq)]
pub struct TokenEndpoint {
    /// What the runtime must know of the endpoint.
    pub endpoint: Descriptor,
    /// Member of the request.
    pub app_id: String,
    /// Member of the request.
    pub app_secret: String,
    /// Member of the answer.
    pub token: String,
    /// Member of the answer.
    pub expires_in: String,
    /// Seconds.
    pub max_lifetime_seconds: u32,
    /// Seconds.
    pub reissue_below_seconds: u32,
}

/// Plans what every call shares.
pub fn plan(source: &Sourced<spec::Platform>, findings: &mut Vec<Diagnostic>) -> Platform {
    let spec::Platform { documentation, decide: _, servers, envelope, headers, tenant_token, rate_limits, errors } =
        &source.value;
    let root = Cursor::root(&source.file);
    if servers.is_empty() {
        let diagnostic = Diagnostic::new(Code::InvalidValue, root.key("servers").name(), "there is no server")
            .note("a client must know where to send its calls");
        findings.push(diagnostic);
    }
    host::check(&source.value, &root, findings);
    doc::address::check(Some(documentation), &root.key("documentation"), findings);
    if !errors.iter().any(|error| error.code == rate_limits.code) {
        let limits = root.key("rate_limits");
        let message = format!("`errors` does not list the code {}", rate_limits.code);
        let diagnostic = Diagnostic::new(Code::UnknownValue, limits.key("code").value(), message)
            .note("a call that exceeds a rate limit could not be told from any other failure");
        findings.push(diagnostic);
    }
    Platform {
        docs: docs(&source.value),
        servers: servers.clone(),
        envelope: envelope.clone(),
        authorization: headers.access_token.name.clone(),
        scheme: scheme(&headers.access_token.format, &root, findings),
        helpdesk: headers.helpdesk.name.clone(),
        log_id: headers.log_id.clone(),
        rate_limit: headers.rate_limit.clone(),
        rate_limit_reset: headers.rate_limit_reset.clone(),
        tenant_token: token_endpoint(tenant_token, documentation),
        errors: plan_platform(source, findings),
    }
}

fn token_endpoint(spec: &TenantToken, documentation: &str) -> TokenEndpoint {
    let mut names = Scope::new("the module `platform`");
    TokenEndpoint {
        endpoint: Descriptor {
            name: names.own("TENANT_TOKEN", "where a tenant access token comes from"),
            id: "tenant_token".to_owned(),
            title: spec.title.clone(),
            documentation: spec.page.address(documentation),
            method: spec.method,
            path: spec.path.clone(),
            access_tokens: Vec::new(),
            helpdesk: false,
            headers: vec![("Content-Type".to_owned(), spec.content_type.clone())],
            scopes: Vec::new(),
            field_scopes: Vec::new(),
            rate_limit: RateLimit::Undocumented,
            // A second token does no harm: the first stays valid.
            retry: Retry::IdempotentWrite,
        },
        app_id: spec.app_id.clone(),
        app_secret: spec.app_secret.clone(),
        token: spec.token.clone(),
        expires_in: spec.expires_in.clone(),
        max_lifetime_seconds: spec.max_lifetime_seconds,
        reissue_below_seconds: spec.reissue_below_seconds,
    }
}

/// `Bearer access_token` → `Bearer`.
fn scheme(format: &str, root: &Cursor<'_>, findings: &mut Vec<Diagnostic>) -> String {
    let Some(scheme) = format.strip_suffix(" access_token") else {
        let headers = root.key("headers");
        let header = headers.key("access_token");
        let message = "the format does not say where the access token goes";
        let diagnostic = Diagnostic::new(Code::InvalidValue, header.key("format").value(), message)
            .help("write a scheme, a space and `access_token`, such as `Bearer access_token`");
        findings.push(diagnostic);
        return String::new();
    };
    scheme.to_owned()
}

fn docs(platform: &spec::Platform) -> Docs {
    let spec::Platform {
        documentation: _,
        decide: _,
        servers,
        envelope,
        headers,
        tenant_token,
        rate_limits,
        errors: _,
    } = platform;
    let mut docs = Docs::prose("What the runtime must know of the platform.");
    docs.section(
        "Servers",
        servers
            .iter()
            .map(|server| {
                format!(
                    "- {}: {} {}",
                    doc::code(&server.name),
                    doc::prose(&server.url),
                    doc::prose(&server.decide.summary)
                )
            })
            .collect(),
    );
    docs.section(
        "Envelope",
        vec![format!(
            "Every answer is an object with the members {}, {}, {} and, on failure, {}; {} means success. The header {} \
             carries the id of the call in the platform's logs.",
            doc::code(&envelope.code),
            doc::code(&envelope.message),
            doc::code(&envelope.data),
            doc::code(&envelope.error),
            doc::code(&format!("{}: {}", envelope.code, envelope.success)),
            doc::code(&headers.log_id)
        )],
    );
    docs.section(
        "Credentials",
        vec![
            format!(
                "- Access token: {}, as {}. A tenant access token comes from {} and is valid for at most {} seconds; \
                 with less than {} seconds left, a new one is given out.",
                doc::code(&headers.access_token.name),
                doc::code(&headers.access_token.format),
                doc::code(&format!("{} {}", tenant_token.method.as_str(), tenant_token.path)),
                tenant_token.max_lifetime_seconds,
                tenant_token.reissue_below_seconds
            ),
            format!(
                "- Helpdesk credentials: {}, as {}.",
                doc::code(&headers.helpdesk.name),
                doc::code(&headers.helpdesk.computed)
            ),
        ],
    );
    let statuses: Vec<_> = rate_limits.http.iter().map(ToString::to_string).collect();
    docs.section(
        "Rate limits",
        vec![format!(
            "A call over the limit is answered with the code {}, under HTTP {}, and the headers {} and {}. {} stands \
             for a limit that is not published.",
            rate_limits.code,
            statuses.join(" or "),
            doc::code(&headers.rate_limit),
            doc::code(&headers.rate_limit_reset),
            doc::code(&rate_limits.special)
        )],
    );
    docs
}

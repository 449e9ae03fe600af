//! Puts a call on the wire and opens its answer.

use bytes::Bytes;
use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, USER_AGENT};

use crate::answer::{Answer, Reply};
use crate::client::base_url::BaseUrl;
use crate::descriptor::{Endpoint, Platform};
use crate::envelope;
use crate::error::{Failure, InvalidArgument};
use crate::redaction::Redaction;
use crate::request::Prepared;
use crate::token::Token;
use crate::transport::Transport;

/// Names this crate to the server.
const AGENT: &str = concat!("feishu-runtime/", env!("CARGO_PKG_VERSION"));

/// The type of a body for which the endpoint's description names none.
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// Sends calls to one server.
pub(crate) struct Wire {
    pub(super) platform: &'static Platform,
    pub(super) base_url: BaseUrl,
    pub(super) transport: Box<dyn Transport>,
    pub(super) max_response_bytes: usize,
    /// Name of the header that carries the access token.
    pub(super) authorization: HeaderName,
    /// Name and value of the header that carries the helpdesk credentials.
    pub(super) helpdesk: Option<(HeaderName, HeaderValue)>,
    pub(super) redaction: Redaction,
}

/// What one exchange carries, and what its answer may hold.
pub(crate) struct Credentials<'a> {
    token: Option<&'a Token>,
    helpdesk: bool,
    answer_holds_token: bool,
}

impl<'a> Credentials<'a> {
    /// For a call.
    pub(crate) fn for_call(token: Option<&'a Token>, helpdesk: bool) -> Self {
        Self { token, helpdesk, answer_holds_token: false }
    }

    /// For asking for a token: the body has all that is needed.
    pub(crate) fn for_token() -> Self {
        Self { token: None, helpdesk: false, answer_holds_token: true }
    }
}

impl Wire {
    pub(crate) fn platform(&self) -> &'static Platform {
        self.platform
    }

    pub(crate) fn base_url(&self) -> &str {
        self.base_url.as_str()
    }

    pub(crate) fn has_helpdesk(&self) -> bool {
        self.helpdesk.is_some()
    }

    /// Sends a call once, and tells success from failure.
    pub(crate) async fn call(&self, call: &Prepared, credentials: &Credentials<'_>) -> Result<Answer, Failure> {
        let request = self.request(call, credentials)?;
        let sent = self.transport.send(request, self.max_response_bytes).await;
        let response = sent.map_err(|error| error.at(call.endpoint.id))?;
        envelope::open(self.platform, self.reply(call.endpoint, response, credentials))
    }

    fn request(&self, call: &Prepared, credentials: &Credentials<'_>) -> Result<http::Request<Bytes>, InvalidArgument> {
        let invalid =
            |what, error: &dyn std::fmt::Display| InvalidArgument::new(call.endpoint.id, what, error.to_string());
        let uri = http::Uri::try_from(format!("{}{}", self.base_url.as_str(), call.target));
        let mut request = http::Request::new(call.body.clone().unwrap_or_default());
        *request.method_mut() = call.endpoint.method.into();
        *request.uri_mut() = uri.map_err(|error| invalid("address", &error))?;
        *request.headers_mut() = fixed_headers(call).map_err(|error| invalid("headers", &error))?;
        self.authorize(request.headers_mut(), credentials);
        Ok(request)
    }

    fn authorize(&self, headers: &mut HeaderMap, credentials: &Credentials<'_>) {
        if let Some(token) = credentials.token {
            headers.insert(self.authorization.clone(), token.header());
        }
        if let Some((name, value)) = self.helpdesk.as_ref().filter(|_| credentials.helpdesk) {
            headers.insert(name.clone(), value.clone());
        }
    }

    fn reply(
        &self,
        endpoint: &'static Endpoint,
        response: http::Response<Bytes>,
        credentials: &Credentials<'_>,
    ) -> Reply {
        let (head, body) = response.into_parts();
        let redaction = self.redaction.with_token(credentials.token);
        let log_id = head.headers.get(self.platform.headers.log_id).and_then(|value| value.to_str().ok());
        Reply {
            endpoint,
            status: head.status.as_u16(),
            log_id: log_id.filter(|id| !id.is_empty()).map(|id| redaction.apply(id)),
            headers: head.headers,
            body,
            holds_token: credentials.answer_holds_token,
            redaction,
        }
    }
}

/// The headers that do not depend on who calls.
fn fixed_headers(call: &Prepared) -> Result<HeaderMap, http::Error> {
    let mut headers = HeaderMap::new();
    headers.insert(USER_AGENT, HeaderValue::from_static(AGENT));
    for header in call.endpoint.headers {
        headers.insert(HeaderName::try_from(header.name)?, HeaderValue::try_from(header.value)?);
    }
    if call.body.is_some() {
        headers.entry(CONTENT_TYPE).or_insert(JSON);
    }
    Ok(headers)
}

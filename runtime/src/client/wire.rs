//! Puts a call on the wire and opens its answer.

use std::borrow::Cow;

use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, EXPECT, HOST, HeaderMap, HeaderName, HeaderValue,
    PROXY_AUTHORIZATION, TE, TRAILER, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};

use crate::answer::{Answer, Reply};
use crate::client::Deadline;
use crate::client::base_url::BaseUrl;
use crate::descriptor::Platform;
use crate::error::{Failure, InvalidArgument};
use crate::redaction::Redaction;
use crate::request::Prepared;
use crate::retry::Attempt;
use crate::secret::Secret;
use crate::token::Token;
use crate::trace::Span;
use crate::transport::{Transport, TransportError, TransportErrorKind};

/// The type of a body for which the endpoint's description names none.
const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");

/// Headers that say how a request is framed, where it goes, and how its answer is packed (which nobody would unpack): not a
/// caller's business.
const FRAMING: [HeaderName; 11] = [
    ACCEPT_ENCODING,
    CONNECTION,
    CONTENT_LENGTH,
    EXPECT,
    HOST,
    HeaderName::from_static("keep-alive"),
    PROXY_AUTHORIZATION,
    TE,
    TRAILER,
    TRANSFER_ENCODING,
    UPGRADE,
];

/// Sends calls to one server.
pub(crate) struct Wire {
    pub(super) platform: &'static Platform,
    pub(super) base_url: BaseUrl,
    /// The name of the server, unless the user gave an address.
    pub(super) server: Option<&'static str>,
    pub(super) transport: Box<dyn Transport>,
    pub(super) max_response_bytes: usize,
    /// Name of the header that carries the access token.
    pub(super) authorization: HeaderName,
    /// Name of the header that carries the helpdesk credentials.
    pub(super) helpdesk_name: HeaderName,
    /// Its value.
    pub(super) helpdesk: Option<HeaderValue>,
    pub(super) user_agent: HeaderValue,
    pub(super) redaction: Redaction,
}

/// What one exchange carries.
pub(crate) struct Credentials<'a> {
    token: Option<&'a Token>,
    helpdesk: bool,
}

impl<'a> Credentials<'a> {
    /// For a call.
    pub(crate) fn for_call(token: Option<&'a Token>, helpdesk: bool) -> Self {
        Self { token, helpdesk }
    }

    /// For asking for a token: the body has all that is needed.
    pub(crate) fn for_token() -> Self {
        Self { token: None, helpdesk: false }
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
    pub(crate) async fn call(
        &self,
        call: &Prepared,
        credentials: &Credentials<'_>,
        attempt: Attempt,
    ) -> Result<Answer, Failure> {
        let address = self.address(call)?;
        let request = self.request(call, &address, credentials)?;
        let span = Span::of(call, &address, attempt.number);
        let outcome = span.around(self.exchange(call, credentials, request, attempt.deadline)).await;
        span.end(&outcome);
        outcome
    }

    async fn exchange(
        &self,
        call: &Prepared,
        credentials: &Credentials<'_>,
        request: http::Request<Bytes>,
        deadline: Deadline,
    ) -> Result<Answer, Failure> {
        let limit = call.options.max_response_bytes.unwrap_or(self.max_response_bytes);
        let sent = deadline.bound(self.transport.send(request, limit)).await;
        let sent = sent.unwrap_or(Err(TransportError::new(TransportErrorKind::Timeout)));
        let response = sent.map_err(|error| error.at(call.endpoint.id, call.endpoint.retry))?;
        call.opening.open(self.platform, self.reply(call, response, credentials))
    }

    /// Where a call goes. Credentials go along, and so it is https wherever the user has not said otherwise.
    pub(crate) fn address(&self, call: &Prepared) -> Result<Cow<'_, BaseUrl>, InvalidArgument> {
        let (Some(hosts), Some(server)) = (call.hosts, self.server) else { return Ok(Cow::Borrowed(&self.base_url)) };
        let refused = |reason: String| InvalidArgument::new(call.endpoint.id, "server", reason);
        let host = hosts.iter().find(|host| host.name == server);
        let host = host.ok_or_else(|| refused(format!("the call is not offered for the server `{server}`")))?;
        let address = BaseUrl::parse(host.base_url).ok().filter(BaseUrl::is_secure);
        address.map(Cow::Owned).ok_or_else(|| refused(format!("`{}` is no https address", host.base_url)))
    }

    fn request(
        &self,
        call: &Prepared,
        address: &BaseUrl,
        credentials: &Credentials<'_>,
    ) -> Result<http::Request<Bytes>, InvalidArgument> {
        let invalid =
            |what, error: &dyn std::fmt::Display| InvalidArgument::new(call.endpoint.id, what, error.to_string());
        let uri = http::Uri::try_from(format!("{}{}", address.as_str(), call.target));
        let mut request = http::Request::new(call.body.clone().unwrap_or_default());
        *request.method_mut() = call.endpoint.method.into();
        *request.uri_mut() = uri.map_err(|error| invalid("address", &error))?;
        *request.headers_mut() = self.fixed_headers(call).map_err(|error| invalid("headers", &error))?;
        self.add_extra_headers(request.headers_mut(), call)?;
        self.authorize(request.headers_mut(), credentials);
        Ok(request)
    }

    /// Headers of the caller's own; none that the client sets itself, even where this call does not need it.
    fn add_extra_headers(&self, headers: &mut HeaderMap, call: &Prepared) -> Result<(), InvalidArgument> {
        let own = [&self.authorization, &self.helpdesk_name].into_iter().chain(headers.keys());
        let own: Vec<_> = own.cloned().chain(FRAMING).collect();
        for (name, value) in &call.options.headers {
            if own.contains(name) {
                let reason = format!("the header `{name}` is set by the client");
                return Err(InvalidArgument::new(call.endpoint.id, "options", reason));
            }
            headers.append(name.clone(), value.clone());
        }
        Ok(())
    }

    /// The headers that the endpoint describes.
    fn fixed_headers(&self, call: &Prepared) -> Result<HeaderMap, http::Error> {
        let mut headers = HeaderMap::new();
        headers.insert(USER_AGENT, self.user_agent.clone());
        for header in call.endpoint.headers {
            headers.insert(HeaderName::try_from(header.name)?, HeaderValue::try_from(header.value)?);
        }
        for (name, value) in &call.headers {
            headers.append(name.clone(), value.clone());
        }
        if let Some(content_type) = &call.content_type {
            headers.insert(CONTENT_TYPE, content_type.clone());
        } else if call.body.is_some() {
            headers.entry(CONTENT_TYPE).or_insert(JSON);
        }
        Ok(headers)
    }

    fn authorize(&self, headers: &mut HeaderMap, credentials: &Credentials<'_>) {
        if let Some(token) = credentials.token {
            headers.insert(self.authorization.clone(), token.header());
        }
        if let Some(value) = self.helpdesk.as_ref().filter(|_| credentials.helpdesk) {
            headers.insert(self.helpdesk_name.clone(), value.clone());
        }
    }

    fn reply(&self, call: &Prepared, response: http::Response<Bytes>, credentials: &Credentials<'_>) -> Reply {
        let (head, body) = response.into_parts();
        let redaction = self.redaction.of_call(credentials.token, extra_secrets(call));
        let log_id = head.headers.get(self.platform.headers.log_id).and_then(|value| value.to_str().ok());
        Reply {
            endpoint: call.endpoint,
            status: head.status,
            log_id: log_id.filter(|id| !id.is_empty()).map(|id| redaction.line(id)),
            headers: head.headers,
            body,
            holds_token: call.opening.may_bring_token(),
            redaction,
        }
    }
}

/// The values of headers that the caller sets: nobody knows whether they are secrets.
fn extra_secrets(call: &Prepared) -> Vec<Secret> {
    let texts = call.headers.iter().chain(&call.options.headers).filter_map(|(_, value)| value.to_str().ok());
    texts.map(Secret::from).collect()
}

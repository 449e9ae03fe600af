//! One call, before it is sent.

use std::borrow::Cow;
use std::fmt::{self, Display};

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::call_options::CallOptions;
use crate::check::{Checker, Problem};
use crate::descriptor::{AnswerPlace, Endpoint, Server};
use crate::error::InvalidArgument;
use crate::multipart::Form;
use crate::opening::Opening;

/// Everything but what RFC 3986 calls unreserved, so that no value can change the structure of an address.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One call of an endpoint, with its arguments.
///
/// Building never fails: the first problem is kept, and told when the call is to be made, before anything is sent.
pub struct Request {
    endpoint: &'static Endpoint,
    /// Parameters of the path, already encoded.
    path: Vec<(&'static str, String)>,
    /// The query without its `?`, already encoded.
    query: String,
    /// Headers that the endpoint describes and whose value is an argument.
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Option<Bytes>,
    /// The type of the body, where the body itself decides it.
    content_type: Option<HeaderValue>,
    options: CallOptions,
    answer: AnswerPlace,
    hosts: Option<&'static [Server]>,
    problem: Option<InvalidArgument>,
}

/// A request without problems.
pub(crate) struct Prepared {
    pub(crate) endpoint: &'static Endpoint,
    /// Path and query, encoded.
    pub(crate) target: String,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    pub(crate) body: Option<Bytes>,
    /// The type of the body, where the body itself decides it.
    pub(crate) content_type: Option<HeaderValue>,
    pub(crate) options: CallOptions,
    /// Where it goes by the name of the client's server, where that is not the server itself.
    pub(crate) hosts: Option<&'static [Server]>,
    /// How the answer is read.
    pub(crate) opening: Opening,
}

impl Request {
    /// A call of `endpoint`, without arguments.
    #[must_use]
    pub fn new(endpoint: &'static Endpoint) -> Self {
        Self {
            endpoint,
            path: Vec::new(),
            query: String::new(),
            headers: Vec::new(),
            body: None,
            content_type: None,
            options: CallOptions::new(),
            answer: AnswerPlace::InData,
            hosts: None,
            problem: None,
        }
    }

    /// The endpoint that is to be called.
    #[must_use]
    pub fn endpoint(&self) -> &'static Endpoint {
        self.endpoint
    }

    /// Makes the call go to another host than that of the client's server, with the same credentials: for each server to
    /// the address that has its name. A client of a server without one can't make the call; one that was given an address
    /// by [`base_url`](crate::ClientBuilder::base_url) goes there with this call too.
    #[must_use]
    pub fn at(mut self, hosts: &'static [Server]) -> Self {
        self.hosts = Some(hosts);
        self
    }

    /// Says where in the answer that stands which the call returns: in the member for data unless this is called.
    #[must_use]
    pub fn answered(mut self, place: AnswerPlace) -> Self {
        self.answer = place;
        self
    }

    /// Sets a parameter of the path. It becomes one segment whatever it holds; what cannot be one (nothing, `.` and
    /// `..`) is refused.
    #[must_use]
    pub fn path(mut self, name: &'static str, value: &str) -> Self {
        if !self.placeholders().any(|placeholder| placeholder == name) {
            return self.refuse(name, "the path has no parameter of this name");
        }
        if self.path.iter().any(|(known, _)| *known == name) {
            return self.refuse(name, "this parameter of the path was set twice");
        }
        match value {
            "" => self.refuse(name, "must not be empty"),
            "." | ".." => self.refuse(name, format!("must not be `{value}`")),
            _ => {
                self.path.push((name, encode(value)));
                self
            }
        }
    }

    /// Adds a parameter to the query.
    #[must_use]
    pub fn query(mut self, name: &str, value: &str) -> Self {
        if !self.query.is_empty() {
            self.query.push('&');
        }
        self.query.extend(utf8_percent_encode(name, ENCODED));
        self.query.push('=');
        self.query.extend(utf8_percent_encode(value, ENCODED));
        self
    }

    /// Adds a parameter to the query if it has a value.
    #[must_use]
    pub fn query_optional<V: Display>(self, name: &'static str, value: Option<&V>) -> Self {
        match value {
            Some(value) => self.query(name, &value.to_string()),
            None => self,
        }
    }

    /// Adds a parameter to the query once for each value.
    #[must_use]
    pub fn query_each<V: Display>(self, name: &'static str, values: &[V]) -> Self {
        values.iter().fold(self, |request, value| request.query(name, &value.to_string()))
    }

    /// Sets a header that the endpoint describes, such as `Range`. Its value is shown nowhere.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            (Ok(header), Ok(mut value)) => {
                value.set_sensitive(true);
                self.headers.push((header, value));
                self
            }
            (Err(_), _) => self.refuse(name, "is not the name of a header"),
            (Ok(_), Err(_)) => self.refuse(name, "holds characters that no header can carry"),
        }
    }

    /// Sets a header that the endpoint describes, if it has a value.
    #[must_use]
    pub fn header_optional<V: Display>(self, name: &'static str, value: Option<&V>) -> Self {
        match value {
            Some(value) => self.header(name, &value.to_string()),
            None => self,
        }
    }

    /// Refuses arguments that are not as the documentation says they must be, wherever they are sent.
    #[must_use]
    pub fn checked(self, look: impl FnOnce(&mut Checker)) -> Self {
        let mut checker = Checker::new();
        look(&mut checker);
        match checker.into_problem() {
            Some(Problem { argument, reason }) => self.refuse(argument, reason),
            None => self,
        }
    }

    /// Sets the body, as JSON.
    #[must_use]
    pub fn json<B: Serialize>(self, body: &B) -> Self {
        self.serialized(serde_json::to_vec(body))
    }

    /// Apart from the above because it does not depend on the type of the body.
    fn serialized(mut self, body: Result<Vec<u8>, serde_json::Error>) -> Self {
        match body {
            Ok(body) => {
                (self.body, self.content_type) = (Some(Bytes::from(body)), None);
                self
            }
            Err(error) => self.refuse("body", format!("cannot be written as JSON: {error}")),
        }
    }

    /// Sets the body, as a form in parts: for files.
    #[must_use]
    pub fn multipart(mut self, form: &Form) -> Self {
        match form.encode() {
            Ok(encoded) => {
                (self.body, self.content_type) = (Some(encoded.body), Some(encoded.content_type));
                self
            }
            Err((field, reason)) => self.refuse(field, reason),
        }
    }

    /// Sets what this call does otherwise than its client, and what it sends besides. The last call of this counts.
    #[must_use]
    pub fn options(mut self, options: CallOptions) -> Self {
        let problem = options.problem.clone();
        let no_time = options.timeout.is_some_and(|timeout| timeout.is_zero());
        let no_room = options.max_response_bytes == Some(0);
        self.options = options;
        match problem {
            Some(problem) => self.refuse("options", problem),
            None if no_time => self.refuse("options", "the timeout must be more than nought"),
            None if no_room => self.refuse("options", "the size of the answer must be more than nought"),
            None => self,
        }
    }

    /// Keeps the first problem.
    fn refuse(mut self, argument: impl Into<Cow<'static, str>>, reason: impl Into<String>) -> Self {
        let endpoint = self.endpoint.id;
        self.problem.get_or_insert_with(|| InvalidArgument::new(endpoint, argument, reason));
        self
    }

    /// Names of the parameters of the path.
    fn placeholders(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.endpoint.path.split('/').filter_map(|segment| segment.strip_prefix(':'))
    }

    /// The request, unless there is a problem.
    pub(crate) fn prepare(mut self) -> Result<Prepared, InvalidArgument> {
        for (name, value) in std::mem::take(&mut self.options.query) {
            self = self.query(&name, &value);
        }
        let target = self.target();
        if let Some(problem) = self.problem {
            return Err(problem);
        }
        let Self { endpoint, headers, body, content_type, options, answer, hosts, .. } = self;
        let opening = Opening::Envelope(answer);
        Ok(Prepared { endpoint, target: target?, headers, body, content_type, options, hosts, opening })
    }

    /// Path and query.
    fn target(&self) -> Result<String, InvalidArgument> {
        let mut target = String::with_capacity(self.endpoint.path.len() + self.query.len() + 32);
        for (index, segment) in self.endpoint.path.split('/').enumerate() {
            if index > 0 {
                target.push('/');
            }
            target.push_str(self.segment(segment)?);
        }
        if !self.query.is_empty() {
            target.push('?');
            target.push_str(&self.query);
        }
        Ok(target)
    }

    /// A segment of the path, or the value of the parameter that it stands for.
    fn segment<'a>(&'a self, segment: &'a str) -> Result<&'a str, InvalidArgument>
    where
        'static: 'a,
    {
        let Some(placeholder) = segment.strip_prefix(':') else {
            return Ok(segment);
        };
        let value = self.path.iter().find_map(|(name, value)| (*name == placeholder).then_some(value.as_str()));
        value.ok_or_else(|| {
            let reason = format!("the parameter `{placeholder}` was not set");
            InvalidArgument::new(self.endpoint.id, "path", reason)
        })
    }
}

fn encode(value: &str) -> String {
    utf8_percent_encode(value, ENCODED).to_string()
}

/// Shows which call it is, but nothing of its body.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("endpoint", &self.endpoint.id)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .field("body_bytes", &self.body.as_ref().map(Bytes::len))
            .field("content_type", &self.content_type)
            .field("options", &self.options)
            .field("answer", &self.answer)
            .field("hosts", &self.hosts)
            .field("problem", &self.problem)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{Method, RateLimit, RetryClass};

    static GET: Endpoint = Endpoint {
        id: "a.v1.b.get",
        title: "",
        documentation: None,
        method: Method::Get,
        path: "/a/v1/:b_id/c",
        access_tokens: &[],
        helpdesk: false,
        headers: &[],
        scopes: &[],
        field_scopes: &[],
        rate_limit: RateLimit::Undocumented,
        retry: RetryClass::Read,
        errors: &[],
    };

    fn target(value: &str) -> String {
        Request::new(&GET).path("b_id", value).prepare().map_or_else(|error| error.to_string(), |ready| ready.target)
    }

    #[test]
    fn a_parameter_of_several_values_is_repeated() {
        let ready =
            Request::new(&GET).path("b_id", "1").query_each("tag", &["a b", "c"]).query_each("no", &[0; 0]).prepare();
        assert_eq!(ready.unwrap().target, "/a/v1/1/c?tag=a%20b&tag=c");
    }

    #[test]
    fn a_value_stays_one_segment_whatever_it_holds() {
        assert_eq!(target("6948728206392295444"), "/a/v1/6948728206392295444/c");
        assert_eq!(target("../x?y#z%2e\\"), "/a/v1/..%2Fx%3Fy%23z%252e%5C/c");
        assert_eq!(target("%2e%2e"), "/a/v1/%252e%252e/c");
        assert_eq!(target("界\0 "), "/a/v1/%E7%95%8C%00%20/c");
    }

    #[test]
    fn what_cannot_be_a_segment_is_refused() {
        for value in ["", ".", ".."] {
            assert!(target(value).contains("b_id: must not be"), "{value}");
        }
    }

    #[test]
    fn a_path_must_be_complete() {
        let error = Request::new(&GET).prepare().err().map(|error| error.to_string());
        assert_eq!(error.as_deref(), Some("a.v1.b.get: path: the parameter `b_id` was not set (nothing was sent)"));
        assert!(Request::new(&GET).path("b", "1").prepare().is_err());
        assert!(Request::new(&GET).path("b_id", "1").path("b_id", "2").prepare().is_err());
    }

    #[test]
    fn the_query_is_encoded_and_keeps_its_order() {
        let request = Request::new(&GET)
            .path("b_id", "1")
            .query("q", "a b&c=d+é")
            .query_optional("none", None::<&i64>)
            .query_optional("n", Some(&7))
            .checked(|check| check.integer("size", Some(200), 1..=200))
            .query_optional("size", Some(&200));
        assert_eq!(
            request.prepare().ok().map(|ready| ready.target).as_deref(),
            Some("/a/v1/1/c?q=a%20b%26c%3Dd%2B%C3%A9&n=7&size=200")
        );
    }

    #[test]
    fn the_first_problem_is_the_one_that_is_told() {
        let request = Request::new(&GET).checked(|check| check.integer("size", Some(201), 1..=200)).path("b_id", "");
        let error = request.prepare().err();
        assert_eq!(error.as_ref().map(|error| &*error.argument), Some("size"));
        assert_eq!(error.map(|error| error.reason).as_deref(), Some("201 is more than 200, the most allowed"));
    }

    #[test]
    fn a_body_that_is_no_json_is_refused() {
        let body = std::collections::BTreeMap::from([(vec![1], 2)]);
        assert_eq!(Request::new(&GET).json(&body).prepare().err().map(|error| error.argument).as_deref(), Some("body"));
    }

    #[test]
    fn the_last_body_counts_with_its_type() {
        let form = Form::new().text("a", "b");
        let ready = Request::new(&GET).path("b_id", "1").multipart(&form).json(&1).prepare().unwrap();
        assert_eq!((ready.body.as_deref(), ready.content_type), (Some(&b"1"[..]), None));
    }

    #[test]
    fn debug_shows_nothing_of_the_body() {
        let shown = format!("{:?}", Request::new(&GET).json(&"hush"));
        assert!(shown.contains("body_bytes: Some(6)") && !shown.contains("hush"), "{shown}");
    }
}

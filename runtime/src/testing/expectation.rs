//! A call that a test expects, and how it is answered.

use std::fmt;
use std::marker::PhantomData;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Response, StatusCode};
use serde::Serialize;
use serde_json::{Value, json};

use super::TypedCall;
use super::fake_platform::{FakePlatform, Rule};
use super::received::{Received, query};
use crate::descriptor::{AnswerPlace, Endpoint, Platform};
use crate::error::ErrorKind;
use crate::request::Prepared;

/// The log id of every answer that the fake platform makes up.
const LOG_ID: &str = "fake-log-id";

/// A call that a test expects. Nothing is expected before one of the methods that say how it is answered is called.
#[must_use = "nothing is expected before it is said how it is answered"]
pub struct Expectation<'a, C> {
    platform: &'a FakePlatform,
    call: Expected,
    times: Option<u32>,
    of: PhantomData<fn(C)>,
}

/// Which calls are meant.
pub(super) enum Expected {
    /// Any call of an endpoint.
    Any(&'static Endpoint),
    /// One that is made up of exactly this.
    Exactly(Box<Prepared>),
    /// One that could never be sent, and so never arrives.
    Never(String),
}

impl<'a, C: TypedCall> Expectation<'a, C> {
    pub(super) fn new(platform: &'a FakePlatform, call: Expected) -> Self {
        Self { platform, call, times: None, of: PhantomData }
    }

    /// How often the call is expected, and answered this way: once or more unless set.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Answers with success, and returns this.
    pub fn answer(self, answer: &C::Answer)
    where
        C::Answer: Serialize,
    {
        // What cannot be written as JSON is null: generated types always can be.
        let data = serde_json::to_value(answer).unwrap_or_default();
        self.answer_data(&data);
    }

    /// Answers with success, and returns this JSON.
    pub fn answer_data(self, data: &Value) {
        let names = &self.platform.platform().envelope;
        let mut body = json!({names.code: names.success, names.message: "success"});
        match (C::answer_place(), data, &mut body) {
            (AnswerPlace::WithoutCode, ..) => return self.answer_json(200, data),
            (AnswerPlace::BesideCode, Value::Object(members), Value::Object(body)) => {
                // What tells success from failure is not for the test to say here.
                body.extend(
                    members
                        .iter()
                        .filter(|(name, _)| *name != names.code)
                        .map(|(name, value)| (name.clone(), value.clone())),
                );
            }
            _ => body[names.data] = data.clone(),
        }
        self.answer_json(200, &body);
    }

    /// Answers with success, and returns nothing.
    pub fn answer_done(self) {
        let names = &self.platform.platform().envelope;
        let body = match C::answer_place() {
            AnswerPlace::WithoutCode => json!({}),
            AnswerPlace::InData | AnswerPlace::BesideCode => {
                json!({names.code: names.success, names.message: "success"})
            }
        };
        self.answer_json(200, &body);
    }

    /// Answers with a documented error, as its documentation says: with its code, its HTTP status (400 where it has none)
    /// and its message.
    pub fn refuse(self, error: C::Kind) {
        let documented = error.documented();
        let status = documented.and_then(|documented| documented.http_status).unwrap_or(400);
        let message = documented.map_or("", |documented| documented.message);
        let body = refusal(self.platform.platform(), error.code(), message);
        self.answer_json(status, &body);
    }

    /// Answers that there were too many calls: how many are allowed, and how long to wait (full seconds).
    pub fn refuse_rate_limited(self, code: C::Kind, limit: u64, reset_after: Duration) {
        let platform = self.platform.platform();
        let body = refusal(platform, code.code(), "too many calls");
        let mut response = response(platform, 429, &body);
        let headers = &platform.headers;
        for (name, value) in [(headers.rate_limit, limit), (headers.rate_limit_reset, reset_after.as_secs())] {
            if let Ok(name) = HeaderName::try_from(name) {
                response.headers_mut().insert(name, HeaderValue::from(value));
            }
        }
        self.answer_raw(response);
    }

    /// Answers with a file of this name and type.
    pub fn answer_file(self, file_name: &str, content_type: &str, bytes: impl Into<Bytes>) {
        let mut response = response(self.platform.platform(), 200, &Value::Null);
        *response.body_mut() = bytes.into();
        let disposition = format!("attachment; filename=\"{}\"", file_name.replace(['"', '\\'], "_"));
        for (name, value) in [(CONTENT_DISPOSITION, disposition.as_str()), (CONTENT_TYPE, content_type)] {
            // What no header can carry is not sent.
            response.headers_mut().remove(&name);
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().insert(name, value);
            }
        }
        self.answer_raw(response);
    }

    /// Answers with this HTTP status (500 where it is none) and this JSON.
    pub fn answer_json(self, http_status: u16, body: &Value) {
        let response = response(self.platform.platform(), http_status, body);
        self.answer_raw(response);
    }

    /// Answers with exactly this.
    pub fn answer_raw(self, response: Response<Bytes>) {
        self.platform.add(Rule { expected: self.call, times: self.times, answered: 0, response });
    }
}

impl Expected {
    pub(super) fn matches(&self, received: &Received) -> bool {
        match self {
            Self::Any(endpoint) => is_method(endpoint, received) && matches_template(endpoint.path, received.path()),
            Self::Exactly(call) => {
                is_method(call.endpoint, received)
                    && call.target.split('?').next() == Some(received.path())
                    && query(&call.target) == received.query()
                    && is_body(call.body.as_ref(), received)
            }
            Self::Never(_) => false,
        }
    }
}

fn is_method(endpoint: &Endpoint, received: &Received) -> bool {
    http::Method::from(endpoint.method).as_str() == received.method
}

fn matches_template(template: &str, path: &str) -> bool {
    let (template, path): (Vec<_>, Vec<_>) = (template.split('/').collect(), path.split('/').collect());
    template.len() == path.len()
        && template.iter().zip(path).all(|(expected, segment)| expected.starts_with(':') || *expected == segment)
}

/// Bodies are compared as JSON where they are: order and white space do not count then.
fn is_body(expected: Option<&Bytes>, received: &Received) -> bool {
    let Some(expected) = expected else {
        return received.body.is_empty();
    };
    match serde_json::from_slice::<Value>(expected) {
        Ok(json) => received.json() == Some(json),
        Err(_) => received.body == expected,
    }
}

/// In words, for a test that fails.
impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any(endpoint) => write!(f, "{} {}", http::Method::from(endpoint.method), endpoint.path),
            Self::Exactly(call) => {
                write!(f, "{} {}", http::Method::from(call.endpoint.method), call.target)?;
                let body = call.body.as_ref().map(|body| String::from_utf8_lossy(body));
                body.map_or(Ok(()), |body| write!(f, " with {body}"))
            }
            Self::Never(problem) => write!(f, "a call that cannot be sent: {problem}"),
        }
    }
}

pub(super) fn refusal(platform: &Platform, code: i64, message: &str) -> Value {
    json!({platform.envelope.code: code, platform.envelope.message: message})
}

pub(super) fn response(platform: &Platform, http_status: u16, body: &Value) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_string()));
    *response.status_mut() = StatusCode::from_u16(http_status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    if let Ok(name) = HeaderName::try_from(platform.headers.log_id) {
        headers.insert(name, HeaderValue::from_static(LOG_ID));
    }
    response
}

impl<C> fmt::Debug for Expectation<'_, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Expectation")
            .field("call", &self.call.to_string())
            .field("times", &self.times)
            .finish_non_exhaustive()
    }
}

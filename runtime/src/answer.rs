//! What came back for one call.

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde::de::DeserializeOwned;

use crate::descriptor::Endpoint;
use crate::error::DecodeError;
use crate::redaction::Redaction;
use crate::retry::RetryAdvice;

/// An answer before anything in it was read.
pub(crate) struct Reply {
    pub(crate) endpoint: &'static Endpoint,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) log_id: Option<String>,
    pub(crate) body: Bytes,
    /// Whether the body may hold a token, and so must not be shown.
    pub(crate) holds_token: bool,
    pub(crate) redaction: Redaction,
}

impl Reply {
    /// An error about this answer.
    ///
    /// `succeeded` is whether it says that the call was carried out.
    pub(crate) fn decode_error(
        &self,
        path: Option<&str>,
        reason: impl Into<String>,
        succeeded: bool,
    ) -> Box<DecodeError> {
        let excerpt = if self.holds_token { String::new() } else { self.redaction.excerpt(&self.body) };
        Box::new(DecodeError {
            endpoint: self.endpoint.id,
            http_status: self.status.as_u16(),
            log_id: self.log_id.clone(),
            path: path.map(|path| self.redaction.line(path)),
            reason: self.redaction.line(&reason.into()),
            succeeded,
            retry: RetryAdvice::unreadable(self.endpoint.retry, self.status.as_u16(), succeeded),
            excerpt,
        })
    }
}

/// What came back for a call that succeeded.
pub struct Answer {
    reply: Reply,
    /// Name of the member that holds the data.
    data_name: &'static str,
    /// The part of the body that is the data.
    data: Option<Bytes>,
}

impl Answer {
    pub(crate) fn new(reply: Reply, data_name: &'static str, data: Option<Bytes>) -> Self {
        Self { reply, data_name, data }
    }

    /// An answer that is not wrapped in anything.
    pub(crate) fn of_bytes(reply: Reply) -> Self {
        Self::new(reply, "", None)
    }

    /// An answer that is an object as a whole: what the call returned is all of it.
    pub(crate) fn of_object(reply: Reply) -> Self {
        let data = Some(reply.body.clone());
        Self::new(reply, "", data)
    }

    /// The answer as it came.
    pub(crate) fn into_response(self) -> Response<Bytes> {
        let mut response = Response::new(self.reply.body);
        (*response.status_mut(), *response.headers_mut()) = (self.reply.status, self.reply.headers);
        response
    }

    /// The endpoint that was called.
    #[must_use]
    pub fn endpoint(&self) -> &'static Endpoint {
        self.reply.endpoint
    }

    /// The HTTP status. It says nothing about success: an answer is one already.
    #[must_use]
    pub fn http_status(&self) -> u16 {
        self.reply.status.as_u16()
    }

    /// The id under which the platform logged the call.
    #[must_use]
    pub fn log_id(&self) -> Option<&str> {
        self.reply.log_id.as_deref()
    }

    /// The headers of the answer.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// The whole body, as it was received.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.reply.body
    }

    /// The JSON text of what the endpoint returned; none where that is missing or `null`. Where the endpoint returns
    /// members of the envelope, it is the envelope.
    #[must_use]
    pub fn data(&self) -> Option<&str> {
        std::str::from_utf8(self.data.as_ref()?).ok()
    }

    /// Reads what the endpoint returned; `T::default()` where that is missing or `null`.
    ///
    /// # Errors
    ///
    /// What was returned is not a `T`. The call succeeded all the same.
    pub fn decode<T: DeserializeOwned + Default>(&self) -> Result<T, Box<DecodeError>> {
        let Some(data) = self.data() else {
            return Ok(T::default());
        };
        serde_json::from_str(data).map_err(|error| self.explain(error, path_of::<T>(data)))
    }

    /// Says where the data is not as expected. `located` is what a second run found, which should not, but might, find
    /// nothing.
    fn explain(&self, error: serde_json::Error, located: Option<(String, serde_json::Error)>) -> Box<DecodeError> {
        let (path, error) = located.unwrap_or_else(|| (".".to_owned(), error));
        self.decode_error(Some(&self.locate(&path)), error.to_string())
    }

    /// An error about this answer.
    pub(crate) fn decode_error(&self, path: Option<&str>, reason: impl Into<String>) -> Box<DecodeError> {
        self.reply.decode_error(path, reason, true)
    }

    /// A path within the data, seen from the whole answer.
    fn locate(&self, path: &str) -> String {
        match path {
            path if self.data_name.is_empty() => path.to_owned(),
            "." => self.data_name.to_owned(),
            path if path.starts_with('[') => format!("{}{path}", self.data_name),
            path => format!("{}.{path}", self.data_name),
        }
    }
}

/// Shows where the answer came from, but nothing of its body.
impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Answer")
            .field("endpoint", &self.reply.endpoint.id)
            .field("http_status", &self.http_status())
            .field("log_id", &self.reply.log_id)
            .field("body_bytes", &self.reply.body.len())
            .finish_non_exhaustive()
    }
}

/// Where a text is not a `T`. Runs only after it turned out not to be one.
#[cold]
fn path_of<T: DeserializeOwned>(json: &str) -> Option<(String, serde_json::Error)> {
    let error = serde_path_to_error::deserialize::<_, T>(&mut serde_json::Deserializer::from_str(json)).err()?;
    Some((error.path().to_string(), error.into_inner()))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;
    use crate::descriptor::{Method, RateLimit, RetryClass};

    static ENDPOINT: Endpoint = Endpoint {
        id: "a.v1.b.get",
        title: "",
        documentation: None,
        method: Method::Get,
        path: "/",
        access_tokens: &[],
        helpdesk: false,
        headers: &[],
        scopes: &[],
        field_scopes: &[],
        rate_limit: RateLimit::Undocumented,
        retry: RetryClass::Read,
        errors: &[],
    };

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default)]
    struct Data {
        items: Vec<Item>,
    }

    #[derive(Debug, Default, PartialEq, Deserialize)]
    struct Item {
        id: i64,
    }

    fn answer(data: Option<&'static str>, redaction: Redaction) -> Answer {
        let body = Bytes::from_static(data.unwrap_or_default().as_bytes());
        let reply = Reply {
            endpoint: &ENDPOINT,
            status: StatusCode::OK,
            headers: HeaderMap::new(),
            log_id: Some("L".to_owned()),
            body: body.clone(),
            holds_token: false,
            redaction,
        };
        Answer::new(reply, "data", data.map(|_| body))
    }

    #[test]
    fn missing_data_is_the_default() {
        assert_eq!(answer(None, Redaction::default()).decode::<Data>(), Ok(Data::default()));
    }

    #[test]
    fn an_error_says_where_in_the_answer_it_is() {
        let read = |json| answer(Some(json), Redaction::default()).decode::<Data>().unwrap_err();
        assert_eq!(read(r#"{"items":[{"id":1},{"id":"x"}]}"#).path.as_deref(), Some("data.items[1].id"));
        assert_eq!(read("7").path.as_deref(), Some("data"));
        let list = answer(Some("[1,true]"), Redaction::default()).decode::<Vec<i64>>().unwrap_err();
        assert_eq!(list.path.as_deref(), Some("data[1]"));
        assert_eq!((list.http_status, list.log_id.as_deref(), list.excerpt.as_str()), (200, Some("L"), "[1,true]"));
    }

    #[test]
    fn an_error_holds_no_secret_that_the_answer_echoes() {
        let redaction = Redaction::new(vec!["t-secret".into()]);
        let error = answer(Some(r#"{"items":"t-secret"}"#), redaction).decode::<Data>().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("t-secret"), "{error:?}");
    }
}

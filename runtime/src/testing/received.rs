//! What arrived at the fake platform.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde_json::Value;

/// A request as it arrived. Its `Debug` shows no header that holds credentials.
#[derive(Clone)]
#[non_exhaustive]
pub struct Received {
    /// The HTTP method.
    pub method: String,
    /// Path and query, encoded as they arrived.
    pub target: String,
    /// The headers, with the credentials among them.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
    /// Whether a test expected it.
    pub expected: bool,
}

impl Received {
    /// The path, encoded as it arrived.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target.split('?').next().unwrap_or_default()
    }

    /// The parameters of the query, encoded as they arrived, in a fixed order.
    pub(super) fn query(&self) -> Vec<&str> {
        query(&self.target)
    }

    /// A header, if it arrived and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The body as JSON, if it is.
    #[must_use]
    pub fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// The parameters of a target's query in a fixed order.
pub(super) fn query(target: &str) -> Vec<&str> {
    let query = target.split_once('?').map_or("", |(_, query)| query);
    let mut parameters: Vec<_> = query.split('&').filter(|parameter| !parameter.is_empty()).collect();
    parameters.sort_unstable();
    parameters
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("method", &self.method)
            .field("target", &self.target)
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &String::from_utf8_lossy(&self.body))
            .field("expected", &self.expected)
            .finish()
    }
}

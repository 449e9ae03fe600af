//! What arrived at the server.

use serde_json::Value;
use wiremock::Request;

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct Arrived(Request);

impl Arrived {
    /// Method and path, the path percent-encoded as it arrived.
    #[must_use]
    pub fn target(&self) -> String {
        format!("{} {}", self.0.method, self.path())
    }

    /// The path, percent-encoded as it arrived.
    #[must_use]
    pub fn path(&self) -> &str {
        self.0.url.path()
    }

    /// The query in the order in which it arrived, decoded. A name that arrived twice is there twice.
    #[must_use]
    pub fn query(&self) -> Vec<(String, String)> {
        self.0.url.query_pairs().into_owned().collect()
    }

    /// A parameter of the query, if it arrived.
    ///
    /// # Panics
    ///
    /// It arrived more than once.
    #[must_use]
    pub fn query_value(&self, name: &str) -> Option<String> {
        let values = self.query().into_iter().filter_map(|(known, value)| (known == name).then_some(value));
        at_most_one(name, values)
    }

    /// A header, if it arrived.
    ///
    /// # Panics
    ///
    /// It arrived more than once, or it is not text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let values = self.0.headers.get_all(name).iter().map(|value| value.to_str().expect("a header that is text"));
        at_most_one(name, values)
    }

    /// The body, as JSON.
    ///
    /// # Panics
    ///
    /// It is not JSON.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.0.body).expect("a body of JSON")
    }

    /// The bytes of the body.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.0.body
    }
}

impl From<Request> for Arrived {
    fn from(request: Request) -> Self {
        Self(request)
    }
}

/// What occurs twice would pass unnoticed by a test that looks at the first only.
fn at_most_one<T>(name: &str, values: impl Iterator<Item = T>) -> Option<T> {
    let mut values = values;
    let first = values.next();
    assert!(values.next().is_none(), "{name} arrived more than once");
    first
}

//! A request for a tenant token that a test expects, and how it is answered.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::Response;
use serde_json::json;

use super::expectation::{Expected, refusal, response};
use super::fake_platform::{FakePlatform, Rule};

/// A request for a tenant token that a test expects. Nothing is expected before one of the methods that say how it is
/// answered is called.
#[must_use = "nothing is expected before it is said how it is answered"]
pub struct TokenExpectation<'a> {
    platform: &'a FakePlatform,
    times: Option<u32>,
}

impl<'a> TokenExpectation<'a> {
    pub(super) fn new(platform: &'a FakePlatform) -> Self {
        Self { platform, times: None }
    }

    /// How often a token is asked for, and the answer is this: once or more unless set. Who asks more often gets the answer
    /// of the next expectation, or of a platform without any.
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Hands out this token with so long to live (full seconds).
    pub fn answer(self, token: &str, expires_in: Duration) {
        let platform = self.platform.platform();
        let (names, members) = (&platform.envelope, &platform.tenant_token);
        let body = json!({names.code: names.success, members.token: token, members.expires_in: expires_in.as_secs()});
        self.answer_raw(response(platform, 200, &body));
    }

    /// Refuses to hand out a token, with HTTP status 400.
    pub fn refuse(self, code: i64, message: &str) {
        let platform = self.platform.platform();
        self.answer_raw(response(platform, 400, &refusal(platform, code, message)));
    }

    /// Answers with exactly this.
    pub fn answer_raw(self, response: Response<Bytes>) {
        let expected = Expected::Any(self.platform.platform().tenant_token.endpoint);
        self.platform.add(Rule { expected, times: self.times, answered: 0, response });
    }
}

impl fmt::Debug for TokenExpectation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenExpectation").field("times", &self.times).finish_non_exhaustive()
    }
}

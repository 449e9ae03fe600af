//! The fake platform.

use std::error::Error;
use std::fmt;
use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use http::Response;
use serde_json::json;
use tokio::task::AbortHandle;

use super::expectation::{Expectation, Expected, refusal, response};
use super::received::Received;
use super::token_expectation::TokenExpectation;
use super::{TypedCall, server};
use crate::client::ClientBuilder;
use crate::descriptor::Platform;
use crate::retry::RetryPolicy;

/// The code of a call that no test expected. The platform has none below nought.
const UNEXPECTED: i64 = -1;

/// A server on this machine that plays the platform. It ends when this is dropped.
///
/// Dropping it panics where [`verify`](Self::verify) would have told something and was never called, so that no test passes
/// because it forgot to ask.
pub struct FakePlatform {
    url: String,
    state: Arc<State>,
    server: AbortHandle,
    /// Whether the test asked how it went.
    is_verified: AtomicBool,
}

/// What the server and the test share.
pub(super) struct State {
    platform: &'static Platform,
    rules: Mutex<Vec<Rule>>,
    received: Mutex<Vec<Received>>,
}

/// A call that is expected, and how it is answered.
pub(super) struct Rule {
    pub(super) expected: Expected,
    pub(super) times: Option<u32>,
    pub(super) answered: u32,
    pub(super) response: Response<Bytes>,
}

impl FakePlatform {
    /// Starts a server on a free port of 127.0.0.1. Tenant tokens are handed out; nothing else is expected yet.
    ///
    /// # Errors
    ///
    /// There is no free port, or no thread could be started.
    pub fn start(platform: &'static Platform) -> io::Result<Self> {
        let state = Arc::new(State { platform, rules: Mutex::default(), received: Mutex::default() });
        let (url, server) = server::start(Arc::clone(&state))?;
        Ok(Self { url, state, server, is_verified: AtomicBool::new(false) })
    }

    /// The address of the server.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The platform that it plays.
    #[must_use]
    pub fn platform(&self) -> &'static Platform {
        self.state.platform
    }

    /// A builder for a client of this server, with credentials of all kinds. It makes each call once and does not wait
    /// for rate limits, so that a test does not wait either; both can be changed.
    pub fn builder<T>(&self) -> ClientBuilder<T> {
        ClientBuilder::new(self.state.platform)
            .base_url(&self.url)
            .app("cli_fake", "fake-app-secret")
            .helpdesk("7000000000000000000", "fake-helpdesk-token")
            .no_proxy()
            .rate_limits(false)
            .retries(RetryPolicy::none())
    }

    /// Expects a call with exactly these arguments: path, query and body. The expectation that was set first and is not
    /// used up answers.
    pub fn expect<C: TypedCall>(&self, call: &C) -> Expectation<'_, C> {
        let call = call.to_request().prepare();
        let expected = match call {
            Ok(call) => Expected::Exactly(Box::new(call)),
            Err(problem) => Expected::Never(problem.to_string()),
        };
        Expectation::new(self, expected)
    }

    /// Expects a call of an endpoint, whatever its arguments.
    pub fn expect_any<C: TypedCall>(&self) -> Expectation<'_, C> {
        Expectation::new(self, Expected::Any(C::endpoint()))
    }

    /// Expects a request for a tenant token. Without this, every such request gets one that lives for two hours.
    pub fn expect_token(&self) -> TokenExpectation<'_> {
        TokenExpectation::new(self)
    }

    /// What arrived, in the order in which it did, but for requests for a token.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        let token_path = self.state.platform.tenant_token.endpoint.path;
        let mut received = lock(&self.state.received).clone();
        received.retain(|request| request.path() != token_path);
        received
    }

    /// Whether everything that was expected arrived, as often as it was expected, and nothing else.
    ///
    /// # Errors
    ///
    /// What is missing, and what arrived unexpectedly.
    pub fn verify(&self) -> Result<(), UnmetExpectations> {
        self.is_verified.store(true, Ordering::Relaxed);
        self.unmet().map_or(Ok(()), Err)
    }

    fn unmet(&self) -> Option<UnmetExpectations> {
        let missing = lock(&self.state.rules).iter().filter_map(Rule::missing).collect::<Vec<_>>();
        let received = self.received();
        let unexpected = received.iter().filter(|request| !request.expected).map(describe).collect::<Vec<_>>();
        (!missing.is_empty() || !unexpected.is_empty()).then_some(UnmetExpectations { missing, unexpected })
    }

    pub(super) fn add(&self, rule: Rule) {
        lock(&self.state.rules).push(rule);
    }
}

impl Drop for FakePlatform {
    fn drop(&mut self) {
        self.server.abort();
        // A test that fails already shall say why by itself, and a second panic would end the process.
        if *self.is_verified.get_mut() || std::thread::panicking() {
            return;
        }
        if let Some(unmet) = self.unmet() {
            panic!("the fake platform is dropped, and nobody has asked it: {unmet}");
        }
    }
}

impl State {
    /// The answer to a request, which is remembered.
    pub(super) fn answer(&self, mut received: Received) -> Response<Bytes> {
        let answer = self.expected(&received);
        received.expected = answer.is_some();
        let answer = answer.unwrap_or_else(|| self.unexpected(&received));
        lock(&self.received).push(received);
        answer
    }

    fn expected(&self, received: &Received) -> Option<Response<Bytes>> {
        let mut rules = lock(&self.rules);
        let rule = rules.iter_mut().find(|rule| !rule.is_used_up() && rule.expected.matches(received));
        if let Some(rule) = rule {
            rule.answered = rule.answered.saturating_add(1);
            return Some(rule.response.clone());
        }
        (received.path() == self.platform.tenant_token.endpoint.path).then(|| self.token())
    }

    fn token(&self) -> Response<Bytes> {
        let (names, token) = (&self.platform.envelope, &self.platform.tenant_token);
        let body = json!({names.code: names.success, token.token: "t-fake-token", token.expires_in: 7200});
        response(self.platform, 200, &body)
    }

    fn unexpected(&self, received: &Received) -> Response<Bytes> {
        let message = format!("the test does not expect {}", describe(received));
        response(self.platform, 400, &refusal(self.platform, UNEXPECTED, &message))
    }
}

impl Rule {
    fn is_used_up(&self) -> bool {
        self.times.is_some_and(|times| self.answered >= times)
    }

    /// What is missing, in words.
    fn missing(&self) -> Option<String> {
        let wanted = self.times.unwrap_or(1);
        let answered = self.answered;
        (answered < wanted).then(|| format!("{} (expected {wanted}, arrived {answered})", self.expected))
    }
}

fn describe(received: &Received) -> String {
    let body = String::from_utf8_lossy(&received.body);
    let with = if body.is_empty() { "" } else { " with " };
    format!("{} {}{with}{body}", received.method, received.target)
}

/// What is kept is whole whatever panics meanwhile: a test, for example.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What arrived is not what a test expected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnmetExpectations {
    /// What did not arrive, or not as often as expected.
    pub missing: Vec<String>,
    /// What arrived although it was not expected.
    pub unexpected: Vec<String>,
}

impl fmt::Display for UnmetExpectations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let missing = self.missing.iter().map(|call| format!("missing: {call}"));
        let unexpected = self.unexpected.iter().map(|call| format!("unexpected: {call}"));
        f.write_str(&missing.chain(unexpected).collect::<Vec<_>>().join("; "))
    }
}

impl Error for UnmetExpectations {}

impl fmt::Debug for FakePlatform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FakePlatform").field("url", &self.url).finish_non_exhaustive()
    }
}

//! The tenant access token of one app: fetched when needed, by one caller for all, and kept.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Token;
use super::fetch::{self, Fetched};
use crate::client::Wire;
use crate::error::TokenError;
use crate::secret::Secret;

/// The tenant access tokens of one app.
pub(crate) struct TenantTokens {
    app_id: String,
    app_secret: Secret,
    /// Held by the one caller that fetches. Dropping its call lets the next one in.
    flight: tokio::sync::Mutex<()>,
    // Never held across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cached: Option<Cached>,
    /// How many fetches have come to an end.
    finished: u64,
    /// What the last one brought, for those who waited for it.
    last: Option<Result<Token, TokenError>>,
}

struct Cached {
    token: Token,
    use_until: Instant,
}

impl TenantTokens {
    pub(crate) fn new(app_id: String, app_secret: Secret) -> Self {
        Self { app_id, app_secret, flight: tokio::sync::Mutex::default(), state: Mutex::default() }
    }

    /// The token that is kept, or else a new one. However many callers ask, one of them fetches; the others get what it
    /// got, be that a token or a failure. Who asks after a failure tries anew.
    pub(crate) async fn get(&self, wire: &Wire) -> Result<Token, TokenError> {
        let asked_at = {
            let state = self.state();
            if let Some(token) = state.usable() {
                return Ok(token);
            }
            state.finished
        };
        let _flight = self.flight.lock().await;
        if let Some(outcome) = self.state().since(asked_at) {
            return outcome;
        }
        let outcome = fetch::fetch(wire, &self.app_id, &self.app_secret).await;
        self.state().finish(outcome)
    }

    /// Forgets a token that the platform refused, unless another has taken its place.
    pub(crate) fn discard(&self, token: &Token) {
        let mut state = self.state();
        state.cached.take_if(|cached| cached.token.is(token));
        state.last.take_if(|last| last.as_ref().is_ok_and(|last| last.is(token)));
    }

    /// Nothing that runs under this lock can panic; should it all the same, the state is still whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The token that is kept, unless its time is over.
    fn usable(&self) -> Option<Token> {
        let cached = self.cached.as_ref().filter(|cached| Instant::now() < cached.use_until)?;
        Some(cached.token.clone())
    }

    /// What was fetched since a caller asked.
    fn since(&self, asked_at: u64) -> Option<Result<Token, TokenError>> {
        if let Some(token) = self.usable() {
            return Some(Ok(token));
        }
        self.last.clone().filter(|_| self.finished > asked_at)
    }

    /// Keeps what was fetched.
    fn finish(&mut self, outcome: Result<Fetched, TokenError>) -> Result<Token, TokenError> {
        let outcome = outcome.map(|fetched| {
            let token = fetched.token;
            self.cached = fetched.use_until.map(|use_until| Cached { token: token.clone(), use_until });
            token
        });
        self.finished += 1;
        self.last = Some(outcome.clone());
        outcome
    }
}

impl fmt::Debug for TenantTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TenantTokens").field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

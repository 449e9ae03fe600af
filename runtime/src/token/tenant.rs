//! The tenant access token of one app: fetched when needed, by one caller for all, and kept.

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use super::fetch::{self, Fetched};
use super::{StoredToken, Token, TokenKey, TokenStore};
use crate::client::Wire;
use crate::error::TokenError;
use crate::limit::Limits;
use crate::request::Prepared;
use crate::retry::Pauses;
use crate::secret::Secret;

/// How long a store may take. Fetching a token anew takes less than waiting longer.
const STORE_PATIENCE: Duration = Duration::from_secs(2);

/// The tenant access tokens of one app.
pub(crate) struct TenantTokens {
    app_id: String,
    app_secret: Secret,
    key: TokenKey,
    store: Box<dyn TokenStore>,
    /// Held by the one caller that fetches. Dropping its call lets the next one in.
    flight: tokio::sync::Mutex<()>,
    // Never held across an await.
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cached: Option<Cached>,
    /// The token that the platform refused last. A store that still has it is not believed.
    refused: Option<Secret>,
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
    pub(crate) fn new(app_id: String, app_secret: Secret, key: TokenKey, store: Box<dyn TokenStore>) -> Self {
        Self { app_id, app_secret, key, store, flight: tokio::sync::Mutex::default(), state: Mutex::default() }
    }

    /// The token that is kept, or else a new one. However many callers ask, one of them fetches; the others get what it
    /// got, be that a token or a failure. Who asks after a failure tries anew.
    pub(crate) async fn get(
        &self,
        wire: &Wire,
        limits: Option<&Limits>,
        pauses: &mut Pauses<'_>,
    ) -> Result<Token, TokenError> {
        let asked_at = {
            let state = self.state();
            if let Some(token) = state.usable() {
                return Ok(token);
            }
            state.finished
        };
        let flight = self.flight.lock().await;
        if let Some(outcome) = self.state().since(asked_at) {
            return outcome;
        }
        if let Some(fetched) = self.stored(wire).await {
            return self.state().finish(Ok(fetched));
        }
        let outcome = fetch::fetch(wire, limits, &self.request(wire), pauses).await;
        if outcome.is_err() && pauses.ran_out_of_time() {
            // That this caller had no more time says nothing to the others: the next of them fetches.
            return outcome.map(|fetched| fetched.token);
        }
        let to_store = outcome.as_ref().ok().and_then(Fetched::to_store);
        let outcome = self.state().finish(outcome);
        // Nobody waits for the store who could go on with the token.
        drop(flight);
        if let Some(token) = to_store {
            in_short(self.store.put(&self.key, token)).await;
        }
        outcome
    }

    /// The request for a token.
    fn request(&self, wire: &Wire) -> Prepared {
        fetch::request(&wire.platform().tenant_token, &self.app_id, &self.app_secret)
    }

    /// What the store has, unless it is the token that was refused.
    async fn stored(&self, wire: &Wire) -> Option<Fetched> {
        let StoredToken { token, usable_for } = in_short(self.store.get(&self.key)).await??;
        let is_refused = self.state().refused.as_ref().is_some_and(|refused| refused.expose() == token.expose());
        if is_refused || usable_for.is_zero() {
            return None;
        }
        // However long the store promises, no token lives longer than the platform says.
        let longest = Duration::from_secs(wire.platform().tenant_token.max_lifetime_seconds.into());
        let token = Token::new(wire.platform().headers.scheme, token)?;
        Some(Fetched { token, use_until: Instant::now().checked_add(usable_for.min(longest)) })
    }

    /// Forgets a token that the platform refused, unless another has taken its place.
    pub(crate) async fn discard(&self, token: &Token) {
        if self.state().discard(token) {
            in_short(self.store.remove(&self.key, token.secret())).await;
        }
    }

    /// Nothing that runs under this lock can panic; should it all the same, the state is still whole.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a store says, if it says it soon: a store that hangs is worked without, like one that fails.
async fn in_short<T>(said: impl Future<Output = T>) -> Option<T> {
    tokio::time::timeout(STORE_PATIENCE, said).await.ok()
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
            // Should it be the same text, the platform has just confirmed it.
            self.refused = None;
            token
        });
        self.finished += 1;
        self.last = Some(outcome.clone());
        outcome
    }

    /// Forgets a token, and says whether it was the one that was kept, or handed to those who waited.
    fn discard(&mut self, token: &Token) -> bool {
        let cached = self.cached.take_if(|cached| cached.token.is(token)).is_some();
        let last = self.last.take_if(|last| last.as_ref().is_ok_and(|last| last.is(token))).is_some();
        if cached || last {
            self.refused = Some(token.secret().clone());
        }
        cached || last
    }
}

impl fmt::Debug for TenantTokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TenantTokens").field("app_id", &self.app_id).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fetched(text: &str, life: Duration) -> Fetched {
        let use_until = Instant::now().checked_add(life).filter(|_| !life.is_zero());
        Fetched { token: Token::new("Bearer", text.into()).unwrap(), use_until }
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_that_was_refused_is_handed_to_nobody_who_still_waits() {
        let mut state = State::default();
        // Without life, it is there only for those who wait.
        let token = state.finish(Ok(fetched("t-1", Duration::ZERO))).unwrap();
        assert!(state.since(0).is_some_and(|outcome| outcome.is_ok()) && state.since(1).is_none());
        assert!(state.discard(&token), "the store is told too");
        assert!(state.since(0).is_none());
        assert!(!state.discard(&token), "only once");
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_that_has_taken_the_place_of_the_refused_one_is_not_discarded() {
        // The platform may hand out the same text again, and has then just confirmed it.
        for next in ["t-2", "t-1"] {
            let mut state = State::default();
            let old = state.finish(Ok(fetched("t-1", Duration::from_secs(9)))).unwrap();
            let new = state.finish(Ok(fetched(next, Duration::from_secs(9)))).unwrap();
            assert!(!state.discard(&old) && state.usable().is_some_and(|kept| kept.is(&new)), "{next}");
            assert!(state.discard(&new) && state.usable().is_none());
        }
    }
}

//! Makes calls.

mod base_url;
mod build_error;
mod builder;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::descriptor::{AccessToken, Endpoint, ErrorClass, Platform};
use crate::error::{Error, ErrorKind, Failure, InvalidArgument};
use crate::request::{Prepared, Request};
use crate::token::{TenantTokens, Token};
use crate::transport::{TransportError, TransportErrorKind};

pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub(crate) use wire::{Credentials, Wire};

/// Makes calls: one client per set of credentials, shared by its clones.
///
/// Clones share the connections and the access token. All of them show nothing of the credentials.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    wire: Wire,
    timeout: Duration,
    /// Tokens that the user gave.
    fixed: Vec<(AccessToken, Token)>,
    /// Where the app's tenant tokens come from.
    tenant: Option<TenantTokens>,
}

/// The token of one call, and whether another can be had in its place.
enum Credential<'a> {
    None,
    Fixed(&'a Token),
    Fetched(&'a TenantTokens),
}

impl Client {
    /// The platform whose endpoints this client calls.
    #[must_use]
    pub fn platform(&self) -> &'static Platform {
        self.0.wire.platform()
    }

    /// The address of the server that is called.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.0.wire.base_url()
    }

    /// Makes a call, and tells success from failure; what the endpoint returns is left as text.
    ///
    /// Where an access token is needed, one is fetched unless one is kept. A call that the platform refuses because of
    /// a token that was fetched is repeated once, with a new token.
    ///
    /// Dropping the future gives the call up; whether the platform acted on it is then not known.
    pub async fn execute(&self, request: Request) -> Result<Answer, Failure> {
        let call = request.prepare()?;
        let credential = self.credential(call.endpoint)?;
        let late = |_| Failure::Transport(TransportError::new(TransportErrorKind::Timeout).at(call.endpoint.id));
        tokio::time::timeout(self.0.timeout, self.exchange(&call, credential)).await.map_err(late)?
    }

    /// Makes a call, reads what the endpoint returns as `T` (`T::default()` where that is missing or `null`), and gives
    /// a failure the endpoint's own type of codes.
    pub async fn call<T: DeserializeOwned + Default, K: ErrorKind>(&self, request: Request) -> Result<T, Error<K>> {
        match self.execute(request).await {
            Ok(answer) => answer.decode().map_err(Error::from),
            Err(failure) => Err(failure.with_kind()),
        }
    }

    async fn exchange(&self, call: &Prepared, credential: Credential<'_>) -> Result<Answer, Failure> {
        match credential {
            Credential::None => self.attempt(call, None).await,
            Credential::Fixed(token) => self.attempt(call, Some(token)).await,
            Credential::Fetched(tokens) => self.exchange_with_fetched(call, tokens).await,
        }
    }

    async fn exchange_with_fetched(&self, call: &Prepared, tokens: &TenantTokens) -> Result<Answer, Failure> {
        let token = tokens.get(&self.0.wire).await?;
        let outcome = self.attempt(call, Some(&token)).await;
        if !self.refuses_token(&outcome) {
            return outcome;
        }
        tokens.discard(&token);
        let token = tokens.get(&self.0.wire).await?;
        let outcome = self.attempt(call, Some(&token)).await;
        if self.refuses_token(&outcome) {
            // Not repeated again, but the next call shall not begin with this token.
            tokens.discard(&token);
        }
        outcome
    }

    async fn attempt(&self, call: &Prepared, token: Option<&Token>) -> Result<Answer, Failure> {
        self.0.wire.call(call, &Credentials::for_call(token, call.endpoint.helpdesk)).await
    }

    /// Whether the platform says that the token is not valid: by its code, whatever the HTTP status.
    fn refuses_token(&self, outcome: &Result<Answer, Failure>) -> bool {
        let Err(Failure::Api(error)) = outcome else {
            return false;
        };
        self.platform().error(error.code).is_some_and(|documented| documented.class == ErrorClass::TokenInvalid)
    }

    /// Which token a call is made with. One that the user gave comes first, since they gave it on purpose; among those,
    /// the order of the endpoint decides.
    fn credential(&self, endpoint: &'static Endpoint) -> Result<Credential<'_>, InvalidArgument> {
        if endpoint.helpdesk && !self.0.wire.has_helpdesk() {
            return Err(InvalidArgument::new(
                endpoint.id,
                "helpdesk",
                "the endpoint needs helpdesk credentials: call `ClientBuilder::helpdesk`",
            ));
        }
        let accepted = endpoint.access_tokens;
        if accepted.is_empty() {
            return Ok(Credential::None);
        }
        if let Some(token) = accepted.iter().find_map(|kind| self.fixed(*kind)) {
            return Ok(Credential::Fixed(token));
        }
        match &self.0.tenant {
            Some(tokens) if accepted.contains(&AccessToken::Tenant) => Ok(Credential::Fetched(tokens)),
            _ => Err(InvalidArgument::new(endpoint.id, "access_token", no_token(accepted))),
        }
    }

    fn fixed(&self, kind: AccessToken) -> Option<&Token> {
        self.0.fixed.iter().find_map(|(known, token)| (*known == kind).then_some(token))
    }
}

/// Which calls of the builder would have provided a token.
fn no_token(accepted: &[AccessToken]) -> String {
    let fetched = accepted.contains(&AccessToken::Tenant).then(|| "`ClientBuilder::app`".to_owned());
    let fixed = accepted.iter().map(|kind| format!("`ClientBuilder::access_token(AccessToken::{kind:?}, …)`"));
    let calls: Vec<_> = fetched.into_iter().chain(fixed).collect();
    format!("the endpoint needs an access token: call {}", calls.join(" or "))
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("timeout", &self.0.timeout)
            .field("helpdesk", &self.0.wire.has_helpdesk())
            .field("tenant_tokens", &self.0.tenant)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_token_names_the_calls_that_provide_one() {
        assert_eq!(
            no_token(&[AccessToken::Tenant, AccessToken::User]),
            "the endpoint needs an access token: call `ClientBuilder::app` or \
             `ClientBuilder::access_token(AccessToken::Tenant, …)` or `ClientBuilder::access_token(AccessToken::User, …)`"
        );
    }

    #[test]
    fn calls_can_move_between_threads() {
        fn is_send<T: Send>(_: &T) {}
        fn is_shared<T: Send + Sync + Clone + 'static>() {}
        fn check(client: &Client, request: Request) {
            is_send(&client.execute(request));
        }
        let _ = check;
        is_shared::<Client>();
    }
}

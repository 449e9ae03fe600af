//! Which token a call is made with.

use super::Inner;
use crate::descriptor::{AccessToken, Endpoint};
use crate::error::InvalidArgument;
use crate::token::{Provider, TenantTokens, Token};

/// Where the token of a call comes from.
pub(super) enum Credential<'a> {
    /// The endpoint needs none.
    None,
    /// The user gave it.
    Fixed(&'a Token),
    /// The user's provider hands it out.
    Provided(&'a Provider),
    /// The client fetches it.
    Fetched(&'a TenantTokens),
}

/// A token, or where to get one, that the user gave.
pub(super) enum Given {
    Fixed(Token),
    Provider(Provider),
}

impl<'a> Credential<'a> {
    /// One that the user gave comes first, since they gave it on purpose; among those, the order of the endpoint
    /// decides.
    pub(super) fn of(endpoint: &'static Endpoint, inner: &'a Inner) -> Result<Self, InvalidArgument> {
        if endpoint.helpdesk && !inner.wire.has_helpdesk() {
            let reason = "the endpoint needs helpdesk credentials: call `ClientBuilder::helpdesk`";
            return Err(InvalidArgument::new(endpoint.id, "helpdesk", reason));
        }
        let accepted = endpoint.access_tokens;
        if accepted.is_empty() {
            return Ok(Self::None);
        }
        let given = |kind: &AccessToken| inner.given.iter().find_map(|(known, given)| (known == kind).then_some(given));
        match accepted.iter().find_map(given) {
            Some(Given::Fixed(token)) => return Ok(Self::Fixed(token)),
            Some(Given::Provider(provider)) => return Ok(Self::Provided(provider)),
            None => {}
        }
        match &inner.tenant {
            Some(tokens) if accepted.contains(&AccessToken::Tenant) => Ok(Self::Fetched(tokens)),
            _ => Err(InvalidArgument::new(endpoint.id, "access_token", no_token(accepted))),
        }
    }
}

/// Which calls of the builder would have provided a token.
fn no_token(accepted: &[AccessToken]) -> String {
    let fetched = accepted.contains(&AccessToken::Tenant).then(|| "`ClientBuilder::app`".to_owned());
    let fixed = accepted.iter().map(|kind| format!("`ClientBuilder::access_token(AccessToken::{kind:?}, …)`"));
    let calls: Vec<_> = fetched.into_iter().chain(fixed).collect();
    format!("the endpoint needs an access token: call {}", calls.join(" or "))
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
}

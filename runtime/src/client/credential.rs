//! Which token a call is made with.

use super::Inner;
use crate::call_options::CallToken;
use crate::descriptor::AccessToken;
use crate::error::InvalidArgument;
use crate::request::Prepared;
use crate::token::{Provider, TenantTokens, Token};

/// Where the token of a call comes from.
pub(super) enum Credential<'a> {
    /// The endpoint needs none.
    None,
    /// The user gave it.
    Fixed(Token),
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
    /// The token of the call itself comes first; then one that the user gave to the client, since they gave it on purpose;
    /// among those, the order of the endpoint decides.
    pub(super) fn of(call: &Prepared, inner: &'a Inner) -> Result<Self, InvalidArgument> {
        let endpoint = call.endpoint;
        if endpoint.helpdesk && !inner.wire.has_helpdesk() {
            let reason = "the endpoint needs helpdesk credentials: call `ClientBuilder::helpdesk`";
            return Err(InvalidArgument::new(endpoint.id, "helpdesk", reason));
        }
        let invalid = |reason| InvalidArgument::new(endpoint.id, "access_token", reason);
        match &call.options.token {
            Some(CallToken { kind, .. }) if !endpoint.access_tokens.contains(kind) => {
                Err(invalid(wrong_kind(*kind, endpoint.access_tokens)))
            }
            Some(CallToken { token: Some(secret), .. }) => {
                let token = Token::new(inner.wire.platform().headers.scheme, secret.clone());
                let unusable =
                    || invalid("the token is empty, or holds characters that no header can carry".to_owned());
                token.map(Self::Fixed).ok_or_else(unusable)
            }
            Some(CallToken { kind, token: None }) => Self::of_client(&[*kind], inner).map_err(invalid),
            None => Self::of_client(endpoint.access_tokens, inner).map_err(invalid),
        }
    }

    /// One of the client's, of one of these kinds.
    fn of_client(accepted: &[AccessToken], inner: &'a Inner) -> Result<Self, String> {
        if accepted.is_empty() {
            return Ok(Self::None);
        }
        let given = |kind: &AccessToken| inner.given.iter().find_map(|(known, given)| (known == kind).then_some(given));
        match accepted.iter().find_map(given) {
            Some(Given::Fixed(token)) => return Ok(Self::Fixed(token.clone())),
            Some(Given::Provider(provider)) => return Ok(Self::Provided(provider)),
            None => {}
        }
        match &inner.tenant {
            Some(tokens) if accepted.contains(&AccessToken::Tenant) => Ok(Self::Fetched(tokens)),
            _ => Err(no_token(accepted)),
        }
    }
}

/// Why a kind of token cannot be used for an endpoint.
fn wrong_kind(kind: AccessToken, accepted: &[AccessToken]) -> String {
    let accepted: Vec<_> = accepted.iter().map(ToString::to_string).collect();
    match accepted.as_slice() {
        [] => format!("the endpoint takes no access token, and so no {kind} access token"),
        kinds => format!("the endpoint takes no {kind} access token, but a {} one", kinds.join(" or ")),
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

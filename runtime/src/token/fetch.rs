//! Asks the platform for a tenant access token.

use serde_json::json;
use serde_json::value::RawValue;
use tokio::time::Instant;

use super::{StoredToken, Token, lifetime};
use crate::answer::Answer;
use crate::call_options::CallOptions;
use crate::client::{Credentials, Wire};
use crate::descriptor::{AnswerPlace, TokenEndpoint};
use crate::envelope;
use crate::error::{DecodeError, Failure, TokenError};
use crate::lenient;
use crate::limit::{self, Limits};
use crate::opening::Opening;
use crate::request::Prepared;
use crate::retry::Pauses;
use crate::secret::Secret;
use crate::trace;
use crate::transport::{TransportError, TransportErrorKind};

/// A token, and until when it is used; none where it is good only for the calls that wait for it.
pub(crate) struct Fetched {
    pub(crate) token: Token,
    pub(crate) use_until: Option<Instant>,
}

impl Fetched {
    /// What a store is to keep of it, if it is good for more than the calls that wait for it.
    pub(crate) fn to_store(&self) -> Option<StoredToken> {
        let usable_for = self.use_until?.saturating_duration_since(Instant::now());
        Some(StoredToken { token: self.token.secret().clone(), usable_for })
    }
}

/// Asks for a token, as often as the pauses allow, and no more often than the endpoint's limit.
pub(crate) async fn fetch(
    wire: &Wire,
    limits: Option<&Limits>,
    call: &Prepared,
    pauses: &mut Pauses<'_>,
) -> Result<Fetched, TokenError> {
    let platform = wire.platform();
    let endpoint = &platform.tenant_token;
    let mut number = 0;
    loop {
        if let Err(held) = limit::admit(limits, endpoint.endpoint, pauses.deadline()).await {
            pauses.cut_short();
            return Err(token_error(held));
        }
        // The token's life is counted from before it was asked for: the answer takes time to arrive.
        let asked = Instant::now();
        let attempt = pauses.attempt(endpoint.endpoint.retry, number);
        let failure = match wire.call(call, &Credentials::for_token(), attempt).await {
            Ok(answer) => return read(endpoint, platform.headers.scheme, &answer, asked),
            Err(failure) => failure,
        };
        match pauses.after(&failure) {
            Some(pause) => {
                trace::pause(endpoint.endpoint.id, pause, &failure);
                tokio::time::sleep(pause).await;
            }
            None => return Err(token_error(failure)),
        }
        number += 1;
    }
}

/// The request for a token.
pub(crate) fn request(endpoint: &TokenEndpoint, app_id: &str, app_secret: &Secret) -> Prepared {
    let body = json!({ endpoint.app_id: app_id, endpoint.app_secret: app_secret.expose() });
    Prepared {
        endpoint: endpoint.endpoint,
        target: endpoint.endpoint.path.to_owned(),
        headers: Vec::new(),
        body: Some(body.to_string().into()),
        content_type: None,
        options: CallOptions::new(),
        hosts: None,
        opening: Opening::Envelope(AnswerPlace::BesideCode),
    }
}

/// The failure of a request for a token, as the caller of another endpoint sees it.
fn token_error(failure: Failure) -> TokenError {
    match failure {
        Failure::Api(error) => TokenError::Refused(error),
        Failure::RateLimited(error) => TokenError::RateLimited(error),
        Failure::Transport(error) => TokenError::Transport(error),
        Failure::Decode(error) => TokenError::Decode(error),
        Failure::Token(error) => *error,
        // The description of the endpoint is at fault: no argument of a caller goes into this request.
        Failure::InvalidArgument(error) => {
            TokenError::Transport(TransportError::with_source(TransportErrorKind::Other, error))
        }
        // There is no list in it.
        Failure::Paging(error) => TokenError::Transport(TransportError::with_source(TransportErrorKind::Other, error)),
    }
}

fn read(endpoint: &TokenEndpoint, scheme: &str, answer: &Answer, asked: Instant) -> Result<Fetched, TokenError> {
    let read = read_members(endpoint, scheme, answer, asked);
    read.map_err(TokenError::Decode)
}

fn read_members(
    endpoint: &TokenEndpoint,
    scheme: &str,
    answer: &Answer,
    asked: Instant,
) -> Result<Fetched, Box<DecodeError>> {
    let members = envelope::members(answer.body(), [endpoint.token, endpoint.expires_in]);
    let [token, expires_in] = members.map_err(|error| answer.decode_error(None, envelope::describe(&error)))?;
    let unusable = || answer.decode_error(Some(endpoint.token), "there is no token that could be sent");
    let text = token.and_then(|token| serde_json::from_str::<String>(token.get()).ok()).ok_or_else(unusable)?;
    let token = Token::new(scheme, Secret::from(text)).ok_or_else(unusable)?;
    let kept_for = lifetime::kept_for(endpoint, expires_in.and_then(seconds));
    // No clock goes that far in practice; if it did, the token would just not be kept.
    let use_until = asked.checked_add(kept_for).filter(|_| !kept_for.is_zero());
    Ok(Fetched { token, use_until })
}

/// A number of seconds, if it is one.
fn seconds(json: &RawValue) -> Option<i64> {
    lenient::option_i64(&mut serde_json::Deserializer::from_str(json.get())).ok().flatten()
}

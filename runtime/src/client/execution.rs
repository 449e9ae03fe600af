//! One call from its beginning to its end: its waits, its tokens and its attempts.

use super::credential::Credential;
use super::wire::Credentials;
use super::{Deadline, Inner};
use crate::answer::Answer;
use crate::error::{Failure, TokenError};
use crate::limit;
use crate::request::Prepared;
use crate::retry::Pauses;
use crate::token::Token;
use crate::trace;
use crate::transport::{TransportError, TransportErrorKind};

/// One call that is being made.
pub(super) struct Execution<'a> {
    inner: &'a Inner,
    call: &'a Prepared,
    credential: Credential<'a>,
    deadline: Deadline,
    pauses: Pauses<'a>,
    /// How often the call was sent.
    attempts: u32,
    /// Whether a token was refused and replaced; that happens once at most.
    renewed: bool,
    /// What the user's provider handed out for this call.
    provided: Option<Token>,
}

impl<'a> Execution<'a> {
    pub(super) fn new(inner: &'a Inner, call: &'a Prepared) -> Result<Self, Failure> {
        let deadline = Deadline::after(call.options.timeout.unwrap_or(inner.timeout));
        let policy = call.options.retries.as_ref().unwrap_or(&inner.retries);
        Ok(Self {
            inner,
            call,
            credential: Credential::of(call, inner)?,
            deadline,
            pauses: Pauses::new(policy, deadline),
            attempts: 0,
            renewed: false,
            provided: None,
        })
    }

    pub(super) async fn run(mut self) -> Result<Answer, Failure> {
        let mut before = None;
        loop {
            let token = self.token().await?;
            let admitted = limit::admit(self.inner.limits.as_ref(), self.call.endpoint, self.deadline).await;
            if let Err(held) = admitted {
                // What came of an attempt before says more than that there is no time for another.
                return Err(before.unwrap_or(held));
            }
            let failure = match self.attempt(token.as_ref()).await {
                Ok(answer) => return Ok(answer),
                Err(failure) => failure,
            };
            if self.refuses_token(&failure) {
                match token {
                    Some(token) if self.renew(&token).await => {
                        before = Some(failure);
                        continue;
                    }
                    _ => return Err(failure),
                }
            }
            match self.pauses.after(&failure) {
                Some(pause) => {
                    trace::pause(self.call.endpoint.id, pause, &failure);
                    tokio::time::sleep(pause).await;
                }
                None => return Err(failure),
            }
            before = Some(failure);
        }
    }

    /// The token to make the next attempt with.
    async fn token(&mut self) -> Result<Option<Token>, Failure> {
        match &self.credential {
            Credential::None => Ok(None),
            Credential::Fixed(token) => Ok(Some(token.clone())),
            Credential::Provided(provider) => {
                if self.provided.is_none() {
                    self.provided = Some(in_time(self.deadline, provider.get()).await?);
                }
                Ok(self.provided.clone())
            }
            Credential::Fetched(tokens) => {
                let token =
                    in_time(self.deadline, tokens.get(&self.inner.wire, self.inner.limits.as_ref(), &mut self.pauses))
                        .await;
                Ok(Some(token.map_err(|error| self.locate(error))?))
            }
        }
    }

    /// Says where it was that the time ran out.
    fn locate(&self, error: TokenError) -> TokenError {
        let endpoint = self.inner.wire.platform().tenant_token.endpoint;
        match error {
            TokenError::Transport(error) if error.endpoint().is_none() => {
                TokenError::Transport(error.at(endpoint.id, endpoint.retry))
            }
            error => error,
        }
    }

    async fn attempt(&mut self, token: Option<&Token>) -> Result<Answer, Failure> {
        let endpoint = self.call.endpoint;
        let credentials = Credentials::for_call(token, endpoint.helpdesk);
        let attempt = self.pauses.attempt(endpoint.retry, self.attempts);
        self.attempts = self.attempts.saturating_add(1);
        self.inner.wire.call(self.call, &credentials, attempt).await
    }

    /// Gets rid of a token that was refused, and says whether there is another to try with.
    async fn renew(&mut self, refused: &Token) -> bool {
        let is_first = !std::mem::replace(&mut self.renewed, true);
        match &self.credential {
            Credential::Fetched(tokens) => {
                // Even where this call is not repeated again, the next shall not begin with this token. A store that
                // does not answer in time still has it then, but is not believed.
                self.deadline.bound(tokens.discard(refused)).await;
                is_first
            }
            Credential::Provided(provider) if is_first => {
                // Where there is no other token, what the platform said is the failure to tell.
                let Ok(token) = in_time(self.deadline, provider.get()).await else { return false };
                let is_other = !token.has_text_of(refused);
                self.provided = Some(token);
                is_other
            }
            Credential::None | Credential::Fixed(_) | Credential::Provided(_) => false,
        }
    }

    /// Whether the platform says that the token is not valid.
    fn refuses_token(&self, failure: &Failure) -> bool {
        matches!(failure, Failure::Api(error) if self.inner.wire.platform().refuses_token(error.code))
    }
}

/// A token, if it comes before the deadline.
async fn in_time(
    deadline: Deadline,
    token: impl Future<Output = Result<Token, TokenError>>,
) -> Result<Token, TokenError> {
    let late = || TokenError::Transport(TransportError::new(TransportErrorKind::Timeout));
    deadline.bound(token).await.unwrap_or_else(|| Err(late()))
}

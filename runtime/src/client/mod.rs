//! Makes calls.

mod base_url;
mod build;
mod build_error;
mod builder;
mod credential;
mod deadline;
mod execution;
mod proxy;
mod wire;

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use crate::answer::Answer;
use crate::descriptor::{AccessToken, Platform};
use crate::download::Download;
use crate::error::{Error, ErrorKind, Failure};
use crate::limit::Limits;
use crate::opening::Opening;
use crate::request::{Prepared, Request};
use crate::retry::RetryPolicy;
use crate::token::TenantTokens;
use credential::Given;
use execution::Execution;

pub(crate) use base_url::BaseUrl;
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub(crate) use deadline::Deadline;
pub(crate) use wire::{Credentials, Wire};

/// Makes calls: one client per set of credentials, shared by its clones.
///
/// Clones share the connections, the access token and the rate limits. All of them show nothing of the credentials.
#[derive(Clone)]
pub struct Client(Arc<Inner>);

struct Inner {
    wire: Wire,
    timeout: Duration,
    retries: RetryPolicy,
    /// The client's own limits; none where they are switched off.
    limits: Option<Limits>,
    /// Tokens, or where to get them, that the user gave.
    given: Vec<(AccessToken, Given)>,
    /// Where the app's tenant tokens come from.
    tenant: Option<TenantTokens>,
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

    /// Makes a call, and tells success from failure; what the endpoint returns is left as text, and the body as the bytes
    /// that were received.
    ///
    /// The call waits for the endpoint's rate limit. Where an access token is needed, one is fetched unless one is kept;
    /// a call that the platform refuses because of its token is repeated once, with a new token. A call that failed and
    /// cannot take effect twice is made again, as the [`RetryPolicy`] says.
    ///
    /// Dropping the future gives the call up; whether the platform acted on it is then not known.
    pub async fn execute(&self, request: Request) -> Result<Answer, Failure> {
        self.run(&request.prepare()?).await
    }

    async fn run(&self, call: &Prepared) -> Result<Answer, Failure> {
        // Where a call can't be made at all, there is no token to get for it.
        self.0.wire.address(call)?;
        Execution::new(&self.0, call)?.run().await
    }

    async fn run_as(&self, request: Request, opening: Opening) -> Result<Answer, Failure> {
        self.run(&Prepared { opening, ..request.prepare()? }).await
    }

    /// Makes a call like [`execute`](Self::execute) that returns a file, not wrapped in anything.
    ///
    /// An answer is the file when its HTTP status is a success and it names the file (`Content-Disposition`). Without a
    /// name it is the file unless it is empty, HTML, JSON, or has a code of the platform's: those say why there is none.
    ///
    /// # Errors
    ///
    /// As [`execute`](Self::execute); [`TransportError`](crate::TransportError) with
    /// [`BodyTooLarge`](crate::TransportErrorKind::BodyTooLarge) where the file is larger than
    /// [`ClientBuilder::max_response_bytes`] or [`CallOptions::max_response_bytes`](crate::CallOptions::max_response_bytes)
    /// allows.
    pub async fn download<K: ErrorKind>(&self, request: Request) -> Result<Download, Error<K>> {
        self.run_as(request, Opening::File).await.map(Download::new).map_err(Error::with_kind)
    }

    /// Makes a call like [`execute`](Self::execute), and leaves its answer as it came, whatever its HTTP status and
    /// whatever it says: telling success from failure is the caller's business. Only a code that says that the token is
    /// not valid is looked for, and is a failure where another token does not help either.
    ///
    /// # Errors
    ///
    /// The call could not be made, or there is no complete answer.
    pub async fn exchange(&self, request: Request) -> Result<http::Response<Bytes>, Failure> {
        self.run_as(request, Opening::Raw).await.map(Answer::into_response)
    }

    /// Makes a call like [`execute`](Self::execute), and gives a failure the endpoint's own type of codes.
    pub async fn call_raw<K: ErrorKind>(&self, request: Request) -> Result<Answer, Error<K>> {
        self.execute(request).await.map_err(Error::with_kind)
    }

    /// Makes a call, reads what the endpoint returns as `T` (`T::default()` where that is missing or `null`), and gives
    /// a failure the endpoint's own type of codes.
    pub async fn call<T: DeserializeOwned + Default, K: ErrorKind>(&self, request: Request) -> Result<T, Error<K>> {
        match self.execute(request).await {
            Ok(answer) => answer.decode().map_err(Error::from),
            Err(failure) => Err(failure.with_kind()),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("base_url", &self.base_url())
            .field("timeout", &self.0.timeout)
            .field("retries", &self.0.retries)
            .field("rate_limits", &self.0.limits.is_some())
            .field("helpdesk", &self.0.wire.has_helpdesk())
            .field("tenant_tokens", &self.0.tenant)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

//! Tokens that the caller provides.

use std::error::Error;
use std::fmt;
use std::sync::Arc;

use super::Token;
use crate::error::TokenError;
use crate::secret::Secret;
use crate::transport::BoxFuture;

/// Hands out access tokens, for example those of the user who is signed in.
///
/// It is asked before every call, so it should keep its tokens. When the platform refuses a token, it is asked again: if
/// it then hands out another one, the call is repeated, once; a call is never repeated with the same token.
pub trait TokenProvider: Send + Sync + 'static {
    /// The token for the next call.
    ///
    /// # Errors
    ///
    /// There is none. What the error says is shown to the caller, so it must hold no secrets.
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn Error + Send + Sync>>>;
}

/// A provider, and how its tokens are sent.
pub(crate) struct Provider {
    scheme: &'static str,
    source: Arc<dyn TokenProvider>,
}

impl Provider {
    pub(crate) fn new(scheme: &'static str, source: Arc<dyn TokenProvider>) -> Self {
        Self { scheme, source }
    }

    pub(crate) async fn get(&self) -> Result<Token, TokenError> {
        let secret = self.source.token().await.map_err(|error| TokenError::Provider(Arc::from(error)))?;
        Token::new(self.scheme, secret).ok_or_else(|| TokenError::Provider(Arc::new(NoToken)))
    }
}

/// What was handed out is no token.
#[derive(Debug)]
struct NoToken;

impl fmt::Display for NoToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the token is empty, or holds characters that no header can carry")
    }
}

impl Error for NoToken {}

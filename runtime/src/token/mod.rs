//! Access tokens: what they are, where they come from, how long they are kept.

mod fetch;
mod lifetime;
mod provider;
mod store;
mod tenant;

use std::fmt;
use std::sync::Arc;

use http::HeaderValue;

use crate::secret::Secret;

pub(crate) use provider::Provider;
pub(crate) use tenant::TenantTokens;

pub use crate::error::TokenError;
pub use provider::TokenProvider;
pub use store::{MemoryTokenStore, StoredToken, TokenKey, TokenStore};

/// An access token that can be sent. Cheap to clone; shows nothing of it.
#[derive(Clone)]
pub(crate) struct Token(Arc<Sendable>);

struct Sendable {
    secret: Secret,
    header: HeaderValue,
}

impl Token {
    /// The token, unless it is empty or no header can carry it.
    pub(crate) fn new(scheme: &str, secret: Secret) -> Option<Self> {
        let text = secret.expose();
        if text.is_empty() || text.contains(char::is_whitespace) {
            return None;
        }
        let separator = if scheme.is_empty() { "" } else { " " };
        let mut header = HeaderValue::try_from(format!("{scheme}{separator}{text}")).ok()?;
        header.set_sensitive(true);
        Some(Self(Arc::new(Sendable { secret, header })))
    }

    pub(crate) fn secret(&self) -> &Secret {
        &self.0.secret
    }

    pub(crate) fn header(&self) -> HeaderValue {
        self.0.header.clone()
    }

    /// Whether both are the same text.
    pub(crate) fn has_text_of(&self, other: &Self) -> bool {
        self.secret().expose() == other.secret().expose()
    }

    /// Whether both came from the same fetch. The same text may be handed out twice, and the second time it is as good
    /// as new: the platform has just confirmed it.
    fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token([redacted])")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_header_can_carry_is_no_token() {
        for text in ["", " ", "a b", "a\r\nb", "a\0"] {
            assert!(Token::new("Bearer", text.into()).is_none(), "{text:?}");
        }
    }

    #[test]
    fn a_token_follows_its_scheme_and_is_marked_as_sensitive() {
        let header = Token::new("Bearer", "t-1".into()).unwrap().header();
        assert_eq!((header.as_bytes(), header.is_sensitive()), (&b"Bearer t-1"[..], true));
        assert_eq!(Token::new("", "t-1".into()).unwrap().header().as_bytes(), b"t-1");
    }

    #[test]
    fn debug_shows_nothing_of_it() {
        assert_eq!(format!("{:?}", Token::new("Bearer", "t-1".into()).unwrap()), "Token([redacted])");
    }
}

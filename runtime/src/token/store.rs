//! Where tokens are kept.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rustls::SupportedCipherSuite;
use rustls::crypto::CryptoProvider;
use rustls::crypto::hash::HashAlgorithm;
use tokio::time::Instant;

use crate::secret::Secret;
use crate::transport::BoxFuture;

/// Where tokens are kept, so that several clients can share them: those of one process, or of a fleet by way of an
/// external store.
///
/// A client asks the store when it has no token of its own, before it asks the platform, and tells it about tokens that
/// were fetched and about tokens that were refused. A store that fails says that it has nothing: the client then fetches
/// a token, and works on without it.
///
/// A future of a store may be dropped before it has come to its end, and the time that it takes counts as the call's.
pub trait TokenStore: Send + Sync + 'static {
    /// The token that is kept for these credentials.
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>>;

    /// Keeps a token, in place of any other, for as long as it says it is usable.
    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()>;

    /// Forgets a token that the platform refused, unless another has taken its place.
    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()>;
}

/// Which credentials a token belongs to: server, app and secret. Nothing of the secret can be learnt from it.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TokenKey {
    text: String,
}

impl TokenKey {
    /// The key of these credentials; none without cryptography.
    pub(crate) fn new(server: &str, app_id: &str, app_secret: &Secret, crypto: &CryptoProvider) -> Option<Self> {
        // Each part with its length, so that no two sets of credentials are the same text.
        let parts = [server, app_id, app_secret.expose()];
        let text = parts.map(|part| format!("{}:{part}", part.len())).concat();
        let digest = sha256(crypto, text.as_bytes())?;
        let digits: Vec<_> = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Some(Self { text: digits.concat() })
    }

    /// The key as text: 64 hexadecimal digits, the same in every process and on every machine.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

fn sha256(crypto: &CryptoProvider, text: &[u8]) -> Option<Vec<u8>> {
    let hashes =
        crypto.cipher_suites.iter().filter_map(SupportedCipherSuite::tls13).map(|suite| suite.common.hash_provider);
    let mut hashes = hashes.filter(|hash| hash.algorithm() == HashAlgorithm::SHA256);
    Some(hashes.next()?.hash(text).as_ref().to_vec())
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TokenKey").field(&self.text).finish()
    }
}

/// A token as a store keeps it. Shows nothing of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct StoredToken {
    /// The token.
    pub token: Secret,
    /// For how long from now it can be used. The margin for calls that are under way is already taken off. A length of
    /// time and not a moment, so that no clock but the store's own counts.
    pub usable_for: Duration,
}

impl StoredToken {
    /// A token that can be used for so long from now.
    #[must_use]
    pub fn new(token: impl Into<Secret>, usable_for: Duration) -> Self {
        Self { token: token.into(), usable_for }
    }
}

/// Keeps tokens in memory, by a clock that never goes back. The default; in an [`Arc`](std::sync::Arc), several clients
/// can share one.
#[derive(Default)]
pub struct MemoryTokenStore(Mutex<HashMap<TokenKey, (Secret, Instant)>>);

impl MemoryTokenStore {
    /// A store that holds nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    // Nothing that runs under this lock can panic; should it all the same, what is kept is still whole.
    fn kept(&self) -> MutexGuard<'_, HashMap<TokenKey, (Secret, Instant)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, key: &TokenKey) -> Option<StoredToken> {
        let kept = self.kept();
        let (token, use_until) = kept.get(key)?;
        let usable_for = use_until.checked_duration_since(Instant::now()).filter(|left| !left.is_zero())?;
        Some(StoredToken { token: token.clone(), usable_for })
    }
}

impl TokenStore for MemoryTokenStore {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        Box::pin(std::future::ready(self.find(key)))
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        if let Some(use_until) = Instant::now().checked_add(token.usable_for) {
            let now = Instant::now();
            let mut kept = self.kept();
            // Credentials come and go; their tokens shall not stay for ever.
            kept.retain(|_, (_, until)| *until > now);
            kept.insert(key.clone(), (token.token, use_until));
        }
        Box::pin(std::future::ready(()))
    }

    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()> {
        let mut kept = self.kept();
        if kept.get(key).is_some_and(|(token, _)| token.expose() == refused.expose()) {
            kept.remove(key);
        }
        Box::pin(std::future::ready(()))
    }
}

impl fmt::Debug for MemoryTokenStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MemoryTokenStore").field("tokens", &self.kept().len()).finish()
    }
}

impl<S: TokenStore + ?Sized> TokenStore for std::sync::Arc<S> {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        (**self).get(key)
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        (**self).put(key, token)
    }

    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()> {
        (**self).remove(key, refused)
    }
}

#[cfg(all(test, feature = "ring"))]
mod tests {
    use super::*;

    fn key(server: &str, app_id: &str, secret: &str) -> TokenKey {
        TokenKey::new(server, app_id, &secret.into(), &rustls::crypto::ring::default_provider()).unwrap()
    }

    #[test]
    fn a_key_tells_apart_every_set_of_credentials_and_shows_no_secret() {
        let base = key("https://a", "cli_a", "s3cret");
        for other in [
            key("https://b", "cli_a", "s3cret"),
            key("https://a", "cli_b", "s3cret"),
            key("https://a", "cli_a", "s3cret2"),
            key("https://a", "cli_as", "3cret"),
        ] {
            assert_ne!(base, other);
        }
        assert_eq!(base, key("https://a", "cli_a", "s3cret"));
        assert!(!format!("{base:?}").contains("s3cret"));
        // What `printf %s '9:https://a5:cli_a6:s3cret' | sha256sum` prints: a fleet counts on it.
        assert_eq!(base.as_str(), "d4bbeaeff0b963870fffe76d4c2d68834b1bb6d4e5f492bda8b41346fed7ce3c");
    }

    #[tokio::test(start_paused = true)]
    async fn a_token_is_kept_until_its_time_is_over() {
        let (store, key) = (MemoryTokenStore::new(), key("https://a", "cli_a", "s"));
        store.put(&key, StoredToken::new("t-1", Duration::from_secs(10))).await;
        tokio::time::advance(Duration::from_secs(4)).await;
        assert_eq!(store.get(&key).await.unwrap().usable_for, Duration::from_secs(6));
        tokio::time::advance(Duration::from_secs(6)).await;
        assert!(store.get(&key).await.is_none());
    }

    #[tokio::test]
    async fn only_the_token_that_was_refused_is_forgotten() {
        let (store, key) = (MemoryTokenStore::new(), key("https://a", "cli_a", "s"));
        store.put(&key, StoredToken::new("t-2", Duration::from_secs(10))).await;
        store.remove(&key, &"t-1".into()).await;
        assert_eq!(store.get(&key).await.unwrap().token.expose(), "t-2");
        store.remove(&key, &"t-2".into()).await;
        assert!(store.get(&key).await.is_none());
    }
}

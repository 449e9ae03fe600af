//! Tokens that are kept elsewhere, and tokens that the caller provides.

mod support;

use std::error::Error as StdError;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use feishu_runtime::transport::BoxFuture;
use feishu_runtime::{
    AccessToken, Client, Error, MemoryTokenStore, Secret, StoredToken, TokenError, TokenKey, TokenProvider, TokenStore,
};
use support::server::{Arrived, Server, json, token};
use support::{APP_SECRET, LIST, TOKEN_INVALID, TOKEN_PATH, bare, list};

/// Hands out `t-0`, `t-1` and so on; takes any but those in `refused`.
async fn server(refused: &'static [&'static str]) -> Server {
    Server::start(move |arrived: &Arrived, before| match arrived.target.as_str() {
        TOKEN_PATH => token(&format!("t-{before}")),
        _ if refused.contains(&arrived.header("authorization").unwrap_or_default()) => {
            json(400, &format!(r#"{{"code":{TOKEN_INVALID}}}"#))
        }
        _ => json(200, r#"{"code":0}"#),
    })
    .await
}

fn client(server: &Server, secret: &str, store: impl TokenStore) -> Client {
    bare(server).app("cli_a", secret).token_store(store).build().unwrap()
}

#[tokio::test]
async fn clients_with_the_same_credentials_share_a_token_by_way_of_the_store() {
    let server = server(&[]).await;
    let store = Arc::new(MemoryTokenStore::new());
    for _ in 0..3 {
        client(&server, APP_SECRET, Arc::clone(&store)).execute(list()).await.unwrap();
    }
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (1, 3));
}

#[tokio::test]
async fn another_secret_or_host_never_gets_the_token_of_the_same_app() {
    let (one, other) = (server(&[]).await, server(&[]).await);
    let store = Arc::new(MemoryTokenStore::new());
    client(&one, APP_SECRET, Arc::clone(&store)).execute(list()).await.unwrap();
    client(&one, "another secret", Arc::clone(&store)).execute(list()).await.unwrap();
    client(&other, APP_SECRET, Arc::clone(&store)).execute(list()).await.unwrap();
    assert_eq!((one.count(TOKEN_PATH), other.count(TOKEN_PATH)), (2, 1));
}

#[tokio::test]
async fn without_a_store_of_its_own_every_client_keeps_its_own_token() {
    let server = server(&[]).await;
    for _ in 0..2 {
        bare(&server).app("cli_a", APP_SECRET).build().unwrap().execute(list()).await.unwrap();
    }
    assert_eq!(server.count(TOKEN_PATH), 2);
}

#[tokio::test]
async fn a_refused_token_is_taken_out_of_the_store_even_when_there_is_no_other() {
    let server = Server::start(|arrived, before| match (arrived.target.as_str(), before) {
        (TOKEN_PATH, 1) => json(400, r#"{"code":10014,"msg":"app unauthorized"}"#),
        (TOKEN_PATH, _) => token(&format!("t-{before}")),
        _ if arrived.header("authorization") == Some("Bearer t-0") => {
            json(400, &format!(r#"{{"code":{TOKEN_INVALID}}}"#))
        }
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let store = Arc::new(MemoryTokenStore::new());
    let failure = client(&server, APP_SECRET, Arc::clone(&store)).execute(list()).await.unwrap_err();
    assert!(matches!(failure, Error::Token(_)), "{failure:?}");
    client(&server, APP_SECRET, Arc::clone(&store)).execute(list()).await.unwrap();
    assert_eq!(server.tokens(LIST.path), ["Bearer t-0", "Bearer t-2"]);
}

#[tokio::test]
async fn a_token_that_another_client_put_in_its_place_is_used_and_not_taken_out() {
    let refuses = Arc::new(AtomicBool::new(false));
    let server = Server::start({
        let refuses = Arc::clone(&refuses);
        move |arrived, before| match (arrived.target.as_str(), arrived.header("authorization")) {
            (TOKEN_PATH, _) => token(&format!("t-{before}")),
            (_, Some("Bearer t-0")) if refuses.load(Ordering::Relaxed) => {
                json(400, &format!(r#"{{"code":{TOKEN_INVALID}}}"#))
            }
            _ => json(200, r#"{"code":0}"#),
        }
    })
    .await;
    let store = Arc::new(MemoryTokenStore::new());
    let (late, early) =
        (client(&server, APP_SECRET, Arc::clone(&store)), client(&server, APP_SECRET, Arc::clone(&store)));
    late.execute(list()).await.unwrap();
    early.execute(list()).await.unwrap();
    refuses.store(true, Ordering::Relaxed);
    for client in [&early, &late, &late] {
        client.execute(list()).await.unwrap();
    }
    let tokens = ["t-0", "t-0", "t-0", "t-1", "t-0", "t-1", "t-1"].map(|token| format!("Bearer {token}"));
    assert_eq!((server.tokens(LIST.path), server.count(TOKEN_PATH)), (tokens.to_vec(), 2));
}

/// What a store was told.
#[derive(Default)]
struct Spy {
    usable_for: Mutex<Vec<Duration>>,
}

struct Spying(Arc<MemoryTokenStore>, Arc<Spy>);

impl TokenStore for Spying {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        self.0.get(key)
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        self.1.usable_for.lock().unwrap().push(token.usable_for);
        self.0.put(key, token)
    }

    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()> {
        self.0.remove(key, refused)
    }
}

#[tokio::test]
async fn a_store_learns_for_how_long_a_token_can_be_used() {
    let server = server(&[]).await;
    let spy = Arc::new(Spy::default());
    let client = client(&server, APP_SECRET, Spying(Arc::default(), Arc::clone(&spy)));
    client.execute(list()).await.unwrap();
    let usable_for = spy.usable_for.lock().unwrap()[0];
    // Two hours, less the margin of three minutes and what the fetch took.
    assert!(usable_for <= Duration::from_mins(117) && usable_for > Duration::from_mins(115), "{usable_for:?}");
}

/// Always has the same token, and forgets nothing.
struct Stubborn(&'static str);

impl TokenStore for Stubborn {
    fn get<'a>(&'a self, _: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        Box::pin(std::future::ready(Some(StoredToken::new(self.0, Duration::MAX))))
    }

    fn put<'a>(&'a self, _: &'a TokenKey, _: StoredToken) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }

    fn remove<'a>(&'a self, _: &'a TokenKey, _: &'a Secret) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[tokio::test]
async fn a_store_that_keeps_a_refused_token_is_not_believed() {
    let server = server(&["Bearer t-old"]).await;
    client(&server, APP_SECRET, Stubborn("t-old")).execute(list()).await.unwrap();
    assert_eq!(server.tokens(LIST.path), ["Bearer t-old", "Bearer t-0"]);
}

#[tokio::test]
async fn what_is_no_token_is_not_taken_from_a_store() {
    for text in ["", " ", "a\r\nb"] {
        let server = server(&[]).await;
        client(&server, APP_SECRET, Stubborn(text)).execute(list()).await.unwrap();
        assert_eq!(server.tokens(LIST.path), ["Bearer t-0"]);
    }
}

/// Hands out one token after the other, the last one again and again.
struct Provider(Mutex<Vec<&'static str>>);

fn provider(tokens: &[&'static str]) -> Provider {
    Provider(Mutex::new(tokens.to_vec()))
}

impl TokenProvider for Provider {
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn StdError + Send + Sync>>> {
        let mut tokens = self.0.lock().unwrap();
        let token = if tokens.len() > 1 { tokens.remove(0) } else { tokens[0] };
        Box::pin(std::future::ready(if token == "fail" { Err("the vault is sealed".into()) } else { Ok(token.into()) }))
    }
}

fn provided(server: &Server, tokens: &[&'static str]) -> Client {
    bare(server).app("cli_a", APP_SECRET).token_provider(AccessToken::Tenant, provider(tokens)).build().unwrap()
}

#[tokio::test]
async fn a_provider_comes_before_the_app_and_is_asked_for_every_call() {
    let server = server(&[]).await;
    let client = provided(&server, &["p-1", "p-2"]);
    client.execute(list()).await.unwrap();
    client.execute(list()).await.unwrap();
    assert_eq!(
        (server.tokens(LIST.path), server.count(TOKEN_PATH)),
        (vec!["Bearer p-1".into(), "Bearer p-2".into()], 0)
    );
}

#[tokio::test]
async fn a_call_is_repeated_with_another_provided_token_and_never_with_the_same() {
    let refusing = server(&["Bearer p-1"]).await;
    provided(&refusing, &["p-1", "p-2"]).execute(list()).await.unwrap();
    assert_eq!(refusing.tokens(LIST.path), ["Bearer p-1", "Bearer p-2"]);
    let refusing = server(&["Bearer p-1", "Bearer p-2"]).await;
    assert_eq!(provided(&refusing, &["p-1"]).execute(list()).await.unwrap_err().code(), Some(TOKEN_INVALID));
    assert_eq!(refusing.tokens(LIST.path), ["Bearer p-1"]);
    provided(&refusing, &["p-1", "p-2", "p-3"]).execute(list()).await.unwrap_err();
    assert_eq!(refusing.tokens(LIST.path)[1..], ["Bearer p-1", "Bearer p-2"]);
}

#[tokio::test]
async fn a_fixed_token_is_never_sent_again_after_it_was_refused() {
    let server = server(&["Bearer t-fixed"]).await;
    let client = bare(&server).access_token(AccessToken::Tenant, "t-fixed").build().unwrap();
    let failure = client.execute(list()).await.unwrap_err();
    assert_eq!((failure.code(), failure.is_retryable()), (Some(TOKEN_INVALID), false));
    assert_eq!((server.count(LIST.path), server.count(TOKEN_PATH)), (1, 0));
}

#[tokio::test]
async fn a_provider_that_fails_or_hands_out_no_token_is_a_token_error_and_nothing_is_sent() {
    let server = server(&[]).await;
    for token in ["fail", "", " ", "a\r\nb"] {
        let failure = provided(&server, &[token]).execute(list()).await.unwrap_err();
        let Error::Token(error) = &failure else { panic!("{failure:?}") };
        assert!(matches!(**error, TokenError::Provider(_)), "{token}: {failure:?}");
        assert_eq!(failure.to_string(), "no access token: the token provider failed");
        assert!(failure.source().is_some());
    }
    assert!(server.arrived().is_empty());
}

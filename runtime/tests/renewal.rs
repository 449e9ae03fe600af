//! When a token is renewed: well before it expires, by a clock that never goes back, whatever the platform says.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{
    Client, ClientBuilder, RetryPolicy, Secret, StoredToken, TokenKey, TokenStore, TransportError, http,
};
use support::{APP_SECRET, PLATFORM, TOKEN_PATH, list};

/// Hands out tokens with this `expire`, and counts them.
#[derive(Clone)]
struct Tokens {
    expire: &'static str,
    fetched: Arc<AtomicU32>,
}

impl Transport for Tokens {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body = if request.uri().path() == TOKEN_PATH {
            let number = self.fetched.fetch_add(1, Ordering::Relaxed);
            format!(r#"{{"code":0,"tenant_access_token":"t-{number}"{}}}"#, self.expire)
        } else {
            r#"{"code":0}"#.to_owned()
        };
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from(body)))))
    }
}

/// Hands out tokens for two minutes, but takes a minute for it.
#[derive(Clone, Default)]
struct Slow(Arc<AtomicU32>);

impl Transport for Slow {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(async move {
            if request.uri().path() == TOKEN_PATH {
                self.0.fetch_add(1, Ordering::Relaxed);
                tokio::time::sleep(Duration::from_mins(1)).await;
            }
            let body = r#"{"code":0,"tenant_access_token":"t-1","expire":120}"#;
            Ok(http::Response::new(Bytes::from_static(body.as_bytes())))
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_life_of_a_token_begins_before_it_was_asked_for() {
    let slow = Slow::default();
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(slow.clone()).app("cli_a", APP_SECRET);
    let client = builder.timeout(Duration::from_mins(5)).retries(RetryPolicy::none()).build().unwrap();
    // A tenth of its life is the margin, and a minute has passed when it comes.
    for (advance, fetched) in [(0, 1), (47, 1), (1, 2)] {
        tokio::time::advance(Duration::from_secs(advance)).await;
        client.execute(list()).await.unwrap();
        assert_eq!(slow.0.load(Ordering::Relaxed), fetched, "{advance}");
    }
}

/// How many tokens were fetched after calls at these moments, in seconds.
async fn fetched(expire: &'static str, moments: &[u64]) -> u32 {
    let tokens = Tokens { expire, fetched: Arc::default() };
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(tokens.clone()).app("cli_a", APP_SECRET);
    let client = builder.build().unwrap();
    let mut now = 0;
    for moment in moments {
        tokio::time::advance(Duration::from_secs(moment - now)).await;
        now = *moment;
        client.execute(list()).await.unwrap();
    }
    tokens.fetched.load(Ordering::Relaxed)
}

#[tokio::test(start_paused = true)]
async fn a_token_is_renewed_with_a_margin_that_suits_its_life() {
    for (expire, last, first) in [
        (r#","expire":7200"#, 7019, 7020),
        (r#","expire":60"#, 53, 54),
        (r#","expire":"60""#, 53, 54),
        ("", 1619, 1620),
        (r#","expire":9223372036854775807"#, 7019, 7020),
        (r#","expire":1e300"#, 1619, 1620),
    ] {
        assert_eq!(fetched(expire, &[0, last]).await, 1, "{expire}");
        assert_eq!(fetched(expire, &[0, first]).await, 2, "{expire}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_without_life_is_not_kept() {
    for expire in [r#","expire":0"#, r#","expire":-1"#] {
        assert_eq!(fetched(expire, &[0, 0, 0]).await, 3, "{expire}");
    }
}

/// Always has a token, which it says is usable for so long, and counts how often it is asked.
#[derive(Clone)]
struct Promising {
    usable_for: Duration,
    asked: Arc<AtomicU32>,
}

impl TokenStore for Promising {
    fn get<'a>(&'a self, _: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(Some(StoredToken::new("t-stored", self.usable_for))))
    }

    fn put<'a>(&'a self, _: &'a TokenKey, _: StoredToken) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }

    fn remove<'a>(&'a self, _: &'a TokenKey, _: &'a Secret) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// How often the store was asked, and how many tokens were fetched, after calls at these moments, in seconds.
async fn with_store(usable_for: Duration, moments: &[u64]) -> (u32, u32) {
    let tokens = Tokens { expire: "", fetched: Arc::default() };
    let store = Promising { usable_for, asked: Arc::default() };
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(tokens.clone()).app("cli_a", APP_SECRET);
    let client = builder.token_store(store.clone()).build().unwrap();
    let mut now = 0;
    for moment in moments {
        tokio::time::advance(Duration::from_secs(moment - now)).await;
        now = *moment;
        client.execute(list()).await.unwrap();
    }
    (store.asked.load(Ordering::Relaxed), tokens.fetched.load(Ordering::Relaxed))
}

#[tokio::test(start_paused = true)]
async fn a_store_is_believed_for_as_long_as_it_says_but_for_no_longer_than_a_token_lives() {
    assert_eq!(with_store(Duration::from_secs(10), &[0, 9]).await, (1, 0));
    assert_eq!(with_store(Duration::from_secs(10), &[0, 10]).await, (2, 0));
    for promise in [Duration::from_secs(1_000_000), Duration::MAX] {
        assert_eq!(with_store(promise, &[0, 7199]).await, (1, 0), "{promise:?}");
        assert_eq!(with_store(promise, &[0, 7200]).await, (2, 0), "{promise:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_whose_time_is_over_is_not_taken_from_a_store() {
    assert_eq!(with_store(Duration::ZERO, &[0, 1]).await, (1, 1));
}

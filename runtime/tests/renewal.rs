//! When a token is renewed: well before it expires, by a clock that never goes back, whatever the platform says.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{Client, ClientBuilder, TransportError, http};
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

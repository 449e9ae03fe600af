//! The client's own rate limits.

mod support;

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{
    CallOptions, Client, ClientBuilder, Endpoint, Error, Method, Platform, Request, RetryAdvice, TokenEndpoint,
    TokenError, TransportError, http,
};
use support::{APP_SECRET, BASE, LIMITED, PLATFORM, THE_PLATFORM, TOKEN_PATH, list, quick};
use tokio::time::Instant;

/// Succeeds at once, with a token that is good for one call, and counts.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl Transport for Counting {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from_static(
            br#"{"code":0,"tenant_access_token":"t-1","expire":0}"#,
        )))))
    }
}

fn builder(sent: &Counting) -> ClientBuilder {
    ClientBuilder::new(&PLATFORM).transport(sent.clone())
}

fn limited() -> Request {
    Request::new(&LIMITED)
}

#[tokio::test(start_paused = true)]
async fn calls_are_spread_at_the_documented_rate_over_all_clones() {
    let (sent, started) = (Counting::default(), Instant::now());
    let client = builder(&sent).build().unwrap();
    for _ in 0..10 {
        client.clone().execute(limited()).await.unwrap();
        client.execute(limited()).await.unwrap();
    }
    // Five a second, of which one at once: the twentieth comes after nineteen quarters of a second.
    assert_eq!(started.elapsed(), Duration::from_millis(4750));
}

#[tokio::test(start_paused = true)]
async fn another_client_has_limits_of_its_own() {
    let (sent, started) = (Counting::default(), Instant::now());
    for _ in 0..10 {
        builder(&sent).build().unwrap().execute(limited()).await.unwrap();
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn limits_can_be_switched_off() {
    let (sent, started) = (Counting::default(), Instant::now());
    let client = builder(&sent).rate_limits(false).build().unwrap();
    for _ in 0..100 {
        client.execute(limited()).await.unwrap();
    }
    assert_eq!(started.elapsed(), Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_deadline_fails_at_once_and_nothing_is_sent() {
    let (sent, started) = (Counting::default(), Instant::now());
    let client = builder(&sent).build().unwrap();
    client.execute(limited()).await.unwrap();
    let waiting: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(limited()).await })
        })
        .collect();
    tokio::task::yield_now().await;
    let options = CallOptions::new().timeout(Duration::from_secs(2));
    let failure = client.execute(limited().options(options)).await.unwrap_err();
    assert_eq!((started.elapsed(), sent.0.load(Ordering::Relaxed)), (Duration::ZERO, 1));
    let Error::RateLimited(error) = &failure else { panic!("{failure:?}") };
    assert_eq!((error.was_sent(), error.reset_after), (false, Some(Duration::from_millis(2250))));
    assert_eq!(failure.retry_advice(), RetryAdvice::Safe { after: error.reset_after });
    assert!(failure.to_string().ends_with("(nothing was sent)"), "{failure}");
    for call in waiting {
        call.await.unwrap().unwrap();
    }
    assert_eq!((started.elapsed(), sent.0.load(Ordering::Relaxed)), (Duration::from_secs(2), 9));
}

#[tokio::test(start_paused = true)]
async fn what_came_of_an_attempt_is_told_where_the_limit_leaves_no_time_for_another() {
    struct Failing;

    impl Transport for Failing {
        fn send(
            &self,
            _: http::Request<Bytes>,
            _: usize,
        ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
            let mut response = http::Response::new(Bytes::from_static(br#"{"code":4711}"#));
            *response.status_mut() = http::StatusCode::SERVICE_UNAVAILABLE;
            Box::pin(std::future::ready(Ok(response)))
        }
    }

    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(Failing).retries(quick());
    let client = builder.timeout(Duration::from_millis(200)).build().unwrap();
    assert_eq!(client.execute(limited()).await.unwrap_err().code(), Some(4711), "it was sent");
    assert!(matches!(client.execute(limited()).await, Err(Error::RateLimited(_))), "it was not");
}

#[tokio::test(start_paused = true)]
async fn calls_that_are_given_up_do_not_use_up_the_limit() {
    let (sent, started) = (Counting::default(), Instant::now());
    let client = builder(&sent).build().unwrap();
    client.execute(limited()).await.unwrap();
    for _ in 0..50 {
        let gave_up = tokio::time::timeout(Duration::from_millis(1), client.execute(limited())).await;
        assert!(gave_up.is_err());
    }
    client.execute(limited()).await.unwrap();
    assert!(started.elapsed() <= Duration::from_millis(260), "{:?}", started.elapsed());
}

/// The moments at which calls are made.
#[derive(Clone, Default)]
struct Timing(Arc<Mutex<Vec<Instant>>>);

impl Transport for Timing {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.lock().unwrap().push(Instant::now());
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from_static(br#"{"code":0}"#)))))
    }
}

#[tokio::test(start_paused = true)]
async fn however_many_call_at_once_no_second_holds_more_calls_than_documented_and_all_are_made() {
    let timing = Timing::default();
    let client: Client =
        ClientBuilder::new(&PLATFORM).transport(timing.clone()).timeout(Duration::from_mins(10)).build().unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(limited()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let made = timing.0.lock().unwrap();
    assert_eq!(made.len(), 1000);
    for (first, at) in made.iter().enumerate() {
        let within = made[first..].iter().take_while(|other| **other < *at + Duration::from_secs(1)).count();
        assert!(within <= 5, "{within} calls in the second after the one with the number {first}");
    }
}

static LIMITED_TOKEN: Endpoint = Endpoint {
    id: "auth.v1.token.create",
    method: Method::Post,
    path: TOKEN_PATH,
    rate_limit: LIMITED.rate_limit,
    ..BASE
};

static LIMITED_TOKENS: Platform =
    Platform { tenant_token: TokenEndpoint { endpoint: &LIMITED_TOKEN, ..THE_PLATFORM.tenant_token }, ..THE_PLATFORM };

#[tokio::test(start_paused = true)]
async fn requests_for_tokens_heed_the_limit_of_their_endpoint() {
    let (sent, started) = (Counting::default(), Instant::now());
    let builder = ClientBuilder::<Client>::new(&LIMITED_TOKENS).transport(sent.clone()).app("cli_a", APP_SECRET);
    let client = builder.build().unwrap();
    for _ in 0..3 {
        client.execute(list()).await.unwrap();
    }
    assert_eq!((started.elapsed(), sent.0.load(Ordering::Relaxed)), (Duration::from_millis(500), 6));
    let options = CallOptions::new().timeout(Duration::from_millis(100));
    let failure = client.execute(list().options(options)).await.unwrap_err();
    let Error::Token(error) = &failure else { panic!("{failure:?}") };
    assert!(matches!(&**error, TokenError::RateLimited(limited) if !limited.was_sent()), "{failure:?}");
    assert_eq!(sent.0.load(Ordering::Relaxed), 6);
}

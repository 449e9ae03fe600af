//! The client's own rate limits.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{CallOptions, ClientBuilder, Error, Request, RetryAdvice, TransportError, http};
use support::{LIMITED, PLATFORM};
use tokio::time::Instant;

/// Succeeds at once, and counts.
#[derive(Clone, Default)]
struct Counting(Arc<AtomicU32>);

impl Transport for Counting {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from_static(br#"{"code":0}"#)))))
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

//! When a call is made again: decided by the endpoint's class and the meaning of the code.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{
    CallOptions, Client, ClientBuilder, Error, Request, RetryAdvice, RetryPolicy, TokenError, TransportError,
    TransportErrorKind, http,
};
use support::server::{Answer, Server, answer, json};
use support::{APP_SECRET, PLATFORM, TOKEN_PATH, at, list, open, post, put_once, quick};

const LIMIT: &str = r#"{"code":99991400,"msg":"too fast"}"#;

/// How often a read, a write that takes effect once, and a write arrive.
async fn arrivals(reply: Answer) -> [usize; 3] {
    let mut counts = [0; 3];
    for (index, request) in [open("1"), put_once(), post()].into_iter().enumerate() {
        let reply = reply.clone();
        let server = Server::start(move |_, _| reply.clone()).await;
        at(server.url()).retries(quick()).build().unwrap().execute(request).await.unwrap_err();
        counts[index] = server.arrived().len();
    }
    counts
}

#[tokio::test]
async fn a_server_error_is_tried_again_unless_it_could_happen_twice() {
    for status in [500, 502, 503, 504] {
        assert_eq!(arrivals(json(status, r#"{"code":4711,"msg":"?"}"#)).await, [3, 3, 1], "{status}");
        assert_eq!(arrivals(json(status, "<html>")).await, [3, 3, 1], "{status}");
    }
}

#[tokio::test]
async fn the_class_in_the_spec_decides_and_not_the_method() {
    let server = Server::start(|_, _| json(500, r#"{"code":4711}"#)).await;
    let client = at(server.url()).retries(quick()).build().unwrap();
    client.execute(put_once()).await.unwrap_err();
    client.execute(post()).await.unwrap_err();
    assert_eq!(server.arrived().iter().map(|arrived| arrived.method.as_str()).collect::<Vec<_>>(), ["POST"; 4]);
}

#[tokio::test]
async fn a_code_that_passes_is_tried_again_under_any_status() {
    for status in [200, 400, 503] {
        assert_eq!(arrivals(json(status, r#"{"code":1000}"#)).await, [3, 3, 1], "{status}");
    }
}

#[tokio::test]
async fn quota_scope_allow_list_and_disabled_apps_are_never_tried_again() {
    for code in [99_991_403, 99_991_401, 99_991_672, 99_991_662, 99_991_673] {
        for status in [200, 400, 429, 500, 503] {
            let reply = answer(status, &[("x-reset", "0")], &format!(r#"{{"code":{code}}}"#));
            assert_eq!(arrivals(reply).await, [1, 1, 1], "{code} under {status}");
        }
    }
}

#[tokio::test]
async fn an_undocumented_refusal_below_500_is_final() {
    for status in [200, 400, 403, 404] {
        assert_eq!(arrivals(json(status, r#"{"code":4711}"#)).await, [1, 1, 1], "{status}");
    }
}

#[tokio::test]
async fn retries_can_be_switched_off_and_set_for_one_call() {
    let server = Server::start(|_, _| json(500, r#"{"code":4711}"#)).await;
    let off = at(server.url()).retries(RetryPolicy::none()).build().unwrap();
    off.execute(open("1")).await.unwrap_err();
    assert_eq!(server.arrived().len(), 1);
    off.execute(open("1").options(CallOptions::new().retries(quick().max_retries(4)))).await.unwrap_err();
    assert_eq!(server.arrived().len(), 1 + 5);
}

#[tokio::test]
async fn by_default_a_read_is_made_three_times_at_most() {
    let server = Server::start(|_, _| json(500, r#"{"code":4711}"#)).await;
    let client: Client = ClientBuilder::new(&PLATFORM).base_url(server.url()).build().unwrap();
    client.execute(open("1")).await.unwrap_err();
    client.execute(post()).await.unwrap_err();
    assert_eq!(server.arrived().len(), 3 + 1);
}

/// Fails in one way, and counts how often.
#[derive(Clone)]
struct Failing(TransportErrorKind, Arc<AtomicU32>);

impl Transport for Failing {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.1.fetch_add(1, Ordering::Relaxed);
        Box::pin(std::future::ready(Err(TransportError::new(self.0))))
    }
}

async fn attempts(kind: TransportErrorKind, policy: RetryPolicy, request: Request) -> u32 {
    let failing = Failing(kind, Arc::default());
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(failing.clone()).retries(policy);
    builder.build().unwrap().execute(request).await.unwrap_err();
    failing.1.load(Ordering::Relaxed)
}

#[tokio::test(start_paused = true)]
async fn what_was_surely_not_sent_is_sent_again_whatever_it_does() {
    for request in [open("1"), put_once(), post()] {
        assert_eq!(attempts(TransportErrorKind::Connect, RetryPolicy::new(), request).await, 3);
    }
    assert_eq!(attempts(TransportErrorKind::Tls, RetryPolicy::new(), open("1")).await, 1);
    assert_eq!(attempts(TransportErrorKind::BodyTooLarge, RetryPolicy::new(), open("1")).await, 1);
    assert_eq!(attempts(TransportErrorKind::Closed, RetryPolicy::new(), post()).await, 1);
    assert_eq!(attempts(TransportErrorKind::Timeout, RetryPolicy::new(), post()).await, 1);
}

#[tokio::test(start_paused = true)]
async fn the_time_for_retries_is_bounded_and_so_is_the_call() {
    let endless = RetryPolicy::new().max_retries(u32::MAX).delays(Duration::from_secs(1), Duration::from_secs(1));
    let started = tokio::time::Instant::now();
    let count = attempts(TransportErrorKind::Connect, endless.clone().within(Duration::from_secs(10)), open("1")).await;
    assert!((5..=11).contains(&count) && started.elapsed() <= Duration::from_secs(10), "{count}");
    let started = tokio::time::Instant::now();
    let failing = Failing(TransportErrorKind::Connect, Arc::default());
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(failing).timeout(Duration::from_secs(5));
    let failure = builder.retries(endless.within(Duration::MAX)).build().unwrap().execute(open("1")).await.unwrap_err();
    assert!(matches!(failure, Error::Transport(error) if error.kind() == TransportErrorKind::Connect));
    assert!(started.elapsed() <= Duration::from_secs(5));
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_takes_30_seconds_at_most_unless_set_otherwise() {
    let client: Client = ClientBuilder::new(&PLATFORM).transport(Silent).build().unwrap();
    for request in [open("1"), post()] {
        let started = tokio::time::Instant::now();
        let failure = client.execute(request).await.unwrap_err();
        assert!(matches!(failure, Error::Transport(error) if error.kind() == TransportErrorKind::Timeout));
        assert!(started.elapsed() <= Duration::from_secs(31), "{:?}", started.elapsed());
    }
    let started = tokio::time::Instant::now();
    client.execute(post().options(CallOptions::new().timeout(Duration::from_secs(3)))).await.unwrap_err();
    assert_eq!(started.elapsed().as_secs(), 3);
}

#[tokio::test]
async fn a_limit_of_the_platform_is_told_with_limit_and_reset() {
    for status in [200, 400, 429, 500] {
        let server = Server::start(move |_, _| answer(status, &[("x-limit", "50"), ("x-reset", "7")], LIMIT)).await;
        for request in [open("1"), post()] {
            let failure = at(server.url()).retries(quick()).build().unwrap().execute(request).await.unwrap_err();
            let Error::RateLimited(limited) = &failure else { panic!("{failure:?}") };
            assert_eq!((limited.limit, limited.reset_after), (Some(50), Some(Duration::from_secs(7))));
            assert_eq!(
                (failure.code(), failure.http_status(), failure.log_id()),
                (Some(99_991_400), Some(status), Some("LOG-1"))
            );
            assert_eq!(failure.retry_advice(), RetryAdvice::Safe { after: Some(Duration::from_secs(7)) });
            assert_eq!(failure.advice(), Some("Wait."));
        }
        assert_eq!(server.arrived().len(), 2, "not repeated unless asked for");
    }
}

#[tokio::test]
async fn http_429_alone_is_a_limit_too() {
    for body in ["", "<html>slow down</html>", r#"{"code":4711,"msg":"slow down"}"#] {
        let server = Server::start(move |_, _| answer(429, &[("x-reset", "2")], body)).await;
        let failure = at(server.url()).build().unwrap().execute(post()).await.unwrap_err();
        let Error::RateLimited(limited) = &failure else { panic!("{failure:?}") };
        assert_eq!((limited.reset_after, limited.was_sent()), (Some(Duration::from_secs(2)), true));
        assert_eq!(failure.http_status(), Some(429));
    }
}

/// Says that there were too many calls, then says yes.
struct Limiting {
    reset: &'static str,
    left: AtomicU32,
}

impl Transport for Limiting {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let is_over = self.left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)).is_err();
        let body = if is_over { r#"{"code":0}"# } else { LIMIT };
        let mut response = http::Response::new(Bytes::from(body));
        response.headers_mut().insert("x-reset", http::HeaderValue::from_static(self.reset));
        Box::pin(std::future::ready(Ok(response)))
    }
}

async fn limited(reset: &'static str, times: u32, longest: u64) -> (bool, Duration) {
    let policy = RetryPolicy::none().wait_for_rate_limit(Duration::from_secs(longest));
    let transport = Limiting { reset, left: AtomicU32::new(times) };
    let client: Client = ClientBuilder::new(&PLATFORM).transport(transport).retries(policy).build().unwrap();
    let started = tokio::time::Instant::now();
    (client.execute(post()).await.is_ok(), started.elapsed())
}

#[tokio::test(start_paused = true)]
async fn waiting_for_the_reset_is_opt_in_and_bounded() {
    let seconds = Duration::from_secs;
    assert_eq!(limited("7", 1, 0).await, (false, seconds(0)));
    assert_eq!(limited("7", 1, 10).await, (true, seconds(7)));
    assert_eq!(limited("7", 2, 20).await, (true, seconds(14)));
    assert_eq!(limited("7", 2, 10).await, (false, seconds(7)), "no second wait beyond the bound");
    assert_eq!(limited("11", 1, 10).await, (false, seconds(0)), "a wait that is too long is not begun");
    assert_eq!(limited("40", 1, 100).await, (false, seconds(0)), "nor one beyond the call's own time");
    assert_eq!(limited("0", 3, 10).await, (true, seconds(3)), "a reset of nought is no reason to hurry");
    assert_eq!(limited("soon", u32::MAX, 10).await, (false, seconds(10)));
    assert_eq!(limited("18446744073709551615", 1, 10).await, (false, seconds(0)));
}

#[tokio::test]
async fn a_token_is_asked_for_again_after_a_fault() {
    let server = Server::start(|arrived, before| match (arrived.target.as_str(), before) {
        (TOKEN_PATH, 0) => json(502, "<html>"),
        (TOKEN_PATH, 1) => Answer(Vec::new()),
        (TOKEN_PATH, _) => support::server::token("t-1"),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let client = at(server.url()).app("cli_a", APP_SECRET).retries(quick()).build().unwrap();
    client.execute(list()).await.unwrap();
    assert_eq!(server.count(TOKEN_PATH), 3);
}

#[tokio::test]
async fn too_many_requests_for_a_token_are_told_as_such_and_the_call_is_not_sent() {
    let server = Server::start(|_, _| answer(429, &[("x-limit", "5"), ("x-reset", "9")], LIMIT)).await;
    let client = at(server.url()).app("cli_a", APP_SECRET).retries(quick()).build().unwrap();
    let failure = client.execute(list()).await.unwrap_err();
    let Error::Token(error) = &failure else { panic!("{failure:?}") };
    assert!(matches!(&**error, TokenError::RateLimited(limited) if limited.limit == Some(5)), "{failure:?}");
    assert_eq!(failure.retry_advice(), RetryAdvice::Safe { after: Some(Duration::from_secs(9)) });
    assert_eq!((failure.code(), failure.http_status(), failure.log_id()), (Some(99_991_400), Some(429), Some("LOG-1")));
    assert_eq!(server.arrived().len(), 1);
}

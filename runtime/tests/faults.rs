//! What can go wrong on the way, on real connections: asserted on what comes back and on what arrived.

mod support;

use std::time::Duration;

use feishu_runtime::{CallOptions, Client, Code, Error, Failure, Request, RetryAdvice, TokenError, TransportErrorKind};
use support::script::{Script, Step, answering, http};
use support::server::{Server, json, token};
use support::{APP_SECRET, LIST, TOKEN_PATH, at, list, open, post, put_once, quick};

/// A client that retries without waiting.
fn client(script: &Script) -> Client {
    at(script.url()).retries(quick()).build().unwrap()
}

/// The failures of a read, a write that takes effect once, and a write; and how often each arrived.
async fn failures(steps: &[Step]) -> [(Failure, usize); 3] {
    [one(steps, open("1")).await, one(steps, put_once()).await, one(steps, post()).await]
}

async fn one(steps: &[Step], request: Request) -> (Failure, usize) {
    let script = Script::start(vec![steps.to_vec()]).await;
    let failure = client(&script).execute(request).await.unwrap_err();
    (failure, script.connections())
}

/// What may be repeated is tried three times, and a write once.
async fn assert_transport(steps: &[Step], kind: TransportErrorKind) {
    let [(read, reads), (once, onces), (write, writes)] = failures(steps).await;
    assert_eq!((reads, onces, writes), (3, 3, 1), "{steps:?}");
    for failure in [&read, &once, &write] {
        assert!(matches!(failure, Error::Transport(error) if error.kind() == kind), "{steps:?}: {failure:?}");
    }
    assert!(read.is_retryable() && once.is_retryable());
    assert_eq!(write.retry_advice(), RetryAdvice::MayDuplicate);
}

#[tokio::test]
async fn a_refused_connection_means_that_nothing_was_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let client = at(&url).retries(quick()).build().unwrap();
    for request in [open("1"), post()] {
        let failure = client.execute(request).await.unwrap_err();
        assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::Connect));
        assert!(failure.is_retryable());
    }
}

#[tokio::test]
async fn a_write_is_sent_again_once_the_server_can_be_reached() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let patient = quick().max_retries(100_000).delays(Duration::from_millis(5), Duration::from_millis(5));
    let client = at(&format!("http://{address}")).retries(patient).build().unwrap();
    let call = tokio::spawn(async move { client.execute(post()).await });
    tokio::time::sleep(Duration::from_millis(20)).await;
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    let (stream, _) = listener.accept().await.unwrap();
    let mut stream = tokio::io::BufReader::new(stream);
    let mut line = String::new();
    tokio::io::AsyncBufReadExt::read_line(&mut stream, &mut line).await.unwrap();
    assert_eq!(line, "POST /things HTTP/1.1\r\n");
    let answer = http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#);
    tokio::io::AsyncWriteExt::write_all(&mut stream, answer.as_bytes()).await.unwrap();
    call.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_connection_that_is_reset_before_the_request() {
    assert_transport(&[Step::Reset], TransportErrorKind::Closed).await;
}

#[tokio::test]
async fn a_connection_that_is_reset_after_the_request() {
    assert_transport(&[Step::Read, Step::Reset], TransportErrorKind::Closed).await;
}

#[tokio::test]
async fn a_connection_that_is_closed_without_an_answer() {
    assert_transport(&[Step::Read], TransportErrorKind::Closed).await;
}

#[tokio::test]
async fn a_head_that_is_not_finished() {
    let head = Step::Send(b"HTTP/1.1 200 OK\r\ncontent-le".to_vec());
    assert_transport(&[Step::Read, head], TransportErrorKind::Closed).await;
}

#[tokio::test]
async fn a_body_that_is_cut() {
    let answer = http("200 OK\r\ncontent-length: 100", r#"{"code":0,"data":"#);
    assert_transport(&answering(answer), TransportErrorKind::Closed).await;
}

/// All at once, because the write has no time-out for one attempt and waits for that of the call.
async fn assert_timeout(steps: &[Step]) {
    tokio::join!(
        Box::pin(times_out(steps, open("1"), 3)),
        Box::pin(times_out(steps, put_once(), 3)),
        Box::pin(times_out(steps, post(), 1)),
    );
}

async fn times_out(steps: &[Step], request: Request, arrivals: usize) {
    let script = Script::start(vec![steps.to_vec()]).await;
    let policy = quick().attempt_timeout(Duration::from_millis(700));
    let client = at(script.url()).timeout(Duration::from_secs(3)).retries(policy).build().unwrap();
    let failure = client.execute(request).await.unwrap_err();
    assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::Timeout), "{failure:?}");
    assert_eq!(script.requests().len(), arrivals);
}

#[tokio::test]
async fn a_head_that_does_not_come() {
    assert_timeout(&[Step::Read, Step::Stall]).await;
}

#[tokio::test]
async fn a_body_that_does_not_come() {
    let head = http("200 OK\r\ncontent-length: 100", r#"{"code":0"#);
    assert_timeout(&[Step::Read, Step::Send(head.into_bytes()), Step::Stall]).await;
}

#[tokio::test]
async fn a_content_length_that_is_too_short_is_never_success() {
    let answer = http("200 OK\r\ncontent-length: 9", r#"{"code":0,"data":{}}"#);
    let [(read, reads), _, (write, writes)] = failures(&answering(answer)).await;
    assert_eq!((reads, writes), (1, 1));
    for failure in [read, write] {
        let Error::Decode(error) = &failure else { panic!("{failure:?}") };
        assert_eq!((error.http_status, error.log_id.as_deref()), (200, Some("LOG-1")));
        assert_eq!((error.excerpt.as_str(), error.succeeded), (r#"{"code":0"#, false));
    }
}

#[tokio::test]
async fn an_answer_that_never_ends_is_cut_off() {
    let flood = vec![
        Step::Read,
        Step::Send(http("200 OK\r\nconnection: close", "").into_bytes()),
        Step::Flood(vec![b' '; 64 * 1024], 1024),
    ];
    let [(read, reads), _, (write, writes)] = failures(&flood).await;
    assert_eq!((reads, writes), (1, 1));
    for failure in [read, write] {
        assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::BodyTooLarge));
    }
}

#[tokio::test]
async fn a_compressed_answer_is_not_asked_for_and_not_unpacked() {
    // The first bytes of a gzip stream; unpacked, it could hold anything.
    let answer =
        [http("200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4", "").into_bytes(), vec![0x1f, 0x8b, 8, 0]];
    let script = Script::start(vec![answering(answer.concat())]).await;
    let failure = client(&script).execute(open("1")).await.unwrap_err();
    assert!(matches!(&failure, Error::Decode(error) if error.http_status == 200), "{failure:?}");
    let requests = script.requests();
    assert!(requests.len() == 1 && !requests[0].to_ascii_lowercase().contains("accept-encoding"), "{requests:?}");
}

#[tokio::test]
async fn a_redirect_to_another_host_is_not_followed() {
    let other = Script::start(vec![answering(http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#))]).await;
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let head = format!("{status}\r\nlocation: {}/things/1\r\ncontent-length: 0", other.url());
        let [(read, reads), _, (write, writes)] = failures(&answering(http(&head, ""))).await;
        assert_eq!((reads, writes), (1, 1), "{status}");
        assert!(matches!((read, write), (Error::Decode(_), Error::Decode(_))));
    }
    assert_eq!(other.connections(), 0);
}

#[tokio::test]
async fn a_page_of_a_gateway_is_told_with_status_log_id_and_excerpt() {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    let answer = http(&format!("502 Bad Gateway\r\ncontent-length: {}", page.len()), page);
    let [(read, reads), (once, onces), (write, writes)] = failures(&answering(answer)).await;
    assert_eq!((reads, onces, writes), (3, 3, 1));
    assert!(read.is_retryable() && once.is_retryable());
    assert_eq!(write.retry_advice(), RetryAdvice::MayDuplicate);
    let Error::Decode(error) = &write else { panic!("{write:?}") };
    assert_eq!((error.http_status, error.log_id.as_deref(), error.excerpt.as_str()), (502, Some("LOG-1"), page));
}

#[tokio::test]
async fn a_read_succeeds_once_the_fault_is_over() {
    let ok = answering(http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#));
    for fault in [vec![Step::Reset], vec![Step::Read, Step::Reset], vec![Step::Read], vec![Step::Read, Step::Stall]] {
        let script = Script::start(vec![fault, ok.clone()]).await;
        // The second attempt is the last, and so has all the time that it needs.
        let policy = quick().attempt_timeout(Duration::from_millis(300)).max_retries(1);
        at(script.url()).retries(policy).build().unwrap().execute(open("1")).await.unwrap();
        assert_eq!(script.connections(), 2);
    }
}

#[tokio::test]
async fn nesting_however_deep_is_an_error_and_no_overflow() {
    let depth = 200_000;
    let body = format!(r#"{{"code":0,"data":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let server = Server::start(move |_, _| json(200, &body)).await;
    let client = at(server.url()).build().unwrap();
    let error = client.call::<feishu_runtime::serde_json::Value, Code>(open("1")).await.unwrap_err();
    assert!(matches!(&error, Error::Decode(error) if error.reason.contains("recursion")), "{error:?}");
    let body = format!(r#"{{"code":1,"error":{}{}}}"#, "[".repeat(depth), "]".repeat(depth));
    let server = Server::start(move |_, _| json(400, &body)).await;
    let error = at(server.url()).build().unwrap().execute(open("1")).await.unwrap_err();
    assert_eq!(error.code(), Some(1));
}

#[tokio::test]
async fn a_thousand_calls_at_once_fetch_one_token_and_all_arrive() {
    let server = Server::start(|arrived, before| match arrived.target.as_str() {
        TOKEN_PATH => token(&format!("t-{before}")),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let client = at(server.url()).app("cli_a", APP_SECRET).retries(quick()).build().unwrap();
    let calls: Vec<_> = (0..1000)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(list()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (1, 1000));
}

#[tokio::test]
async fn calls_that_are_given_up_leave_the_client_as_it_was() {
    let server = Server::with_permits(0, |arrived, before| match arrived.target.as_str() {
        TOKEN_PATH => token(&format!("t-{before}")),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let client = at(server.url()).app("cli_a", APP_SECRET).build().unwrap();
    let start = |count: usize| {
        let calls = (0..count).map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(list()).await })
        });
        calls.collect::<Vec<_>>()
    };
    // While one of them fetches the token, and all others wait for it.
    let waiting = start(100);
    server.until_arrived(1).await;
    for call in &waiting {
        call.abort();
    }
    for call in waiting {
        assert!(call.await.unwrap_err().is_cancelled());
    }
    // While their requests are under way.
    // One for the request that was given up, one for the token, one for the call.
    server.permits.add_permits(3);
    client.execute(list()).await.unwrap();
    let sent = start(100);
    server.until_arrived(103).await;
    for call in &sent {
        call.abort();
    }
    for call in sent {
        assert!(call.await.unwrap_err().is_cancelled());
    }
    server.permits.add_permits(10_000);
    client.execute(list()).await.unwrap();
}

#[tokio::test]
async fn a_call_s_own_time_is_enough_to_give_up() {
    let script = Script::start(vec![vec![Step::Read, Step::Stall]]).await;
    let client = at(script.url()).build().unwrap();
    let request = post().options(CallOptions::new().timeout(Duration::from_secs(1)));
    let failure = client.execute(request).await.unwrap_err();
    assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::Timeout), "{failure:?}");
    let refused = client.execute(post().options(CallOptions::new().timeout(Duration::ZERO))).await.unwrap_err();
    assert!(matches!(refused, Error::InvalidArgument(_)));
    assert_eq!(script.connections(), 1);
}

#[tokio::test]
async fn a_token_that_does_not_come_in_time_is_told_as_such() {
    let script = Script::start(vec![vec![Step::Read, Step::Stall]]).await;
    let client = at(script.url()).app("cli_a", APP_SECRET).timeout(Duration::from_secs(1)).build().unwrap();
    let failure = client.execute(list()).await.unwrap_err();
    let Error::Token(error) = &failure else { panic!("{failure:?}") };
    let TokenError::Transport(error) = &**error else { panic!("{failure:?}") };
    assert_eq!((error.kind(), error.endpoint()), (TransportErrorKind::Timeout, Some("auth.v1.token.create")));
    assert!(failure.is_retryable(), "the call itself was not sent");
    assert_eq!(script.requests().len(), 1);
}

#[tokio::test]
async fn the_connection_of_a_call_that_is_given_up_is_closed() {
    let half = http("200 OK\r\ncontent-length: 100", r#"{"code":0"#).into_bytes();
    for steps in [vec![Step::Read, Step::Stall], vec![Step::Read, Step::Send(half), Step::Stall]] {
        let script = Script::start(vec![steps]).await;
        let client = client(&script);
        let call = tokio::spawn({
            let client = client.clone();
            async move { client.execute(post()).await }
        });
        script.until_arrived(1).await;
        call.abort();
        // The client is still there, and would keep what it can use again.
        script.until_ended(1).await;
        drop(client);
    }
}

//! What holds whatever the other side, a store, a provider or another caller does.

mod support;

use std::collections::HashMap;
use std::error::Error as StdError;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::http::{self, HeaderMap};
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{
    AccessToken, CallOptions, Client, ClientBuilder, Code, Error, Failure, MemoryTokenStore, Secret, StoredToken,
    TokenKey, TokenProvider, TokenStore, TransportError,
};
use support::server::{Answer, Server, json, token};
use support::*;

#[tokio::test]
async fn a_caller_without_time_does_not_fail_those_who_have_it() {
    let server = Server::with_permits(0, |arrived, before| match arrived.target.as_str() {
        TOKEN_PATH => token(&format!("t-{before}")),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let client = client(&server);
    let hurried = {
        let client = client.clone();
        let options = CallOptions::new().timeout(Duration::from_secs(1));
        tokio::spawn(async move { client.execute(list().options(options)).await })
    };
    server.until_arrived(1).await;
    let patient: Vec<_> = (0..5)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(list()).await })
        })
        .collect();
    assert!(hurried.await.unwrap().is_err());
    server.permits.add_permits(100);
    for call in patient {
        call.await.unwrap().unwrap();
    }
}

/// A store that never answers one kind of question.
struct Hanging {
    question: &'static str,
    store: MemoryTokenStore,
}

impl TokenStore for Hanging {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        if self.question == "get" { Box::pin(std::future::pending()) } else { self.store.get(key) }
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        if self.question == "put" { Box::pin(std::future::pending()) } else { self.store.put(key, token) }
    }

    fn remove<'a>(&'a self, key: &'a TokenKey, refused: &'a Secret) -> BoxFuture<'a, ()> {
        if self.question == "remove" { Box::pin(std::future::pending()) } else { self.store.remove(key, refused) }
    }
}

#[tokio::test]
async fn a_store_that_hangs_is_worked_without() {
    for question in ["get", "put", "remove"] {
        let server = Server::start(|arrived, before| match arrived.target.as_str() {
            TOKEN_PATH => token(&format!("t-{before}")),
            _ => json(200, r#"{"code":0}"#),
        })
        .await;
        let store = Hanging { question, store: MemoryTokenStore::new() };
        let client = bare(&server).app("cli_a", APP_SECRET).token_store(store).build().unwrap();
        for _ in 0..3 {
            client.execute(list()).await.unwrap_or_else(|error| panic!("{question}: {error}"));
        }
        assert_eq!(server.count(TOKEN_PATH), 1, "{question}: the token is kept whatever the store does");
    }
}

/// An answer without the header that has the log id.
fn without_log_id(body: &str) -> Answer {
    let length = body.len();
    Answer(format!("HTTP/1.1 400 X\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}").into_bytes())
}

/// What is shown of the failure of a call that is answered like this.
async fn shown(answer: impl Fn() -> Answer + Send + Sync + 'static) -> String {
    let server = Server::start(move |_, _| answer()).await;
    let client = bare(&server).build().unwrap();
    client.call::<HashMap<String, i64>, Code>(open("1")).await.unwrap_err().to_string()
}

#[tokio::test]
async fn no_answer_can_forge_lines_of_a_log() {
    let log_id = shown(|| without_log_id(r#"{"code":1,"msg":"m","error":{"log_id":"a\nERROR forged"}}"#)).await;
    assert!(log_id.contains("a ERROR forged") && !log_id.contains('\n'), "{log_id}");
    let path = shown(|| json(200, r#"{"code":0,"data":{"a\nERROR\u2028forged":"x"}}"#)).await;
    assert!(path.contains("ERROR forged") && !path.contains(['\n', '\u{2028}']), "{path}");
}

#[tokio::test]
async fn no_answer_makes_an_error_large() {
    let long = "x".repeat(1_000_000);
    let message = format!(r#"{{"code":5,"msg":"{long}"}}"#);
    let reason = format!(r#"{{"code":0,"data":{{"a":"{long}"}}}}"#);
    let path = format!(r#"{{"code":0,"data":{{"{long}":"a"}}}}"#);
    for body in [message, reason, path] {
        let length = shown(move || json(200, &body)).await.len();
        assert!(length < 10_000, "{length}");
    }
}

#[tokio::test]
async fn a_token_that_comes_back_as_the_name_of_a_member_is_not_shown() {
    let server = Server::start(|arrived, _| {
        let token = arrived.header("authorization").unwrap().replace("Bearer ", "");
        json(200, &format!(r#"{{"code":0,"data":{{"{token}":"x"}}}}"#))
    })
    .await;
    let client = bare(&server).access_token(AccessToken::Tenant, "t-verysecret").build().unwrap();
    let error = client.call::<HashMap<String, i64>, Code>(list()).await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("[redacted]") && !shown.contains("t-verysecret"), "{shown}");
}

#[tokio::test]
async fn only_nought_written_as_nought_is_success() {
    for code in [r#""+0""#, "-0", r#""-0""#, "00", "0.0", "0e0", r#"" 0""#, "null", "[]", "false"] {
        let body = format!(r#"{{"code":{code}}}"#);
        let server = Server::start(move |_, _| json(200, &body)).await;
        let outcome = bare(&server).build().unwrap().execute(open("1")).await;
        assert!(matches!(outcome, Err(Failure::Decode(_))), "{code}: {outcome:?}");
    }
}

/// Hands out one token, and then fails.
struct Once(AtomicUsize);

impl TokenProvider for Once {
    fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn StdError + Send + Sync>>> {
        let is_first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
        Box::pin(async move { if is_first { Ok("p-1".into()) } else { Err("the vault is closed".into()) } })
    }
}

#[tokio::test]
async fn a_provider_that_has_no_other_token_does_not_hide_the_refusal() {
    let server = Server::start(|_, _| json(401, &format!(r#"{{"code":{TOKEN_INVALID},"msg":"x"}}"#))).await;
    let provider = Once(AtomicUsize::new(0));
    let client = bare(&server).token_provider(AccessToken::Tenant, provider).build().unwrap();
    let error = client.execute(list()).await.unwrap_err();
    assert!(matches!(error, Error::Api(_)), "{error}");
    assert_eq!((error.code(), server.count(LIST.path)), (Some(TOKEN_INVALID), 1));
}

#[cfg(feature = "blocking")]
#[test]
fn a_provider_that_blocks_on_a_call_gets_an_error_and_holds_up_nobody() {
    struct Blocking(feishu_runtime::Client);

    impl TokenProvider for Blocking {
        fn token(&self) -> BoxFuture<'_, Result<Secret, Box<dyn StdError + Send + Sync>>> {
            let client = self.0.clone();
            Box::pin(async move {
                let answer = feishu_runtime::blocking::wait(async move { client.execute(open("1")).await });
                answer.map(|_| Secret::from("p-1")).map_err(Into::into)
            })
        }
    }

    let inner = at("http://127.0.0.1:9").build().unwrap();
    let client = at("http://127.0.0.1:9").token_provider(AccessToken::Tenant, Blocking(inner)).build().unwrap();
    let outcome = feishu_runtime::blocking::wait(async move { client.execute(list()).await });
    let Err(Error::Token(error)) = outcome else { panic!("{outcome:?}") };
    let causes = std::iter::successors(error.source(), |cause| (*cause).source());
    let shown: Vec<_> = causes.map(ToString::to_string).collect();
    assert!(shown.iter().any(|cause| cause.contains("wait for itself")), "{error}: {shown:?}");
}

/// Answers call after call on each connection, on threads of its own: it goes on while a test blocks.
#[cfg(feature = "blocking")]
fn keeping_connections() -> String {
    use std::io::{Read as _, Write as _};

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let serve = |mut stream: std::net::TcpStream| {
        while stream.read(&mut [0; 4096]).is_ok_and(|bytes| bytes > 0) {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n{\"code\":0}").unwrap();
        }
    };
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            std::thread::spawn(move || serve(stream.unwrap()));
        }
    });
    url
}

#[cfg(feature = "blocking")]
#[tokio::test]
async fn a_blocking_call_needs_nothing_of_the_runtime_that_it_blocks() {
    let client = at(&keeping_connections()).timeout(Duration::from_secs(5)).build().unwrap();
    client.execute(open("1")).await.unwrap();
    // The connection is free again now, and is driven by this runtime.
    tokio::time::sleep(Duration::from_millis(100)).await;
    feishu_runtime::blocking::wait(async move { client.execute(open("2")).await }).unwrap();
}

/// Answers everything, and remembers the headers that were to be sent.
struct Headers(Arc<Mutex<Vec<HeaderMap>>>);

impl Transport for Headers {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.lock().unwrap().push(request.headers().clone());
        let body = br#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#;
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from_static(body)))))
    }
}

#[tokio::test]
async fn a_transport_is_told_which_headers_are_not_to_be_shown() {
    let sent = Arc::<Mutex<Vec<HeaderMap>>>::default();
    let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(Headers(Arc::clone(&sent)));
    let client = builder.app("cli_a", APP_SECRET).helpdesk("70000", HELPDESK_TOKEN).build().unwrap();
    client.execute(reply().options(CallOptions::new().header("x-key", "k")).header("range", "r")).await.unwrap();
    let sent = sent.lock().unwrap();
    for (name, value) in &sent[1] {
        let is_known = ["content-type", "user-agent"].contains(&name.as_str());
        assert_ne!(value.is_sensitive(), is_known, "{name}");
    }
    assert_eq!(sent[1].len(), 6);
}

#[tokio::test]
async fn no_error_says_in_its_text_what_its_cause_says_again() {
    let nobody = at("http://127.0.0.1:9").app("cli_a", APP_SECRET).build().unwrap();
    let server = Server::start(|_, _| json(200, r#"{"code":0,"data":{"a":"x"}}"#)).await;
    let limit = CallOptions::new().max_response_bytes(5);
    let client = bare(&server).app("cli_a", APP_SECRET).build().unwrap();
    let failures = [
        nobody.execute(open("1")).await.unwrap_err(),
        nobody.execute(list()).await.unwrap_err(),
        client.execute(list()).await.unwrap_err(),
        client.execute(open("1").options(limit)).await.unwrap_err(),
        client.call::<HashMap<String, i64>, Code>(open("1")).await.unwrap_err(),
        client.execute(open("")).await.unwrap_err(),
    ];
    for failure in failures {
        let causes = std::iter::successors(Some(&failure as &dyn StdError), |error| (*error).source());
        let texts: Vec<_> = causes.map(ToString::to_string).collect();
        assert!(!texts[0].contains('\n') && texts[0].len() < 200, "{texts:?}");
        for (index, text) in texts.iter().enumerate() {
            assert!(texts[..index].iter().all(|outer| !outer.contains(text)), "{texts:?}");
        }
    }
}

/// Hands out tokens, and refuses each of them.
struct Refusing;

impl Transport for Refusing {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body = match request.uri().path() {
            TOKEN_PATH => r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#.to_owned(),
            _ => format!(r#"{{"code":{TOKEN_INVALID}}}"#),
        };
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from(body)))))
    }
}

#[tokio::test(start_paused = true)]
async fn a_store_that_hangs_takes_no_more_time_than_the_call_has() {
    for question in ["get", "remove"] {
        let store = Hanging { question, store: MemoryTokenStore::new() };
        let builder = ClientBuilder::<Client>::new(&PLATFORM).transport(Refusing).app("cli_a", APP_SECRET);
        let client = builder.token_store(store).timeout(Duration::from_millis(500)).build().unwrap();
        let started = tokio::time::Instant::now();
        client.execute(list()).await.unwrap_err();
        assert!(started.elapsed() <= Duration::from_millis(501), "{question}: {:?}", started.elapsed());
    }
}

//! HTTP/2, where the server offers it.

#![cfg(feature = "http2")]

mod support;

use std::sync::{Arc, Mutex};

use feishu_runtime::bytes::Bytes;
use feishu_runtime::{AccessToken, Client, Error, TransportErrorKind, http};
use support::tls::acceptor;
use support::{
    APP_SECRET, HELPDESK_HEADER, HELPDESK_TOKEN, LIST, TOKEN_PATH, USER_TOKEN, at, list, open, post, quick, reply,
};

/// What arrived: how many connections, and of the requests method, path and headers.
#[derive(Default)]
struct Arrived {
    connections: usize,
    requests: Vec<http::Request<()>>,
}

/// What the server does with a request.
#[derive(Clone, Copy)]
enum Does {
    /// Answers with this body, or where a token is asked for with one.
    Answer(&'static [u8]),
    /// Says that it did not process the request.
    Refuse,
    /// Breaks off in the midst of the body.
    Cut,
}

/// A server that speaks nothing but HTTP/2, and a client that trusts it.
async fn server(does: Does) -> (Arc<Mutex<Arrived>>, String, String) {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (acceptor, pem) = (acceptor(&certified, &[b"h2"]), certified.cert.pem());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    let arrived = Arc::<Mutex<Arrived>>::default();
    tokio::spawn({
        let arrived = Arc::clone(&arrived);
        async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (acceptor, arrived) = (acceptor.clone(), Arc::clone(&arrived));
                arrived.lock().unwrap().connections += 1;
                tokio::spawn(async move {
                    let mut connection = h2::server::handshake(acceptor.accept(stream).await.unwrap()).await.unwrap();
                    while let Some(Ok((request, respond))) = connection.accept().await {
                        let is_token = request.uri().path() == TOKEN_PATH;
                        arrived.lock().unwrap().requests.push(request.map(drop));
                        respond_with(respond, if is_token { Does::Answer(TOKEN) } else { does });
                    }
                });
            }
        }
    });
    (arrived, url, pem)
}

const TOKEN: &[u8] = br#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#;

fn respond_with(mut respond: h2::server::SendResponse<Bytes>, does: Does) {
    let answer = http::Response::builder().header("x-log-id", "LOG-2").body(()).unwrap();
    match does {
        Does::Answer(body) => {
            respond.send_response(answer, false).unwrap().send_data(Bytes::from_static(body), true).unwrap();
        }
        Does::Refuse => respond.send_reset(h2::Reason::REFUSED_STREAM),
        Does::Cut => {
            let mut body = respond.send_response(answer, false).unwrap();
            body.send_data(Bytes::from_static(br#"{"code":0"#), false).unwrap();
            body.send_reset(h2::Reason::INTERNAL_ERROR);
        }
    }
}

fn client(url: &str, pem: &str) -> Client {
    let builder = at(url).no_proxy().root_certificates(pem).retries(quick()).app("cli_a", APP_SECRET);
    builder.helpdesk("70000", HELPDESK_TOKEN).access_token(AccessToken::User, USER_TOKEN).build().unwrap()
}

#[tokio::test]
async fn a_call_is_the_same_as_over_http_1() {
    let (arrived, url, pem) = server(Does::Answer(br#"{"code":0,"data":{"id":1}}"#)).await;
    let answer = client(&url, &pem).execute(reply()).await.unwrap();
    assert_eq!((answer.data(), answer.log_id()), (Some(r#"{"id":1}"#), Some("LOG-2")));
    let arrived = arrived.lock().unwrap();
    let request = &arrived.requests[0];
    assert_eq!(
        (request.version(), request.method(), request.uri().path()),
        (http::Version::HTTP_2, &http::Method::POST, "/tickets/1/replies")
    );
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    assert_eq!(header("authorization"), Some(format!("Bearer {USER_TOKEN}").as_str()));
    assert_eq!(header("x-helpdesk-authorization"), Some(HELPDESK_HEADER));
}

#[tokio::test]
async fn many_calls_share_a_token_and_a_connection() {
    let (arrived, url, pem) = server(Does::Answer(br#"{"code":0}"#)).await;
    let client = client(&url, &pem);
    client.execute(list()).await.unwrap();
    let calls: Vec<_> = (0..50)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.execute(list()).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    let arrived = arrived.lock().unwrap();
    let count = |path: &str| arrived.requests.iter().filter(|request| request.uri().path() == path).count();
    assert_eq!((arrived.connections, count(TOKEN_PATH), count(LIST.path)), (1, 1, 51));
}

#[tokio::test]
async fn nobody_but_the_client_s_own_rules_sends_a_request_again() {
    for (does, kind) in [(Does::Refuse, TransportErrorKind::Other), (Does::Cut, TransportErrorKind::Other)] {
        for (request, arrivals) in [(post(), 1), (open("1"), 3)] {
            let (arrived, url, pem) = server(does).await;
            let failure = client(&url, &pem).execute(request).await.unwrap_err();
            assert!(matches!(&failure, Error::Transport(error) if error.kind() == kind), "{failure:?}");
            assert_eq!(arrived.lock().unwrap().requests.len(), arrivals);
        }
    }
}

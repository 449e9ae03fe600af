//! What one call, or one client, does otherwise: headers, query, raw answers, proxies, certificates.

mod support;

use feishu_runtime::{AccessToken, BuildError, CallOptions, Client, ClientBuilder, Error};
use support::script::{Script, Step, answering, http};
use support::server::{Server, json, token};
use support::tls::acceptor;
use support::{APP_SECRET, HELPDESK_TOKEN, PLATFORM, TOKEN_PATH, USER_TOKEN, at, bare, list, open, post, reply};

const OK: &str = r#"{"code":0,"data":{"id":1}}"#;

#[tokio::test]
async fn extra_headers_and_query_are_sent_besides_what_the_endpoint_describes() {
    let server = Server::start(|_, _| json(200, OK)).await;
    let options = CallOptions::new().header("X-Trace", "abc").header("x-trace", "def").query("beta", "a&b=c");
    let client = bare(&server).build().unwrap();
    client.execute(open("1").query("q", "x").options(options)).await.unwrap();
    let arrived = &server.arrived()[0];
    assert_eq!(arrived.target, "/things/1?q=x&beta=a%26b%3Dc");
    let traces = arrived.headers.iter().filter(|(name, _)| name == "x-trace").map(|(_, value)| value.as_str());
    assert_eq!(traces.collect::<Vec<_>>(), ["abc", "def"]);
}

#[tokio::test]
async fn headers_that_cannot_be_sent_or_are_the_client_s_own_are_refused_before_anything_is_sent() {
    let server = Server::start(|_, _| json(200, OK)).await;
    let client =
        bare(&server).helpdesk("70000", HELPDESK_TOKEN).access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    for (name, value) in [
        ("x-a", "a\r\nx-b: c"),
        ("x-a", "a\u{0}"),
        ("x a", "a"),
        ("", "a"),
        ("authorization", "Bearer hush"),
        ("X-Helpdesk-Authorization", "hush"),
        ("content-type", "text/plain"),
        ("content-length", "0"),
        ("transfer-encoding", "chunked"),
        ("host", "example.com"),
        ("connection", "upgrade"),
        ("keep-alive", "timeout=5"),
        ("te", "trailers"),
        ("trailer", "x-a"),
        ("upgrade", "h2c"),
        ("expect", "100-continue"),
        ("proxy-authorization", "Basic hush"),
        ("Accept-Encoding", "gzip"),
        ("user-agent", "me"),
    ] {
        let failure = client.execute(reply().options(CallOptions::new().header(name, value))).await.unwrap_err();
        let Error::InvalidArgument(error) = &failure else { panic!("{name}: {failure:?}") };
        assert_eq!(error.argument, "options");
        assert!(!format!("{failure} {failure:?}").contains("hush"), "{failure:?}");
    }
    assert!(server.arrived().is_empty());
}

#[tokio::test]
async fn what_an_extra_header_says_is_not_shown_even_where_it_is_thrown_back() {
    let server =
        Server::start(|arrived, _| json(502, &format!("<html>{:?}</html>", arrived.header("x-key").unwrap()))).await;
    let request = post().options(CallOptions::new().header("x-key", "k-s3cret"));
    assert!(!format!("{request:?}").contains("k-s3cret"));
    let failure = bare(&server).build().unwrap().execute(request).await.unwrap_err();
    assert!(!format!("{failure} {failure:?}").contains("k-s3cret"), "{failure:?}");
    assert_eq!(server.arrived()[0].header("x-key"), Some("k-s3cret"));
}

#[tokio::test]
async fn a_raw_answer_has_every_byte() {
    let body = "{ \"code\": 0,\n \"data\" : {\"id\":1 , \"new\":[true]} }";
    let server = Server::start(move |_, _| json(200, body)).await;
    let answer = bare(&server).build().unwrap().call_raw::<feishu_runtime::Code>(open("1")).await.unwrap();
    assert_eq!((answer.body().as_ref(), answer.data()), (body.as_bytes(), Some(r#"{"id":1 , "new":[true]}"#)));
    assert_eq!(answer.headers().get("x-log-id").unwrap(), "LOG-1");
}

#[tokio::test]
async fn a_write_whose_answer_lacks_data_succeeded_and_the_lack_can_be_seen() {
    for (body, has_data) in [(r#"{"code":0}"#, false), (r#"{"code":0,"data":null}"#, false), (OK, true)] {
        let server = Server::start(move |_, _| json(200, body)).await;
        let client = bare(&server).build().unwrap();
        assert_eq!(client.execute(post()).await.unwrap().data().is_some(), has_data);
    }
}

#[tokio::test]
async fn a_write_whose_answer_cannot_be_read_says_that_it_succeeded() {
    let server = Server::start(|_, _| json(200, r#"{"code":0,"data":{"id":{}}}"#)).await;
    let failure = bare(&server)
        .build()
        .unwrap()
        .call::<std::collections::HashMap<String, i64>, feishu_runtime::Code>(post())
        .await
        .unwrap_err();
    assert!(matches!(&failure, Error::Decode(error) if error.succeeded), "{failure:?}");
    assert!(!failure.is_retryable() && failure.to_string().contains("the call succeeded"), "{failure}");
    assert_eq!(server.arrived().len(), 1);
}

#[tokio::test]
async fn the_client_introduces_itself_and_its_user() {
    let server = Server::start(|_, _| json(200, OK)).await;
    bare(&server).user_agent("my-app/1.2 (me@example.com)").build().unwrap().execute(open("1")).await.unwrap();
    let expected = concat!("feishu-runtime/", env!("CARGO_PKG_VERSION"), " my-app/1.2 (me@example.com)");
    assert_eq!(server.arrived()[0].header("user-agent"), Some(expected));
    let refused = bare(&server).user_agent("a\nb").build();
    assert!(matches!(refused, Err(BuildError::InvalidUserAgent { .. })));
}

#[tokio::test]
async fn calls_go_through_the_proxy_that_was_named() {
    let proxy = Script::start(vec![answering(http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#))]).await;
    let url = proxy.url().replace("http://", "http://user:pr0xy-secret@");
    let builder = at("http://127.0.0.1:9").proxy(url.as_str());
    assert!(!format!("{builder:?}").contains("pr0xy-secret"));
    builder.build().unwrap().execute(open("1")).await.unwrap();
    let requests = proxy.requests();
    assert!(requests[0].starts_with("GET http://127.0.0.1:9/things/1 HTTP/1.1\r\n"), "{requests:?}");
    assert!(requests[0].to_ascii_lowercase().contains("proxy-authorization: basic"), "{requests:?}");
}

#[tokio::test]
async fn over_https_a_proxy_sees_neither_path_nor_credentials() {
    let proxy = Script::start(vec![answering(http("403 Forbidden\r\ncontent-length: 0", ""))]).await;
    let client = at("https://open.example.com").proxy(proxy.url()).access_token(AccessToken::User, USER_TOKEN);
    let client = client.helpdesk("70000", HELPDESK_TOKEN).build().unwrap();
    let failure = client.execute(reply()).await.unwrap_err();
    assert!(matches!(failure, Error::Transport(_)) && failure.is_retryable(), "nothing was sent: {failure:?}");
    let requests = proxy.requests();
    assert!(requests[0].starts_with("CONNECT open.example.com:443 HTTP/1.1\r\n"), "{requests:?}");
    assert!(!requests[0].contains("tickets") && !requests[0].contains(USER_TOKEN), "{requests:?}");
}

#[test]
fn a_proxy_that_would_see_the_credentials_is_refused() {
    let refused = |url: &str| at("http://127.0.0.1:9").proxy(url).build().unwrap_err();
    assert!(matches!(refused("http://proxy.example.com:3128"), BuildError::InvalidProxy { .. }));
    for url in ["proxy.example.com", "socks5://127.0.0.1", "", "http://me:pr0xy-secret@[::"] {
        let error = refused(url);
        assert!(matches!(error, BuildError::InvalidProxy { .. }), "{url}");
        assert!(!format!("{error} {error:?}").contains("pr0xy-secret"));
    }
}

#[test]
fn what_holds_no_certificate_is_refused() {
    let broken = "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n";
    for pem in ["", "hello", broken] {
        let refused = ClientBuilder::<Client>::new(&PLATFORM).root_certificates(pem).build();
        assert!(matches!(refused, Err(BuildError::InvalidRootCertificates { .. })), "{pem}");
    }
}

/// How a server behaves once it has read a request over TLS.
#[derive(Clone, Copy)]
enum AfterRequest {
    Answer,
    BreakProtection,
}

/// Speaks TLS with a certificate that nobody trusts, and takes one request for each connection.
async fn tls_server(certified: &rcgen::CertifiedKey<rcgen::KeyPair>, then: AfterRequest) -> String {
    let acceptor = acceptor(certified, &[]);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            let mut request = [0; 4096];
            tokio::io::AsyncReadExt::read(&mut stream, &mut request).await.unwrap();
            let (mut plain, bytes): (Box<dyn tokio::io::AsyncWrite + Send + Unpin>, _) = match then {
                AfterRequest::Answer => {
                    let head = "200 OK\r\ncontent-length: 10\r\nconnection: close";
                    (Box::new(stream), http(head, r#"{"code":0}"#).into_bytes())
                }
                // The head of a record, and 32 bytes that no key can open.
                AfterRequest::BreakProtection => {
                    (Box::new(stream.into_inner().0), [&b"\x17\x03\x03\x00\x20"[..], &[7; 32]].concat())
                }
            };
            tokio::io::AsyncWriteExt::write_all(&mut plain, &bytes).await.unwrap();
            tokio::io::AsyncWriteExt::shutdown(&mut plain).await.ok();
        }
    });
    url
}

#[tokio::test]
async fn a_protection_that_breaks_after_the_request_does_not_look_like_nothing_was_sent() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let url = tls_server(&certified, AfterRequest::BreakProtection).await;
    let client = at(&url).no_proxy().root_certificates(certified.cert.pem()).build().unwrap();
    let failure = client.execute(post()).await.unwrap_err();
    let Error::Transport(error) = &failure else { panic!("{failure:?}") };
    assert_eq!(error.kind(), feishu_runtime::TransportErrorKind::Closed);
    assert_eq!(failure.retry_advice(), feishu_runtime::RetryAdvice::MayDuplicate);
}

#[tokio::test]
async fn a_certificate_is_trusted_once_its_authority_was_named() {
    let certified = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let url = tls_server(&certified, AfterRequest::Answer).await;
    let stranger = at(&url).no_proxy().build().unwrap();
    let failure = stranger.execute(post()).await.unwrap_err();
    let Error::Transport(error) = &failure else { panic!("{failure:?}") };
    assert_eq!((error.kind(), failure.is_retryable()), (feishu_runtime::TransportErrorKind::Tls, false));
    let client = at(&url).no_proxy().root_certificates(certified.cert.pem()).build().unwrap();
    client.execute(post()).await.unwrap();
}

#[tokio::test]
async fn a_server_that_answers_before_it_was_asked_gets_no_further_request_on_that_connection() {
    // An answer too many must not be taken for that to the next call.
    let twice = http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#).repeat(2);
    let script = Script::start(vec![vec![Step::Read, Step::Send(twice.into_bytes()), Step::Stall]]).await;
    let client = at(script.url()).build().unwrap();
    client.execute(open("1")).await.unwrap();
    client.execute(open("2")).await.unwrap();
    assert_eq!((script.connections(), script.requests().len()), (2, 2));
}

#[tokio::test]
async fn a_call_can_have_a_token_of_its_own_which_is_never_repeated() {
    let server = Server::start(|_, _| json(400, r#"{"code":99991663}"#)).await;
    let client =
        bare(&server).helpdesk("70000", HELPDESK_TOKEN).access_token(AccessToken::Tenant, "t-1").build().unwrap();
    let options = CallOptions::new().access_token(AccessToken::User, "u-0f-one-call");
    let request = reply().options(options.clone());
    assert!(!format!("{options:?} {request:?}").contains("u-0f-one-call"));
    assert!(options != CallOptions::new().access_token(AccessToken::User, "u-2") && options == options.clone());
    client.execute(request).await.unwrap_err();
    assert_eq!(server.tokens("/tickets/1/replies"), ["Bearer u-0f-one-call"]);
}

#[tokio::test]
async fn a_call_can_choose_among_the_kinds_of_token_that_its_endpoint_takes() {
    let server = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => token("t-fetched"),
        _ => json(200, OK),
    })
    .await;
    let client = bare(&server).helpdesk("70000", HELPDESK_TOKEN).app("cli_a", APP_SECRET);
    let client = client.access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    client.execute(reply()).await.unwrap();
    for kind in [AccessToken::Tenant, AccessToken::User] {
        client.execute(reply().options(CallOptions::new().token_kind(kind))).await.unwrap();
    }
    let user = format!("Bearer {USER_TOKEN}");
    assert_eq!(server.tokens("/tickets/1/replies"), [&user, "Bearer t-fetched", &user]);
}

#[tokio::test]
async fn a_token_that_cannot_be_used_is_refused_before_anything_is_sent() {
    let server = Server::start(|_, _| json(200, OK)).await;
    let client = bare(&server).app("cli_a", APP_SECRET).helpdesk("70000", HELPDESK_TOKEN).build().unwrap();
    let user = |token: &str| CallOptions::new().access_token(AccessToken::User, token);
    for (request, options, reason) in [
        (list(), user("u-1"), "takes no user access token, but a tenant one"),
        (list(), CallOptions::new().token_kind(AccessToken::App), "takes no app access token, but a tenant one"),
        (open("1"), user("u-1"), "takes no access token, and so no user access token"),
        (
            reply(),
            CallOptions::new().token_kind(AccessToken::User),
            "call `ClientBuilder::access_token(AccessToken::User",
        ),
        (reply(), user(""), "the token is empty"),
        (reply(), user("u\n1"), "characters that no header can carry"),
    ] {
        let failure = client.execute(request.options(options)).await.unwrap_err();
        let Error::InvalidArgument(error) = &failure else { panic!("{failure:?}") };
        assert!(error.argument == "access_token" && error.reason.contains(reason), "{failure}");
    }
    assert!(server.arrived().is_empty());
}

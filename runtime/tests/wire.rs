//! What goes over the wire, and what comes of what comes back.

mod support;

use std::error::Error as _;

use feishu_runtime::{
    AccessToken, Client, ClientBuilder, Code, Error, ErrorClass, Failure, TransportErrorKind, serde_json,
};
use serde_json::{Value, json as value};
use support::server::{Answer, Server, answer, json};
use support::{HELPDESK_HEADER, HELPDESK_TOKEN, USER_TOKEN, bare, open, reply};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

async fn failure(answer: Answer) -> Failure {
    let server = Server::start(move |_, _| answer.clone()).await;
    bare(&server).build().unwrap().execute(open("1")).await.unwrap_err()
}

#[tokio::test]
async fn a_call_is_what_its_endpoint_describes() {
    let server = Server::start(|_, _| json(200, r#"{"code":0,"data":{"id":1}}"#)).await;
    let client =
        bare(&server).helpdesk("70000", HELPDESK_TOKEN).access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    let data: Value = client.call::<_, Code>(reply().query("kind", "a b")).await.unwrap();
    assert_eq!(data, value!({"id": 1}));

    let arrived = &server.arrived()[0];
    assert_eq!((arrived.method.as_str(), arrived.target.as_str()), ("POST", "/tickets/1/replies?kind=a%20b"));
    assert_eq!(arrived.header("authorization"), Some(format!("Bearer {USER_TOKEN}").as_str()));
    assert_eq!(arrived.header("x-helpdesk-authorization"), Some(HELPDESK_HEADER));
    assert_eq!(arrived.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!(arrived.header("user-agent"), Some(concat!("feishu-runtime/", env!("CARGO_PKG_VERSION"))));
    assert_eq!(serde_json::from_slice::<Value>(&arrived.body).unwrap(), value!({"text": "hello"}));
}

#[tokio::test]
async fn credentials_go_only_where_the_endpoint_asks_for_them() {
    let server = Server::start(|_, _| json(200, r#"{"code":0}"#)).await;
    support::client(&server).execute(open("1")).await.unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived.len(), 1);
    assert_eq!((arrived[0].header("authorization"), arrived[0].header("x-helpdesk-authorization")), (None, None));
}

#[tokio::test]
async fn without_helpdesk_credentials_nothing_is_sent_and_the_missing_call_is_named() {
    let server = Server::start(|_, _| json(200, r#"{"code":0}"#)).await;
    let client = bare(&server).access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    let error = client.execute(reply()).await.unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)) && error.to_string().contains("ClientBuilder::helpdesk"));
    assert!(server.arrived().is_empty());
}

#[tokio::test]
async fn a_hostile_id_never_leaves_its_segment() {
    let server = Server::start(|_, _| json(200, r#"{"code":0}"#)).await;
    let client = bare(&server).build().unwrap();
    for id in ["", ".", ".."] {
        let error = client.execute(open(id)).await.unwrap_err();
        assert!(matches!(error, Error::InvalidArgument(_)), "{id}");
    }
    assert!(server.arrived().is_empty());
    for (id, target) in [
        ("../secret", "/things/..%2Fsecret"),
        ("%2e%2e", "/things/%252e%252e"),
        ("a/b?c#d", "/things/a%2Fb%3Fc%23d"),
        ("a\\..\\b", "/things/a%5C..%5Cb"),
        ("a\r\nHost: evil", "/things/a%0D%0AHost%3A%20evil"),
        ("...", "/things/..."),
    ] {
        client.execute(open(id)).await.unwrap();
        assert_eq!(server.arrived().last().unwrap().target, target);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let other = Server::start(|_, _| json(200, r#"{"code":0}"#)).await;
    let location = format!("{}/things/1", other.url());
    let error = failure(answer(307, &[("location", &location)], "")).await;
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert_eq!((error.http_status(), error.log_id()), (Some(307), Some("LOG-1")));
    assert!(other.arrived().is_empty());
}

#[tokio::test]
async fn an_answer_larger_than_accepted_is_not_read_to_its_end() {
    let body = format!(r#"{{"code":0,"data":"{}"}}"#, "x".repeat(2000));
    let unannounced = Answer(format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{body}").into_bytes());
    for answer in [json(200, &body), unannounced] {
        let server = Server::start(move |_, _| answer.clone()).await;
        let client = bare(&server).max_response_bytes(1000).build().unwrap();
        let error = client.execute(open("1")).await.unwrap_err();
        assert!(
            matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::BodyTooLarge),
            "{error:?}"
        );
        let client = bare(&server).max_response_bytes(body.len()).build().unwrap();
        assert!(client.execute(open("1")).await.is_ok());
    }
}

#[tokio::test]
async fn a_connection_that_ends_too_early_is_told_apart_from_one_that_never_was() {
    let cut = Answer(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"code\":0".to_vec());
    for answer in [cut, Answer(Vec::new()), Answer(b"HTTP/1.1 200".to_vec())] {
        let error = failure(answer.clone()).await;
        let Error::Transport(transport) = &error else { panic!("{error:?}") };
        assert_eq!(transport.kind(), TransportErrorKind::Closed, "{answer:?}: {error:?}");
        assert_eq!(transport.endpoint(), Some("test.v1.thing.get"));
    }
    let unused = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let client = support::at(&format!("http://{unused}")).build().unwrap();
    let error = client.execute(open("1")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Connect), "{error:?}");
    assert!(error.source().is_some() && !format!("{error} {error:?}").contains("/things/1"), "{error:?}");
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_told_apart_from_one_that_is_not_there() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n").await.unwrap();
        // Read on, so that the connection is not reset before the client has seen the answer.
        stream.read_to_end(&mut Vec::new()).await.ok();
    });
    let client: Client = ClientBuilder::new(&support::PLATFORM).base_url(url).build().unwrap();
    let error = client.execute(open("1")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Tls), "{error:?}");
}

#[tokio::test]
async fn success_is_the_code_alone() {
    for status in [200, 201, 400, 500] {
        let server = Server::start(move |_, _| json(status, r#"{"code":"0","msg":"failed"}"#)).await;
        let answer = bare(&server).build().unwrap().execute(open("1")).await.unwrap();
        assert_eq!((answer.http_status(), answer.log_id(), answer.data()), (status, Some("LOG-1"), None));
    }
    for status in [200, 404, 500] {
        assert_eq!(failure(json(status, r#"{"code":1,"msg":"success"}"#)).await.http_status(), Some(status));
    }
}

#[tokio::test]
async fn what_is_no_envelope_is_never_success() {
    for body in [
        "",
        " ",
        "{",
        "[]",
        "null",
        "0",
        "\"0\"",
        "{}",
        r#"{"code":null}"#,
        r#"{"code":[0]}"#,
        r#"{"code":0.0}"#,
        r#"{"code":0,"code":0}"#,
        r#"{"code":0}{"code":0}"#,
        r#"{"code":99999999999999999999}"#,
        "<html><h1>502 Bad Gateway</h1></html>",
        "{\"code\":0,\"data\":\"\u{0}\"}",
    ] {
        let error = failure(json(502, body)).await;
        let Error::Decode(decode) = &error else { panic!("{body}: {error:?}") };
        assert_eq!((decode.http_status, decode.log_id.as_deref(), decode.excerpt.as_str()), (502, Some("LOG-1"), body));
        assert!(error.to_string().ends_with("(HTTP 502, log id LOG-1)"), "{error}");
    }
}

#[tokio::test]
async fn data_that_is_missing_or_null_is_the_default() {
    for body in [r#"{"code":0}"#, r#"{"code":0,"data":null}"#] {
        let server = Server::start(move |_, _| json(200, body)).await;
        let data: Vec<i64> = bare(&server).build().unwrap().call::<_, Code>(open("1")).await.unwrap();
        assert!(data.is_empty());
    }
}

#[tokio::test]
async fn data_of_another_shape_is_an_error_that_says_where() {
    let server = Server::start(|_, _| json(200, r#"{"code":0,"data":[{"a":1},{"a":"x"}]}"#)).await;
    let client = bare(&server).build().unwrap();
    let error = client.call::<Vec<std::collections::HashMap<String, i64>>, Code>(open("1")).await.unwrap_err();
    let Error::Decode(decode) = &error else { panic!("{error:?}") };
    assert_eq!((decode.path.as_deref(), decode.log_id.as_deref()), (Some("data[1].a"), Some("LOG-1")));
    assert!(
        error
            .to_string()
            .starts_with("test.v1.thing.get: the call succeeded, but cannot read the answer: data[1].a: invalid type"),
        "{error}"
    );
}

#[tokio::test]
async fn a_refusal_carries_all_that_the_platform_said() {
    let body = value!({"code": 99_991_400, "msg": "too fast", "error": {
        "log_id": "IN-BODY", "message": "more", "troubleshooter": "https://example.com/t",
        "helps": [{"url": "https://example.com/h", "description": "scopes"}],
        "field_violations": [{"field": "f", "value": 7, "description": "wrong"}],
        "permission_violations": [{"scope": "s", "url": "u"}, {"type": "t", "subject": "s", "description": "d"}],
    }});
    let error = failure(answer(429, &[("x-limit", "50"), ("x-reset", "3")], &body.to_string())).await;
    assert_eq!(
        error.to_string(),
        "test.v1.thing.get: 99991400 too fast (HTTP 429, log id LOG-1); the next call is allowed after 3 s"
    );
    let Error::RateLimited(limited) = &error else { panic!("{error:?}") };
    assert_eq!((limited.limit, limited.reset_after.map(|wait| wait.as_secs())), (Some(50), Some(3)));
    let api = limited.refusal().unwrap();
    assert_eq!(api.class(), Some(ErrorClass::RateLimited));
    assert_eq!(api.troubleshooter.as_deref(), Some("https://example.com/t"));
    assert_eq!((api.details.helps.len(), api.details.permission_violations.len()), (1, 2));
    assert_eq!(api.details.field_violations[0].value.as_deref(), Some("7"));
    let limit = api.rate_limit.unwrap();
    assert_eq!((limit.limit, limit.reset_after.map(|wait| wait.as_secs())), (Some(50), Some(3)));
}

#[tokio::test]
async fn the_log_id_of_the_body_stands_in_for_that_of_the_header() {
    let body = r#"{"code":1,"error":{"logid":"IN-BODY"}}"#;
    let head = format!("HTTP/1.1 400 X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}", body.len());
    assert_eq!(failure(Answer(head.into_bytes())).await.log_id(), Some("IN-BODY"));
}

#[tokio::test]
async fn the_endpoint_s_own_description_of_a_code_comes_first() {
    let server = Server::start(|_, _| json(403, r#"{"code":154401}"#)).await;
    let client =
        bare(&server).helpdesk("1", HELPDESK_TOKEN).access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    let error = client.execute(reply()).await.unwrap_err();
    assert_eq!(error.to_string(), "test.v1.ticket.reply: 154401 Ticket already be closed (HTTP 403, log id LOG-1)");
    assert!(matches!(&error, Error::Api(api) if api.advice() == Some("Open another.")));
}

//! Access tokens: fetched once, kept, dropped when refused.

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use feishu_runtime::{AccessToken, Error, TokenError, TransportErrorKind};
use support::server::{Answer, Arrived, Server, answer, json, token};
use support::{APP_SECRET, LIST, TOKEN_INVALID, TOKEN_PATH, USER_TOKEN, bare, client, list};

const OK: &str = r#"{"code":0,"msg":"ok"}"#;

fn refusal(status: u16) -> Answer {
    json(status, &format!(r#"{{"code":{TOKEN_INVALID},"msg":"Invalid access token"}}"#))
}

/// Hands out `t-0`, `t-1` and so on.
fn numbered(arrived: &Arrived, before: usize) -> Option<Answer> {
    (arrived.target == TOKEN_PATH).then(|| token(&format!("t-{before}")))
}

/// Hands out numbered tokens, and takes any but `t-0`.
async fn that_refuses_the_first(status: u16) -> Server {
    Server::start(move |arrived, before| {
        numbered(arrived, before).unwrap_or_else(|| match arrived.header("authorization") {
            Some("Bearer t-0") => refusal(status),
            _ => json(200, OK),
        })
    })
    .await
}

#[tokio::test]
async fn one_token_is_fetched_for_many_calls_at_once() {
    let server = Server::start(|arrived, before| numbered(arrived, before).unwrap_or_else(|| json(200, OK))).await;
    let client = client(&server);
    let calls: Vec<_> = (0..50)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { client.execute(list()).await }
            })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }
    assert_eq!(server.count(TOKEN_PATH), 1);
    assert_eq!(server.tokens(LIST.path), vec!["Bearer t-0"; 50]);
}

#[tokio::test]
async fn the_request_for_a_token_is_what_the_platform_describes() {
    let server = Server::start(|arrived, before| numbered(arrived, before).unwrap_or_else(|| json(200, OK))).await;
    client(&server).execute(list()).await.unwrap();
    let arrived = &server.arrived()[0];
    assert_eq!((arrived.method.as_str(), arrived.target.as_str()), ("POST", TOKEN_PATH));
    assert_eq!(arrived.header("content-type"), Some("application/json; charset=utf-8"));
    assert_eq!((arrived.header("authorization"), arrived.header("x-helpdesk-authorization")), (None, None));
    let body: serde_json::Value = serde_json::from_slice(&arrived.body).unwrap();
    assert_eq!(body, serde_json::json!({"app_id": "cli_a", "app_secret": APP_SECRET}));
}

#[tokio::test]
async fn a_refused_token_is_replaced_whatever_the_http_status() {
    for status in [200, 400, 401] {
        let server = that_refuses_the_first(status).await;
        let client = client(&server);
        client.execute(list()).await.unwrap();
        client.execute(list()).await.unwrap();
        assert_eq!(server.count(TOKEN_PATH), 2, "{status}");
        assert_eq!(server.tokens(LIST.path), ["Bearer t-0", "Bearer t-1", "Bearer t-1"], "{status}");
    }
}

#[tokio::test]
async fn a_token_refused_by_many_calls_at_once_is_replaced_once() {
    let server = that_refuses_the_first(200).await;
    let client = client(&server);
    let calls: Vec<_> = (0..50)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { client.execute(list()).await }
            })
        })
        .collect();
    for call in calls {
        assert!(call.await.unwrap().is_ok());
    }
    assert_eq!(server.count(TOKEN_PATH), 2);
}

#[tokio::test]
async fn a_call_is_repeated_once_at_most() {
    let server = Server::start(|arrived, before| numbered(arrived, before).unwrap_or_else(|| refusal(400))).await;
    let client = client(&server);
    let error = client.execute(list()).await.unwrap_err();
    assert_eq!(error.code(), Some(TOKEN_INVALID));
    assert_eq!(server.tokens(LIST.path), ["Bearer t-0", "Bearer t-1"]);
    client.execute(list()).await.unwrap_err();
    assert_eq!(server.tokens(LIST.path)[2..], ["Bearer t-2", "Bearer t-3"]);
}

#[tokio::test]
async fn a_token_that_is_handed_out_again_is_tried_again() {
    let server = Server::start(|arrived, before| match (arrived.target.as_str(), before) {
        (TOKEN_PATH, _) => token("t-same"),
        (_, 0) => refusal(401),
        _ => json(200, OK),
    })
    .await;
    client(&server).execute(list()).await.unwrap();
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (2, 2));
}

#[tokio::test]
async fn http_401_with_another_code_leaves_the_token_alone() {
    let server = Server::start(|arrived, before| {
        numbered(arrived, before).unwrap_or_else(|| json(401, r#"{"code":154003,"msg":"no"}"#))
    })
    .await;
    let client = client(&server);
    for _ in 0..2 {
        assert_eq!(client.execute(list()).await.unwrap_err().code(), Some(154_003));
    }
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (1, 2));
}

#[tokio::test]
async fn a_platform_wide_code_of_another_class_leaves_the_token_alone() {
    let server = Server::start(|arrived, before| {
        numbered(arrived, before).unwrap_or_else(|| json(401, r#"{"code":99991400,"msg":"too fast"}"#))
    })
    .await;
    let client = client(&server);
    for _ in 0..2 {
        assert_eq!(client.execute(list()).await.unwrap_err().code(), Some(99_991_400));
    }
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (1, 2));
}

#[tokio::test]
async fn a_given_token_is_sent_as_it_is_and_never_repeated() {
    let server = Server::start(|_, _| refusal(401)).await;
    let client = bare(&server).app("cli_a", APP_SECRET).access_token(AccessToken::Tenant, "t-given").build().unwrap();
    assert_eq!(client.execute(list()).await.unwrap_err().code(), Some(TOKEN_INVALID));
    assert_eq!(server.tokens(LIST.path), ["Bearer t-given"]);
    assert_eq!(server.count(TOKEN_PATH), 0);
}

#[tokio::test]
async fn without_a_token_nothing_is_sent_and_the_missing_call_is_named() {
    let server = Server::start(|_, _| json(200, OK)).await;
    let client = bare(&server).access_token(AccessToken::User, USER_TOKEN).build().unwrap();
    let error = client.execute(list()).await.unwrap_err();
    assert!(matches!(&error, Error::InvalidArgument(_)) && error.to_string().contains("ClientBuilder::app"), "{error}");
    assert!(server.arrived().is_empty());
}

#[tokio::test]
async fn a_failed_fetch_is_told_to_all_who_wait_and_the_next_call_tries_anew() {
    let server = Server::with_permits(0, |arrived, before| match (arrived.target.as_str(), before) {
        (TOKEN_PATH, 0) => json(400, r#"{"code":10015,"msg":"wrong app secret"}"#),
        (TOKEN_PATH, _) => token("t-1"),
        _ => json(200, OK),
    })
    .await;
    let client = client(&server);
    let calls: Vec<_> = (0..20)
        .map(|_| {
            tokio::spawn({
                let client = client.clone();
                async move { client.execute(list()).await }
            })
        })
        .collect();
    server.until_arrived(1).await;
    server.permits.add_permits(100);
    for call in calls {
        let error = call.await.unwrap().unwrap_err();
        let Error::Token(token) = &error else { panic!("{error:?}") };
        assert!(matches!(**token, TokenError::Refused(_)));
        assert_eq!(
            (token.code(), token.message(), token.log_id()),
            (Some(10_015), Some("wrong app secret"), Some("LOG-1"))
        );
        assert_eq!(
            error.to_string(),
            "no access token: auth.v1.token.create: 10015 wrong app secret (HTTP 400, log id LOG-1)"
        );
    }
    assert_eq!((server.count(TOKEN_PATH), server.count(LIST.path)), (1, 0));
    client.execute(list()).await.unwrap();
    assert_eq!(server.count(TOKEN_PATH), 2);
}

#[tokio::test]
async fn a_call_that_is_given_up_does_not_keep_others_from_fetching() {
    let server =
        Server::with_permits(0, |arrived, before| numbered(arrived, before).unwrap_or_else(|| json(200, OK))).await;
    let client = client(&server);
    let call = |client: feishu_runtime::Client| tokio::spawn(async move { client.execute(list()).await });
    let (first, second) = (call(client.clone()), call(client.clone()));
    server.until_arrived(1).await;
    first.abort();
    server.until_arrived(2).await;
    server.permits.add_permits(100);
    second.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_token_without_remaining_life_serves_only_those_who_wait_for_it() {
    let server = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => json(200, r#"{"code":0,"tenant_access_token":"t-1","expire":0}"#),
        _ => json(200, OK),
    })
    .await;
    let client = client(&server);
    client.execute(list()).await.unwrap();
    client.execute(list()).await.unwrap();
    assert_eq!(server.count(TOKEN_PATH), 2);
}

#[tokio::test]
async fn a_token_is_kept_whatever_shape_its_remaining_life_has() {
    for expire in ["\"7200\"", "null", "\"soon\"", "{}", "9223372036854775807", "1e300"] {
        let body = format!(r#"{{"code":0,"tenant_access_token":"t-1","expire":{expire}}}"#);
        let server = Server::start(move |arrived, _| match arrived.target.as_str() {
            TOKEN_PATH => json(200, &body),
            _ => json(200, OK),
        })
        .await;
        let client = client(&server);
        client.execute(list()).await.unwrap();
        client.execute(list()).await.unwrap();
        assert_eq!(server.count(TOKEN_PATH), 1, "{expire}");
    }
}

#[tokio::test]
async fn what_is_no_token_is_never_sent() {
    for body in [
        r#"{"code":0}"#,
        r#"{"code":0,"tenant_access_token":""}"#,
        r#"{"code":0,"tenant_access_token":" "}"#,
        r#"{"code":0,"tenant_access_token":null}"#,
        r#"{"code":0,"tenant_access_token":7}"#,
        r#"{"code":0,"tenant_access_token":"t-1\r\nx: y"}"#,
        r#"{"tenant_access_token":"t-1"}"#,
        "",
        "<html>",
    ] {
        let server = Server::start(move |_, _| json(200, body)).await;
        let error = client(&server).execute(list()).await.unwrap_err();
        assert!(matches!(&error, Error::Token(token) if matches!(**token, TokenError::Decode(_))), "{body}: {error:?}");
        assert!(!format!("{error:?} {error}").contains("t-1"), "{error:?}");
        assert_eq!((error.log_id(), server.count(LIST.path)), (Some("LOG-1"), 0));
    }
}

#[tokio::test]
async fn a_token_that_cannot_be_fetched_is_told_apart_from_a_call_that_failed() {
    static FETCHED: AtomicUsize = AtomicUsize::new(0);
    let server = Server::start(|_, _| {
        FETCHED.fetch_add(1, Ordering::Relaxed);
        answer(200, &[], &"x".repeat(2000))
    })
    .await;
    let client = bare(&server).app("cli_a", APP_SECRET).max_response_bytes(1000).build().unwrap();
    let error = client.execute(list()).await.unwrap_err();
    let Error::Token(token) = &error else { panic!("{error:?}") };
    let TokenError::Transport(transport) = &**token else { panic!("{token:?}") };
    assert_eq!(
        (transport.kind(), transport.endpoint()),
        (TransportErrorKind::BodyTooLarge, Some("auth.v1.token.create"))
    );
    assert_eq!(FETCHED.load(Ordering::Relaxed), 1);
}

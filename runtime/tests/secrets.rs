//! No secret shows up anywhere, not even where the other side echoes it.

mod support;

use std::fmt::Write as _;

use feishu_runtime::serde_json::json as value;
use std::sync::Arc;

use feishu_runtime::transport::BoxFuture;
use feishu_runtime::{AccessToken, Code, MemoryTokenStore, Secret, StoredToken, TokenKey, TokenStore};
use support::echo::{ECHOES, TENANT_TOKEN, assert_clean, echoes, shown};
use support::server::{Server, json, token};
use support::{APP_SECRET, HELPDESK_HEADER, HELPDESK_TOKEN, TOKEN_PATH, USER_TOKEN, bare, client, reply};

#[tokio::test]
async fn no_echo_of_a_call_brings_a_secret_into_an_error() {
    for index in 0..ECHOES {
        let server = Server::start(move |arrived, _| match arrived.target.as_str() {
            TOKEN_PATH => token(TENANT_TOKEN),
            _ => echoes(arrived)[index].clone(),
        })
        .await;
        let user = bare(&server).helpdesk("70000", HELPDESK_TOKEN).access_token(AccessToken::User, USER_TOKEN);
        for client in [client(&server), user.build().unwrap()] {
            assert_clean(&shown(&client.call::<Vec<i64>, Code>(reply()).await.unwrap_err()));
        }
    }
}

#[tokio::test]
async fn no_echo_of_a_request_for_a_token_brings_a_secret_into_an_error() {
    for index in 0..ECHOES {
        let server = Server::start(move |arrived, _| echoes(arrived)[index].clone()).await;
        assert_clean(&shown(&client(&server).call::<Vec<i64>, Code>(reply()).await.unwrap_err()));
    }
}

#[tokio::test]
async fn what_holds_secrets_does_not_show_them() {
    let server = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => token(TENANT_TOKEN),
        _ => json(200, &value!({"code": 0, "data": format!("{:?}", arrived.headers)}).to_string()),
    })
    .await;
    let builder = bare(&server)
        .app("cli_a", APP_SECRET)
        .helpdesk("70000", HELPDESK_TOKEN)
        .access_token(AccessToken::App, USER_TOKEN);
    let mut shown = format!("{builder:?} {:?}", Secret::from(APP_SECRET));
    let client = builder.build().unwrap();
    let answer = client.execute(reply()).await.unwrap();
    write!(shown, "{client:?} {answer:?} {:?}", reply()).unwrap();
    for secret in [APP_SECRET, HELPDESK_TOKEN, HELPDESK_HEADER, USER_TOKEN, TENANT_TOKEN] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[tokio::test]
async fn no_echo_under_any_status_brings_a_secret_into_an_error() {
    for (status, body) in [(429, "<html>"), (429, ""), (503, "{"), (200, "[")] {
        let server = Server::start(move |arrived, _| match arrived.target.as_str() {
            TOKEN_PATH => token(TENANT_TOKEN),
            _ => json(status, &format!("{body}{:?} {}", arrived.headers, String::from_utf8_lossy(&arrived.body))),
        })
        .await;
        assert_clean(&shown(&client(&server).execute(reply()).await.unwrap_err()));
    }
}

#[tokio::test]
async fn what_keeps_and_hands_out_tokens_does_not_show_them() {
    let stored = StoredToken::new(TENANT_TOKEN, std::time::Duration::from_mins(1));
    let store = MemoryTokenStore::new();
    let server = Server::start(|arrived, _| match arrived.target.as_str() {
        TOKEN_PATH => token(TENANT_TOKEN),
        _ => json(200, r#"{"code":0}"#),
    })
    .await;
    let seen = Arc::new(std::sync::Mutex::new(String::new()));
    let client = bare(&server)
        .app("cli_a", APP_SECRET)
        .helpdesk("70000", HELPDESK_TOKEN)
        .token_store(Watching(Arc::clone(&seen)))
        .build()
        .unwrap();
    client.execute(reply()).await.unwrap();
    let shown = format!("{stored:?} {store:?} {client:?} {}", seen.lock().unwrap());
    assert!(shown.contains("TokenKey"), "{shown}");
    for secret in [APP_SECRET, HELPDESK_TOKEN, TENANT_TOKEN] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

/// Writes down how everything looks that a store is given.
struct Watching(Arc<std::sync::Mutex<String>>);

impl TokenStore for Watching {
    fn get<'a>(&'a self, key: &'a TokenKey) -> BoxFuture<'a, Option<StoredToken>> {
        write!(self.0.lock().unwrap(), "{key:?} {}", key.as_str()).unwrap();
        Box::pin(std::future::ready(None))
    }

    fn put<'a>(&'a self, key: &'a TokenKey, token: StoredToken) -> BoxFuture<'a, ()> {
        write!(self.0.lock().unwrap(), "{key:?} {token:?}").unwrap();
        Box::pin(std::future::ready(()))
    }

    fn remove<'a>(&'a self, _: &'a TokenKey, _: &'a Secret) -> BoxFuture<'a, ()> {
        Box::pin(std::future::ready(()))
    }
}

#[test]
fn a_setting_that_is_refused_is_not_shown() {
    let build = || feishu_runtime::ClientBuilder::<feishu_runtime::Client>::new(&support::PLATFORM);
    let errors = [
        build().access_token(AccessToken::User, format!("{USER_TOKEN}\n")).build().unwrap_err(),
        build().base_url(format!("https://me:{APP_SECRET}@example.com")).build().unwrap_err(),
        build().helpdesk(":", HELPDESK_TOKEN).build().unwrap_err(),
    ];
    for error in errors {
        let shown = format!("{error} {error:?}");
        assert!(![USER_TOKEN, APP_SECRET, HELPDESK_TOKEN].iter().any(|secret| shown.contains(secret)), "{shown}");
    }
}

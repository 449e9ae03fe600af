//! The fake platform, as a downstream crate uses it in its tests.

use std::time::Duration;

use feishu_openapi::helpdesk::v1::bot_message;
use feishu_openapi::helpdesk::v1::ticket_message::{Create, CreateError, CreateResponse, List, ListResponse, Message};
use feishu_openapi::platform::{PLATFORM, PlatformError};
use feishu_openapi::runtime::{bytes::Bytes, http};
use feishu_openapi::testing::FakePlatform;
use feishu_openapi::{Client, Error, json};

fn start() -> (FakePlatform, Client) {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client = platform.builder().build().unwrap();
    (platform, client)
}

fn create(client: &Client, ticket: &str, text: &str) -> Create {
    client.helpdesk().v1().ticket_message().create(ticket, Message::text(text))
}

#[tokio::test]
async fn an_expected_call_gets_its_typed_answer() {
    let (platform, client) = start();
    let mut answer = CreateResponse::default();
    answer.message_id = Some("om_1".to_owned());
    platform.expect(&create(&client, "1", "hello")).answer(&answer);
    assert_eq!(create(&client, "1", "hello").send().await.unwrap(), answer);
    platform.verify().unwrap();
}

#[tokio::test]
async fn a_typed_answer_comes_back_as_it_was_given_with_all_of_its_types() {
    let (platform, client) = start();
    let data = json!({"total": 1, "messages": [{"id": "1", "message_type": "hologram", "created_at": 1_617_960_686_000_i64,
        "content": "{\"msg_type\":\"text\",\"content\":\"hi\"}"}]});
    let answer: ListResponse = feishu_openapi::serde_json::from_value(data).unwrap();
    platform.expect_any::<List>().answer(&answer);
    assert_eq!(client.helpdesk().v1().ticket_message().list("1").send().await.unwrap(), answer);
}

#[tokio::test]
async fn only_the_expected_arguments_match() {
    let (platform, client) = start();
    platform.expect(&create(&client, "1", "hello")).answer_done();
    let list = client.helpdesk().v1().ticket_message().list("1").page_size(5);
    platform.expect(&list).answer_done();
    for unexpected in [create(&client, "2", "hello"), create(&client, "1", "bye")] {
        let error = unexpected.send().await.unwrap_err();
        assert!(error.to_string().contains("the test does not expect POST"), "{error}");
    }
    assert!(list.clone().page(2).send().await.is_err());
    create(&client, "1", "hello").send().await.unwrap();
    list.send().await.unwrap();
    let unmet = platform.verify().unwrap_err();
    assert_eq!((unmet.missing.len(), unmet.unexpected.len()), (0, 3), "{unmet}");
}

#[tokio::test]
async fn every_documented_error_can_be_had_by_its_name() {
    let (platform, client) = start();
    for error in [CreateError::TicketClosed, CreateError::Platform(PlatformError::QuotaExceeded)] {
        platform.expect(&create(&client, "1", "hello")).times(1).refuse(error);
        let failure = create(&client, "1", "hello").send().await.unwrap_err();
        assert_eq!((failure.kind(), failure.log_id()), (Some(error), Some("fake-log-id")));
        assert_eq!(failure.http_status(), error.http_status().or(Some(400)));
    }
}

#[tokio::test]
async fn a_rate_limit_can_be_had_with_limit_and_reset() {
    let (platform, client) = start();
    let limited = CreateError::Platform(PlatformError::RateLimited);
    platform.expect_any::<Create>().refuse_rate_limited(limited, 50, Duration::from_secs(3));
    match create(&client, "1", "hello").send().await.unwrap_err() {
        Error::RateLimited(error) => {
            assert_eq!((error.limit, error.reset_after), (Some(50), Some(Duration::from_secs(3))));
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn answers_follow_each_other_and_any_bytes_can_be_answered() {
    let (platform, client) = start();
    let gateway = http::Response::builder().status(502).body(Bytes::from_static(b"<html>")).unwrap();
    platform.expect_any::<Create>().times(1).answer_raw(gateway);
    platform.expect_any::<Create>().answer_json(200, &json!({"code": 0, "data": {"message_id": 7}}));
    let first = create(&client, "1", "hello").send().await.unwrap_err();
    assert_eq!((first.http_status(), matches!(first, Error::Decode(_))), (Some(502), true));
    match create(&client, "1", "hello").send().await.unwrap_err() {
        Error::Decode(error) => assert!(error.succeeded),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn what_did_not_arrive_is_told() {
    let (platform, client) = start();
    platform.expect(&create(&client, "1", "hello")).times(2).answer_done();
    create(&client, "1", "hello").send().await.unwrap();
    let unmet = platform.verify().unwrap_err().to_string();
    assert!(unmet.starts_with("missing: POST /open-apis/helpdesk/v1/tickets/1/messages with "), "{unmet}");
    assert!(unmet.ends_with("(expected 2, arrived 1)"), "{unmet}");
    platform.expect(&create(&client, "", "hello")).answer_done();
    assert!(platform.verify().unwrap_err().to_string().contains("a call that cannot be sent"));
}

#[tokio::test]
async fn the_credentials_that_arrived_can_be_looked_at_but_are_not_shown() {
    let (platform, client) = start();
    platform.expect_any::<bot_message::Create>().answer_done();
    client.helpdesk().v1().bot_message().create(bot_message::Message::text("hi"), "ou_1").send().await.unwrap();
    let received = platform.received();
    assert_eq!(received[0].header("authorization"), Some("Bearer t-fake-token"));
    let helpdesk = received[0].header("x-lark-helpdesk-authorization").unwrap();
    let shown = format!("{received:?} {platform:?}");
    assert!(!shown.contains("t-fake-token") && !shown.contains(helpdesk), "{shown}");
}

/// What a test says that ends with this platform.
fn said_at_the_end(platform: FakePlatform) -> Option<String> {
    let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| drop(platform))).err()?;
    panic.downcast::<String>().ok().map(|text| *text)
}

#[tokio::test]
async fn a_test_that_does_not_ask_is_told_at_the_end_what_is_missing_and_what_came_unexpectedly() {
    let (platform, client) = start();
    platform.expect(&create(&client, "1", "hello")).times(2).answer_done();
    create(&client, "1", "hello").send().await.unwrap();
    create(&client, "2", "hello").send().await.unwrap_err();
    let said = said_at_the_end(platform).unwrap();
    assert!(said.contains("missing: POST") && said.contains("(expected 2, arrived 1)"), "{said}");
    assert!(said.contains("unexpected: POST"), "{said}");
}

#[tokio::test]
async fn a_test_that_asked_or_of_which_all_came_hears_nothing_at_the_end() {
    let (platform, _) = start();
    platform.expect_any::<List>().answer_done();
    assert!(platform.verify().is_err());
    assert_eq!(said_at_the_end(platform), None);
    let (platform, client) = start();
    platform.expect(&create(&client, "1", "hello")).answer_done();
    create(&client, "1", "hello").send().await.unwrap();
    assert_eq!(said_at_the_end(platform), None);
}

#[test]
fn a_test_that_fails_anyway_is_not_drowned_out() {
    let failed = std::panic::catch_unwind(|| {
        let (platform, _) = start();
        platform.expect_any::<List>().answer_done();
        panic!("the reason");
    });
    assert_eq!(failed.unwrap_err().downcast_ref::<&str>(), Some(&"the reason"));
}

#[tokio::test]
async fn a_request_for_a_token_can_be_expected_and_refused() {
    let (platform, client) = start();
    platform.expect_token().times(1).refuse(10_014, "app unauthorized");
    platform.expect_token().times(1).answer("t-short", Duration::ZERO);
    platform.expect_any::<Create>().answer_done();
    match create(&client, "1", "hello").send().await.unwrap_err() {
        Error::Token(error) => assert_eq!((error.code(), error.message()), (Some(10_014), Some("app unauthorized"))),
        other => panic!("{other:?}"),
    }
    for _ in 0..2 {
        create(&client, "1", "hello").send().await.unwrap();
    }
    platform.verify().unwrap();
    let tokens: Vec<_> =
        platform.received().iter().map(|request| request.header("authorization").map(str::to_owned)).collect();
    assert_eq!(tokens, [Some("Bearer t-short".to_owned()), Some("Bearer t-fake-token".to_owned())]);
}

//! What one generated call does otherwise than its client.

use std::time::Duration;

use feishu_openapi::helpdesk::v1::ticket_message::{List, Message};
use feishu_openapi::platform::PLATFORM;
use feishu_openapi::testing::FakePlatform;
use feishu_openapi::{CallOptions, Client, Error, RetryPolicy, json};

#[tokio::test]
async fn options_reach_the_wire_and_every_page() {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client: Client = platform.builder().build().unwrap();
    platform.expect_any::<List>().answer_data(&json!({"messages": [{"id": "1"}], "total": 1}));
    let options = CallOptions::new().header("x-trace", "abc").query("beta", "1").timeout(Duration::from_secs(5));
    let list = client.helpdesk().v1().ticket_message().list("1").options(options);
    list.clone().send().await.unwrap();
    list.stream().next().await.unwrap().unwrap();
    for received in platform.received() {
        assert_eq!(received.header("x-trace"), Some("abc"));
        assert!(received.target.contains("beta=1"), "{received:?}");
    }
    assert_eq!(platform.received().len(), 2);
}

#[tokio::test]
async fn a_write_is_made_once_and_a_list_again() {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client: Client = platform.builder().build().unwrap();
    let retries = RetryPolicy::new().delays(Duration::from_millis(1), Duration::from_millis(1));
    let options = CallOptions::new().retries(retries);
    platform.expect_any::<List>().answer_json(504, &json!({}));
    let messages = client.helpdesk().v1().ticket_message();
    messages.list("1").options(options.clone()).send().await.unwrap_err();
    assert_eq!(platform.received().len(), 3);
    let create = messages.create("1", Message::text("hello")).options(options);
    platform.expect(&create).answer_json(504, &json!({}));
    let failure = create.send().await.unwrap_err();
    assert!(!failure.is_retryable(), "it may have been sent to the ticket");
    assert_eq!(platform.received().len(), 4);
}

#[tokio::test]
async fn a_raw_answer_keeps_what_the_types_do_not_know() {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client: Client = platform.builder().build().unwrap();
    platform.expect_any::<List>().answer_data(&json!({"total": "many"}));
    let list = client.helpdesk().v1().ticket_message().list("1");
    let answer = list.clone().send_raw().await.unwrap();
    assert_eq!(answer.data(), Some(r#"{"total":"many"}"#));
    assert!(matches!(list.send().await, Err(Error::Decode(_))));
}

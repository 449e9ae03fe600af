//! Calls without an async runtime: no test here has one.

use feishu_openapi::helpdesk::v1::ticket_message::{CreateError, List, Message};
use feishu_openapi::platform::PLATFORM;
use feishu_openapi::testing::FakePlatform;
use feishu_openapi::{Client, Error, json};

fn start() -> (FakePlatform, Client) {
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client = platform.builder().build().unwrap();
    (platform, client)
}

#[test]
fn a_call_is_made_without_an_async_runtime() {
    let (platform, client) = start();
    let create = client.helpdesk().v1().ticket_message().create("1", Message::text("hello"));
    platform.expect(&create).answer_data(&json!({"message_id": "om_1"}));
    assert_eq!(create.clone().send_blocking().unwrap().message_id.as_deref(), Some("om_1"));
    let answer = create.send_raw_blocking().unwrap();
    assert_eq!(answer.data(), Some(r#"{"message_id":"om_1"}"#));
    platform.verify().unwrap();
}

#[test]
fn errors_are_as_typed_as_those_of_the_async_calls() {
    let (platform, client) = start();
    let create = client.helpdesk().v1().ticket_message().create("1", Message::text("hello"));
    platform.expect(&create).refuse(CreateError::TicketClosed);
    assert_eq!(create.send_blocking().unwrap_err().kind(), Some(CreateError::TicketClosed));
    let unsendable = client.helpdesk().v1().ticket_message().create("", Message::text("hello"));
    assert!(matches!(unsendable.send_blocking(), Err(Error::InvalidArgument(_))));
}

fn two_pages(platform: &FakePlatform, list: &List) {
    for page in [1, 2] {
        let messages = json!({"messages": [{"id": format!("{page}a")}, {"id": format!("{page}b")}], "total": 4});
        platform.expect(&list.clone().page(page)).times(1).answer_data(&messages);
    }
}

#[test]
fn pages_and_their_elements_are_iterators_that_end() {
    let (platform, client) = start();
    let list = client.helpdesk().v1().ticket_message().list("1").page_size(2);
    two_pages(&platform, &list);
    let ids: Vec<_> = list.clone().iter_blocking().map(|message| message.unwrap().id.unwrap()).collect();
    assert_eq!(ids, ["1a", "1b", "2a", "2b"]);
    two_pages(&platform, &list);
    let mut pages = list.pages_blocking();
    assert_eq!(pages.by_ref().map(|page| page.unwrap().messages.len()).collect::<Vec<_>>(), [2, 2]);
    assert!(pages.next().is_none());
    platform.verify().unwrap();
}

#[test]
fn an_iterator_asks_for_nothing_before_it_is_asked_and_ends_after_an_error() {
    let (platform, client) = start();
    let mut messages = client.helpdesk().v1().ticket_message().list("1").iter_blocking();
    assert!(platform.received().is_empty());
    assert!(messages.next().unwrap().is_err());
    assert!(messages.next().is_none());
    assert_eq!(platform.verify().unwrap_err().unexpected.len(), 1);
}

#[tokio::test]
async fn a_blocking_call_within_an_async_runtime_does_not_panic() {
    let (platform, client) = start();
    let create = client.helpdesk().v1().ticket_message().create("1", Message::text("hello"));
    platform.expect(&create).answer_done();
    create.clone().send_blocking().unwrap();
    create.send().await.unwrap();
}

#[test]
fn calls_of_many_threads_share_one_token_and_do_not_wait_for_each_other_s_end() {
    let (platform, client) = start();
    let create = client.helpdesk().v1().ticket_message().create("1", Message::text("hello"));
    platform.expect(&create).times(20).answer_done();
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| create.clone().send_blocking().unwrap());
        }
    });
    platform.verify().unwrap();
}

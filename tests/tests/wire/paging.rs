//! Paging through the messages of a ticket.

use feishu_openapi::Error;
use feishu_openapi::helpdesk::v1::ticket_message::{List, ListError, TicketMessage};
use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use futures_util::{StreamExt as _, TryStreamExt as _};
use serde_json::json;
use wiremock::ResponseTemplate;

fn list(platform: &FakePlatform) -> List {
    platform.client().helpdesk().v1().ticket_message().list("1")
}

/// A page with these messages, and a total unless that is none.
fn page(ids: impl IntoIterator<Item = i64>, total: Option<i64>) -> ResponseTemplate {
    let messages: Vec<_> = ids.into_iter().map(|id| json!({"id": id.to_string()})).collect();
    answers::success(&match total {
        Some(total) => json!({"messages": messages, "total": total}),
        None => json!({"messages": messages}),
    })
}

/// Page by page, the messages from 0 up to `count`, as a server would that does what the page says.
fn numbered(number: i64, size: i64, count: i64) -> std::ops::Range<i64> {
    let first = ((number - 1) * size).min(count);
    first..(first + size).min(count)
}

fn ids(messages: &[TicketMessage]) -> Vec<i64> {
    messages.iter().map(|message| message.id.as_deref().unwrap().parse().unwrap()).collect()
}

/// More messages than any list here has: one that does not end fails a test rather than keeping it running.
const ENDLESS: usize = 2000;

/// All messages, and the error at which they ended, if any.
async fn all(request: List) -> (Vec<i64>, Option<Error<ListError>>) {
    let mut stream = request.stream();
    let mut messages = Vec::new();
    while let Some(message) = stream.next().await {
        assert!(messages.len() < ENDLESS, "the list does not end");
        match message {
            Ok(message) => messages.push(message),
            Err(error) => return (ids(&messages), Some(error)),
        }
    }
    (ids(&messages), None)
}

/// All messages of a list that comes to its end.
async fn all_of(request: List) -> Vec<i64> {
    let (messages, error) = all(request).await;
    assert!(error.is_none(), "{error:?}");
    messages
}

/// The numbers of the pages that were asked for.
async fn asked(platform: &FakePlatform) -> Vec<i64> {
    let calls = platform.calls().await;
    calls.iter().map(|call| call.query_value("page").unwrap().parse().unwrap()).collect()
}

#[tokio::test]
async fn several_pages_become_one_stream_of_messages() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 45), Some(45))).await;
    assert_eq!(all_of(list(&platform)).await, (0..45).collect::<Vec<_>>());
    assert_eq!(asked(&platform).await, [1, 2, 3]);
}

#[tokio::test]
async fn pages_come_whole_with_their_total() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 45), Some(45))).await;
    let mut pages = list(&platform).pages();
    let mut sizes = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.unwrap();
        assert_eq!(page.total, Some(45));
        sizes.push(page.messages.len());
    }
    assert_eq!(sizes, [20, 20, 5]);
}

#[tokio::test]
async fn the_streams_work_with_the_combinators_of_futures() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 25), Some(25))).await;
    let messages: Vec<_> = list(&platform).stream().try_collect().await.unwrap();
    assert_eq!(ids(&messages), (0..25).collect::<Vec<_>>());
    assert_eq!(list(&platform).pages().count().await, 2);
    assert_eq!(list(&platform).stream().take(3).count().await, 3);
}

#[tokio::test]
async fn all_parameters_are_sent_with_every_page() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 2, 6), Some(6))).await;
    all_of(list(&platform).page_size(2).time_start(5).time_end(9)).await;

    let calls = platform.calls().await;
    assert_eq!(calls.len(), 3);
    for (index, call) in calls.iter().enumerate() {
        let value = |name| call.query_value(name);
        assert_eq!(value("page"), Some((index + 1).to_string()));
        assert_eq!(value("page_size").as_deref(), Some("2"));
        assert_eq!((value("time_start").as_deref(), value("time_end").as_deref()), (Some("5"), Some("9")));
    }
}

#[tokio::test]
async fn page_size_is_not_sent_unless_it_was_set() {
    let platform = FakePlatform::answering_pages(|_| page([1], Some(1))).await;
    all_of(list(&platform)).await;
    assert_eq!(platform.call().await.query(), [("page".to_owned(), "1".to_owned())]);
}

#[tokio::test]
async fn it_ends_when_all_that_the_total_promises_have_come() {
    // The second page is full, so nothing but the total says that there is no third.
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 1000), Some(40))).await;
    assert_eq!(all_of(list(&platform)).await.len(), 40);
    assert_eq!(asked(&platform).await, [1, 2]);
}

#[tokio::test]
async fn a_short_page_is_not_the_end_while_the_total_promises_more() {
    let platform = FakePlatform::answering_pages(|number| match number {
        1 => page(0..3, Some(10)),
        2 => page(3..10, Some(10)),
        _ => page([], Some(10)),
    })
    .await;
    assert_eq!(all_of(list(&platform)).await, (0..10).collect::<Vec<_>>());
    assert_eq!(asked(&platform).await, [1, 2]);
}

#[tokio::test]
async fn it_begins_at_the_page_that_was_asked_for_and_counts_what_lies_before() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 10, 1000), Some(40))).await;
    assert_eq!(all_of(list(&platform).page(3).page_size(10)).await, (20..40).collect::<Vec<_>>());
    assert_eq!(asked(&platform).await, [3, 4]);
}

#[tokio::test]
async fn without_a_total_it_ends_at_the_first_empty_page() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 25), None)).await;
    assert_eq!(all_of(list(&platform)).await.len(), 25);
    assert_eq!(asked(&platform).await, [1, 2, 3]);
}

#[tokio::test]
async fn an_empty_page_is_the_end_whatever_the_total_promises() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 20, 20), Some(100))).await;
    assert_eq!(all_of(list(&platform)).await.len(), 20);
    assert_eq!(asked(&platform).await, [1, 2]);
}

#[tokio::test]
async fn a_list_without_messages_has_neither_messages_nor_pages() {
    let platform = FakePlatform::answering(answers::done()).await;
    assert!(all_of(list(&platform)).await.is_empty());
    assert!(list(&platform).pages().next().await.is_none());
    assert_eq!(platform.calls().await.len(), 2);
}

#[tokio::test]
async fn it_ends_when_the_server_repeats_its_last_page() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number.min(3), 20, 60), Some(1000))).await;
    assert_eq!(all_of(list(&platform)).await, (0..60).collect::<Vec<_>>());
    assert_eq!(asked(&platform).await, [1, 2, 3, 4]);
}

#[tokio::test]
async fn it_ends_when_the_server_ignores_the_number_of_the_page() {
    for total in [None, Some(1000)] {
        let platform = FakePlatform::answering(page(0..20, total)).await;
        assert_eq!(all_of(list(&platform)).await, (0..20).collect::<Vec<_>>());
        assert_eq!(asked(&platform).await, [1, 2]);
    }
}

#[tokio::test]
async fn an_error_in_the_middle_comes_after_what_arrived_before_it_and_is_the_end() {
    let platform = FakePlatform::answering_pages(|number| match number {
        1 | 2 => page(numbered(number, 20, 100), Some(100)),
        _ => answers::refusal(403, 154_003, "no"),
    })
    .await;
    let mut stream = list(&platform).stream();
    for expected in 0..40 {
        let message = stream.next().await.unwrap().unwrap();
        assert_eq!(message.id, Some(expected.to_string()));
    }
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), Some(ListError::Forbidden));
    assert!(stream.next().await.is_none());
    assert_eq!(asked(&platform).await, [1, 2, 3]);
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll_nor_a_page_before_it_is_needed() {
    let platform = FakePlatform::answering_pages(|number| page(numbered(number, 2, 6), Some(6))).await;
    let mut stream = list(&platform).stream();
    let pages = list(&platform).pages();
    assert!(platform.arrived().await.is_empty());
    drop(pages);

    for expected in [1, 1, 2, 2, 3] {
        stream.next().await.unwrap().unwrap();
        assert_eq!(asked(&platform).await.len(), expected);
    }
}

#[tokio::test]
async fn nothing_is_sent_after_the_end() {
    let platform = FakePlatform::answering_pages(|_| page([1], Some(1))).await;
    let mut stream = list(&platform).stream();
    assert!(stream.next().await.is_some());
    for _ in 0..3 {
        assert!(stream.next().await.is_none());
    }
    assert_eq!(asked(&platform).await, [1]);
}

#[tokio::test]
async fn a_page_size_that_is_too_large_is_the_stream_s_only_item() {
    let platform = FakePlatform::answering_pages(|_| page([1], Some(1))).await;
    let (messages, error) = all(list(&platform).page_size(201)).await;
    assert!(messages.is_empty());
    assert!(matches!(error, Some(Error::InvalidArgument(_))), "{error:?}");
    assert!(platform.arrived().await.is_empty());
}

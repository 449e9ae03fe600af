//! Lists that are read page by page, whatever leads from one to the next.

use feishu_tests::answers;
use feishu_tests::arrived::Arrived;
use feishu_tests::fake_platform::FakePlatform;
use serde_json::{Value, json};
use wiremock::Request;

use crate::client;

/// Two pages of two things and one of one, told apart by `position`, which says what the call asked for.
async fn three_pages(position: fn(&Arrived) -> String, pages: [(&'static str, Value); 3]) -> FakePlatform {
    FakePlatform::responding(move |request: &Request| {
        let asked = position(&Arrived::from(request.clone()));
        let page = pages.iter().find(|(known, _)| *known == asked);
        page.map_or_else(|| answers::refusal(400, 1, "no such page"), |(_, data)| answers::success(data))
    })
    .await
}

fn things(ids: &[i64]) -> Value {
    ids.iter().map(|id| json!({"id": id})).collect()
}

/// What a parameter of the query says.
fn in_query(arrived: &Arrived, name: &str) -> String {
    arrived.query_value(name).unwrap_or_default()
}

#[tokio::test]
async fn pages_that_name_the_next_by_a_token() {
    let pages = [
        ("", json!({"things": things(&[1, 2]), "page_token": "a&b=", "has_more": true})),
        ("a&b=", json!({"things": things(&[3, 4]), "page_token": "c", "has_more": true})),
        ("c", json!({"things": things(&[5]), "page_token": "", "has_more": false})),
    ];
    let platform = three_pages(|arrived| in_query(arrived, "page_token"), pages).await;
    let mut stream = client(&platform).course().v1().page().by_token().size(2).stream();
    let mut ids = Vec::new();
    while let Some(thing) = stream.next().await {
        ids.extend(thing.expect("a thing").id);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    let calls = platform.calls().await;
    assert_eq!(calls.len(), 3);
    assert!(calls.iter().all(|call| call.query_value("size").as_deref() == Some("2")));
    assert_eq!(calls[0].query_value("page_token"), None, "the first page has no token");
}

#[tokio::test]
async fn paging_goes_on_behind_a_token_that_was_kept() {
    let data = json!({"things": things(&[5]), "has_more": false});
    let platform = FakePlatform::answering(answers::success(&data)).await;
    let mut pages = client(&platform).course().v1().page().by_token().page_token("kept").pages();
    assert_eq!(pages.next().await.expect("a page").expect("a page").things.len(), 1);
    assert!(pages.next().await.is_none());
    assert_eq!(platform.call().await.query_value("page_token").as_deref(), Some("kept"));
}

#[tokio::test]
async fn pages_that_begin_behind_so_many_things() {
    let pages = [
        ("0", json!({"things": things(&[1, 2]), "has_more": true})),
        ("2", json!({"things": things(&[3, 4]), "has_more": true})),
        ("4", json!({"things": things(&[5]), "has_more": false})),
    ];
    let platform = three_pages(|arrived| arrived.json()["offset"].to_string(), pages).await;
    let mut stream = client(&platform).course().v1().page().by_offset().limit(2).stream();
    let mut ids = Vec::new();
    while let Some(thing) = stream.next().await {
        ids.extend(thing.expect("a thing").id);
    }
    assert_eq!(ids, [1, 2, 3, 4, 5]);
    let bodies: Vec<_> = platform.calls().await.iter().map(Arrived::json).collect();
    assert_eq!(bodies[1], json!({"offset": 2, "limit": 2}));
}

#[tokio::test]
async fn pages_with_numbers() {
    let pages = [
        ("1", json!({"things": things(&[1, 2]), "total": 5})),
        ("2", json!({"things": things(&[3, 4]), "total": 5})),
        ("3", json!({"things": things(&[5]), "total": 5})),
    ];
    let platform = three_pages(|arrived| in_query(arrived, "page"), pages).await;
    let stream = client(&platform).course().v1().page().by_number().iter_blocking();
    let ids: Vec<_> = stream.map(|thing| thing.expect("a thing").id).collect();
    assert_eq!(ids, [Some(1), Some(2), Some(3), Some(4), Some(5)]);
    assert_eq!(platform.calls().await.len(), 3);
}

#[tokio::test]
async fn a_size_out_of_its_bounds_is_told_by_the_stream_before_anything_is_sent() {
    let platform = FakePlatform::answering(answers::done()).await;
    let mut stream = client(&platform).course().v1().page().by_token().size(51).stream();
    let failure = stream.next().await.expect("an outcome").expect_err("a refusal");
    assert!(failure.to_string().contains("size: 51 is more than 50"), "{failure}");
    assert!(stream.next().await.is_none());
    assert!(platform.arrived().await.is_empty());
}

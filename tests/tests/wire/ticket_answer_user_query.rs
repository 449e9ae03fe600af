//! `helpdesk.v1.ticket.answer_user_query`

use feishu_openapi::helpdesk::v1::ticket::{AnswerUserQuery, UserQueryFaqInfo};
use feishu_tests::answers;
use feishu_tests::fake_platform::{FakePlatform, HELPDESK_HEADER};
use serde_json::json;

use crate::pages;

const TICKET: &str = "6945345902185807891";

fn answer(platform: &FakePlatform) -> AnswerUserQuery {
    platform.client().helpdesk().v1().ticket().answer_user_query(TICKET, "abcd")
}

#[tokio::test]
async fn goes_out_with_method_path_and_headers_as_documented() {
    let platform = FakePlatform::answering(answers::done()).await;
    answer(&platform).send().await.unwrap();

    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/helpdesk/v1/tickets/6945345902185807891/answer_user_query");
    assert_eq!(call.query(), []);
    assert_eq!(call.header("Authorization"), Some("Bearer t-7f1bcd13fc57d46bac21793a18e560"));
    assert_eq!(call.header("X-Lark-Helpdesk-Authorization"), Some(HELPDESK_HEADER));
    assert_eq!(call.header("Content-Type"), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn the_example_of_the_page_goes_out_as_the_page_shows_it() {
    let platform = FakePlatform::answering(answers::done()).await;
    answer(&platform).faqs([UserQueryFaqInfo::new().id("12345").score(0.9)]).send().await.unwrap();
    assert_eq!(platform.call().await.json(), pages::json(pages::ANSWER_USER_QUERY_REQUEST));
}

#[tokio::test]
async fn the_answer_of_the_page_is_a_success() {
    let platform = FakePlatform::answering(answers::body(200, pages::ANSWER_USER_QUERY_RESPONSE)).await;
    answer(&platform).send().await.unwrap();
}

#[tokio::test]
async fn an_answer_without_data_is_a_success() {
    let platform = FakePlatform::answering(answers::done()).await;
    answer(&platform).send().await.unwrap();
}

#[tokio::test]
async fn entries_are_left_out_unless_they_were_set() {
    let platform = FakePlatform::answering(answers::done()).await;
    answer(&platform).send().await.unwrap();
    assert_eq!(platform.call().await.json(), json!({"event_id": "abcd"}));
}

#[tokio::test]
async fn an_empty_list_of_entries_is_not_the_same_as_none() {
    let platform = FakePlatform::answering(answers::done()).await;
    answer(&platform).faqs([]).send().await.unwrap();
    assert_eq!(platform.call().await.json(), json!({"event_id": "abcd", "faqs": []}));
}

#[tokio::test]
async fn entries_keep_their_order_and_leave_out_what_was_not_set() {
    let platform = FakePlatform::answering(answers::done()).await;
    let faqs = [UserQueryFaqInfo::new().id("2"), UserQueryFaqInfo::new().score(1.0), UserQueryFaqInfo::new()];
    answer(&platform).faqs(faqs).send().await.unwrap();

    let expected = json!({"event_id": "abcd", "faqs": [{"id": "2"}, {"score": 1.0}, {}]});
    assert_eq!(platform.call().await.json(), expected);
}

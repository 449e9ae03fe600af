//! `helpdesk.v1.bot_message.create`

use feishu_openapi::helpdesk::v1::bot_message::{Create, Message, ReceiveType, UserIdType};
use feishu_openapi::helpdesk::v1::types::{Post, text};
use feishu_tests::answers;
use feishu_tests::fake_platform::{FakePlatform, HELPDESK_HEADER};
use serde_json::json;

use crate::pages;

/// The message of the page's example.
fn example() -> Message {
    Message::post(Post::zh_cn("some title").line([text("some content")]))
}

fn create(platform: &FakePlatform, message: Message) -> Create {
    platform.client().helpdesk().v1().bot_message().create(message, "ou_7346484524")
}

#[tokio::test]
async fn goes_out_with_method_path_and_headers_as_documented() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, Message::text("hello")).send().await.unwrap();

    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/helpdesk/v1/message");
    assert_eq!(call.header("Authorization"), Some("Bearer t-7f1bcd13fc57d46bac21793a18e560"));
    assert_eq!(call.header("X-Lark-Helpdesk-Authorization"), Some(HELPDESK_HEADER));
    assert_eq!(call.header("Content-Type"), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn the_example_of_the_page_goes_out_as_the_page_shows_it() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, example()).receive_type(ReceiveType::Chat).send().await.unwrap();

    let body = platform.call().await.json();
    let page = pages::json(pages::BOT_MESSAGE_CREATE_REQUEST);
    // The page's content is a string: its members may come in another order, and nothing else may differ.
    let content = |body: &serde_json::Value| pages::json(body["content"].as_str().expect("content as a string"));
    assert_eq!(content(&body), content(&page));
    for member in ["msg_type", "receiver_id", "receive_type"] {
        assert_eq!(body[member], page[member], "{member}");
    }
    assert_eq!(body.as_object().unwrap().len(), 4, "{body}");
}

#[tokio::test]
async fn the_string_of_the_page_s_example_goes_out_to_the_letter() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, example()).receive_type(ReceiveType::Chat).send().await.unwrap();
    assert_eq!(platform.call().await.json(), pages::json(pages::BOT_MESSAGE_CREATE_REQUEST));
}

#[tokio::test]
async fn the_answer_of_the_page_is_read() {
    let platform = FakePlatform::answering(answers::body(200, pages::BOT_MESSAGE_CREATE_RESPONSE)).await;
    let sent = create(&platform, example()).send().await.unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("om_7054301238434"));
}

#[tokio::test]
async fn an_answer_without_data_is_a_success() {
    let platform = FakePlatform::answering(answers::done()).await;
    assert_eq!(create(&platform, example()).send().await.unwrap().message_id, None);
}

#[tokio::test]
async fn what_is_optional_is_left_out_unless_it_was_set() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, Message::text("hello")).send().await.unwrap();

    let call = platform.call().await;
    assert_eq!(call.query(), []);
    let expected = json!({"msg_type": "text", "content": r#"{"text":"hello"}"#, "receiver_id": "ou_7346484524"});
    assert_eq!(call.json(), expected);
}

#[tokio::test]
async fn every_kind_of_user_id_goes_into_the_query() {
    let kinds = [
        (UserIdType::OpenId, "open_id"),
        (UserIdType::UnionId, "union_id"),
        (UserIdType::UserId, "user_id"),
        (UserIdType::from("lark id&x=1"), "lark id&x=1"),
    ];
    for (kind, expected) in kinds {
        let platform = FakePlatform::answering(answers::done()).await;
        create(&platform, example()).user_id_type(kind).send().await.unwrap();
        let call = platform.call().await;
        assert_eq!(call.query(), [("user_id_type".to_owned(), expected.to_owned())]);
        assert_eq!(call.json().get("user_id_type"), None);
    }
}

#[tokio::test]
async fn every_way_to_receive_goes_into_the_body() {
    for (way, expected) in [(ReceiveType::Chat, "chat"), (ReceiveType::User, "user"), (ReceiveType::from("fax"), "fax")]
    {
        let platform = FakePlatform::answering(answers::done()).await;
        create(&platform, example()).receive_type(way).send().await.unwrap();
        let call = platform.call().await;
        assert_eq!(call.json()["receive_type"], expected);
        assert_eq!(call.query(), []);
    }
}

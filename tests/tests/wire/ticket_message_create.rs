//! `helpdesk.v1.ticket_message.create`

use feishu_openapi::ContentEncoding;
use feishu_openapi::helpdesk::v1::ticket_message::{Create, Message};
use feishu_openapi::helpdesk::v1::types::{Post, PostElement, TextElement, link, text};
use feishu_tests::answers;
use feishu_tests::fake_platform::{FakePlatform, HELPDESK_HEADER};
use serde_json::{Value, json};

use crate::pages;

const TICKET: &str = "6948728206392295444";

/// The message of the page's example.
fn example() -> Message {
    let escaped = PostElement::from(TextElement::new("第一行&nbsp;:").un_escape(true));
    let post = Post::zh_cn("this is title")
        .line([escaped, link("超链接", "http://www.feishu.cn")])
        .line([text("第二行 :"), text("文本测试")]);
    Message::post(post)
}

fn create(platform: &FakePlatform, message: Message) -> Create {
    platform.client().helpdesk().v1().ticket_message().create(TICKET, message)
}

/// The body that arrives for a message.
async fn body_of(message: Message) -> Value {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, message).send().await.unwrap();
    platform.call().await.json()
}

#[tokio::test]
async fn goes_out_with_method_path_and_headers_as_documented() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, Message::text("hello")).send().await.unwrap();

    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/helpdesk/v1/tickets/6948728206392295444/messages");
    assert_eq!(call.query(), []);
    assert_eq!(call.header("Authorization"), Some("Bearer t-7f1bcd13fc57d46bac21793a18e560"));
    assert_eq!(call.header("X-Lark-Helpdesk-Authorization"), Some(HELPDESK_HEADER));
    assert_eq!(call.header("Content-Type"), Some("application/json; charset=utf-8"));
}

#[tokio::test]
async fn the_example_of_the_page_goes_out_as_the_page_shows_it_when_content_is_an_object() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, example()).content_encoding(ContentEncoding::Object).send().await.unwrap();
    assert_eq!(platform.call().await.json(), pages::json(pages::TICKET_MESSAGE_CREATE_REQUEST));
}

#[tokio::test]
async fn content_is_a_string_by_default_and_holds_the_same_json() {
    let body = body_of(example()).await;
    let page = pages::json(pages::TICKET_MESSAGE_CREATE_REQUEST);

    assert_eq!(body["msg_type"], "post");
    let content = body["content"].as_str().expect("content as a string");
    assert_eq!(pages::json(content), page["content"]);
    assert_eq!(body.as_object().unwrap().len(), 2, "{body}");
}

#[tokio::test]
async fn content_is_the_same_string_when_that_is_asked_for() {
    let platform = FakePlatform::answering(answers::done()).await;
    create(&platform, example()).content_encoding(ContentEncoding::String).send().await.unwrap();
    assert_eq!(platform.call().await.json(), body_of(example()).await);
}

#[tokio::test]
async fn the_answer_of_the_page_is_read() {
    let platform = FakePlatform::answering(answers::body(200, pages::TICKET_MESSAGE_CREATE_RESPONSE)).await;
    let sent = create(&platform, example()).send().await.unwrap();
    assert_eq!(sent.message_id.as_deref(), Some("om_8baa3656c7b41900d29bf9104bf5310b"));
}

#[tokio::test]
async fn an_answer_without_data_is_a_success() {
    for answer in [r#"{"code":0,"msg":"success"}"#, r#"{"code":0,"data":null}"#, r#"{"code":0,"data":{}}"#] {
        let platform = FakePlatform::answering(answers::body(200, answer)).await;
        let sent = create(&platform, example()).send().await.unwrap();
        assert_eq!(sent.message_id, None, "{answer}");
    }
}

#[tokio::test]
async fn plain_text_keeps_every_character() {
    let said = "第一行\nline \"2\" \\ </script> \u{1f600}\u{7f}";
    let body = body_of(Message::text(said)).await;
    assert_eq!(body["msg_type"], "text");
    assert_eq!(pages::json(body["content"].as_str().unwrap()), json!({"text": said}));
}

#[tokio::test]
async fn nothing_is_sent_before_send() {
    let platform = FakePlatform::answering(answers::done()).await;
    drop(create(&platform, example()).content_encoding(ContentEncoding::Object));
    assert!(platform.arrived().await.is_empty());
}

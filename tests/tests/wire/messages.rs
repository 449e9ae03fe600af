//! What a message can hold, and how it goes out.

use feishu_openapi::helpdesk::v1::types::{Post, PostElement, image, link, mention, text};
use feishu_openapi::helpdesk::v1::{bot_message, ticket_message};
use feishu_openapi::{RawContent, json};
use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use serde_json::Value;

use crate::pages;

/// The body that arrives for a message of the helpdesk bot.
async fn from_bot(message: bot_message::Message) -> Value {
    let platform = FakePlatform::answering(answers::done()).await;
    platform.client().helpdesk().v1().bot_message().create(message, "ou_1").send().await.unwrap();
    platform.call().await.json()
}

/// The body that arrives for a message to a ticket.
async fn to_ticket(message: ticket_message::Message) -> Value {
    let platform = FakePlatform::answering(answers::done()).await;
    platform.client().helpdesk().v1().ticket_message().create("1", message).send().await.unwrap();
    platform.call().await.json()
}

/// The content of a body, which is a string, as the JSON in it.
fn content(body: &Value) -> Value {
    pages::json(body["content"].as_str().expect("content as a string"))
}

#[tokio::test]
async fn an_image_goes_out_with_its_key() {
    let body = from_bot(bot_message::Message::image("img_7ea74629")).await;
    assert_eq!(body["msg_type"], "image");
    assert_eq!(content(&body), json!({"image_key": "img_7ea74629"}));
}

#[tokio::test]
async fn a_card_goes_out_as_the_json_that_it_is() {
    let card = json!({"config": {"wide_screen_mode": true}, "elements": [{"tag": "hr"}, null, 1.5, "文"]});
    let body = from_bot(bot_message::Message::card(card.clone())).await;
    assert_eq!(body["msg_type"], "interactive");
    assert_eq!(content(&body), card);
}

#[tokio::test]
async fn rich_text_goes_out_in_every_language_that_it_has() {
    let post = Post::zh_cn("标题")
        .line([text("一")])
        .and(Post::en_us("Title").line([text("one")]).line([text("two")]))
        .and(Post::ja_jp("題名").line([text("いち")]))
        .and(Post::in_language("fr_fr", "Titre").line([text("un")]));
    let expected = json!({"post": {
        "zh_cn": {"title": "标题", "content": [[{"tag": "text", "text": "一"}]]},
        "en_us": {"title": "Title", "content": [[{"tag": "text", "text": "one"}], [{"tag": "text", "text": "two"}]]},
        "ja_jp": {"title": "題名", "content": [[{"tag": "text", "text": "いち"}]]},
        "fr_fr": {"title": "Titre", "content": [[{"tag": "text", "text": "un"}]]},
    }});
    assert_eq!(content(&from_bot(bot_message::Message::post(post.clone())).await), expected);
    assert_eq!(content(&to_ticket(ticket_message::Message::post(post)).await), expected);
}

#[tokio::test]
async fn rich_text_goes_out_with_every_kind_of_element() {
    let unlisted = PostElement::Other(json!({"tag": "emotion", "emoji_type": "SMILE"}));
    let post = Post::en_us("")
        .line([text("see "), link("docs", "https://example.com/?a=1&b=2"), mention("ou_1"), mention("all")])
        .line([image("img_1")])
        .line([unlisted])
        .line([]);
    let expected = json!([
        [
            {"tag": "text", "text": "see "},
            {"tag": "a", "text": "docs", "href": "https://example.com/?a=1&b=2"},
            {"tag": "at", "user_id": "ou_1"},
            {"tag": "at", "user_id": "all"},
        ],
        [{"tag": "img", "image_key": "img_1"}],
        [{"tag": "emotion", "emoji_type": "SMILE"}],
        [],
    ]);
    let content = content(&to_ticket(ticket_message::Message::post(post)).await);
    assert_eq!(content, json!({"post": {"en_us": {"title": "", "content": expected}}}));
}

#[tokio::test]
async fn raw_content_goes_out_as_the_string_that_was_given() {
    // Not even JSON: nothing may look into it.
    let given = r#"{ "file_key" : "file_1""#;
    let raw = || RawContent::String(given.to_owned());
    let expected = json!({"msg_type": "file", "content": given});
    assert_eq!(to_ticket(ticket_message::Message::raw("file", raw())).await, expected);

    let expected = json!({"msg_type": "file", "content": given, "receiver_id": "ou_1"});
    assert_eq!(from_bot(bot_message::Message::raw("file", raw())).await, expected);
}

#[tokio::test]
async fn raw_content_goes_out_as_the_object_that_was_given() {
    let given = json!({"file_key": "file_1", "size": 9_007_199_254_740_993_i64, "nested": {"a": [null, true]}});
    let raw = || RawContent::Object(given.clone());
    let expected = json!({"msg_type": "media", "content": given});
    assert_eq!(to_ticket(ticket_message::Message::raw("media", raw())).await, expected);

    let expected = json!({"msg_type": "media", "content": given, "receiver_id": "ou_1"});
    assert_eq!(from_bot(bot_message::Message::raw("media", raw())).await, expected);
}

#[tokio::test]
async fn raw_content_can_be_given_as_text_or_as_json() {
    let text = to_ticket(ticket_message::Message::raw("text", r#"{"text":"a"}"#)).await;
    assert_eq!(text, json!({"msg_type": "text", "content": r#"{"text":"a"}"#}));
    let object = to_ticket(ticket_message::Message::raw("text", json!({"text": "a"}))).await;
    assert_eq!(object, json!({"msg_type": "text", "content": {"text": "a"}}));
}

#[test]
fn a_message_knows_its_kind() {
    use bot_message::Message;
    assert_eq!(Message::text("").msg_type(), "text");
    assert_eq!(Message::post(Post::zh_cn("")).msg_type(), "post");
    assert_eq!(Message::image("").msg_type(), "image");
    assert_eq!(Message::card(Value::Null).msg_type(), "interactive");
    assert_eq!(Message::raw("audio", RawContent::Object(Value::Null)).msg_type(), "audio");
}

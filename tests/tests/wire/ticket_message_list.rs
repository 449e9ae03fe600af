//! `helpdesk.v1.ticket_message.list`

use feishu_openapi::Error;
use feishu_openapi::helpdesk::v1::ticket_message::{List, ListResponse, MessageType};
use feishu_openapi::{UnixMillis, UnixSeconds};
use feishu_tests::answers;
use feishu_tests::fake_platform::{FakePlatform, HELPDESK_HEADER};
use serde_json::json;

use crate::pages;

fn list(platform: &FakePlatform) -> List {
    platform.client().helpdesk().v1().ticket_message().list("6948728206392295444")
}

/// What is read from an answer with this data.
async fn read(data: &str) -> ListResponse {
    let answer = format!(r#"{{"code":0,"msg":"success","data":{data}}}"#);
    let platform = FakePlatform::answering(answers::body(200, &answer)).await;
    list(&platform).send().await.unwrap()
}

fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[tokio::test]
async fn goes_out_with_method_path_and_headers_as_documented() {
    let platform = FakePlatform::answering(answers::done()).await;
    list(&platform).send().await.unwrap();

    let call = platform.call().await;
    assert_eq!(call.target(), "GET /open-apis/helpdesk/v1/tickets/6948728206392295444/messages");
    assert_eq!(call.query(), []);
    assert_eq!(call.header("Authorization"), Some("Bearer t-7f1bcd13fc57d46bac21793a18e560"));
    assert_eq!(call.header("X-Lark-Helpdesk-Authorization"), Some(HELPDESK_HEADER));
    assert_eq!(call.header("Content-Type"), None);
    assert_eq!(call.body(), b"");
}

#[tokio::test]
async fn every_parameter_of_the_page_s_table_goes_into_the_query_once() {
    let platform = FakePlatform::answering(answers::done()).await;
    list(&platform)
        .time_start(1_617_960_686)
        .time_end(UnixSeconds(1_617_960_687))
        .page(1)
        .page_size(10)
        .send()
        .await
        .unwrap();

    let mut query = platform.call().await.query();
    query.sort();
    let expected =
        pairs(&[("page", "1"), ("page_size", "10"), ("time_end", "1617960687"), ("time_start", "1617960686")]);
    assert_eq!(query, expected);
}

#[tokio::test]
async fn milliseconds_become_the_seconds_that_the_page_asks_for() {
    let platform = FakePlatform::answering(answers::done()).await;
    list(&platform).time_start(UnixMillis(1_617_960_686_999)).send().await.unwrap();
    assert_eq!(platform.call().await.query(), pairs(&[("time_start", "1617960686")]));
}

#[tokio::test]
async fn the_largest_page_is_sent_and_a_larger_one_is_refused_before_anything_is() {
    let platform = FakePlatform::answering(answers::done()).await;
    match list(&platform).page_size(201).send().await.unwrap_err() {
        Error::InvalidArgument(error) => assert_eq!(error.argument, "page_size"),
        other => panic!("{other:?}"),
    }
    assert!(platform.arrived().await.is_empty());

    list(&platform).page_size(200).send().await.unwrap();
    assert_eq!(platform.call().await.query(), pairs(&[("page_size", "200")]));
}

#[tokio::test]
async fn the_answer_of_the_page_is_read() {
    let platform = FakePlatform::answering(answers::body(200, pages::TICKET_MESSAGE_LIST_RESPONSE)).await;
    let answer = list(&platform).send().await.unwrap();

    assert_eq!(answer.total, Some(100));
    let [message] = answer.messages.as_slice() else { panic!("{answer:?}") };
    assert_eq!(message.id.as_deref(), Some("6948728206392295444"));
    assert_eq!(message.message_id.as_deref(), Some("6949088236610273307"));
    assert_eq!(message.message_type, Some(MessageType::Text));
    assert_eq!(message.created_at, Some(UnixMillis(1_617_960_686_000)));
    assert_eq!(message.user_name.as_deref(), Some("李宁"));
    assert_eq!(message.user_id.as_deref(), Some("ou_37019b7c830210acd88fdce886e25c71"));
    let avatar = message.avatar_url.as_deref().unwrap();
    assert!(avatar.ends_with("~?image_size=72x72&cut_type=&quality=&format=image&sticker_format=.webp"), "{avatar}");
}

#[tokio::test]
async fn the_content_of_the_page_s_answer_is_kept_as_text_and_can_be_parsed() {
    let platform = FakePlatform::answering(answers::body(200, pages::TICKET_MESSAGE_LIST_RESPONSE)).await;
    let answer = list(&platform).send().await.unwrap();

    let content = answer.messages[0].content.as_ref().unwrap();
    let said = "进入人工服务。 @李宁 为你提供服务,开始聊起来吧~";
    assert_eq!(content.as_str(), format!(r#"{{"content":"{said}","msg_type":"text"}}"#));
    let parsed = content.parse().unwrap();
    assert_eq!((parsed.msg_type.as_deref(), parsed.content), (Some("text"), Some(json!(said))));
}

#[tokio::test]
async fn content_that_is_no_json_is_kept_and_fails_only_when_parsed() {
    let answer = read(
        r#"{"messages":[{"content":"just words"},{"content":"{\"msg_type\":\"post\",\"content\":{\"a\":[1]}}"}]}"#,
    )
    .await;
    let contents: Vec<_> = answer.messages.into_iter().map(|message| message.content.unwrap()).collect();
    assert_eq!(contents[0].as_str(), "just words");
    assert!(contents[0].parse().is_err());
    assert_eq!(contents[1].parse().unwrap().content, Some(json!({"a": [1]})));
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let answer = read(r#"{"messages":[{"id":"1","reactions":[{"emoji":"OK"}]}],"total":1,"has_more":false}"#).await;
    assert_eq!(answer.messages[0].id.as_deref(), Some("1"));
    assert_eq!(answer.total, Some(1));
}

#[tokio::test]
async fn fields_that_are_null_or_missing_are_none() {
    let nulls = r#"{"messages":[{"id":null,"message_id":null,"message_type":null,"created_at":null,"content":null,
        "user_name":null,"avatar_url":null,"user_id":null},{}],"total":null}"#;
    let answer = read(nulls).await;
    assert_eq!(answer.total, None);
    let [null, missing] = answer.messages.as_slice() else { panic!("{answer:?}") };
    assert_eq!(null, missing);
    assert_eq!((&null.id, &null.message_id, &null.message_type, null.created_at), (&None, &None, &None, None));
    assert_eq!((&null.content, &null.user_name, &null.avatar_url, &null.user_id), (&None, &None, &None, &None));
}

#[tokio::test]
async fn missing_messages_are_an_empty_list() {
    for data in [r#"{"total":3}"#, r#"{"messages":null,"total":3}"#, r#"{"messages":[],"total":3}"#] {
        let answer = read(data).await;
        assert!(answer.messages.is_empty(), "{data}");
        assert_eq!(answer.total, Some(3), "{data}");
    }
    assert_eq!(read("null").await, ListResponse::default());
}

#[tokio::test]
async fn every_documented_kind_of_message_is_known_and_any_other_is_kept() {
    let kinds = ["text", "post", "image", "file", "media", "system", "Text", ""];
    let messages: Vec<_> = kinds.iter().map(|kind| json!({"message_type": kind})).collect();
    let answer = read(&json!({"messages": messages}).to_string()).await;

    let read: Vec<_> = answer.messages.into_iter().map(|message| message.message_type.unwrap()).collect();
    let unknown = |kind: &str| MessageType::Unknown(kind.to_owned());
    let known = [MessageType::Text, MessageType::Post, MessageType::Image, MessageType::File, MessageType::Media];
    assert_eq!(read[..5], known);
    assert_eq!(read[5..], [unknown("system"), unknown("Text"), unknown("")]);
    assert_eq!(read.iter().map(MessageType::as_str).collect::<Vec<_>>(), kinds);
}

#[tokio::test]
async fn created_at_is_read_from_a_number_and_from_a_string_with_all_64_bits() {
    for moment in [0, 1_617_960_686_000, 9_007_199_254_740_993, i64::MAX, i64::MIN] {
        let answer = read(&format!(r#"{{"messages":[{{"created_at":{moment}}},{{"created_at":"{moment}"}}]}}"#)).await;
        let read: Vec<_> = answer.messages.iter().map(|message| message.created_at).collect();
        assert_eq!(read, [Some(UnixMillis(moment)), Some(UnixMillis(moment))]);
    }
}

#[tokio::test]
async fn total_is_read_from_a_string_too() {
    assert_eq!(read(r#"{"total":"9007199254740993"}"#).await.total, Some(9_007_199_254_740_993));
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_says_where_and_names_the_log_id() {
    let data = json!({"messages": [{"id": "1"}, {"created_at": "yesterday"}]});
    let platform = FakePlatform::answering(answers::success(&data)).await;
    match list(&platform).send().await.unwrap_err() {
        Error::Decode(error) => {
            assert_eq!(error.path.as_deref(), Some("data.messages[1].created_at"));
            assert_eq!(error.log_id.as_deref(), Some(answers::LOG_ID));
        }
        other => panic!("{other:?}"),
    }
}

//! Answers that are not wrapped as nearly all are.

use feishu_tests::answers::{self, body};
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::answer::{BareError, BesideError, Type};
use obstacle_course::platform::PLATFORM;
use obstacle_course::testing;
use obstacle_course::{Client, Error};
use serde_json::{Value, json};

use crate::client;

#[tokio::test]
async fn what_stands_beside_the_code_is_read_from_there() {
    let json = r#"{"msg":"ok","things":[{"id":7}],"code":0,"more":false,"data":{"a":[1]},"new":"x","error":"none"}"#;
    let platform = FakePlatform::answering(body(200, json)).await;
    let call = client(&platform).course().v1().answer().beside();
    let answer = call.clone().send().await.expect("an answer");
    let ids: Vec<_> = answer.things.into_iter().map(|thing| thing.id).collect();
    assert_eq!((ids, answer.fresh.as_deref()), (vec![Some(7)], Some("x")));
    assert_eq!(answer.data, Some(json!({"a": [1]})));
    let raw = call.send_raw().await.expect("an answer");
    assert_eq!(raw.data(), Some(json));
}

#[tokio::test]
async fn only_the_code_says_whether_such_a_call_succeeded() {
    let refused = r#"{"code":20001,"error":"invalid_grant","error_description":"gone","things":[]}"#;
    let platform = FakePlatform::answering(body(200, refused)).await;
    let failure = client(&platform).course().v1().answer().beside().send().await.unwrap_err();
    assert_eq!(failure.kind(), Some(BesideError::GrantGone));
    for (json, path) in
        [(r#"{"things":[]}"#, Some("code")), (r#"{"code":null,"things":[]}"#, Some("code")), ("[]", None)]
    {
        let platform = FakePlatform::answering(body(200, json)).await;
        match client(&platform).course().v1().answer().beside().send().await {
            Err(Error::Decode(error)) => assert_eq!((error.path.as_deref(), error.succeeded), (path, false), "{json}"),
            other => panic!("{json}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn where_such_an_answer_is_not_as_expected_is_said_from_its_root() {
    let platform = FakePlatform::answering(body(200, r#"{"code":0,"things":[{"id":[]}]}"#)).await;
    match client(&platform).course().v1().answer().beside().send().await {
        Err(Error::Decode(error)) => {
            assert_eq!((error.path.as_deref(), error.succeeded), (Some("things[0].id"), true));
            // Calls that hand out tokens answer like this.
            assert_eq!(error.excerpt, "");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn lists_beside_the_code_are_read_to_their_end() {
    let platform = FakePlatform::answering(body(200, r#"{"code":0,"things":[{"id":1},{"id":2}],"more":false}"#)).await;
    let mut things = client(&platform).course().v1().answer().beside().stream();
    let mut ids = Vec::new();
    while let Some(thing) = things.next().await {
        ids.push(thing.expect("a thing").id);
    }
    assert_eq!(ids, [Some(1), Some(2)]);
}

#[tokio::test]
async fn without_a_code_the_status_says_whether_a_call_succeeded() {
    let token = r#"{"access_token":"u-1","type":"bearer"}"#;
    for (status, json, succeeds) in [
        (200, token, true),
        (201, token, true),
        (200, r#"{"code":0,"access_token":"u-1","type":"bearer"}"#, true),
        (400, token, false),
        (500, "{}", false),
        (200, "[]", false),
        (200, r#"{"code":99}"#, false),
    ] {
        let platform = FakePlatform::answering(body(status, json)).await;
        let outcome = client(&platform).course().v1().answer().bare().send().await;
        assert_eq!(outcome.is_ok(), succeeds, "{status} {json}");
        if let Ok(answer) = outcome {
            assert_eq!((answer.access_token.as_deref(), answer.r#type), (Some("u-1"), Some(Type::Bearer)));
        }
    }
    let refused = FakePlatform::answering(answers::refusal(400, 20002, "no such grant")).await;
    let failure = client(&refused).course().v1().answer().bare().send().await.unwrap_err();
    assert_eq!(failure.kind(), Some(BareError::NoSuchGrant));
}

#[tokio::test]
async fn data_of_which_the_page_lists_the_inside_is_read_from_inside() {
    let platform = FakePlatform::answering(answers::success(&json!({"thing_id": "a"}))).await;
    let answer = client(&platform).course().v1().answer().lost().send().await.expect("an answer");
    assert_eq!(answer.thing_id.as_deref(), Some("a"));
}

#[tokio::test]
async fn the_fake_of_users_answers_where_the_platform_does() {
    let platform = testing::FakePlatform::start(&PLATFORM).expect("a platform");
    let client: Client = platform.builder().build().expect("a client");
    let calls = client.course().v1().answer();
    platform.expect(&calls.beside()).times(1).answer_data(&json!({"new": "x", "code": 7}));
    platform.expect(&calls.bare()).times(1).answer_data(&json!({"access_token": "u-1"}));
    platform.expect(&calls.lost()).times(1).answer_data(&json!({"thing_id": "a"}));
    assert_eq!(calls.beside().send().await.expect("an answer").fresh.as_deref(), Some("x"));
    assert_eq!(calls.bare().send().await.expect("an answer").access_token.as_deref(), Some("u-1"));
    assert_eq!(calls.lost().send().await.expect("an answer").thing_id.as_deref(), Some("a"));
    platform.expect(&calls.bare()).answer_done();
    platform.expect(&calls.beside()).answer_data(&Value::Null);
    assert_eq!(calls.bare().send().await.expect("an answer").access_token, None);
    assert_eq!(calls.beside().send().await.expect("an answer").fresh, None);
    platform.verify().expect("all that was expected");
}

//! What stands in bodies and answers.

use std::collections::BTreeMap;

use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::thing::{Kind, Level, State, UserIdType};
use obstacle_course::course::v1::types::{Category, Dot, Group, Note, Shape, circle};
use obstacle_course::{UnixMillis, UnixSeconds};
use serde_json::json;

use crate::client;

#[tokio::test]
async fn maps_lists_of_lists_trees_unions_and_moments_are_sent_as_the_page_says() {
    let platform = FakePlatform::answering(answers::done()).await;
    let group = Group::new().row([circle(0.5)]).row([Shape::from(Dot::new()), Shape::Other(json!({"kind": "new"}))]);
    let create = client(&platform).course().v1().thing().create(7, Kind::Unknown(9));
    create
        .user_id_type(UserIdType::OpenId)
        .name("n")
        .created_at(UnixMillis::from(1_700_000_000_123))
        .category(Category::new("a").parent(Category::new("b")))
        .shapes(BTreeMap::from([("g".to_owned(), Shape::from(group))]))
        .note(Note::zh_cn("标题").line("一").and(Note::in_language("type", "t")))
        .matrix([vec![1, 2], vec![]])
        .anything(json!([null, {"a": 1}]))
        .text(r#"{"name":"c"}"#)
        .send()
        .await
        .expect("an answer");
    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/course/v1/things/7");
    assert_eq!(call.query(), [("user_id_type".to_owned(), "open_id".to_owned())]);
    let expected = json!({
        "kind": 9,
        "name": "n",
        "created_at": 1_700_000_000_123_i64,
        "category": {"name": "a", "parent": {"name": "b"}},
        "shapes": {"g": {"kind": "group", "shapes": [[{"kind": "circle", "radius": 0.5}], [{"kind": "dot"}, {"kind": "new"}]]}},
        "note": {"zh_cn": {"title": "标题", "lines": ["一"]}, "type": {"title": "t", "lines": []}},
        "matrix": [[1, 2], []],
        "anything": [null, {"a": 1}],
        "text": "{\"name\":\"c\"}",
    });
    assert_eq!(call.json(), expected);
}

#[tokio::test]
async fn an_answer_is_read_whatever_tomorrows_server_says() {
    let data = json!({
        "id": "1",
        "category": {"name": "a", "children": [{"name": "b"}], "by_language": {"en": {"name": "c"}}, "new": 1},
        "shapes": [{"kind": "circle", "radius": 1}, {"kind": "square", "side": 2}],
        "state": "undone",
        "level": "2",
        "ratio": "0.5",
        "created_at": "1700000000",
        "counts": {"a": 1},
        "tree": {"leaf": "l", "left": {"rest": [{"leaf": "r"}]}},
        "later": true,
    });
    let platform = FakePlatform::answering(answers::success(&data)).await;
    let answer = client(&platform).course().v1().thing().create(7, Kind::Plain).name("n").send().await;
    let answer = answer.expect("an answer");
    let category = answer.category.expect("a category");
    assert_eq!(category.name.as_deref(), Some("a"));
    assert_eq!(category.children[0].name.as_deref(), Some("b"));
    assert_eq!(answer.shapes[1], Shape::Other(json!({"kind": "square", "side": 2})));
    assert_eq!((answer.state, answer.level), (Some(State::Unknown("undone".to_owned())), Some(Level::High)));
    assert_eq!((answer.ratio, answer.created_at), (Some(0.5), Some(UnixSeconds::from(1_700_000_000))));
    assert_eq!(answer.counts.expect("counts")["a"], 1);
    let tree = answer.tree.expect("a tree");
    assert_eq!(tree.left.expect("a left").rest[0].leaf.as_deref(), Some("r"));
}

#[tokio::test]
async fn a_call_that_reads_or_removes_carries_its_body() {
    let platform = FakePlatform::answering(answers::done()).await;
    let things = client(&platform).course().v1().thing();
    things.find(7).send().await.expect("an answer");
    things.delete(["a", "b"]).send().await.expect("an answer");
    let calls = platform.calls().await;
    assert_eq!((calls[0].target().as_str(), calls[0].json()), ("GET /open-apis/course/v1/things", json!({"id": 7})));
    let removed = ("DELETE /open-apis/course/v1/things", json!({"ids": ["a", "b"]}));
    assert_eq!((calls[1].target().as_str(), calls[1].json()), removed);
}

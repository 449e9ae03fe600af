//! Names that Rust can't have, or has already, arrive as the page has them.

use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::name::{AskError, Option as Choice, Rc};
use obstacle_course::course::v1::text::Asked1;
use serde_json::{Value, json};

use crate::client;

/// An answer that has every value of `Option` by the names on the wire.
fn answer() -> Value {
    json!({
        "Option": "Self", "String": "😀", "None": "", "i64": {"type": "t", "self": 1, "crate": 0.5, "async": ["a"], "2": true},
        "Rc": i64::MIN, "Arc": i64::MAX, "中文枚举": "*/",
    })
}

#[tokio::test]
async fn every_name_arrives_as_the_page_has_it() {
    let platform = FakePlatform::answering(answers::success(&answer())).await;
    let names = client(&platform).course().v1().name();
    let ask = names.ask(
        "path type",
        "path self",
        "path id",
        "the type",
        true,
        ["core"],
        1,
        0.5,
        "Serialize",
        true,
        ["ключ"],
        2,
        1.5,
        "formatter",
        false,
        ["as_ref"],
        3,
        2.5,
        "new",
        true,
    );
    let ask = ask.first_query("1").second_query("2").r#gen(["gen"]).package(7).own_type(["a"]).dollar_ref(3.5);
    let told = ask.send().await.expect("an answer");
    let call = platform.call().await;
    assert_eq!(call.target(), "POST /open-apis/course/v1/names/path%20type/path%20self/path%20id");
    let query = [("q-1".to_owned(), "1".to_owned()), ("q 2&=?#".to_owned(), "2".to_owned())];
    assert_eq!(call.query(), query);
    let body = call.json();
    for (name, value) in [
        ("type", json!("the type")),
        ("static", json!(true)),
        ("core", json!(["core"])),
        ("Err", json!(1)),
        ("i64", json!(0.5)),
        ("a b", json!(true)),
        ("ключ", json!(["ключ"])),
        ("zero\u{200b}width", json!(3)),
        ("😀", json!(2.5)),
        ("gen", json!(["gen"])),
        ("crate", json!(7)),
        ("Self", json!(["a"])),
        ("$ref", json!(3.5)),
    ] {
        assert_eq!(body[name], value, "{name}\n{body:#}");
    }
    assert_eq!(told.option, Some(Choice::Own));
    assert_eq!(told.rc, Some(Rc::Least));
    assert_eq!(told.i64.expect("an object").this, Some(1));
}

#[test]
fn codes_are_told_apart_whatever_their_names() {
    for (code, kind) in
        [(-1, AskError::SelfMade), (i64::MAX, AskError::Option), (7, AskError::None), (8, AskError::Type)]
    {
        assert_eq!((AskError::from_code(code), kind.code()), (kind, code));
    }
}

#[tokio::test]
async fn hostile_texts_arrive_letter_by_letter() {
    let platform = FakePlatform::answering(answers::done()).await;
    let hostile = "\u{202e}*/ ``` \"\\ \r\n\0 <script>";
    let texts = client(&platform).course().v1().text();
    texts.hostile().t0(hostile).t1(Asked1::from(hostile)).send().await.expect("an answer");
    let query = platform.call().await.query();
    assert_eq!(query, [("t0".to_owned(), hostile.to_owned()), ("t1".to_owned(), hostile.to_owned())]);
}

#[tokio::test]
async fn hundreds_of_parameters_can_be_set() {
    let platform = FakePlatform::answering(answers::success(&json!({"field_299": [1, 2]}))).await;
    let names = client(&platform).course().v1().name();
    let many =
        names.many(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, "s", 1, true, ["l"], "s", 1, true, ["l"], "s", 1, true, ["l"]);
    let many = many.q119("last").field_299(["last"]);
    let told = Box::pin(many.send()).await.expect("an answer");
    assert_eq!(told.field_299, [1, 2]);
    let call = platform.call().await;
    assert_eq!(call.query().len(), 13);
    assert_eq!(call.json().as_object().map(serde_json::Map::len), Some(13));
}

//! Bounds, and what arguments require of each other: checked wherever they stand, before anything is sent.

use std::collections::BTreeMap;

use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::thing::{Create, Kind, Message, Tag, TagInner};
use obstacle_course::course::v1::types::{Category, Group, Note, Shape, circle};
use obstacle_course::{Client, Error};

use crate::client;

/// What is done to a call that is right.
type Change = Box<dyn FnOnce(Create) -> Create>;

/// What is wrong with a call: the argument, and why.
async fn refused(client: &Client, change: impl FnOnce(Create) -> Create) -> (String, String) {
    let create = client.course().v1().thing().create(7, Kind::Plain).name("abc");
    match change(create).send().await {
        Err(Error::InvalidArgument(error)) => (error.argument.into_owned(), error.reason),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_bound_is_checked_at_any_depth() {
    let platform = FakePlatform::answering(answers::done()).await;
    let client = client(&platform);
    let unnamed = || Category::new("");
    let cases: Vec<(&str, Change)> = vec![
        ("name", Box::new(|create| create.name("abcd"))),
        ("ratio", Box::new(|create| create.ratio(0.51))),
        ("tags", Box::new(|create| create.tags([]))),
        ("category.name", Box::new(move |create| create.category(unnamed()))),
        ("category.parent.name", Box::new(move |create| create.category(Category::new("a").parent(unnamed())))),
        (
            "category.children[1].name",
            Box::new(move |create| create.category(Category::new("a").children([Category::new("b"), unnamed()]))),
        ),
        (
            "category.by_language[zh].name",
            Box::new(move |create| {
                create.category(Category::new("a").by_language(BTreeMap::from([("zh".to_owned(), unnamed())])))
            }),
        ),
        (
            "shapes[big].shapes[0][1].radius",
            Box::new(|create| {
                let group = Group::new().row([circle(1.0), circle(3.15)]);
                create.shapes(BTreeMap::from([("big".to_owned(), Shape::from(group))]))
            }),
        ),
        ("note.en_us.lines", Box::new(|create| create.note(Note::en_us("t").line("1").line("2").line("3")))),
        ("tags[0].inner.depth", Box::new(|create| create.tags([Tag::new().key("k").inner(TagInner::new(0))]))),
    ];
    for (argument, change) in cases {
        assert_eq!(refused(&client, change).await.0, argument);
    }
    assert!(platform.arrived().await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn what_is_required_is_checked_and_told() {
    let platform = FakePlatform::answering(answers::done()).await;
    let things = client(&platform).course().v1().thing();
    let told = async |create: Create| match create.send().await {
        Err(Error::InvalidArgument(error)) => format!("{}: {}", error.argument, error.reason),
        other => panic!("{other:?}"),
    };
    let none = things.create(7, Kind::Plain);
    assert_eq!(told(none).await, "user_id, name: at least one of them must be given");
    let unnamed = things.create(7, Kind::Named).user_id("u").user_id_type("open_id");
    assert_eq!(told(unnamed).await, "name: must be given where `kind` is `2`");
    let of_unknown_kind = things.create(7, Kind::Plain).user_id("u");
    assert_eq!(told(of_unknown_kind).await, "user_id_type: must be given where `user_id` is given");
    let tags = [Tag::new().key("k")];
    let both = things.create(7, Kind::Plain).name("n").ratio(0.1).tags(tags);
    assert_eq!(told(both).await, "ratio, tags: only one of them may be given");
    let neither = things.create(7, Kind::Plain).name("n").tags([Tag::new()]);
    assert_eq!(told(neither).await, "tags[0].key, id: at least one of them must be given");
    assert!(platform.arrived().await.is_empty(), "nothing was sent");
}

#[tokio::test]
async fn what_is_within_its_bounds_is_sent() {
    let platform = FakePlatform::answering(answers::done()).await;
    let category = Category::new("五个汉字吧").children([Category::new("a")]);
    let tags = [Tag::new().id(1).inner(TagInner::new(1))];
    let create = client(&platform).course().v1().thing().create(7, Kind::Named).name("三个字");
    create.category(category).tags(tags).send().await.expect("an answer");
    assert_eq!(platform.calls().await.len(), 1);
}

#[tokio::test]
async fn a_content_is_checked_like_any_other_argument() {
    let platform = FakePlatform::answering(answers::done()).await;
    let note = Note::zh_cn("t").line("1").line("2").line("3");
    let sent = client(&platform).course().v1().thing().send(Message::note(note)).send().await;
    match sent {
        Err(Error::InvalidArgument(error)) => assert_eq!(error.argument, "content.note.zh_cn.lines"),
        other => panic!("{other:?}"),
    }
}

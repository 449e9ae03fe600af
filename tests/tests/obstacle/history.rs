//! Former names go on working: the same is sent and read as under today's.

#![expect(deprecated, reason = "this is about names that are")]

use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;
use obstacle_course::course::v1::history::{
    Height, Level, Now, NowError, Order, Part, Piece, Sorting, Then, ThenError, ThenResponse,
};
use obstacle_course::course::v1::types::{Area, Figure, Form, Speck, point};
use obstacle_course::{Client, Error};
use serde_json::json;

use crate::client;

/// The call under today's names.
fn now(client: &Client) -> Now {
    let part = Part::new("p").no(7);
    let call = client.course().v1().history().now().r#type(1).order(Sorting::Newest);
    call.part(part).figure(Figure::Area(Area::new().size(3)))
}

/// The same under former ones.
fn then(client: &Client) -> Then {
    let part: Piece = Piece::new("p").number(7);
    let call = client.course().v1().history().then().kind(1).order(Order::New);
    call.part(part).figure(Form::Area(Area::new().length(3)))
}

#[tokio::test]
async fn what_is_sent_and_read_under_former_names_is_the_same() {
    let answer = json!({"figure": {"kind": "point"}, "level": 1});
    let platform = FakePlatform::answering(answers::success(&answer)).await;
    let client = client(&platform);
    let told = now(&client).send().await.expect("an answer");
    let told_then: ThenResponse = then(&client).send().await.expect("an answer");
    assert_eq!(told, told_then);
    assert_eq!(told.shape, Some(Figure::Point(Speck::default())));
    assert_eq!((told.level.clone(), told.level), (Some(Height::Low), Some(Level::Small)));

    let calls = platform.calls().await;
    let sent: Vec<_> = calls.iter().map(|call| (call.target(), call.query(), call.json())).collect();
    assert_eq!(sent[0], sent[1]);
    let body = json!({"order": "new", "figure": {"kind": "area", "size": 3}, "part": {"id": "p", "no": 7}});
    assert_eq!(sent[0].2, body);
    let loops = client.course().v1().history().r#type().r#loop(1).figure(point());
    loops.send().await.expect("an answer");
    assert_eq!(platform.calls().await[2].query(), [("type".to_owned(), "1".to_owned())]);
}

#[tokio::test]
async fn errors_are_matched_under_former_names() {
    let platform = FakePlatform::answering(answers::refusal(400, 1, "bad")).await;
    match then(&client(&platform)).send().await {
        Err(Error::Api(failure)) if failure.kind == ThenError::Wrong => assert_eq!(NowError::Worse, NowError::Bad),
        other => panic!("{other:?}"),
    }
}

//! Arguments that try to be more than one piece of an address.

use feishu_openapi::helpdesk::v1::ticket_message::Message;
use feishu_openapi::runtime::ErrorKind;
use feishu_openapi::{Client, Error};
use feishu_tests::answers;
use feishu_tests::fake_platform::FakePlatform;

/// What may not become a segment of a path.
const REFUSED: [&str; 3] = ["", ".", ".."];

/// What becomes one segment, and how that looks.
const ENCODED: [(&str, &str); 8] = [
    ("a/b?c#d%", "a%2Fb%3Fc%23d%25"),
    ("工单", "%E5%B7%A5%E5%8D%95"),
    ("../../im/v1/messages", "..%2F..%2Fim%2Fv1%2Fmessages"),
    ("%2e%2e", "%252e%252e"),
    ("..\\..", "..%5C.."),
    ("a b+c&d=e", "a%20b%2Bc%26d%3De"),
    ("\r\nHost: evil", "%0D%0AHost%3A%20evil"),
    ("...", "..."),
];

/// The argument that was refused.
fn refused_argument<T, K: ErrorKind>(outcome: Result<T, Error<K>>) -> String {
    match outcome.err().expect("a refusal") {
        Error::InvalidArgument(error) => error.argument.into_owned(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_ticket_id_that_is_no_segment_is_refused_before_anything_is_sent() {
    let platform = FakePlatform::answering(answers::done()).await;
    let v1 = platform.client().helpdesk().v1();
    for ticket in REFUSED {
        let sent = v1.ticket_message().create(ticket, Message::text("hello")).send().await;
        assert_eq!(refused_argument(sent), "ticket_id", "{ticket:?}");
        assert_eq!(refused_argument(v1.ticket_message().list(ticket).send().await), "ticket_id", "{ticket:?}");
        let answered = v1.ticket().answer_user_query(ticket, "abcd").send().await;
        assert_eq!(refused_argument(answered), "ticket_id", "{ticket:?}");
    }
    assert!(platform.arrived().await.is_empty());
}

#[tokio::test]
async fn a_stream_refuses_such_a_ticket_id_too_and_ends() {
    let platform = FakePlatform::answering(answers::done()).await;
    for ticket in REFUSED {
        let mut messages = platform.client().helpdesk().v1().ticket_message().list(ticket).stream();
        let first = messages.next().await.expect("an item");
        assert_eq!(refused_argument(first), "ticket_id", "{ticket:?}");
        assert!(messages.next().await.is_none());
    }
    assert!(platform.arrived().await.is_empty());
}

#[tokio::test]
async fn any_other_ticket_id_arrives_as_one_encoded_segment() {
    let platform = FakePlatform::answering(answers::done()).await;
    let client = platform.client();
    for (ticket, _) in ENCODED {
        call_each(&client, ticket).await;
    }

    let calls = platform.calls().await;
    let arrived: Vec<_> = calls.iter().map(|call| (call.target(), call.query())).collect();
    let expected: Vec<_> = ENCODED.iter().flat_map(|(_, segment)| targets(segment)).map(|it| (it, vec![])).collect();
    assert_eq!(arrived, expected);
}

async fn call_each(client: &Client, ticket: &str) {
    let v1 = client.helpdesk().v1();
    v1.ticket_message().create(ticket, Message::text("hello")).send().await.unwrap();
    v1.ticket_message().list(ticket).send().await.unwrap();
    v1.ticket().answer_user_query(ticket, "abcd").send().await.unwrap();
}

fn targets(segment: &str) -> [String; 3] {
    let tickets = "/open-apis/helpdesk/v1/tickets";
    [
        format!("POST {tickets}/{segment}/messages"),
        format!("GET {tickets}/{segment}/messages"),
        format!("POST {tickets}/{segment}/answer_user_query"),
    ]
}

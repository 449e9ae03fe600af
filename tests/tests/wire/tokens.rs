//! The tenant access token that the calls are made with.

use feishu_openapi::Error;
use feishu_openapi::helpdesk::v1::ticket_message::{ListError, Message};
use feishu_tests::answers;
use feishu_tests::fake_platform::{APP_ID, APP_SECRET, FakePlatform};
use serde_json::json;

#[tokio::test]
async fn a_token_is_asked_for_as_documented() {
    let platform = FakePlatform::answering(answers::done()).await;
    platform.client().helpdesk().v1().ticket_message().list("1").send().await.unwrap();

    let requests = platform.token_requests().await;
    let [request] = requests.as_slice() else { panic!("{requests:?}") };
    assert_eq!(request.target(), "POST /open-apis/auth/v3/tenant_access_token/internal");
    assert_eq!(request.query(), []);
    assert_eq!(request.json(), json!({"app_id": APP_ID, "app_secret": APP_SECRET}));
    assert_eq!(request.header("Content-Type"), Some("application/json; charset=utf-8"));
    assert_eq!(request.header("Authorization"), None);
    assert_eq!(request.header("X-Lark-Helpdesk-Authorization"), None);
}

#[tokio::test]
async fn one_token_serves_several_calls_and_all_clones() {
    let platform = FakePlatform::answering(answers::done()).await;
    let client = platform.client();
    let v1 = client.clone().helpdesk().v1();
    v1.ticket_message().create("1", Message::text("hello")).send().await.unwrap();
    v1.ticket_message().list("1").send().await.unwrap();
    client.helpdesk().v1().ticket().answer_user_query("1", "abcd").send().await.unwrap();

    assert_eq!(platform.token_requests().await.len(), 1);
    assert_eq!(platform.calls().await.len(), 3);
}

#[tokio::test]
async fn a_refused_token_is_an_error_of_its_own_and_the_call_is_not_sent() {
    let platform = FakePlatform::refusing_tokens(answers::refusal(400, 10015, "app secret invalid")).await;
    let error = platform.client().helpdesk().v1().ticket_message().list("1").send().await.unwrap_err();

    assert_eq!((error.code(), error.http_status(), error.log_id()), (Some(10015), Some(400), Some(answers::LOG_ID)));
    let error: Error<ListError> = error;
    match error {
        Error::Token(error) => assert_eq!(error.message(), Some("app secret invalid")),
        other => panic!("{other:?}"),
    }
    assert!(platform.calls().await.is_empty());
}

#[tokio::test]
async fn a_call_without_helpdesk_credentials_is_refused_before_anything_is_sent() {
    let platform = FakePlatform::answering(answers::done()).await;
    let client = feishu_openapi::Client::builder().app(APP_ID, APP_SECRET).base_url(platform.url()).build().unwrap();
    match client.helpdesk().v1().ticket_message().list("1").send().await.unwrap_err() {
        Error::InvalidArgument(error) => assert_eq!(error.argument, "helpdesk"),
        other => panic!("{other:?}"),
    }
    assert!(platform.arrived().await.is_empty());
}

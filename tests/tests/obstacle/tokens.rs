//! Which access token a call carries.

use feishu_tests::answers;
use feishu_tests::fake_platform::{FakePlatform, TENANT_TOKEN};
use obstacle_course::{AccessToken, CallOptions, Error};
use wiremock::ResponseTemplate;

use crate::{builder, client};

/// What the header `Authorization` held.
async fn authorization(platform: &FakePlatform) -> Option<String> {
    platform.call().await.header("authorization").map(str::to_owned)
}

#[tokio::test]
async fn a_call_carries_the_token_of_the_kind_that_its_page_asks_for() {
    for kind in [AccessToken::User, AccessToken::App] {
        let platform = FakePlatform::answering(answers::done()).await;
        let client = builder(&platform).access_token(kind, "x-given").build().expect("a client");
        let tokens = client.course().v1().token();
        let sent = match kind {
            AccessToken::User => tokens.of_user().send().await.is_ok(),
            _ => tokens.of_app().send().await.is_ok(),
        };
        assert!(sent);
        assert_eq!(authorization(&platform).await.as_deref(), Some("Bearer x-given"));
        assert!(platform.token_requests().await.is_empty());
    }
}

#[tokio::test]
async fn a_call_of_another_kind_is_not_made_with_the_tenants_token() {
    let platform = FakePlatform::answering(answers::done()).await;
    let tokens = client(&platform).course().v1().token();
    assert!(matches!(tokens.of_user().send().await, Err(Error::InvalidArgument(_))));
    assert!(matches!(tokens.of_app().send().await, Err(Error::InvalidArgument(_))));
    assert!(platform.arrived().await.is_empty());
}

#[tokio::test]
async fn a_call_that_takes_several_kinds_is_made_with_the_one_that_is_chosen() {
    let chosen = CallOptions::new().access_token(AccessToken::User, "u-of-this-call");
    for (options, expected) in [(CallOptions::new(), TENANT_TOKEN), (chosen, "u-of-this-call")] {
        let file = ResponseTemplate::new(200).set_body_raw(&b"x"[..], "image/png");
        let platform = FakePlatform::answering(file).await;
        client(&platform).course().v1().file().download("a").options(options).send().await.expect("a file");
        assert_eq!(authorization(&platform).await, Some(format!("Bearer {expected}")));
    }
}

#[tokio::test]
async fn a_call_that_needs_no_token_carries_none() {
    let platform = FakePlatform::answering(answers::done()).await;
    client(&platform).course().v1().token().of_none().send().await.expect("an answer");
    assert_eq!(authorization(&platform).await, None);
    assert!(platform.token_requests().await.is_empty());
}

//! Calls that go to another host than that of the server.

use feishu_tests::answers;
use feishu_tests::fake_platform::{APP_ID, APP_SECRET, FakePlatform, TENANT_TOKEN};
use obstacle_course::platform::PLATFORM;
use obstacle_course::{Client, Error, testing};

use crate::client;

#[tokio::test]
async fn a_client_with_an_address_of_its_own_goes_there_with_all_calls() {
    let platform = FakePlatform::answering(answers::done()).await;
    client(&platform).course().v1().host().everywhere().send().await.expect("an answer");
    let call = platform.call().await;
    assert_eq!(call.header("authorization"), Some(format!("Bearer {TENANT_TOKEN}").as_str()));
    let fake = testing::FakePlatform::start(&PLATFORM).expect("a platform");
    let client: Client = fake.builder().build().expect("a client");
    let call = client.course().v1().host().somewhere();
    fake.expect(&call).times(1).answer_done();
    call.send().await.expect("an answer");
    fake.verify().expect("all that was expected");
}

#[tokio::test]
async fn a_call_that_the_server_does_not_offer_is_not_made() {
    let client: Client = Client::builder().app(APP_ID, APP_SECRET).server("lark").build().expect("a client");
    let failure = client.course().v1().host().somewhere().send().await.unwrap_err();
    assert!(
        matches!(&failure, Error::InvalidArgument(problem) if problem.to_string().contains("`lark`")),
        "{failure:?}"
    );
}

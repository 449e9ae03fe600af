//! A server on this machine that plays the platform.

use feishu_openapi::runtime::RetryPolicy;
use feishu_openapi::{Client, ClientBuilder};
use wiremock::matchers::{any, method, path};
use wiremock::{Mock, MockServer, Request, Respond, ResponseTemplate};

use crate::answers;
use crate::arrived::Arrived;

/// Where tenant access tokens come from.
pub const TOKEN_PATH: &str = "/open-apis/auth/v3/tenant_access_token/internal";

/// The app that the tests' clients are.
pub const APP_ID: &str = "cli_a1b2c3d4e5f6";
/// Its secret.
pub const APP_SECRET: &str = "app-s3cret-0123456789";
/// The helpdesk that the tests' clients act for.
pub const HELPDESK_ID: &str = "7036209421748764675";
/// Its token; all of its special characters make a difference once encoded.
pub const HELPDESK_TOKEN: &str = "ht-7c9a+/of~the=desk";
/// What `printf %s '7036209421748764675:ht-7c9a+/of~the=desk' | base64` prints.
pub const HELPDESK_HEADER: &str = "NzAzNjIwOTQyMTc0ODc2NDY3NTpodC03YzlhKy9vZn50aGU9ZGVzaw==";
/// The tenant access token that the server hands out.
pub const TENANT_TOKEN: &str = "t-7f1bcd13fc57d46bac21793a18e560";

/// A server that hands out tenant access tokens, answers every other call in one way, and remembers what arrived.
#[derive(Debug)]
pub struct FakePlatform(MockServer);

impl FakePlatform {
    /// Answers every call with the same.
    pub async fn answering(answer: ResponseTemplate) -> Self {
        Self::responding(move |_: &Request| answer.clone()).await
    }

    /// Answers the call for each page of a list with what `answer` says about the page's number.
    ///
    /// # Panics
    ///
    /// A call asks for no page.
    pub async fn answering_pages(answer: impl Fn(i64) -> ResponseTemplate + Send + Sync + 'static) -> Self {
        Self::responding(move |request: &Request| {
            let page = Arrived::from(request.clone()).query_value("page").and_then(|page| page.parse().ok());
            answer(page.expect("the number of a page"))
        })
        .await
    }

    /// Answers POST with one and everything else with another.
    pub async fn answering_by_method(post: ResponseTemplate, other: ResponseTemplate) -> Self {
        Self::responding(move |request: &Request| match request.method.as_str() {
            "POST" => post.clone(),
            _ => other.clone(),
        })
        .await
    }

    /// Refuses to hand out a tenant access token.
    pub async fn refusing_tokens(answer: ResponseTemplate) -> Self {
        let server = MockServer::start().await;
        Mock::given(any()).respond_with(answer).mount(&server).await;
        Self(server)
    }

    /// Answers every call as `respond` says.
    pub async fn responding(respond: impl Respond + 'static) -> Self {
        let server = MockServer::start().await;
        let token = Mock::given(method("POST")).and(path(TOKEN_PATH)).respond_with(token_answer());
        token.with_priority(1).mount(&server).await;
        Mock::given(any()).respond_with(respond).mount(&server).await;
        Self(server)
    }

    /// The address of the server.
    #[must_use]
    pub fn url(&self) -> String {
        self.0.uri()
    }

    /// A builder with all credentials, for a client of this server that makes each call once.
    pub fn builder(&self) -> ClientBuilder<Client> {
        let builder = Client::builder().app(APP_ID, APP_SECRET).helpdesk(HELPDESK_ID, HELPDESK_TOKEN);
        builder.base_url(self.url()).retries(RetryPolicy::none())
    }

    /// A client of this server.
    ///
    /// # Panics
    ///
    /// The client cannot be built.
    #[must_use]
    pub fn client(&self) -> Client {
        self.builder().build().expect("a client")
    }

    /// Everything that arrived, in the order in which it did.
    ///
    /// # Panics
    ///
    /// The server does not remember.
    pub async fn arrived(&self) -> Vec<Arrived> {
        let requests = self.0.received_requests().await.expect("a server that remembers");
        requests.into_iter().map(Arrived::from).collect()
    }

    /// The calls that arrived: all but those for a token.
    pub async fn calls(&self) -> Vec<Arrived> {
        let mut arrived = self.arrived().await;
        arrived.retain(|request| request.path() != TOKEN_PATH);
        arrived
    }

    /// The one call that arrived.
    ///
    /// # Panics
    ///
    /// There was none, or more than one.
    pub async fn call(&self) -> Arrived {
        let calls = self.calls().await;
        let [call] = <[Arrived; 1]>::try_from(calls).expect("one call");
        call
    }

    /// The requests for a token that arrived.
    pub async fn token_requests(&self) -> Vec<Arrived> {
        let mut arrived = self.arrived().await;
        arrived.retain(|request| request.path() == TOKEN_PATH);
        arrived
    }
}

fn token_answer() -> ResponseTemplate {
    let token = serde_json::json!({"code": 0, "msg": "ok", "tenant_access_token": TENANT_TOKEN, "expire": 7140});
    answers::body(200, &token.to_string())
}

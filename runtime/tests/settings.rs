//! Settings of a client, and transports of one's own.

mod support;

use std::sync::{Arc, Mutex};
use std::time::Duration;

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{AccessToken, BuildError, Client, ClientBuilder, Error, TransportError, TransportErrorKind, http};
use support::{APP_SECRET, PLATFORM, open, post};

fn builder() -> ClientBuilder {
    ClientBuilder::new(&PLATFORM)
}

fn refused(builder: ClientBuilder) -> String {
    builder.build().unwrap_err().to_string()
}

/// Answers nothing, ever.
struct Silent;

impl Transport for Silent {
    fn send(&self, _: http::Request<Bytes>, _: usize) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::pending())
    }
}

/// Answers every request with what it was sent.
struct Mirror;

impl Transport for Mirror {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let body = format!(r#"{{"code":0,"data":"{}"}}"#, request.uri());
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from(body)))))
    }
}

#[test]
fn a_wrong_setting_is_refused_by_the_name_of_its_call() {
    assert!(refused(builder().server("x")).contains("ClientBuilder::server: there is no `x`; there are: feishu, lark"));
    assert!(matches!(builder().base_url("http://example.com").build(), Err(BuildError::InsecureBaseUrl)));
    assert!(refused(builder().base_url("example.com")).starts_with("ClientBuilder::base_url"));
    assert!(refused(builder().app("", APP_SECRET)).starts_with("ClientBuilder::app: `app_id`"));
    assert!(refused(builder().app("cli_a", " ")).starts_with("ClientBuilder::app: `app_secret`"));
    assert!(refused(builder().helpdesk("1:2", "x")).starts_with("ClientBuilder::helpdesk: `helpdesk_id`"));
    assert!(refused(builder().helpdesk("1", "")).starts_with("ClientBuilder::helpdesk: `helpdesk_token`"));
    assert!(refused(builder().access_token(AccessToken::User, "a\nb")).starts_with("ClientBuilder::access_token"));
    assert!(refused(builder().timeout(Duration::ZERO)).starts_with("ClientBuilder::timeout"));
    assert!(refused(builder().max_response_bytes(0)).starts_with("ClientBuilder::max_response_bytes"));
}

#[test]
fn the_first_server_is_the_default_and_others_go_by_name() {
    assert_eq!(builder().build().unwrap().base_url(), "https://open.example.com");
    assert_eq!(builder().server("lark").build().unwrap().base_url(), "https://open.example.org");
}

#[test]
fn a_generated_client_is_built_from_this_one() {
    struct Generated(Client);
    impl From<Client> for Generated {
        fn from(client: Client) -> Self {
            Self(client)
        }
    }
    let generated: Generated = ClientBuilder::new(&PLATFORM).build().unwrap();
    assert_eq!(generated.0.base_url(), "https://open.example.com");
}

#[tokio::test]
async fn a_call_that_takes_too_long_ends() {
    let client = builder().transport(Silent).timeout(Duration::from_millis(1)).build().unwrap();
    let error = client.execute(open("1")).await.unwrap_err();
    assert!(matches!(&error, Error::Transport(error) if error.kind() == TransportErrorKind::Timeout), "{error:?}");
    assert_eq!(error.to_string(), "test.v1.thing.get: timed out");
}

#[tokio::test]
async fn a_transport_of_one_s_own_gets_the_whole_address() {
    let client = builder().base_url("https://example.com/proxy/").transport(Mirror).build().unwrap();
    let answer = client.execute(open("1").query("q", "x")).await.unwrap();
    assert_eq!(answer.data(), Some(r#""https://example.com/proxy/things/1?q=x""#));
}

/// Never answers, and tells how much of an answer it may bring.
struct Recording(Arc<Mutex<Vec<usize>>>);

impl Transport for Recording {
    fn send(
        &self,
        _: http::Request<Bytes>,
        max_response_bytes: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        self.0.lock().unwrap().push(max_response_bytes);
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn unless_set_a_call_takes_30_seconds_and_an_answer_16_mib() {
    let limits = Arc::<Mutex<Vec<usize>>>::default();
    let client = builder().transport(Recording(Arc::clone(&limits))).build().unwrap();
    let started = tokio::time::Instant::now();
    client.execute(post()).await.unwrap_err();
    assert_eq!(started.elapsed().as_secs(), 30);
    assert_eq!(*limits.lock().unwrap(), [16 * 1024 * 1024]);
}

#[test]
fn unless_set_connecting_takes_10_seconds() {
    let shown = format!("{:?}", builder());
    assert!(shown.contains("connect_timeout: 10s"), "{shown}");
}

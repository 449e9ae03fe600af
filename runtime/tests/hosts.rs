//! Calls that go to another host than that of the client's server: credentials go along, so where they go is no matter of
//! luck.

mod support;

use std::sync::{Arc, Mutex};

use feishu_runtime::bytes::Bytes;
use feishu_runtime::transport::{BoxFuture, Transport};
use feishu_runtime::{Client, ClientBuilder, Error, Request, Server, TransportError, http};
use support::server::{Server as Local, token};
use support::{APP_SECRET, PLATFORM, TOKEN_PATH, client, list};

const ELSEWHERE: &[Server] = &[
    Server { name: "feishu", base_url: "https://accounts.example.com" },
    Server { name: "lark", base_url: "https://accounts.example.org" },
];

fn elsewhere() -> Request {
    list().at(ELSEWHERE)
}

/// Answers every request, with a token where there is room for one, and keeps its address.
struct Addresses(Arc<Mutex<Vec<String>>>);

impl Transport for Addresses {
    fn send(
        &self,
        request: http::Request<Bytes>,
        _: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        let credentials = if request.headers().contains_key("authorization") { " with a token" } else { "" };
        self.0.lock().unwrap().push(format!("{}{credentials}", request.uri()));
        let body = r#"{"code":0,"tenant_access_token":"t-1","expire":7200}"#;
        Box::pin(std::future::ready(Ok(http::Response::new(Bytes::from(body)))))
    }
}

/// A client that keeps where its calls went.
fn recording(builder: ClientBuilder) -> (Client, Arc<Mutex<Vec<String>>>) {
    let addresses = Arc::<Mutex<Vec<String>>>::default();
    let builder = builder.app("cli_a", APP_SECRET).transport(Addresses(Arc::clone(&addresses)));
    (builder.build().unwrap(), addresses)
}

#[tokio::test]
async fn a_call_goes_to_the_host_of_the_client_s_server_and_its_token_comes_from_the_server() {
    for (server, token, call) in [
        (None, "https://open.example.com/auth/token", "https://accounts.example.com/things with a token"),
        (Some("lark"), "https://open.example.org/auth/token", "https://accounts.example.org/things with a token"),
    ] {
        let builder = ClientBuilder::new(&PLATFORM);
        let builder = if let Some(server) = server { builder.server(server) } else { builder };
        let (client, addresses) = recording(builder);
        client.execute(elsewhere()).await.unwrap();
        assert_eq!(*addresses.lock().unwrap(), [token, call]);
    }
}

#[tokio::test]
async fn a_call_that_the_server_does_not_offer_is_not_made_nor_a_token_fetched() {
    let (client, addresses) = recording(ClientBuilder::new(&PLATFORM).server("lark"));
    let error = client.execute(list().at(&ELSEWHERE[..1])).await.unwrap_err();
    assert!(matches!(error, Error::InvalidArgument(_)), "{error:?}");
    assert!(error.to_string().contains("the call is not offered for the server `lark`"), "{error}");
    assert!(addresses.lock().unwrap().is_empty());
}

#[tokio::test]
async fn credentials_go_nowhere_without_https() {
    const PLAIN: [&[Server]; 3] = [
        &[Server { name: "feishu", base_url: "http://accounts.example.com" }],
        &[Server { name: "feishu", base_url: "http://127.0.0.1:1" }],
        &[Server { name: "feishu", base_url: "https://me:secret@accounts.example.com" }],
    ];
    for host in PLAIN {
        let (client, addresses) = recording(ClientBuilder::new(&PLATFORM));
        assert!(matches!(client.execute(list().at(host)).await, Err(Error::InvalidArgument(_))), "{host:?}");
        assert!(addresses.lock().unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_client_with_an_address_of_its_own_makes_all_calls_there() {
    let (proxied, addresses) = recording(ClientBuilder::new(&PLATFORM).base_url("https://proxy.example.net/feishu"));
    proxied.execute(elsewhere()).await.unwrap();
    let expected =
        ["https://proxy.example.net/feishu/auth/token", "https://proxy.example.net/feishu/things with a token"];
    assert_eq!(*addresses.lock().unwrap(), expected);
    // On the wire: a local server gets what would go to another host.
    let server = Local::start(|_, _| token("t-1")).await;
    client(&server).execute(elsewhere()).await.unwrap();
    let arrived: Vec<_> = server.arrived().iter().map(|request| request.target.clone()).collect();
    assert_eq!(arrived, [TOKEN_PATH, "/things"]);
}

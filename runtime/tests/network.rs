//! What depends on the network beneath, and on the environment of the process.

mod support;

use std::net::SocketAddr;
use std::process::Command;
use std::time::Duration;

use feishu_runtime::{Error, TransportErrorKind};
use socket2::{Domain, Socket, Type};
use support::script::{Script, answering, http};
use support::{at, open, post};

/// A server whose queue is full: whoever wants to connect waits, and nobody says anything.
fn overrun() -> (Socket, Vec<Socket>, SocketAddr) {
    let listener = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    listener.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into()).unwrap();
    listener.listen(0).unwrap();
    let address = listener.local_addr().unwrap();
    let queue = (0..4)
        .map(|_| {
            let waiting = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
            waiting.set_nonblocking(true).unwrap();
            waiting.connect(&address).ok();
            waiting
        })
        .collect();
    (listener, queue, address.as_socket().unwrap())
}

#[tokio::test]
async fn a_connection_that_does_not_come_about_in_time_is_told_apart_from_an_answer_that_does_not() {
    let (_listener, _queue, address) = overrun();
    let client = at(&format!("http://{address}")).connect_timeout(Duration::from_millis(100)).build().unwrap();
    let failure = client.execute(post()).await.unwrap_err();
    assert!(matches!(&failure, Error::Transport(error) if error.kind() == TransportErrorKind::Connect), "{failure:?}");
    assert!(failure.is_retryable(), "nothing was sent");
}

/// Which of the tests below a process is to run that one of them has started, and where the server is.
const CHILD: &str = "FEISHU_RUNTIME_TEST_URL";

/// Runs a test of this file again, in a process whose environment names a proxy, against a server.
fn run_with_proxy(test: &str, server: &str, proxy: &str) {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child.args(["--exact", test, "--nocapture"]).env(CHILD, server);
    for name in ["NO_PROXY", "no_proxy", "REQUEST_METHOD"] {
        child.env_remove(name);
    }
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        child.env(name, proxy);
    }
    let output = child.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

fn ok() -> String {
    http("200 OK\r\ncontent-length: 10", r#"{"code":0}"#)
}

#[tokio::test(flavor = "multi_thread")]
async fn over_http_no_proxy_of_the_environment_gets_the_credentials() {
    if let Ok(server) = std::env::var(CHILD) {
        at(&server).build().unwrap().execute(open("1")).await.unwrap();
        return;
    }
    let (server, proxy) = (Script::start(vec![answering(ok())]).await, Script::start(vec![answering(ok())]).await);
    let test = "over_http_no_proxy_of_the_environment_gets_the_credentials";
    tokio::task::block_in_place(|| run_with_proxy(test, server.url(), proxy.url()));
    assert_eq!((server.connections(), proxy.connections()), (1, 0));
}

#[tokio::test(flavor = "multi_thread")]
async fn over_https_calls_go_through_the_proxy_of_the_environment_unless_told_otherwise() {
    if let Ok(server) = std::env::var(CHILD) {
        for builder in [at(&server), at(&server).no_proxy()] {
            builder.build().unwrap().execute(open("1")).await.unwrap_err();
        }
        return;
    }
    let refusing = answering(http("403 Forbidden\r\ncontent-length: 0", ""));
    let (server, proxy) = (Script::start(vec![vec![]]).await, Script::start(vec![refusing]).await);
    let address = server.url().replace("http://", "https://");
    let test = "over_https_calls_go_through_the_proxy_of_the_environment_unless_told_otherwise";
    tokio::task::block_in_place(|| run_with_proxy(test, &address, proxy.url()));
    assert_eq!((server.connections(), proxy.connections()), (1, 1));
    assert!(proxy.requests()[0].starts_with("CONNECT 127.0.0.1:"), "{:?}", proxy.requests());
}

#[tokio::test]
async fn a_proxy_that_sends_its_password_back_does_not_get_it_shown() {
    let echo = "bWU6b3BlbiBzZXNhbWU= open sesame open%20sesame";
    let answer = http(&format!("502 Bad Gateway\r\ncontent-length: {}", echo.len()), echo);
    let proxy = Script::start(vec![answering(answer)]).await;
    let address = proxy.url().replace("http://", "http://me:open%20sesame@");
    let client = at("http://127.0.0.1:9").proxy(address).build().unwrap();

    let failure = client.execute(open("1")).await.unwrap_err();

    assert!(proxy.requests()[0].contains("bWU6b3BlbiBzZXNhbWU="), "{:?}", proxy.requests());
    let shown = format!("{failure} {failure:?}");
    assert!(shown.contains("502"), "{shown}");
    assert!(!shown.contains("sesame") && !shown.contains("bWU6b3Bl"), "{shown}");
}

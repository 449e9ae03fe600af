//! Spans and events, as a subscriber gets them.
//!
//! A program of its own, and one test at a time: whether something is told at all is decided once for a whole program.

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use feishu_openapi::helpdesk::v1::ticket_message::{Create, CreateError, List, Message};
use feishu_openapi::platform::PLATFORM;
use feishu_openapi::testing::FakePlatform;
use feishu_openapi::{CallOptions, Client, RetryPolicy, json};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

impl Log {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// Held by the test that runs.
static TURN: Mutex<()> = Mutex::new(());

/// Logs everything that happens on this thread, at every level, until the guards are dropped.
fn listen() -> (Log, (tracing::subscriber::DefaultGuard, MutexGuard<'static, ()>)) {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_span_events(FmtSpan::CLOSE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    (log, (tracing::subscriber::set_default(subscriber), turn))
}

#[tokio::test]
async fn a_span_has_the_names_of_opentelemetry_and_the_log_id() {
    let (log, _guards) = listen();
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client: Client = platform.builder().build().unwrap();
    platform.expect_any::<Create>().refuse(CreateError::TicketClosed);
    client.helpdesk().v1().ticket_message().create("77", Message::text("hello")).send().await.unwrap_err();
    let text = log.text();
    let status = CreateError::TicketClosed.http_status().unwrap();
    for expected in [
        "otel.name=POST /open-apis/helpdesk/v1/tickets/:ticket_id/messages".to_owned(),
        "otel.kind=\"client\"".to_owned(),
        "otel.status_code=\"ERROR\"".to_owned(),
        "http.request.method=\"POST\"".to_owned(),
        format!("http.response.status_code={status}"),
        "server.address=\"127.0.0.1\"".to_owned(),
        format!("server.port={}", platform.url().rsplit_once(':').unwrap().1),
        format!("url.full={}/open-apis/helpdesk/v1/tickets/77/messages", platform.url()),
        "url.template=\"/open-apis/helpdesk/v1/tickets/:ticket_id/messages\"".to_owned(),
        format!("error.type=\"{}\"", CreateError::TicketClosed.code()),
        "feishu.endpoint=\"helpdesk.v1.ticket_message.create\"".to_owned(),
        format!("feishu.code={}", CreateError::TicketClosed.code()),
        "feishu.log_id=\"fake-log-id\"".to_owned(),
        "feishu.endpoint=\"tenant_token\"".to_owned(),
    ] {
        assert!(text.contains(&expected), "{expected} in {text}");
    }
}

#[tokio::test]
async fn a_call_that_is_made_again_says_so_and_counts() {
    let (log, _guards) = listen();
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let client: Client = platform.builder().build().unwrap();
    platform.expect_any::<List>().times(1).answer_json(503, &json!({}));
    platform.expect_any::<List>().answer_done();
    let retries = RetryPolicy::new().delays(Duration::from_millis(1), Duration::from_millis(1));
    let list = client.helpdesk().v1().ticket_message().list("1").options(CallOptions::new().retries(retries));
    list.send().await.unwrap();
    let text = log.text();
    assert!(text.contains("the call is made again after a pause"), "{text}");
    assert!(text.contains("http.request.resend_count=1"), "{text}");
}

#[tokio::test]
async fn no_level_of_the_log_shows_a_secret() {
    let (log, _guards) = listen();
    let platform = FakePlatform::start(&PLATFORM).unwrap();
    let builder = platform.builder::<Client>().app("cli_a", "app-s3cret").helpdesk("70000", "helpdesk-s3cret");
    let client = builder.build().unwrap();
    platform.expect_any::<List>().answer_done();
    let options = CallOptions::new().header("x-key", "header-s3cret").query("key", "query-s3cret");
    client.helpdesk().v1().ticket_message().list("1").options(options).send().await.unwrap();
    let received = platform.received();
    let helpdesk = received[0].header("x-lark-helpdesk-authorization").unwrap();
    let text = log.text();
    for secret in ["app-s3cret", "helpdesk-s3cret", helpdesk, "t-fake-token", "header-s3cret"] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let own = text.lines().filter(|line| line.contains("feishu_runtime")).collect::<Vec<_>>().join("\n");
    assert!(own.contains("HTTP request") && !own.contains("query-s3cret"), "{own}");
}

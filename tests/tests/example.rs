//! The example `helpdesk_chat`, run as a user runs it.

use std::net::TcpListener;
use std::process::{Command, Output};

use feishu_tests::answers;
use feishu_tests::fake_platform::{APP_ID, APP_SECRET, FakePlatform, HELPDESK_ID, HELPDESK_TOKEN};
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

const TICKET: &str = "6948728206392295444";

/// What no output may hold.
const SECRETS: [&str; 2] = [APP_SECRET, HELPDESK_TOKEN];

fn example() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_helpdesk_chat_under_test"));
    command
        .env("FEISHU_APP_ID", APP_ID)
        .env("FEISHU_APP_SECRET", APP_SECRET)
        .env("FEISHU_HELPDESK_ID", HELPDESK_ID)
        .env("FEISHU_HELPDESK_TOKEN", HELPDESK_TOKEN);
    command
}

/// What is left of a run.
struct Ended {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

/// Runs a command; whatever it was, its output holds no secret.
fn run(command: &mut Command) -> Ended {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let ended = Ended {
        code: status.code(),
        stdout: String::from_utf8(stdout).unwrap(),
        stderr: String::from_utf8(stderr).unwrap(),
    };
    for secret in SECRETS {
        assert!(!ended.stdout.contains(secret) && !ended.stderr.contains(secret), "a secret was shown");
    }
    ended
}

fn run_against(platform: &FakePlatform, arguments: &[&str]) -> Ended {
    run(example().arg(TICKET).args(["--base-url", &platform.url()]).args(arguments))
}

/// A platform on which the ticket has these messages, and which takes another.
async fn platform_with(messages: Value) -> FakePlatform {
    FakePlatform::answering_by_method(
        answers::success(&json!({"message_id": "om_1"})),
        answers::success(&json!({"total": messages.as_array().map(Vec::len), "messages": messages})),
    )
    .await
}

/// How a run ends whose every call gets this answer.
async fn refused_with(answer: ResponseTemplate) -> Ended {
    run_against(&FakePlatform::answering(answer).await, &[])
}

#[tokio::test]
async fn sends_rich_text_and_lists_the_messages() {
    let messages = json!([
        {"created_at": 1_617_960_686_000_i64, "user_name": "李宁", "content": r#"{"content":"开始聊起来吧~","msg_type":"text"}"#},
        {"created_at": "1617960687000", "user_name": "Bot", "content": r#"{"content":{"k":1},"msg_type":"image"}"#},
        {"user_name": null, "content": "not JSON"},
    ]);
    let platform = platform_with(messages).await;
    let ended = run_against(&platform, &["--text", "first\nsecond"]);

    let expected = "Sent message om_1\n\
                    1617960686000 李宁: 开始聊起来吧~\n\
                    1617960687000 Bot: {\"k\":1}\n\
                    (no time) (nobody): not JSON\n";
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.as_str()), (Some(0), expected, ""));

    let calls = platform.calls().await;
    let [sent, listed] = calls.as_slice() else { panic!("{calls:?}") };
    assert_eq!(sent.target(), format!("POST /open-apis/helpdesk/v1/tickets/{TICKET}/messages"));
    assert_eq!(sent.json()["msg_type"], "post");
    let content: Value = serde_json::from_str(sent.json()["content"].as_str().unwrap()).unwrap();
    let paragraphs = json!([[{"tag": "text", "text": "first"}], [{"tag": "text", "text": "second"}]]);
    assert_eq!(content["post"]["en_us"]["content"], paragraphs);
    assert_eq!(listed.target(), format!("GET /open-apis/helpdesk/v1/tickets/{TICKET}/messages"));
    assert_eq!(platform.token_requests().await.len(), 1);
}

#[tokio::test]
async fn what_others_wrote_cannot_command_the_terminal() {
    let hostile = "a\u{1b}[2Jb\r\nc";
    let content = json!({"msg_type": "text", "content": hostile}).to_string();
    let platform = platform_with(json!([{"created_at": 1, "user_name": "x\ny", "content": content}])).await;
    let ended = run_against(&platform, &[]);
    assert_eq!(ended.stdout, "Sent message om_1\n1 x y: a [2Jb  c\n");
}

#[tokio::test]
async fn a_refusal_is_one_line_with_advice_and_exit_code_1() {
    let ended = refused_with(answers::refusal(401, 154_401, "Ticket already be closed")).await;
    let expected = format!(
        "error: helpdesk.v1.ticket_message.create: 154401 Ticket already be closed (HTTP 401, log id {}). \
         The ticket has been closed.\n",
        answers::LOG_ID
    );
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr), (Some(1), "", expected));
}

#[tokio::test]
async fn a_refusal_that_no_page_documents_is_one_line_without_advice() {
    let ended = refused_with(answers::refusal(400, 154_999, "something new")).await;
    let expected = format!(
        "error: helpdesk.v1.ticket_message.create: 154999 something new (HTTP 400, log id {})\n",
        answers::LOG_ID
    );
    assert_eq!((ended.code, ended.stderr), (Some(1), expected));
}

#[tokio::test]
async fn a_wrong_app_secret_is_told_with_the_advice_for_it() {
    let platform = FakePlatform::refusing_tokens(answers::refusal(400, 10015, "app secret invalid")).await;
    let ended = run_against(&platform, &[]);
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.starts_with("error: no access token: "), "{}", ended.stderr);
    assert!(ended.stderr.contains("10015 app secret invalid (HTTP 400"), "{}", ended.stderr);
    assert!(ended.stderr.ends_with("Compare the app secret with the one that the developer console shows.\n"));
    assert_eq!(ended.stderr.lines().count(), 1);
}

#[tokio::test]
async fn a_server_that_echoes_the_secrets_does_not_get_them_printed() {
    let ended = refused_with(answers::refusal(400, 154_000, &SECRETS.join(" "))).await;
    assert_eq!(ended.code, Some(1));
    assert!(ended.stderr.contains("154000"), "{}", ended.stderr);
}

#[test]
fn a_server_that_does_not_answer_is_told_in_one_line() {
    // Nobody listens at an address that was just given up.
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let ended = run(example().args([TICKET, "--base-url", &format!("http://{address}")]));
    assert_eq!((ended.code, ended.stdout.as_str()), (Some(1), ""));
    assert!(ended.stderr.starts_with("error: "), "{}", ended.stderr);
    assert_eq!(ended.stderr.lines().count(), 1, "{}", ended.stderr);
}

#[test]
fn credentials_go_nowhere_over_plain_http() {
    let ended = run(example().args([TICKET, "--base-url", "http://feishu.example.com"]));
    assert_eq!((ended.code, ended.stdout.as_str(), ended.stderr.lines().count()), (Some(1), "", 1));
}

#[test]
fn help_names_the_variables_but_not_what_they_hold() {
    let ended = run(example().arg("--help"));
    assert_eq!(ended.code, Some(0));
    for variable in ["FEISHU_APP_ID", "FEISHU_APP_SECRET", "FEISHU_HELPDESK_ID", "FEISHU_HELPDESK_TOKEN"] {
        assert!(ended.stdout.contains(variable), "{}", ended.stdout);
    }
    assert!(!ended.stdout.contains(APP_ID) && !ended.stdout.contains(HELPDESK_ID), "{}", ended.stdout);
}

#[test]
fn a_missing_variable_is_a_usage_error_that_names_what_is_missing() {
    let ended = run(example().arg(TICKET).env_remove("FEISHU_HELPDESK_TOKEN"));
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("--helpdesk-token"), "{}", ended.stderr);
}

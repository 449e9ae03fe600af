//! Sends a rich-text message to a helpdesk ticket, and lists what was said in the ticket.
//!
//! ```sh
//! export FEISHU_APP_ID=… FEISHU_APP_SECRET=… FEISHU_HELPDESK_ID=… FEISHU_HELPDESK_TOKEN=…
//! cargo run --example helpdesk_chat -- 6948728206392295444 --text "We are looking into it."
//! ```

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Parser;
use feishu_openapi::helpdesk::v1::ticket_message::{Message, TicketMessage};
use feishu_openapi::helpdesk::v1::types::{Post, text};
use feishu_openapi::runtime::{ErrorKind, TokenError};
use feishu_openapi::{BuildError, Client, Error, serde_json::Value};

/// Sends a rich-text message to a helpdesk ticket, and lists what was said in the ticket.
// Without `Debug`, which would show the secrets.
#[derive(Parser)]
struct Arguments {
    /// ID of the ticket.
    ticket_id: String,

    /// What to say; each line becomes a paragraph.
    #[arg(long, default_value = "Hello from Rust!")]
    text: String,

    /// Address of another server than Feishu's: Lark's, or one on this machine.
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,

    #[command(flatten)]
    credentials: Credentials,
}

/// Best set in the environment: other users of a machine can see what stands on a command line.
#[derive(clap::Args)]
#[command(next_help_heading = "Credentials, best set in the environment")]
struct Credentials {
    /// ID of the app.
    #[arg(long, env = "FEISHU_APP_ID", hide_env_values = true)]
    app_id: String,

    /// Secret of the app.
    #[arg(long, env = "FEISHU_APP_SECRET", hide_env_values = true)]
    app_secret: String,

    /// ID of the helpdesk.
    #[arg(long, env = "FEISHU_HELPDESK_ID", hide_env_values = true)]
    helpdesk_id: String,

    /// Token of the helpdesk.
    #[arg(long, env = "FEISHU_HELPDESK_TOKEN", hide_env_values = true)]
    helpdesk_token: String,
}

/// Runs the example.
#[tokio::main(flavor = "current_thread")]
pub async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(Complaint(line)) => {
            eprintln!("error: {line}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Complaint> {
    let client = connect(arguments.credentials, arguments.base_url)?;
    let ticket_id = &arguments.ticket_id;
    send(&client, ticket_id, &arguments.text).await?;
    list(&client, ticket_id).await
}

fn connect(credentials: Credentials, base_url: Option<String>) -> Result<Client, BuildError> {
    let builder = Client::builder()
        .app(credentials.app_id, credentials.app_secret)
        .helpdesk(credentials.helpdesk_id, credentials.helpdesk_token);
    match base_url {
        Some(url) => builder.base_url(url).build(),
        None => builder.build(),
    }
}

async fn send(client: &Client, ticket_id: &str, said: &str) -> Result<(), Complaint> {
    let post = Post::en_us("Message from the helpdesk");
    let post = said.lines().fold(post, |post, line| post.line([text(line)]));
    let sent = client.helpdesk().v1().ticket_message().create(ticket_id, Message::post(post)).send().await?;
    let message_id = sent.message_id.unwrap_or_default();
    writeln!(io::stdout(), "Sent message {}", one_line(&message_id))?;
    Ok(())
}

async fn list(client: &Client, ticket_id: &str) -> Result<(), Complaint> {
    let mut messages = client.helpdesk().v1().ticket_message().list(ticket_id).page_size(200).stream();
    // The next page is asked for only when all messages of this one have been shown.
    while let Some(message) = messages.next().await {
        writeln!(io::stdout(), "{}", describe(&message?))?;
    }
    Ok(())
}

/// A message in one line: when (in milliseconds since 1970), who, what.
fn describe(message: &TicketMessage) -> String {
    let created_at = message.created_at.map(|moment| moment.to_string());
    let created_at = created_at.as_deref().unwrap_or("(no time)");
    let user_name = message.user_name.as_deref().unwrap_or("(nobody)");
    one_line(&format!("{created_at} {user_name}: {}", what_was_said(message)))
}

/// The text of a plain message; of any other kind, its JSON.
fn what_was_said(message: &TicketMessage) -> String {
    let Some(json) = &message.content else {
        return String::new();
    };
    match json.parse().ok().and_then(|received| received.content) {
        Some(Value::String(text)) => text,
        Some(other) => other.to_string(),
        None => json.as_str().to_owned(),
    }
}

/// What others wrote may hold line breaks, or characters that a terminal obeys.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// What went wrong and what to do about it, in one line. The client's errors hold no secrets.
struct Complaint(String);

impl From<BuildError> for Complaint {
    fn from(error: BuildError) -> Self {
        Self(error.to_string())
    }
}

impl From<io::Error> for Complaint {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

impl<K: ErrorKind> From<Error<K>> for Complaint {
    fn from(error: Error<K>) -> Self {
        Self(match advice(&error) {
            Some(advice) => format!("{error}. {advice}"),
            None => error.to_string(),
        })
    }
}

/// What the documentation advises, where the platform refused.
fn advice<K: ErrorKind>(error: &Error<K>) -> Option<&'static str> {
    match error {
        Error::Api(refusal) => refusal.advice(),
        Error::Token(error) => match &**error {
            TokenError::Refused(refusal) => refusal.advice(),
            _ => None,
        },
        _ => None,
    }
}

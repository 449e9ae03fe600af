//! The examples of the documentation pages, copied from them to the letter.

use serde_json::Value;

/// Request of the page that sends a message to a ticket.
pub const TICKET_MESSAGE_CREATE_REQUEST: &str = include_str!("pages/ticket_message_create.request.json");
/// Answer of the same page.
pub const TICKET_MESSAGE_CREATE_RESPONSE: &str = include_str!("pages/ticket_message_create.response.json");
/// Answer of the page that lists a ticket's messages.
pub const TICKET_MESSAGE_LIST_RESPONSE: &str = include_str!("pages/ticket_message_list.response.json");
/// Request of the page that sends a message as the helpdesk bot.
pub const BOT_MESSAGE_CREATE_REQUEST: &str = include_str!("pages/bot_message_create.request.json");
/// Answer of the same page.
pub const BOT_MESSAGE_CREATE_RESPONSE: &str = include_str!("pages/bot_message_create.response.json");
/// Request of the page that answers a user's question.
pub const ANSWER_USER_QUERY_REQUEST: &str = include_str!("pages/ticket_answer_user_query.request.json");
/// Answer of the same page.
pub const ANSWER_USER_QUERY_RESPONSE: &str = include_str!("pages/ticket_answer_user_query.response.json");

/// An example as JSON.
pub fn json(example: &str) -> Value {
    serde_json::from_str(example).unwrap()
}

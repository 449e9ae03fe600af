//! Calls over the wire: what arrives at a server on this machine, and what becomes of its answers.

mod bot_message_create;
mod errors;
mod hostile_arguments;
mod messages;
mod pages;
mod paging;
mod platform_errors;
mod ticket_answer_user_query;
mod ticket_message_create;
mod ticket_message_list;
mod tokens;

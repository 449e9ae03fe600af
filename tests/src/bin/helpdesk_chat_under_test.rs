//! The example `helpdesk_chat` as a binary, so that a test can run it: cargo builds the binaries that a test may need and
//! says where they are, but not examples.

#[path = "../../examples/helpdesk_chat.rs"]
mod helpdesk_chat;

fn main() -> std::process::ExitCode {
    helpdesk_chat::main()
}

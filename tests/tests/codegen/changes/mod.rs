//! What `codegen diff` finds between two specs.

mod command;
mod edits;
mod pairs;
mod reading;
mod rules;
mod snippets;
mod users;
mod workshop;

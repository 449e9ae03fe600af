//! What `codegen diff` finds between two specs.

mod edits;
mod pairs;
mod rules;
mod workshop;

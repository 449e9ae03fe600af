//! What `codegen diff` finds between two specs.

mod pairs;
mod rules;
mod workshop;

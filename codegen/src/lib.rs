//! Turns the YAML spec of the Feishu open platform into a typed Rust client crate.
//!
//! One direction, each stage a module, each a type that the next one takes:
//!
//! ```text
//! pages ──pages──▶ facts ──import──▶ spec/*.yaml ──spec──▶ Spec ──plan──▶ Plan ──render──▶ tokens ──output──▶ files
//! ```
//!
//! [`commands`] runs the stages for the command line; [`diagnostic`] is how any of them tells the user what is wrong.

mod bounded;
pub mod commands;
pub mod diagnostic;
pub mod diff;
pub mod drift;
pub mod import;
pub mod json;
pub mod lint;
pub mod output;
pub mod pages;
pub mod plan;
pub mod render;
pub mod spec;
pub mod surface;

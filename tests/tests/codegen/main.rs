//! The generator from the outside: what small specs become, what is told about wrong ones, and the command line.

mod changes;
mod commands;
mod determinism;
mod diagnostics;
mod editor;
mod facts;
mod fmt;
mod generated;
mod import;
mod lint;
mod reference;
mod renderings;
mod reports;
mod rules;
mod support;
mod typos;

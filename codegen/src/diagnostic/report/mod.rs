//! Diagnostics for programs, a file per format. For people there is the [`Renderer`](super::Renderer).

pub mod github;
mod json;
pub mod sarif;

pub use github::github;
pub use json::{json, json_schema};
pub use sarif::sarif;

use super::{Diagnostic, Label};

/// Everything a diagnostic says, a line each; formats that have one text for it take this.
fn full_message(diagnostic: &Diagnostic) -> String {
    let Diagnostic { message, primary: Label { text, .. }, notes, help, .. } = diagnostic;
    let label = (!text.is_empty()).then(|| text.clone());
    let notes = notes.iter().map(|note| format!("note: {note}"));
    let help = help.iter().map(|help| format!("help: {help}"));
    let lines: Vec<_> = std::iter::once(message.clone()).chain(label).chain(notes).chain(help).collect();
    lines.join("\n")
}

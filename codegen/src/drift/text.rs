//! The report for a terminal.

use std::fmt::Write;

use super::{Changed, Drift, Gone, New, Unreadable};

/// How much of a value is shown, in characters.
const LONGEST_VALUE: usize = 60;

/// The report for people at a terminal.
#[must_use]
pub fn text(drift: &Drift) -> String {
    let Drift { version: _, changed, new, gone, unreadable, dated, unchanged } = drift;
    let mut text = String::new();
    for Changed { endpoint, file: _, page, changes } in changed {
        let _ = writeln!(text, "changed     {endpoint} (from {page})");
        for detail in changes {
            let values = values(detail.old.as_deref(), detail.new.as_deref());
            let _ = writeln!(text, "            {} {}{values}", detail.id, detail.at);
        }
    }
    for New { endpoint, call, title, page } in new {
        let _ = writeln!(text, "new         {call} {title} (from {page}, for {endpoint})");
    }
    for Gone { endpoint, file } in gone {
        let _ = writeln!(text, "gone        {endpoint} ({file})");
    }
    for Unreadable { page, line, why } in unreadable {
        let line = line.map(|line| format!(":{line}")).unwrap_or_default();
        let _ = writeln!(text, "unreadable  {page}{line}: {why}");
    }
    let _ = writeln!(
        text,
        "{} changed, {} new, {} gone, {} unreadable; {} with a new date only, {unchanged} as they were",
        changed.len(),
        new.len(),
        gone.len(),
        unreadable.len(),
        dated.len(),
    );
    text
}

/// What was and what is, in a few words.
#[must_use]
pub fn values(old: Option<&str>, new: Option<&str>) -> String {
    match (old.map(short), new.map(short)) {
        (Some(old), Some(new)) => format!(": {old} → {new}"),
        (Some(old), None) => format!(": {old} is gone"),
        (None, Some(new)) => format!(": {new}"),
        (None, None) => String::new(),
    }
}

/// The beginning of a value, on one line.
pub fn short(text: &str) -> String {
    let visible: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    let line = visible.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST_VALUE).collect();
    if short.len() < line.len() { format!("{short}…") } else { short }
}

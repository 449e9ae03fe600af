//! Files of a spec as text, in their one canonical form: a diff of two canonical files shows only what changed.
//!
//! - Keys come in the order of the model's fields; what says nothing is left out.
//! - Two spaces a level, lines of at most 120 columns: longer prose is folded, what has several lines stands
//!   as it is.
//! - Texts have quotes only where they would be something else without.
//! - Small things (a window of a rate limit, what a source says) and lists of words stand on one line where they fit.
//! - There are no comments but those at the head, which are written anew each time. What a maintainer wants to say
//!   stands under `decide`.

mod layout;
mod letters;
mod prose;
mod scalar;

pub(super) use layout::number;
pub use letters::changes_direction;

use super::Document;

/// How many columns a line has at most, unless a single word is longer.
const WIDTH: usize = 120;

/// A file of the spec in its canonical form.
///
/// Reading the text gives the value again, whatever is in it. The one exception is a `null` inside an example, which the
/// language does not have.
///
/// # Panics
///
/// Never for the types of the model, all of which can be written as YAML.
#[must_use]
pub fn write<T: Document>(document: &T) -> String {
    let value = serde_yaml::to_value(document).expect("the model has only what YAML has");
    let mut text = head(document);
    text.push_str(&layout::document(&value));
    text
}

/// What the comment begins with that tells editors where the schema is.
const MODELINE: &str = "# yaml-language-server:";

/// The comments at the beginning: what the file is about, and where editors find the schema of its language.
fn head<T: Document>(document: &T) -> String {
    let title: String =
        document.title().chars().map(|letter| if letters::is_plain(letter) { letter } else { '\u{FFFD}' }).collect();
    let up = "../".repeat(T::DEPTH);
    format!("# {title}\n{MODELINE} $schema={up}schema/{}.json\n", T::SCHEMA)
}

/// The length of the comments at the beginning of a text that are written anew each time.
#[must_use]
pub fn head_length<T: Document>(text: &str) -> usize {
    let is_head = |line: &&str| {
        let line = line.trim_end();
        line.starts_with(MODELINE) || line.strip_prefix("# ").is_some_and(T::is_title)
    };
    text.split_inclusive('\n').take_while(is_head).map(str::len).sum()
}

#[cfg(test)]
mod tests;

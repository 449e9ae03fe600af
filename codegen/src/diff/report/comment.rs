//! What is to become of the comment on a pull request: one comment, kept up to date, and none where there is nothing to
//! say.

use serde::{Deserialize, Serialize};

use super::markdown::MARKER;

/// A comment that is there.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Comment {
    /// Its number.
    pub id: u64,
    /// Its text.
    #[serde(default)]
    pub body: String,
}

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Plan {
    /// Nothing: the comment says it already, or there is nothing to say.
    None,
    /// Write a comment.
    Create {
        /// Its text.
        body: String,
    },
    /// Give the comment another text.
    Update {
        /// Which one.
        id: u64,
        /// Its text.
        body: String,
    },
    /// Take the comment away: what it said is no more.
    Delete {
        /// Which one.
        id: u64,
    },
}

/// Decides what is to be done. `present` are the comments of the pull request, `body` is what is to be said.
#[must_use]
pub fn plan(present: &[Comment], body: &str) -> Plan {
    let ours = present.iter().find(|comment| comment.body.starts_with(MARKER));
    // The host may write line breaks in another way.
    let same = |comment: &Comment| comment.body.replace("\r\n", "\n").trim_end() == body.trim_end();
    match ours {
        None if body.is_empty() => Plan::None,
        None => Plan::Create { body: body.to_owned() },
        Some(comment) if body.is_empty() => Plan::Delete { id: comment.id },
        Some(comment) if same(comment) => Plan::None,
        Some(comment) => Plan::Update { id: comment.id, body: body.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comment(id: u64, body: &str) -> Comment {
        Comment { id, body: body.to_owned() }
    }

    #[test]
    fn there_is_one_comment_and_it_says_what_holds_now() {
        let other = comment(1, "Looks good.");
        let text = format!("{MARKER} -->\nold");
        let ours = comment(2, &text.replace('\n', "\r\n"));
        let new = format!("{MARKER} -->\nnew");
        assert_eq!(plan(std::slice::from_ref(&other), &new), Plan::Create { body: new.clone() });
        assert_eq!(plan(&[other.clone(), ours.clone()], &new), Plan::Update { id: 2, body: new });
        assert_eq!(plan(&[other.clone(), ours.clone()], &text), Plan::None);
        assert_eq!(plan(&[other.clone(), ours], ""), Plan::Delete { id: 2 });
        assert_eq!(plan(&[other], ""), Plan::None);
    }
}

//! A code that the documentation lists, and what kind of trouble it means.

/// A documented error code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DocumentedError {
    /// The code in the answer's body.
    pub code: i64,
    /// The HTTP status that the documentation gives. Other statuses occur too: decide by the code.
    pub http_status: Option<u16>,
    /// The message as documented; empty where the documentation has none.
    pub message: &'static str,
    /// What to do about it; empty where nobody has said it.
    pub advice: &'static str,
    /// What kind of trouble it is.
    pub class: ErrorClass,
}

impl DocumentedError {
    /// What to do about it, where that is documented.
    #[must_use]
    pub fn advice(&self) -> Option<&'static str> {
        Some(self.advice).filter(|advice| !advice.is_empty())
    }
}

/// What kind of trouble a code means: what to do follows from this, never from the HTTP status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorClass {
    /// The request is wrong; sent again it fails again.
    Input,
    /// The credentials are missing or wrong.
    Authentication,
    /// The access token is not valid any more; a new one helps.
    TokenInvalid,
    /// The caller lacks a right.
    Permission,
    /// What the request names does not exist.
    NotFound,
    /// What the request names is not in a state that allows this.
    State,
    /// Too many requests; waiting helps.
    RateLimited,
    /// A quota is used up; waiting for a moment does not help.
    Quota,
    /// The app cannot be used, because it is disabled or not installed.
    Disabled,
    /// The platform failed for the moment; trying again later may help.
    Transient,
    /// The platform failed, and does not say whether trying again helps.
    Internal,
}

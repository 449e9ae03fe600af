//! A call that cannot be made as it was asked for.

use std::borrow::Cow;
use std::fmt;

/// The call cannot be made as it was asked for; nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidArgument {
    /// The endpoint that was to be called.
    pub endpoint: &'static str,
    /// The argument: a parameter by its name on the wire or the way to a field inside it (`tags[3].key`), `body`, or a
    /// credential.
    pub argument: Cow<'static, str>,
    /// What is wrong with it.
    pub reason: String,
}

impl InvalidArgument {
    pub(crate) fn new(
        endpoint: &'static str,
        argument: impl Into<Cow<'static, str>>,
        reason: impl Into<String>,
    ) -> Self {
        Self { endpoint, argument: argument.into(), reason: reason.into() }
    }
}

impl fmt::Display for InvalidArgument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {} (nothing was sent)", self.endpoint, self.argument, self.reason)
    }
}

impl std::error::Error for InvalidArgument {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_where_which_and_why() {
        let error = InvalidArgument::new("a.v1.b.c", "page_size", "201 is not within 1..=200");
        assert_eq!(error.to_string(), "a.v1.b.c: page_size: 201 is not within 1..=200 (nothing was sent)");
    }
}

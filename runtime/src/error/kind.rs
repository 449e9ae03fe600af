//! A type for the codes of one endpoint.

use std::fmt::{self, Debug, Display};

use crate::descriptor::DocumentedError;

/// The codes that an endpoint documents, as a type. Generated crates have one for each endpoint.
pub trait ErrorKind: Copy + Eq + Debug + Display + Send + Sync + 'static {
    /// The kind that has this code; every code has one.
    fn from_code(code: i64) -> Self;

    /// The code, as it was received.
    fn code(&self) -> i64;

    /// What the documentation says about the code.
    fn documented(&self) -> Option<&'static DocumentedError>;
}

/// A code alone, for calls whose endpoint has no type of its own for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(pub i64);

impl Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(&self.0, f)
    }
}

impl ErrorKind for Code {
    fn from_code(code: i64) -> Self {
        Self(code)
    }

    fn code(&self) -> i64 {
        self.0
    }

    fn documented(&self) -> Option<&'static DocumentedError> {
        None
    }
}

//! A list that cannot be read to its end.

use std::fmt;

/// A list cannot be read to its end, because of how the server pages it. What came before was handed out; the rest is
/// missing.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PagingError {
    /// The endpoint that was called.
    pub endpoint: &'static str,
    /// What is wrong.
    pub problem: PagingProblem,
}

/// Why a list cannot be read to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PagingProblem {
    /// There is said to be another page, but there is no token to ask for it with.
    MissingToken,
    /// The token of the next page is one that was used before.
    RepeatedToken,
    /// A page holds exactly what an earlier one held.
    RepeatedPage,
    /// Page after page is empty, and each says that there is another.
    OnlyEmptyPages,
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let problem = match self.problem {
            PagingProblem::MissingToken => "the server says that there is more, but names no page token",
            PagingProblem::RepeatedToken => "the server names a page token that it named before",
            PagingProblem::RepeatedPage => "the server repeats a page",
            PagingProblem::OnlyEmptyPages => "the server goes on with empty pages",
        };
        write!(f, "{}: cannot read the list to its end: {problem}", self.endpoint)
    }
}

impl std::error::Error for PagingError {}

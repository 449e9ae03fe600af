//! Lists in which each page names the next by a token.

use std::future::Future;

use super::landmarks::Landmarks;
use super::pages::{Fetched, Sequence, Verdict};
use super::{Pages, TokenPage};
use crate::error::{Error, PagingError, PagingProblem};

/// How many pages in a row may be empty although there is said to be more: such pages do occur where a server filters what
/// it has read, but a server that has only such pages never ends.
const MOST_EMPTY_PAGES: u32 = 100;

/// Pages through a list of `endpoint` by tokens. `fetch` asks for the page with the token that it is given: with `first` at
/// first, which is none for the beginning of the list.
///
/// It ends when the server says that there is no more (or, where it says nothing about that, when there is no token), and
/// after an error. A server that says that there is more but does not say where, that names or brings a page that it
/// brought before, or that brings a hundred empty pages in a row, yields [`Error::Paging`]: to end there would hide that
/// items are missing.
pub fn by_token<P, K, F, Fut>(endpoint: &'static str, first: Option<String>, mut fetch: F) -> Pages<P, K>
where
    P: TokenPage + 'static,
    K: 'static,
    F: FnMut(Option<String>) -> Fut + Send + 'static,
    Fut: Future<Output = Result<P, Error<K>>> + Send + 'static,
{
    let mut tokens = Landmarks::new();
    if let Some(first) = &first {
        tokens.repeats(first.as_bytes());
    }
    Pages::new(Tokened {
        endpoint,
        fetch: Box::new(move |token| Box::pin(fetch(token))),
        next: first.map_or(Next::First, Next::With),
        tokens,
        pages: Landmarks::<P::Item>::new(),
        empty_pages: 0,
    })
}

struct Tokened<P: TokenPage, K> {
    endpoint: &'static str,
    fetch: Box<dyn FnMut(Option<String>) -> Fetched<P, K> + Send>,
    next: Next,
    /// Tokens that were used.
    tokens: Landmarks<u8>,
    /// Pages that came.
    pages: Landmarks<P::Item>,
    /// How many pages have been empty since the last that was not.
    empty_pages: u32,
}

/// Which page is asked for next.
enum Next {
    /// The first of all.
    First,
    /// The one with this token.
    With(String),
    /// There is none.
    End,
}

impl<P: TokenPage, K> Sequence<P, K> for Tokened<P, K> {
    fn fetch(&mut self) -> Option<Fetched<P, K>> {
        match std::mem::replace(&mut self.next, Next::End) {
            Next::First => Some((self.fetch)(None)),
            Next::With(token) => Some((self.fetch)(Some(token))),
            Next::End => None,
        }
    }

    fn accept(&mut self, page: &P) -> Verdict<K> {
        let token = page.next_page_token().filter(|token| !token.is_empty());
        let has_more = page.has_more().unwrap_or(token.is_some());
        let is_empty = page.items().is_empty();
        if !has_more {
            return if is_empty { Verdict::End } else { Verdict::HandOut };
        }
        let broken = |problem| Error::from(PagingError { endpoint: self.endpoint, problem });
        // Checked first: what came twice is not to be handed out twice.
        if !is_empty && self.pages.repeats(page.items()) {
            return Verdict::Broken(broken(PagingProblem::RepeatedPage));
        }
        self.empty_pages = if is_empty { self.empty_pages + 1 } else { 0 };
        let problem = match token {
            None => PagingProblem::MissingToken,
            Some(token) if self.tokens.repeats(token.as_bytes()) => PagingProblem::RepeatedToken,
            Some(_) if self.empty_pages >= MOST_EMPTY_PAGES => PagingProblem::OnlyEmptyPages,
            Some(token) => {
                self.next = Next::With(token.to_owned());
                return if is_empty { Verdict::Skip } else { Verdict::HandOut };
            }
        };
        if is_empty { Verdict::Broken(broken(problem)) } else { Verdict::HandOutBefore(broken(problem)) }
    }
}

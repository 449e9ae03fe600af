//! Lists whose pages are found by how many items come before them.

use std::future::Future;

use super::landmarks::Landmarks;
use super::pages::{Fetched, Sequence, Verdict};
use super::{OffsetPage, Pages};
use crate::error::{Error, PagingError, PagingProblem};

/// Pages through a list of `endpoint` by offset. `fetch` asks for the page that comes after so many items: after `first` at
/// first.
///
/// It ends when the server says that there is no more, when as many items have come as the server speaks of, when a page
/// is empty or one that the server brought before, and after an error. Where the server says that there is more and brings
/// an empty page, or one that it brought before, it yields [`Error::Paging`]: to end there would hide that items are
/// missing.
pub fn by_offset<P, K, F, Fut>(endpoint: &'static str, first: i64, mut fetch: F) -> Pages<P, K>
where
    P: OffsetPage + 'static,
    K: 'static,
    F: FnMut(i64) -> Fut + Send + 'static,
    Fut: Future<Output = Result<P, Error<K>>> + Send + 'static,
{
    Pages::new(Skipping {
        endpoint,
        fetch: Box::new(move |offset| Box::pin(fetch(offset))),
        next: Some(first),
        landmarks: Landmarks::<P::Item>::new(),
    })
}

struct Skipping<P: OffsetPage, K> {
    endpoint: &'static str,
    fetch: Box<dyn FnMut(i64) -> Fetched<P, K> + Send>,
    /// How many items come before the page that is asked for next; none at the end.
    next: Option<i64>,
    landmarks: Landmarks<P::Item>,
}

impl<P: OffsetPage, K> Sequence<P, K> for Skipping<P, K> {
    fn fetch(&mut self) -> Option<Fetched<P, K>> {
        self.next.map(|offset| (self.fetch)(offset))
    }

    fn accept(&mut self, page: &P) -> Verdict<K> {
        let items = page.items();
        let problem = if items.is_empty() {
            Some(PagingProblem::OnlyEmptyPages)
        } else {
            self.landmarks.repeats(items).then_some(PagingProblem::RepeatedPage)
        };
        match problem {
            Some(problem) if page.has_more() == Some(true) => {
                Verdict::Broken(PagingError { endpoint: self.endpoint, problem }.into())
            }
            Some(_) => Verdict::End,
            None => {
                self.next = self.after(page);
                Verdict::HandOut
            }
        }
    }
}

impl<P: OffsetPage, K> Skipping<P, K> {
    /// How many items come before the page after this one, if there is one.
    fn after(&self, page: &P) -> Option<i64> {
        let next = self.next?.checked_add(i64::try_from(page.items().len()).ok()?)?;
        let all_came = match page.has_more() {
            Some(has_more) => !has_more,
            // A total below nought says nothing.
            None => page.total().is_some_and(|total| total >= 0 && next >= total),
        };
        (!all_came).then_some(next)
    }
}

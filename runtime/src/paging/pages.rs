//! The pages of a list, one after the other.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::landmarks::Landmarks;
use super::{Items, NumberedPage};
use crate::error::Error;
use crate::transport::BoxFuture;

/// Where paging begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Start {
    /// Number of the page that is asked for first.
    pub page: i64,
    /// Number of the first page of all.
    pub first_page: i64,
    /// How many items a page holds, where that is known. Counts only where paging does not begin with the first page: for
    /// what was skipped.
    pub page_size: Option<i64>,
}

impl Start {
    /// How many items come before the first page that is asked for, where that is known.
    fn skipped(self) -> Option<i64> {
        match self.page.saturating_sub(self.first_page) {
            pages if pages > 0 => Some(pages.saturating_mul(self.page_size?.max(0))),
            _ => Some(0),
        }
    }
}

type Fetch<P, K> = Box<dyn FnMut(i64) -> BoxFuture<'static, Result<P, Error<K>>> + Send>;

/// The pages of a list, one after the other; empty ones are left out.
///
/// Nothing is asked for before the first page is, and nothing after the end. It ends when all items that the server
/// speaks of have come, when a page is empty, when the server brings a page that it brought before, and after an error.
#[must_use = "a stream does nothing unless polled"]
pub struct Pages<P: NumberedPage, K> {
    fetch: Fetch<P, K>,
    /// The page that is asked for next; none at the end.
    next: Option<i64>,
    in_flight: Option<BoxFuture<'static, Result<P, Error<K>>>>,
    /// How many items have come, those before the first page among them, where that is known.
    received: Option<i64>,
    landmarks: Landmarks<P::Item>,
}

/// Pages through a list by number. `fetch` asks for the page with the number that it is given.
pub fn by_number<P, K, F, Fut>(start: Start, mut fetch: F) -> Pages<P, K>
where
    P: NumberedPage,
    F: FnMut(i64) -> Fut + Send + 'static,
    Fut: Future<Output = Result<P, Error<K>>> + Send + 'static,
{
    Pages {
        fetch: Box::new(move |page| Box::pin(fetch(page))),
        next: Some(start.page),
        in_flight: None,
        received: start.skipped(),
        landmarks: Landmarks::new(),
    }
}

impl<P: NumberedPage, K> Pages<P, K> {
    /// The next page; none at the end.
    pub async fn next(&mut self) -> Option<Result<P, Error<K>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The items of the pages, one after the other.
    pub fn items(self) -> Items<P, K> {
        Items::new(self)
    }

    /// Takes a page in, and says whether it is one to hand out.
    fn accept(&mut self, number: i64, page: &P) -> bool {
        let items = page.items();
        if items.is_empty() || self.landmarks.repeats(items) {
            return false;
        }
        let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        self.received = self.received.map(|received| received.saturating_add(count));
        // A total below nought says nothing, and neither does any total to who does not know how much has come.
        let total = page.total().filter(|total| *total >= 0);
        let all_came = self.received.zip(total).is_some_and(|(received, total)| received >= total);
        self.next = if all_came { None } else { number.checked_add(1) };
        true
    }
}

// Nothing in it is pinned: the future that is in flight has a place of its own on the heap.
impl<P: NumberedPage, K> Unpin for Pages<P, K> {}

impl<P: NumberedPage, K> Stream for Pages<P, K> {
    type Item = Result<P, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        let Some(number) = this.next else {
            return Poll::Ready(None);
        };
        let in_flight = this.in_flight.get_or_insert_with(|| (this.fetch)(number));
        let outcome = ready!(in_flight.as_mut().poll(context));
        this.in_flight = None;
        // The end, unless the page says otherwise.
        this.next = None;
        Poll::Ready(match outcome {
            Ok(page) => this.accept(number, &page).then_some(Ok(page)),
            Err(error) => Some(Err(error)),
        })
    }
}

impl<P: NumberedPage, K> fmt::Debug for Pages<P, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("next", &self.next).field("received", &self.received).finish_non_exhaustive()
    }
}

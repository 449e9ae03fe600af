//! The pages of a list, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::{Items, Page};
use crate::error::Error;
use crate::transport::BoxFuture;

/// A page that is under way.
pub(super) type Fetched<P, K> = BoxFuture<'static, Result<P, Error<K>>>;

/// How one page leads to the next.
pub(super) trait Sequence<P, K>: Send {
    /// Asks for the next page; none at the end.
    fn fetch(&mut self) -> Option<Fetched<P, K>>;

    /// Takes in the page that was asked for last.
    fn accept(&mut self, page: &P) -> Verdict<K>;
}

/// What to do with a page.
pub(super) enum Verdict<K> {
    /// It is handed out.
    HandOut,
    /// It has nothing to hand out; the next one is asked for.
    Skip,
    /// It is not handed out, and there is no other.
    End,
    /// It is handed out, and then it is told why there is no other.
    HandOutBefore(Error<K>),
    /// It is not handed out; instead it is told what is wrong with it.
    Broken(Error<K>),
}

/// The pages of a list, one after the other; empty ones are left out.
///
/// Nothing is asked for before the first page is, and nothing after the end or after an error. However a server answers,
/// it does not go round in circles: [`by_number`](super::by_number), [`by_token`](super::by_token) and
/// [`by_offset`](super::by_offset) say when it ends.
#[must_use = "a stream does nothing unless polled"]
pub struct Pages<P: Page, K> {
    sequence: Box<dyn Sequence<P, K>>,
    in_flight: Option<Fetched<P, K>>,
    /// What is told in place of a further page.
    failure: Option<Error<K>>,
    is_over: bool,
}

impl<P: Page, K> Pages<P, K> {
    pub(super) fn new(sequence: impl Sequence<P, K> + 'static) -> Self {
        Self { sequence: Box::new(sequence), in_flight: None, failure: None, is_over: false }
    }

    /// The next page; none at the end.
    pub async fn next(&mut self) -> Option<Result<P, Error<K>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The items of the pages, one after the other.
    pub fn items(self) -> Items<P, K> {
        Items::new(self)
    }

    /// Nothing comes after this.
    fn end(&mut self, last: Option<Error<K>>) -> Poll<Option<Result<P, Error<K>>>> {
        self.is_over = true;
        Poll::Ready(last.map(Err))
    }
}

// Nothing in it is pinned: the future that is in flight has a place of its own on the heap.
impl<P: Page, K> Unpin for Pages<P, K> {}

impl<P: Page, K> Stream for Pages<P, K> {
    type Item = Result<P, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = &mut *self;
        while !this.is_over {
            if let Some(failure) = this.failure.take() {
                return this.end(Some(failure));
            }
            if this.in_flight.is_none() {
                this.in_flight = this.sequence.fetch();
            }
            let Some(in_flight) = &mut this.in_flight else {
                return this.end(None);
            };
            let outcome = ready!(in_flight.as_mut().poll(context));
            this.in_flight = None;
            let page = match outcome {
                Ok(page) => page,
                Err(error) => return this.end(Some(error)),
            };
            match this.sequence.accept(&page) {
                Verdict::HandOut => return Poll::Ready(Some(Ok(page))),
                Verdict::Skip => {}
                Verdict::End => return this.end(None),
                Verdict::HandOutBefore(failure) => {
                    this.failure = Some(failure);
                    return Poll::Ready(Some(Ok(page)));
                }
                Verdict::Broken(failure) => return this.end(Some(failure)),
            }
        }
        Poll::Ready(None)
    }
}

impl<P: Page, K> fmt::Debug for Pages<P, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("is_over", &self.is_over).finish_non_exhaustive()
    }
}

//! The items of a list, one after the other.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use super::{Page, Pages};
use crate::error::Error;

/// The items of a list, one after the other, page by page. Begins and ends as [`Pages`] does.
#[must_use = "a stream does nothing unless polled"]
pub struct Items<P: Page, K> {
    pages: Pages<P, K>,
    current: vec::IntoIter<P::Item>,
}

impl<P: Page, K> Items<P, K> {
    pub(super) fn new(pages: Pages<P, K>) -> Self {
        Self { pages, current: Vec::new().into_iter() }
    }

    /// The next item; none at the end.
    pub async fn next(&mut self) -> Option<Result<P::Item, Error<K>>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }
}

// Nothing in it is pinned.
impl<P: Page, K> Unpin for Items<P, K> {}

impl<P: Page, K> Stream for Items<P, K> {
    type Item = Result<P::Item, Error<K>>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.current.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.current = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P: Page, K> fmt::Debug for Items<P, K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("left_of_page", &self.current.len()).field("pages", &self.pages).finish()
    }
}

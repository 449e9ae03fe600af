//! Lists whose pages are numbered.

use std::future::Future;

use super::landmarks::Landmarks;
use super::pages::{Fetched, Sequence, Verdict};
use super::{NumberedPage, Pages};
use crate::error::Error;

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

/// Pages through a list by number. `fetch` asks for the page with the number that it is given.
///
/// It ends when all items that the server speaks of have come, when a page is empty, when the server brings a page that it
/// brought before, and after an error.
pub fn by_number<P, K, F, Fut>(start: Start, mut fetch: F) -> Pages<P, K>
where
    P: NumberedPage + 'static,
    K: 'static,
    F: FnMut(i64) -> Fut + Send + 'static,
    Fut: Future<Output = Result<P, Error<K>>> + Send + 'static,
{
    Pages::new(Numbered {
        fetch: Box::new(move |page| Box::pin(fetch(page))),
        next: Some(start.page),
        received: start.skipped(),
        landmarks: Landmarks::<P::Item>::new(),
    })
}

struct Numbered<P: NumberedPage, K> {
    fetch: Box<dyn FnMut(i64) -> Fetched<P, K> + Send>,
    /// The page that is asked for next; none at the end.
    next: Option<i64>,
    /// How many items have come, those before the first page among them, where that is known.
    received: Option<i64>,
    landmarks: Landmarks<P::Item>,
}

impl<P: NumberedPage, K> Sequence<P, K> for Numbered<P, K> {
    fn fetch(&mut self) -> Option<Fetched<P, K>> {
        self.next.map(|number| (self.fetch)(number))
    }

    fn accept(&mut self, page: &P) -> Verdict<K> {
        let items = page.items();
        if items.is_empty() || self.landmarks.repeats(items) {
            return Verdict::End;
        }
        let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
        self.received = self.received.map(|received| received.saturating_add(count));
        // A total below nought says nothing, and neither does any total to who does not know how much has come.
        let total = page.total().filter(|total| *total >= 0);
        let all_came = self.received.zip(total).is_some_and(|(received, total)| received >= total);
        self.next = self.next.filter(|_| !all_came).and_then(|number| number.checked_add(1));
        Verdict::HandOut
    }
}

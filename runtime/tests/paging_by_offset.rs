//! Paging by offset, against scripted servers.

use std::future::ready;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use feishu_runtime::paging::by_offset;
use feishu_runtime::{Code, Error, OffsetPage, PagingProblem};
use proptest::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct Page {
    items: Vec<u32>,
    has_more: Option<bool>,
    total: Option<i64>,
}

impl feishu_runtime::Page for Page {
    type Item = u32;

    fn items(&self) -> &[u32] {
        &self.items
    }

    fn into_items(self) -> Vec<u32> {
        self.items
    }
}

impl OffsetPage for Page {
    fn has_more(&self) -> Option<bool> {
        self.has_more
    }

    fn total(&self) -> Option<i64> {
        self.total
    }
}

fn page(items: &[u32], has_more: Option<bool>, total: Option<i64>) -> Page {
    Page { items: items.to_vec(), has_more, total }
}

/// Nothing here ever waits, so one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a scripted server answers at once"),
    }
}

/// The items, the failure at the end, and the offsets that a server was asked for which answers from its script, and then
/// on and on with the last answer of it.
fn read(first: i64, script: Vec<Page>) -> (Vec<u32>, Option<PagingProblem>, Vec<i64>) {
    let asked = Arc::<Mutex<Vec<i64>>>::default();
    let log = Arc::clone(&asked);
    let mut items = by_offset::<_, Code, _, _>("test.v1.thing.list", first, move |offset| {
        let mut log = log.lock().unwrap();
        log.push(offset);
        ready(Ok(script.get(log.len() - 1).or(script.last()).cloned().unwrap()))
    })
    .items();
    let (mut received, mut problem) = (Vec::new(), None);
    while let Some(item) = now(items.next()) {
        match item {
            Ok(item) => received.push(item),
            Err(Error::Paging(error)) => problem = Some(error.problem),
            Err(error) => panic!("{error:?}"),
        }
    }
    let asked = asked.lock().unwrap().clone();
    (received, problem, asked)
}

#[test]
fn skips_what_has_come_until_there_is_no_more() {
    let script = vec![page(&[1, 2], Some(true), None), page(&[3], Some(true), None), page(&[4], Some(false), None)];
    assert_eq!(read(7, script), (vec![1, 2, 3, 4], None, vec![7, 9, 10]));
}

#[test]
fn ends_when_all_that_the_total_speaks_of_has_come() {
    let script = vec![page(&[1, 2], None, Some(3)), page(&[3], None, Some(3)), page(&[9], None, Some(3))];
    assert_eq!(read(0, script), (vec![1, 2, 3], None, vec![0, 2]));
    assert_eq!(read(5, vec![page(&[6], None, Some(6))]), (vec![6], None, vec![5]));
}

#[test]
fn what_the_server_says_about_more_counts_before_its_total() {
    let script = vec![page(&[1], Some(true), Some(1)), page(&[2], Some(false), Some(9))];
    assert_eq!(read(0, script), (vec![1, 2], None, vec![0, 1]));
}

#[test]
fn ends_on_an_empty_page_and_on_one_that_comes_again() {
    assert_eq!(read(0, vec![page(&[1], None, None), page(&[], None, None)]), (vec![1], None, vec![0, 1]));
    assert_eq!(read(0, vec![page(&[1], None, Some(-1))]), (vec![1], None, vec![0, 1]));
}

#[test]
fn more_that_does_not_come_is_a_failure() {
    let empty = vec![page(&[1], Some(true), None), page(&[], Some(true), None)];
    assert_eq!(read(0, empty), (vec![1], Some(PagingProblem::OnlyEmptyPages), vec![0, 1]));
    let same = vec![page(&[1], Some(true), None)];
    assert_eq!(read(0, same), (vec![1], Some(PagingProblem::RepeatedPage), vec![0, 1]));
}

#[test]
fn the_last_offset_there_is_is_the_end() {
    assert_eq!(read(i64::MAX, vec![page(&[1], Some(true), None)]), (vec![1], None, vec![i64::MAX]));
}

proptest! {
    #[test]
    fn paging_ends_on_every_scripted_server(
        script in prop::collection::vec(
            (prop::collection::vec(0..4_u32, 0..3), any::<Option<bool>>(), any::<Option<i64>>())
                .prop_map(|(items, has_more, total)| Page { items, has_more, total }),
            1..12,
        ),
        first in any::<i64>(),
    ) {
        let longest = script.len() + 2;
        prop_assert!(read(first, script).2.len() <= longest);
    }
}

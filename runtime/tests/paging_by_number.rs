//! Paging by number, against scripted servers.

use std::collections::VecDeque;
use std::future::ready;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use feishu_runtime::paging::{Start, by_number};
use feishu_runtime::{Code, Error, Failure, Items, NumberedPage, Pages, TransportError, TransportErrorKind};
use proptest::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct Page {
    items: Vec<u32>,
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

impl NumberedPage for Page {
    fn total(&self) -> Option<i64> {
        self.total
    }
}

type Answer = Result<Page, Failure>;

/// The numbers of the pages that a server was asked for.
type Asked = Arc<Mutex<Vec<i64>>>;

#[expect(clippy::unnecessary_wraps, reason = "stands in scripts beside failures")]
fn page(items: impl IntoIterator<Item = u32>, total: Option<i64>) -> Answer {
    Ok(Page { items: items.into_iter().collect(), total })
}

fn failure() -> Answer {
    Err(Error::Transport(TransportError::new(TransportErrorKind::Closed)))
}

/// A server that answers from its script, and then on and on with the last answer of it.
fn scripted(start: Start, script: Vec<Answer>) -> (Pages<Page, Code>, Asked) {
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    let mut script = VecDeque::from(script);
    let pages = by_number(start, move |number| {
        log.lock().unwrap().push(number);
        let answer = if script.len() > 1 { script.pop_front() } else { script.front().cloned() };
        ready(answer.unwrap_or_else(|| page([], None)))
    });
    (pages, asked)
}

/// Nothing here ever waits, so one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("a scripted server answers at once"),
    }
}

fn items(mut items: Items<Page, Code>) -> Vec<Result<u32, Failure>> {
    std::iter::from_fn(|| now(items.next())).collect()
}

fn collect(script: Vec<Answer>) -> (Vec<u32>, Vec<i64>) {
    let (pages, asked) = scripted(FIRST, script);
    let received = items(pages.items()).into_iter().map(Result::unwrap).collect();
    let asked = asked.lock().unwrap().clone();
    (received, asked)
}

const FIRST: Start = Start { page: 1, first_page: 1, page_size: Some(2) };

#[test]
fn nothing_is_asked_for_before_the_first_poll() {
    let (pages, asked) = scripted(FIRST, vec![page([1], None)]);
    let _items = pages.items();
    assert!(asked.lock().unwrap().is_empty());
}

#[test]
fn ends_when_all_that_the_total_speaks_of_has_come() {
    let script = vec![page([1, 2], Some(3)), page([3], Some(3)), page([9], Some(3))];
    assert_eq!(collect(script), (vec![1, 2, 3], vec![1, 2]));
}

#[test]
fn ends_on_an_empty_page_which_is_not_handed_out() {
    let (mut pages, asked) = scripted(FIRST, vec![page([1], Some(9)), page([], Some(9))]);
    assert!(now(pages.next()).is_some());
    assert!(now(pages.next()).is_none() && now(pages.next()).is_none());
    assert_eq!(*asked.lock().unwrap(), [1, 2]);
}

#[test]
fn a_short_page_is_not_the_end_while_the_total_says_there_is_more() {
    let script = vec![page([1], Some(4)), page([2], Some(4)), page([3, 4], Some(4))];
    assert_eq!(collect(script), (vec![1, 2, 3, 4], vec![1, 2, 3]));
}

#[test]
fn more_items_than_the_total_speaks_of_are_all_handed_out() {
    assert_eq!(collect(vec![page([1, 2, 3], Some(2))]), (vec![1, 2, 3], vec![1]));
}

#[test]
fn a_total_that_says_nothing_is_no_reason_to_end() {
    for total in [None, Some(-1), Some(i64::MIN)] {
        let script = vec![page([1, 2], total), page([3], total), page([], total)];
        assert_eq!(collect(script), (vec![1, 2, 3], vec![1, 2, 3]), "{total:?}");
    }
}

#[test]
fn ends_when_the_server_repeats_the_last_page_or_begins_anew() {
    let (one, two) = (page([1, 2], None), page([3], None));
    assert_eq!(collect(vec![one.clone(), two.clone(), two.clone()]), (vec![1, 2, 3], vec![1, 2, 3]));
    assert_eq!(collect(vec![one.clone(), two, one]), (vec![1, 2, 3], vec![1, 2, 3]));
}

#[test]
fn ends_after_an_error_which_is_handed_out_once() {
    let (pages, asked) = scripted(FIRST, vec![page([1], None), failure(), page([2], None)]);
    let received = items(pages.items());
    assert!(matches!(received.as_slice(), [Ok(1), Err(Error::Transport(_))]), "{received:?}");
    assert_eq!(*asked.lock().unwrap(), [1, 2]);
}

#[test]
fn what_was_skipped_counts_towards_the_total() {
    let (pages, asked) = scripted(Start { page: 3, first_page: 1, page_size: Some(2) }, vec![page([5], Some(5))]);
    assert_eq!(items(pages.items()).len(), 1);
    assert_eq!(*asked.lock().unwrap(), [3]);
}

#[test]
fn the_last_number_there_is_is_the_end() {
    let (pages, asked) =
        scripted(Start { page: i64::MAX, first_page: 1, page_size: Some(i64::MAX) }, vec![page([5], None)]);
    assert_eq!(items(pages.items()).len(), 1);
    assert_eq!(*asked.lock().unwrap(), [i64::MAX]);
}

#[test]
fn streams_can_move_between_threads_and_need_no_pinning() {
    fn check<T: Send + Unpin + 'static>() {}
    check::<Pages<Page, Code>>();
    check::<Items<Page, Code>>();
}

fn any_answer() -> impl Strategy<Value = Answer> {
    let any_page = (prop::collection::vec(0..4_u32, 0..4), any::<Option<i64>>());
    prop_oneof![
        12 => any_page.prop_map(|(items, total)| page(items, total)),
        1 => Just(0).prop_map(|_| failure()),
    ]
}

proptest! {
    #[test]
    fn paging_ends_on_every_scripted_server(
        script in prop::collection::vec(any_answer(), 0..12),
        page in any::<i64>(),
        page_size in any::<i64>(),
    ) {
        let pages = script.len();
        let (stream, asked) = scripted(Start { page, first_page: 1, page_size: Some(page_size) }, script);
        let errors = items(stream.items()).into_iter().filter(Result::is_err).count();
        prop_assert!(errors <= 1);
        prop_assert!(asked.lock().unwrap().len() <= pages + 2);
    }

    #[test]
    fn paging_ends_on_every_server_that_goes_round_in_circles(
        head in prop::collection::vec(1..1000_u32, 0..8),
        circle in prop::collection::vec(1..1000_u32, 1..8),
    ) {
        let longest = 4 * (head.len() + circle.len()) + 4;
        let mut answers = head.into_iter().chain(circle.into_iter().cycle().take(1000));
        let stream = by_number(FIRST, move |_| ready(page(answers.next(), None)));
        prop_assert!(items(stream.items()).len() <= longest);
    }

    #[test]
    fn every_item_of_a_well_behaved_server_comes_once_and_in_order(
        count in 0..60_u32,
        page_size in 1..9_usize,
        says_total in any::<bool>(),
    ) {
        let all: Vec<u32> = (0..count).collect();
        let server = all.clone();
        let total = says_total.then_some(i64::from(count));
        let start = Start { page: 1, first_page: 1, page_size: Some(i64::try_from(page_size).unwrap()) };
        let stream = by_number(start, move |number| {
            let index = usize::try_from(number - 1).unwrap();
            ready(page(server.chunks(page_size).nth(index).unwrap_or_default().iter().copied(), total))
        });
        let received: Vec<u32> = items(stream.items()).into_iter().map(Result::unwrap).collect();
        prop_assert_eq!(received, all);
    }
}

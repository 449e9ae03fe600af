//! Paging by token, against scripted servers.

use std::future::ready;
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

use feishu_runtime::paging::by_token;
use feishu_runtime::{Code, Error, Failure, Pages, PagingProblem, TokenPage, TransportError, TransportErrorKind};
use proptest::prelude::*;

#[derive(Debug, Clone, PartialEq)]
struct Page {
    items: Vec<u32>,
    has_more: Option<bool>,
    token: Option<String>,
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

impl TokenPage for Page {
    fn has_more(&self) -> Option<bool> {
        self.has_more
    }

    fn next_page_token(&self) -> Option<&str> {
        self.token.as_deref()
    }
}

fn page(items: &[u32], has_more: impl Into<Option<bool>>, token: impl Into<Option<&'static str>>) -> Page {
    Page { items: items.to_vec(), has_more: has_more.into(), token: token.into().map(str::to_owned) }
}

/// The tokens that a server was asked with.
type Asked = Arc<Mutex<Vec<Option<String>>>>;

/// A server that answers from its script, and then on and on with the last answer of it.
fn scripted(first: Option<&str>, script: Vec<Result<Page, Failure>>) -> (Pages<Page, Code>, Asked) {
    let asked = Asked::default();
    let log = Arc::clone(&asked);
    let mut number = 0;
    let pages = by_token("test.v1.thing.list", first.map(str::to_owned), move |token| {
        log.lock().unwrap().push(token);
        number += 1;
        ready(script.get(number - 1).or(script.last()).cloned().unwrap())
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

/// The items, the failure at the end, and the tokens that the server was asked with.
fn read(first: Option<&str>, script: Vec<Page>) -> (Vec<u32>, Option<PagingProblem>, Vec<Option<String>>) {
    let (pages, asked) = scripted(first, script.into_iter().map(Ok).collect());
    let mut items = pages.items();
    let (mut received, mut problem) = (Vec::new(), None);
    while let Some(item) = now(items.next()) {
        assert_eq!(problem, None, "nothing comes after a failure");
        match item {
            Ok(item) => received.push(item),
            Err(Error::Paging(error)) => problem = Some(error.problem),
            Err(error) => panic!("{error:?}"),
        }
    }
    let asked = asked.lock().unwrap().clone();
    (received, problem, asked)
}

fn tokens(tokens: &[&str]) -> Vec<Option<String>> {
    tokens.iter().map(|token| Some((*token).to_owned()).filter(|token| !token.is_empty())).collect()
}

#[test]
fn follows_the_tokens_until_there_is_no_more() {
    for (more, last) in [(Some(true), Some(false)), (None, None)] {
        let script = vec![page(&[1, 2], more, "a"), page(&[3], more, "b"), page(&[4], last, None)];
        assert_eq!(read(None, script), (vec![1, 2, 3, 4], None, tokens(&["", "a", "b"])));
    }
}

#[test]
fn begins_where_it_is_told_to() {
    assert_eq!(read(Some("b"), vec![page(&[3], false, None)]), (vec![3], None, tokens(&["b"])));
}

#[test]
fn a_token_on_the_last_page_is_not_followed() {
    assert_eq!(read(None, vec![page(&[1], false, "a")]), (vec![1], None, tokens(&[""])));
}

#[test]
fn an_empty_page_is_not_the_end_while_there_is_more_and_is_not_handed_out() {
    let script = vec![page(&[], true, "a"), page(&[1], true, "b"), page(&[], false, "")];
    let (mut pages, asked) = scripted(None, script.into_iter().map(Ok).collect());
    assert_eq!(now(pages.next()).unwrap().unwrap().items, [1]);
    assert!(now(pages.next()).is_none() && now(pages.next()).is_none());
    assert_eq!(*asked.lock().unwrap(), tokens(&["", "a", "b"]));
}

#[test]
fn more_without_a_token_is_a_failure_behind_the_items_that_came() {
    for token in [None, Some("")] {
        let (items, problem, asked) = read(None, vec![page(&[1], true, token)]);
        assert_eq!((items, problem, asked.len()), (vec![1], Some(PagingProblem::MissingToken), 1));
    }
}

#[test]
fn a_token_that_comes_again_is_a_failure() {
    let same = vec![page(&[1], true, "a"), page(&[2], true, "a")];
    assert_eq!(read(None, same), (vec![1, 2], Some(PagingProblem::RepeatedToken), tokens(&["", "a"])));
    let to_the_first = vec![page(&[1], true, "first")];
    assert_eq!(read(Some("first"), to_the_first), (vec![1], Some(PagingProblem::RepeatedToken), tokens(&["first"])));
}

#[test]
fn a_page_that_comes_again_is_a_failure_and_not_handed_out_again() {
    let script = vec![page(&[1], true, "a"), page(&[2], true, "b"), page(&[1], true, "c")];
    assert_eq!(read(None, script), (vec![1, 2], Some(PagingProblem::RepeatedPage), tokens(&["", "a", "b"])));
}

/// A list of empty pages, with an item on one of them.
fn empty_but_for(with_item: usize) -> Pages<Page, Code> {
    let mut number = 0;
    by_token("test.v1.thing.list", None, move |_| {
        number += 1;
        let items = if number == with_item { vec![7] } else { Vec::new() };
        ready(Ok(Page { items, has_more: Some(true), token: Some(number.to_string()) }))
    })
}

#[test]
fn a_hundred_empty_pages_in_a_row_are_a_failure_and_fewer_are_not() {
    let mut pages = empty_but_for(101);
    let failure = now(pages.next()).unwrap().unwrap_err();
    assert_eq!(
        failure.to_string(),
        "test.v1.thing.list: cannot read the list to its end: the server goes on with empty pages"
    );
    assert!(!failure.is_retryable() && failure.code().is_none() && now(pages.next()).is_none());
    let mut pages = empty_but_for(100);
    assert_eq!(now(pages.next()).unwrap().unwrap().items, [7]);
    assert!(now(pages.next()).unwrap().is_err());
}

#[test]
fn ends_after_an_error_which_is_handed_out_once() {
    let failure = Err(Error::Transport(TransportError::new(TransportErrorKind::Closed)));
    let (mut pages, asked) = scripted(None, vec![Ok(page(&[1], true, "a")), failure, Ok(page(&[2], false, None))]);
    assert!(now(pages.next()).unwrap().is_ok());
    assert!(matches!(now(pages.next()), Some(Err(Error::Transport(_)))));
    assert!(now(pages.next()).is_none() && asked.lock().unwrap().len() == 2);
}

#[test]
fn nothing_is_asked_for_before_the_first_poll() {
    let (pages, asked) = scripted(None, vec![Ok(page(&[1], false, None))]);
    let _items = pages.items();
    assert!(asked.lock().unwrap().is_empty());
}

#[cfg(feature = "blocking")]
#[test]
fn programs_without_an_async_runtime_read_it_as_an_iterator() {
    let (pages, _) = scripted(None, vec![Ok(page(&[1, 2], true, "a")), Ok(page(&[3], true, ""))]);
    let items: Vec<_> = feishu_runtime::blocking::Iter::new(pages.items()).collect();
    assert!(matches!(items.as_slice(), [Ok(1), Ok(2), Ok(3), Err(Error::Paging(_))]), "{items:?}");
}

fn any_page() -> impl Strategy<Value = Page> {
    let token =
        prop_oneof![Just(None), (0..4_u32).prop_map(|token| Some(token.to_string())), Just(Some(String::new()))];
    (prop::collection::vec(0..4_u32, 0..3), any::<Option<bool>>(), token).prop_map(|(items, has_more, token)| Page {
        items,
        has_more,
        token,
    })
}

proptest! {
    #[test]
    fn paging_ends_on_every_scripted_server(script in prop::collection::vec(any_page(), 1..12)) {
        let longest = script.len() + 2;
        let (_, _, asked) = read(None, script);
        prop_assert!(asked.len() <= longest);
    }

    #[test]
    fn paging_ends_on_every_server_whose_tokens_go_round_in_circles(
        head in 0..8_usize,
        circle in 1..8_usize,
    ) {
        let mut number = 0;
        let mut pages = by_token::<Page, Code, _, _>("test.v1.thing.list", None, move |_| {
            number += 1;
            let place = if number <= head { number } else { head + (number - head) % circle };
            let item = u32::try_from(number).unwrap();
            ready(Ok(Page { items: vec![item], has_more: Some(true), token: Some(place.to_string()) }))
        });
        let mut received = 0;
        while let Some(Ok(_)) = now(pages.next()) {
            received += 1;
        }
        prop_assert!(received <= 4 * (head + circle) + 4);
    }

    #[test]
    fn every_item_of_a_well_behaved_server_comes_once_and_in_order(count in 0..60_u32, page_size in 1..9_usize) {
        let all: Vec<u32> = (0..count).collect();
        let server = all.clone();
        let pages = by_token::<Page, Code, _, _>("test.v1.thing.list", None, move |token| {
            let index = token.map_or(0, |token| token.parse().unwrap());
            let items = server.chunks(page_size).nth(index).unwrap_or_default().to_vec();
            let more = (index + 1) * page_size < server.len();
            ready(Ok(Page { items, has_more: Some(more), token: more.then(|| (index + 1).to_string()) }))
        });
        let mut items = pages.items();
        let received: Vec<u32> = std::iter::from_fn(|| now(items.next())).map(Result::unwrap).collect();
        prop_assert_eq!(received, all);
    }
}

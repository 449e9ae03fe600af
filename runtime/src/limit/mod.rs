//! The client's own rate limits: calls wait here rather than be refused there.

mod windows;

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::fmt;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::client::Deadline;
use crate::descriptor::{Endpoint, RateLimit};
use crate::error::{Failure, RateLimited};
use crate::transport::{TransportError, TransportErrorKind};
use windows::Windows;

/// The limits of all endpoints that were called. One for all clones of a client.
pub(crate) struct Limits {
    /// Moments are counted from here.
    beginning: Instant,
    by_endpoint: Mutex<HashMap<&'static str, Arc<Limit>>>,
}

/// The limit of one endpoint.
struct Limit {
    // Never held across an await.
    windows: Mutex<Windows>,
    /// Held by the call that is next. The others wait in the order in which they came; who gives up leaves the queue.
    turn: tokio::sync::Mutex<()>,
    waiting: AtomicU32,
}

/// Why a call is not let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    /// It would have to wait so long, longer than it may take.
    TooLong { wait: Duration },
    /// Its time was over before its turn came.
    OutOfTime,
}

impl Held {
    /// The failure of a call of this endpoint. Nothing was sent.
    fn at(self, endpoint: &'static Endpoint) -> Failure {
        match self {
            Self::TooLong { wait } => RateLimited::by_client(endpoint.id, wait).into(),
            Self::OutOfTime => TransportError::before_sending(TransportErrorKind::Timeout, endpoint.id).into(),
        }
    }
}

/// Waits until an endpoint may be called, and counts the call; without limits only where there is time left.
pub(crate) async fn admit(
    limits: Option<&Limits>,
    endpoint: &'static Endpoint,
    deadline: Deadline,
) -> Result<(), Failure> {
    let admitted = match limits {
        Some(limits) => limits.wait(endpoint, deadline).await,
        None => Ok(()),
    };
    let in_time = admitted.and_then(|()| if deadline.is_over() { Err(Held::OutOfTime) } else { Ok(()) });
    in_time.map_err(|held| held.at(endpoint))
}

impl Limits {
    pub(crate) fn new() -> Self {
        Self { beginning: Instant::now(), by_endpoint: Mutex::default() }
    }

    /// Waits until the endpoint may be called, and counts the call.
    ///
    /// # Errors
    ///
    /// It would take longer than the deadline allows: told at once, and not counted.
    async fn wait(&self, endpoint: &'static Endpoint, deadline: Deadline) -> Result<(), Held> {
        match self.of(endpoint) {
            Some(limit) => limit.wait(self.beginning, deadline).await,
            None => Ok(()),
        }
    }

    /// The limit of an endpoint, if the client knows one.
    fn of(&self, endpoint: &'static Endpoint) -> Option<Arc<Limit>> {
        let RateLimit::Windows(documented) = endpoint.rate_limit else {
            return None;
        };
        let mut known = self.by_endpoint.lock().unwrap_or_else(PoisonError::into_inner);
        let limit = match known.entry(endpoint.id) {
            Entry::Occupied(entry) => Arc::clone(entry.get()),
            Entry::Vacant(entry) => Arc::clone(entry.insert(Arc::new(Limit::new(Windows::new(documented))))),
        };
        Some(limit)
    }
}

impl Limit {
    fn new(windows: Windows) -> Self {
        Self { windows: Mutex::new(windows), turn: tokio::sync::Mutex::default(), waiting: AtomicU32::new(0) }
    }

    async fn wait(&self, beginning: Instant, deadline: Deadline) -> Result<(), Held> {
        let place = Place::take(&self.waiting);
        let now = beginning.elapsed();
        let until = now.saturating_add(deadline.remaining());
        let expected = self.with_windows(|windows| windows.forecast(now, place.number, until));
        check(expected.saturating_sub(now), deadline)?;
        // Those ahead may take longer than expected, by what timers are late.
        let _turn = deadline.bound(self.turn.lock()).await.ok_or(Held::OutOfTime)?;
        loop {
            if deadline.is_over() {
                return Err(Held::OutOfTime);
            }
            let now = beginning.elapsed();
            let Err(later) = self.with_windows(|windows| windows.take(now)) else {
                return Ok(());
            };
            let wait = later.saturating_sub(now);
            check(wait, deadline)?;
            tokio::time::sleep(wait).await;
        }
    }

    fn with_windows<T>(&self, act: impl FnOnce(&Windows) -> T) -> T {
        act(&self.windows.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn check(wait: Duration, deadline: Deadline) -> Result<(), Held> {
    if wait > deadline.remaining() { Err(Held::TooLong { wait }) } else { Ok(()) }
}

/// A place in the queue; it is free again when this is dropped.
struct Place<'a> {
    waiting: &'a AtomicU32,
    /// The first has 1.
    number: u32,
}

impl<'a> Place<'a> {
    fn take(waiting: &'a AtomicU32) -> Self {
        Self { waiting, number: waiting.fetch_add(1, Ordering::Relaxed).saturating_add(1) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{Method, Period, RetryClass, Window};

    const fn endpoint(id: &'static str, rate_limit: RateLimit) -> Endpoint {
        Endpoint {
            id,
            title: "",
            documentation: None,
            method: Method::Get,
            path: "/",
            access_tokens: &[],
            helpdesk: false,
            headers: &[],
            scopes: &[],
            field_scopes: &[],
            rate_limit,
            retry: RetryClass::Read,
            errors: &[],
        }
    }

    // Ten calls, one at once and then one every 111 ms or so.
    static SLOW: Endpoint = endpoint("slow", RateLimit::Windows(&[Window { count: 5, per: Period::Second }]));
    static OTHER: Endpoint = endpoint("other", RateLimit::Windows(&[Window { count: 5, per: Period::Second }]));
    static SPECIAL: Endpoint = endpoint("special", RateLimit::Special);

    fn patient() -> Deadline {
        Deadline::after(Duration::from_mins(1))
    }

    #[tokio::test(start_paused = true)]
    async fn calls_wait_their_turn_and_endpoints_do_not_wait_for_each_other() {
        let limits = Limits::new();
        for _ in 0..5 {
            limits.wait(&SLOW, patient()).await.unwrap();
        }
        assert_eq!(limits.beginning.elapsed(), Duration::from_secs(1));
        limits.wait(&OTHER, patient()).await.unwrap();
        assert_eq!(limits.beginning.elapsed(), Duration::from_secs(1));
    }

    #[tokio::test(start_paused = true)]
    async fn an_endpoint_whose_limit_is_not_known_is_not_held_back() {
        let limits = Limits::new();
        for _ in 0..10_000 {
            limits.wait(&SPECIAL, patient()).await.unwrap();
        }
        assert_eq!(limits.beginning.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_wait_beyond_the_deadline_is_told_at_once_with_those_ahead_counted_in() {
        let limits = Arc::new(Limits::new());
        limits.wait(&SLOW, patient()).await.unwrap();
        let waiting: Vec<_> = (0..8)
            .map(|_| {
                let limits = Arc::clone(&limits);
                tokio::spawn(async move { limits.wait(&SLOW, patient()).await })
            })
            .collect();
        tokio::task::yield_now().await;
        let refused = limits.wait(&SLOW, Deadline::after(Duration::from_secs(2))).await;
        assert_eq!(refused, Err(Held::TooLong { wait: Duration::from_millis(2250) }));
        assert_eq!(limits.beginning.elapsed(), Duration::ZERO);
        for call in waiting {
            call.await.unwrap().unwrap();
        }
        assert_eq!(limits.beginning.elapsed(), Duration::from_secs(2));
    }

    #[tokio::test(start_paused = true)]
    async fn who_gives_up_is_not_counted() {
        let limits = Arc::new(Limits::new());
        limits.wait(&SLOW, patient()).await.unwrap();
        let waiting: Vec<_> = (0..100)
            .map(|_| {
                let limits = Arc::clone(&limits);
                tokio::spawn(async move { limits.wait(&SLOW, patient()).await })
            })
            .collect();
        tokio::task::yield_now().await;
        for call in waiting {
            call.abort();
            assert!(call.await.unwrap_err().is_cancelled());
        }
        limits.wait(&SLOW, patient()).await.unwrap();
        assert_eq!(limits.beginning.elapsed(), Duration::from_millis(250));
    }

    #[tokio::test(start_paused = true)]
    async fn a_call_whose_time_is_over_is_not_counted() {
        let limits = Limits::new();
        assert_eq!(limits.wait(&SLOW, Deadline::after(Duration::ZERO)).await, Err(Held::OutOfTime));
        limits.wait(&SLOW, patient()).await.unwrap();
        assert_eq!(limits.beginning.elapsed(), Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn who_stands_behind_others_for_too_long_gives_up_in_time() {
        let limits = Limits::new();
        let limit = limits.of(&SLOW).unwrap();
        let turn = limit.turn.lock().await;
        let refused = limits.wait(&SLOW, Deadline::after(Duration::from_secs(1))).await;
        assert_eq!((refused, limits.beginning.elapsed()), (Err(Held::OutOfTime), Duration::from_secs(1)));
        drop(turn);
        limits.wait(&SLOW, patient()).await.unwrap();
        assert_eq!(limits.beginning.elapsed(), Duration::from_secs(1), "who gave up is not counted");
    }

    #[tokio::test(start_paused = true)]
    async fn without_time_nothing_is_let_through_be_there_limits_or_not() {
        let limits = Limits::new();
        for limits in [None, Some(&limits)] {
            for endpoint in [&SPECIAL, &SLOW] {
                let failure = admit(limits, endpoint, Deadline::after(Duration::ZERO)).await.unwrap_err();
                assert_eq!(failure.to_string(), format!("{}: timed out", endpoint.id));
                assert!(failure.is_retryable(), "nothing was sent");
                admit(limits, endpoint, patient()).await.unwrap();
            }
        }
    }
}

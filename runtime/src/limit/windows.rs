//! The windows of one endpoint, all of which hold at once.

use std::cell::Cell;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{NotKeyed, StateStore};
use governor::{Quota, RateLimiter};

use crate::descriptor;

/// Of the calls that a window allows, one part in so many may be made at once; the others follow evenly spaced.
///
/// The platform does not say where its windows begin, so the client keeps to the documented number in any stretch of
/// time: what is made at once and what follows within a window are that number together.
const BURST_PART: u32 = 5;

/// How many steps a forecast takes at least before it tells the rest by the slowest window alone.
const EXACT_STEPS: u32 = 100;

/// The windows of one endpoint. Moments are counted from a beginning that the caller chooses.
pub(super) struct Windows(Vec<Window>);

impl Windows {
    /// A window of no calls at all is left out: a client that never calls would help nobody.
    pub(super) fn new(documented: &[descriptor::Window]) -> Self {
        Self(documented.iter().copied().filter_map(Window::new).collect())
    }

    /// Counts a call that is made now, in all windows or in none. Where one is full, says when it has room again.
    pub(super) fn take(&self, now: Duration) -> Result<(), Duration> {
        self.take_several(now, NonZeroU32::MIN)
    }

    /// When the last of so many further calls can be made. Nothing is counted.
    ///
    /// Exact for moments up to `until`, and some way beyond. Farther off the slowest window alone tells it, at the latest:
    /// nobody waits that long, and a long queue shall not be walked through for it.
    pub(super) fn forecast(&self, now: Duration, calls: u32, until: Duration) -> Duration {
        let before = self.states();
        let mut at = now;
        let mut left = calls;
        let largest = self.0.iter().map(|window| window.burst.get()).min().unwrap_or(u32::MAX);
        let mut steps = 0..EXACT_STEPS;
        while let Some(some) = NonZeroU32::new(left.min(largest)) {
            while let Err(later) = self.take_several(at, some) {
                at = later;
            }
            left -= some.get();
            if steps.next().is_none() && at > until {
                break;
            }
        }
        self.restore(&before);
        let slowest = self.0.iter().map(|window| window.interval).max().unwrap_or_default();
        at.saturating_add(slowest.saturating_mul(left))
    }

    fn take_several(&self, at: Duration, calls: NonZeroU32) -> Result<(), Duration> {
        let before = self.states();
        let outcome = self.0.iter().try_for_each(|window| window.take(at, calls));
        if outcome.is_err() {
            self.restore(&before);
        }
        outcome
    }

    fn states(&self) -> Vec<u64> {
        self.0.iter().map(|window| window.state.0.load(Ordering::Relaxed)).collect()
    }

    fn restore(&self, states: &[u64]) {
        for (window, state) in self.0.iter().zip(states) {
            window.state.0.store(*state, Ordering::Relaxed);
        }
    }
}

/// One window.
struct Window {
    limiter: RateLimiter<NotKeyed, State, Moment, NoOpMiddleware<Duration>>,
    state: State,
    burst: NonZeroU32,
    /// The time between two calls once those at once are used up.
    interval: Duration,
}

impl Window {
    fn new(documented: descriptor::Window) -> Option<Self> {
        let calls = NonZeroU32::new(documented.count)?;
        let burst = NonZeroU32::new(calls.get() / BURST_PART).unwrap_or(NonZeroU32::MIN);
        let following = (calls.get() - burst.get()).max(1);
        let interval = documented.per.as_duration() / following;
        let quota = Quota::with_period(interval)?.allow_burst(burst);
        let state = State::default();
        Some(Self { limiter: RateLimiter::new(quota, state.clone(), Moment::default()), state, burst, interval })
    }

    fn take(&self, at: Duration, calls: NonZeroU32) -> Result<(), Duration> {
        self.limiter.clock().0.set(at);
        match self.limiter.check_n(calls) {
            // More than fit at once are never asked for.
            Ok(Ok(())) | Err(_) => Ok(()),
            Ok(Err(not_until)) => Err(not_until.earliest_possible()),
        }
    }
}

/// The time that a limiter is told, so that it can be asked about other moments than this one.
#[derive(Clone, Default)]
struct Moment(Cell<Duration>);

impl Clock for Moment {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.get()
    }
}

/// What a limiter remembers, where it can be put back. Used under a lock only.
#[derive(Clone, Default)]
struct State(Arc<AtomicU64>);

impl StateStore for State {
    type Key = NotKeyed;

    fn measure_and_replace<T, F, E>(&self, _: &NotKeyed, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let known = self.0.load(Ordering::Relaxed);
        let (outcome, next) = measure((known > 0).then(|| Nanos::from(known)))?;
        self.0.store(next.as_u64(), Ordering::Relaxed);
        Ok(outcome)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{Period, Window as Documented};

    const PER_MINUTE: Documented = Documented { count: 1000, per: Period::Minute };
    const PER_SECOND: Documented = Documented { count: 50, per: Period::Second };

    /// The moments of calls that are made as soon as they can be.
    fn eager(windows: &[Documented], calls: usize) -> Vec<Duration> {
        let windows = Windows::new(windows);
        let mut now = Duration::ZERO;
        let mut made = Vec::new();
        while made.len() < calls {
            match windows.take(now) {
                Ok(()) => made.push(now),
                Err(later) => {
                    assert!(later > now, "{later:?}");
                    now = later;
                }
            }
        }
        made
    }

    /// The most calls in any stretch of time of this length.
    fn most_within(made: &[Duration], length: Duration) -> usize {
        (0..made.len())
            .map(|first| made[first..].iter().take_while(|at| **at < made[first] + length).count())
            .max()
            .unwrap()
    }

    #[test]
    fn no_stretch_of_time_holds_more_calls_than_documented() {
        let made = eager(&[PER_MINUTE, PER_SECOND], 3000);
        let (minute, second) = (Period::Minute.as_duration(), Period::Second.as_duration());
        assert!(most_within(&made, minute) <= 1000 && most_within(&made, second) <= 50);
        assert!(most_within(&made, minute) >= 990 && most_within(&made, second) >= 48, "the limits are used");
    }

    #[test]
    fn each_window_holds_alone() {
        assert!(most_within(&eager(&[PER_MINUTE], 3000), Period::Minute.as_duration()) <= 1000);
        for count in 1..12 {
            let window = Documented { count, per: Period::Second };
            let most = most_within(&eager(&[window], 50), Period::Second.as_duration());
            assert!(most <= count as usize && most * 2 >= count as usize, "{count}: {most}");
        }
    }

    #[test]
    fn a_forecast_is_what_happens_then_and_counts_nothing() {
        let windows = Windows::new(&[PER_MINUTE, PER_SECOND]);
        let made = eager(&[PER_MINUTE, PER_SECOND], 1500);
        for calls in [1, 10, 11, 50, 51, 1000, 1500] {
            let last = u32::try_from(calls).map(|calls| windows.forecast(Duration::ZERO, calls, Duration::MAX));
            assert_eq!(last, Ok(made[calls - 1]), "{calls}");
        }
        assert_eq!(windows.take(Duration::ZERO), Ok(()));
    }

    #[test]
    fn a_forecast_is_exact_for_as_long_as_anybody_waits_and_goes_no_further_than_it_must() {
        // One at once and then four a second; forty at once and then one every 375 ms.
        let windows = Windows::new(&[
            Documented { count: 5, per: Period::Second },
            Documented { count: 200, per: Period::Minute },
        ]);
        let forecast = |calls, until| windows.forecast(Duration::ZERO, calls, until);
        let exact = Duration::from_mins(6);
        assert_eq!((forecast(1000, Duration::MAX), forecast(1000, exact)), (exact, exact));
        assert_eq!(forecast(101, Duration::ZERO), Duration::from_secs(25), "some way beyond");
        // A hundred and one steps take 25 seconds; the others follow at the pace of the slowest.
        assert_eq!(forecast(1000, Duration::ZERO), Duration::from_secs(25) + Duration::from_millis(899 * 375));
    }

    #[test]
    fn a_call_that_one_window_refuses_is_counted_by_none() {
        let windows = Windows::new(&[PER_MINUTE, Documented { count: 1, per: Period::Second }]);
        windows.take(Duration::ZERO).unwrap();
        for _ in 0..2000 {
            windows.take(Duration::from_millis(1)).unwrap_err();
        }
        assert_eq!(windows.take(Duration::from_secs(1)), Ok(()));
    }

    #[test]
    fn a_window_of_no_calls_is_left_out() {
        assert_eq!(eager(&[Documented { count: 0, per: Period::Second }], 3), [Duration::ZERO; 3]);
    }
}

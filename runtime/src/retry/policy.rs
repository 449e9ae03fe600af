//! How often, and for how long, calls are made again.

use std::time::Duration;

use backon::{BackoffBuilder as _, ExponentialBackoff, ExponentialBuilder};

/// How often, and for how long, the client makes a call again of its own accord.
///
/// It does so only where the call cannot take effect twice ([`RetryAdvice::Safe`](crate::RetryAdvice::Safe)). Between
/// two attempts it waits for a time that doubles, with a random part so that many clients do not come back at once.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub struct RetryPolicy {
    pub(super) max_retries: u32,
    first_delay: Duration,
    longest_delay: Duration,
    pub(super) total: Duration,
    pub(super) attempt_timeout: Duration,
    pub(super) rate_limit_wait: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            max_retries: 2,
            first_delay: Duration::from_millis(200),
            longest_delay: Duration::from_secs(5),
            total: Duration::from_secs(20),
            attempt_timeout: Duration::from_secs(10),
            rate_limit_wait: Duration::ZERO,
        }
    }
}

impl RetryPolicy {
    /// The default: two more attempts, within 20 seconds; no waiting for rate limits.
    pub fn new() -> Self {
        Self::default()
    }

    /// Every call is made once.
    pub fn none() -> Self {
        Self::new().max_retries(0)
    }

    /// How many attempts may follow the first: 2 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = retries;
        self
    }

    /// How long to wait before the second attempt, and how long at most before any: 200 ms and 5 s unless set. A random
    /// part is added, of at most the same length.
    pub fn delays(mut self, first: Duration, longest: Duration) -> Self {
        (self.first_delay, self.longest_delay) = (first.min(longest), longest);
        self
    }

    /// How long after the first attempt began another may begin: 20 s unless set. The call's own time-out holds as well.
    pub fn within(mut self, total: Duration) -> Self {
        self.total = total;
        self
    }

    /// How long an attempt may take where there is time for another after it: 10 s unless set. The last one has all the
    /// time that is left of the call's time-out, and so has a call that cannot be made twice.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// For how long in all a call may wait when the platform says that its rate limit is exceeded: not at all unless
    /// set. The client waits as long as the platform says (a second where it does not), and then makes the call again,
    /// whatever its class: a call over the limit was not carried out. The call's time-out holds as well.
    pub fn wait_for_rate_limit(mut self, longest: Duration) -> Self {
        self.rate_limit_wait = longest;
        self
    }

    /// The waits between attempts.
    pub(super) fn delays_between_attempts(&self) -> ExponentialBackoff {
        ExponentialBuilder::new()
            .with_min_delay(self.first_delay)
            .with_max_delay(self.longest_delay)
            .with_max_times(self.max_retries as usize)
            .with_jitter()
            .build()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_are_bounded_and_have_a_random_part() {
        let policy = RetryPolicy::new().max_retries(6).delays(Duration::from_millis(100), Duration::from_millis(400));
        for _ in 0..100 {
            let delays: Vec<_> = policy.delays_between_attempts().collect();
            assert_eq!(delays.len(), 6);
            for (delay, base) in delays.iter().zip([100, 200, 400, 400, 400, 400]) {
                let base = Duration::from_millis(base);
                assert!((base..=base * 2).contains(delay), "{delays:?}");
            }
        }
        let first: Vec<_> = policy.delays_between_attempts().collect();
        assert!((0..100).any(|_| policy.delays_between_attempts().collect::<Vec<_>>() != first));
    }

    #[test]
    fn a_policy_without_retries_has_no_delays() {
        assert_eq!(RetryPolicy::none().delays_between_attempts().count(), 0);
    }
}

//! The pauses of one call.

use std::iter::Peekable;
use std::time::Duration;

use backon::ExponentialBackoff;
use tokio::time::Instant;

use super::{RetryAdvice, RetryPolicy};
use crate::client::Deadline;
use crate::descriptor::RetryClass;
use crate::error::{Error, ErrorKind};

/// How long to wait where the platform does not say when its limit is over.
const UNSAID_RESET: Duration = Duration::from_secs(1);

/// One attempt of a call.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// Until when it may take.
    pub(crate) deadline: Deadline,
    /// How many there were before.
    pub(crate) number: u32,
}

/// The pauses of one call: how long to wait before each further attempt, and when to stop.
pub(crate) struct Pauses<'a> {
    policy: &'a RetryPolicy,
    deadline: Deadline,
    started: Instant,
    /// One for each attempt that may still follow.
    delays: Peekable<ExponentialBackoff>,
    /// What is left of the time to wait for rate limits.
    patience: Duration,
    /// Whether a wait did not fit into the caller's time.
    is_cut_short: bool,
}

impl<'a> Pauses<'a> {
    pub(crate) fn new(policy: &'a RetryPolicy, deadline: Deadline) -> Self {
        Self {
            policy,
            deadline,
            started: Instant::now(),
            delays: policy.delays_between_attempts().peekable(),
            patience: policy.rate_limit_wait,
            is_cut_short: false,
        }
    }

    /// The next attempt, of which there were so many before.
    pub(crate) fn attempt(&mut self, class: RetryClass, number: u32) -> Attempt {
        let deadline = match class {
            RetryClass::Read | RetryClass::IdempotentWrite if self.another_follows() => {
                self.deadline.or_after(self.policy.attempt_timeout)
            }
            _ => self.deadline,
        };
        Attempt { deadline, number }
    }

    /// Whether there is still time for another attempt after one that takes as long as it may: only then is that one cut
    /// short.
    fn another_follows(&mut self) -> bool {
        let Some(pause) = self.delays.peek() else {
            return false;
        };
        let until_then = self.policy.attempt_timeout.saturating_add(*pause);
        let begins = self.started.elapsed().saturating_add(until_then);
        begins <= self.policy.total && until_then < self.deadline.remaining()
    }

    /// How long to wait before the next attempt; none where there is none.
    pub(crate) fn after<K: ErrorKind>(&mut self, failure: &Error<K>) -> Option<Duration> {
        let pause = match (failure, failure.retry_advice()) {
            // What the client itself held back has been waited for already, or cannot be.
            (Error::RateLimited(limited), RetryAdvice::Safe { after }) if limited.was_sent() => {
                let pause = after.filter(|after| !after.is_zero()).unwrap_or(UNSAID_RESET);
                self.patience = self.patience.checked_sub(pause)?;
                pause
            }
            (Error::Api(_) | Error::Transport(_) | Error::Decode(_), RetryAdvice::Safe { .. }) => {
                let pause = self.delays.next()?;
                let begins = self.started.elapsed().saturating_add(pause);
                (begins <= self.policy.total).then_some(pause)?
            }
            _ => return None,
        };
        let fits = pause < self.deadline.remaining();
        self.is_cut_short |= !fits;
        fits.then_some(pause)
    }

    /// When the call must have come to an end.
    pub(crate) fn deadline(&self) -> Deadline {
        self.deadline
    }

    /// Notes that a wait did not fit into the caller's time.
    pub(crate) fn cut_short(&mut self) {
        self.is_cut_short = true;
    }

    /// Whether it ended for lack of the caller's time, and not because of what the platform said.
    pub(crate) fn ran_out_of_time(&self) -> bool {
        self.is_cut_short || self.deadline.is_over()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Failure;
    use crate::transport::{TransportError, TransportErrorKind};

    const fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    /// How long each attempt may take, where every one takes as long as it may.
    async fn attempts(policy: &RetryPolicy, timeout: Duration) -> Vec<Duration> {
        let failure: Failure = TransportError::new(TransportErrorKind::Timeout).at("a.v1.b.c", RetryClass::Read).into();
        let mut pauses = Pauses::new(policy, Deadline::after(timeout));
        let mut taken = Vec::new();
        loop {
            let time = pauses.attempt(RetryClass::Read, 0).deadline.remaining();
            taken.push(time);
            tokio::time::advance(time).await;
            match pauses.after(&failure) {
                Some(pause) => tokio::time::advance(pause).await,
                None => return taken,
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn an_attempt_is_cut_short_only_where_there_is_time_for_another() {
        let policy = RetryPolicy::new().delays(Duration::ZERO, Duration::ZERO);
        // A third attempt would begin too late, so the second is the last.
        let late = policy.clone().within(seconds(19));
        assert_eq!(attempts(&late, seconds(300)).await, [seconds(10), seconds(290)]);
        assert_eq!(attempts(&policy, seconds(300)).await, [seconds(10), seconds(10), seconds(280)]);
        assert_eq!(attempts(&policy, seconds(10)).await, [seconds(10)]);
        assert_eq!(attempts(&policy.within(seconds(9)), seconds(300)).await, [seconds(300)]);
        // The pause counts: there is none after which anything could be sent.
        let slow = RetryPolicy::new().delays(seconds(1), seconds(1));
        assert_eq!(attempts(&slow, seconds(11)).await, [seconds(11)]);
    }
}

//! The pauses of one call.

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
    delays: ExponentialBackoff,
    /// How many attempts may still follow.
    left: u32,
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
            delays: policy.delays_between_attempts(),
            left: policy.max_retries,
            patience: policy.rate_limit_wait,
            is_cut_short: false,
        }
    }

    /// The next attempt, of which there were so many before.
    pub(crate) fn attempt(&self, class: RetryClass, number: u32) -> Attempt {
        let deadline = match class {
            RetryClass::Read | RetryClass::IdempotentWrite if self.left > 0 => {
                self.deadline.or_after(self.policy.attempt_timeout)
            }
            _ => self.deadline,
        };
        Attempt { deadline, number }
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
                self.left = self.left.saturating_sub(1);
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

//! When a call must have come to an end.

use std::future::Future;
use std::time::Duration;

use tokio::time::Instant;

/// When a call must have come to an end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Deadline(Option<Instant>);

impl Deadline {
    /// So long from now. A time beyond what the clock can express is never.
    pub(crate) fn after(timeout: Duration) -> Self {
        Self(Instant::now().checked_add(timeout))
    }

    /// How much time is left.
    pub(crate) fn remaining(self) -> Duration {
        self.0.map_or(Duration::MAX, |at| at.saturating_duration_since(Instant::now()))
    }

    /// Whether no time is left.
    pub(crate) fn is_over(self) -> bool {
        self.remaining().is_zero()
    }

    /// What the future yields, unless the deadline comes first.
    pub(crate) async fn bound<F: Future>(self, future: F) -> Option<F::Output> {
        match self.0 {
            Some(at) => tokio::time::timeout_at(at, future).await.ok(),
            None => Some(future.await),
        }
    }

    /// This deadline, or so long from now, whichever is earlier.
    pub(crate) fn or_after(self, timeout: Duration) -> Self {
        Self(self.0.into_iter().chain(Instant::now().checked_add(timeout)).min())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn the_earlier_of_two_counts() {
        let deadline = Deadline::after(Duration::from_secs(2));
        assert_eq!(deadline.or_after(Duration::from_secs(1)).remaining(), Duration::from_secs(1));
        assert_eq!(deadline.or_after(Duration::MAX).remaining(), Duration::from_secs(2));
        assert_eq!(deadline.bound(std::future::pending::<()>()).await, None);
        assert_eq!(deadline.remaining(), Duration::ZERO);
    }

    #[tokio::test]
    async fn the_longest_timeout_is_never() {
        let deadline = Deadline::after(Duration::MAX);
        assert_eq!((deadline.remaining(), deadline.bound(async { 1 }).await), (Duration::MAX, Some(1)));
    }
}

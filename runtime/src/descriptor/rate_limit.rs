//! How often an endpoint may be called.

use std::time::Duration;

/// The documented rate limit of an endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RateLimit {
    /// All of these windows hold at once.
    Windows(&'static [Window]),
    /// There is a limit, but the documentation does not state it.
    Special,
    /// The documentation says nothing about a limit.
    Undocumented,
}

/// So many calls per period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// Number of calls.
    pub count: u32,
    /// The period in which they may be made.
    pub per: Period,
}

/// The length of a [`Window`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Period {
    /// One second.
    Second,
    /// One minute.
    Minute,
}

impl Period {
    /// How long the period is.
    #[must_use]
    pub const fn as_duration(self) -> Duration {
        match self {
            Self::Second => Duration::from_secs(1),
            Self::Minute => Duration::from_mins(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_is_sixty_seconds() {
        assert_eq!(Period::Minute.as_duration(), Period::Second.as_duration() * 60);
    }
}

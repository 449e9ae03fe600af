//! Whether making a call again can help, and whether it can do harm.

use std::time::Duration;

use crate::descriptor::{ErrorClass, RetryClass};
use crate::transport::TransportErrorKind;

/// Whether making the same call again can help, and whether it can take effect twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAdvice {
    /// Made again, it fails again, or has been carried out already.
    Never,
    /// Made again, it may succeed, and it takes effect once at most: either the platform did not carry it out, or it
    /// does no harm to carry it out again.
    Safe {
        /// How long to wait before, where that is known.
        after: Option<Duration>,
    },
    /// The platform may have carried it out. Made again, it may take effect twice.
    MayDuplicate,
}

impl RetryAdvice {
    /// Whether it can be made again without taking effect twice.
    #[must_use]
    pub const fn is_safe(self) -> bool {
        matches!(self, Self::Safe { .. })
    }

    /// For what may have been carried out: the endpoint's class decides.
    const fn unknown_outcome(class: RetryClass) -> Self {
        match class {
            RetryClass::Read | RetryClass::IdempotentWrite => Self::Safe { after: None },
            RetryClass::Write => Self::MayDuplicate,
        }
    }

    /// Where there is no complete answer.
    pub(crate) const fn without_answer(class: RetryClass, kind: TransportErrorKind) -> Self {
        match kind {
            // Nothing was sent.
            TransportErrorKind::Connect => Self::Safe { after: None },
            // A certificate that is not trusted will not be trusted next time.
            TransportErrorKind::Tls => Self::Never,
            TransportErrorKind::BodyTooLarge => match class {
                RetryClass::Write => Self::MayDuplicate,
                RetryClass::Read | RetryClass::IdempotentWrite => Self::Never,
            },
            TransportErrorKind::Timeout | TransportErrorKind::Closed | TransportErrorKind::Other => {
                Self::unknown_outcome(class)
            }
        }
    }

    /// Where the platform refused. What its code means counts; the HTTP status only where nothing is known of the code.
    pub(crate) const fn refused(class: RetryClass, meaning: Option<ErrorClass>, http_status: u16) -> Self {
        match meaning {
            Some(ErrorClass::RateLimited) => Self::Safe { after: None },
            Some(ErrorClass::Transient | ErrorClass::Internal) => Self::unknown_outcome(class),
            None if http_status >= 500 => Self::unknown_outcome(class),
            Some(_) | None => Self::Never,
        }
    }

    /// Where the answer cannot be understood. `succeeded` is whether it says that the call was carried out.
    pub(crate) const fn unreadable(class: RetryClass, http_status: u16, succeeded: bool) -> Self {
        match (succeeded, class) {
            (false, class) if http_status >= 500 => Self::unknown_outcome(class),
            (false, RetryClass::Write) => Self::MayDuplicate,
            (true, _) | (false, RetryClass::Read | RetryClass::IdempotentWrite) => Self::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAFE: RetryAdvice = RetryAdvice::Safe { after: None };

    #[test]
    fn a_write_is_safe_only_where_nothing_was_sent() {
        let without_answer = |kind| RetryAdvice::without_answer(RetryClass::Write, kind);
        assert_eq!(without_answer(TransportErrorKind::Connect), SAFE);
        for kind in [TransportErrorKind::Timeout, TransportErrorKind::Closed, TransportErrorKind::Other] {
            assert_eq!(without_answer(kind), RetryAdvice::MayDuplicate);
            for class in [RetryClass::Read, RetryClass::IdempotentWrite] {
                assert_eq!(RetryAdvice::without_answer(class, kind), SAFE);
            }
        }
    }

    #[test]
    fn the_meaning_of_a_code_counts_and_the_status_only_without_one() {
        let read = |meaning, status| RetryAdvice::refused(RetryClass::Read, meaning, status);
        for status in [200, 429, 503] {
            for class in [
                ErrorClass::Input,
                ErrorClass::Authentication,
                ErrorClass::TokenInvalid,
                ErrorClass::Permission,
                ErrorClass::NotFound,
                ErrorClass::State,
                ErrorClass::Quota,
                ErrorClass::Disabled,
            ] {
                assert_eq!(read(Some(class), status), RetryAdvice::Never, "{class:?}");
            }
            assert_eq!(read(Some(ErrorClass::Transient), status), SAFE);
            assert_eq!(read(Some(ErrorClass::Internal), status), SAFE);
            assert_eq!(read(Some(ErrorClass::RateLimited), status), SAFE);
        }
        assert_eq!((read(None, 503), read(None, 400)), (SAFE, RetryAdvice::Never));
        let write = RetryAdvice::refused(RetryClass::Write, Some(ErrorClass::Internal), 500);
        assert_eq!(write, RetryAdvice::MayDuplicate);
    }

    #[test]
    fn what_succeeded_is_never_made_again() {
        for class in [RetryClass::Read, RetryClass::Write, RetryClass::IdempotentWrite] {
            assert_eq!(RetryAdvice::unreadable(class, 500, true), RetryAdvice::Never);
        }
        assert_eq!(RetryAdvice::unreadable(RetryClass::Write, 200, false), RetryAdvice::MayDuplicate);
        assert_eq!(RetryAdvice::unreadable(RetryClass::Read, 502, false), SAFE);
    }
}

//! Moments, in the units that the platform uses.

use std::error::Error;
use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::lenient;

/// A moment, in seconds since 1970-01-01 00:00:00 UTC; negative before that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixSeconds(pub i64);

/// A moment, in milliseconds since 1970-01-01 00:00:00 UTC; negative before that.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct UnixMillis(pub i64);

/// A moment that the other type cannot hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeOutOfRange;

impl fmt::Display for TimeOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the moment is too far from 1970")
    }
}

impl Error for TimeOutOfRange {}

/// What both units have in common.
macro_rules! unix_time {
    ($type:ident, $from_duration:ident, $as_units:ident) => {
        impl From<i64> for $type {
            fn from(count: i64) -> Self {
                Self(count)
            }
        }

        impl From<$type> for i64 {
            fn from(moment: $type) -> Self {
                moment.0
            }
        }

        /// Shows the number alone, as it stands in a query.
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_i64(self.0)
            }
        }

        /// Reads a number, or a string that holds one.
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                lenient::i64(deserializer).map(Self)
            }
        }

        /// Rounds towards the past.
        impl TryFrom<SystemTime> for $type {
            type Error = TimeOutOfRange;

            fn try_from(time: SystemTime) -> Result<Self, TimeOutOfRange> {
                let count = match time.duration_since(UNIX_EPOCH) {
                    Ok(after) => i64::try_from(after.$as_units()).ok(),
                    Err(error) => {
                        let before = error.duration();
                        let count = i64::try_from(before.$as_units()).ok().map(|count| -count);
                        let whole = count.is_some_and(|count| Duration::$from_duration(count.unsigned_abs()) == before);
                        if whole { count } else { count.and_then(|count| count.checked_sub(1)) }
                    }
                };
                count.map(Self).ok_or(TimeOutOfRange)
            }
        }

        impl TryFrom<$type> for SystemTime {
            type Error = TimeOutOfRange;

            fn try_from(moment: $type) -> Result<Self, TimeOutOfRange> {
                let distance = Duration::$from_duration(moment.0.unsigned_abs());
                let time =
                    if moment.0 < 0 { UNIX_EPOCH.checked_sub(distance) } else { UNIX_EPOCH.checked_add(distance) };
                time.ok_or(TimeOutOfRange)
            }
        }
    };
}

unix_time!(UnixSeconds, from_secs, as_secs);
unix_time!(UnixMillis, from_millis, as_millis);

/// Rounds towards the past.
impl From<UnixMillis> for UnixSeconds {
    fn from(moment: UnixMillis) -> Self {
        Self(moment.0.div_euclid(1000))
    }
}

impl TryFrom<UnixSeconds> for UnixMillis {
    type Error = TimeOutOfRange;

    fn try_from(moment: UnixSeconds) -> Result<Self, TimeOutOfRange> {
        moment.0.checked_mul(1000).map(Self).ok_or(TimeOutOfRange)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_out_as_a_number_and_comes_in_as_number_or_string() {
        assert_eq!(serde_json::to_string(&UnixMillis(1_617_960_686_000)).unwrap(), "1617960686000");
        for json in ["1617960686", "\"1617960686\""] {
            assert_eq!(serde_json::from_str::<UnixSeconds>(json).unwrap(), UnixSeconds(1_617_960_686));
        }
        for json in ["null", "\"\"", "\"soon\"", "1.5"] {
            assert!(serde_json::from_str::<UnixSeconds>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn no_moment_makes_a_conversion_panic() {
        for count in [i64::MIN, i64::MIN + 1, -1, 0, 1, i64::MAX] {
            if let Ok(time) = SystemTime::try_from(UnixSeconds(count)) {
                assert_eq!(UnixSeconds::try_from(time).ok(), (count != i64::MIN).then_some(UnixSeconds(count)));
            }
            if let Ok(time) = SystemTime::try_from(UnixMillis(count)) {
                assert_eq!(UnixMillis::try_from(time).ok(), (count != i64::MIN).then_some(UnixMillis(count)));
            }
        }
    }

    #[test]
    fn rounds_towards_the_past_on_both_sides_of_1970() {
        let just_before = UNIX_EPOCH - Duration::from_millis(1);
        let just_after = UNIX_EPOCH + Duration::from_millis(1);
        assert_eq!(UnixSeconds::try_from(just_before), Ok(UnixSeconds(-1)));
        assert_eq!(UnixSeconds::try_from(just_after), Ok(UnixSeconds(0)));
        assert_eq!(UnixSeconds::from(UnixMillis(-1)), UnixSeconds(-1));
        assert_eq!(UnixSeconds::from(UnixMillis(1999)), UnixSeconds(1));
    }

    #[test]
    fn seconds_become_milliseconds_unless_too_far() {
        assert_eq!(UnixMillis::try_from(UnixSeconds(2)), Ok(UnixMillis(2000)));
        assert_eq!(UnixMillis::try_from(UnixSeconds(i64::MAX)), Err(TimeOutOfRange));
    }

    #[test]
    fn shows_the_number_alone() {
        assert_eq!(UnixSeconds(7).to_string(), "7");
    }
}

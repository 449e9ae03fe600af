//! How long a token is kept.

use std::time::Duration;

use crate::descriptor::TokenEndpoint;

/// A token is not used in the last moments of its life, because a call takes time to arrive.
const LONGEST_MARGIN: Duration = Duration::from_mins(3);

/// Of a short life, the margin is one part in so many.
const MARGIN_PART: u32 = 10;

/// How long a token is kept, counted from when it was asked for.
///
/// `expires_in` is what the answer said, in seconds, and may be anything. Where it says nothing, the token is kept for
/// as long as the platform promises of any token; where it says nought or less, not at all; and in no case for longer
/// than the platform lets any token live.
pub(crate) fn kept_for(endpoint: &TokenEndpoint, expires_in: Option<i64>) -> Duration {
    let longest = u64::from(endpoint.max_lifetime_seconds);
    let seconds = match expires_in {
        None => u64::from(endpoint.reissue_below_seconds),
        Some(seconds) => u64::try_from(seconds).unwrap_or(0),
    };
    let life = Duration::from_secs(seconds.min(longest));
    life.saturating_sub((life / MARGIN_PART).min(LONGEST_MARGIN))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::descriptor::{Endpoint, Method, RateLimit, RetryClass};

    static ENDPOINT: TokenEndpoint = TokenEndpoint {
        endpoint: &Endpoint {
            id: "auth",
            title: "",
            documentation: None,
            method: Method::Post,
            path: "/",
            access_tokens: &[],
            helpdesk: false,
            headers: &[],
            scopes: &[],
            field_scopes: &[],
            rate_limit: RateLimit::Undocumented,
            retry: RetryClass::IdempotentWrite,
            errors: &[],
        },
        app_id: "id",
        app_secret: "secret",
        token: "token",
        expires_in: "expire",
        max_lifetime_seconds: 7200,
        reissue_below_seconds: 1800,
    };

    #[test]
    fn the_margin_suits_any_life() {
        for (expires_in, kept) in [
            (Some(7200), 7020),
            (Some(1800), 1620),
            (Some(60), 54),
            (None, 1620),
            (Some(0), 0),
            (Some(-1), 0),
            (Some(i64::MIN), 0),
            (Some(i64::MAX), 7020),
        ] {
            assert_eq!(kept_for(&ENDPOINT, expires_in), Duration::from_secs(kept), "{expires_in:?}");
        }
    }
}

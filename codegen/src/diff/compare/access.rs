//! Who may call, and how often.

use super::differing::{Difference, Differing};
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::model::{Endpoint, Period, RateLimit, Token, Window};

/// Compares scopes, tokens, kinds of app and the rate limit of an endpoint.
pub fn compare(old: &Endpoint, new: &Endpoint, keys: &mut Differing, at: &Sides<'_>, found: &mut Recorder) {
    if let Some(Difference { old: was, new: is }) = keys.take("scopes") {
        let here = at.part("scopes");
        match (old.scopes.is_empty(), new.scopes.is_empty()) {
            (true, false) => _ = found.tell(Kind::ScopeRequirementAdded, &here).values(was, is),
            (false, true) => _ = found.tell(Kind::ScopeRequirementRemoved, &here).values(was, is),
            _ => {
                let kinds = [Kind::ScopeAlternativeAdded, Kind::ScopeAlternativeRemoved, Kind::OrderChanged];
                set(&old.scopes, &new.scopes, &here, kinds, found);
            }
        }
    }
    if keys.take("field_scopes").is_some() {
        let kinds = [Kind::FieldPermissionAdded, Kind::FieldPermissionRemoved, Kind::OrderChanged];
        set(&old.field_scopes, &new.field_scopes, &at.part("field_scopes"), kinds, found);
    }
    if keys.take("app_types").is_some() {
        let kinds = [Kind::AppTypeAdded, Kind::AppTypeRemoved, Kind::OrderChanged];
        set(&old.app_types, &new.app_types, &at.part("app_types"), kinds, found);
    }
    if keys.take("tokens").is_some() {
        let names = |tokens: &[Token]| tokens.iter().map(|token| token_name(*token).to_owned()).collect::<Vec<_>>();
        let kinds = [Kind::TokenTypeAdded, Kind::TokenTypeRemoved, Kind::TokenOrderChanged];
        set(&names(&old.tokens), &names(&new.tokens), &at.part("tokens"), kinds, found);
    }
    if let Some(Difference { old: was, new: is }) = keys.take("rate_limit") {
        let here = at.part("rate_limit");
        match (&old.rate_limit, &new.rate_limit) {
            (Some(old), Some(new)) => rate_limit(old, new, &here, found),
            (None, _) => _ = found.tell(Kind::RateLimitBecameKnown, &here).values(was, is),
            (_, None) => _ = found.tell(Kind::RateLimitBecameUnknown, &here).values(was, is),
        }
    }
}

/// Compares lists of words in which order means little: what was added, what was removed, and if neither, that the order
/// changed.
pub fn set(old: &[String], new: &[String], at: &Sides<'_>, [added, removed, moved]: [Kind; 3], found: &mut Recorder) {
    let gone = old.iter().enumerate().filter(|(_, word)| !new.contains(word));
    let fresh = new.iter().enumerate().filter(|(_, word)| !old.contains(word));
    let (gone, fresh): (Vec<_>, Vec<_>) = (gone.collect(), fresh.collect());
    for (index, word) in &gone {
        found.tell(removed, &at.only_base(*index, word)).gone(*word);
    }
    for (index, word) in &fresh {
        found.tell(added, &at.only_head(*index, word)).fresh(*word);
    }
    if gone.is_empty() && fresh.is_empty() {
        found.tell(moved, at).turned(old.join(", "), new.join(", "));
    }
}

fn token_name(token: Token) -> &'static str {
    match token {
        Token::Tenant => "tenant",
        Token::User => "user",
        Token::App => "app",
    }
}

fn rate_limit(old: &RateLimit, new: &RateLimit, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    let text = keys.take("text");
    let (special, limits) = (keys.take("special"), keys.take("limits"));
    match (old.special, new.special) {
        (true, false) => _ = found.tell(Kind::RateLimitBecameKnown, at).turned(&old.text, &new.text),
        (false, true) => _ = found.tell(Kind::RateLimitBecameUnknown, at).turned(&old.text, &new.text),
        _ if limits.is_some() => windows(&old.limits, &new.limits, at, found),
        _ => {}
    }
    if let Some(Difference { old, new }) = text
        && special.is_none()
        && limits.is_none()
    {
        found.tell(Kind::DocTextChanged, &at.part("text")).values(old, new);
    }
    found.tell_keys(&mut keys, &["see"], Kind::DocTextChanged, at);
    found.tell_rest(keys, at);
}

/// All windows hold at once: one more is a limit that was not there, one less a limit that is gone.
fn windows(old: &[Window], new: &[Window], at: &Sides<'_>, found: &mut Recorder) {
    let mut is_told = false;
    for period in [Period::Second, Period::Minute] {
        let smallest =
            |windows: &[Window]| windows.iter().filter(|window| window.per == period).map(|window| window.count).min();
        let kind = match (smallest(old), smallest(new)) {
            (before, after) if before == after => continue,
            (Some(before), Some(after)) if after > before => Kind::RateLimitRaised,
            (Some(_), None) => Kind::RateLimitRaised,
            _ => Kind::RateLimitLowered,
        };
        let text = |count: Option<u32>| count.map(|count| format!("{count} per {}", period_name(period)));
        found.tell(kind, at).values(text(smallest(old)), text(smallest(new)));
        is_told = true;
    }
    if !is_told {
        found.tell(Kind::OrderChanged, &at.part("limits"));
    }
}

fn period_name(period: Period) -> &'static str {
    match period {
        Period::Second => "second",
        Period::Minute => "minute",
    }
}

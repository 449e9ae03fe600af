//! What an answer is wrapped in. Read once, and not anew for every type of answer.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, StatusCode};
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::error::Category;
use serde_json::value::RawValue;

use crate::answer::{Answer, Reply};
use crate::descriptor::{AnswerPlace, ErrorClass, Platform};
use crate::error::{ApiError, Code, ErrorObject, Failure, RateLimitOrigin, RateLimitStatus, RateLimited};
use crate::retry::RetryAdvice;

/// Tells success from failure: by the code alone, never by the HTTP status, unless the endpoint is one that answers
/// without a code when it succeeds.
pub(crate) fn open(platform: &'static Platform, reply: Reply, place: AnswerPlace) -> Result<Answer, Failure> {
    if place == AnswerPlace::WithoutCode && is_object_without_code(platform, &reply) {
        return Ok(Answer::of_object(reply));
    }
    let names = &platform.envelope;
    let read = members(&reply.body, [names.code, names.message, names.data, names.error]);
    let [code, message, data, error] = read.map_err(|error| unreadable(platform, &reply, None, describe(&error)))?;
    let code = integer(code).map_err(|reason| unreadable(platform, &reply, Some(names.code), reason))?;
    if code == names.success && place != AnswerPlace::InData {
        return Ok(Answer::of_object(reply));
    }
    if code == names.success {
        let data = data.filter(|data| data.get() != "null").map(|data| reply.body.slice_ref(data.get().as_bytes()));
        return Ok(Answer::new(reply, names.data, data));
    }
    Err(limited_or_refused(refusal(platform, &reply, code, message, error)))
}

/// Whether an answer has no code to tell by, and its HTTP status says that the call succeeded.
fn is_object_without_code(platform: &Platform, reply: &Reply) -> bool {
    let read = members(&reply.body, [platform.envelope.code]);
    reply.status.is_success() && read.is_ok_and(|[code]| code.is_none())
}

/// The code in a body, if the body is an envelope.
pub(crate) fn code(platform: &Platform, body: &[u8]) -> Option<i64> {
    let [code] = members(body, [platform.envelope.code]).ok()?;
    integer(code).ok()
}

/// What is no envelope. From a server on the way, HTTP 429 is all that says that there were too many calls.
fn unreadable(platform: &Platform, reply: &Reply, path: Option<&str>, reason: impl Into<String>) -> Failure {
    let error = reply.decode_error(path, reason, false);
    if reply.status != StatusCode::TOO_MANY_REQUESTS {
        return error.into();
    }
    let status = rate_limit(platform, &reply.headers);
    Failure::from(RateLimited {
        endpoint: reply.endpoint.id,
        limit: status.and_then(|status| status.limit),
        reset_after: status.and_then(|status| status.reset_after),
        origin: RateLimitOrigin::Gateway(error),
    })
}

/// What the code means counts; the HTTP status only where nothing is known of the code.
fn limited_or_refused(error: ApiError<Code>) -> Failure {
    let limited = match error.class() {
        Some(class) => class == ErrorClass::RateLimited,
        None => error.http_status == StatusCode::TOO_MANY_REQUESTS,
    };
    if !limited {
        return Failure::Api(Box::new(error));
    }
    Failure::from(RateLimited {
        endpoint: error.endpoint,
        limit: error.rate_limit.and_then(|status| status.limit),
        reset_after: error.rate_limit.and_then(|status| status.reset_after),
        origin: RateLimitOrigin::Platform(Box::new(error)),
    })
}

/// What the platform says when it does not say success.
fn refusal(
    platform: &'static Platform,
    reply: &Reply,
    code: i64,
    message: Option<&RawValue>,
    error: Option<&RawValue>,
) -> ApiError<Code> {
    let clean = |text: &str| reply.redaction.text(text);
    let documented = reply.endpoint.errors.iter().find(|error| error.code == code).or_else(|| platform.error(code));
    let object = error.map(|error| ErrorObject::read(error.get(), clean)).unwrap_or_default();
    ApiError {
        kind: Code(code),
        code,
        http_status: reply.status.as_u16(),
        message: message.map(|message| clean(&text(message))).unwrap_or_default(),
        log_id: reply.log_id.clone().or_else(|| object.log_id.map(|id| reply.redaction.line(&id))),
        troubleshooter: object.troubleshooter,
        details: object.details,
        rate_limit: rate_limit(platform, &reply.headers),
        documented,
        endpoint: reply.endpoint.id,
        retry: RetryAdvice::refused(reply.endpoint.retry, documented.map(|error| error.class), reply.status.as_u16()),
    }
}

/// The text of a message; of what is no string, its JSON, and of `null` nothing.
fn text(message: &RawValue) -> String {
    match serde_json::from_str::<Option<String>>(message.get()) {
        Ok(text) => text.unwrap_or_default(),
        Err(_) => message.get().to_owned(),
    }
}

/// An integer, or a string that holds one, written as an integer is written: success must not be read into anything else.
fn integer(member: Option<&RawValue>) -> Result<i64, &'static str> {
    let json = member.ok_or("there is no such member")?.get();
    let digits = if json.starts_with('"') { serde_json::from_str(json).unwrap_or_default() } else { json.to_owned() };
    let number = digits.parse::<i64>().ok().filter(|number| number.to_string() == digits);
    number.ok_or("it is not an integer of 64 bits")
}

/// What the headers say about the rate limit, if anything.
fn rate_limit(platform: &Platform, headers: &HeaderMap) -> Option<RateLimitStatus> {
    let number = |name: &str| headers.get(name)?.to_str().ok()?.trim().parse::<u64>().ok();
    let limit = number(platform.headers.rate_limit);
    let reset_after = number(platform.headers.rate_limit_reset).map(Duration::from_secs);
    (limit.is_some() || reset_after.is_some()).then_some(RateLimitStatus { limit, reset_after })
}

/// Finds members of a JSON object, each at most once, without reading what they hold.
pub(crate) fn members<'de, const N: usize>(
    json: &'de [u8],
    names: [&'static str; N],
) -> Result<[Option<&'de RawValue>; N], serde_json::Error> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    let found = deserializer.deserialize_map(Members(names))?;
    deserializer.end()?;
    Ok(found)
}

/// Why a body is no envelope. Says nothing of what the body holds, because it may be a token.
pub(crate) fn describe(error: &serde_json::Error) -> String {
    match error.classify() {
        Category::Eof if error.line() <= 1 && error.column() == 0 => "it is empty".to_owned(),
        Category::Eof => "it ends too early".to_owned(),
        Category::Data => "it is not a JSON object that has each member once".to_owned(),
        Category::Syntax | Category::Io => {
            format!("it is not JSON (line {}, column {})", error.line(), error.column())
        }
    }
}

struct Members<const N: usize>([&'static str; N]);

impl<'de, const N: usize> Visitor<'de> for Members<N> {
    type Value = [Option<&'de RawValue>; N];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = [None; N];
        while let Some(index) = map.next_key_seed(Name(&self.0))? {
            // `get_mut` rather than an index: nothing here may panic.
            let Some(place) = index.and_then(|index| found.get_mut(index)) else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            if place.replace(map.next_value()?).is_some() {
                return Err(A::Error::custom("a member occurs twice"));
            }
        }
        Ok(found)
    }
}

/// Recognises the name of a member.
struct Name<'a>(&'a [&'static str]);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().position(|known| *known == name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(json: &str) -> Result<i64, String> {
        let [code] = members(json.as_bytes(), ["code"]).map_err(|error| describe(&error))?;
        integer(code).map_err(str::to_owned)
    }

    #[test]
    fn a_code_is_an_integer_or_a_string_that_holds_one() {
        assert_eq!(codes(r#"{"code":0}"#), Ok(0));
        assert_eq!(codes(r#"{"x":[{"code":1}],"code" : "99991663"}"#), Ok(99_991_663));
        assert_eq!(codes(r#"{"code":-9223372036854775808}"#), Ok(i64::MIN));
    }

    #[test]
    fn what_is_no_code_is_never_success() {
        for json in
            ["{}", r#"{"code":null}"#, r#"{"code":[]}"#, r#"{"code":0.0}"#, r#"{"code":false}"#, r#"{"code":""}"#]
        {
            assert!(codes(json).is_err(), "{json}");
        }
    }

    #[test]
    fn what_is_no_envelope_is_described_without_its_content() {
        for (json, reason) in [
            ("", "it is empty"),
            (r#"{"code":0"#, "it ends too early"),
            ("[0]", "it is not a JSON object that has each member once"),
            (r#""t-token""#, "it is not a JSON object that has each member once"),
            (r#"{"code":0,"code":0}"#, "it is not a JSON object that has each member once"),
            ("<html>", "it is not JSON (line 1, column 1)"),
            (r#"{"code":0}x"#, "it is not JSON (line 1, column 11)"),
        ] {
            assert_eq!(codes(json), Err(reason.to_owned()), "{json}");
        }
    }

    #[test]
    fn deep_nesting_is_an_error_or_is_skipped_but_does_no_harm() {
        let deep = format!(r#"{{"x":{}{},"code":0}}"#, "[".repeat(100_000), "]".repeat(100_000));
        assert!(matches!(codes(&deep), Ok(0) | Err(_)));
    }

    #[test]
    fn names_with_escapes_are_recognised() {
        assert_eq!(codes(r#"{"\u0063ode":5}"#), Ok(5));
    }
}

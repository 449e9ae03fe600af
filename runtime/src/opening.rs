//! How the body of an answer is read.

use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};

use crate::answer::{Answer, Reply};
use crate::descriptor::{AnswerPlace, Platform};
use crate::envelope;
use crate::error::Failure;

/// How the body of an answer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Opening {
    /// As the platform's envelope, with what the call returns at this place.
    Envelope(AnswerPlace),
    /// As a file, unless the platform says in its envelope why there is none.
    File,
    /// Not at all, but for a code that says that the token is not valid.
    Raw,
}

impl Opening {
    /// Whether an answer may hold a token that nobody knows yet, and so must not be shown. Calls that hand tokens out
    /// return them beside the code, or without one.
    pub(crate) fn may_bring_token(self) -> bool {
        matches!(self, Self::Envelope(AnswerPlace::BesideCode | AnswerPlace::WithoutCode))
    }

    /// Tells success from failure.
    pub(crate) fn open(self, platform: &'static Platform, reply: Reply) -> Result<Answer, Failure> {
        match self {
            Self::Envelope(place) => envelope::open(platform, reply, place),
            Self::File => open_file(platform, reply),
            Self::Raw => match envelope::code(platform, &reply.body) {
                Some(code) if platform.refuses_token(code) => envelope::open(platform, reply, AnswerPlace::InData),
                _ => Ok(Answer::of_bytes(reply)),
            },
        }
    }
}

fn open_file(platform: &'static Platform, reply: Reply) -> Result<Answer, Failure> {
    if is_file(platform, &reply) {
        return Ok(Answer::of_bytes(reply));
    }
    let answer = envelope::open(platform, reply, AnswerPlace::InData)?;
    Err(answer.decode_error(None, "there is no file in it").into())
}

/// Whether an answer is a file. With a file's name it is, whatever it holds. Without one, it is none when it is empty, when
/// it has a code, or when its type is that of the platform's refusals or of a gateway's pages.
fn is_file(platform: &Platform, reply: &Reply) -> bool {
    if !reply.status.is_success() {
        return false;
    }
    let kind = reply.headers.get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes).to_ascii_lowercase();
    let is_text_for_others = [&b"application/json"[..], b"text/html"].iter().any(|other| kind.starts_with(other));
    reply.headers.contains_key(CONTENT_DISPOSITION)
        || !(reply.body.is_empty() || is_text_for_others || envelope::code(platform, &reply.body).is_some())
}

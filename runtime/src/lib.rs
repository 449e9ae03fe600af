//! What clients generated from the Feishu (Lark) API documentation run on.
//!
//! A generated crate holds static descriptions of the platform and its endpoints ([`descriptor`]), typed requests and
//! answers, and thin wrappers over [`Client::execute`] and [`Client::call`]. All that happens on the wire happens here:
//! access tokens, headers, limits, decoding and errors.
//!
//! # Tokens
//!
//! A tenant access token is fetched when a call first needs one, kept until shortly before it expires, and fetched once
//! however many calls wait for it. When the platform says by its code that a token is not valid, the token is dropped,
//! a new one is fetched, and the call is repeated, once. A token given by
//! [`ClientBuilder::access_token`] is used as it is, and a call with it is never repeated.
//!
//! Tokens are kept in memory unless [`ClientBuilder::token_store`] says where else: a [`TokenStore`] can be shared by
//! several clients, and its [`TokenKey`] tells apart credentials by server, app and secret. A [`TokenProvider`] hands out
//! tokens of the caller's own; a call is repeated only with another one.
//!
//! Where an endpoint takes several kinds of token, [`CallOptions::token_kind`] chooses; [`CallOptions::access_token`] makes
//! one call with a token of its own, for a program that calls on behalf of many users.
//!
//! # Limits
//!
//! A call ends after 30 seconds, connecting after 10, and an answer holds at most 16 MiB; [`ClientBuilder`] changes
//! that, and [`CallOptions`] for one call. Redirects are not followed, because they would carry the credentials to
//! another host.
//!
//! Calls wait for the documented rate limit of their endpoint, unless [`ClientBuilder::rate_limits`] switches that off.
//! All windows hold at once, for a client and its clones together. The platform does not say where a window begins, so
//! the documented number holds for any stretch of time: a fifth of it may be called at once, and the others follow
//! evenly. Requests for tokens are counted like any call, where the description of their endpoint has a limit. A call whose
//! turn would come too late fails at once with [`Error::RateLimited`], and nothing is sent.
//!
//! # Retries
//!
//! A call that failed is made again where it cannot take effect twice: [`RetryAdvice`] says where that is so, and
//! [`RetryPolicy`] how often, after which pauses and for how long. The [`RetryClass`] in the endpoint's description
//! decides, together with what the platform's code means; never the method. Waiting when the platform says that its
//! limit is exceeded is opt-in: [`RetryPolicy::wait_for_rate_limit`].
//!
//! # Errors
//!
//! [`Error`] tells apart what the platform refused, what never arrived, what could not be understood, and what was not
//! sent at all. Each failure after an answer names the id under which the platform logged the call. Only the code that
//! means success is success. [`Error::is_retryable`] is true where the same call may succeed later without taking effect
//! twice; [`DecodeError::succeeded`] where the call was carried out and only what it returned is lost.
//!
//! # Files
//!
//! A [`Form`] carries files to the platform, and [`Client::download`] brings one back, bounded like any answer
//! ([`CallOptions::max_response_bytes`] for large ones). [`Client::exchange`] leaves an answer as it came.
//!
//! # Lists
//!
//! [`paging::by_number`], [`paging::by_token`] and [`paging::by_offset`] read lists page by page, as streams that end
//! however a server behaves.
//!
//! # Testing
//!
//! With the feature `testing`, the module `testing` has a fake platform on this machine: calls are expected as the same
//! typed requests that a program makes, and answered with typed answers, documented errors or any bytes. Without it,
//! [`ClientBuilder::transport`] takes any [`Transport`](transport::Transport).
//!
//! # Where it runs
//!
//! Inside a tokio runtime with its timers and its I/O enabled; with the feature `blocking`, anywhere.
//!
//! # Features
//!
//! - `ring` (default): TLS uses the cryptography of ring.
//! - `aws-lc-rs`: TLS uses that of AWS-LC, unless `ring` is on too.
//! - `http2`: HTTP/2 beside HTTP/1.1, where the server offers it.
//! - `tracing`: a span for each request, with OpenTelemetry's names and the platform's log id.
//! - `blocking`: calls for programs without an async runtime.
//! - `testing`: a fake platform for users' tests.

#[cfg(feature = "blocking")]
pub mod blocking;
pub mod check;
pub mod client;
pub mod content;
pub mod descriptor;
pub mod download;
pub mod error;
pub mod json;
pub mod lenient;
pub mod localized;
pub mod multipart;
pub mod open_enum;
pub mod paging;
#[cfg(feature = "testing")]
pub mod testing;
pub mod time;
pub mod token;
pub mod transport;

mod answer;
#[cfg(any(feature = "blocking", feature = "testing"))]
mod background;
mod call_options;
mod envelope;
mod limit;
mod opening;
mod redaction;
mod request;
mod retry;
mod secret;
mod trace;

pub use bytes;
pub use http;
pub use serde;
pub use serde_json;

pub use answer::Answer;
pub use call_options::CallOptions;
pub use check::{Checked, Checker};
pub use client::{BuildError, Client, ClientBuilder};
pub use content::{ContentEncoding, RawContent};
pub use descriptor::{
    AccessToken, AnswerPlace, DocumentedError, Endpoint, Envelope, ErrorClass, Header, Method, Period, Platform,
    PlatformHeaders, RateLimit, RetryClass, Server, TokenEndpoint, Window,
};
pub use download::Download;
pub use error::{
    ApiError, Code, DecodeError, Error, ErrorDetails, ErrorKind, Failure, FieldViolation, Help, InvalidArgument,
    PagingError, PagingProblem, PermissionViolation, RateLimitOrigin, RateLimitStatus, RateLimited, TokenError,
    TransportError, TransportErrorKind,
};
pub use json::JsonText;
pub use localized::Localized;
pub use multipart::{Form, Upload};
pub use paging::{Items, NumberedPage, OffsetPage, Page, Pages, TokenPage};
pub use request::Request;
pub use retry::{RetryAdvice, RetryPolicy};
pub use secret::Secret;
pub use time::{UnixMillis, UnixSeconds};
pub use token::{MemoryTokenStore, StoredToken, TokenKey, TokenProvider, TokenStore};

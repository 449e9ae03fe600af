//! A platform on this machine, for the tests of programs that call the real one.
//!
//! [`FakePlatform`] is a server on loopback, so a test runs the whole client: what is sent really is sent. A test says
//! which calls it expects, as the same typed requests that the program makes, and how each is answered: with a typed
//! answer, with a documented error by its name, or with any bytes. What it did not expect is refused, and remembered. A
//! test that does not ask [`verify`](FakePlatform::verify) is asked at the end: it fails when not all that it expected came,
//! or anything else did.
//!
//! It runs on a thread of its own, so it serves tests with and without an async runtime.

mod expectation;
mod fake_platform;
mod received;
mod server;
mod token_expectation;

pub use expectation::Expectation;
pub use fake_platform::{FakePlatform, UnmetExpectations};
pub use received::Received;
pub use token_expectation::TokenExpectation;

use crate::descriptor::{AnswerPlace, Endpoint};
use crate::error::ErrorKind;
use crate::request::Request;

/// A request of a generated crate, with the types of its answer and of its errors.
pub trait TypedCall {
    /// What the endpoint answers.
    type Answer;
    /// The endpoint's own type of codes.
    type Kind: ErrorKind;

    /// The endpoint.
    fn endpoint() -> &'static Endpoint;

    /// Where in the answer that stands which the call returns.
    #[must_use]
    fn answer_place() -> AnswerPlace {
        AnswerPlace::InData
    }

    /// The call as it is sent.
    fn to_request(&self) -> Request;
}

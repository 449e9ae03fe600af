//! Calls for programs without an async runtime.
//!
//! Generated requests have a method for it beside each async one. The calls run on one thread that this crate starts when
//! it is first needed; the caller's thread waits. All that holds for the async calls holds for these: limits, retries,
//! tokens, time-outs.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::mpsc;

use futures_core::Stream;

use crate::background::{self, Abandoned};
use crate::error::{Error, ErrorKind};
use crate::transport::{TransportError, TransportErrorKind};

/// Makes a call and waits for its end.
///
/// It may be called within an async runtime too, but then holds up whatever else the thread should do.
///
/// # Errors
///
/// Those of the call; and [`Error::Transport`] where the thread that makes calls could not be started.
pub fn wait<T, K, F>(call: F) -> Result<T, Error<K>>
where
    F: Future<Output = Result<T, Error<K>>> + Send + 'static,
    T: Send + 'static,
    K: ErrorKind,
{
    run(call).unwrap_or_else(|abandoned| Err(failure(abandoned)))
}

/// Runs a future on the thread, and blocks until it is done. Works everywhere, within an async runtime too (where it
/// holds up whatever else that thread should do).
fn run<F>(future: F) -> Result<F::Output, Abandoned>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    if background::is_here() {
        return Err(Abandoned(
            "it was asked to wait for itself, by a provider, a store or a transport that blocks".to_owned(),
        ));
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    background::handle()?.spawn(async move {
        // Nobody listens any more only where the caller's thread has come to its end.
        let _ = sender.send(future.await);
    });
    receiver.recv().map_err(|_| Abandoned("it panicked".to_owned()))
}

fn failure<K>(abandoned: Abandoned) -> Error<K> {
    Error::Transport(TransportError::with_source(TransportErrorKind::Other, abandoned))
}

/// The elements of a stream, such as the pages of a list, as an iterator: each is asked for when it is wanted.
#[must_use = "an iterator does nothing unless it is asked for elements"]
pub struct Iter<S>(Option<S>);

impl<S> Iter<S> {
    /// An iterator over a stream.
    pub fn new(stream: S) -> Self {
        Self(Some(stream))
    }
}

impl<S, T, K> Iterator for Iter<S>
where
    S: Stream<Item = Result<T, Error<K>>> + Send + Unpin + 'static,
    T: Send + 'static,
    K: ErrorKind,
{
    type Item = Result<T, Error<K>>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut stream = self.0.take()?;
        let next = run(async move {
            let item = poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await;
            (stream, item)
        });
        match next {
            Ok((stream, item)) => {
                // After its end, a stream is not to be asked again.
                self.0 = item.is_some().then_some(stream);
                item
            }
            Err(abandoned) => Some(Err(failure(abandoned))),
        }
    }
}

impl<S: fmt::Debug> fmt::Debug for Iter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Iter").field(&self.0).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_stays_on_the_thread_and_the_thread_goes_on() {
        assert!(run(async { panic!("on purpose") }).is_err_and(|error| error.to_string().ends_with("it panicked")));
        assert_eq!(run(async { 7 }).ok(), Some(7));
    }

    #[tokio::test]
    async fn works_within_an_async_runtime() {
        assert_eq!(run(async { 7 }).ok(), Some(7));
    }
}

//! A thread of this crate's own, on which calls run for callers that have no async runtime.

use std::future::Future;
use std::io;
use std::sync::OnceLock;
use std::sync::mpsc;
use std::thread;

use tokio::runtime::{Builder, Handle};

static BACKGROUND: OnceLock<Result<Handle, String>> = OnceLock::new();

/// Why the thread has no result.
#[derive(Debug)]
pub(crate) struct Abandoned(String);

impl std::fmt::Display for Abandoned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the background thread did not bring a result: {}", self.0)
    }
}

impl std::error::Error for Abandoned {}

/// The runtime of the thread, which is started by the first who asks.
pub(crate) fn handle() -> Result<&'static Handle, Abandoned> {
    let started = BACKGROUND.get_or_init(|| start().map_err(|error| error.to_string()));
    started.as_ref().map_err(|reason| Abandoned(reason.clone()))
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name("feishu-runtime".to_owned()).spawn(run)?;
    Ok(handle)
}

/// Runs a future on the thread, and blocks until it is done. Works everywhere, within an async runtime too (where it
/// holds up whatever else that thread should do).
pub(crate) fn run<F>(future: F) -> Result<F::Output, Abandoned>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let (sender, receiver) = mpsc::sync_channel(1);
    handle()?.spawn(async move {
        // Nobody listens any more only where the caller's thread has come to its end.
        let _ = sender.send(future.await);
    });
    receiver.recv().map_err(|_| Abandoned("it panicked".to_owned()))
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

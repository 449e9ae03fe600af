//! A thread of this crate's own, with an async runtime: for calls of programs that have none, and for the fake platform.

use std::io;
use std::sync::OnceLock;
use std::thread;

use tokio::runtime::{Builder, Handle};

/// How the thread is called.
const NAME: &str = "feishu-runtime";

static BACKGROUND: OnceLock<Result<Handle, String>> = OnceLock::new();

/// Why the thread has no result.
#[derive(Debug)]
pub(crate) struct Abandoned(pub(crate) String);

impl std::fmt::Display for Abandoned {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "the background thread did not bring a result: {}", self.0)
    }
}

impl std::error::Error for Abandoned {}

/// Whether this is the thread itself: waiting here for what runs here would last for ever.
#[cfg(feature = "blocking")]
pub(crate) fn is_here() -> bool {
    thread::current().name() == Some(NAME)
}

/// The runtime of the thread, which is started by the first who asks.
pub(crate) fn handle() -> Result<&'static Handle, Abandoned> {
    let started = BACKGROUND.get_or_init(|| start().map_err(|error| error.to_string()));
    started.as_ref().map_err(|reason| Abandoned(reason.clone()))
}

fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_io().enable_time().build()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name(NAME.to_owned()).spawn(run)?;
    Ok(handle)
}

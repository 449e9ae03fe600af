//! How a request gets to the platform: the seam for tests, proxies and fakes.

mod error;
mod http_client;
mod tls;

use std::future::Future;
use std::pin::Pin;

use bytes::Bytes;

pub use error::{TransportError, TransportErrorKind};
pub(crate) use http_client::{HttpTransport, ProxySetting, Settings};
pub(crate) use tls::cryptography;

/// A future on the heap that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends one request and returns its answer.
///
/// An implementation sends the request as it is: it does not follow redirects, because they would carry the credentials
/// to another host, and it does not send a request again that may have arrived. Headers that hold credentials are marked
/// as sensitive ([`http::HeaderValue::is_sensitive`]), and so are not to be logged; the body of a request for a token
/// holds the app's secret.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and reads the whole answer, whatever its HTTP status.
    ///
    /// # Errors
    ///
    /// [`TransportErrorKind::BodyTooLarge`] where the answer's body holds more than `max_response_bytes`, and any other
    /// kind where there is no complete answer.
    fn send(
        &self,
        request: http::Request<Bytes>,
        max_response_bytes: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;
}

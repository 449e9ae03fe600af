//! Sends requests over HTTP/1.1, with TLS; with the feature `http2` over HTTP/2 too, where the server offers it.

use std::error::Error;
use std::io;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use rustls::ClientConfig;
use rustls::pki_types::CertificateDer;

use super::{BoxFuture, Transport, TransportError, TransportErrorKind, tls};
use crate::secret::Secret;

/// How the HTTP client is set up.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    /// Whether the server is called over https. Where not, it is on this machine.
    pub(crate) secure: bool,
    pub(crate) proxy: ProxySetting,
    /// Trusted besides what the operating system trusts.
    pub(crate) root_certificates: Vec<CertificateDer<'static>>,
}

/// Which proxy requests go through.
#[derive(Debug)]
pub(crate) enum ProxySetting {
    None,
    Environment,
    At(Secret),
}

/// Sends requests over HTTP.
pub(crate) struct HttpTransport {
    client: reqwest::Client,
    /// For calls on the thread of this crate's own. A connection lives on the runtime that opened it: one that lives on the
    /// runtime of a caller who waits would stand still for as long as the caller waits for it.
    #[cfg(feature = "blocking")]
    for_blocking: reqwest::Client,
}

impl HttpTransport {
    pub(crate) fn new(settings: &Settings) -> Result<Self, TransportError> {
        let tls = tls::config(settings.secure, &settings.root_certificates)?;
        Ok(Self {
            #[cfg(feature = "blocking")]
            for_blocking: Self::connect_by(settings, tls.clone())?,
            client: Self::connect_by(settings, tls)?,
        })
    }

    /// A client with connections of its own.
    fn connect_by(settings: &Settings, tls: ClientConfig) -> Result<reqwest::Client, TransportError> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .connect_timeout(settings.connect_timeout)
            .https_only(settings.secure)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never());
        let builder = match &settings.proxy {
            ProxySetting::None => builder.no_proxy(),
            ProxySetting::Environment => builder,
            ProxySetting::At(url) => builder.proxy(reqwest::Proxy::all(url.expose()).map_err(failure)?),
        };
        builder.build().map_err(|error| TransportError::with_source(TransportErrorKind::Other, error))
    }

    /// The client whose connections live where this runs.
    fn client(&self) -> &reqwest::Client {
        #[cfg(feature = "blocking")]
        if crate::background::is_here() {
            return &self.for_blocking;
        }
        &self.client
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(failure)?;
        let mut response = self.client().execute(request).await.map_err(failure)?;
        let body = read(&mut response, limit).await?;
        let mut answer = http::Response::new(body);
        *answer.status_mut() = response.status();
        *answer.headers_mut() = std::mem::take(response.headers_mut());
        Ok(answer)
    }
}

impl Transport for HttpTransport {
    fn send(
        &self,
        request: http::Request<Bytes>,
        max_response_bytes: usize,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(self.exchange(request, max_response_bytes))
    }
}

/// Reads a body piece by piece, so that no more than the limit is ever held.
async fn read(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    let too_large = || TransportError::new(TransportErrorKind::BodyTooLarge);
    if response.content_length().is_some_and(|length| usize::try_from(length).is_ok_and(|length| length > limit)) {
        return Err(too_large());
    }
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if chunk.len() > limit - body.len() {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

/// What went wrong, without the address: its query is the caller's business.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    TransportError::with_source(classify(&error), error)
}

fn classify(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_connect() && causes(error).any(is_tls) {
        TransportErrorKind::Tls
    } else if error.is_connect() {
        // Also where connecting took too long: what counts is that nothing was sent.
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if causes(error).any(|cause| is_closed(cause) || is_tls(cause)) {
        // A connection whose protection broke after the request was sent is closed like any other.
        TransportErrorKind::Closed
    } else {
        TransportErrorKind::Other
    }
}

/// The error's cause, the cause of that, and so on.
fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

fn is_tls(cause: &(dyn Error + 'static)) -> bool {
    // An I/O error does not name the error that it wraps as its source, and one may wrap another.
    let wrapped = cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
    cause.is::<rustls::Error>() || wrapped.is_some_and(|inner| is_tls(inner))
}

fn is_closed(cause: &(dyn Error + 'static)) -> bool {
    if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        return error.is_incomplete_message() || error.is_closed() || error.is_canceled();
    }
    cause.downcast_ref::<io::Error>().is_some_and(|error| {
        matches!(
            error.kind(),
            io::ErrorKind::UnexpectedEof
                | io::ErrorKind::ConnectionReset
                | io::ErrorKind::ConnectionAborted
                | io::ErrorKind::BrokenPipe
        )
    })
}

#[cfg(all(test, feature = "ring"))]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_to_be_secure_is_not_sent_over_http_whatever_the_address_says() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let settings = Settings {
            connect_timeout: Duration::from_secs(1),
            secure: true,
            proxy: ProxySetting::None,
            root_certificates: Vec::new(),
        };
        let request = http::Request::get(format!("http://{}/", listener.local_addr().unwrap()));
        let transport = HttpTransport::new(&settings).unwrap();
        let sent = transport.send(request.body(Bytes::new()).unwrap(), 1000);
        tokio::select! {
            sent = sent => assert!(sent.is_err()),
            _ = listener.accept() => panic!("it was sent"),
        }
    }
}

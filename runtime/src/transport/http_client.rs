//! Sends requests over HTTP/1.1 and HTTP/2, with TLS.

use std::error::Error;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use rustls::crypto::CryptoProvider;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::BuilderVerifierExt as _;

use super::{BoxFuture, Transport, TransportError, TransportErrorKind};

/// How the HTTP client is set up.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) connect_timeout: Duration,
    /// Whether the server is called over https. Where not, it is on this machine.
    pub(crate) secure: bool,
}

/// Sends requests over HTTP.
pub(crate) struct HttpTransport(reqwest::Client);

impl HttpTransport {
    pub(crate) fn new(settings: &Settings) -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls(settings.secure)?)
            .connect_timeout(settings.connect_timeout)
            .https_only(settings.secure)
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false);
        // Over http, a proxy named by the environment would get the credentials unprotected.
        let builder = if settings.secure { builder } else { builder.no_proxy() };
        builder.build().map(Self).map_err(|error| TransportError::with_source(TransportErrorKind::Other, error))
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limit: usize,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let request = reqwest::Request::try_from(request).map_err(failure)?;
        let mut response = self.0.execute(request).await.map_err(failure)?;
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

/// The TLS settings: the certificates that the operating system trusts, and TLS 1.2 or later.
fn tls(secure: bool) -> Result<ClientConfig, TransportError> {
    let failed = |error: rustls::Error| TransportError::with_source(TransportErrorKind::Tls, error);
    let provider = provider()?;
    let builder =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().map_err(failed)?;
    // Over http nothing is to be trusted, and reading what the system trusts would only cost time.
    let builder = if secure {
        builder.with_platform_verifier().map_err(failed)?
    } else {
        builder.with_root_certificates(RootCertStore::empty())
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

// Named here rather than taken from the process, so that no other crate's choice has an influence.
#[cfg(feature = "ring")]
#[expect(clippy::unnecessary_wraps, reason = "without any provider there is an error")]
fn provider() -> Result<Arc<CryptoProvider>, TransportError> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
#[expect(clippy::unnecessary_wraps, reason = "without any provider there is an error")]
fn provider() -> Result<Arc<CryptoProvider>, TransportError> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

/// Without one of its own, the crate uses what the process has been given.
#[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
fn provider() -> Result<Arc<CryptoProvider>, TransportError> {
    let reason = "there is no cryptography: enable the feature `ring` or `aws-lc-rs` of feishu-runtime";
    let missing = || TransportError::with_source(TransportErrorKind::Tls, reason);
    CryptoProvider::get_default().cloned().ok_or_else(missing)
}

/// What went wrong, without the address: its query is the caller's business.
fn failure(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    TransportError::with_source(classify(&error), error)
}

fn classify(error: &reqwest::Error) -> TransportErrorKind {
    if error.is_timeout() {
        return TransportErrorKind::Timeout;
    }
    if causes(error).any(is_tls) {
        TransportErrorKind::Tls
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if causes(error).any(is_closed) {
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
        return error.is_incomplete_message()
            || error.is_closed()
            || error.is_canceled()
            || error.is_body_write_aborted();
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

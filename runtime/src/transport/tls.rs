//! The settings of TLS.

use std::sync::Arc;

use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::{BuilderVerifierExt as _, Verifier};

use super::{TransportError, TransportErrorKind};

/// The TLS settings: the certificates that the operating system trusts and those given, and TLS 1.2 or later.
pub(super) fn config(secure: bool, roots: &[CertificateDer<'static>]) -> Result<ClientConfig, TransportError> {
    let failed = |error: rustls::Error| TransportError::with_source(TransportErrorKind::Tls, error);
    let provider = cryptography()?;
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(failed)?;
    // Over http nothing is to be trusted, and reading what the system trusts would only cost time.
    let builder = match (secure, roots) {
        (true, []) => builder.with_platform_verifier().map_err(failed)?,
        (true, roots) => {
            let verifier = Verifier::new_with_extra_roots(roots.iter().cloned(), provider).map_err(failed)?;
            builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier))
        }
        (false, _) => builder.with_root_certificates(RootCertStore::empty()),
    };
    let mut config = builder.with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    if cfg!(feature = "http2") {
        config.alpn_protocols.insert(0, b"h2".to_vec());
    }
    Ok(config)
}

// Named here rather than taken from the process, so that no other crate's choice has an influence.
#[cfg(feature = "ring")]
#[expect(clippy::unnecessary_wraps, reason = "without any provider there is an error")]
pub(crate) fn cryptography() -> Result<Arc<CryptoProvider>, TransportError> {
    Ok(Arc::new(rustls::crypto::ring::default_provider()))
}

#[cfg(all(feature = "aws-lc-rs", not(feature = "ring")))]
#[expect(clippy::unnecessary_wraps, reason = "without any provider there is an error")]
pub(crate) fn cryptography() -> Result<Arc<CryptoProvider>, TransportError> {
    Ok(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
}

/// Without one of its own, the crate uses what the process has been given.
#[cfg(not(any(feature = "ring", feature = "aws-lc-rs")))]
pub(crate) fn cryptography() -> Result<Arc<CryptoProvider>, TransportError> {
    let reason = "there is no cryptography: enable the feature `ring` or `aws-lc-rs` of feishu-runtime";
    let missing = || TransportError::with_source(TransportErrorKind::Tls, reason);
    CryptoProvider::get_default().cloned().ok_or_else(missing)
}

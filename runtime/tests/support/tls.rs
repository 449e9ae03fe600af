//! The server's side of TLS, with a certificate that nobody trusts unless told to.

use std::sync::Arc;

use rcgen::{CertifiedKey, KeyPair};

/// Speaks TLS with this certificate, and offers these protocols.
pub fn acceptor(certified: &CertifiedKey<KeyPair>, protocols: &[&[u8]]) -> tokio_rustls::TlsAcceptor {
    let key = rustls::pki_types::PrivateKeyDer::try_from(certified.signing_key.serialize_der()).unwrap();
    let mut config = rustls::ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certified.cert.der().clone()], key)
        .unwrap();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    tokio_rustls::TlsAcceptor::from(Arc::new(config))
}

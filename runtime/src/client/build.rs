//! Checks the settings of a client, and puts it together.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;

use super::base_url::BaseUrl;
use super::builder::{Address, Proxy, TokenSource};
use super::credential::Given;
use super::{BuildError, Client, ClientBuilder, Inner, Wire, proxy};
use crate::descriptor::AccessToken;
use crate::limit::Limits;
use crate::redaction::Redaction;
use crate::secret::Secret;
use crate::token::{MemoryTokenStore, Provider, TenantTokens, Token, TokenKey};
use crate::transport::{HttpTransport, ProxySetting, Settings, Transport, cryptography};

/// Names this crate to the server.
const AGENT: &str = concat!("feishu-runtime/", env!("CARGO_PKG_VERSION"));

impl<T> ClientBuilder<T> {
    pub(super) fn client(mut self) -> Result<Client, BuildError> {
        self.check_limits()?;
        let (url, server) = self.url()?;
        let base_url = BaseUrl::parse(url)?;
        let helpdesk_header = self.helpdesk_header()?;
        let helpdesk_name = header_name(self.platform.headers.helpdesk)?;
        let authorization = header_name(self.platform.headers.authorization)?;
        let user_agent = self.agent()?;
        let given = self.given_tokens()?;
        let redaction = Redaction::new(self.secrets(helpdesk_header.as_ref()));
        let transport = self.transport.take().map_or_else(|| self.http(&base_url), Ok)?;
        let tenant = self.tenant_tokens(&base_url)?;
        let wire = Wire {
            platform: self.platform,
            base_url,
            server,
            transport,
            max_response_bytes: self.max_response_bytes,
            authorization,
            helpdesk_name,
            helpdesk: helpdesk_header.map(|(_, value)| value),
            user_agent,
            redaction,
        };
        let limits = self.rate_limits.then(Limits::new);
        Ok(Client(Arc::new(Inner { wire, timeout: self.timeout, retries: self.retries, limits, given, tenant })))
    }

    fn check_limits(&self) -> Result<(), BuildError> {
        let limits = [
            ("timeout", self.timeout.is_zero()),
            ("connect_timeout", self.connect_timeout.is_zero()),
            ("max_response_bytes", self.max_response_bytes == 0),
        ];
        match limits.into_iter().find(|(_, is_nought)| *is_nought) {
            Some((call, _)) => Err(BuildError::InvalidLimit { call }),
            None => Ok(()),
        }
    }

    /// The address of the server, and its name unless the user gave the address.
    fn url(&self) -> Result<(&str, Option<&'static str>), BuildError> {
        let servers = self.platform.servers;
        let server = match &self.address {
            Address::At(url) => return Ok((url, None)),
            Address::Default => servers.first().ok_or(BuildError::InvalidPlatform { reason: "it has no server" })?,
            Address::Named(name) => {
                servers.iter().find(|server| server.name == name).ok_or_else(|| BuildError::UnknownServer {
                    name: name.clone(),
                    known: servers.iter().map(|server| server.name).collect(),
                })?
            }
        };
        Ok((server.base_url, Some(server.name)))
    }

    /// The helpdesk credentials as their header carries them: as text for finding it in answers, and as value.
    fn helpdesk_header(&self) -> Result<Option<(Secret, HeaderValue)>, BuildError> {
        let Some((id, token)) = &self.helpdesk else {
            return Ok(None);
        };
        not_empty("helpdesk", "helpdesk_id", id)?;
        not_empty("helpdesk", "helpdesk_token", token.expose())?;
        if id.contains(':') {
            let reason = "must not hold a colon, which separates it from the token";
            return Err(BuildError::InvalidCredential { call: "helpdesk", argument: "helpdesk_id", reason });
        }
        let encoded = STANDARD.encode(format!("{id}:{}", token.expose()));
        let mut value = HeaderValue::try_from(&encoded).map_err(|_| BuildError::InvalidCredential {
            call: "helpdesk",
            argument: "helpdesk_token",
            reason: "cannot be sent in a header",
        })?;
        value.set_sensitive(true);
        Ok(Some((Secret::from(encoded), value)))
    }

    fn agent(&self) -> Result<HeaderValue, BuildError> {
        let Some(suffix) = &self.user_agent else {
            return Ok(HeaderValue::from_static(AGENT));
        };
        HeaderValue::try_from(format!("{AGENT} {suffix}"))
            .map_err(|_| BuildError::InvalidUserAgent { reason: "it holds characters that no header can carry" })
    }

    fn given_tokens(&mut self) -> Result<Vec<(AccessToken, Given)>, BuildError> {
        let scheme = self.platform.headers.scheme;
        let tokens = self.tokens.iter().map(|(kind, source)| {
            let given = match source {
                TokenSource::Fixed(secret) => Given::Fixed(fixed(scheme, secret)?),
                TokenSource::Provider(provider) => Given::Provider(Provider::new(scheme, Arc::clone(provider))),
            };
            Ok((*kind, given))
        });
        tokens.collect()
    }

    fn tenant_tokens(&mut self, base_url: &BaseUrl) -> Result<Option<TenantTokens>, BuildError> {
        let Some((app_id, app_secret)) = self.app.take() else {
            return Ok(None);
        };
        not_empty("app", "app_id", &app_id)?;
        not_empty("app", "app_secret", app_secret.expose())?;
        let crypto: Arc<CryptoProvider> = cryptography().map_err(BuildError::Transport)?;
        let key = TokenKey::new(base_url.as_str(), &app_id, &app_secret, &crypto);
        let key = key.ok_or(BuildError::InvalidCryptography { reason: "it has no SHA-256" })?;
        let store = self.token_store.take().unwrap_or_else(|| Box::new(MemoryTokenStore::new()));
        Ok(Some(TenantTokens::new(app_id, app_secret, key, store)))
    }

    /// All that must not show up in an error.
    fn secrets(&self, helpdesk_header: Option<&(Secret, HeaderValue)>) -> Vec<Secret> {
        let pairs = self.app.iter().chain(&self.helpdesk).map(|(_, secret)| secret);
        let tokens = self.tokens.iter().filter_map(|(_, source)| match source {
            TokenSource::Fixed(secret) => Some(secret),
            TokenSource::Provider(_) => None,
        });
        let proxy = match &self.proxy {
            Proxy::At(url) => proxy::secrets(url),
            Proxy::Environment | Proxy::None => Vec::new(),
        };
        pairs.chain(tokens).chain(helpdesk_header.map(|(text, _)| text)).cloned().chain(proxy).collect()
    }

    fn http(&self, base_url: &BaseUrl) -> Result<Box<dyn Transport>, BuildError> {
        let settings = Settings {
            connect_timeout: self.connect_timeout,
            secure: base_url.is_secure(),
            proxy: self.proxy_setting(base_url)?,
            root_certificates: self.certificates()?,
        };
        let transport = HttpTransport::new(&settings).map_err(BuildError::Transport)?;
        Ok(Box::new(transport))
    }

    fn certificates(&self) -> Result<Vec<CertificateDer<'static>>, BuildError> {
        let invalid = |reason| BuildError::InvalidRootCertificates { reason };
        let mut certificates = Vec::new();
        for pem in &self.root_certificates {
            let before = certificates.len();
            for certificate in CertificateDer::pem_slice_iter(pem) {
                certificates.push(certificate.map_err(|_| invalid("a part of it is not a certificate in PEM form"))?);
            }
            if certificates.len() == before {
                return Err(invalid("it holds no certificate in PEM form"));
            }
        }
        Ok(certificates)
    }

    /// Over http, a proxy that is not on this machine would get the credentials unprotected.
    fn proxy_setting(&self, base_url: &BaseUrl) -> Result<ProxySetting, BuildError> {
        match &self.proxy {
            Proxy::Environment if base_url.is_secure() => Ok(ProxySetting::Environment),
            Proxy::Environment | Proxy::None => Ok(ProxySetting::None),
            Proxy::At(url) => {
                let proxy = proxy::host(url)?;
                if base_url.is_secure() || super::base_url::is_loopback(&proxy) {
                    return Ok(ProxySetting::At(url.clone()));
                }
                let reason = "over `http://`, it would get the credentials unprotected";
                Err(BuildError::InvalidProxy { reason })
            }
        }
    }
}

fn fixed(scheme: &str, secret: &Secret) -> Result<Token, BuildError> {
    Token::new(scheme, secret.clone()).ok_or(BuildError::InvalidCredential {
        call: "access_token",
        argument: "token",
        reason: "is empty, or holds characters that no header can carry",
    })
}

fn header_name(name: &'static str) -> Result<HeaderName, BuildError> {
    let reason = "the name of a header is not valid";
    HeaderName::try_from(name).map_err(|_| BuildError::InvalidPlatform { reason })
}

fn not_empty(call: &'static str, argument: &'static str, value: &str) -> Result<(), BuildError> {
    match value.trim() {
        "" => Err(BuildError::InvalidCredential { call, argument, reason: "must not be empty" }),
        _ => Ok(()),
    }
}

//! Settings of a client, checked all at once.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::{HeaderName, HeaderValue};

use super::base_url::BaseUrl;
use super::{BuildError, Client, Inner, Wire};
use crate::descriptor::{AccessToken, Platform};
use crate::redaction::Redaction;
use crate::secret::Secret;
use crate::token::{TenantTokens, Token};
use crate::transport::{HttpTransport, Settings, Transport};

/// How long a call may take.
const TIMEOUT: Duration = Duration::from_secs(30);

/// How long connecting may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// How much an answer may hold: 16 MiB.
const MAX_RESPONSE_BYTES: usize = 16 * 1024 * 1024;

/// Settings of a client. `T` is the client that [`build`](Self::build) makes: that of a generated crate, as a rule.
///
/// Nothing is checked before [`build`](Self::build), and nothing is sent before the first call.
#[must_use = "a builder does nothing until `build` is called"]
pub struct ClientBuilder<T = Client> {
    platform: &'static Platform,
    app: Option<(String, Secret)>,
    helpdesk: Option<(String, Secret)>,
    tokens: Vec<(AccessToken, Secret)>,
    address: Address,
    timeout: Duration,
    connect_timeout: Duration,
    max_response_bytes: usize,
    transport: Option<Box<dyn Transport>>,
    builds: PhantomData<fn() -> T>,
}

/// Which server is called.
#[derive(Debug)]
enum Address {
    Default,
    Named(String),
    At(String),
}

impl<T> ClientBuilder<T> {
    /// The default settings for a platform, without credentials.
    pub fn new(platform: &'static Platform) -> Self {
        Self {
            platform,
            app: None,
            helpdesk: None,
            tokens: Vec::new(),
            address: Address::Default,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            max_response_bytes: MAX_RESPONSE_BYTES,
            transport: None,
            builds: PhantomData,
        }
    }

    /// The app that calls: its tenant access token is fetched when it is needed, kept, and renewed.
    pub fn app(mut self, app_id: impl Into<String>, app_secret: impl Into<Secret>) -> Self {
        self.app = Some((app_id.into(), app_secret.into()));
        self
    }

    /// The helpdesk on whose behalf the app calls. The token carries the rights of the helpdesk's owner.
    pub fn helpdesk(mut self, helpdesk_id: impl Into<String>, helpdesk_token: impl Into<Secret>) -> Self {
        self.helpdesk = Some((helpdesk_id.into(), helpdesk_token.into()));
        self
    }

    /// An access token to be used as it is, instead of one that is fetched. A call is never repeated with it. Where an
    /// endpoint takes several kinds, one that was given this way is preferred.
    pub fn access_token(mut self, kind: AccessToken, token: impl Into<Secret>) -> Self {
        self.tokens.retain(|(known, _)| *known != kind);
        self.tokens.push((kind, token.into()));
        self
    }

    /// One of the platform's servers, by its name; without this call the first. The last call of this and
    /// [`base_url`](Self::base_url) counts.
    pub fn server(mut self, name: &str) -> Self {
        self.address = Address::Named(name.to_owned());
        self
    }

    /// Another server, such as `https://feishu.example.com`: https, except for this machine (`localhost`, 127.0.0.0/8
    /// and `[::1]`).
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.address = Address::At(url.into());
        self
    }

    /// How long a call may take as a whole, with fetching a token and repeating the call: 30 s unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long connecting may take: 10 s unless set. Without effect together with [`transport`](Self::transport).
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How many bytes the body of an answer may hold: 16 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.max_response_bytes = bytes;
        self
    }

    /// Another way to send requests, for example to a fake.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Checks the settings and makes the client.
    ///
    /// # Errors
    ///
    /// The first setting that cannot work. Credentials may be missing: a call that needs them says so.
    pub fn build(self) -> Result<T, BuildError>
    where
        T: From<Client>,
    {
        self.client().map(T::from)
    }

    fn client(mut self) -> Result<Client, BuildError> {
        self.check_limits()?;
        let base_url = BaseUrl::parse(self.url()?)?;
        let helpdesk_header = self.helpdesk_header()?;
        let helpdesk_name = header_name(self.platform.headers.helpdesk)?;
        let authorization = header_name(self.platform.headers.authorization)?;
        let fixed = self.fixed_tokens()?;
        let redaction = Redaction::new(self.secrets(helpdesk_header.as_ref()));
        let transport = self.transport.take().map_or_else(|| self.http(&base_url), Ok)?;
        let wire = Wire {
            platform: self.platform,
            base_url,
            transport,
            max_response_bytes: self.max_response_bytes,
            authorization,
            helpdesk: helpdesk_header.map(|(_, value)| (helpdesk_name, value)),
            redaction,
        };
        Ok(Client(Arc::new(Inner { wire, timeout: self.timeout, fixed, tenant: self.tenant_tokens()? })))
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

    fn url(&self) -> Result<&str, BuildError> {
        let servers = self.platform.servers;
        match &self.address {
            Address::At(url) => Ok(url),
            Address::Default => servers
                .first()
                .map(|server| server.base_url)
                .ok_or(BuildError::InvalidPlatform { reason: "it has no server" }),
            Address::Named(name) => {
                let server = servers.iter().find(|server| server.name == name);
                server.map(|server| server.base_url).ok_or_else(|| BuildError::UnknownServer {
                    name: name.clone(),
                    known: servers.iter().map(|server| server.name).collect(),
                })
            }
        }
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

    fn fixed_tokens(&self) -> Result<Vec<(AccessToken, Token)>, BuildError> {
        let scheme = self.platform.headers.scheme;
        let tokens = self.tokens.iter().map(|(kind, secret)| {
            let token = Token::new(scheme, secret.clone()).ok_or(BuildError::InvalidCredential {
                call: "access_token",
                argument: "token",
                reason: "is empty, or holds characters that no header can carry",
            })?;
            Ok((*kind, token))
        });
        tokens.collect()
    }

    fn tenant_tokens(&self) -> Result<Option<TenantTokens>, BuildError> {
        let Some((app_id, app_secret)) = &self.app else {
            return Ok(None);
        };
        not_empty("app", "app_id", app_id)?;
        not_empty("app", "app_secret", app_secret.expose())?;
        Ok(Some(TenantTokens::new(app_id.clone(), app_secret.clone())))
    }

    /// All that must not show up in an error.
    fn secrets(&self, helpdesk_header: Option<&(Secret, HeaderValue)>) -> Vec<Secret> {
        let pairs = self.app.iter().chain(&self.helpdesk).map(|(_, secret)| secret);
        let tokens = self.tokens.iter().map(|(_, secret)| secret);
        pairs.chain(tokens).chain(helpdesk_header.map(|(text, _)| text)).cloned().collect()
    }

    fn http(&self, base_url: &BaseUrl) -> Result<Box<dyn Transport>, BuildError> {
        let settings = Settings { connect_timeout: self.connect_timeout, secure: base_url.is_secure() };
        let transport = HttpTransport::new(&settings).map_err(BuildError::Transport)?;
        Ok(Box::new(transport))
    }
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

impl<T> fmt::Debug for ClientBuilder<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("app", &self.app)
            .field("helpdesk", &self.helpdesk)
            .field("tokens", &self.tokens)
            .field("timeout", &self.timeout)
            .field("connect_timeout", &self.connect_timeout)
            .field("max_response_bytes", &self.max_response_bytes)
            .finish_non_exhaustive()
    }
}

//! Settings of a client.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::{BuildError, Client};
use crate::descriptor::{AccessToken, Platform};
use crate::retry::RetryPolicy;
use crate::secret::Secret;
use crate::token::{TokenProvider, TokenStore};
use crate::transport::Transport;

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
    pub(super) platform: &'static Platform,
    pub(super) app: Option<(String, Secret)>,
    pub(super) helpdesk: Option<(String, Secret)>,
    pub(super) tokens: Vec<(AccessToken, TokenSource)>,
    pub(super) token_store: Option<Box<dyn TokenStore>>,
    pub(super) address: Address,
    pub(super) timeout: Duration,
    pub(super) connect_timeout: Duration,
    pub(super) max_response_bytes: usize,
    pub(super) rate_limits: bool,
    pub(super) retries: RetryPolicy,
    pub(super) user_agent: Option<String>,
    pub(super) proxy: Proxy,
    /// Certificates in PEM form.
    pub(super) root_certificates: Vec<Vec<u8>>,
    pub(super) transport: Option<Box<dyn Transport>>,
    builds: PhantomData<fn() -> T>,
}

/// A token that the user gave, or where it comes from.
pub(super) enum TokenSource {
    Fixed(Secret),
    Provider(Arc<dyn TokenProvider>),
}

/// Which server is called.
#[derive(Debug)]
pub(super) enum Address {
    Default,
    Named(String),
    At(String),
}

/// Which proxy calls go through.
#[derive(Debug)]
pub(super) enum Proxy {
    /// The one that the environment names.
    Environment,
    /// None, whatever the environment names.
    None,
    /// This one. Its address may hold a password.
    At(Secret),
}

impl<T> ClientBuilder<T> {
    /// The default settings for a platform, without credentials.
    pub fn new(platform: &'static Platform) -> Self {
        Self {
            platform,
            app: None,
            helpdesk: None,
            tokens: Vec::new(),
            token_store: None,
            address: Address::Default,
            timeout: TIMEOUT,
            connect_timeout: CONNECT_TIMEOUT,
            max_response_bytes: MAX_RESPONSE_BYTES,
            rate_limits: true,
            retries: RetryPolicy::default(),
            user_agent: None,
            proxy: Proxy::Environment,
            root_certificates: Vec::new(),
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

    /// An access token to be used as it is, instead of one that is fetched. A call is never repeated with it after it was
    /// refused. Where an endpoint takes several kinds, one that was given this way is preferred.
    pub fn access_token(self, kind: AccessToken, token: impl Into<Secret>) -> Self {
        self.token_source(kind, TokenSource::Fixed(token.into()))
    }

    /// Where access tokens of a kind come from, instead of being fetched. The last call of this and
    /// [`access_token`](Self::access_token) counts for each kind.
    pub fn token_provider(self, kind: AccessToken, provider: impl TokenProvider) -> Self {
        self.token_source(kind, TokenSource::Provider(Arc::new(provider)))
    }

    fn token_source(mut self, kind: AccessToken, source: TokenSource) -> Self {
        self.tokens.retain(|(known, _)| *known != kind);
        self.tokens.push((kind, source));
        self
    }

    /// Where tokens that were fetched are kept: in memory, for this client and its clones, unless set.
    pub fn token_store(mut self, store: impl TokenStore) -> Self {
        self.token_store = Some(Box::new(store));
        self
    }

    /// One of the platform's servers, by its name; without this call the first. The last call of this and
    /// [`base_url`](Self::base_url) counts.
    pub fn server(mut self, name: &str) -> Self {
        self.address = Address::Named(name.to_owned());
        self
    }

    /// Another server, such as `https://feishu.example.com`: https, except for this machine (`localhost`, 127.0.0.0/8
    /// and `[::1]`). All calls go there, those among them that go to another host than the platform's servers.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.address = Address::At(url.into());
        self
    }

    /// How long a call may take as a whole, with waiting for the rate limit, fetching a token and repeating the call:
    /// 30 s unless set.
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

    /// Whether calls wait for the rate limit that is documented for their endpoint: they do unless this is called with
    /// `false`. A limit that the documentation does not state cannot be waited for.
    pub fn rate_limits(mut self, enabled: bool) -> Self {
        self.rate_limits = enabled;
        self
    }

    /// How often a call that failed is made again where it cannot take effect twice.
    pub fn retries(mut self, policy: RetryPolicy) -> Self {
        self.retries = policy;
        self
    }

    /// What is added to the name by which the client introduces itself, such as `my-app/1.2`.
    pub fn user_agent(mut self, suffix: impl Into<String>) -> Self {
        self.user_agent = Some(suffix.into());
        self
    }

    /// The proxy that calls go through, such as `http://user:password@proxy.example.com:3128`, instead of the one that
    /// the environment names (`HTTPS_PROXY` and the like). Calls to this machine over `http` go through none, unless it
    /// is on this machine too. Without effect together with [`transport`](Self::transport).
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.proxy = Proxy::At(url.into());
        self
    }

    /// Calls go through no proxy, whatever the environment names.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::None;
        self
    }

    /// Certificates of authorities, in PEM form, to be trusted besides those that the operating system trusts. Without
    /// effect together with [`transport`](Self::transport).
    pub fn root_certificates(mut self, pem: impl Into<Vec<u8>>) -> Self {
        self.root_certificates.push(pem.into());
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
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fixed(_) => "Fixed([redacted])",
            Self::Provider(_) => "Provider",
        })
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
            .field("rate_limits", &self.rate_limits)
            .field("retries", &self.retries)
            .field("user_agent", &self.user_agent)
            .field("proxy", &self.proxy)
            .finish_non_exhaustive()
    }
}

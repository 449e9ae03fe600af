//! Why there is no client.

use std::error::Error;
use std::fmt;

use crate::transport::TransportError;

/// Why there is no client: which call of the builder is wrong.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum BuildError {
    /// `server` names one that the platform does not have.
    UnknownServer {
        /// The name that was given.
        name: String,
        /// The names that there are.
        known: Vec<&'static str>,
    },
    /// `base_url` is not the address of a server.
    InvalidBaseUrl {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `base_url` would send the credentials unprotected over the network.
    InsecureBaseUrl,
    /// An id, a secret or a token cannot be sent.
    InvalidCredential {
        /// The call of the builder, such as `app`.
        call: &'static str,
        /// Its argument, such as `app_id`.
        argument: &'static str,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `user_agent` cannot be sent.
    InvalidUserAgent {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `proxy` is no address of a proxy, or of one that must not be used.
    InvalidProxy {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// `root_certificates` holds no certificates, or something that is none.
    InvalidRootCertificates {
        /// What is wrong with them.
        reason: &'static str,
    },
    /// The cryptography lacks something that the client needs.
    InvalidCryptography {
        /// What it lacks.
        reason: &'static str,
    },
    /// A limit is nought, so that no call could succeed.
    InvalidLimit {
        /// The call of the builder, such as `timeout`.
        call: &'static str,
    },
    /// The description of the platform names a header that is none, or no server.
    InvalidPlatform {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The means to send requests could not be set up.
    Transport(TransportError),
}

// By hand: how a transport failed cannot be compared, so two such errors are never equal.
impl PartialEq for BuildError {
    fn eq(&self, other: &Self) -> bool {
        !matches!(self, Self::Transport(_)) && self.to_string() == other.to_string()
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownServer { name, known } => {
                write!(f, "ClientBuilder::server: there is no `{name}`; there are: {}", known.join(", "))
            }
            Self::InvalidBaseUrl { reason } => write!(f, "ClientBuilder::base_url: {reason}"),
            Self::InsecureBaseUrl => f.write_str(
                "ClientBuilder::base_url: `http://` would send credentials unprotected; it is accepted for this machine only",
            ),
            Self::InvalidCredential { call, argument, reason } => {
                write!(f, "ClientBuilder::{call}: `{argument}` {reason}")
            }
            Self::InvalidUserAgent { reason } => write!(f, "ClientBuilder::user_agent: {reason}"),
            Self::InvalidProxy { reason } => write!(f, "ClientBuilder::proxy: {reason}"),
            Self::InvalidRootCertificates { reason } => write!(f, "ClientBuilder::root_certificates: {reason}"),
            Self::InvalidCryptography { reason } => write!(f, "the cryptography does not suffice: {reason}"),
            Self::InvalidLimit { call } => write!(f, "ClientBuilder::{call}: must be more than nought"),
            Self::InvalidPlatform { reason } => write!(f, "the description of the platform is wrong: {reason}"),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl Error for BuildError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            _ => None,
        }
    }
}

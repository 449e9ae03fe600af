//! The address of a server: https, except on this machine.

use std::net::IpAddr;

use http::Uri;

use super::BuildError;

/// The address of a server, without a slash at its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    text: String,
    secure: bool,
    host: String,
    port: u16,
}

impl BaseUrl {
    /// Checks an address. The errors do not show it, because someone may have put a password into it.
    pub(crate) fn parse(text: &str) -> Result<Self, BuildError> {
        let invalid = |reason| BuildError::InvalidBaseUrl { reason };
        // The parser of addresses drops a fragment without a word.
        if text.contains(['?', '#']) {
            return Err(invalid("it must have neither query nor fragment"));
        }
        let uri: Uri = text.parse().map_err(|_| invalid("it is not an address such as `https://example.com`"))?;
        let authority = uri.authority().ok_or(invalid("it names no host"))?;
        if authority.as_str().contains('@') {
            return Err(invalid("it must hold no user name or password"));
        }
        let secure = match uri.scheme_str() {
            Some("https") => true,
            Some("http") if is_loopback(authority.host()) => false,
            Some("http") => return Err(BuildError::InsecureBaseUrl),
            _ => return Err(invalid("it must begin with `https://`")),
        };
        let port = authority.port_u16().unwrap_or(if secure { 443 } else { 80 });
        Ok(Self { text: text.trim_end_matches('/').to_owned(), secure, host: authority.host().to_owned(), port })
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The host, without a port.
    #[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only spans tell it"))]
    pub(crate) fn host(&self) -> &str {
        &self.host
    }

    /// The port, be it named or not.
    #[cfg_attr(not(feature = "tracing"), expect(dead_code, reason = "only spans tell it"))]
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Whether it is https.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }
}

/// Whether a host is this machine.
pub(super) fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    host.eq_ignore_ascii_case("localhost") || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_accepted_and_loses_its_last_slash() {
        let url = BaseUrl::parse("https://open.example.com/").unwrap();
        assert_eq!((url.as_str(), url.is_secure()), ("https://open.example.com", true));
        assert_eq!(
            BaseUrl::parse("https://proxy.example.com/feishu").unwrap().as_str(),
            "https://proxy.example.com/feishu"
        );
    }

    #[test]
    fn http_is_accepted_on_this_machine_only() {
        for text in
            ["http://127.0.0.1:8080", "http://127.9.9.9", "http://[::1]:1", "http://localhost:1", "http://LOCALHOST"]
        {
            assert!(BaseUrl::parse(text).is_ok_and(|url| !url.is_secure()), "{text}");
        }
        for text in [
            "http://open.example.com",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://[::ffff:10.0.0.1]",
            "http://127.1",
        ] {
            assert_eq!(BaseUrl::parse(text), Err(BuildError::InsecureBaseUrl), "{text}");
        }
    }

    #[test]
    fn what_is_no_address_of_a_server_is_refused_without_being_shown() {
        for text in [
            "",
            "open.example.com",
            "/path",
            "ftp://example.com",
            "https://",
            "https://user:password@example.com",
            "http://localhost@example.com",
            "https://example.com?x=1",
            "https://example.com/#x",
            "https://exa mple.com",
            "https://example.com\\@localhost",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(matches!(error, BuildError::InvalidBaseUrl { .. }), "{text}: {error}");
            assert!(!error.to_string().contains("password@"), "{error}");
        }
    }
}

//! What the address of a proxy says.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Uri;
use percent_encoding::percent_decode_str;
use zeroize::Zeroizing;

use super::BuildError;
use crate::secret::Secret;

/// The host of a proxy. The errors do not show its address, which may hold a password.
pub(super) fn host(url: &Secret) -> Result<String, BuildError> {
    let invalid =
        || BuildError::InvalidProxy { reason: "it is not an address such as `http://proxy.example.com:3128`" };
    let uri: Uri = url.expose().parse().map_err(|_| invalid())?;
    match (uri.scheme_str(), uri.host()) {
        (Some("http" | "https"), Some(host)) => Ok(host.to_owned()),
        _ => Err(invalid()),
    }
}

/// What a proxy gets to know and could send back: the password, and the header that carries it.
pub(super) fn secrets(url: &Secret) -> Vec<Secret> {
    let Some((_, rest)) = url.expose().split_once("://") else { return Vec::new() };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((credentials, _)) = authority.rsplit_once('@') else { return Vec::new() };
    let (user, password) = credentials.split_once(':').unwrap_or((credentials, ""));
    let decoded = |text| percent_decode_str(text).decode_utf8_lossy();
    let pair = Zeroizing::new(format!("{}:{}", decoded(user), decoded(password)));
    let header = Zeroizing::new(STANDARD.encode(pair.as_bytes()));
    let password = Zeroizing::new(decoded(password).into_owned());
    [password, header].iter().filter(|text| !text.is_empty()).map(|text| Secret::from(text.as_str())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_and_the_header_with_it_are_secrets() {
        let shown = |url: &str| -> Vec<String> {
            secrets(&Secret::from(url)).iter().map(|secret| secret.expose().to_owned()).collect()
        };
        assert_eq!(shown("http://me:open%20sesame@127.0.0.1:3128/"), ["open sesame", "bWU6b3BlbiBzZXNhbWU="]);
        assert_eq!(shown("http://me@127.0.0.1:3128"), ["bWU6"]);
        assert!(shown("http://127.0.0.1:3128/a@b").is_empty());
        assert!(shown("no address").is_empty());
    }
}

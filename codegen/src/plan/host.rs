//! Where calls go: to the server that a client was made for, or to another host where a maintainer allowed it.
//!
//! A call carries credentials, and pages come from outside. A host that a page prints is therefore never called for that
//! reason alone: it must be one of those that `platform.yaml` decides upon.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::model::{Endpoint, Host, HostAddress, Platform};

/// What the address of a host begins with: credentials go there.
const SCHEME: &str = "https://";

/// The addresses of a call that does not go to the server that the client was made for, by the names of the servers.
pub fn plan(
    spec: &Endpoint,
    platform: &Platform,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Option<Vec<HostAddress>> {
    let servers: Vec<&str> = platform.servers.iter().filter_map(|server| server.url.strip_prefix(SCHEME)).collect();
    if servers.contains(&spec.host.as_str()) {
        return None;
    }
    let allowed = platform.decide.hosts.iter().find(|host| host.is_at(&spec.host));
    if allowed.is_none() {
        let known = platform.decide.hosts.iter().flat_map(Host::names);
        let message = format!("`{}` is none of the platform's servers", spec.host);
        let diagnostic = Diagnostic::new(Code::UnknownHost, at.key("host").value(), message)
            .note("a call carries credentials: it goes to no host because a page says so")
            .suggest(&spec.host, servers.into_iter().chain(known))
            .help("if the host is to be trusted with them, list it in `platform.yaml`, in `hosts` under `decide`");
        findings.push(diagnostic);
    }
    allowed.map(|host| host.at.clone())
}

/// Checks the hosts that calls may go to.
pub fn check(platform: &Platform, root: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let decide = root.key("decide");
    let list = decide.key("hosts");
    let mut seen = BTreeMap::new();
    for (index, host) in platform.decide.hosts.iter().enumerate() {
        let here = list.index(index);
        let addresses = here.key("at");
        if host.at.is_empty() {
            let diagnostic = Diagnostic::new(Code::InvalidValue, addresses.name(), "the host has no address")
                .help("say for each server where its calls go: `- {server: …, url: https://…}`");
            findings.push(diagnostic);
        }
        let mut servers = BTreeMap::new();
        for (index, address) in host.at.iter().enumerate() {
            let here = addresses.index(index);
            check_address(address, platform, &here, findings);
            for (place, seen, what) in [
                (here.key("server").value(), &mut servers, &address.server),
                (here.key("url").value(), &mut seen, &address.url),
            ] {
                if let Some(first) = seen.insert(what, place.clone()) {
                    let diagnostic = Diagnostic::new(Code::InvalidValue, place, format!("`{what}` is there twice"))
                        .also(first, "first here")
                        .note("it would not be clear where a call goes");
                    findings.push(diagnostic);
                }
            }
        }
    }
}

fn check_address(address: &HostAddress, platform: &Platform, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let HostAddress { server, url } = address;
    if !platform.servers.iter().any(|known| known.name == *server) {
        let message = format!("there is no server `{server}`");
        let diagnostic = Diagnostic::new(Code::UnknownValue, at.key("server").value(), message)
            .note("a client is made for a server, and its calls go to the host's address for that")
            .suggest(server, platform.servers.iter().map(|server| server.name.as_str()));
        findings.push(diagnostic);
    }
    if !url.strip_prefix(SCHEME).is_some_and(is_host) {
        let message = format!("`{url}` is no address that calls could go to");
        let diagnostic = Diagnostic::new(Code::InvalidValue, at.key("url").value(), message)
            .note("the credentials of callers are sent there")
            .help("write `https://` and the name of the host, such as `https://accounts.example.com`");
        findings.push(diagnostic);
    } else if platform.servers.iter().any(|server| server.url == *url) {
        let message = format!("`{url}` is a server already");
        let diagnostic = Diagnostic::new(Code::InvalidValue, at.key("url").value(), message)
            .help("take it out: calls go there anyway");
        findings.push(diagnostic);
    }
}

/// Whether a text is the name of a host in lower case, and nothing else.
fn is_host(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        !label.is_empty() && label.chars().all(is_letter) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.contains('.') && text.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_host_is_nothing_but_that() {
        for text in ["accounts.example.com", "a-1.example.cn"] {
            assert!(is_host(text), "{text}");
        }
        for text in [
            "",
            "localhost",
            "a..b",
            "a.b/",
            "a.b:443",
            "me@a.b",
            "A.b",
            "a.b?x",
            "-a.b",
            "a.-",
            "ä.b",
            "a.b ",
            "a.b\\c",
        ] {
            assert!(!is_host(text), "{text}");
        }
    }
}

//! Hosts that calls may go to.

use super::findings::Findings;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::Spec;
use crate::spec::model::Host;

/// Hosts that no call goes to.
pub fn unused(spec: &Spec, findings: &mut Findings) {
    let platform = spec.platform();
    let root = Cursor::root(&platform.file);
    let decide = root.key("decide");
    let list = decide.key("hosts");
    let is_used = |host: &Host| spec.endpoints().any(|located| host.is_at(&located.source.value.host));
    for (index, host) in platform.value.decide.hosts.iter().enumerate().filter(|(_, host)| !is_used(host)) {
        let name = host.names().next().unwrap_or_default();
        let message = format!("calls may go to `{name}`, and none does");
        let diagnostic = Diagnostic::new(Code::UnusedHost, list.index(index).key("at").value(), message)
            .note("it is trusted with the credentials of callers")
            .help("take it out until an endpoint needs it");
        findings.push(diagnostic);
    }
}

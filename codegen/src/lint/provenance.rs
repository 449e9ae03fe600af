//! Where facts come from.

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;

/// Endpoints and types that do not say which page they come from.
pub fn check(spec: &Spec, findings: &mut Findings) {
    let documentation = &spec.platform().value.documentation;
    walk::endpoints(spec, |endpoint, at| {
        if endpoint.address(documentation).is_none() {
            let diagnostic = Diagnostic::new(Code::NoProvenance, at.key("title").name(), "the page has no address")
                .note("the documentation of the call could not lead to the page")
                .help("give `page.url` or `page.path`; `decide.page` where the page does not give its own address");
            findings.push(diagnostic);
        }
    });
    walk::types(spec, |definition, at| {
        if definition.page.address(documentation).is_none() {
            let message = format!("the type `{}` does not say which page describes it", definition.name);
            let diagnostic = Diagnostic::new(Code::NoProvenance, at.key("name").value(), message)
                .help("give `page.url` or `page.path`");
            findings.push(diagnostic);
        }
    });
}

//! Examples of the pages.

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::spec::Spec;

/// Tells of examples that are no JSON.
pub fn check(spec: &Spec, findings: &mut Findings) {
    walk::endpoints(spec, |endpoint, at| {
        let list = at.key("examples");
        for (index, example) in endpoint.examples.iter().enumerate() {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(&example.json) {
                let diagnostic = Diagnostic::new(
                    Code::BrokenExample,
                    list.index(index).key("json").name(),
                    "this example is no JSON",
                )
                .label(error.to_string())
                .note("the documentation of the generated crate shows it as JSON");
                findings.push(diagnostic);
            }
        }
    });
}

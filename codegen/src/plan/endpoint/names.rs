//! The names of what an endpoint consists of.

use crate::diagnostic::{Cursor, Diagnostic};
use crate::plan::name::{Case, Name, Remedy, Scope, Wanted};
use crate::spec::LocatedEndpoint;

/// The namespaces that an endpoint shares with others.
pub struct Scopes<'a> {
    /// The types of the resource's module.
    pub types: &'a mut Scope,
    /// The statics of the resource's module.
    pub statics: &'a mut Scope,
    /// The submodules of the resource's module.
    pub modules: &'a mut Scope,
    /// The methods of the resource.
    pub methods: &'a mut Scope,
}

/// The names of what an endpoint consists of.
pub struct EndpointNames {
    pub module: Name,
    pub method: Name,
    pub request: Name,
    pub response: Name,
    pub error: Name,
    pub error_table: Name,
    pub body: Name,
    pub descriptor: Name,
}

impl EndpointNames {
    /// Claims all names; each comes from the name of the endpoint's file, unless another was decided.
    pub fn claim(
        located: &LocatedEndpoint,
        scopes: &mut Scopes<'_>,
        at: &Cursor<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let text = located.source.value.decide.name.as_deref().unwrap_or(&located.method);
        let place = at.key("title").name();
        let mut claim = |scope: &mut Scope, text: &str, case, part: &str| {
            let what = format!("{part} of `{}`", located.id);
            let wanted = Wanted { text, case, what, place: place.clone(), remedy: Remedy::Decision("decide.name") };
            scope.claim(&wanted, findings)
        };
        Self {
            module: claim(scopes.modules, text, Case::Snake, "the module"),
            method: claim(scopes.methods, text, Case::Snake, "the method"),
            request: claim(scopes.types, text, Case::Camel, "the request"),
            response: claim(scopes.types, &format!("{text}_response"), Case::Camel, "the answer"),
            error: claim(scopes.types, &format!("{text}_error"), Case::Camel, "the errors"),
            body: claim(scopes.types, &format!("{text}_body"), Case::Camel, "the body"),
            descriptor: claim(scopes.statics, text, Case::Shouty, "the descriptor"),
            error_table: claim(scopes.statics, &format!("{text}_errors"), Case::Shouty, "the error table"),
        }
    }
}

//! The names of what an endpoint consists of.

use super::FormerTypes;
use crate::diagnostic::{Cursor, Diagnostic};
use crate::plan::history;
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
    pub former_methods: Vec<Name>,
    pub former_types: FormerTypes,
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
        let has_answer = !located.source.value.binary_response;
        let names = Self {
            former_methods: Vec::new(),
            former_types: FormerTypes::default(),
            module: claim(scopes.modules, text, Case::Snake, "the module"),
            method: claim(scopes.methods, text, Case::Snake, "the method"),
            request: claim(scopes.types, text, Case::Camel, "the request"),
            response: claim(scopes.types, &format!("{text}_response"), Case::Camel, "the answer"),
            error: claim(scopes.types, &format!("{text}_error"), Case::Camel, "the errors"),
            body: claim(scopes.types, &format!("{text}_body"), Case::Camel, "the body"),
            descriptor: claim(scopes.statics, text, Case::Shouty, "the descriptor"),
            error_table: claim(scopes.statics, &format!("{text}_errors"), Case::Shouty, "the error table"),
        };
        if names.descriptor == names.request {
            // Rust could tell them apart, but no link in the documentation could.
            claim(scopes.types, text, Case::Shouty, "the descriptor");
        }
        names.with_former(located, scopes, has_answer, at, findings)
    }

    /// Claims the names that the endpoint had before, for its method and its types.
    fn with_former(
        self,
        located: &LocatedEndpoint,
        scopes: &mut Scopes<'_>,
        has_answer: bool,
        at: &Cursor<'_>,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let texts = &located.source.value.decide.renamed_from;
        let decide = at.key("decide");
        let here = decide.key("renamed_from");
        let mut claim = |scope: &mut Scope, case, part: &str, ending: &str| {
            let texts: Vec<_> = texts.iter().map(|text| format!("{text}{ending}")).collect();
            history::former(&texts, case, &format!("{part} of `{}`", located.id), scope, &here, findings)
        };
        let former_methods = claim(scopes.methods, Case::Snake, "the method", "");
        let former_types = FormerTypes {
            request: claim(scopes.types, Case::Camel, "the request", ""),
            response: if has_answer { claim(scopes.types, Case::Camel, "the answer", "_response") } else { Vec::new() },
            error: claim(scopes.types, Case::Camel, "the errors", "_error"),
        };
        Self { former_methods, former_types, ..self }
    }
}

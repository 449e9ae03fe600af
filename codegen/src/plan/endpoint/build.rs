//! Spec of an endpoint → [`Endpoint`].

use std::collections::BTreeMap;

use super::{Endpoint, contents, descriptor, errors, pagination, request, response};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc;
use crate::plan::item::Usage;
use crate::plan::name::{Case, Name, Scope, Wanted};
use crate::plan::resolve::Resolver;
use crate::plan::shared::SharedTypes;
use crate::spec::model;
use crate::spec::{LocatedEndpoint, Platform, Sourced};

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
    pub request: Name,
    pub response: Name,
    pub error: Name,
    pub error_table: Name,
    pub body: Name,
    pub descriptor: Name,
}

/// Plans an endpoint.
pub fn plan(
    located: &LocatedEndpoint,
    platform: &Sourced<Platform>,
    shared: &SharedTypes<'_>,
    shared_usage: &mut BTreeMap<String, Usage>,
    scopes: &mut Scopes<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Endpoint {
    let spec = &located.source.value;
    let at = Cursor::root(&located.source.file);
    check_operation(located, &at, findings);
    let text = spec.decide.name.as_deref().unwrap_or(&located.method);
    let place = at.key("title").name();
    let what = |part: &str| format!("{part} of `{}`", located.id);
    let mut claim = |scope: &mut Scope, text: &str, case, part: &str| {
        let wanted = Wanted { text, case, what: what(part), place: place.clone(), remedy: "decide.name" };
        scope.claim(&wanted, findings)
    };
    let module = claim(scopes.modules, text, Case::Snake, "the module");
    let method = claim(scopes.methods, text, Case::Snake, "the method");
    let names = EndpointNames {
        request: claim(scopes.types, text, Case::Camel, "the request"),
        response: claim(scopes.types, &format!("{text}_response"), Case::Camel, "the answer"),
        error: claim(scopes.types, &format!("{text}_error"), Case::Camel, "the errors"),
        body: claim(scopes.types, &format!("{text}_body"), Case::Camel, "the body"),
        descriptor: claim(scopes.statics, text, Case::Shouty, "the descriptor"),
        error_table: claim(scopes.statics, &format!("{text}_errors"), Case::Shouty, "the error table"),
    };
    let mut resolver = Resolver {
        shared,
        shared_usage,
        types: scopes.types,
        items: Vec::new(),
        findings,
        usage: Usage::SENT,
        among_shared: false,
    };
    let content = contents::plan(spec, &mut resolver, &at);
    let request = request::plan(spec, &names, content.as_ref(), &mut resolver, &at);
    resolver.usage = Usage::RECEIVED;
    let response = response::plan(spec, &names, &platform.value.envelope, &mut resolver, &at);
    let items = resolver.items;
    Endpoint {
        pagination: pagination::plan(spec, &request, &response, &at, findings),
        error: errors::plan(spec, &names, &at, findings),
        descriptor: descriptor::plan(located, &names, platform, &at, findings),
        method_docs: doc::method(spec, &names.request, &names.error),
        example: Vec::new(),
        module,
        method,
        request,
        response,
        items,
    }
}

/// The place of a file says what the endpoint is called; where the page says it too, both must agree.
fn check_operation(located: &LocatedEndpoint, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(model::Operation { project, version, resource, method }) = &located.source.value.operation else { return };
    let stated = format!("{project}.{version}.{}.{method}", resource.replace('.', "_"));
    if stated != located.id {
        let message = format!("the page calls this operation `{stated}`, the file's place calls it `{}`", located.id);
        let diagnostic = Diagnostic::new(Code::Operation, at.key("operation").name(), message)
            .note("the place decides which module of the generated crate the call is in")
            .help(format!("move the file to {}.yaml", stated.replace('.', "/")));
        findings.push(diagnostic);
    }
}

//! Spec of an endpoint → [`Endpoint`].

use std::collections::BTreeMap;

use super::names::{EndpointNames, Scopes};
use super::{Endpoint, addresses, contents, descriptor, errors, pagination, request, response};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc;
use crate::plan::history::{self, History};
use crate::plan::host;
use crate::plan::item::Usage;
use crate::plan::made::Made;
use crate::plan::resolve::Resolver;
use crate::plan::shared::SharedTypes;
use crate::spec::model;
use crate::spec::{LocatedEndpoint, Platform, Sourced};

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
    addresses::check(spec, &at, findings);
    let address = spec.address(&platform.value.documentation);
    let names = EndpointNames::claim(located, scopes, &at, findings);
    let mut resolver = Resolver {
        shared,
        shared_usage,
        types: scopes.types,
        items: Vec::new(),
        made: Made::default(),
        findings,
        usage: Usage::SENT,
        inside: None,
        enclosing: Vec::new(),
    };
    let content = if spec.multipart { None } else { contents::plan(spec, &mut resolver, &at) };
    let request = request::plan(spec, &names, (&platform.value, content.as_ref()), &mut resolver, &at);
    resolver.usage = Usage::RECEIVED;
    let response = response::plan(spec, &names, &platform.value.envelope, &mut resolver, &at);
    let items = resolver.items;
    Endpoint {
        pagination: pagination::plan(spec, &request, response.structure(), &at, findings),
        error: errors::plan(spec, &names, &at, findings),
        host: host::plan(spec, &platform.value, &at, findings),
        descriptor: descriptor::plan(located, &names, platform, &at, findings),
        summary: doc::summary(spec),
        method_docs: doc::method(spec, address.as_deref(), &names.request, &names.error),
        example: Vec::new(),
        history: History {
            former: names.former_methods,
            deprecated: spec.decide.deprecated.as_ref().map(history::line),
        },
        former_types: names.former_types,
        module: names.module,
        method: names.method,
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

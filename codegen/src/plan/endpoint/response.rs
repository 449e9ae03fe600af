//! The answer of an endpoint: what stands inside the envelope.

use super::Response;
use super::names::EndpointNames;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc;
use crate::plan::resolve::{Members, Resolver};
use crate::spec::TypeName;
use crate::spec::model::{self, Envelope, Field};

/// Plans the answer of an endpoint.
pub fn plan(
    spec: &model::Endpoint,
    names: &EndpointNames,
    envelope: &Envelope,
    resolver: &mut Resolver<'_>,
    at: &Cursor<'_>,
) -> Response {
    if spec.binary_response {
        check_file(spec, envelope, resolver, at);
        return Response::File;
    }
    let list = at.key("response");
    let mut data = None;
    for (index, field) in spec.response.iter().enumerate() {
        let here = list.index(index);
        if field.name == envelope.data {
            check_data(field, resolver, &here);
            data = Some((field, index));
        } else if ![&envelope.code, &envelope.message, &envelope.error].contains(&&field.name) {
            let members = [&envelope.code, &envelope.message, &envelope.data, &envelope.error];
            let message = format!(
                "`{}` stands beside `{}`, where the envelope has no member of that name",
                field.name, envelope.data
            );
            let diagnostic = Diagnostic::new(Code::ResponseShape, here.key("name").value(), message)
                .note("the generated answer is read from inside the envelope")
                .suggest(&field.name, members.into_iter().map(String::as_str))
                .help(format!("if the page lost its nesting, put it into the `fields` of `{}`", envelope.data));
            resolver.findings.push(diagnostic);
        }
    }
    let docs = doc::response(spec, data.map(|(field, _)| field), &names.request);
    let fields = data.map_or(&[][..], |(field, _)| &field.fields);
    let requirements = data.map_or(&[][..], |(field, _)| &field.decide.requirements);
    let here = list.index(data.map_or(0, |(_, index)| index));
    let members = Members { fields, requirements };
    Response::Struct(resolver.structure(names.response.clone(), docs, members, &here))
}

/// A file is not wrapped in anything; an envelope comes only with a failure.
fn check_file(spec: &model::Endpoint, envelope: &Envelope, resolver: &mut Resolver<'_>, at: &Cursor<'_>) {
    let of_failures = [&envelope.code, &envelope.message, &envelope.error];
    let list = at.key("response");
    for (index, field) in spec.response.iter().enumerate() {
        if !of_failures.contains(&&field.name) {
            let message = format!("`{}` would reach nothing: the answer is a file", field.name);
            let diagnostic = Diagnostic::new(Code::ResponseShape, list.index(index).key("name").value(), message)
                .also(at.key("binary_response").name(), "this says so")
                .help("take the field out, or `binary_response`");
            resolver.findings.push(diagnostic);
        }
    }
}

fn check_data(field: &Field, resolver: &mut Resolver<'_>, at: &Cursor<'_>) {
    let is_object = match TypeName::parse(&field.type_name) {
        TypeName::Object => true,
        TypeName::Named(_) => !field.fields.is_empty(),
        _ => false,
    };
    if !is_object {
        let message = format!("an answer of type `{}` can't be generated", field.type_name);
        let diagnostic = Diagnostic::new(Code::ResponseShape, at.key("type").value(), message)
            .note("the answer becomes a struct, so that fields can be added to it later");
        resolver.findings.push(diagnostic);
    }
}

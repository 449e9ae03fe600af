//! The answer of an endpoint: what it returns, wherever in the answer that stands.

use super::Response;
use super::names::EndpointNames;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc;
use crate::plan::resolve::{Members, Resolver};
use crate::spec::TypeName;
use crate::spec::model::{self, Envelope, Field};
use crate::spec::returned::{Returned, is_row};

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
    let returned = Returned::of(spec, envelope);
    let docs = doc::response(spec, returned, envelope, &names.request);
    let mut structure = match returned {
        Returned::Data(data) => {
            check_rows_beside_data(spec, envelope, resolver, at);
            let list = at.key("response");
            let here = list.index(data.map_or(0, |(index, _)| index));
            let members = data.map_or(Members::inside(&[], &[]), |(_, field)| {
                check_data(field, resolver, &here);
                Members::inside(&field.fields, &field.decide.requirements)
            });
            resolver.structure(names.response.clone(), docs, members, &here)
        }
        Returned::Rows(_) | Returned::Open => {
            if returned == Returned::Open {
                ask_for_place(envelope, resolver, at);
            }
            let others = [envelope.code.as_str(), &envelope.message, &envelope.error];
            let members = Members { list: "response", fields: &spec.response, others: &others, requirements: &[] };
            resolver.structure(names.response.clone(), docs, members, at)
        }
    };
    // A call can succeed and return nothing, whatever its page says must be there.
    structure.has_default = true;
    Response::Struct { structure, place: returned.place() }
}

/// Where data is listed, what stands beside it would be lost.
fn check_rows_beside_data(spec: &model::Endpoint, envelope: &Envelope, resolver: &mut Resolver<'_>, at: &Cursor<'_>) {
    let list = at.key("response");
    let beside = |field: &Field| is_row(field, envelope) && field.name != envelope.data;
    for (index, field) in spec.response.iter().enumerate().filter(|(_, field)| beside(field)) {
        let here = list.index(index);
        let members = [&envelope.code, &envelope.message, &envelope.data, &envelope.error];
        let message = format!(
            "`{}` stands beside `{}`, where the envelope has no member of that name",
            field.name, envelope.data
        );
        let diagnostic = Diagnostic::new(Code::ResponseShape, here.key("name").value(), message)
            .note("the generated answer is read from inside the envelope")
            .suggest(&field.name, members.into_iter().map(String::as_str))
            .help(format!("if the page lost its nesting, put it into the `fields` of `{}`", envelope.data))
            .help("if all of it is to be returned as it stands, say `decide: {answer: beside_code}` of the endpoint");
        resolver.findings.push(diagnostic);
    }
}

/// A table that shows no envelope can be that of an answer without one, or of what is inside.
fn ask_for_place(envelope: &Envelope, resolver: &mut Resolver<'_>, at: &Cursor<'_>) {
    let Envelope { code, data, .. } = envelope;
    let message =
        format!("the answer lists neither `{code}` nor `{data}`, so that it is not clear where its fields stand");
    let diagnostic = Diagnostic::new(Code::ResponseShape, at.key("response").name(), message)
        .note("read from the wrong place, the fields of the generated answer would always be empty")
        .help(format!(
            "say it of the endpoint with `decide: {{answer: …}}`: `in_data` if they are inside `{data}`, `beside_code` if \
             they are beside `{code}`, `without_code` if there is none when the call succeeds"
        ));
    resolver.findings.push(diagnostic);
}

/// A file is not wrapped in anything; an envelope comes only with a failure.
fn check_file(spec: &model::Endpoint, envelope: &Envelope, resolver: &mut Resolver<'_>, at: &Cursor<'_>) {
    let list = at.key("response");
    for (index, field) in spec.response.iter().enumerate().filter(|(_, field)| is_row(field, envelope)) {
        let message = format!("`{}` would reach nothing: the answer is a file", field.name);
        let diagnostic = Diagnostic::new(Code::ResponseShape, list.index(index).key("name").value(), message)
            .also(at.key("binary_response").name(), "this says so")
            .help("take the field out, or `binary_response`");
        resolver.findings.push(diagnostic);
    }
    if spec.decide.answer.is_some() {
        let decide = at.key("decide");
        let message = "`answer` would reach nothing: the answer is a file";
        let diagnostic = Diagnostic::new(Code::ResponseShape, decide.key("answer").name(), message)
            .also(at.key("binary_response").name(), "this says so")
            .help("take the decision out, or `binary_response`");
        resolver.findings.push(diagnostic);
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

//! Parameters and body of a request.

use super::contents::Content;
use super::names::EndpointNames;
use super::{Body, BodyField, BodyValue, Parameter, ParameterPlace, Part, PartContent, Request, RequestBody};
use crate::diagnostic::{Asks, Code, Cursor, Diagnostic, did_you_mean};
use crate::plan::check::{self, Check, Checked, Given};
use crate::plan::doc;
use crate::plan::history::History;
use crate::plan::item::Presence;
use crate::plan::name::{Case, Name, Remedy, Scope, Wanted};
use crate::plan::resolve::{Resolver, field_name};
use crate::plan::rust_type::{ItemPath, RustType};
use crate::plan::unique;
use crate::spec::model::{self, Field, HeaderFact};
use crate::spec::{Platform, Primitive, TypeName};

/// What the generated request has besides its parameters.
const RESERVED: [&str; 13] = [
    "client",
    "new",
    "request",
    "options",
    "send",
    "send_raw",
    "send_blocking",
    "send_raw_blocking",
    "pages",
    "stream",
    "pages_blocking",
    "iter_blocking",
    "clone",
];

/// Plans the request of an endpoint.
pub fn plan(
    spec: &model::Endpoint,
    names: &EndpointNames,
    (platform, content): (&Platform, Option<&Content>),
    resolver: &mut Resolver<'_>,
    at: &Cursor<'_>,
) -> Request {
    let fields =
        Scope::new(format!("the request `{}`", names.request)).reserving(RESERVED, "something that every request has");
    let lists = [("path_params", &spec.path_params), ("query_params", &spec.query_params), ("body", &spec.body)];
    for (key, list) in lists {
        let wire_names = list.iter().map(|field| field.name.as_str());
        unique::check(wire_names, &at.key(key), "name", "parameter", resolver.findings);
    }
    let mut planner = Planner {
        names,
        resolver,
        fields,
        parameters: Vec::new(),
        checks: Vec::new(),
        given: Vec::new(),
        siblings: &[],
    };
    planner.path(spec, at);
    planner.query(spec, at);
    planner.headers(spec, platform, at);
    let (body, encoding) = if spec.multipart {
        (Some(planner.form(spec, at)), None)
    } else {
        let (body, encoding) = planner.body(spec, content, at);
        (body.map(RequestBody::Json), encoding)
    };
    let address = spec.address(&platform.documentation);
    let docs = doc::request(spec, address.as_deref(), platform);
    let mut checks = planner.checks;
    let what = format!("the request `{}`", names.request);
    let decide = at.key("decide");
    let here = decide.key("requirements");
    let required =
        check::requirements(&spec.decide.requirements, &planner.given, &what, &here, planner.resolver.findings);
    checks.extend(required);
    Request { name: names.request.clone(), docs, parameters: planner.parameters, encoding, body, checks }
}

struct Planner<'a, 'r, 's> {
    names: &'a EndpointNames,
    resolver: &'a mut Resolver<'r>,
    fields: Scope,
    parameters: Vec<Parameter>,
    checks: Vec<Check>,
    given: Vec<Given<'s>>,
    /// The parameters beside the one at hand.
    siblings: &'s [Field],
}

impl<'s> Planner<'_, '_, 's> {
    fn path(&mut self, spec: &'s model::Endpoint, at: &Cursor<'_>) {
        self.siblings = &spec.path_params;
        let placeholders: Vec<&str> = spec.path.split('/').filter_map(|part| part.strip_prefix(':')).collect();
        let list = at.key("path_params");
        check_path(spec, &placeholders, at, self.resolver.findings);
        let mut placeholders = placeholders;
        placeholders.dedup();
        // Arguments come in the order of the path, which is the order in which the runtime fills it.
        for placeholder in placeholders {
            let position = spec.path_params.iter().position(|field| field.name == placeholder);
            let Some(index) = position else { continue };
            let parameter = self.parameter(&spec.path_params[index], true, ParameterPlace::Path, &list.index(index));
            self.parameters.push(parameter);
        }
    }

    fn query(&mut self, spec: &'s model::Endpoint, at: &Cursor<'_>) {
        self.siblings = &spec.query_params;
        let list = at.key("query_params");
        for (index, field) in spec.query_params.iter().enumerate() {
            let here = list.index(index);
            let parameter = self.parameter(field, field.required == Some(true), ParameterPlace::Query, &here);
            self.parameters.push(parameter);
        }
    }

    fn headers(&mut self, spec: &model::Endpoint, platform: &Platform, at: &Cursor<'_>) {
        let list = at.key("headers");
        for (index, header) in spec.headers.iter().enumerate() {
            if header.is_argument(&platform.headers) {
                self.header(header, &list.index(index));
            }
        }
    }

    /// A header of which the caller says what it holds.
    fn header(&mut self, header: &HeaderFact, at: &Cursor<'_>) {
        let wanted = Wanted {
            text: header.decide.name.as_deref().unwrap_or(&header.name),
            case: Case::Snake,
            what: format!("the header `{}`", header.name),
            place: at.key("name").value(),
            remedy: Remedy::Decision("decide.name"),
        };
        let name = self.fields.claim(&wanted, self.resolver.findings);
        let text = header.type_name.as_deref().unwrap_or_default();
        let rust_type = match TypeName::parse(text) {
            TypeName::Primitive(Primitive::String) => RustType::String,
            TypeName::Primitive(Primitive::Integer) => RustType::Integer,
            TypeName::Primitive(Primitive::Float) => RustType::Float,
            TypeName::Primitive(Primitive::Boolean) => RustType::Boolean,
            _ => {
                let message = format!("`{}` can't be put into a header", header.name);
                let diagnostic = Diagnostic::new(Code::Unsupported, at.key("type").value(), message)
                    .note("only texts, numbers and flags can");
                self.resolver.findings.push(diagnostic);
                return;
            }
        };
        self.parameters.push(Parameter {
            name,
            history: History::default(),
            wire_name: header.name.clone(),
            docs: doc::header(header),
            rust_type,
            required: header.required == Some(true),
            place: ParameterPlace::Header,
            example: header.example.clone().map(serde_json::Value::from),
        });
    }

    fn parameter(&mut self, field: &'s Field, required: bool, place: ParameterPlace, at: &Cursor<'_>) -> Parameter {
        let name = self.fields.claim(&field_name(field, at), self.resolver.findings);
        let rust_type = match place {
            ParameterPlace::Part => self.part_type(field, at),
            _ => self.resolver.field_type(field, self.names.request.as_str(), at),
        };
        let required = required || field.decide.positional;
        let presence = if required { Presence::Required } else { Presence::Optional };
        if let Some(measure) = check::bounds(field, &rust_type, at, self.resolver.findings) {
            let checked = Checked { name: name.clone(), wire_name: field.name.clone(), presence };
            self.checks.push(Check::Bounds(checked, measure));
        }
        self.given.push(Given { field, name: name.clone(), rust_type: rust_type.clone(), presence });
        let fits = match (place, &rust_type) {
            // A list is sent as one parameter for each of its elements.
            (ParameterPlace::Query, RustType::List(element)) => is_text(element),
            (ParameterPlace::Path | ParameterPlace::Query, other) => is_text(other),
            _ => true,
        };
        if !fits {
            let message = format!("`{}` can't be put into an address", field.name);
            let diagnostic = Diagnostic::new(Code::Unsupported, at.key("type").value(), message)
                .asks(Asks::Type)
                .note("a path holds a text, a number, a flag or a listed value; a query holds lists of them too");
            self.resolver.findings.push(diagnostic);
        }
        if place != ParameterPlace::Body && field.decide.content.is_some() {
            let message = "only a field of a JSON body can be a content";
            let place = at.key("decide").key("content").name();
            self.resolver.findings.push(Diagnostic::new(Code::Content, place, message));
        }
        let history = self.resolver.field_history(field, self.siblings, &mut self.fields, at);
        if required && !history.former.is_empty() {
            let message = format!("the former names of `{}` would reach nothing", field.name);
            let decide = at.key("decide");
            let diagnostic = Diagnostic::new(Code::InvalidValue, decide.key("renamed_from").name(), message)
                .note("it is an argument, and callers do not name arguments");
            self.resolver.findings.push(diagnostic);
        }
        Parameter {
            name,
            history,
            wire_name: field.name.clone(),
            docs: doc::field(field),
            rust_type,
            required,
            place,
            example: field.example.clone(),
        }
    }

    fn body(
        &mut self,
        spec: &'s model::Endpoint,
        content: Option<&Content>,
        at: &Cursor<'_>,
    ) -> (Option<Body>, Option<super::EncodingSetter>) {
        self.siblings = &spec.body;
        if spec.body.is_empty() {
            return (None, None);
        }
        let list = at.key("body");
        // The argument with the content takes the place of the field that names its kind, which comes first.
        let content =
            content.map(|content| self.content(&spec.body[content.field], content, &list.index(content.field)));
        let mut fields = Vec::new();
        let mut encoding = None;
        for (index, field) in spec.body.iter().enumerate() {
            let here = list.index(index);
            let (name, value) = match &content {
                Some(planned) if index == planned.content.tag_field => {
                    let name = self.fields.claim(&field_name(field, &here), self.resolver.findings);
                    (name, BodyValue::Kind { content: planned.name.clone(), tag: planned.content.tag.clone() })
                }
                Some(planned) if index == planned.content.field => {
                    let (choice, setter) = planned.content.encoding(field, &mut self.fields, &here, self.resolver);
                    encoding = setter;
                    let value = BodyValue::Content {
                        content: planned.name.clone(),
                        encoder: planned.content.encoder.clone(),
                        encoding: choice,
                    };
                    (planned.name.clone(), value)
                }
                _ => self.member(field, &here),
            };
            fields.push(BodyField {
                wire_name: (name.as_str() != field.name).then(|| field.name.clone()),
                name,
                value,
            });
        }
        (Some(Body { name: self.names.body.clone(), fields }), encoding)
    }

    /// The parts of a form.
    fn form(&mut self, spec: &'s model::Endpoint, at: &Cursor<'_>) -> RequestBody {
        self.siblings = &spec.body;
        if spec.body.is_empty() {
            let diagnostic = Diagnostic::new(Code::InvalidValue, at.key("multipart").name(), "the form has no parts")
                .help("list them under `body`, or take `multipart` out");
            self.resolver.findings.push(diagnostic);
        }
        let list = at.key("body");
        let parts = spec.body.iter().enumerate().filter_map(|(index, field)| self.part(field, &list.index(index)));
        RequestBody::Form(parts.collect())
    }

    fn part(&mut self, field: &'s Field, at: &Cursor<'_>) -> Option<Part> {
        let parameter = self.parameter(field, field.required == Some(true), ParameterPlace::Part, at);
        let content = match &parameter.rust_type {
            RustType::String => PartContent::String,
            RustType::File => PartContent::File,
            RustType::JsonText(_) => PartContent::JsonText,
            RustType::List(element) if **element == RustType::File => PartContent::Files,
            other if is_text(other) => PartContent::Displayed,
            _ => {
                let message = format!("`{}` can't be a part of a form", field.name);
                let diagnostic = Diagnostic::new(Code::Unsupported, at.key("type").value(), message)
                    .note("parts are texts, numbers, flags, listed values, JSON inside a string, and files");
                self.resolver.findings.push(diagnostic);
                return None;
            }
        };
        let Parameter { name, wire_name, required, .. } = parameter.clone();
        self.parameters.push(parameter);
        Some(Part { name, wire_name, required, content })
    }

    /// The type of a part. `file` means a file here, and only here.
    fn part_type(&mut self, field: &Field, at: &Cursor<'_>) -> RustType {
        match (field.effective_type(), field.fields.is_empty()) {
            ("file", true) => RustType::File,
            ("file[]", true) => RustType::List(Box::new(RustType::File)),
            _ => self.resolver.field_type(field, self.names.request.as_str(), at),
        }
    }

    fn member(&mut self, field: &'s Field, at: &Cursor<'_>) -> (Name, BodyValue) {
        let parameter = self.parameter(field, field.required == Some(true), ParameterPlace::Body, at);
        let name = parameter.name.clone();
        let value = BodyValue::Parameter {
            name: name.clone(),
            rust_type: parameter.rust_type.clone(),
            required: parameter.required,
        };
        self.parameters.push(parameter);
        (name, value)
    }

    fn content<'c>(&mut self, field: &Field, content: &'c Content, at: &Cursor<'_>) -> PlannedContent<'c> {
        let name = self.fields.claim(&field_name(field, at), self.resolver.findings);
        self.parameters.push(Parameter {
            name: name.clone(),
            history: History::default(),
            wire_name: field.name.clone(),
            docs: content.docs.clone(),
            rust_type: RustType::Item(ItemPath::local(content.item.clone())),
            required: true,
            place: ParameterPlace::Body,
            example: None,
        });
        PlannedContent { name, content }
    }
}

/// A content and the argument that carries it.
struct PlannedContent<'c> {
    name: Name,
    content: &'c Content,
}

/// Whether a value can be written into a path or a query.
fn is_text(rust_type: &RustType) -> bool {
    match rust_type {
        RustType::String
        | RustType::Integer
        | RustType::Float
        | RustType::Boolean
        | RustType::UnixSeconds
        | RustType::UnixMillis
        | RustType::Enum(_) => true,
        RustType::Json
        | RustType::File
        | RustType::JsonText(_)
        | RustType::List(_)
        | RustType::Map(_)
        | RustType::Boxed(_)
        | RustType::Item(_) => false,
    }
}

/// Placeholders and path parameters must match one to one.
fn check_path(spec: &model::Endpoint, placeholders: &[&str], at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~".contains(letter);
    let is_part = |part: &str| {
        let name = part.strip_prefix(':').unwrap_or(part);
        !name.is_empty() && name.chars().all(is_plain) && name != "." && name != ".."
    };
    // A few paths end with a slash, and the platform knows the difference.
    let parts = spec.path.strip_prefix('/').map(|path| path.strip_suffix('/').unwrap_or(path));
    if !parts.is_some_and(|parts| parts.split('/').all(is_part)) {
        let message = format!("`{}` is no path that can be called", spec.path);
        let diagnostic = Diagnostic::new(Code::PathParameters, at.key("path").value(), message)
            .note("it goes behind the address of the server as it is")
            .help("begin with `/`; each part is a word, or `:` and the name of a parameter");
        findings.push(diagnostic);
        return;
    }
    let repeated = placeholders.iter().enumerate().find(|(index, name)| placeholders[..*index].contains(name));
    if let Some((_, name)) = repeated {
        let message = format!("the placeholder `:{name}` stands here twice");
        findings.push(Diagnostic::new(Code::PathParameters, at.key("path").value(), message));
        return;
    }
    let list = at.key("path_params");
    let described = |name: &str| spec.path_params.iter().any(|field| field.name == name);
    let mut open: Vec<&str> = placeholders.iter().copied().filter(|name| !described(name)).collect();
    for (index, field) in spec.path_params.iter().enumerate() {
        if placeholders.contains(&field.name.as_str()) {
            continue;
        }
        let message = format!("the path has no placeholder `:{}`", field.name);
        let place = list.index(index).key("name").value();
        let diagnostic = Diagnostic::new(Code::PathParameters, place, message)
            .also(at.key("path").value(), "the path")
            .note("the argument would have nowhere to go")
            .suggest(&field.name, open.iter().copied());
        findings.push(diagnostic);
        // A misspelt name leaves its placeholder open; that follows and is not told again.
        let meant = did_you_mean(&field.name, open.iter().copied());
        open.retain(|name| Some(*name) != meant);
    }
    for placeholder in open {
        let message = format!("the placeholder `:{placeholder}` has no path parameter");
        let diagnostic = Diagnostic::new(Code::PathParameters, at.key("path").value(), message)
            .note("the call could not fill it in")
            .help(format!("describe `{placeholder}` under `path_params`"));
        findings.push(diagnostic);
    }
}

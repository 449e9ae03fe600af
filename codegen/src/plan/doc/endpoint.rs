//! Documentation of an endpoint: every line of its page, in English.

use super::address::{link, see};
use super::markdown::{code, literal, prose};
use super::parts::{
    Docs, bounds, contradictions, date, deprecated, is_short, optional_code, printed, requirements, table, yes_or_no,
};
use crate::plan::name::Name;
use crate::spec::model::{
    AnswerPlace, Endpoint, Envelope, ErrorCode, ExampleRole, Field, HeaderFact, Host, HostAddress, Moved, Period,
    Platform, PlatformHeaders, RateLimit, Retry, Token,
};
use crate::spec::returned::Returned;

/// What a call does, in one line; its title as long as nobody has said it in English.
#[must_use]
pub fn summary(spec: &Endpoint) -> String {
    let titled = || format!("The call that the documentation titles “{}”.", literal(&spec.title));
    spec.decide.summary.as_deref().map_or_else(titled, prose)
}

/// Documentation of the method that starts a request; the example is added when it can be made.
#[must_use]
pub fn method(spec: &Endpoint, address: Option<&str>, request: &Name, error: &Name) -> Docs {
    let mut docs = Docs::markdown(summary(spec));
    docs.paragraph(origin(spec, address));
    docs.section("Restrictions", restrictions(spec));
    docs.paragraph(format!(
        "{} has the parameters, scopes and limits of the call, [`{error}`] what can go wrong.",
        link_to_struct(request)
    ));
    docs
}

/// Derive macros that are in scope everywhere: a link must say that it means the struct of such a name.
const DERIVES: [&str; 9] = ["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// A link to a struct beside the item at hand.
fn link_to_struct(name: &Name) -> String {
    if DERIVES.contains(&name.as_str()) { format!("[`{name}`](struct@{name})") } else { format!("[`{name}`]") }
}

/// Documentation of the request.
#[must_use]
pub fn request(spec: &Endpoint, address: Option<&str>, platform: &Platform) -> Docs {
    let mut docs = Docs::markdown(summary(spec));
    docs.block(spec.decide.description.iter().map(|text| prose(text)));
    docs.paragraph(origin(spec, address));
    docs.block(spec.decide.deprecated.iter().map(|deprecation| format!("Deprecated {}.", deprecated(deprecation))));
    docs.section("Restrictions", restrictions(spec));
    docs.section("Access", access(spec, &platform.decide.hosts));
    docs.section("Headers", headers(&spec.headers, &platform.headers));
    docs.section("Parameters", parameters(spec, &platform.headers));
    example_values(&mut docs, spec);
    docs.section("Requirements", requirements(&spec.decide.requirements));
    docs.section("Contradictions in the documentation", request_contradictions(spec));
    example(&mut docs, spec, ExampleRole::Request);
    if spec.binary_response {
        // There is no type of its own for the answer that could have it.
        example(&mut docs, spec, ExampleRole::Response);
    }
    docs
}

/// Documentation of the answer.
#[must_use]
pub fn response(spec: &Endpoint, returned: Returned<'_>, envelope: &Envelope, request: &Name) -> Docs {
    let mut docs = Docs::markdown(format!("The answer to {}.", link_to_struct(request)));
    if let Returned::Data(Some((_, data))) = returned {
        if data.nesting.is_some() {
            docs.paragraph("The page's table lost the nesting; it is taken from the page's example.");
        }
        docs.block(contradictions(&data.decide.contradictions));
    }
    match returned.place() {
        AnswerPlace::InData => &mut docs,
        AnswerPlace::BesideCode => {
            docs.paragraph(format!("Its fields stand beside {}, in the envelope itself.", code(&envelope.code)))
        }
        AnswerPlace::WithoutCode => docs.paragraph(format!(
            "It comes without an envelope: where there is no {}, the HTTP status says whether the call succeeded.",
            code(&envelope.code)
        )),
    };
    example(&mut docs, spec, ExampleRole::Response);
    docs
}

/// Documentation of the errors of an endpoint.
#[must_use]
pub fn error_enum(spec: &Endpoint, request: &Name) -> Docs {
    let mut docs = Docs::markdown(format!(
        "What the platform can answer to {} instead of what was asked for.",
        link_to_struct(request)
    ));
    let rows = spec.errors.iter().map(|error| {
        vec![
            error.code.to_string(),
            error.http.map(|status| status.to_string()).unwrap_or_default(),
            literal(&error.message),
            error.decide.advice.as_deref().map(prose).unwrap_or_default(),
        ]
    });
    docs.block(table(&["code", "HTTP", "message", "advice"], &rows.collect::<Vec<_>>()));
    docs
}

/// Documentation of one error.
#[must_use]
pub fn error_variant(error: &ErrorCode) -> Docs {
    let ErrorCode { code: number, http, message, decide } = error;
    let status = http.map(|status| format!(", documented with HTTP {status}")).unwrap_or_default();
    let mut docs = Docs::markdown(format!("{number}{status}: {}", literal(message)));
    docs.block(decide.advice.as_deref().map(prose));
    docs.block(contradictions(&decide.contradictions));
    docs
}

/// Method, path, and the page with the date of its last update.
fn origin(spec: &Endpoint, address: Option<&str>) -> String {
    let updated = spec.page.updated.and_then(date).map(|date| format!(", updated {date}")).unwrap_or_default();
    let path = spec.page.path.as_deref().map(|path| format!(", page {}", code(path))).unwrap_or_default();
    let id = spec.page.id.as_deref().map(|id| format!(", number {}", code(id))).unwrap_or_default();
    format!(
        "{}, documented as {}{path}{id}{updated}.{}",
        code(&format!("{} {}", spec.method.as_str(), spec.path)),
        link(&spec.title, address),
        formerly(spec),
    )
}

/// Where an endpoint was before, in sentences.
fn formerly(spec: &Endpoint) -> String {
    let places = spec.decide.moved_from.iter().map(|moved| moved_from(spec, moved));
    let places: Vec<_> = places.collect();
    if places.is_empty() { String::new() } else { format!(" Formerly {}.", places.join("; ")) }
}

/// Where an endpoint was before: its method and path, its place, or both.
fn moved_from(spec: &Endpoint, moved: &Moved) -> String {
    let Moved { method, path, endpoint } = moved;
    let call = (method.is_some() || path.is_some()).then(|| {
        let path = path.as_ref().unwrap_or(&spec.path);
        code(&format!("{} {path}", method.unwrap_or(spec.method).as_str()))
    });
    let parts: Vec<_> = call.into_iter().chain(endpoint.as_deref().map(code)).collect();
    parts.join(", as ")
}

fn restrictions(spec: &Endpoint) -> Vec<String> {
    spec.decide.restrictions.iter().map(|text| format!("- {}", prose(text))).collect()
}

fn access(spec: &Endpoint, hosts: &[Host]) -> Vec<String> {
    let codes = |texts: &[String]| texts.iter().map(|text| code(text)).collect::<Vec<_>>().join(", ");
    let mut lines = Vec::new();
    if !spec.app_types.is_empty() {
        lines.push(format!("- App types: {}.", codes(&spec.app_types)));
    }
    match spec.scopes.as_slice() {
        [] => lines.push("- Scopes: none.".to_owned()),
        [one] => lines.push(format!("- Scope: {}.", code(one))),
        several => lines.push(format!("- Scopes, one of which is enough: {}.", codes(several))),
    }
    if !spec.field_scopes.is_empty() {
        lines.push(format!("- Scopes for some fields or values only: {}.", codes(&spec.field_scopes)));
    }
    lines.extend(hosts.iter().find(|host| host.is_at(&spec.host)).map(host));
    lines.push(format!("- Access token: {}.", tokens(&spec.tokens)));
    lines.push(format!("- Rate limit: {}.", rate_limit(spec.rate_limit.as_ref())));
    lines.push(format!("- {}", retry(spec.decide.retry)));
    lines
}

/// Where a call goes that does not go to the server that the client was made for.
fn host(host: &Host) -> String {
    let addresses = host.at.iter().map(|HostAddress { server, url }| format!("{} for {}", code(url), code(server)));
    let addresses: Vec<_> = addresses.collect();
    format!(
        "- Host: not that of the server, but {}; where the client has an address of its own (`base_url`), that one. {}",
        addresses.join(", "),
        prose(&host.summary)
    )
}

fn tokens(tokens: &[Token]) -> String {
    let names = tokens.iter().map(|token| match token {
        Token::Tenant => "tenant",
        Token::User => "user",
        Token::App => "app",
    });
    let names: Vec<_> = names.collect();
    let said = names.join(" or ");
    match names.as_slice() {
        [] => "none".to_owned(),
        ["tenant"] => said,
        [_] => format!("{said}, which `ClientBuilder::access_token` or `CallOptions::access_token` gives"),
        _ => format!("{said}; where the client has several, `CallOptions::token_kind` chooses"),
    }
}

fn rate_limit(limit: Option<&RateLimit>) -> String {
    let Some(limit) = limit else { return "not documented".to_owned() };
    let printed = literal(&limit.text);
    let more = see(&limit.see).map(|pages| format!("; {pages}")).unwrap_or_default();
    if limit.special {
        return format!("special ({printed}); the platform does not publish it, its support knows it{more}");
    }
    let windows = limit.limits.iter().map(|window| {
        let period = match window.per {
            Period::Second => "second",
            Period::Minute => "minute",
        };
        format!("{} calls per {period}", window.count)
    });
    format!("{} ({printed}), per API, app and tenant{more}", windows.collect::<Vec<_>>().join(" and "))
}

fn retry(retry: Retry) -> &'static str {
    match retry {
        Retry::Read => "It reads only: sending it again does no harm.",
        Retry::Write => "It changes something: sending it again would do it twice.",
        Retry::IdempotentWrite => "It changes something, but twice is as good as once.",
    }
}

fn headers(headers: &[HeaderFact], platform: &PlatformHeaders) -> Vec<String> {
    let rows = headers.iter().filter(|header| !header.is_argument(platform)).map(|header| {
        let HeaderFact { name, type_name, required, format, fixed, computed, example, see: pages, decide: _ } = header;
        let value = [("always ", fixed), ("", format), ("", computed)]
            .into_iter()
            .find_map(|(how, value)| Some(format!("{how}{}", code(value.as_ref()?))));
        vec![
            code(name),
            type_name.as_deref().map(code).unwrap_or_default(),
            required.map(yes_or_no).unwrap_or_default().to_owned(),
            value.unwrap_or_default(),
            example.as_deref().map(code).unwrap_or_default(),
            see(pages).unwrap_or_default(),
        ]
    });
    let lines = table(&["name", "type", "required", "value", "example", "more"], &rows.collect::<Vec<_>>());
    if lines.is_empty() { lines } else { with_introduction("The client sends them of its own accord.", lines) }
}

fn parameters(spec: &Endpoint, platform: &PlatformHeaders) -> Vec<String> {
    let mut rows = Vec::new();
    let list = |rows: &mut Vec<_>, place, fields: &[Field]| {
        for field in fields {
            parameter(rows, place, "", field);
        }
    };
    list(&mut rows, "path", &spec.path_params);
    list(&mut rows, "query", &spec.query_params);
    rows.extend(spec.headers.iter().filter(|header| header.is_argument(platform)).map(header_row));
    list(&mut rows, if spec.multipart { "form" } else { "body" }, &spec.body);
    table(&["name", "in", "type", "required", "default", "example", "meaning"], &rows)
}

fn header_row(header: &HeaderFact) -> Vec<String> {
    let HeaderFact { name, type_name, required, example, see: pages, decide, .. } = header;
    let meaning = decide.summary.as_deref().map(prose);
    let meaning: Vec<_> = meaning.into_iter().chain(see(pages).map(|pages| format!("For more, {pages}."))).collect();
    vec![
        code(name),
        "header".to_owned(),
        type_name.as_deref().map(code).unwrap_or_default(),
        yes_or_no(*required == Some(true)).to_owned(),
        String::new(),
        example.as_deref().map(code).unwrap_or_default(),
        meaning.join(" "),
    ]
}

fn parameter(rows: &mut Vec<Vec<String>>, place: &str, prefix: &str, field: &Field) {
    let path = format!("{prefix}{}", field.name);
    let required = field.required.unwrap_or(place == "path");
    rows.push(vec![
        code(&path),
        place.to_owned(),
        code(&field.type_name),
        yes_or_no(required).to_owned(),
        optional_code(field.default.as_ref()),
        optional_code(field.example.as_ref()),
        meaning(field),
    ]);
    for inner in &field.fields {
        parameter(rows, place, &format!("{path}."), inner);
    }
}

fn meaning(field: &Field) -> String {
    let mut parts: Vec<String> = field.decide.summary.iter().map(|text| prose(text)).collect();
    if !field.values.is_empty() {
        let values: Vec<_> = field
            .values
            .iter()
            .map(|value| {
                let meaning =
                    value.decide.summary.as_deref().map(|text| format!(": {}", prose(text.trim_end_matches('.'))));
                let more = see(&value.see).map(|pages| format!(" ({pages})"));
                format!("{}{}{}", code(&value.value), meaning.unwrap_or_default(), more.unwrap_or_default())
            })
            .collect();
        parts.push(format!("Values: {}.", values.join("; ")));
    }
    parts.extend(field.decide.deprecated.as_ref().map(|said| format!("Deprecated {}.", deprecated(said))));
    parts.extend(bounds(field).map(|bounds| format!("Bounds: {bounds}.")));
    parts.extend(field.field_scopes.iter().map(|scope| match &scope.when {
        Some(value) => format!("The value {} needs the scope {}.", code(value), code(&scope.scope)),
        None => format!("Needs the scope {}.", code(&scope.scope)),
    }));
    parts.extend(see(&field.see).map(|pages| format!("For more, {pages}.")));
    parts.extend(field.nesting.map(|_| "Nesting taken from the page's example.".to_owned()));
    parts.join(" ")
}

/// Contradictions about the endpoint and its parameters; those about the answer and the errors stand there.
fn request_contradictions(spec: &Endpoint) -> Vec<String> {
    fn inside(field: &Field) -> Vec<String> {
        let own = contradictions(&field.decide.contradictions);
        own.into_iter().chain(field.fields.iter().flat_map(inside)).collect()
    }
    let fields = spec.path_params.iter().chain(&spec.query_params).chain(&spec.body);
    contradictions(&spec.decide.contradictions).into_iter().chain(fields.flat_map(inside)).collect()
}

fn example(docs: &mut Docs, spec: &Endpoint, role: ExampleRole) {
    for example in spec.examples.iter().filter(|example| example.role == role) {
        docs.paragraph("# Example of the page").fenced("json", &example.json);
    }
}

/// Example values that are too long for the table.
fn example_values(docs: &mut Docs, spec: &Endpoint) {
    for field in spec.path_params.iter().chain(&spec.query_params).chain(&spec.body) {
        if let Some(value) = field.example.as_ref().filter(|value| !is_short(value)) {
            docs.paragraph(format!("The example value of {} in the table is:", code(&field.name)));
            docs.fenced("text", &printed(value));
        }
    }
}

fn with_introduction(introduction: &str, lines: Vec<String>) -> Vec<String> {
    [introduction.to_owned(), String::new()].into_iter().chain(lines).collect()
}

//! Error tables → enums.

use std::collections::BTreeMap;

use super::names::EndpointNames;
use super::{ErrorEnum, ErrorVariant};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::doc::{self, Docs};
use crate::plan::history::{self, History};
use crate::plan::name::{Case, Remedy, Scope, Wanted};
use crate::spec::model::{self, ErrorCode};
use crate::spec::{Platform, Sourced};

/// Plans the errors of an endpoint.
pub fn plan(
    spec: &model::Endpoint,
    names: &EndpointNames,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> ErrorEnum {
    let mut scope = Scope::new(format!("the enum `{}`", names.error));
    let platform = Some(scope.own("Platform", "the variant for platform-wide codes"));
    let other = scope.own("Other", "the variant for codes that the page does not list");
    ErrorEnum {
        name: names.error.clone(),
        docs: doc::error_enum(spec, &names.request),
        variants: variants(&spec.errors, &mut scope, &at.key("errors"), findings),
        platform,
        other,
        table: names.error_table.clone(),
    }
}

/// Plans the errors that every endpoint shares.
pub fn plan_platform(source: &Sourced<Platform>, findings: &mut Vec<Diagnostic>) -> ErrorEnum {
    let mut names = Scope::new("the module `platform`");
    let name = names.own("PlatformError", "the platform's errors");
    let table = names.own("PLATFORM_ERRORS", "the platform's error table");
    let mut scope = Scope::new(format!("the enum `{name}`"));
    let other = scope.own("Other", "the variant for codes that no page lists");
    let root = Cursor::root(&source.file);
    let mut docs = Docs::prose("Errors that any call can answer with.");
    docs.paragraph("The pages of the endpoints do not repeat them.");
    let variants = variants(&source.value.errors, &mut scope, &root.key("errors"), findings);
    ErrorEnum { name, docs, variants, platform: None, other, table }
}

/// Codes and statuses that no answer can have.
fn check_row(error: &ErrorCode, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    if error.code == 0 {
        let message = "0 is the code of success";
        findings.push(Diagnostic::new(Code::InvalidValue, at.key("code").value(), message));
    }
    if let Some(status) = error.http.filter(|status| !(100..600).contains(status)) {
        let message = format!("{status} is no HTTP status");
        findings.push(Diagnostic::new(Code::InvalidValue, at.key("http").value(), message));
    }
}

fn variants(
    errors: &[ErrorCode],
    scope: &mut Scope,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<ErrorVariant> {
    let mut seen: BTreeMap<i64, usize> = BTreeMap::new();
    let mut variants = Vec::new();
    for (index, error) in errors.iter().enumerate() {
        let here = at.index(index);
        check_row(error, &here, findings);
        if let Some(&first) = seen.get(&error.code) {
            let message = format!("the error code {} is listed twice", error.code);
            let diagnostic = Diagnostic::new(Code::DuplicateName, here.key("code").value(), message)
                .also(at.index(first).key("code").value(), "first listed here")
                .note("an answer with this code could become one variant only");
            findings.push(diagnostic);
            continue;
        }
        seen.insert(error.code, index);
        let decide = here.key("decide");
        let wanted = Wanted {
            text: &error.decide.name,
            case: Case::Camel,
            what: format!("the error {}", error.code),
            place: decide.key("name").value(),
            remedy: Remedy::Decision("decide.name"),
        };
        let name = scope.claim(&wanted, findings);
        let what = format!("the error {}", error.code);
        let former = &error.decide.renamed_from;
        let former = history::former(former, Case::Camel, &what, scope, &decide.key("renamed_from"), findings);
        variants.push(ErrorVariant {
            name,
            history: History { former, deprecated: None },
            docs: doc::error_variant(error),
            code: error.code,
            http_status: error.http,
            message: error.message.clone(),
            advice: error.decide.advice.clone().unwrap_or_default(),
            class: error.decide.class,
        });
    }
    variants
}

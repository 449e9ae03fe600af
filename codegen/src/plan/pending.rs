//! What the language can say, but no decision is made about yet: silence would look like success.

use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::Spec;
use crate::spec::model::{Deprecation, Endpoint, EnumValue, Field, SharedType, Types, Variant};

/// Tells of everything that would reach nothing.
pub fn check(spec: &Spec, findings: &mut Vec<Diagnostic>) {
    let mut checker = Checker { findings };
    for version in spec.versions() {
        for located in &version.endpoints {
            checker.endpoint(&located.source.value, &Cursor::root(&located.source.file));
        }
        if let Some(source) = &version.types {
            checker.types(&source.value, &Cursor::root(&source.file));
        }
    }
}

struct Checker<'a> {
    findings: &'a mut Vec<Diagnostic>,
}

impl Checker<'_> {
    fn tell(&mut self, found: bool, key: &str, at: &Cursor<'_>) {
        if found {
            let message = format!("`{key}` would reach nothing");
            let diagnostic = Diagnostic::new(Code::Unsupported, at.key(key).name(), message)
                .note("the generator does not know how to write it yet");
            self.findings.push(diagnostic);
        }
    }

    fn common(&mut self, deprecated: Option<&Deprecation>, renamed: &[String], at: &Cursor<'_>) {
        let decide = at.key("decide");
        self.tell(deprecated.is_some(), "deprecated", &decide);
        self.tell(!renamed.is_empty(), "renamed_from", &decide);
    }

    fn endpoint(&mut self, endpoint: &Endpoint, at: &Cursor<'_>) {
        let decisions = &endpoint.decide;
        let decide = at.key("decide");
        self.common(decisions.deprecated.as_ref(), &decisions.renamed_from, at);
        self.tell(!decisions.moved_from.is_empty(), "moved_from", &decide);
        let errors = at.key("errors");
        for (index, error) in endpoint.errors.iter().enumerate() {
            self.common(None, &error.decide.renamed_from, &errors.index(index));
        }
        let lists = [
            ("path_params", &endpoint.path_params),
            ("query_params", &endpoint.query_params),
            ("body", &endpoint.body),
            ("response", &endpoint.response),
        ];
        for (key, fields) in lists {
            self.fields(fields, &at.key(key));
        }
    }

    fn fields(&mut self, fields: &[Field], at: &Cursor<'_>) {
        for (index, field) in fields.iter().enumerate() {
            let here = at.index(index);
            let decisions = &field.decide;
            self.common(decisions.deprecated.as_ref(), &decisions.renamed_from, &here);
            self.tell(!decisions.rust_type_renamed_from.is_empty(), "rust_type_renamed_from", &here.key("decide"));
            let values = here.key("values");
            for (index, EnumValue { decide, .. }) in field.values.iter().enumerate() {
                self.common(decide.deprecated.as_ref(), &decide.renamed_from, &values.index(index));
            }
            self.fields(&field.fields, &here.key("fields"));
        }
    }

    fn types(&mut self, types: &Types, at: &Cursor<'_>) {
        let list = at.key("types");
        for (index, SharedType { fields, union, contents, decide, .. }) in types.types.iter().enumerate() {
            let here = list.index(index);
            self.common(decide.deprecated.as_ref(), &decide.renamed_from, &here);
            self.fields(fields.as_deref().unwrap_or_default(), &here.key("fields"));
            let union_at = here.key("union");
            self.variants(union.iter().flat_map(|union| &union.variants), &union_at.key("variants"));
            self.variants(contents.iter().flatten(), &here.key("contents"));
        }
    }

    fn variants<'v>(&mut self, variants: impl Iterator<Item = &'v Variant>, at: &Cursor<'_>) {
        for (index, Variant { decide, .. }) in variants.enumerate() {
            self.common(decide.deprecated.as_ref(), &decide.renamed_from, &at.index(index));
        }
    }
}

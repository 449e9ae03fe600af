//! Ways through a spec that several rules take.

use crate::diagnostic::Cursor;
use crate::spec::Spec;
use crate::spec::model::{Endpoint, ErrorCode, Field, SharedType};

/// Where a field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// In a request.
    Request,
    /// In an answer.
    Response,
    /// In a type that several endpoints share.
    Shared,
}

/// Visits every endpoint.
pub fn endpoints(spec: &Spec, mut visit: impl FnMut(&Endpoint, &Cursor<'_>)) {
    for located in spec.versions().iter().flat_map(|version| &version.endpoints) {
        visit(&located.source.value, &Cursor::root(&located.source.file));
    }
}

/// Visits every shared type.
pub fn types(spec: &Spec, mut visit: impl FnMut(&SharedType, &Cursor<'_>)) {
    for source in spec.versions().iter().filter_map(|version| version.types.as_ref()) {
        let root = Cursor::root(&source.file);
        let list = root.key("types");
        for (index, definition) in source.value.types.iter().enumerate() {
            visit(definition, &list.index(index));
        }
    }
}

/// Visits every error code, of the endpoints and of the platform.
pub fn errors(spec: &Spec, mut visit: impl FnMut(&ErrorCode, &Cursor<'_>)) {
    let platform = spec.platform();
    let tables = spec
        .versions()
        .iter()
        .flat_map(|version| &version.endpoints)
        .map(|located| (&located.source.file, &located.source.value.errors))
        .chain([(&platform.file, &platform.value.errors)]);
    for (file, table) in tables {
        let root = Cursor::root(file);
        let list = root.key("errors");
        for (index, error) in table.iter().enumerate() {
            visit(error, &list.index(index));
        }
    }
}

/// Visits every field, with those inside it.
pub fn fields(spec: &Spec, mut visit: impl FnMut(&Field, Side, &Cursor<'_>)) {
    endpoints(spec, |endpoint, at| {
        let lists = [
            ("path_params", Side::Request, &endpoint.path_params),
            ("query_params", Side::Request, &endpoint.query_params),
            ("body", Side::Request, &endpoint.body),
            ("response", Side::Response, &endpoint.response),
        ];
        for (key, side, list) in lists {
            inside(list, side, &at.key(key), &mut visit);
        }
    });
    types(spec, |definition, at| {
        inside(definition.fields.iter().flatten(), Side::Shared, &at.key("fields"), &mut visit);
    });
}

fn inside<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    side: Side,
    at: &Cursor<'_>,
    visit: &mut dyn FnMut(&Field, Side, &Cursor<'_>),
) {
    for (index, field) in fields.into_iter().enumerate() {
        let here = at.index(index);
        visit(field, side, &here);
        inside(&field.fields, side, &here.key("fields"), visit);
    }
}

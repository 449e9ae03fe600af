//! Arguments that can be swapped without the compiler noticing.

use super::findings::Findings;
use super::walk;
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::Spec;
use crate::spec::model::{Endpoint, Field};

/// Tells of neighbouring arguments of one type.
pub fn swappable(spec: &Spec, findings: &mut Findings) {
    walk::endpoints(spec, |endpoint, at| {
        let lists = [at.key("path_params"), at.key("query_params"), at.key("body")];
        let arguments = arguments(endpoint);
        for pair in arguments.windows(2) {
            let [(first_list, first_index, first), (second_list, second_index, second)] = pair else { continue };
            if kind(first) != kind(second) {
                continue;
            }
            let name = |list: &usize, index: &usize| -> crate::diagnostic::Place {
                let here: Cursor<'_> = lists[*list].index(*index);
                here.key("name").value()
            };
            let message = format!("`{}` and `{}` are neighbouring arguments of one type", first.name, second.name);
            let diagnostic = Diagnostic::new(Code::SwappableArguments, name(second_list, second_index), message)
                .also(name(first_list, first_index), "the other one")
                .note("the generated call compiles when they are swapped");
            findings.push(diagnostic);
        }
    });
}

/// The arguments of the generated method in their order: list, place in the list, field.
fn arguments(endpoint: &Endpoint) -> Vec<(usize, usize, &Field)> {
    let required = |field: &Field| field.required == Some(true) || field.decide.positional;
    let content_tag = endpoint.body.iter().find_map(|field| Some(&field.decide.content.as_ref()?.tag));
    let path = endpoint.path_params.iter().enumerate().map(|(index, field)| (0, index, field));
    let query = endpoint.query_params.iter().enumerate().map(|(index, field)| (1, index, field));
    // The content takes the place of the field that names its kind, and comes before all other members.
    let content = endpoint.body.iter().enumerate().filter(|(_, field)| field.decide.content.is_some());
    let others = endpoint
        .body
        .iter()
        .enumerate()
        .filter(|(_, field)| field.decide.content.is_none() && Some(&field.name) != content_tag);
    let body = content.chain(others).map(|(index, field)| (2, index, field));
    path.chain(query.chain(body).filter(|(_, _, field)| required(field))).collect()
}

/// What the compiler tells arguments apart by.
fn kind(field: &Field) -> (String, bool, bool) {
    (field.effective_type().to_owned(), field.decide.content.is_some(), !field.values.is_empty())
}

//! Decisions that are proposed once, where a crate can't be generated without one. What stands in the spec already is
//! never touched, whoever took it.

mod alike;
mod answer;
mod errors;
mod lists;
mod mend;
mod pagination;
mod retry;

pub use mend::Mender;

use crate::spec::model::{Endpoint, Envelope};

/// Proposes what every endpoint must have: a retry class for a new one, a name and a class for each new error. For a new
/// one also, where that is beyond doubt, what its examples show of its answer and of which objects are lists, and how it is
/// read page by page.
pub fn complete(endpoint: &mut Endpoint, method_name: &str, envelope: &Envelope, is_new: bool) {
    if is_new {
        endpoint.decide.retry = retry::propose(endpoint.method, method_name);
        endpoint.decide.answer = answer::propose(endpoint, envelope);
        lists::propose(endpoint, envelope);
        endpoint.decide.pagination = pagination::propose(endpoint, envelope);
    }
    errors::propose(&mut endpoint.errors);
}

//! Decisions that are proposed once, where a crate can't be generated without one. What stands in the spec already is
//! never touched, whoever took it.

mod alike;
mod errors;
mod mend;
mod retry;

pub use mend::Mender;

use crate::spec::model::Endpoint;

/// Proposes what every endpoint must have: a retry class for a new one, a name and a class for each new error.
pub fn complete(endpoint: &mut Endpoint, method_name: &str, is_new: bool) {
    if is_new {
        endpoint.decide.retry = retry::propose(endpoint.method, method_name);
    }
    errors::propose(&mut endpoint.errors);
}

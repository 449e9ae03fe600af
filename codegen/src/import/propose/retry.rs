//! Whether a call may be repeated.

use crate::spec::model::{Method, Retry};

/// How the names of calls begin that only read, whatever their HTTP method.
const READS: [&str; 10] =
    ["batch_get", "batch_query", "check", "detail", "find", "get", "list", "mget", "query", "search"];

/// Proposes a retry class. A POST is taken for a write unless its name says that it reads: repeating a write can do
/// harm, not repeating a read can't.
pub fn propose(method: Method, name: &str) -> Retry {
    let reads =
        READS.iter().any(|word| name == *word || name.strip_prefix(word).is_some_and(|rest| rest.starts_with('_')));
    match method {
        Method::Get => Retry::Read,
        Method::Post if reads => Retry::Read,
        Method::Put | Method::Delete => Retry::IdempotentWrite,
        Method::Post | Method::Patch => Retry::Write,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_reads_only_where_its_name_says_so() {
        assert_eq!(propose(Method::Post, "search"), Retry::Read);
        assert_eq!(propose(Method::Post, "query_task"), Retry::Read);
        assert_eq!(propose(Method::Post, "getaway"), Retry::Write);
        assert_eq!(propose(Method::Post, "create"), Retry::Write);
    }

    #[test]
    fn what_replaces_or_removes_may_be_repeated() {
        assert_eq!(propose(Method::Put, "update"), Retry::IdempotentWrite);
        assert_eq!(propose(Method::Delete, "delete"), Retry::IdempotentWrite);
        assert_eq!(propose(Method::Patch, "patch"), Retry::Write);
    }
}

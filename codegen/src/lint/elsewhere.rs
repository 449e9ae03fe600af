//! The error tables of a whole spec, for those who look at one version of it at a time.

use std::collections::BTreeMap;

use crate::diagnostic::{Cursor, Place};
use crate::spec::{ErrorRow, Spec};

/// What tables say of errors, by version.
#[derive(Debug, Default)]
pub struct ErrorTables {
    rows: BTreeMap<i64, Vec<Row>>,
}

#[derive(Debug)]
struct Row {
    project: String,
    version: String,
    error: ErrorRow,
    place: Place,
}

impl ErrorTables {
    /// Adds the table of an endpoint.
    pub fn add(&mut self, project: &str, version: &str, file: &str, table: &[ErrorRow]) {
        let root = Cursor::root(file);
        let list = root.key("errors");
        for (index, row) in table.iter().enumerate() {
            let (project, version) = (project.to_owned(), version.to_owned());
            let place = list.index(index).key("code").value();
            self.rows.entry(row.code).or_default().push(Row { project, version, error: row.clone(), place });
        }
    }

    /// What a table outside the versions of this spec says otherwise of an error, and where.
    #[must_use]
    pub fn otherwise(&self, error: &ErrorRow, spec: &Spec) -> Option<(&ErrorRow, &Place)> {
        let is_own = |row: &Row| {
            let mut versions = spec.versions().iter();
            versions.any(|version| (&version.project, &version.version) == (&row.project, &row.version))
        };
        let mut others = self.rows.get(&error.code)?.iter().filter(|other| other.error != *error && !is_own(other));
        others.next().map(|other| (&other.error, &other.place))
    }
}

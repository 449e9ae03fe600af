//! `codegen schema`: the language for editors, and what `codegen lint` writes for programs.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::arguments::SpecFolder;
use super::workspace::Places;
use super::{Failure, Status, Terminal};
use crate::diagnostic::report;
use crate::diff;
use crate::drift;
use crate::output::{self, Difference};
use crate::spec::{Folder, SCHEMA_FOLDER, schemas};

/// Writes the schemas of the language beside the spec.
pub fn run(folder: &SpecFolder, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let spec = Places::spec(folder.spec.as_ref())?;
    let written = write(&spec)?;
    let total = wanted().len();
    writeln!(terminal.out, "{}/{SCHEMA_FOLDER}: {total} files, {written} written anew", spec.shown_as)?;
    Ok(Status::Fine)
}

/// Writes those schemas that are not those of the language, and returns how many there were.
pub fn write(spec: &Folder) -> Result<usize, Failure> {
    let differences = differences(spec)?;
    let texts: BTreeMap<PathBuf, &str> =
        differences.iter().map(|difference| (difference.path.clone().into(), difference.wanted.as_str())).collect();
    output::replace(texts.iter().map(|(path, text)| (path.as_path(), *text)), &spec.path)?;
    Ok(differences.len())
}

/// Whether a spec has schemas at all. A spec without them is as good; editors know less of it.
pub fn are_there(spec: &Folder) -> bool {
    spec.path.join(SCHEMA_FOLDER).is_dir()
}

/// The schemas that are not those of the language, with paths from the folder of the spec.
pub fn differences(spec: &Folder) -> Result<Vec<Difference>, Failure> {
    let present = output::read(&spec.path.join(SCHEMA_FOLDER))?;
    let stale = |(name, wanted): (String, String)| {
        let present = present.get(&name).cloned().unwrap_or_default();
        (present != wanted).then(|| Difference { path: format!("{SCHEMA_FOLDER}/{name}"), present, wanted })
    };
    Ok(wanted().into_iter().filter_map(stale).collect())
}

/// All schemas, by the names of their files.
fn wanted() -> Vec<(String, String)> {
    let mut all = schemas();
    all.push(("findings.json".to_owned(), report::json_schema()));
    all.push(("changes.json".to_owned(), diff::report::json_schema()));
    all.push(("drift.json".to_owned(), drift::json_schema()));
    all
}

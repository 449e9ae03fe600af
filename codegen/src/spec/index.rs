//! A folder of YAML files → who its endpoints are, for stages that look at few of them at a time: a whole spec can be
//! much larger than what is said about it.

use std::collections::BTreeMap;
use std::io;

use super::listing::Listing;
use super::load::{Contents, Texts, load_files, read_text};
use super::model::{Endpoint, ErrorCode, ErrorRow, Page, Platform};
use super::{Folder, Loaded, Sourced};
use crate::diagnostic::{Diagnostic, Sources};

/// What came of reading a folder for its index.
#[derive(Debug)]
pub struct Indexed {
    /// The texts of the files that something is wrong with, to show excerpts of.
    pub sources: Sources,
    /// The index.
    pub index: Result<Index, Vec<Diagnostic>>,
}

/// A spec that is free of errors of form, and of which only little is held in memory.
#[derive(Debug)]
pub struct Index {
    listing: Listing,
    platform: Sourced<Platform>,
    endpoints: Vec<Known>,
    /// Where each call is among the endpoints; of two with the same call the first.
    calls: BTreeMap<String, usize>,
}

/// Who an endpoint is, and what else of it must be known beyond its version.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// Project, version, resource and method.
    pub place: [String; 4],
    /// Its file, as shown to the user.
    pub file: String,
    /// Method and path, whatever the placeholders are called.
    pub call: String,
    /// The page that it was transcribed from.
    pub page: Page,
    /// Its error table.
    pub errors: Vec<ErrorRow>,
}

impl Known {
    /// Such as `helpdesk.v1.ticket.get`.
    #[must_use]
    pub fn id(&self) -> String {
        self.place.join(".")
    }
}

impl Index {
    /// Reads a folder.
    ///
    /// # Errors
    ///
    /// Fails when the folder itself can't be listed. A file that can't be read is a diagnostic like any other.
    pub fn of(folder: &Folder) -> io::Result<Indexed> {
        let listing = Listing::of(folder)?;
        let contents = Contents::read(&listing, Texts::Wrong, known);
        let Contents { package, platform, types: _, endpoints, sources, findings } = contents;
        let index = match (package, platform) {
            (Some(_), Some(platform)) if findings.is_empty() => {
                let endpoints: Vec<Known> = endpoints.into_iter().map(|(.., known)| known).collect();
                let calls = endpoints.iter().enumerate().rev().map(|(at, known)| (known.call.clone(), at)).collect();
                Ok(Self { listing, platform, endpoints, calls })
            }
            _ => Err(findings),
        };
        Ok(Indexed { sources, index })
    }

    /// What every call shares.
    #[must_use]
    pub fn platform(&self) -> &Platform {
        &self.platform.value
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Folder {
        self.listing.folder()
    }

    /// The endpoints, in the order of their files.
    #[must_use]
    pub fn endpoints(&self) -> &[Known] {
        &self.endpoints
    }

    /// The endpoint of a call.
    #[must_use]
    pub fn by_call(&self, call: &str) -> Option<&Known> {
        self.calls.get(call).map(|at| &self.endpoints[*at])
    }

    /// Reads the endpoint in a file; `None` when the file has changed since the index was made, and has errors now.
    #[must_use]
    pub fn endpoint(&self, file: &str) -> Option<Endpoint> {
        let text = self.text(file)?;
        // It was checked when the index was made.
        serde_yaml::from_str(&text).ok()
    }

    /// Reads the text of a file, where that is possible.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<String> {
        read_text(&self.folder().path_of(file), file).ok()
    }

    /// Reads the endpoints and types of one version, with what every version shares.
    #[must_use]
    pub fn version(&self, project: &str, version: &str) -> Loaded {
        load_files(&self.listing.of_version(project, version))
    }
}

fn known(place: [&str; 4], source: Sourced<Endpoint>) -> Known {
    let Sourced { file, value } = source;
    let errors = value.errors.iter().map(ErrorCode::row).collect();
    Known { place: place.map(str::to_owned), file, call: value.call(), page: value.page, errors }
}

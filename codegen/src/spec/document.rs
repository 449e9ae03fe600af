//! The kinds of files that a spec has.

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Endpoint, Package, Platform, Types};

/// What a file of a spec holds.
pub trait Document: Serialize + DeserializeOwned + JsonSchema + PartialEq {
    /// Name of its schema, without the ending.
    const SCHEMA: &'static str;

    /// How many folders are between the file and the folder of the spec.
    const DEPTH: usize;

    /// What the file is about, in one line.
    fn title(&self) -> String;

    /// Whether a line is the title of such a file, though perhaps of what the file said before.
    fn is_title(line: &str) -> bool;
}

const PACKAGE_TITLE: &str = "The crate that is generated. Decisions only: no page says any of this.";
const PLATFORM_TITLE: &str = "What every call to the platform shares, and the pages that state it.";
const TYPES_TITLE: &str = "Types that several endpoints share.";

impl Document for Package {
    const SCHEMA: &'static str = "crate";
    const DEPTH: usize = 0;

    fn title(&self) -> String {
        PACKAGE_TITLE.to_owned()
    }

    fn is_title(line: &str) -> bool {
        line == PACKAGE_TITLE
    }
}

impl Document for Platform {
    const SCHEMA: &'static str = "platform";
    const DEPTH: usize = 0;

    fn title(&self) -> String {
        PLATFORM_TITLE.to_owned()
    }

    fn is_title(line: &str) -> bool {
        line == PLATFORM_TITLE
    }
}

impl Document for Types {
    const SCHEMA: &'static str = "types";
    const DEPTH: usize = 2;

    fn title(&self) -> String {
        TYPES_TITLE.to_owned()
    }

    fn is_title(line: &str) -> bool {
        line == TYPES_TITLE
    }
}

impl Document for Endpoint {
    const SCHEMA: &'static str = "endpoint";
    const DEPTH: usize = 3;

    fn title(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }

    fn is_title(line: &str) -> bool {
        let method = line.split_once(" /").map(|(method, _)| method);
        method.is_some_and(|method| !method.is_empty() && method.chars().all(|letter| letter.is_ascii_uppercase()))
    }
}

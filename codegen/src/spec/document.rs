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
}

impl Document for Package {
    const SCHEMA: &'static str = "crate";
    const DEPTH: usize = 0;

    fn title(&self) -> String {
        "The crate that is generated. Decisions only: no page says any of this.".to_owned()
    }
}

impl Document for Platform {
    const SCHEMA: &'static str = "platform";
    const DEPTH: usize = 0;

    fn title(&self) -> String {
        "What every call to the platform shares, and the pages that state it.".to_owned()
    }
}

impl Document for Types {
    const SCHEMA: &'static str = "types";
    const DEPTH: usize = 2;

    fn title(&self) -> String {
        "Types that several endpoints share.".to_owned()
    }
}

impl Document for Endpoint {
    const SCHEMA: &'static str = "endpoint";
    const DEPTH: usize = 3;

    fn title(&self) -> String {
        format!("{} {}", self.method.as_str(), self.path)
    }
}

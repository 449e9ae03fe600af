//! `codegen init`: the two files that a spec can't be without.

use std::path::{Path, PathBuf};

use clap::Args;

use super::schema;
use super::workspace::Places;
use super::{Failure, Status, Terminal};
use crate::output;
use crate::spec::{self, Package, Platform};

/// What every call shares: what this repository says of it, because there is one platform.
const PLATFORM: &str = include_str!("../../../../spec/platform.yaml");

/// A package without endpoints.
const CRATE: &str = include_str!("crate.yaml");

/// Where to begin, and with what.
#[derive(Debug, Clone, Args)]
pub struct InitArguments {
    /// The folder that the spec is to be in; it is made where there is none
    #[arg(long, value_name = "DIR")]
    pub spec: PathBuf,
    /// Where `feishu-runtime` is, as seen from the crate that will be generated [default: `../runtime`]
    #[arg(long, value_name = "DIR")]
    pub runtime: Option<String>,
}

/// Writes the files that are missing, and leaves those that are there as they are.
pub fn run(arguments: &InitArguments, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let folder = Places::new_spec(&arguments.spec);
    let files = [("platform.yaml", platform()?), ("crate.yaml", package(arguments.runtime.as_deref())?)];
    let (present, missing): (Vec<_>, Vec<_>) = files.into_iter().partition(|(name, _)| folder.path.join(name).exists());
    output::replace(missing.iter().map(|(name, text)| (Path::new(*name), text.as_str())), &folder.path)?;
    schema::write(&folder)?;
    for (name, _) in &missing {
        writeln!(terminal.out, "{}/{name}: written", folder.shown_as)?;
    }
    for (name, _) in &present {
        writeln!(terminal.out, "{}/{name}: there already, and left as it is", folder.shown_as)?;
    }
    writeln!(terminal.out, "next: `cargo codegen import PAGE… --spec {}`", folder.shown_as)?;
    Ok(Status::Fine)
}

/// The platform, but for what was decided about endpoints that are not there.
fn platform() -> Result<String, Failure> {
    let mut platform: Platform = read("platform.yaml", PLATFORM)?;
    platform.decide.hosts.clear();
    Ok(spec::write(&platform))
}

fn package(runtime: Option<&str>) -> Result<String, Failure> {
    let mut package: Package = read("crate.yaml", CRATE)?;
    if let Some(runtime) = runtime {
        runtime.clone_into(&mut package.runtime.path);
    }
    Ok(spec::write(&package))
}

fn read<T: spec::Document>(name: &str, text: &str) -> Result<T, Failure> {
    spec::read(name, text).map_err(|_| Failure::from(format!("the template of `{name}` is broken")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_canonical() {
        assert_eq!(platform().expect("a platform"), PLATFORM);
        assert_eq!(package(None).expect("a package"), CRATE);
    }

    #[test]
    fn the_place_of_the_runtime_can_be_said() {
        assert!(package(Some("../../runtime")).expect("a package").contains("  path: ../../runtime\n"));
    }
}

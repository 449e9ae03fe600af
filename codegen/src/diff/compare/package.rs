//! The generated package.

use super::access;
use super::differing::{Difference, Differing};
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::Sourced;
use crate::spec::model::Package;

/// Compares what is said of the generated package.
pub fn compare(old: &Sourced<Package>, new: &Sourced<Package>, found: &mut Recorder) {
    let at = Sides::files(&old.file, &new.file);
    let (old, new) = (&old.value, &new.value);
    let mut keys = Differing::between(old, new);
    found.tell_keys(&mut keys, &["name"], Kind::PackageRenamed, &at);
    found.tell_keys(&mut keys, &["version"], Kind::CrateVersionChanged, &at);
    found.tell_keys(&mut keys, &["edition", "rust_version"], Kind::RustVersionChanged, &at);
    let texts = ["description", "license", "keywords", "categories"];
    found.tell_keys(&mut keys, &texts, Kind::PackageTextChanged, &at);
    found.tell_keys(&mut keys, &["example"], Kind::ExampleChanged, &at);
    found.tell_keys(&mut keys, &["note"], Kind::NoteChanged, &at);
    if keys.take("default_features").is_some() {
        let kinds = [Kind::DefaultFeatureAdded, Kind::DefaultFeatureRemoved, Kind::OrderChanged];
        access::set(&old.default_features, &new.default_features, &at.part("default_features"), kinds, found);
    }
    keys.cover(&["runtime"]);
    let here = at.part("runtime");
    let mut runtime = Differing::between(&old.runtime, &new.runtime);
    if let Some(Difference { old: was, new: is }) = runtime.take("version") {
        let is_other = !takes_the_place(&old.runtime.version, &new.runtime.version);
        found.tell(Kind::RuntimeChanged, &here.part("version")).values(was, is).unless(is_other);
    }
    found.tell_keys(&mut runtime, &["path"], Kind::PackageTextChanged, &here);
    found.tell_rest(runtime, &here);
    found.tell_rest(keys, &at);
}

/// Whether cargo would take the one version where the other was asked for, or the other way round.
fn takes_the_place(old: &str, new: &str) -> bool {
    let versions = (semver::Version::parse(old), semver::Version::parse(new));
    let requirements = (semver::VersionReq::parse(old), semver::VersionReq::parse(new));
    match (versions, requirements) {
        ((Ok(old), Ok(new)), (Ok(wants_old), Ok(wants_new))) => wants_old.matches(&new) || wants_new.matches(&old),
        _ => false,
    }
}

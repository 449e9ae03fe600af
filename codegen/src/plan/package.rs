//! The generated crate as a package.

use super::doc::{self, Docs};
use super::module::{self, Project};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::spec::{self, Sourced};

/// The crate that generated code calls.
const RUNTIME: &str = "feishu-runtime";

/// The features of the runtime that the generated crate passes on: name, whether it is on by default, what it adds.
const PASSED_ON: [(&str, bool, &str); 6] = [
    ("ring", true, "TLS with the cryptography of ring."),
    ("aws-lc-rs", false, "TLS with that of AWS-LC, unless `ring` is on too; building it takes longer and wants cmake."),
    ("http2", false, "HTTP/2 beside HTTP/1.1, where the server offers it."),
    ("tracing", false, "Spans and events for `tracing`, with OpenTelemetry's names."),
    ("blocking", false, "`send_blocking` and the like, for programs without an async runtime."),
    ("testing", false, "A fake platform on this machine, for the tests of programs that use this crate."),
];

/// The generated crate as a package.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// What the spec says about it.
    pub manifest: spec::Package,
    /// The crate that generated code calls.
    pub runtime: &'static str,
    /// Its features.
    pub features: Vec<Feature>,
    /// Documentation of the crate.
    pub docs: Docs,
    /// Its README.
    pub readme: Docs,
}

/// A feature of the generated crate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// Its name.
    pub name: String,
    /// What it adds, in one line of Markdown.
    pub summary: String,
    /// Features of dependencies that it turns on.
    pub enables: Vec<String>,
    /// Whether it is on unless the user says otherwise.
    pub is_default: bool,
}

/// Plans the package.
pub fn plan(source: &Sourced<spec::Package>, projects: &[Project], findings: &mut Vec<Diagnostic>) -> Package {
    let root = Cursor::root(&source.file);
    check_manifest(&source.value, &root, findings);
    let features = features(&source.value, projects);
    let list = root.key("default_features");
    for (index, wanted) in source.value.default_features.iter().enumerate() {
        if !features.iter().any(|feature| feature.name == *wanted) {
            let message = format!("there is no feature `{wanted}`");
            let diagnostic = Diagnostic::new(Code::UnknownValue, list.index(index).value(), message)
                .note("each version of a project is a feature, such as `helpdesk-v1`")
                .suggest(wanted, features.iter().map(|feature| feature.name.as_str()));
            findings.push(diagnostic);
        }
    }
    check_example(&source.value, projects, &root, findings);
    Package {
        docs: doc::library(&source.value, projects, &features),
        readme: doc::readme(&source.value, projects, &features),
        manifest: source.value.clone(),
        runtime: RUNTIME,
        features,
    }
}

fn features(manifest: &spec::Package, projects: &[Project]) -> Vec<Feature> {
    let versions = projects.iter().flat_map(|project| &project.versions).map(|version| Feature {
        name: version.feature.clone(),
        summary: version.docs.lines().join(" "),
        enables: Vec::new(),
        is_default: manifest.default_features.contains(&version.feature),
    });
    let passed_on = PASSED_ON.into_iter().map(|(name, is_default, summary)| Feature {
        name: name.to_owned(),
        summary: summary.to_owned(),
        enables: vec![format!("{RUNTIME}/{name}")],
        is_default,
    });
    versions.chain(passed_on).collect()
}

/// What cargo would refuse. A generated manifest that it can't read would keep it from running the generator again.
fn check_manifest(manifest: &spec::Package, root: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let is_name = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    let name_is_good =
        manifest.name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && manifest.name.chars().all(is_name);
    let number = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_digit());
    let rust_version_is_good =
        (2..=3).contains(&manifest.rust_version.split('.').count()) && manifest.rust_version.split('.').all(number);
    let checks = [
        (name_is_good, "name", &manifest.name, "a name has letters, digits, `-` and `_`, and begins with a letter"),
        (semver::Version::parse(&manifest.version).is_ok(), "version", &manifest.version, "a version is like 1.2.3"),
        (
            ["2021", "2024"].contains(&manifest.edition.as_str()),
            "edition",
            &manifest.edition,
            "editions are 2021 and 2024",
        ),
        (rust_version_is_good, "rust_version", &manifest.rust_version, "a Rust version is like 1.95"),
    ];
    for (_, key, value, help) in checks.into_iter().filter(|(is_good, ..)| !is_good) {
        let message = format!("cargo would not take `{value}` as the {} of a package", key.replace('_', " "));
        findings.push(Diagnostic::new(Code::InvalidValue, root.key(key).value(), message).help(help));
    }
    if semver::VersionReq::parse(&manifest.runtime.version).is_err() {
        let message = format!("cargo would not take `{}` as the version of a dependency", manifest.runtime.version);
        findings.push(Diagnostic::new(Code::InvalidValue, root.key("runtime").key("version").value(), message));
    }
}

fn check_example(manifest: &spec::Package, projects: &[Project], root: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(wanted) = &manifest.example else { return };
    let ids: Vec<_> = module::endpoints(projects).map(|(_, endpoint)| endpoint.descriptor.id.as_str()).collect();
    if !ids.contains(&wanted.as_str()) {
        let diagnostic =
            Diagnostic::new(Code::UnknownValue, root.key("example").value(), format!("there is no call `{wanted}`"))
                .suggest(wanted, ids);
        findings.push(diagnostic);
    }
}

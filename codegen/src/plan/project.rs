//! Folders of the spec → modules of the generated crate.

use std::collections::{BTreeMap, BTreeSet};

use super::check;
use super::doc::{self, Docs};
use super::endpoint::{self, Endpoint, Scopes};
use super::history;
use super::module::{Project, Resource, SharedModule, Version};
use super::name::{Case, Name, Remedy, Scope, Wanted};
use super::shared::{self, SharedTypes};
use crate::diagnostic::{Code, Cursor, Diagnostic, Place};
use crate::spec::{self, LocatedEndpoint, Spec};

/// Plans all projects.
pub fn plan(spec: &Spec, findings: &mut Vec<Diagnostic>) -> Vec<Project> {
    let duplicates = duplicates(spec, findings);
    history::check_endpoints(spec, findings);
    let mut modules = Scope::new("the crate").reserving(
        ["client", "platform", "runtime", "serde_json", "testing", "builder", "clone"],
        "something of the crate itself",
    );
    let mut projects: Vec<(&str, Project, Scope)> = Vec::new();
    for version in spec.versions() {
        let Some(place) = place_of(version) else { continue };
        if projects.last().is_none_or(|(name, ..)| *name != version.project) {
            let project = project(&version.project, &place, &mut modules, findings);
            let names = Scope::new(format!("the project `{}`", version.project))
                .reserving(["new", "clone", project.handle.as_str()], "something that every project has");
            projects.push((&version.project, project, names));
        }
        let Some((_, project, names)) = projects.last_mut() else { continue };
        let planned = plan_version((spec, &duplicates), version, (&project.module, names), &place, findings);
        project.versions.push(planned);
    }
    projects.into_iter().map(|(_, project, _)| project).collect()
}

/// A place to point at for the names that folders give.
fn place_of(version: &spec::Version) -> Option<Place> {
    let first = version.endpoints.first().map(|endpoint| &endpoint.source.file);
    first.or(version.types.as_ref().map(|types| &types.file)).map(Place::file)
}

fn folder<'a>(text: &'a str, case: Case, place: &Place) -> Wanted<'a> {
    Wanted { text, case, what: format!("the folder `{text}`"), place: place.clone(), remedy: Remedy::Folder }
}

fn project(name: &str, place: &Place, modules: &mut Scope, findings: &mut Vec<Diagnostic>) -> Project {
    let module = modules.claim(&folder(name, Case::Snake, place), findings);
    // The handle stands alone beside the version modules, which are in snake case.
    let handle = Scope::new("the project").claim(&folder(name, Case::Camel, place), findings);
    Project { docs: Docs::markdown(format!("The {} APIs.", doc::code(name))), module, handle, versions: Vec::new() }
}

/// The name of the type that stands for a folder. Where the name of the module was refused, that of the type would be for
/// the same reason, and once is enough.
fn handle(names: &mut Scope, name: &str, place: &Place, is_fine: bool, findings: &mut Vec<Diagnostic>) -> Name {
    let wanted = folder(name, Case::Camel, place);
    if is_fine { names.claim(&wanted, findings) } else { Scope::new("nothing").claim(&wanted, &mut Vec::new()) }
}

fn plan_version(
    (spec, duplicates): (&Spec, &BTreeSet<&str>),
    version: &spec::Version,
    (project, names): (&Name, &mut Scope),
    place: &Place,
    findings: &mut Vec<Diagnostic>,
) -> Version {
    let spec::Version { project: project_name, version: version_name, types, endpoints } = version;
    let before = findings.len();
    let module = names.claim(&folder(version_name, Case::Snake, place), findings);
    let handle = handle(names, version_name, place, findings.len() == before, findings);
    let mut modules = Scope::new(format!("the version `{project_name}/{version_name}`"))
        .reserving(["new", "clone"], "a method of every such type");
    let types_module = modules.own("types", "the module of shared types");
    let mut handles = Scope::new(format!("the version `{project_name}/{version_name}`"))
        .reserving([handle.as_str()], "the version itself");
    let mut shared_names = Scope::new("the module of shared types");
    let path = vec![project.clone(), module.clone(), types_module.clone()];
    let shared =
        SharedTypes::collect(types.as_ref(), &spec.platform().value.documentation, path, &mut shared_names, findings);
    let mut usage = BTreeMap::new();
    let mut resources = Vec::new();
    let endpoints: Vec<_> = endpoints.iter().filter(|located| !duplicates.contains(located.id.as_str())).collect();
    for group in endpoints.chunk_by(|left, right| left.resource == right.resource) {
        let resource = &group[0].resource;
        let place = Place::file(&group[0].source.file);
        let before = findings.len();
        let module = modules.claim(&folder(resource, Case::Snake, &place), findings);
        let handle_text = format!("{resource}_resource");
        let handle = self::handle(&mut handles, &handle_text, &place, findings.len() == before, findings);
        let endpoints = plan_endpoints(spec, group, (resource, &handle), &shared, &mut usage, findings);
        let docs = Docs::markdown(format!("Calls on the resource {}.", doc::code(resource)));
        resources.push(Resource { module, handle, docs, endpoints });
    }
    let mut items = shared::plan(&shared, usage, &mut shared_names, findings);
    check::spread(&mut resources, &mut items);
    let types = types.as_ref().map(|source| SharedModule {
        module: types_module,
        docs: Docs::prose(&source.value.summary),
        items,
    });
    Version {
        docs: Docs::markdown(format!("The {} APIs, version {}.", doc::code(project_name), doc::code(version_name))),
        feature: format!("{project_name}-{version_name}").replace('_', "-"),
        module,
        handle,
        types,
        resources,
    }
}

fn plan_endpoints(
    spec: &Spec,
    group: &[&LocatedEndpoint],
    (resource, handle): (&str, &Name),
    shared: &SharedTypes<'_>,
    usage: &mut BTreeMap<String, super::item::Usage>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Endpoint> {
    let what = format!("the module `{resource}`");
    let mut types = Scope::new(&what).reserving([handle.as_str()], "the resource itself");
    let mut statics = Scope::new(&what);
    let mut modules = Scope::new(&what);
    let mut methods =
        Scope::new(format!("the methods of `{handle}`")).reserving(["new", "clone"], "a method of every such type");
    let mut scopes = Scopes { types: &mut types, statics: &mut statics, modules: &mut modules, methods: &mut methods };
    group.iter().map(|located| endpoint::plan(located, spec.platform(), shared, usage, &mut scopes, findings)).collect()
}

/// The same method and path twice would be the same call under two names. Returns the ids of those that come later:
/// they are not planned, because whatever else is wrong with them follows from this.
fn duplicates<'a>(spec: &'a Spec, findings: &mut Vec<Diagnostic>) -> BTreeSet<&'a str> {
    let mut seen = BTreeMap::new();
    let mut duplicates = BTreeSet::new();
    for located in spec.versions().iter().flat_map(|version| &version.endpoints) {
        let endpoint = &located.source.value;
        // Placeholders are told apart by place, not by name.
        let shape: Vec<_> =
            endpoint.path.split('/').map(|part| if part.starts_with(':') { ":" } else { part }).collect();
        let root = Cursor::root(&located.source.file);
        let place = root.key("path").value();
        let first = seen.entry((endpoint.method, shape)).or_insert_with(|| place.clone());
        if *first != place {
            let message = format!("{} {} is described twice", endpoint.method.as_str(), endpoint.path);
            let diagnostic = Diagnostic::new(Code::DuplicateEndpoint, place, message)
                .also(first.clone(), "first described here")
                .note("the generated crate would have two methods for one call")
                .help("delete one of the two files");
            findings.push(diagnostic);
            duplicates.insert(located.id.as_str());
        }
    }
    duplicates
}

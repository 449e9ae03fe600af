//! Which public items of the generated crate belong to which endpoint.

use std::collections::BTreeMap;

use crate::plan::{Plan, Resource};

/// The endpoint that a public item belongs to, by the path of the item.
#[derive(Debug, Default)]
pub struct Owners(BTreeMap<String, String>);

impl Owners {
    /// Those of a generated crate.
    #[must_use]
    pub fn of(plan: &Plan) -> Self {
        let mut owners = Self::default();
        for project in plan.projects() {
            for version in &project.versions {
                for resource in &version.resources {
                    let module = format!("{}::{}::{}", project.module, version.module, resource.module);
                    owners.resource(&module, resource);
                }
            }
        }
        owners
    }

    fn resource(&mut self, module: &str, resource: &Resource) {
        for endpoint in &resource.endpoints {
            let id = &endpoint.descriptor.id;
            let names =
                [&endpoint.request.name, &endpoint.error.name, &endpoint.error.table, &endpoint.descriptor.name];
            let response = endpoint.response.structure().map(|response| &response.name);
            let items = endpoint.items.iter().map(crate::plan::item::Item::name);
            for name in names.into_iter().chain(response).chain(items) {
                self.0.insert(format!("{module}::{name}"), id.clone());
            }
            self.0.insert(format!("{module}::{}::{}", resource.handle, endpoint.method), id.clone());
        }
    }

    /// The endpoint that an item belongs to: itself, or what it is inside of.
    #[must_use]
    pub fn owner(&self, path: &str) -> Option<&str> {
        let ends =
            path.match_indices(['.', '[']).map(|(end, _)| end).chain(path.match_indices("::").map(|(end, _)| end));
        let mut ends: Vec<_> = ends.chain([path.len()]).collect();
        ends.sort_unstable();
        ends.into_iter().rev().find_map(|end| self.0.get(&path[..end])).map(String::as_str)
    }
}

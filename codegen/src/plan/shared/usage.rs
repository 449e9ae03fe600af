//! How shared types are used: sent, received, or both.

use std::collections::BTreeMap;

use super::index::SharedTypes;
use crate::plan::item::Usage;
use crate::spec::references;

/// Passes the use of each type on to the types inside it.
pub fn spread(shared: &SharedTypes<'_>, usage: &mut BTreeMap<String, Usage>) {
    let mut open: Vec<String> = usage.keys().cloned().collect();
    while let Some(name) = open.pop() {
        let used = usage[&name];
        let Some(definition) = shared.definition(&name) else { continue };
        for inner in references::of_type(definition) {
            let entry = usage.entry(inner.clone()).or_default();
            if entry.with(used) != *entry {
                *entry = entry.with(used);
                open.push(inner);
            }
        }
    }
}

//! Who a page says that it is.

use super::differing::Differing;
use super::recorder::Recorder;
use super::sides::Sides;
use crate::diff::Kind;
use crate::spec::model::Page;

/// Compares pages. Where a page is found is a link in the documentation; what else it says of itself is a record.
pub fn compare(old: &Page, new: &Page, at: &Sides<'_>, found: &mut Recorder) {
    let mut keys = Differing::between(old, new);
    found.tell_keys(&mut keys, &["url", "path"], Kind::DocTextChanged, at);
    for (name, difference) in keys.rest() {
        found.tell(Kind::ProvenanceUpdated, &at.part(&name)).values(difference.old, difference.new);
    }
}

//! What a reading of a table may assume, and how much that counts.
//!
//! Only the order matters: one assumption against another, and how many small ones outweigh a large one. The numbers were
//! found on real pages whose nesting is known and was taken away.

/// What a reading assumes; the sum over all rows decides.
pub(super) type Cost = u64;
/// A field that no example shows there …
pub(super) const NOT_IN_EXAMPLE: Cost = 30;
/// … where an example shows that something can be there, but not what …
pub(super) const NO_EXAMPLE: Cost = 10;
/// … or where no example shows even the field itself, so that none could show what is inside.
pub(super) const NOT_SHOWN: Cost = 20;
/// The same name twice in one field.
pub(super) const TWICE: Cost = 80;
/// A field that the example shows, without a row for it.
pub(super) const LEFT_OUT: Cost = 40;
/// A type that must hold something, and nothing in it.
pub(super) const EMPTY: Cost = 45;
/// … although the same rows follow another field of the type.
pub(super) const EMPTY_TWIN: Cost = 80;
/// A type that may hold something holds it, without an example that says so.
pub(super) const OPENED: Cost = 12;
/// A type that holds nothing holds something, or the example shows a plain value.
pub(super) const FORCED: Cost = 60;
/// More in one field than in another of the same type.
pub(super) const BEYOND_TYPE: Cost = 30;
/// What tells about a list stands inside its elements.
pub(super) const PAGING_IN_ELEMENT: Cost = 20;
/// A row that is said to be nested stands outermost, or the other way round.
pub(super) const AGAINST_MARKS: Cost = 10_000;
/// Each field that ends before a row; a row rather stays with the one before it.
pub(super) const LEAVE: Cost = 1;
/// Each level at which something that holds others follows something else that does: these are rather beside each other
/// in an outer field than each inside the one before.
pub(super) const DEEPER: Cost = 1;
/// Something that holds others, behind plain fields in one of several such fields: it is rather another of these.
pub(super) const BESIDE: Cost = 1;

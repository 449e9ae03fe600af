//! Lists that come page by page.

mod items;
mod landmarks;
mod pages;

pub use items::Items;
pub use pages::{Pages, Start, by_number};

/// One page of a list whose pages are numbered.
pub trait NumberedPage {
    /// What the list holds. Two of them are compared to notice that a page is repeated.
    type Item: PartialEq + Clone + Send + 'static;

    /// What this page holds.
    fn items(&self) -> &[Self::Item];

    /// What this page holds.
    fn into_items(self) -> Vec<Self::Item>;

    /// How many items there are over all pages, where the server says so.
    fn total(&self) -> Option<i64>;
}

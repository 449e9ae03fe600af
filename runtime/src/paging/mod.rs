//! Lists that come page by page.

mod by_number;
mod by_offset;
mod by_token;
mod items;
mod landmarks;
mod pages;

pub use by_number::{Start, by_number};
pub use by_offset::by_offset;
pub use by_token::by_token;
pub use items::Items;
pub use pages::Pages;

/// One page of a list.
pub trait Page {
    /// What the list holds. Two of them are compared to notice that a page is repeated.
    type Item: PartialEq + Clone + Send + 'static;

    /// What this page holds.
    fn items(&self) -> &[Self::Item];

    /// What this page holds.
    fn into_items(self) -> Vec<Self::Item>;
}

/// One page of a list whose pages are numbered.
pub trait NumberedPage: Page {
    /// How many items there are over all pages, where the server says so.
    fn total(&self) -> Option<i64>;
}

/// One page of a list in which each page names the next by a token.
pub trait TokenPage: Page {
    /// Whether there is a page after this one, where the server says so.
    fn has_more(&self) -> Option<bool>;

    /// The token of the page after this one, if there is one.
    fn next_page_token(&self) -> Option<&str>;
}

/// One page of a list whose pages are found by how many items come before them.
pub trait OffsetPage: Page {
    /// Whether there is a page after this one, where the server says so.
    fn has_more(&self) -> Option<bool>;

    /// How many items there are over all pages, where the server says so.
    fn total(&self) -> Option<i64>;
}

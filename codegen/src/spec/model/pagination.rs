//! How a list is read page by page.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a list is read page by page: what the request says to get the next page, and how the answer tells the end.
///
/// Parameters may stand in the query or in the body. Fields of the answer are those inside the envelope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "style", rename_all = "snake_case", deny_unknown_fields)]
pub enum Pagination {
    /// Pages have numbers.
    PageNumber {
        /// Parameter with the number of the page.
        page: String,
        /// Parameter with the size of a page.
        page_size: String,
        /// Field of the answer with the elements.
        items: String,
        /// Field of the answer that counts the elements of all pages.
        #[serde(skip_serializing_if = "Option::is_none")]
        total: Option<String>,
        /// Number of the first page.
        first_page: i64,
    },
    /// Each page brings the token of the next one.
    PageToken {
        /// Parameter with the token of the page; the first page has none.
        page_token: String,
        /// Field of the answer with the token of the next page.
        next_page_token: String,
        /// Field of the answer that says whether there is a next page; where there is none, an empty token is the end.
        #[serde(skip_serializing_if = "Option::is_none")]
        has_more: Option<String>,
        /// Field of the answer with the elements.
        items: String,
    },
    /// Each call says how many elements to skip.
    Offset {
        /// Parameter with the number of elements before the page.
        offset: String,
        /// Parameter with the size of a page.
        #[serde(skip_serializing_if = "Option::is_none")]
        limit: Option<String>,
        /// Field of the answer with the elements.
        items: String,
        /// Field of the answer that says whether there is a next page.
        #[serde(skip_serializing_if = "Option::is_none")]
        has_more: Option<String>,
        /// Field of the answer that counts the elements of all pages.
        #[serde(skip_serializing_if = "Option::is_none")]
        total: Option<String>,
    },
}

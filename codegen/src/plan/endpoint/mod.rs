//! One endpoint, with every decision made.

mod addresses;
mod build;
mod contents;
mod descriptor;
mod errors;
mod names;
mod pagination;
mod request;
mod response;

pub use addresses::{check_fields, check_page};
pub use build::plan;
pub use errors::plan_platform;
pub use names::Scopes;

use super::check::Check;
use super::doc::Docs;
use super::history::History;
use super::item::{Item, Struct};
use super::name::Name;
use super::rust_type::RustType;
use crate::spec::model::{AnswerPlace, ErrorClass, HostAddress, Method, Retry, Token, Window};

/// One endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Endpoint {
    /// The module with all that belongs to it.
    pub module: Name,
    /// The method that starts a request.
    pub method: Name,
    /// What was once otherwise about that method.
    pub history: History,
    /// Names that its request, its answer and its errors had before.
    pub former_types: FormerTypes,
    /// What the call does, in one line of Markdown.
    pub summary: String,
    /// Documentation of that method, without the example.
    pub method_docs: Docs,
    /// The lines of an example that compiles.
    pub example: Vec<String>,
    /// The request.
    pub request: Request,
    /// The answer.
    pub response: Response,
    /// The errors.
    pub error: ErrorEnum,
    /// Further types.
    pub items: Vec<Item>,
    /// What the runtime must know.
    pub descriptor: Descriptor,
    /// Where calls go for each server, where that is another host.
    pub host: Option<Vec<HostAddress>>,
    /// How the pages of the answer are read.
    pub pagination: Option<Pagination>,
}

/// Names that the types of an endpoint had before.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormerTypes {
    /// The request.
    pub request: Vec<Name>,
    /// The answer.
    pub response: Vec<Name>,
    /// The errors.
    pub error: Vec<Name>,
}

/// The answer of an endpoint.
#[derive(Debug, Clone, PartialEq)]
pub enum Response {
    /// An object.
    Struct {
        /// The type.
        structure: Struct,
        /// Where in the answer it stands.
        place: AnswerPlace,
    },
    /// A file.
    File,
}

impl Response {
    /// Where in the answer that stands, unless it is where the runtime looks for it anyway.
    #[must_use]
    pub fn unusual_place(&self) -> Option<AnswerPlace> {
        match self {
            Self::Struct { place, .. } => Some(*place).filter(|place| *place != AnswerPlace::InData),
            Self::File => None,
        }
    }

    /// The type of its own that the answer has.
    #[must_use]
    pub fn structure(&self) -> Option<&Struct> {
        match self {
            Self::Struct { structure, .. } => Some(structure),
            Self::File => None,
        }
    }
}

/// The request of an endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Request {
    /// The type.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What a caller can say, in the order of the page: path, query, body.
    pub parameters: Vec<Parameter>,
    /// The method that says how a content is sent, where there is a choice.
    pub encoding: Option<EncodingSetter>,
    /// The body.
    pub body: Option<RequestBody>,
    /// What is checked before anything is sent.
    pub checks: Vec<Check>,
}

/// Something a caller can say.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// Its name.
    pub name: Name,
    /// Its name on the wire.
    pub wire_name: String,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// Its type.
    pub rust_type: RustType,
    /// Whether it is an argument or a setter.
    pub required: bool,
    /// Where it goes.
    pub place: ParameterPlace,
    /// The page's example.
    pub example: Option<serde_json::Value>,
}

/// Where a parameter goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ParameterPlace {
    /// Into the path, for a placeholder.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into the JSON body.
    Body,
    /// Into a part of a form.
    Part,
}

/// The method that says how a content is sent.
#[derive(Debug, Clone, PartialEq)]
pub struct EncodingSetter {
    /// Its name, also of the field behind it.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// What holds unless it is called.
    pub default: crate::spec::model::Encoding,
}

/// The body of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum RequestBody {
    /// JSON.
    Json(Body),
    /// A form of parts, in the order of the page.
    Form(Vec<Part>),
}

/// A part of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The parameter.
    pub name: Name,
    /// The name on the wire.
    pub wire_name: String,
    /// Whether it is always there.
    pub required: bool,
    /// What it holds.
    pub content: PartContent,
}

/// What a part of a form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartContent {
    /// A text.
    String,
    /// Something that is written as a text.
    Displayed,
    /// JSON, as a text.
    JsonText,
    /// A file.
    File,
    /// Several files, each a part of its own.
    Files,
}

/// The JSON body of a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The private type that serialises it.
    pub name: Name,
    /// Its members, in the order of the page.
    pub fields: Vec<BodyField>,
}

/// A member of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct BodyField {
    /// The field of the private type.
    pub name: Name,
    /// The name on the wire, where that differs.
    pub wire_name: Option<String>,
    /// Where the value comes from.
    pub value: BodyValue,
}

/// Where the value of a member comes from.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyValue {
    /// A parameter.
    Parameter {
        /// The parameter.
        name: Name,
        /// Its type.
        rust_type: RustType,
        /// Whether it is always there.
        required: bool,
    },
    /// The kind of a content.
    Kind {
        /// The parameter that holds the content.
        content: Name,
        /// The method that tells its kind.
        tag: Name,
    },
    /// A content.
    Content {
        /// The parameter that holds it.
        content: Name,
        /// The private type that serialises it.
        encoder: Name,
        /// How it is sent.
        encoding: ContentEncoding,
    },
}

/// How a content is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentEncoding {
    /// Always the same way.
    Fixed(crate::spec::model::Encoding),
    /// As this field of the request says.
    Chosen(Name),
}

/// The errors of an endpoint, or those that every endpoint shares.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorEnum {
    /// The type.
    pub name: Name,
    /// Its documentation.
    pub docs: Docs,
    /// The documented codes, in the order of the page.
    pub variants: Vec<ErrorVariant>,
    /// The variant for platform-wide codes, but on the enum of those.
    pub platform: Option<Name>,
    /// The variant for codes that no page lists.
    pub other: Name,
    /// The static table behind it.
    pub table: Name,
}

/// A documented code.
#[derive(Debug, Clone, PartialEq)]
pub struct ErrorVariant {
    /// Its name.
    pub name: Name,
    /// What was once otherwise about it.
    pub history: History,
    /// Its documentation.
    pub docs: Docs,
    /// The code.
    pub code: i64,
    /// The documented HTTP status.
    pub http_status: Option<u16>,
    /// The server's message.
    pub message: String,
    /// What to do about it; empty where nobody has said it.
    pub advice: String,
    /// What kind of failure it is.
    pub class: ErrorClass,
}

/// What the runtime must know of an endpoint.
#[derive(Debug, Clone, PartialEq)]
pub struct Descriptor {
    /// The static.
    pub name: Name,
    /// Such as `helpdesk.v1.ticket_message.create`.
    pub id: String,
    /// The official title.
    pub title: String,
    /// Address of the page.
    pub documentation: Option<String>,
    /// HTTP method.
    pub method: Method,
    /// Path with placeholders.
    pub path: String,
    /// Any of these access tokens.
    pub access_tokens: Vec<Token>,
    /// Whether the helpdesk credentials are sent.
    pub helpdesk: bool,
    /// Fixed headers.
    pub headers: Vec<(String, String)>,
    /// Any of these scopes.
    pub scopes: Vec<String>,
    /// Scopes for some fields.
    pub field_scopes: Vec<String>,
    /// The rate limit.
    pub rate_limit: RateLimit,
    /// Whether it may be repeated.
    pub retry: Retry,
}

/// A rate limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RateLimit {
    /// All of these windows.
    Windows(Vec<Window>),
    /// A limit that is not published.
    Special,
    /// The page says nothing.
    Undocumented,
}

/// How the pages of an answer are read.
#[derive(Debug, Clone, PartialEq)]
pub struct Pagination {
    /// The field of the answer with the elements.
    pub items: Name,
    /// The type of an element.
    pub item: RustType,
    /// How one page leads to the next.
    pub paging: Paging,
}

impl Pagination {
    /// The parameter that says which page is asked for.
    #[must_use]
    pub fn position(&self) -> &Name {
        match &self.paging {
            Paging::Number { page, .. } => page,
            Paging::Token { page_token, .. } => page_token,
            Paging::Offset { offset, .. } => offset,
        }
    }
}

/// How one page leads to the next.
#[derive(Debug, Clone, PartialEq)]
pub enum Paging {
    /// By its number.
    Number {
        /// The parameter with the number of the page.
        page: Name,
        /// The parameter with the size of a page.
        page_size: Name,
        /// The size that the platform takes without it, where the page says so.
        default_page_size: Option<i64>,
        /// The number of the first page.
        first_page: i64,
        /// The field of the answer that counts all elements.
        total: Option<Name>,
    },
    /// By a token that it has for the next.
    Token {
        /// The parameter with the token of the page.
        page_token: Name,
        /// The field of the answer with the token of the next page.
        next_page_token: Name,
        /// The field of the answer that says whether there is more.
        has_more: Option<Name>,
    },
    /// By how many elements come before.
    Offset {
        /// The parameter with the number of elements to skip.
        offset: Name,
        /// The field of the answer that says whether there is more.
        has_more: Option<Name>,
        /// The field of the answer that counts all elements.
        total: Option<Name>,
    },
}

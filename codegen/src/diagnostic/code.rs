//! The rules, by id.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)+) => {
        /// Which rule a diagnostic belongs to.
        ///
        /// `E00` the files themselves, `E01` the form of the YAML, `E02` references, `E03` names in Rust, `E04` what
        /// an endpoint must fulfil so that a call can be generated for it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[$doc])* $name,)+
        }

        impl Code {
            /// The id, as it is shown to the user.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

codes! {
    /// A file of the spec can't be read.
    UnreadableFile = "E0001",
    /// A file that every spec needs is not there.
    MissingFile = "E0002",
    /// A file stands where no endpoint, type or platform file is expected.
    MisplacedFile = "E0003",
    /// The file is no YAML.
    Syntax = "E0100",
    /// A key that the spec language does not have.
    UnknownKey = "E0101",
    /// A value of the wrong type.
    WrongType = "E0102",
    /// A key that must be there is not.
    MissingKey = "E0103",
    /// The same key twice.
    DuplicateKey = "E0104",
    /// A value that is none of those the language allows.
    UnknownValue = "E0105",
    /// A value that has the right type but no meaning.
    InvalidValue = "E0106",
    /// A type that is neither built in nor defined.
    UnknownType = "E0201",
    /// A parameter or field that is referred to but does not exist.
    UnknownField = "E0202",
    /// The same method and path twice.
    DuplicateEndpoint = "E0203",
    /// The same name twice where names must differ.
    DuplicateName = "E0204",
    /// Two items that would have the same name in Rust.
    NameCollision = "E0301",
    /// A name that can't be written as a Rust identifier.
    NoIdentifier = "E0302",
    /// The path has a placeholder without a parameter, or a parameter without a placeholder.
    PathParameters = "E0401",
    /// A header that the generated call could not send.
    Header = "E0402",
    /// A body where the method takes none.
    UnexpectedBody = "E0403",
    /// An answer that the envelope does not describe.
    ResponseShape = "E0404",
    /// The host is none of the platform's servers.
    UnknownHost = "E0405",
    /// A message content that can't be built as decided.
    Content = "E0406",
    /// A pagination that can't be driven as decided.
    Pagination = "E0407",
    /// An access token that the runtime can't get or a missing statement about tokens.
    AccessToken = "E0408",
    /// The file's place and what the file says of itself differ.
    Operation = "E0409",
    /// A construct that the generator does not know how to write yet.
    Unsupported = "E0410",
}

impl Code {
    /// How bad a finding of this rule is.
    #[must_use]
    pub fn severity(self) -> Severity {
        Severity::Error
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

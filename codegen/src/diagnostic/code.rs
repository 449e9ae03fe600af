//! The rules, by id.

use std::fmt;

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $id:literal,)+) => {
        /// Which rule a diagnostic belongs to.
        ///
        /// `E00` the files themselves, `E01` the form of the YAML, `E02` references, `E03` names in Rust, `E04` what
        /// an endpoint must fulfil so that a call can be generated for it, `E05` pages that can't be imported. `W` are the rules of the lint: what is
        /// probably a mistake, although a crate can be generated from it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)+
        }

        impl Code {
            /// All rules.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The id, as it is shown to the user.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }

            /// The name, such as `UnknownKey`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => stringify!($name),)+
                }
            }

            /// What the rule is about: a line that sums it up, then why it matters and how to mend it.
            fn explanation(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc, "\n"),*),)+
                }
            }
        }
    };
}

codes! {
    /// A file of the spec can't be read.
    ///
    /// A file that is skipped in silence would take its endpoint out of the generated crate.
    UnreadableFile = "E0001",
    /// A file that every spec needs is not there.
    ///
    /// `crate.yaml` says what the generated package is called, `platform.yaml` what every call shares.
    MissingFile = "E0002",
    /// A file stands where no endpoint, type or platform file is expected.
    ///
    /// The place of a file says which module and which method of the generated crate an endpoint becomes.
    MisplacedFile = "E0003",
    /// The file is no YAML.
    Syntax = "E0100",
    /// A key that the spec language does not have.
    ///
    /// A misspelt key would be a fact that never reaches the generated crate.
    UnknownKey = "E0101",
    /// A value of the wrong type.
    WrongType = "E0102",
    /// A key that must be there is not.
    MissingKey = "E0103",
    /// The same key twice.
    ///
    /// Only one of the two values could reach the generated crate.
    DuplicateKey = "E0104",
    /// A value that is none of those the language allows.
    UnknownValue = "E0105",
    /// A value that has the right type but no meaning.
    InvalidValue = "E0106",
    /// A type that is neither built in nor defined.
    ///
    /// Types are built in (`string`, `int`, `boolean`, `number(float)`, `any`, lists of them with `[]`, maps with
    /// `map<string, …>`), have `fields` of their own where they are named, or stand in the `types.yaml` of the version.
    UnknownType = "E0201",
    /// A parameter or field that is referred to but does not exist.
    UnknownField = "E0202",
    /// The same method and path twice.
    ///
    /// The generated crate would have two methods for one call.
    DuplicateEndpoint = "E0203",
    /// The same name twice where names must differ.
    ///
    /// On the wire the two could not be told apart.
    DuplicateName = "E0204",
    /// Two items that would have the same name in Rust.
    ///
    /// Names on the wire can differ in ways that are lost in Rust, such as the case of their letters. The generator never
    /// adds a suffix: it would move to another item when something is added to the spec. `decide.name` gives one of the
    /// two another name.
    NameCollision = "E0301",
    /// A name that can't be written as a Rust identifier.
    ///
    /// Names that begin with a digit, have no letters, or are `self` and its like can't be identifiers. `decide.name`
    /// says what it is called in Rust; on the wire it keeps its name.
    NoIdentifier = "E0302",
    /// The path has a placeholder without a parameter, or a parameter without a placeholder.
    PathParameters = "E0401",
    /// A header that the generated call could not send.
    ///
    /// A header has a fixed value, or it is one of those that `platform.yaml` defines and the runtime fills in.
    Header = "E0402",
    /// An answer that the envelope does not describe.
    ///
    /// An answer is an object with the members that `platform.yaml` names, and what the call returns stands inside its data,
    /// or else beside its code. Where the page does not show which, `decide.answer` says it.
    ResponseShape = "E0404",
    /// The host is none of the platform's servers.
    ///
    /// A call carries credentials, and a page can print any host. So a call goes to the server that the client was made for,
    /// or to a host that a maintainer has listed in `platform.yaml`, in `hosts` under `decide`, and nowhere else.
    UnknownHost = "E0405",
    /// A message content that can't be built as decided.
    Content = "E0406",
    /// A pagination that can't be driven as decided.
    Pagination = "E0407",
    /// The page asks for an access token, and the spec does not say which.
    AccessToken = "E0408",
    /// The file's place and what the file says of itself differ.
    Operation = "E0409",
    /// A construct that the generator does not know how to write yet.
    Unsupported = "E0410",
    /// A page of which no endpoint can be made.
    ///
    /// It has no HTTP method or path that a call could have.
    UnusablePage = "E0501",
    /// Several pages describe the same call, and nothing says which of them is right.
    ///
    /// Old pages stay on after a new one has taken their place. Import the right one by itself: from then on the spec
    /// says which page the endpoint follows.
    SeveralPages = "E0502",
    /// There is no place in the spec for the endpoint of a page.
    ///
    /// The place comes from the vendor's name of the operation, from the page's own path, or from the path of the call.
    /// Either none of them has words that a file can be called by, or another call is there already.
    NoPlace = "E0503",
    /// A shared type that nothing uses.
    ///
    /// It is generated all the same, and users compile it. Either something should use it, or it can go.
    UnusedType = "W0501",
    /// An example or a default that contradicts the type, the listed values or the bounds beside it.
    ///
    /// One of the two is wrong, on the page or in its transcription. If the page says both, accept the finding and say so.
    ContradictoryValue = "W0502",
    /// A call that reads, with a body.
    ///
    /// Proxies and servers may drop the body of a GET or DELETE. A few real pages have one; accept the finding there.
    BodyOnRead = "W0503",
    /// A string whose example is JSON, without a decision what is in it.
    ///
    /// Callers would have to build and parse the JSON by hand. `decide.json` or `decide.content` makes it a typed value.
    UndecidedJson = "W0504",
    /// An integer that looks like a moment, without a unit.
    ///
    /// The platform has both seconds and milliseconds; a mistake is off by a factor of a thousand and looks right in
    /// code. `decide.timestamp` makes the unit part of the type.
    TimestampWithoutUnit = "W0505",
    /// The same error code with another HTTP status or message elsewhere, and no recorded contradiction.
    ///
    /// A client decides by code alone, but the reader of the documentation should learn that the pages disagree.
    InconsistentError = "W0506",
    /// HTTP 401 or 403 for an error that is not about credentials or rights, and no recorded contradiction.
    ///
    /// Whoever looks at the status alone would fetch a new token. The class decides, and a recorded contradiction tells
    /// readers why it differs from the status.
    MisleadingStatus = "W0507",
    /// An endpoint that takes an access token but lists no scope.
    ///
    /// Most such calls need one. If this one does not, accept the finding.
    NoScope = "W0508",
    /// A call that changes something, with read-only scopes only.
    ReadOnlyScope = "W0509",
    /// A helpdesk endpoint without the helpdesk header.
    ///
    /// Without the helpdesk's credentials the platform refuses every call.
    NoHelpdeskHeader = "W0510",
    /// An endpoint or a type that does not say which page it comes from.
    NoProvenance = "W0511",
    /// An endpoint without a rate limit.
    ///
    /// "The page says nothing" and "it was forgotten" look alike. A limit that is not published has `special: true`.
    NoRateLimit = "W0512",
    /// Two neighbouring arguments of one type.
    ///
    /// They can be swapped without the compiler noticing. If the order is natural, accept the finding.
    SwappableArguments = "W0513",
    /// Something without an English summary, or an error without advice.
    ///
    /// It would be documented by its name, its official title or the server's message alone.
    NoSummary = "W0514",
    /// Advice or a summary that is empty.
    EmptyText = "W0515",
    /// An example of the page that is no JSON.
    ///
    /// It is shown as JSON in the documentation. Where the page really prints it so, accept the finding.
    BrokenExample = "W0517",
    /// An error of an endpoint with a code of the platform's.
    ///
    /// The endpoint's own variant hides the platform's, and with it the class by which the runtime decides.
    ShadowedError = "W0518",
    /// A comment in a file of the spec.
    ///
    /// Files are written anew, by `codegen fmt` and when a page is imported, and their one canonical form has no comments
    /// but those at its head. `decide.note` holds what a maintainer wants to tell the next one. This finding can't be
    /// accepted: the comment would be lost.
    Comment = "W0519",
    /// A reserved name or code that something has again.
    ///
    /// What once was removed is reserved, so that a program that still uses it fails instead of doing something else.
    ReservedName = "W0520",
    /// A documented bound that the type at hand does not have.
    ///
    /// It is told to readers, but not checked before a call is sent: the length of a number, or the size of a text.
    UncheckedBounds = "W0521",
    /// An example or a default with a number that is not in the form in which numbers are written.
    ///
    /// Files are written anew, by `codegen fmt` and when a page is imported, and `1.10` would become `1.1`. In quotes it
    /// stays as the page prints it. This finding can't be accepted: what the page prints would be lost.
    AlteredNumber = "W0522",
    /// A host that calls may go to, and none does.
    ///
    /// Whoever is trusted without need is a risk without use.
    UnusedHost = "W0523",
    /// An acceptance that nothing matches any more.
    ///
    /// It would hide the next finding at its place.
    StaleAcceptance = "W0516",
    /// Something that a page says and the spec can't say.
    ///
    /// Facts that contradict themselves and sentences in the place of values stay on the page; where they matter, a
    /// decision can say it.
    NotTranscribed = "W0601",
    /// A decision about something that the page does not have any more.
    ///
    /// It goes with what it was about. If that stands under another name now, the decision is to be taken again there.
    LostDecision = "W0602",
}

impl Code {
    /// What the rule is about, in one line.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.explanation().lines().next().unwrap_or_default().trim()
    }

    /// Why the rule matters and how a finding is mended; empty where the title says it all.
    #[must_use]
    pub fn reason(self) -> String {
        let lines: Vec<_> = self.explanation().lines().skip(1).map(str::trim_start).collect();
        lines.join("\n").trim().to_owned()
    }

    /// How bad a finding of this rule is.
    #[must_use]
    pub fn severity(self) -> Severity {
        if self.id().starts_with('W') { Severity::Warning } else { Severity::Error }
    }

    /// Whether a finding can be accepted where it occurs.
    #[must_use]
    pub fn can_be_accepted(self) -> bool {
        // A comment or a digit would be lost all the same, and an acceptance of an acceptance would accept itself.
        self.id().starts_with("W05") && !matches!(self, Self::Comment | Self::AlteredNumber | Self::StaleAcceptance)
    }

    /// The rule with this id, whatever the case of its letter.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.id().eq_ignore_ascii_case(id))
    }
}

impl fmt::Display for Code {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

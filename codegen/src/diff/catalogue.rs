//! The catalogue: every kind of change, with what it means for published crates and for code written against them.
//!
//! This table is the only place where a verdict stands. What is printed, `codegen explain`, the JSON Schema and the tests
//! derive from it.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::rule::{Exception, Level, Mirror, Rule, Rust, Topic, Urgency, Verdict, Wire};

macro_rules! verdict {
    ($wire:ident $rust:ident $level:ident $urgency:ident) => {
        Verdict { wire: Wire::$wire, rust: Rust::$rust, level: Level::$level, urgency: Urgency::$urgency }
    };
}

macro_rules! mirror {
    (itself $name:ident) => {
        Mirror::Of(Kind::$name)
    };
    ($other:ident $name:ident) => {
        Mirror::Of(Kind::$other)
    };
    ($reason:literal $name:ident) => {
        Mirror::No($reason)
    };
}

macro_rules! catalogue {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident $id:literal $topic:ident: $($verdict:ident)+ $(, unless $when:literal: $($other:ident)+)*, mirror $mirror:tt;
    )+) => {
        /// A kind of change: one row of the catalogue.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
        pub enum Kind {
            $(
                $(#[doc = $doc])*
                #[serde(rename = $id)]
                $name,
            )+
        }

        impl Kind {
            /// All kinds, in the order of the catalogue.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What the catalogue says about it.
            #[must_use]
            pub fn rule(self) -> &'static Rule {
                match self {
                    $(Self::$name => const {
                        &Rule {
                            id: $id,
                            topic: Topic::$topic,
                            verdict: verdict!($($verdict)+),
                            exceptions: &[$(Exception { when: $when, verdict: verdict!($($other)+) }),*],
                            mirror: mirror!($mirror $name),
                            explanation: concat!($($doc, "\n"),*),
                        }
                    },)+
                }
            }
        }
    };
}

// Name, id, topic: published crates, code, version, urgency [unless in this case: …], what it is the other way round.
catalogue! {
    // Calls.

    /// A call that was not there before.
    EndpointAdded "endpoint-added" Call: Works Adds Minor Fine, mirror EndpointRemoved;
    /// A call that is there no more.
    ///
    /// A deprecation before does not help those who still call it: their code compiles no more.
    EndpointRemoved "endpoint-removed" Call: Breaks Breaks Major Fail, mirror EndpointAdded;
    /// The path of a call changed; its place in the spec did not.
    ///
    /// Published crates call an address that is not there any more. Code compiles as before.
    EndpointMoved "endpoint-moved" Call: Breaks Values Patch Fail, mirror itself;
    /// The HTTP method of a call changed.
    EndpointMethodChanged "endpoint-method-changed" Call: Breaks Values Patch Fail, mirror itself;
    /// A call has another name in Rust; on the wire it is the same.
    ///
    /// Its method and its types can keep their former names (`renamed_from`), its statics can't.
    EndpointRenamed "endpoint-renamed" Call: Works Breaks Major Fine, mirror itself;
    /// A call stands in another module; on the wire it is the same.
    EndpointRegrouped "endpoint-regrouped" Call: Works Breaks Major Fine, mirror itself;
    /// The documented host of a call changed.
    ///
    /// The client goes to the server that it was built for, or to the further host that `platform.yaml` allows.
    HostChanged "host-changed" Call: MayBreak Values Patch MayMisbehave, mirror itself;

    // Requests.

    /// A path has one more parameter.
    PathParamAdded "path-param-added" Request: Breaks Breaks Major Fail, mirror PathParamRemoved;
    /// A path has one parameter less.
    PathParamRemoved "path-param-removed" Request: Breaks Breaks Major Fail, mirror PathParamAdded;
    /// A placeholder of a path has another name.
    ///
    /// Placeholders are filled by position: neither a server nor a caller sees their names.
    PathParamRenamed "path-param-renamed" Request: Works Values Patch Fine, mirror itself;
    /// An optional parameter or field that was not there before.
    ///
    /// What is required inside it is required only of those who use it, so that nobody is broken.
    ParamAddedOptional "param-added-optional" Request: Works Adds Minor Fine,
        unless "it was decided to be an argument": Works Breaks Major Fine, mirror ParamRemovedOptional;
    /// A required parameter or field that was not there before, in something that was.
    ParamAddedRequired "param-added-required" Request: Breaks Breaks Major Fail,
        unless "it is a list that starts empty": Breaks Adds Minor Fail, mirror ParamRemovedRequired;
    /// An optional parameter or field that is there no more.
    ///
    /// Servers ignore what they do not know, and sometimes refuse it.
    ParamRemovedOptional "param-removed-optional" Request: MayBreak Breaks Major MayMisbehave, mirror ParamAddedOptional;
    /// A required parameter or field that is there no more.
    ParamRemovedRequired "param-removed-required" Request: MayBreak Breaks Major MayMisbehave, mirror ParamAddedRequired;
    /// What was optional is required.
    ParamBecameRequired "param-became-required" Request: Breaks Breaks Major Fail,
        unless "it was an argument before, or is a list that starts empty": Breaks Values Patch Fail,
        mirror ParamBecameOptional;
    /// What was required is optional.
    ///
    /// Servers take what they took; but an argument becomes a method, or a value an `Option`.
    ParamBecameOptional "param-became-optional" Request: Works Breaks Major Fine,
        unless "it stays an argument, or is a list that starts empty": Works Values Patch Fine,
        mirror ParamBecameRequired;
    /// Arguments changed their order.
    ///
    /// Where two of them have one type, code compiles and means something else.
    PositionalOrderChanged "positional-order-changed" Request: Works Breaks Major Fine, mirror itself;
    /// It was decided that something optional is an argument, or is one no more.
    PositionalChanged "positional-changed" Request: Works Breaks Major Fine, mirror itself;
    /// A parameter went to another part of the request.
    ParamLocationChanged "param-location-changed" Request: Breaks Values Patch Fail, mirror itself;
    /// A parameter or field has another name on the wire; in Rust it kept its name.
    ParamWireNameChanged "param-wire-name-changed" Request: Breaks Values Patch Fail, mirror itself;
    /// A parameter or field has another name in Rust; on the wire it kept its name.
    ParamRustNameChanged "param-rust-name-changed" Request: Works Breaks Major Fine,
        unless "it is an argument, and arguments have no names for those who call": Works Values Patch Fine,
        unless "its former name goes on working (`renamed_from`)": Works Deprecates Minor Fine,
        mirror itself;
    /// A parameter or field has another type.
    ParamTypeChanged "param-type-changed" Request: Breaks Breaks Major Fail, mirror itself;
    /// A parameter or field takes more than before: a number where it was an integer.
    ///
    /// Servers take what they took, but Rust has no type for both.
    ParamTypeWidened "param-type-widened" Request: Works Breaks Major Fine, mirror ParamTypeNarrowed;
    /// A parameter or field takes less than before: an integer where it was a number.
    ParamTypeNarrowed "param-type-narrowed" Request: MayBreak Breaks Major MayMisbehave, mirror ParamTypeWidened;
    /// Any text or number was taken, and now there are listed values.
    ///
    /// The values that a page lists are often not all that the server takes; others can still be sent.
    RequestBecameEnum "request-became-enum" Request: MayBreak Breaks Major MayMisbehave, mirror RequestBecameOpen;
    /// Values were listed, and now any text or number is taken.
    RequestBecameOpen "request-became-open" Request: Works Breaks Major Fine, mirror RequestBecameEnum;
    /// One more listed value.
    RequestEnumValueAdded "request-enum-value-added" Request: Works Adds Minor Fine, mirror RequestEnumValueRemoved;
    /// One listed value less.
    RequestEnumValueRemoved "request-enum-value-removed" Request: Breaks Breaks Major Fail,
        mirror RequestEnumValueAdded;
    /// The unit of a moment changed.
    ///
    /// Published crates are off by a factor of a thousand, and nothing tells them.
    UnitChanged "unit-changed" Request: Breaks Breaks Major Fail, mirror itself;
    /// How a content is put into the request changed.
    EncodingChanged "encoding-changed" Request: Breaks Values Patch Fail,
        unless "the choice between two encodings is gone": Breaks Breaks Major Fail,
        mirror "the choice that is gone is, the other way round, `encoding-choice-added`";
    /// A content can be sent in one more way, by choice.
    EncodingChoiceAdded "encoding-choice-added" Request: Works Adds Minor Fine,
        mirror "the other way round a choice is gone, which is `encoding-changed`";
    /// It was decided anew which fields are one typed content.
    ContentChanged "content-changed" Request: Works Breaks Major Fine, mirror itself;
    /// What the platform takes for something that is left out became known.
    DefaultAdded "default-added" Request: MayBreak Values Patch MayMisbehave, mirror DefaultRemoved;
    /// What the platform takes for something that is left out changed.
    ///
    /// Calls that leave it out mean something else, and nothing tells them.
    DefaultChanged "default-changed" Request: MayBreak Values Patch MayMisbehave, mirror itself;
    /// What the platform takes for something that is left out is not documented any more.
    DefaultRemoved "default-removed" Request: MayBreak Values Patch MayMisbehave, mirror DefaultAdded;
    /// A bound is narrower.
    ///
    /// The server refuses what lies outside; the new crate refuses it before it is sent.
    ConstraintTightened "constraint-tightened" Request: MayBreak Values Patch MayMisbehave,
        unless "it is only received, and nothing is checked": Works Values Patch Fine, mirror ConstraintLoosened;
    /// A bound is wider.
    ///
    /// A published crate refuses some calls that would be fine; nothing that worked fails.
    ConstraintLoosened "constraint-loosened" Request: Works Values Patch Fine, mirror ConstraintTightened;
    /// A bound is documented where none was.
    ConstraintBecameKnown "constraint-became-known" Request: MayBreak Values Patch Fine,
        unless "it is only received, and nothing is checked": Works Values Patch Fine, mirror ConstraintBecameUnknown;
    /// A bound is not documented any more.
    ConstraintBecameUnknown "constraint-became-unknown" Request: Works Values Patch Fine, mirror ConstraintBecameKnown;
    /// Another bound, of which nobody can say whether it is narrower: a pattern, the unit of a length.
    ConstraintChanged "constraint-changed" Request: MayBreak Values Patch MayMisbehave,
        unless "it is only received, and nothing is checked": Works Values Patch Fine, mirror itself;
    /// Parameters require something of each other that they did not.
    ///
    /// The server refuses calls that do not keep to it; the new crate refuses them before they are sent.
    CoRequirementAdded "co-requirement-added" Request: MayBreak Values Patch MayMisbehave, mirror CoRequirementRemoved;
    /// Parameters require less of each other.
    CoRequirementRemoved "co-requirement-removed" Request: Works Values Patch Fine, mirror CoRequirementAdded;
    /// A header is sent that was not sent before.
    ///
    /// Published crates do not send it. The client fills it in, so that code stays as it is.
    HeaderAdded "required-header-added" Request: Breaks Values Patch Fail, mirror HeaderRemoved;
    /// A header is not sent any more.
    HeaderRemoved "header-removed" Request: MayBreak Values Patch Fine, mirror HeaderAdded;
    /// A header has another value.
    HeaderChanged "header-changed" Request: MayBreak Values Patch MayMisbehave, mirror itself;
    /// The body has another media type.
    BodyMediaTypeChanged "body-media-type-changed" Request: Breaks Values Patch Fail, mirror itself;

    // Answers.

    /// An answer is a file where it was JSON, or the other way round.
    ResponseMediaTypeChanged "response-media-type-changed" Response: Breaks Breaks Major Fail, mirror itself;
    /// An answer has one more field.
    ResponseFieldAdded "response-field-added" Response: Works Adds Minor Fine, mirror ResponseFieldRemoved;
    /// An answer has one field less.
    ///
    /// Published crates read on, without it: every field of an answer may be missing.
    ResponseFieldRemoved "response-field-removed" Response: MayBreak Breaks Major MayMisbehave, mirror ResponseFieldAdded;
    /// A field of an answer has another name on the wire; in Rust it kept its name.
    ResponseWireNameChanged "response-wire-name-changed" Response: MayBreak Values Patch Fail, mirror itself;
    /// A field of an answer has another name in Rust; on the wire it kept its name.
    ResponseRustNameChanged "response-rust-name-changed" Response: Works Breaks Major Fine, mirror itself;
    /// A field of an answer has another type.
    ResponseTypeChanged "response-type-changed" Response: Breaks Breaks Major Fail, mirror itself;
    /// A field of an answer was one value and is a list, or the other way round.
    ResponseCardinalityChanged "response-cardinality-changed" Response: Breaks Breaks Major Fail, mirror itself;
    /// Whether a field of an answer is always there changed on the page.
    ///
    /// Fields of answers are `Option` whatever the page promises.
    ResponseRequiredChanged "response-required-changed" Response: Works Values Patch Fine, mirror itself;
    /// Any text or number was received, and now there are listed values.
    ResponseBecameEnum "response-became-enum" Response: Works Breaks Major Fine, mirror ResponseBecameOpen;
    /// Values were listed, and now any text or number is received.
    ResponseBecameOpen "response-became-open" Response: Works Breaks Major Fine, mirror ResponseBecameEnum;
    /// A value that published crates read as `Unknown`.
    ResponseEnumValueAdded "response-enum-value-added" Response: Works Adds Minor Fine, mirror ResponseEnumValueRemoved;
    /// A value is not listed any more.
    ///
    /// It never arrives, which nobody notices; but code that names its variant compiles no more.
    ResponseEnumValueRemoved "response-enum-value-removed" Response: Works Breaks Major Fine, mirror ResponseEnumValueAdded;
    /// A type has no `Default` any more.
    ///
    /// One of its fields became one that must be there.
    DefaultTraitLost "derive-dropped" Response: Works Breaks Major Fine, mirror DefaultTraitGained;
    /// A type has a `Default` where it had none.
    DefaultTraitGained "derive-gained" Response: Works Adds Minor Fine, mirror DefaultTraitLost;
    /// What a call returns stands at another place in its answer: inside its data, beside its code, or without a code.
    ///
    /// Published crates look for it where it was, and find nothing. Code compiles as before.
    AnswerPlaceChanged "answer-place-changed" Response: Breaks Values Patch Fail, mirror itself;
    /// What a page says of the members around an answer changed.
    ///
    /// The envelope is read as `platform.yaml` says.
    EnvelopeMemberChanged "envelope-member-changed" Record: Works Same None Fine, mirror itself;

    // Values, wherever they stand.

    /// A listed value is another one on the wire; its variant kept its name.
    EnumWireValueChanged "enum-wire-value-changed" Type: Breaks Values Patch Fail, mirror itself;
    /// The variant of a listed value has another name.
    EnumVariantRenamed "enum-variant-renamed" Type: Works Breaks Major Fine,
        unless "its former name goes on working (`renamed_from`)": Works Deprecates Minor Fine, mirror itself;
    /// What was any JSON, or a plain text or number, has a type of its own.
    ///
    /// What goes over the wire is the same.
    TypeRefined "type-refined" Type: Works Breaks Major Fine, mirror TypeCoarsened;
    /// What had a type of its own is any JSON, or a plain text or number.
    TypeCoarsened "type-coarsened" Type: Works Breaks Major Fine, mirror TypeRefined;
    /// A type has another name in Rust, or stands in another module.
    TypeRenamed "type-renamed" Type: Works Breaks Major Fine,
        unless "its former name goes on working (`renamed_from`)": Works Deprecates Minor Fine, mirror itself;
    /// How a list is filled in Rust was decided anew.
    AdderChanged "adder-changed" Type: Works Breaks Major Fine, mirror itself;
    /// A page prints a type in other words.
    ///
    /// It means the same, or something else was decided: the words stand in the documentation only.
    TypeWordingChanged "type-wording-changed" Text: Works Values Patch Fine, mirror itself;

    // Shared types.

    /// A shared type that was not there before.
    TypeAdded "type-added" Type: Works Adds Minor Fine,
        unless "no code is made for a type of contents": Works Same None Fine, mirror TypeRemoved;
    /// A shared type that is there no more.
    TypeRemoved "type-removed" Type: Works Breaks Major Fine,
        unless "no code is made for a type of contents": Works Same None Fine, mirror TypeAdded;
    /// A shared type is another kind of type.
    TypeKindChanged "type-kind-changed" Type: Breaks Breaks Major Fail, mirror itself;
    /// A shared type is sent or received where it was not.
    TypeUsageWidened "type-usage-widened" Type: Works Adds Minor Fine,
        unless "what must be there when it is sent may be missing when it is received": Works Breaks Major Fine,
        mirror TypeUsageNarrowed;
    /// A shared type is sent or received no more.
    TypeUsageNarrowed "type-usage-narrowed" Type: Works Breaks Major Fine,
        mirror TypeUsageWidened;
    /// One more case of a union.
    VariantAdded "union-variant-added" Type: Works Adds Minor Fine,
        unless "it is a kind of content, for which code is made where an endpoint lists it": Works Same None Fine, mirror VariantRemoved;
    /// One case of a union less.
    VariantRemoved "union-variant-removed" Type: MayBreak Breaks Major MayMisbehave,
        unless "it is a kind of content, for which code is made where an endpoint lists it": Works Same None Fine, mirror VariantAdded;
    /// A case of a union holds another type.
    VariantTypeChanged "union-variant-type-changed" Type: Breaks Breaks Major Fail, mirror itself;
    /// The member that tells the cases of a union apart changed.
    UnionTagChanged "union-tag-changed" Type: Breaks Values Patch Fail, mirror itself;
    /// A free function that makes a case of a union is new.
    FunctionAdded "function-added" Type: Works Adds Minor Fine, mirror FunctionRemoved;
    /// A free function that makes a case of a union is there no more.
    FunctionRemoved "function-removed" Type: Works Breaks Major Fine,
        mirror FunctionAdded;
    /// A language has a method of its own.
    LanguageAdded "language-added" Type: Works Adds Minor Fine, mirror LanguageRemoved;
    /// A language has no method of its own any more.
    LanguageRemoved "language-removed" Type: Works Breaks Major Fine, mirror LanguageAdded;
    /// A struct per language holds another struct.
    LocalizedTypeChanged "localized-type-changed" Type: Breaks Breaks Major Fail, mirror itself;

    // Errors.

    /// A code that published crates read as `Other`.
    ErrorAdded "error-added" Error: Works Adds Minor Fine, mirror ErrorRemoved;
    /// A code is not documented any more.
    ErrorRemoved "error-removed" Error: Works Breaks Major Fine, mirror ErrorAdded;
    /// An error went from an endpoint to the platform, or the other way round.
    ErrorScopeChanged "error-scope-changed" Error: Works Breaks Major Fine, mirror itself;
    /// An error comes with another HTTP status.
    ///
    /// Clients decide by code; the status is data.
    ErrorHttpStatusChanged "error-http-status-changed" Error: Works Values Patch Fine, mirror itself;
    /// An error comes with another message.
    ///
    /// Messages are for people; nobody may depend on them.
    ErrorMessageChanged "error-message-changed" Text: Works Values Patch Fine, mirror itself;
    /// What to do about an error is put in other words.
    ErrorAdviceChanged "error-advice-changed" Text: Works Values Patch Fine, mirror itself;
    /// An error is of another class.
    ///
    /// The client renews tokens and repeats calls by the class.
    ErrorClassChanged "error-class-changed" Behaviour: MayBreak Values Minor MayMisbehave, mirror itself;

    // Access.

    /// One more scope is enough.
    ///
    /// Any one of an endpoint's scopes is enough: another one loosens.
    ScopeAlternativeAdded "scope-alternative-added" Access: Works Values Patch Fine, mirror ScopeAlternativeRemoved;
    /// A scope is not enough any more.
    ///
    /// Apps that have no other of the scopes are refused until somebody grants them one.
    ScopeAlternativeRemoved "scope-alternative-removed" Access: Breaks Values Patch Fail, mirror ScopeAlternativeAdded;
    /// A scope is needed where none was.
    ScopeRequirementAdded "scope-requirement-added" Access: Breaks Values Patch Fail, mirror ScopeRequirementRemoved;
    /// No scope is needed any more.
    ScopeRequirementRemoved "scope-requirement-removed" Access: Works Values Patch Fine, mirror ScopeRequirementAdded;
    /// A field, or one of its values, needs a scope of its own.
    ///
    /// Without it the field is missing, and nothing says why.
    FieldPermissionAdded "field-permission-added" Access: MayBreak Values Patch MayMisbehave, mirror FieldPermissionRemoved;
    /// A field needs no scope of its own any more.
    FieldPermissionRemoved "field-permission-removed" Access: Works Values Patch Fine, mirror FieldPermissionAdded;
    /// A kind of access token is taken that was not before.
    TokenTypeAdded "token-type-added" Access: Works Values Minor Fine, mirror TokenTypeRemoved;
    /// A kind of access token is not taken any more.
    TokenTypeRemoved "token-type-removed" Access: Breaks Values Patch Fail, mirror TokenTypeAdded;
    /// The kinds of access tokens have another order.
    TokenOrderChanged "token-order-changed" Access: Works Values Patch Fine, mirror itself;
    /// A kind of app may call that could not before.
    AppTypeAdded "app-type-added" Access: Works Values Patch Fine, mirror AppTypeRemoved;
    /// A kind of app may not call any more.
    AppTypeRemoved "app-type-removed" Access: Breaks Values Patch Fail, mirror AppTypeAdded;
    /// Fewer calls are allowed.
    ///
    /// A published crate keeps to the old limit, and is refused now and then.
    RateLimitLowered "rate-limit-lowered" Access: MayBreak Values Patch MayMisbehave, mirror RateLimitRaised;
    /// More calls are allowed.
    RateLimitRaised "rate-limit-raised" Access: Works Values Patch Fine, mirror RateLimitLowered;
    /// The rate limit is documented where it was not.
    RateLimitBecameKnown "rate-limit-became-known" Access: MayBreak Values Patch Fine, mirror RateLimitBecameUnknown;
    /// The rate limit is not documented any more.
    RateLimitBecameUnknown "rate-limit-became-unknown" Access: MayBreak Values Patch Fine, mirror RateLimitBecameKnown;

    // Behaviour.

    /// Whether a call may be repeated was decided anew.
    RetrySafetyChanged "retry-safety-changed" Behaviour: Works Values Minor Fine, mirror itself;
    /// A list can be read page by page.
    ///
    /// A caller of before got the first page only, and perhaps did not know.
    PaginationAdded "pagination-added" Behaviour: MayBreak Adds Minor MayMisbehave, mirror PaginationRemoved;
    /// A list can't be read page by page any more.
    PaginationRemoved "pagination-removed" Behaviour: Breaks Breaks Major Fail, mirror PaginationAdded;
    /// A list is read page by page in another way.
    PaginationChanged "pagination-changed" Behaviour: Breaks Values Patch Fail,
        unless "the elements have another type": Breaks Breaks Major Fail, mirror itself;

    // The whole.

    /// A server of the platform has another address.
    BaseUrlChanged "base-url-changed" Whole: MayBreak Values Patch Fail, mirror itself;
    /// The platform has one more server.
    ServerAdded "server-added" Whole: Works Values Patch Fine, mirror ServerRemoved;
    /// The platform has one server less.
    ServerRemoved "server-removed" Whole: MayBreak Values Patch Fail, mirror ServerAdded;
    /// The servers have another order; the first is the default.
    ServerOrderChanged "server-order-changed" Whole: MayBreak Values Patch MayMisbehave, mirror itself;
    /// Calls may go to one more host.
    ///
    /// Where they do, that is told of each call. Whoever makes one trusts the host with their credentials.
    HostAllowed "host-allowed" Whole: Works Same None Fine, mirror HostDisallowed;
    /// Calls may not go to a host any more.
    HostDisallowed "host-disallowed" Whole: Works Same None Fine, mirror HostAllowed;
    /// A host that calls may go to has other addresses.
    HostAddressChanged "host-address-changed" Whole: MayBreak Values Patch Fail, mirror itself;
    /// What every call shares changed: the envelope, a header, the way to a token.
    PlatformFactChanged "platform-fact-changed" Whole: Breaks Values Patch Fail, mirror itself;
    /// The crate has another name.
    PackageRenamed "package-renamed" Whole: Works Breaks Major Fine, mirror itself;
    /// The crate has another version.
    CrateVersionChanged "crate-version-changed" Record: Works Same None Fine, mirror itself;
    /// The crate needs another Rust.
    RustVersionChanged "rust-version-changed" Whole: Works Values Minor Fine, mirror itself;
    /// The crate uses another version of the runtime, whose items are part of its own.
    RuntimeChanged "runtime-changed" Whole: Works Values Minor Fine,
        unless "cargo would not put it in the place of the other": Works Breaks Major Fine, mirror itself;
    /// A feature is on unless the user says otherwise.
    DefaultFeatureAdded "default-feature-added" Whole: Works Adds Minor Fine, mirror DefaultFeatureRemoved;
    /// A feature is off unless the user says otherwise.
    DefaultFeatureRemoved "default-feature-removed" Whole: Works Breaks Major Fine, mirror DefaultFeatureAdded;

    // Deprecations and former names.

    /// Callers should not begin to use something.
    Deprecated "deprecated" Call: Works Deprecates Minor Fine, mirror Undeprecated;
    /// Callers may begin to use something again.
    Undeprecated "undeprecated" Call: Works Values Patch Fine, mirror Deprecated;
    /// A former name works again.
    AliasAdded "alias-added" Call: Works Adds Minor Fine, mirror AliasRemoved;
    /// A former name works no more.
    AliasRemoved "alias-removed" Call: Works Breaks Major Fine, mirror AliasAdded;

    // Texts and records.

    /// A sentence of the documentation changed: a title, a summary, a recorded contradiction, a link.
    DocTextChanged "doc-text-changed" Text: Works Values Patch Fine, mirror itself;
    /// A note of maintainers for each other changed.
    ///
    /// It stands in the spec only: neither the code nor its documentation has it.
    NoteChanged "note-changed" Text: Works Same None Fine, mirror itself;
    /// An example changed.
    ExampleChanged "example-changed" Text: Works Values Patch Fine, mirror itself;
    /// Something stands in another order, on which nothing depends.
    OrderChanged "order-changed" Text: Works Values None Fine, mirror itself;
    /// What the package says of itself changed.
    PackageTextChanged "package-text-changed" Text: Works Values Patch Fine, mirror itself;
    /// The page itself changed: its date, its address.
    ProvenanceUpdated "provenance-updated" Record: Works Values None Fine, mirror itself;
    /// What once was, and may not be again, is recorded in another way.
    HistoryRecorded "history-recorded" Record: Works Same None Fine, mirror itself;
    /// What the lint is to let stand was decided anew.
    LintAcceptanceChanged "lint-acceptance-changed" Record: Works Same None Fine, mirror itself;

    // What no rule of its own covers.

    /// The public items changed although the spec did not say so.
    ///
    /// The generator itself changed since the crate of before was generated.
    GeneratorChanged "generator-changed" Whole: Works Values Patch Fine,
        unless "items are new": Works Adds Minor Fine, mirror itself;
    /// The generator itself changed, and items are gone or different.
    GeneratorBroke "generator-broke" Whole: Works Breaks Major Fine,
        mirror "what is gone in one direction is new in the other, which is `generator-changed`";
    /// The public items changed in a way that the changes of the spec do not explain.
    ///
    /// Either a rule of this catalogue is wrong, or one is missing. It counts as breaking until somebody has looked.
    SurfaceDisagrees "surface-disagrees" Whole: MayBreak Breaks Major MayMisbehave,
        mirror "the two views can disagree in one direction only";
    /// Something changed that no rule of this catalogue covers.
    ///
    /// It counts as breaking until somebody has looked.
    Unhandled "unhandled" Whole: MayBreak Breaks Major MayMisbehave, mirror itself;
}

impl Kind {
    /// The id.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.rule().id
    }

    /// The kind with this id.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.id() == id)
    }

    /// What it is when old and new trade places; `None` when that is something else, for a reason in the catalogue.
    #[must_use]
    pub fn mirror(self) -> Option<Self> {
        match self.rule().mirror {
            Mirror::Of(kind) => Some(kind),
            Mirror::No(_) => None,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.id())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// All verdicts of the catalogue.
    fn verdicts() -> impl Iterator<Item = (&'static str, Verdict)> {
        Kind::ALL.iter().map(|kind| kind.rule()).flat_map(|rule| {
            let exceptions = rule.exceptions.iter().map(|exception| exception.verdict);
            [rule.verdict].into_iter().chain(exceptions).map(|verdict| (rule.id, verdict))
        })
    }

    #[test]
    fn ids_are_unique_and_find_their_kind() {
        let ids: BTreeSet<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
        assert_eq!(ids.len(), Kind::ALL.len());
        assert!(Kind::ALL.iter().all(|kind| Kind::by_id(kind.id()) == Some(*kind)));
    }

    #[test]
    fn the_version_follows_from_the_code() {
        for (id, Verdict { rust, level, .. }) in verdicts() {
            let lowest = match rust {
                Rust::Same | Rust::Values => Level::None,
                Rust::Adds | Rust::Deprecates => Level::Minor,
                Rust::Breaks => Level::Major,
            };
            assert!(level >= lowest, "{id}");
            assert_eq!(level == Level::Major, rust == Rust::Breaks, "{id}");
        }
    }

    #[test]
    fn who_must_upgrade_follows_from_the_wire() {
        for (id, Verdict { wire, level, urgency, .. }) in verdicts() {
            match wire {
                Wire::Works => assert_eq!(urgency, Urgency::Fine, "{id}"),
                Wire::MayBreak => {}
                Wire::Breaks => assert_eq!(urgency, Urgency::Fail, "{id}"),
            }
            assert!(urgency == Urgency::Fine || level > Level::None, "{id}: there must be something to upgrade to");
        }
    }

    #[test]
    fn a_mirror_has_the_kind_itself_as_its_mirror() {
        for kind in Kind::ALL {
            match kind.rule().mirror {
                Mirror::Of(other) => assert_eq!(other.mirror(), Some(*kind), "{kind}"),
                Mirror::No(reason) => assert!(!reason.is_empty(), "{kind}"),
            }
        }
    }

    #[test]
    fn every_kind_says_what_it_is_in_a_sentence() {
        for kind in Kind::ALL {
            assert!(kind.rule().title().ends_with(['.', ':']), "{kind}");
        }
    }
}

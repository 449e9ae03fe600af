//! Names in Rust. A [`Name`] only comes out of a [`Scope`], which makes sure that it is a legal identifier and that no
//! other item of the scope has it.

use std::collections::BTreeMap;
use std::fmt;

use heck::{ToShoutySnakeCase, ToSnakeCase, ToUpperCamelCase};

use crate::diagnostic::{Asks, Code, Diagnostic, Place};

/// An identifier that is legal and unique within the scope that made it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name {
    text: String,
    raw: bool,
}

impl Name {
    /// The identifier without `r#`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it is a keyword, to be written with `r#`.
    #[must_use]
    pub fn is_raw(&self) -> bool {
        self.raw
    }
}

/// As it is written in code.
impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", if self.raw { "r#" } else { "" }, self.text)
    }
}

/// How a name is written where it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// `TicketMessage`: types and variants.
    Camel,
    /// `ticket_message`: modules, functions, fields.
    Snake,
    /// `TICKET_MESSAGE`: statics.
    Shouty,
}

impl Case {
    fn apply(self, text: &str) -> String {
        match self {
            Self::Camel => text.to_upper_camel_case(),
            Self::Snake => text.to_snake_case(),
            Self::Shouty => text.to_shouty_snake_case(),
        }
    }
}

/// What is to be named.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// The words of the name, in any case.
    pub text: &'a str,
    /// How it is written.
    pub case: Case,
    /// What has the name, such as "the field `id`".
    pub what: String,
    /// Where the spec asks for it.
    pub place: Place,
    /// What gives it another name.
    pub remedy: Remedy,
}

/// What gives something another name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// A decision, by its key.
    Decision(&'static str),
    /// The name of its folder or file.
    Folder,
    /// Another spelling in the spec.
    Spelling,
}

impl Remedy {
    /// The decision that gives the other name, where it is one.
    fn asks(self) -> Option<Asks> {
        match self {
            Self::Decision("decide.name") => Some(Asks::Name),
            Self::Decision("decide.rust_type") => Some(Asks::RustType),
            Self::Decision(_) | Self::Folder | Self::Spelling => None,
        }
    }
}

impl fmt::Display for Remedy {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Decision(key) => write!(formatter, "say how it is called in Rust with `{key}`"),
            Self::Folder => formatter.write_str("give the folder or the file another name"),
            Self::Spelling => formatter.write_str("spell it in another way"),
        }
    }
}

/// A namespace of the generated crate.
#[derive(Debug, Clone)]
pub struct Scope {
    what: String,
    taken: BTreeMap<String, Owner>,
}

#[derive(Debug, Clone)]
struct Owner {
    what: String,
    place: Option<Place>,
}

impl Scope {
    /// An empty scope. `what` says which: "the module `ticket_message`".
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), taken: BTreeMap::new() }
    }

    /// Keeps names for what the generator writes into the scope of its own accord.
    #[must_use]
    pub fn reserving<'a>(mut self, names: impl IntoIterator<Item = &'a str>, what: &str) -> Self {
        for name in names {
            self.taken.insert(name.to_owned(), Owner { what: what.to_owned(), place: None });
        }
        self
    }

    /// A name of the generator's own in a scope where nothing can collide with it yet.
    ///
    /// Only for literals that are identifiers; anything from the spec goes through [`Scope::claim`].
    pub fn own(&mut self, literal: &'static str, what: &str) -> Name {
        self.taken.insert(literal.to_owned(), Owner { what: what.to_owned(), place: None });
        Name { text: literal.to_owned(), raw: false }
    }

    /// Gives a name out. When that is not possible the reason is noted; the name that is returned then never reaches
    /// a plan, because a spec with findings has none.
    pub fn claim(&mut self, wanted: &Wanted<'_>, findings: &mut Vec<Diagnostic>) -> Name {
        let text = wanted.case.apply(wanted.text);
        let Some(name) = identifier(&text) else {
            findings.push(no_identifier(wanted, &text));
            return Name { text: "invalid".to_owned(), raw: false };
        };
        if let Some(owner) = self.taken.get(&name.text) {
            findings.push(self.collision(wanted, &name, owner));
        } else {
            let owner = Owner { what: wanted.what.clone(), place: Some(wanted.place.clone()) };
            self.taken.insert(name.text.clone(), owner);
        }
        name
    }

    fn collision(&self, wanted: &Wanted<'_>, name: &Name, owner: &Owner) -> Diagnostic {
        let Wanted { text: _, case: _, what, place, remedy } = wanted;
        let message = match &owner.place {
            Some(_) => format!("{what} and {} would both be called `{name}` in {}", owner.what, self.what),
            None => format!("{what} would be called `{name}` in {}, where that is {}", self.what, owner.what),
        };
        let mut diagnostic = Diagnostic::new(Code::NameCollision, place.clone(), message)
            .label(format!("this becomes `{name}`"))
            .note("a suffix would hide the collision today and move to another item tomorrow")
            .help(remedy.to_string());
        diagnostic.asks = remedy.asks();
        match &owner.place {
            Some(first) => diagnostic.also(first.clone(), format!("`{name}` is already this")),
            None => diagnostic,
        }
    }
}

fn no_identifier(wanted: &Wanted<'_>, text: &str) -> Diagnostic {
    let Wanted { text: original, case: _, what, place, remedy } = wanted;
    let message = if text.is_empty() {
        format!("no identifier can be made of `{original}`, the name of {what}")
    } else {
        format!("`{text}`, the name of {what}, is no identifier")
    };
    let mut diagnostic = Diagnostic::new(Code::NoIdentifier, place.clone(), message)
        .note("it would be the name of an item of the generated crate")
        .help(remedy.to_string());
    diagnostic.asks = remedy.asks();
    diagnostic
}

/// The text as an identifier, if it is one, with `r#` where that makes it one.
fn identifier(text: &str) -> Option<Name> {
    let name = |raw| Name { text: text.to_owned(), raw };
    // A keyword since the edition 2024, of which the parser does not know.
    if text == "gen" {
        return Some(name(true));
    }
    if syn::parse_str::<syn::Ident>(text).is_ok() && text != "_" {
        return Some(name(false));
    }
    syn::parse_str::<syn::Ident>(&format!("r#{text}")).is_ok().then(|| name(true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn wanted(text: &str, case: Case) -> Wanted<'_> {
        Wanted {
            text,
            case,
            what: format!("the field `{text}`"),
            place: Place::file("a.yaml"),
            remedy: Remedy::Decision("decide.name"),
        }
    }

    fn claim(texts: &[&str], case: Case) -> (Vec<String>, Vec<Code>) {
        let mut scope = Scope::new("the module `test`");
        let mut findings = Vec::new();
        let names = texts.iter().map(|text| scope.claim(&wanted(text, case), &mut findings).to_string()).collect();
        (names, findings.into_iter().map(|finding| finding.code).collect())
    }

    #[test]
    fn keywords_become_raw_identifiers() {
        let raw = ["r#type", "r#async", "r#gen"].map(str::to_owned).to_vec();
        assert_eq!(claim(&["type", "async", "gen"], Case::Snake), (raw, vec![]));
    }

    #[test]
    fn a_keyword_that_has_no_raw_form_needs_a_decision() {
        assert_eq!(claim(&["self"], Case::Snake).1, [Code::NoIdentifier]);
        assert_eq!(claim(&["Self"], Case::Camel).1, [Code::NoIdentifier]);
    }

    #[test]
    fn names_that_differ_in_case_only_collide() {
        assert_eq!(claim(&["user_id", "userId"], Case::Snake).1, [Code::NameCollision]);
    }

    #[test]
    fn digits_first_and_emoji_are_no_identifiers() {
        assert_eq!(claim(&["2fa"], Case::Snake).1, [Code::NoIdentifier]);
        assert_eq!(claim(&["😀"], Case::Snake).1, [Code::NoIdentifier]);
        assert_eq!(claim(&["-"], Case::Snake).1, [Code::NoIdentifier]);
    }

    #[test]
    fn dots_and_dashes_separate_words() {
        assert_eq!(claim(&["ticket.message", "zh-CN"], Case::Camel).0, ["TicketMessage", "ZhCn"]);
    }
}

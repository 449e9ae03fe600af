//! Names and classes of error codes.

use std::collections::BTreeSet;

use heck::ToUpperCamelCase;

use crate::spec::model::{ErrorClass, ErrorCode};

/// What every error enum has besides the documented codes, and what can't be a variant.
const TAKEN: [&str; 3] = ["Platform", "Other", "Self"];

/// How many words a name has at most.
const MOST_WORDS: usize = 6;

/// Words that say nothing in a name.
const FILLERS: [&str; 12] = ["a", "an", "and", "are", "be", "been", "has", "have", "is", "of", "or", "the"];

/// Gives each error that has no name one, and a class.
pub fn propose(errors: &mut [ErrorCode]) {
    let named = errors.iter().filter(|error| !error.decide.name.is_empty());
    let mut taken: BTreeSet<String> = named.map(|error| error.decide.name.to_upper_camel_case()).collect();
    taken.extend(TAKEN.map(str::to_owned));
    for error in errors.iter_mut().filter(|error| error.decide.name.is_empty()) {
        let mut name = from_message(&error.message)
            .or_else(|| error.http.and_then(from_status).map(str::to_owned))
            .unwrap_or_else(|| code_name("Code", error.code));
        while taken.contains(&name) {
            name = code_name(&name, error.code);
        }
        taken.insert(name.clone());
        error.decide.name = name;
        error.decide.class = class(error.http, &error.message);
    }
}

fn code_name(text: &str, code: i64) -> String {
    let sign = if code < 0 { "Minus" } else { "" };
    format!("{text}{sign}{}", code.unsigned_abs())
}

/// A name from the first clause of a message, where that is short enough to be one.
fn from_message(message: &str) -> Option<String> {
    let clause = message.split([',', '.', ';', ':', '(', '，', '。', '：', '（', '；']).next().unwrap_or_default();
    if clause.contains(['%', '{', '<', '$']) || !clause.is_ascii() {
        return None;
    }
    let words = clause.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).filter(|word| !FILLERS.contains(&word.as_str())).collect();
    // A request to do something says nothing about what is wrong.
    let is_plea = words.first().is_none_or(|word| word == "please" || word == "check");
    if is_plea || words.len() > MOST_WORDS {
        return None;
    }
    let name = words.join(" ").to_upper_camel_case();
    (name.len() > 1 && name.starts_with(|letter: char| letter.is_ascii_alphabetic())).then_some(name)
}

/// What a status is commonly called.
fn from_status(status: u16) -> Option<&'static str> {
    let name = match status {
        400 => "BadRequest",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "NotFound",
        405 => "MethodNotAllowed",
        409 => "Conflict",
        413 => "TooLarge",
        429 => "TooManyRequests",
        500 => "Internal",
        502..=504 => "Unavailable",
        _ => return None,
    };
    Some(name)
}

/// What kind of failure a status stands for. Pages give 401 for much that has nothing to do with credentials, and many
/// give 400 for everything, or 200, or none at all: there the message decides.
fn class(http: Option<u16>, message: &str) -> ErrorClass {
    let message = message.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| message.contains(word));
    match http {
        Some(401) if says(&["unauthor", "authenticat", "token", "credential", "login", "log in"]) => {
            ErrorClass::Authentication
        }
        Some(401 | 409 | 423) => ErrorClass::State,
        Some(403) => ErrorClass::Permission,
        Some(404) => ErrorClass::NotFound,
        Some(429) => ErrorClass::RateLimited,
        Some(502..=504) => ErrorClass::Transient,
        Some(500..=599) => ErrorClass::Internal,
        Some(401..=499) => ErrorClass::Input,
        _ if says(&["not found", "not exist", "no such"]) => ErrorClass::NotFound,
        _ if says(&["permission", "forbidden", "no access", "denied", "no right"]) => ErrorClass::Permission,
        _ if says(&["frequen", "too many request", "rate limit"]) => ErrorClass::RateLimited,
        _ if says(&["internal", "server error", "system error"]) => ErrorClass::Internal,
        _ => ErrorClass::Input,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(code: i64, http: Option<u16>, message: &str) -> ErrorCode {
        ErrorCode { code, http, message: message.to_owned(), decide: crate::spec::model::ErrorCodeDecisions::default() }
    }

    fn names(rows: &[(i64, u16, &str)]) -> Vec<String> {
        let mut errors: Vec<_> = rows.iter().map(|(code, http, message)| row(*code, Some(*http), message)).collect();
        propose(&mut errors);
        errors.into_iter().map(|error| error.decide.name).collect()
    }

    #[test]
    fn a_name_comes_from_the_first_clause_of_the_message() {
        let rows = [(1, 400, "Bad request, please check your request body"), (2, 404, "the ticket is not found")];
        assert_eq!(names(&rows), ["BadRequest", "TicketNotFound"]);
    }

    #[test]
    fn a_message_that_says_nothing_leaves_it_to_the_status_and_then_to_the_code() {
        let rows = [(3, 403, "Please check you have the correct access"), (4, 418, "参数错误"), (-5, 418, "%s")];
        assert_eq!(names(&rows), ["Forbidden", "Code4", "CodeMinus5"]);
    }

    #[test]
    fn the_second_of_a_name_has_its_code_behind_it() {
        assert_eq!(names(&[(1, 400, "bad"), (2, 400, "bad"), (3, 400, "other")]), ["Bad", "Bad2", "Other3"]);
    }

    #[test]
    fn a_name_that_was_given_stays() {
        let mut errors = [row(1, Some(400), "bad"), row(2, Some(400), "bad")];
        errors[1].decide.name = "bad".to_owned();
        errors[1].decide.class = ErrorClass::State;
        propose(&mut errors);
        assert_eq!(errors[0].decide.name, "Bad1");
        assert_eq!((errors[1].decide.name.as_str(), errors[1].decide.class), ("bad", ErrorClass::State));
    }

    #[test]
    fn http_401_is_about_credentials_only_where_the_message_is() {
        assert_eq!(class(Some(401), "Unauthorized"), ErrorClass::Authentication);
        assert_eq!(class(Some(401), "ticket already closed"), ErrorClass::State);
        assert_eq!(class(Some(200), "user not exist"), ErrorClass::NotFound);
        assert_eq!(class(Some(400), "this call triggers the frequency limit"), ErrorClass::RateLimited);
        assert_eq!(class(Some(400), "wrong field"), ErrorClass::Input);
        assert_eq!(class(None, "?"), ErrorClass::Input);
    }

    proptest! {
        #[test]
        fn names_are_identifiers_that_differ(messages in prop::collection::vec(".*", 0..20)) {
            let rows = messages.iter().zip(1..).map(|(message, code)| row(code, Some(400), message));
            let mut errors: Vec<_> = rows.collect();
            propose(&mut errors);
            let names: BTreeSet<_> = errors.iter().map(|error| error.decide.name.to_upper_camel_case()).collect();
            prop_assert_eq!(names.len(), errors.len());
            for name in names {
                prop_assert!(syn::parse_str::<syn::Ident>(&name).is_ok(), "{}", name);
            }
        }
    }
}

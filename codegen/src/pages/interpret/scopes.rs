//! Scopes, in markup and in text.

use crate::pages::document::{Mark, Meaning};

/// The scopes that markup names.
pub fn marked<'a>(marks: &'a [&'a Mark]) -> impl Iterator<Item = String> + 'a {
    marks.iter().filter_map(|mark| match &mark.meaning {
        Meaning::Scope(name) => Some(name.clone()),
        _ => None,
    })
}

/// The scopes that a text names: words with colons in them, such as `helpdesk:all` or `im:message.group_msg:readonly`.
#[must_use]
pub fn named(text: &str) -> Vec<String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.' | ':' | '/');
    let words = text.split(|sign: char| !is_part(sign)).map(|word| word.trim_matches(['.', ':', '-', '/']));
    let is_scope = |word: &&str| {
        word.contains(':')
            && !word.contains("//")
            && !word.contains('/')
            && word.starts_with(|first: char| first.is_ascii_lowercase())
    };
    let mut scopes: Vec<String> = Vec::new();
    for word in words.filter(is_scope) {
        if scopes.iter().all(|scope| scope != word) {
            scopes.push(word.to_owned());
        }
    }
    scopes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_told_from_addresses_and_prose() {
        assert_eq!(
            named(
                "更新(helpdesk:all)、`im:message.group_msg:readonly` 读 [x](/ssl:ttdoc/a) https://a.b/c 10:30 helpdesk:all."
            ),
            ["helpdesk:all", "im:message.group_msg:readonly"]
        );
    }
}

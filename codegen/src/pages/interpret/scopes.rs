//! Scopes, in markup and in text.

use indexmap::IndexSet;

use crate::pages::document::{Mark, Meaning};

/// The scopes that markup names.
pub fn marked<'a>(marks: &'a [&'a Mark]) -> impl Iterator<Item = String> + 'a {
    marks.iter().filter_map(|mark| match &mark.meaning {
        Meaning::Scope(name) => Some(name.clone()),
        _ => None,
    })
}

/// The scopes that a text about scopes names: words with colons in them, such as `helpdesk:all` or
/// `im:message.group_msg:readonly`, and, quoted as code, words without a colon, such as `offline_access`.
#[must_use]
pub fn named(text: &str) -> Vec<String> {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-' | '.' | ':' | '/');
    let words = text.split(|sign: char| !is_part(sign)).map(|word| word.trim_matches(['.', ':', '-', '/']));
    // What is quoted before a colon is what the scopes are about; a colon within a scope is none of those.
    let ends_clause = |(at, sign): &(usize, &str)| !text[at + sign.len()..].starts_with(is_part);
    let list = text.rmatch_indices(['：', ':']).find(ends_clause).map_or(0, |(at, _)| at);
    let is_quoted = |word: &str| {
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let is_code = text[..at].ends_with('`') && text[at + word.len()..].starts_with('`');
        is_code && at > list && word.contains('_')
    };
    let is_scope = |word: &&str| {
        (word.contains(':') || is_quoted(word))
            && !word.contains("//")
            && !word.contains('/')
            && word.starts_with(|first: char| first.is_ascii_lowercase())
    };
    let scopes: IndexSet<&str> = words.filter(is_scope).collect();
    scopes.into_iter().map(str::to_owned).collect()
}

/// What follows the scopes in a text that begins at a place in its cell: text after the last of those that markup names,
/// or else the lines after the last one that names any.
#[must_use]
pub fn after<'a>(text: &'a str, marks: &[&Mark], begin: usize) -> &'a str {
    let is_scope = |mark: &&&Mark| matches!(mark.meaning, Meaning::Scope(_));
    if let Some(last) = marks.iter().rfind(is_scope) {
        return text.get(last.at.saturating_sub(begin)..).unwrap_or_default();
    }
    let (mut at, mut end) = (0, text.len());
    for line in text.split_inclusive('\n') {
        at += line.len();
        if !named(line).is_empty() {
            end = at;
        }
    }
    &text[end..]
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
        assert_eq!(named("`a_field` 仅在：`offline_access`"), ["offline_access"]);
        assert_eq!(named("`a:b_c` 读 `offline_access` 离线 `d:e.f` 写"), ["a:b_c", "offline_access", "d:e.f"]);
        assert_eq!(named("`offline_access` 离线 `word` bare_word"), ["offline_access"]);
    }
}

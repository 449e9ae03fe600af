//! The vendor's own name for an operation: part of the address behind "try it".

use crate::pages::facts::Operation;

/// Takes the address out of a text, and reads it.
pub fn take(text: &str) -> (String, Option<Operation>) {
    let Some(begin) = text.find("(url=") else { return (text.to_owned(), None) };
    let Some(end) = text[begin..].find(')').map(|end| begin + end) else { return (text.to_owned(), None) };
    let operation = operation(&text[begin + 5..end]);
    if operation.is_none() {
        return (text.to_owned(), None);
    }
    // The label of the link stands before it, in braces.
    let label = text[..begin].trim_end().strip_suffix('}').and_then(|before| before.rfind('{'));
    let rest = format!("{}{}", &text[..label.unwrap_or(begin)], &text[end + 1..]);
    (rest.trim().to_owned(), operation)
}

fn operation(address: &str) -> Option<Operation> {
    let query = address.split_once('?')?.1;
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let value = pairs.find(|(key, _)| *key == name)?.1.trim();
        (!value.is_empty()).then(|| value.to_owned())
    };
    Some(Operation {
        project: value("project")?,
        version: value("version")?,
        resource: value("resource")?,
        method: value("method")?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_is_read_and_leaves_the_text() {
        let (text, operation) = take("Sends.{Try}(url=/api/x?project=p&version=v1&resource=a.b&method=create) More.");
        assert_eq!(text, "Sends. More.");
        assert_eq!(operation.map(|operation| operation.resource), Some("a.b".into()));
        assert_eq!(take("Sends (url=x)."), ("Sends (url=x).".into(), None));
    }
}

//! Addresses of pages.

use super::markdown::{code, literal};
use crate::diagnostic::{Code, Cursor, Diagnostic};

/// Whether a text is an address that a browser opens and that Markdown can't misread.
#[must_use]
pub fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?#@!$&'*+,;=%".contains(letter);
    rest.is_some_and(|rest| {
        rest.starts_with(|letter: char| letter.is_ascii_alphanumeric()) && rest.chars().all(is_plain)
    })
}

/// A title that leads to an address.
#[must_use]
pub fn link(title: &str, address: Option<&str>) -> String {
    match address {
        Some(address) if is_address(address) => format!("[{}]({address})", literal(title)),
        Some(other) => format!("{} ({})", literal(title), code(other)),
        None => literal(title),
    }
}

/// "see …", for pages that the documentation refers to.
#[must_use]
pub fn see(addresses: &[String]) -> Option<String> {
    let shown =
        addresses.iter().map(|address| if is_address(address) { format!("<{address}>") } else { code(address) });
    let shown: Vec<_> = shown.collect();
    (!shown.is_empty()).then(|| format!("see {}", shown.join(", ")))
}

/// Tells of a text that should be an address and is none.
pub fn check(text: Option<&String>, at: &Cursor<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(text) = text.filter(|text| !is_address(text)) else { return };
    let message = format!("`{text}` is no address that a reader could follow");
    let diagnostic = Diagnostic::new(Code::InvalidValue, at.value(), message)
        .note("the documentation of the generated crate leads there")
        .help("write an address that begins with https:// and has no spaces, brackets or quotes (write them as %20 and so on)");
    findings.push(diagnostic);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_addresses_become_links() {
        assert_eq!(link("t", Some("https://a.example/b?c=d#e")), "[t](https://a.example/b?c=d#e)");
        for hostile in
            ["javascript:alert(1)", "https://x) <script>alert(1)</script> [y", "https://", "https://a b", "//a.example"]
        {
            assert!(!is_address(hostile), "{hostile}");
            assert!(link("t", Some(hostile)).starts_with("t (`"), "{hostile}");
        }
    }
}

//! Tokens as one line of text, as a careful person would write them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// Modules whose items every reader knows without them.
const KNOWN: [&str; 7] = [
    "::core::option::",
    "::core::result::",
    "::core::convert::",
    "::core::iter::",
    "::std::string::",
    "::std::vec::",
    "crate::",
];

/// Tokens as one line. Paths that are absolute lose their first `::`, and those of the standard library all but their last
/// part.
pub fn line(tokens: TokenStream) -> String {
    let mut text = String::new();
    write(tokens, &mut text);
    text.trim_end_matches([',', ' ']).to_owned()
}

fn write(tokens: TokenStream, text: &mut String) {
    // Joint punctuation (`::`, `->`) is one sign in several tokens.
    let mut sign = String::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) => {
                sign.push(punct.as_char());
                if punct.spacing() == Spacing::Alone || punct.as_char() == '\'' {
                    write_sign(&std::mem::take(&mut sign), text);
                }
            }
            TokenTree::Group(group) => {
                write_sign(&std::mem::take(&mut sign), text);
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => (" { ", " }"),
                    Delimiter::Bracket if text.ends_with(char::is_alphanumeric) => (" [", "]"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                text.push_str(open);
                write(group.stream(), text);
                if text.ends_with(", ") {
                    text.truncate(text.len() - 2);
                }
                text.push_str(close);
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => {
                write_sign(&std::mem::take(&mut sign), text);
                if text.ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == '"') {
                    text.push(' ');
                }
                text.push_str(&token.to_string());
                shorten(text);
            }
        }
    }
    write_sign(&sign, text);
}

/// Takes away the beginning of a path that just got longer, where every reader knows it.
fn shorten(text: &mut String) {
    let start = text
        .rfind(|letter: char| !(letter.is_alphanumeric() || "_:".contains(letter)))
        .map_or(0, |end| end + text[end..].chars().next().map_or(1, char::len_utf8));
    let path = &text[start..];
    let known = KNOWN.iter().find_map(|known| path.strip_prefix(known).filter(|rest| !rest.is_empty()));
    let is_known = KNOWN.iter().any(|known| known.starts_with(path));
    let short = known.or_else(|| path.strip_prefix("::").filter(|_| !is_known)).map(str::to_owned);
    if let Some(short) = short {
        text.replace_range(start.., &short);
    }
}

fn write_sign(sign: &str, text: &mut String) {
    match sign {
        "," | ":" | ";" => {
            text.push_str(sign);
            text.push(' ');
        }
        "->" | "=>" | "=" | "+" | "|" => {
            text.push(' ');
            text.push_str(sign);
            text.push(' ');
        }
        // A path after a word: `impl ::core::…`.
        "::" if ["impl", "dyn", "mut"].iter().any(|word| text.ends_with(word)) => text.push_str(" ::"),
        "&" if text.ends_with(|letter: char| letter.is_alphanumeric()) => text.push_str(" &"),
        _ => text.push_str(sign),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(code: &str) -> String {
        line(code.parse().expect("test code is Rust"))
    }

    #[test]
    fn types_are_written_as_people_write_them() {
        for (code, text) in [
            ("::core::option::Option<::std::string::String>", "Option<String>"),
            ("impl ::core::convert::Into<::feishu_runtime::UnixSeconds>", "impl Into<feishu_runtime::UnixSeconds>"),
            ("&'static [&'static str]", "&'static [&'static str]"),
            ("::std::vec::Vec<::std::vec::Vec<crate::a::B>>", "Vec<Vec<a::B>>"),
            ("&mut self", "&mut self"),
            ("::feishu_runtime::Error<crate::a::B>", "feishu_runtime::Error<a::B>"),
            ("&[::a::B::C, ::a::B::D]", "&[a::B::C, a::B::D]"),
            ("::core::option::Option::Some(\"crate::x ::y\")", "Option::Some(\"crate::x ::y\")"),
            ("(i64, bool,)", "(i64, bool)"),
            ("impl Fn(&str) -> u8 + Send", "impl Fn(&str) -> u8 + Send"),
            ("Thing { a: 1, b: &[\"x\", \"y\"] }", "Thing { a: 1, b: &[\"x\", \"y\"] }"),
        ] {
            assert_eq!(of(code), text);
        }
    }
}

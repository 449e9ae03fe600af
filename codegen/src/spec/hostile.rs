//! What is refused before anything is read: files that no maintainer writes and that could take a reader's time or memory.

use super::structure;
use crate::diagnostic::position::{NoTree, check_brackets, no_tree_at, read};
use crate::diagnostic::{Code, Diagnostic, Place, Spot};

/// What is wrong with a text as a text; empty when it can be read.
pub fn check(file: &str, text: &str) -> Vec<Diagnostic> {
    match refuse_characters(text).and_then(|()| check_brackets(text)) {
        Err(refused) => vec![syntax(file, refused)],
        Ok(()) if may_have_aliases(text) => match read(text) {
            Ok(tree) => structure::aliases(file, &tree),
            Err(refused) => vec![syntax(file, refused)],
        },
        Ok(()) => Vec::new(),
    }
}

fn syntax(file: &str, NoTree { message, line, column }: NoTree) -> Diagnostic {
    let place = Place { file: file.to_owned(), spot: Spot::Position { line, column } };
    Diagnostic::new(Code::Syntax, place, message)
}

/// Refuses characters that YAML does not have, and those that some of its versions take for line breaks.
fn refuse_characters(text: &str) -> Result<(), NoTree> {
    let is_refused = |letter: char| match letter {
        '\t' | '\n' | '\r' => false,
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => true,
        letter => letter.is_control(),
    };
    match text.char_indices().find(|(_, letter)| is_refused(*letter)) {
        None => Ok(()),
        Some((0, '\u{FEFF}')) => {
            Err(no_tree_at(text, 0, "the file begins with a byte order mark; save it as UTF-8 without one".to_owned()))
        }
        Some((at, letter)) => {
            let code = u32::from(letter);
            let message = format!("the character U+{code:04X} can't stand here; in double quotes `\\u{code:04X}` can");
            Err(no_tree_at(text, at, message))
        }
    }
}

/// Whether something in a text looks like an alias. What is in a text that happens to look like one costs a second read.
fn may_have_aliases(text: &str) -> bool {
    let bytes = text.as_bytes();
    let can_precede = |byte: u8| byte.is_ascii_whitespace() || b"[{,:-?".contains(&byte);
    let is_alias = |at: usize| {
        let follows = bytes.get(at + 1).is_some_and(|next| !next.is_ascii_whitespace());
        follows && (at == 0 || can_precede(bytes[at - 1]))
    };
    text.match_indices('*').any(|(at, _)| is_alias(at))
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::{Index, select};

    use super::*;
    use crate::diagnostic::{Renderer, Sources, report};
    use crate::spec::{Document, Endpoint, Package, Platform, Types, arbitrary, lost, read, write};

    /// What YAML readers stumble over.
    const STUMBLING_BLOCKS: &[&str] = &[
        "&a ",
        "*a",
        "*a ",
        "<<: *a\n",
        "<<: {a: b}\n",
        "!!binary ",
        "!<tag:a> ",
        "!a!b ",
        "---\n",
        "...\n",
        "%YAML 9.9\n",
        "%TAG ! a\n",
        "\t",
        "\n\t",
        "\0",
        "\u{FEFF}",
        "\u{85}",
        "\u{2028}",
        "\r",
        "\r\n",
        "{",
        "}",
        "[",
        "]",
        "? ",
        ": ",
        "- ",
        "- - - ",
        "|9\n",
        ">+\n",
        "|-\n",
        "\"",
        "'",
        "\\",
        "#",
        " #",
        "@",
        "`",
        "~",
        "null",
        "{a: 1, a: 2}",
        "? [a]\n: b\n",
        "[[[[[[[[[[",
        "{{{{{{{{{{",
        "\n\n\n",
        "          ",
        "\u{10FFFF}",
        "\u{7}",
        "\u{1B}[2J",
        ",",
        "a: b: c\n",
    ];

    /// Whatever is in a text, it is read or refused with a reason; the reason can be shown; and what is read can be
    /// written.
    fn is_safe<T: Document>(text: &str) -> Result<(), TestCaseError> {
        let file = "spec/a.yaml";
        let sources = Sources::from([(file.to_owned(), text.to_owned())]);
        let lost = lost::<T>(file, text);
        Renderer::new(&sources).render_all(&lost);
        match read::<T>(file, text) {
            Ok(document) => {
                let again = read::<T>(file, &write(&document));
                prop_assert!(again.is_ok_and(|again| again == document), "{text}");
            }
            Err(found) => {
                prop_assert!(!found.is_empty(), "a reason is given for {text:?}");
                for finding in &found {
                    prop_assert!(finding.primary.place.spot != Spot::File, "{finding:?} is somewhere in {text:?}");
                }
                Renderer::new(&sources).render_all(&found);
                prop_assert!(report::json(&found, &sources).ends_with('\n'));
                prop_assert!(report::sarif(&found, &sources).ends_with('\n'));
                prop_assert_eq!(report::github(&found, &sources).lines().count(), found.len());
            }
        }
        Ok(())
    }

    fn is_safe_as_anything(text: &str) -> Result<(), TestCaseError> {
        is_safe::<Endpoint>(text)?;
        is_safe::<Types>(text)?;
        is_safe::<Platform>(text)?;
        is_safe::<Package>(text)
    }

    /// A change of a text: take out so many characters somewhere, and put something in.
    type Edit = (Index, usize, String);

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let inserted = prop_oneof![
            4 => select(STUMBLING_BLOCKS).prop_map(str::to_owned),
            1 => arbitrary::text(),
            1 => Just(String::new()),
        ];
        vec((any::<Index>(), prop_oneof![Just(0_usize), 0..4_usize, 0..200_usize], inserted), 1..6)
    }

    fn edited(text: &str, edits: &[Edit]) -> String {
        let mut letters: Vec<char> = text.chars().collect();
        for (at, length, inserted) in edits {
            let start = at.index(letters.len() + 1);
            let end = (start + length).min(letters.len());
            letters.splice(start..end, inserted.chars());
        }
        letters.into_iter().collect()
    }

    proptest! {
        #![proptest_config(arbitrary::few_cases())]

        #[test]
        fn a_damaged_endpoint_is_safe_to_read(document in arbitrary::document::<Endpoint>(), edits in edits()) {
            is_safe::<Endpoint>(&edited(&write(&document), &edits))?;
        }

        #[test]
        fn damaged_types_are_safe_to_read(document in arbitrary::document::<Types>(), edits in edits()) {
            is_safe::<Types>(&edited(&write(&document), &edits))?;
        }

        #[test]
        fn a_damaged_platform_is_safe_to_read(document in arbitrary::document::<Platform>(), edits in edits()) {
            is_safe::<Platform>(&edited(&write(&document), &edits))?;
        }

        #[test]
        fn any_text_is_safe_to_read(text in any::<String>()) {
            is_safe_as_anything(&text)?;
        }

        #[test]
        fn any_heap_of_stumbling_blocks_is_safe_to_read(parts in vec(select(STUMBLING_BLOCKS), 0..30)) {
            is_safe_as_anything(&parts.concat())?;
        }
    }

    #[test]
    fn a_few_bytes_do_not_become_many() {
        let bomb: Vec<_> = (1..20).map(|level| format!("a{level}: &a{level} [*a{0}, *a{0}]\n", level - 1)).collect();
        let large = format!("title: &a \"{}\"\nscopes: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(10_000));
        for text in [format!("a0: &a0 x\n{}", bomb.concat()), large] {
            let found = read::<Endpoint>("a.yaml", &text).unwrap_err();
            assert!(found[0].message.contains("alias"), "{found:?}");
            assert!(found.len() <= 200, "{} findings", found.len());
        }
    }

    #[test]
    fn what_only_looks_like_an_alias_is_read() {
        let text = "summary: \"*a and *b*\"\nnote: |-\n  *c\n  - *d\ntypes: []\n";
        assert!(read::<Types>("a.yaml", text).is_ok());
    }

    #[test]
    fn nobody_is_told_more_than_can_be_read() {
        let keys: Vec<_> = (0..20_000).map(|number| format!("key_{number}: x\n")).collect();
        let flow = format!("{{{}}}", "a: x, ".repeat(20_000));
        let elements = format!("scopes:\n{}", "- [x]\n".repeat(20_000));
        for text in [keys.concat(), flow, elements] {
            let found = read::<Endpoint>("a.yaml", &text).unwrap_err();
            assert_eq!(found.len(), 200);
            assert!(found.last().unwrap().notes.iter().any(|note| note.contains("more errors")), "{:?}", found.last());
            let sources = Sources::from([("a.yaml".to_owned(), text)]);
            assert!(Renderer::new(&sources).render_all(&found).len() < 1 << 20);
        }
    }

    #[test]
    fn what_is_nested_beyond_reason_is_refused() {
        for part in ["- ", "? ", "[", "{", "{a: ", "- - ", "a:\n "] {
            assert!(read::<Endpoint>("a.yaml", &part.repeat(50_000)).is_err(), "{part}");
        }
        let keys: Vec<_> = (0..1_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert!(read::<Endpoint>("a.yaml", &keys.concat()).is_err());
    }

    #[test]
    fn a_scalar_may_be_large() {
        let large = "x".repeat(4 << 20);
        let types: Types = read("a.yaml", &format!("summary: {large}\n")).unwrap();
        assert_eq!(types.summary.len(), large.len());
        let found = read::<Types>("a.yaml", &format!("{large}: x\n")).unwrap_err();
        assert!(found.iter().all(|finding| finding.message.len() < 300), "a message stays short");
    }
}

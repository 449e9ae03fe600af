//! Which characters can stand in a file as they are.

/// Whether a character can stand in any text of a YAML file: one that the YAML readers take, that is no line break and
/// that does not change the direction of what is around it.
pub fn is_plain(letter: char) -> bool {
    match letter {
        // Line breaks of older YAML, the mark of byte order, and two that are no characters.
        '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' => false,
        letter => !letter.is_control() && !changes_direction(letter),
    }
}

/// Whether a reader would not see a character although it is there.
pub fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{180E}')
        || changes_direction(letter)
}

/// Whether a character changes the direction of the text around it, which then looks like another one.
#[must_use]
pub fn changes_direction(letter: char) -> bool {
    matches!(letter, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

//! "Did you mean …?"

/// The closest of some names to a wrong one, if it is close enough to be worth saying.
pub fn did_you_mean<'a>(wrong: &str, right: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // A third of the letters may be off, as in rustc: more than that suggests nonsense for short names.
    let length = wrong.chars().count();
    let limit = (length / 3).max(1);
    right
        .into_iter()
        // Comparing takes as much memory as both are long together: what differs too much in length is not compared.
        .filter(|name| name.chars().count().abs_diff(length) <= limit)
        .map(|name| (strsim::damerau_levenshtein(wrong, name), name))
        .filter(|&(distance, _)| distance <= limit)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typo_finds_its_word() {
        assert_eq!(did_you_mean("requried", ["name", "required", "type"]), Some("required"));
    }

    #[test]
    fn nothing_close_means_no_suggestion() {
        assert_eq!(did_you_mean("x", ["name", "required"]), None);
    }
}

//! What the next version must be at least.

use semver::{Prerelease, Version};

use super::rule::Level;

/// The lowest version that may follow another after changes of a level.
///
/// Before 1.0 what breaks raises the second part, and anything else the third; before 0.1 anything raises the third. A
/// version before a release (`1.2.0-rc.1`) may change in any way until it is released.
#[must_use]
pub fn next(current: &Version, level: Level) -> Version {
    let Version { major, minor, patch, .. } = *current;
    if level == Level::None {
        return current.clone();
    }
    if !current.pre.is_empty() {
        return Version::new(major, minor, patch);
    }
    match (level, major, minor) {
        (Level::None, ..) => current.clone(),
        (_, 0, 0) | (Level::Patch, ..) | (Level::Minor, 0, _) => Version::new(major, minor, patch + 1),
        (Level::Minor, ..) | (Level::Major, 0, _) => Version::new(major, minor + 1, 0),
        (Level::Major, ..) => Version::new(major + 1, 0, 0),
    }
}

/// Whether a version is high enough to follow another after changes of a level.
#[must_use]
pub fn is_enough(base: &Version, head: &Version, level: Level) -> bool {
    if level == Level::None {
        return head >= base;
    }
    if !base.pre.is_empty() {
        return head > base;
    }
    // A version before the release that is needed will do: it can't be taken for anything lower.
    let needed = next(base, level);
    *head >= Version { pre: head.pre.clone(), ..needed.clone() } || (head.pre != Prerelease::EMPTY && *head > needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_of(version: &str, level: Level) -> String {
        next(&Version::parse(version).unwrap(), level).to_string()
    }

    #[test]
    fn from_one_on_each_level_has_its_part() {
        assert_eq!(next_of("1.2.3", Level::Major), "2.0.0");
        assert_eq!(next_of("1.2.3", Level::Minor), "1.3.0");
        assert_eq!(next_of("1.2.3", Level::Patch), "1.2.4");
        assert_eq!(next_of("1.2.3", Level::None), "1.2.3");
    }

    #[test]
    fn before_one_what_breaks_raises_the_second_part() {
        assert_eq!(next_of("0.2.3", Level::Major), "0.3.0");
        assert_eq!(next_of("0.2.3", Level::Minor), "0.2.4");
        assert_eq!(next_of("0.2.3", Level::Patch), "0.2.4");
        assert_eq!(next_of("0.0.3", Level::Major), "0.0.4");
    }

    #[test]
    fn what_is_not_released_yet_may_change_in_any_way() {
        assert_eq!(next_of("0.3.0-rc.1", Level::Major), "0.3.0");
        let enough = |base: &str, head: &str, level| {
            is_enough(&Version::parse(base).unwrap(), &Version::parse(head).unwrap(), level)
        };
        assert!(enough("0.3.0-rc.1", "0.3.0-rc.2", Level::Major));
        assert!(!enough("0.3.0-rc.1", "0.3.0-rc.1", Level::Patch));
    }

    #[test]
    fn a_version_is_enough_when_it_is_at_least_the_next() {
        let enough = |base: &str, head: &str, level| {
            is_enough(&Version::parse(base).unwrap(), &Version::parse(head).unwrap(), level)
        };
        assert!(enough("0.2.3", "0.3.0", Level::Major));
        assert!(enough("0.2.3", "0.3.0-rc.1", Level::Major));
        assert!(enough("0.2.3", "1.0.0", Level::Major));
        assert!(!enough("0.2.3", "0.2.4", Level::Major));
        assert!(enough("0.2.3", "0.2.4", Level::Minor));
        assert!(!enough("0.2.3", "0.2.3", Level::Patch));
        assert!(enough("0.2.3", "0.2.3", Level::None));
        assert!(!enough("0.2.3", "0.2.2", Level::None), "a version never goes down");
    }
}

//! Two sets of public items: what is gone, what is new, what is different, and what that does to users' code.

use std::collections::BTreeMap;

use super::{Impact, Surface};

/// A public item that is not what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChange {
    /// The path of the item.
    pub path: String,
    /// What was there.
    pub old: Option<String>,
    /// What is there.
    pub new: Option<String>,
    /// What that does to users' code.
    pub impact: Impact,
}

/// Compares two sets of public items, in the order of their paths.
#[must_use]
pub fn compare(old: &Surface, new: &Surface) -> Vec<LineChange> {
    let (before, after) = (by_key(old), by_key(new));
    let mut keys: Vec<_> = before.keys().chain(after.keys()).collect();
    keys.sort();
    keys.dedup();
    let mut changes = Vec::new();
    let renamed = renamed(&after);
    for key in keys {
        let (was, is) = (before.get(key).copied(), after.get(key).copied());
        if was == is || was.is_some_and(|was| Some(with_names(was, &renamed).as_str()) == is) {
            continue;
        }
        changes.push(LineChange {
            path: key.path.to_owned(),
            old: was.map(str::to_owned),
            new: is.map(str::to_owned),
            impact: impact(key, was.map(|was| with_names(was, &renamed)).as_deref(), is, &before, &after),
        });
    }
    changes
}

/// What makes a line the same line: its path, and what kind of thing stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    path: &'a str,
    kind: &'a str,
}

type Lines<'a> = BTreeMap<Key<'a>, &'a str>;

fn by_key(surface: &Surface) -> Lines<'_> {
    surface.lines().filter_map(|line| Some((key(line)?, line.split_once(' ')?.1))).collect()
}

fn key(line: &str) -> Option<Key<'_>> {
    let (path, text) = line.split_once(' ')?;
    let kind = match text.split([' ', '(', ':', '<']).next()? {
        // Each trait is a line of its own.
        "impl" => text.split(" {").next()?.split(" if ").next()?,
        "async" => "fn",
        kind => kind,
    };
    Some(Key { path, kind })
}

fn impact(key: &Key<'_>, old: Option<&str>, new: Option<&str>, before: &Lines<'_>, after: &Lines<'_>) -> Impact {
    match (old, new) {
        _ if key.kind == "=" => Impact::Values,
        // Another name of a type gave way to a type of that name.
        (Some(_), None)
            if key.kind == "type"
                && ["struct", "enum"].iter().any(|kind| after.contains_key(&Key { path: key.path, kind })) =>
        {
            Impact::Values
        }
        (Some(old), None) if is_kept(key.path, after) => under_alias(key, old, after),
        (Some(_), None) => Impact::Breaks,
        (None, Some(_)) if is_kept(key.path, before) => Impact::Adds,
        (None, Some(_)) if is_exhaustive(key, before) => Impact::Breaks,
        (None, Some(text)) if text.ends_with(" deprecated") => Impact::Deprecates,
        (None, Some(_)) => Impact::Adds,
        (Some(old), Some(new)) => changed(key.kind, old, new),
        (None, None) => Impact::Same,
    }
}

/// The types that have another name, while their former one goes on working: both are one type to the compiler.
fn renamed<'a>(after: &Lines<'a>) -> BTreeMap<&'a str, &'a str> {
    let last = |path: &'a str| path.rsplit("::").next().unwrap_or(path);
    let aliases = after.iter().filter(|(key, text)| key.kind == "type" && text.ends_with(" deprecated"));
    let target = |text: &'a str| Some(last(text.strip_prefix("type = ")?.trim_end_matches(" deprecated")));
    aliases.filter_map(|(key, text)| Some((last(key.path), target(text)?))).collect()
}

/// What is there, with the names that types have now.
fn with_names(text: &str, renamed: &BTreeMap<&str, &str>) -> String {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let (mut result, mut word) = (String::with_capacity(text.len()), String::new());
    for letter in text.chars().chain([' ']) {
        if is_word(letter) {
            word.push(letter);
            continue;
        }
        result.push_str(renamed.get(word.as_str()).copied().unwrap_or(&word));
        word.clear();
        result.push(letter);
    }
    result.pop();
    result
}

/// What became of an item inside a type that has another name now: it must be there under that name as it was.
fn under_alias(key: &Key<'_>, old: &str, after: &Lines<'_>) -> Impact {
    let outer = key.path.match_indices("::").map(|(end, _)| end).chain([key.path.len()]);
    let target = outer.into_iter().find_map(|end| {
        let (alias, inside) = key.path.split_at(end);
        let name = after.get(&Key { path: alias, kind: "type" })?.strip_prefix("type = ")?;
        let module = alias.rsplit_once("::").map(|(module, _)| format!("{module}::")).unwrap_or_default();
        Some(format!("{module}{}{inside}", name.trim_end_matches(" deprecated")))
    });
    // A former name of something else than a type has nothing inside.
    let Some(target) = target else { return Impact::Deprecates };
    match after.get(&Key { path: &target, kind: key.kind }) {
        Some(new) if *new == old => Impact::Deprecates,
        Some(new) => changed(key.kind, old, new).max(Impact::Deprecates),
        None => Impact::Breaks,
    }
}

/// Whether a name goes on working as another name of something else, with a warning: the item itself, or what it is in.
fn is_kept(path: &str, lines: &Lines<'_>) -> bool {
    let is_alias = |path: &str| {
        ["type", "const", "fn", "use"]
            .iter()
            .any(|kind| lines.get(&Key { path, kind }).is_some_and(|text| text.ends_with(" deprecated")))
    };
    let outer = path.match_indices("::").map(|(end, _)| &path[..end]);
    is_alias(path) || outer.into_iter().any(is_alias)
}

/// Whether one more field or variant breaks those who name all of them.
fn is_exhaustive(key: &Key<'_>, before: &Lines<'_>) -> bool {
    let Some((owner, _)) = key.path.rsplit_once("::") else { return false };
    let owner_is = |kind: &str| before.get(&Key { path: owner, kind }).copied();
    let is_open = |text: &str| text.contains("non_exhaustive") || text.contains("private fields");
    match key.kind {
        "variant" => owner_is("enum").is_some_and(|text| !is_open(text)),
        "field" => owner_is("struct").is_some_and(|text| !is_open(text)) || owner_is("variant").is_some(),
        _ => false,
    }
}

fn changed(kind: &str, old: &str, new: &str) -> Impact {
    let undeprecated = |text: &str| text.trim_end_matches(" deprecated").to_owned();
    if undeprecated(old) == undeprecated(new) {
        return if new.ends_with(" deprecated") { Impact::Deprecates } else { Impact::Values };
    }
    let is_deprecated = new.ends_with(" deprecated") && !old.ends_with(" deprecated");
    let (old, new) = (undeprecated(old), undeprecated(new));
    let least = if is_deprecated { Impact::Deprecates } else { Impact::Same };
    least.max(otherwise(kind, &old, &new))
}

/// What a difference other than a deprecation does.
fn otherwise(kind: &str, old: &str, new: &str) -> Impact {
    match kind {
        "fn" => functions(old, new),
        "package," => Impact::Values,
        // Items of another crate are part of this one's: another version of them is another type to the compiler.
        "dependency" if takes_the_place(old, new) => Impact::Values,
        "feature" => {
            if new.contains("by default") {
                Impact::Adds
            } else {
                Impact::Breaks
            }
        }
        "struct" | "enum" if old.replace(" non_exhaustive", "") == new => Impact::Adds,
        _ => Impact::Breaks,
    }
}

/// Whether cargo would take the one version where the other was asked for, or the other way round.
fn takes_the_place(old: &str, new: &str) -> bool {
    let parse = |text: &str| {
        let version = text.strip_prefix("dependency ")?;
        Some((semver::Version::parse(version).ok()?, semver::VersionReq::parse(version).ok()?))
    };
    let (Some((old, wants_old)), Some((new, wants_new))) = (parse(old), parse(new)) else { return false };
    wants_old.matches(&new) || wants_new.matches(&old)
}

/// Functions are called by the types of their arguments. Their names only matter where two that are there before and after
/// have traded places: callers would compile, and mean something else.
fn functions(old: &str, new: &str) -> Impact {
    let (Some(before), Some(after)) = (arguments(old), arguments(new)) else { return Impact::Breaks };
    let types = |arguments: &[(String, String)]| arguments.iter().map(|(_, kind)| kind.clone()).collect::<Vec<_>>();
    let around = |text: &str| {
        let (start, end) = (text.find('('), text.rfind(" -> "));
        (start.map(|start| text[..start].to_owned()), end.map(|end| text[end..].to_owned()))
    };
    if types(&before) != types(&after) || around(old) != around(new) {
        return Impact::Breaks;
    }
    let traded = before.iter().zip(&after).any(|((old, _), (new, _))| {
        old != new && after.iter().any(|(name, _)| name == old) && before.iter().any(|(name, _)| name == new)
    });
    if traded { Impact::Breaks } else { Impact::Values }
}

/// The arguments of a function: name and type.
fn arguments(text: &str) -> Option<Vec<(String, String)>> {
    let start = text.find('(')?;
    // The result may have brackets too; the arguments end at the bracket that closes theirs.
    let list = &text[start + 1..start + closing(&text[start..])?];
    let mut found = Vec::new();
    for argument in split(list) {
        match argument.split_once(": ") {
            Some((name, kind)) => found.push((name.to_owned(), kind.to_owned())),
            None => found.push((String::new(), argument.to_owned())),
        }
    }
    Some(found)
}

/// Where the bracket that opens a text is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (index, letter) in text.char_indices() {
        match letter {
            '(' => depth += 1,
            ')' => {
                depth -= 1;
                if depth == 0 {
                    return Some(index);
                }
            }
            _ => {}
        }
    }
    None
}

/// Splits at the commas that stand in no brackets.
fn split(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut parts) = (0_i32, 0, Vec::new());
    for (index, letter) in list.char_indices() {
        match letter {
            '(' | '<' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            // The arrow of a result is no bracket.
            '>' if !list[..index].ends_with('-') => depth -= 1,
            ',' if depth == 0 => {
                parts.push(list[start..index].trim());
                start = index + 1;
            }
            _ => {}
        }
    }
    parts.push(list[start..].trim());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn impact_of(old: &str, new: &str) -> Impact {
        let changes = compare(&Surface::from_text(old), &Surface::from_text(new));
        changes.iter().map(|change| change.impact).max().unwrap_or(Impact::Same)
    }

    #[test]
    fn what_is_gone_breaks_and_what_is_new_adds() {
        assert_eq!(impact_of("a::B struct non_exhaustive", ""), Impact::Breaks);
        assert_eq!(impact_of("", "a::B struct non_exhaustive"), Impact::Adds);
        assert_eq!(impact_of("a::B impl Clone", ""), Impact::Breaks);
        assert_eq!(impact_of("a::B impl Clone", "a::B impl Clone"), Impact::Same);
    }

    #[test]
    fn a_new_field_breaks_those_who_name_all() {
        let open = "a::B struct non_exhaustive";
        assert_eq!(impact_of(open, &format!("{open}\na::B::c field: i64")), Impact::Adds);
        assert_eq!(impact_of("a::B struct", "a::B struct\na::B::c field: i64"), Impact::Breaks);
        assert_eq!(impact_of("a::B enum", "a::B enum\na::B::C variant"), Impact::Breaks);
        assert_eq!(impact_of("a::B::C variant", "a::B::C variant\na::B::C::d field: i64"), Impact::Breaks);
    }

    #[test]
    fn arguments_are_known_by_their_types_but_may_not_trade_places() {
        let old = "a::f fn(&self, left: impl Into<String>, right: impl Into<String>) -> Option<(u8, u8)>";
        assert_eq!(impact_of(old, &old.replace("left", "first")), Impact::Values);
        let traded = old.replace("left", "x").replace("right", "left").replace('x', "right");
        assert_eq!(impact_of(old, &traded), Impact::Breaks);
        assert_eq!(impact_of(old, &old.replace("left: impl Into<String>", "left: i64")), Impact::Breaks);
        assert_eq!(impact_of(old, &old.replace("Option<(u8, u8)>", "u8")), Impact::Breaks);
        assert_eq!(
            impact_of(old, &old.replace("right: impl Into<String>", "right: impl Into<String>, c: bool")),
            Impact::Breaks
        );
    }

    #[test]
    fn values_are_only_values() {
        assert_eq!(impact_of("a::B.path = \"/x\"", "a::B.path = \"/y\""), Impact::Values);
        assert_eq!(impact_of("a::B.path = \"/x\"", ""), Impact::Values);
    }

    #[test]
    fn a_former_name_that_works_with_a_warning_is_a_deprecation() {
        let old = "a::B struct\na::B::c field: u8";
        let new = "a::B type = C deprecated\na::C struct\na::C::c field: u8";
        assert_eq!(impact_of(old, new), Impact::Adds);
        assert_eq!(impact_of(old, &new.replace("u8", "u16")), Impact::Breaks, "what is inside counts too");
        assert_eq!(impact_of("a::B::C variant", "a::B::C const: Self deprecated"), Impact::Deprecates);
        assert_eq!(impact_of("a::f fn()", "a::f fn() deprecated"), Impact::Deprecates);
        assert_eq!(impact_of("a::f fn() deprecated", "a::f fn()"), Impact::Values);
    }

    #[test]
    fn another_runtime_breaks_unless_cargo_would_put_it_in_the_place_of_the_other() {
        assert_eq!(impact_of("crate:r dependency 0.1.0", "crate:r dependency 0.1.2"), Impact::Values);
        assert_eq!(impact_of("crate:r dependency 0.1.0", "crate:r dependency 0.2.0"), Impact::Breaks);
        assert_eq!(impact_of("crate:a package, Rust 1.95", "crate:b package, Rust 1.95"), Impact::Breaks);
    }

    #[test]
    fn a_type_under_its_former_name_is_the_same_type() {
        let old = "a::B struct\na::C::b field: Option<a::B>\na::f fn(b: B) -> B";
        let new = "a::B type = D deprecated\na::D struct\na::C::b field: Option<a::D>\na::f fn(d: D) -> D deprecated";
        assert_eq!(impact_of(old, new), Impact::Adds);
        assert_eq!(impact_of("a::f fn(b: u8)", "a::f fn(c: u8) deprecated"), Impact::Deprecates);
    }

    #[test]
    fn a_feature_that_is_off_breaks_those_who_count_on_it() {
        assert_eq!(impact_of("feature:x feature by default", "feature:x feature"), Impact::Breaks);
        assert_eq!(impact_of("feature:x feature", "feature:x feature by default"), Impact::Adds);
    }
}

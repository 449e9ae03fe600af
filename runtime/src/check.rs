//! What the documentation says that arguments must fulfil, checked before anything is sent.
//!
//! Generated code calls this: a request tells a [`Checker`] what its page says of each argument, and so does every type
//! that can stand in one and of which something is said ([`Checked`]).

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write};
use std::ops::{Bound, RangeBounds};

/// A type of which the documentation says what its values must fulfil.
pub trait Checked {
    /// Tells the checker all that is wrong; it keeps what it is told first.
    fn check(&self, checker: &mut Checker);
}

/// Looks at arguments, and keeps the first of which something is wrong.
#[derive(Debug, Default)]
pub struct Checker {
    /// Where the value at hand is, such as `tags[3]`; empty for the request itself.
    path: String,
    problem: Option<Problem>,
}

/// What is wrong with an argument.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Which argument, such as `tags[3].key`.
    pub(crate) argument: String,
    pub(crate) reason: String,
}

impl Checker {
    /// Nothing looked at yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The first problem.
    pub(crate) fn into_problem(self) -> Option<Problem> {
        self.problem
    }

    /// An integer and its bounds.
    pub fn integer(&mut self, name: &str, value: Option<i64>, bounds: impl RangeBounds<i64>) {
        self.within(name, value, &bounds, "");
    }

    /// A number and its bounds. What is no number at all is never within them.
    pub fn number(&mut self, name: &str, value: Option<f64>, bounds: impl RangeBounds<f64>) {
        self.within(name, value, &bounds, "");
    }

    /// A text and the bounds of its length in Unicode characters.
    pub fn characters(&mut self, name: &str, text: Option<&str>, bounds: impl RangeBounds<usize>) {
        self.within(name, text.map(|text| text.chars().count()), &bounds, " characters");
    }

    /// A text and the bounds of its length in bytes of UTF-8.
    pub fn bytes(&mut self, name: &str, text: Option<&str>, bounds: impl RangeBounds<usize>) {
        self.within(name, text.map(str::len), &bounds, " bytes");
    }

    /// How many elements there are, and the bounds of that.
    pub fn elements(&mut self, name: &str, count: Option<usize>, bounds: impl RangeBounds<usize>) {
        self.within(name, count, &bounds, " elements");
    }

    /// Something inside of which something is said.
    pub fn inside<T: Checked + ?Sized>(&mut self, name: &str, value: Option<&T>) {
        if let Some(value) = value {
            let separator = if self.path.is_empty() { "" } else { "." };
            self.at(format_args!("{separator}{name}"), value);
        }
    }

    /// What must be given where something else holds. `condition` says what: "`kind` is given".
    pub fn needs(&mut self, condition: &str, holds: bool, needed: &[(&str, bool)]) {
        for (name, _) in needed.iter().filter(|(_, is_given)| holds && !is_given) {
            self.tell(name, || format!("must be given where {condition}"));
        }
    }

    /// Arguments of which at least one must be given.
    pub fn at_least_one_of(&mut self, arguments: &[(&str, bool)]) {
        if given(arguments) == 0 {
            self.tell(&listed(arguments), || "at least one of them must be given".to_owned());
        }
    }

    /// Arguments of which no two may be given.
    pub fn at_most_one_of(&mut self, arguments: &[(&str, bool)]) {
        if given(arguments) > 1 {
            self.tell(&listed(arguments), || "only one of them may be given".to_owned());
        }
    }

    /// Arguments of which one must be given, and no other.
    pub fn exactly_one_of(&mut self, arguments: &[(&str, bool)]) {
        self.at_least_one_of(arguments);
        self.at_most_one_of(arguments);
    }

    fn within<N>(&mut self, name: &str, value: Option<N>, bounds: &impl RangeBounds<N>, unit: &str)
    where
        N: PartialOrd + Display,
    {
        if let Some(value) = value.filter(|value| !bounds.contains(value)) {
            self.tell(name, || out_of_bounds(&value, bounds.start_bound(), bounds.end_bound(), unit));
        }
    }

    /// Looks at a value one step further.
    fn at<T: Checked + ?Sized>(&mut self, step: fmt::Arguments<'_>, value: &T) {
        let before = self.path.len();
        // Writing to a string does not fail.
        let _ = self.path.write_fmt(step);
        value.check(self);
        self.path.truncate(before);
    }

    /// Keeps the first problem.
    fn tell(&mut self, name: &str, reason: impl FnOnce() -> String) {
        if self.problem.is_none() {
            let separator = if self.path.is_empty() { "" } else { "." };
            let argument = format!("{}{separator}{name}", self.path);
            self.problem = Some(Problem { argument, reason: reason() });
        }
    }
}

fn given(arguments: &[(&str, bool)]) -> usize {
    arguments.iter().filter(|(_, is_given)| *is_given).count()
}

fn listed(arguments: &[(&str, bool)]) -> String {
    arguments.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// Why a value is refused: the bound that it oversteps.
fn out_of_bounds<N: PartialOrd + Display>(value: &N, least: Bound<&N>, most: Bound<&N>, unit: &str) -> String {
    match (least, most) {
        (Bound::Included(least), _) if value < least => {
            format!("{value}{unit} is less than {least}, the least allowed")
        }
        (_, Bound::Included(most)) if value > most => format!("{value}{unit} is more than {most}, the most allowed"),
        _ => format!("{value}{unit} is out of bounds"),
    }
}

impl<T: Checked> Checked for Vec<T> {
    fn check(&self, checker: &mut Checker) {
        for (index, element) in self.iter().enumerate() {
            checker.at(format_args!("[{index}]"), element);
        }
    }
}

impl<T: Checked> Checked for BTreeMap<String, T> {
    fn check(&self, checker: &mut Checker) {
        for (key, value) in self {
            checker.at(format_args!("[{}]", key.escape_debug()), value);
        }
    }
}

impl<T: Checked> Checked for Box<T> {
    fn check(&self, checker: &mut Checker) {
        T::check(self, checker);
    }
}

impl<T: Checked> Checked for crate::Localized<T> {
    fn check(&self, checker: &mut Checker) {
        for (language, body) in self.iter() {
            checker.inside(language, Some(body));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Tag {
        key: &'static str,
    }

    impl Checked for Tag {
        fn check(&self, checker: &mut Checker) {
            checker.characters("key", Some(self.key), 1..=3);
        }
    }

    fn problem(look: impl FnOnce(&mut Checker)) -> Option<(String, String)> {
        let mut checker = Checker::new();
        look(&mut checker);
        checker.into_problem().map(|Problem { argument, reason }| (argument, reason))
    }

    #[expect(clippy::unnecessary_wraps, reason = "stands beside what may be none")]
    fn told(argument: &str, reason: &str) -> Option<(String, String)> {
        Some((argument.to_owned(), reason.to_owned()))
    }

    #[test]
    fn a_value_within_its_bounds_or_not_given_is_right() {
        assert_eq!(problem(|checker| checker.integer("n", Some(200), 1..=200)), None);
        assert_eq!(problem(|checker| checker.integer("n", None, 1..=200)), None);
        assert_eq!(problem(|checker| checker.number("n", Some(0.5), 0.0..=1.0)), None);
        assert_eq!(problem(|checker| checker.characters("n", Some("词词"), 2..=2)), None);
    }

    #[test]
    fn the_bound_that_is_overstepped_is_named() {
        let over = problem(|checker| checker.integer("n", Some(201), ..=200));
        assert_eq!(over, told("n", "201 is more than 200, the most allowed"));
        let under = problem(|checker| checker.bytes("n", Some(""), 1..));
        assert_eq!(under, told("n", "0 bytes is less than 1, the least allowed"));
        let characters = problem(|checker| checker.characters("n", Some("词词"), ..=1));
        assert_eq!(characters, told("n", "2 characters is more than 1, the most allowed"));
        let none = problem(|checker| checker.number("n", Some(f64::NAN), 0.0..));
        assert_eq!(none, told("n", "NaN is out of bounds"));
    }

    #[test]
    fn what_is_inside_is_told_with_the_way_there() {
        let tags = vec![Tag { key: "a" }, Tag { key: "" }, Tag { key: "long" }];
        let found = problem(|checker| checker.inside("tags", Some(&tags)));
        assert_eq!(found, told("tags[1].key", "0 characters is less than 1, the least allowed"));
        let map = BTreeMap::from([("k\n".to_owned(), Box::new(Tag { key: "long" }))]);
        let found = problem(|checker| checker.inside("map", Some(&map)));
        assert_eq!(found, told("map[k\\n].key", "4 characters is more than 3, the most allowed"));
    }

    #[test]
    fn the_first_problem_is_kept() {
        let found = problem(|checker| {
            checker.integer("a", Some(0), 1..);
            checker.integer("b", Some(0), 1..);
        });
        assert_eq!(found.map(|(argument, _)| argument).as_deref(), Some("a"));
    }

    #[test]
    fn what_arguments_require_of_each_other_is_told() {
        let needs = |holds, given| problem(|checker| checker.needs("`a` is given", holds, &[("b", given)]));
        assert_eq!(needs(true, false), told("b", "must be given where `a` is given"));
        assert_eq!((needs(false, false), needs(true, true)), (None, None));
        let one = |a, b| problem(|checker| checker.exactly_one_of(&[("a", a), ("b", b)]));
        assert_eq!(one(false, false), told("a, b", "at least one of them must be given"));
        assert_eq!(one(true, true), told("a, b", "only one of them may be given"));
        assert_eq!(one(true, false), None);
    }
}

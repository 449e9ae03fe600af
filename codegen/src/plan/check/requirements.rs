//! What parameters, or fields of one object, require of each other.

use super::{Check, Checked, Condition, Count, Text};
use crate::diagnostic::{Code, Cursor, Diagnostic};
use crate::plan::item::Presence;
use crate::plan::name::Name;
use crate::plan::rust_type::RustType;
use crate::spec::model::{Field, Requirement};

/// Something that can be given, or not.
pub struct Given<'a> {
    /// What the spec says of it.
    pub field: &'a Field,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub rust_type: RustType,
    /// Whether it can be missing.
    pub presence: Presence,
}

/// Plans the checks of what is required. `at` is the list of requirements, `what` is what has them.
pub fn plan(
    requirements: &[Requirement],
    known: &[Given<'_>],
    what: &str,
    at: &Cursor<'_>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Check> {
    let mut planner = Planner { known, what, findings };
    let checks =
        requirements.iter().enumerate().map(|(index, requirement)| planner.requirement(requirement, &at.index(index)));
    checks.collect::<Vec<_>>().into_iter().flatten().collect()
}

struct Planner<'k, 'a, 'f> {
    known: &'k [Given<'a>],
    what: &'k str,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'k, 'a> Planner<'k, 'a, '_> {
    fn requirement(&mut self, requirement: &Requirement, at: &Cursor<'_>) -> Option<Check> {
        let Requirement { when, is, needs, at_least_one_of, at_most_one_of, exactly_one_of } = requirement;
        let counts = [
            (Count::AtLeastOne, "at_least_one_of", at_least_one_of),
            (Count::AtMostOne, "at_most_one_of", at_most_one_of),
            (Count::ExactlyOne, "exactly_one_of", exactly_one_of),
        ];
        let mut counts = counts.into_iter().filter(|(_, _, names)| !names.is_empty());
        let has_condition = when.is_some() || is.is_some() || !needs.is_empty();
        match (when, counts.next(), counts.next()) {
            (Some(when), None, None) if !needs.is_empty() => self.needs(when, is.as_deref(), needs, at),
            (None, Some((count, key, names)), None) if !has_condition => self.count(count, key, names, at),
            _ => {
                let diagnostic = Diagnostic::new(Code::InvalidValue, at.value(), "this is no requirement")
                    .help("say one of: `when` with `needs`, `at_least_one_of`, `at_most_one_of`, `exactly_one_of`");
                self.findings.push(diagnostic);
                None
            }
        }
    }

    fn needs(&mut self, when: &str, is: Option<&str>, needs: &[String], at: &Cursor<'_>) -> Option<Check> {
        let here = at.key("when");
        let given = self.find(when, &here)?;
        if is.is_none() && given.presence == Presence::Required {
            return self.without_effect(when, &here);
        }
        let is = match is {
            Some(value) => Some(self.value(given, value, &at.key("is"))?),
            None => None,
        };
        let condition = Condition { value: checked(given), is };
        let needs = self.names(needs, &at.key("needs"))?;
        Some(Check::Needs { when: condition, needs })
    }

    fn count(&mut self, count: Count, key: &str, names: &[String], at: &Cursor<'_>) -> Option<Check> {
        let here = at.key(key);
        if let [only] = names {
            let message = format!("`{only}` is the only one, so that there is nothing to choose from");
            let diagnostic = Diagnostic::new(Code::InvalidValue, here.value(), message)
                .help("name several, or say that it is `required`");
            self.findings.push(diagnostic);
            return None;
        }
        Some(Check::Count(count, self.names(names, &here)?))
    }

    /// Names of what can be given or not: what is always given needs no check.
    fn names(&mut self, names: &[String], at: &Cursor<'_>) -> Option<Vec<Checked>> {
        let found = names.iter().enumerate().map(|(index, name)| {
            let here = at.index(index);
            if names[..index].contains(name) {
                let message = format!("`{name}` stands here twice");
                self.findings.push(Diagnostic::new(Code::DuplicateName, here.value(), message));
                return None;
            }
            let given = self.find(name, &here)?;
            if given.presence == Presence::Required {
                return self.without_effect(name, &here);
            }
            Some(checked(given))
        });
        found.collect::<Vec<_>>().into_iter().collect()
    }

    fn find(&mut self, name: &str, at: &Cursor<'_>) -> Option<&'k Given<'a>> {
        let known = self.known;
        let mut found = known.iter().filter(|given| given.field.name == name);
        match (found.next(), found.next()) {
            (Some(given), None) => Some(given),
            (Some(_), Some(_)) => {
                let message = format!("{} has two parameters `{name}`", self.what);
                let diagnostic = Diagnostic::new(Code::UnknownField, at.value(), message)
                    .note("it would not be clear which of them is meant");
                self.findings.push(diagnostic);
                None
            }
            (None, _) => {
                let diagnostic =
                    Diagnostic::new(Code::UnknownField, at.value(), format!("{} has no `{name}`", self.what))
                        .note("what is required could not be checked")
                        .suggest(name, known.iter().map(|given| given.field.name.as_str()));
                self.findings.push(diagnostic);
                None
            }
        }
    }

    fn without_effect<T>(&mut self, name: &str, at: &Cursor<'_>) -> Option<T> {
        let diagnostic = Diagnostic::new(Code::InvalidValue, at.value(), format!("`{name}` is always given"))
            .note("there would be nothing to check")
            .help("if it need not be given, it is not `required`");
        self.findings.push(diagnostic);
        None
    }

    /// A value that a field can have.
    fn value(&mut self, given: &Given<'_>, value: &str, at: &Cursor<'_>) -> Option<Text> {
        let name = &given.field.name;
        let listed = &given.field.values;
        let is_possible = match given.rust_type {
            RustType::String => true,
            RustType::Integer => value.parse::<i64>().is_ok(),
            RustType::Boolean => ["true", "false"].contains(&value),
            RustType::Enum(_) => listed.iter().any(|known| known.value == value),
            _ => {
                let message = format!("`{name}` is no text, integer or flag that a value can be compared with");
                self.findings.push(Diagnostic::new(Code::InvalidValue, at.value(), message));
                return None;
            }
        };
        if !is_possible {
            let diagnostic = Diagnostic::new(Code::UnknownValue, at.value(), format!("`{name}` can't be `{value}`"))
                .suggest(value, listed.iter().map(|known| known.value.as_str()));
            self.findings.push(diagnostic);
            return None;
        }
        Some(Text { text: value.to_owned(), is_string: given.rust_type == RustType::String })
    }
}

fn checked(given: &Given<'_>) -> Checked {
    Checked { name: given.name.clone(), wire_name: given.field.name.clone(), presence: given.presence }
}

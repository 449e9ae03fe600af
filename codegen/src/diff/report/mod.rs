//! One list of findings, told in several ways: to people at a terminal and in a pull request, and to programs.

mod changelog;
mod comment;
mod github;
mod json;
mod markdown;
mod sarif;
mod terminal;
mod words;

pub use changelog::{changelog, release};
pub use comment::{Comment, Plan as CommentPlan, plan as plan_comment};
pub use github::github;
pub use json::{json, json_schema};
pub use markdown::markdown;
pub use sarif::sarif;
pub use terminal::terminal;

use super::rule::{Level, Topic, Urgency};
use super::{Comparison, Finding};
use crate::diagnostic::{Locator, Place, Region};

/// What a report needs to know of how the comparison was asked for.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The two sides as they were named, to repeat them in commands; empty where they were not.
    pub sides: Vec<String>,
    /// From which level on a finding fails the command; `None` for never.
    pub fail_on: Option<Level>,
    /// Whether to tell texts one by one.
    pub verbose: bool,
    /// The address of a file at a commit, with `{commit}` and `{file}` in it, to link to.
    pub link: Option<String>,
}

impl Options {
    /// The command that accepts a finding.
    #[must_use]
    pub fn accept_command(&self, finding: &Finding, comparison: &Comparison) -> String {
        let sides: String = self.sides.iter().fold(String::new(), |text, side| text + " " + &words::shell(side));
        let fingerprint = finding.change.fingerprint();
        let until = words::acceptance_end(comparison);
        format!("cargo codegen accept {fingerprint} --reason '…' --until {until}{sides}")
    }
}

/// The findings in the groups in which a reader wants them.
#[derive(Debug, Default)]
pub struct Groups<'a> {
    /// What breaks somebody.
    pub breaking: Vec<&'a Finding>,
    /// What would break somebody, and was accepted.
    pub accepted: Vec<&'a Finding>,
    /// What is new, and breaks nobody.
    pub additive: Vec<&'a Finding>,
    /// What changes values that somebody may see.
    pub values: Vec<&'a Finding>,
    /// Texts, examples, records.
    pub texts: Vec<&'a Finding>,
}

impl<'a> Groups<'a> {
    /// Sorts findings into groups; within each they keep their order.
    #[must_use]
    pub fn of(findings: &'a [Finding]) -> Self {
        let mut groups = Self::default();
        for finding in findings {
            let verdict = finding.change.verdict;
            let is_text = matches!(finding.change.kind.rule().topic, Topic::Text | Topic::Record);
            let group = match verdict.level {
                _ if verdict.level == Level::Major || verdict.urgency == Urgency::Fail => {
                    if finding.accepted.is_some() { &mut groups.accepted } else { &mut groups.breaking }
                }
                _ if is_text => &mut groups.texts,
                Level::Minor | Level::Major => &mut groups.additive,
                Level::Patch | Level::None => &mut groups.values,
            };
            group.push(finding);
        }
        groups
    }

    /// How many there are of each kind, in words; nothing where there is none.
    #[must_use]
    pub fn counts(&self) -> String {
        let counts = [
            (self.breaking.len(), "breaking"),
            (self.accepted.len(), "accepted"),
            (self.additive.len(), "additive"),
            (self.values.len(), "other"),
            (self.texts.len(), "in texts"),
        ];
        let counts = counts.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}"));
        counts.collect::<Vec<_>>().join(", ")
    }
}

/// Looks up lines on both sides.
struct Places<'a> {
    base: Locator<'a>,
    head: Locator<'a>,
}

impl<'a> Places<'a> {
    fn of(comparison: &'a Comparison) -> Self {
        Self { base: Locator::new(&comparison.base.sources), head: Locator::new(&comparison.head.sources) }
    }

    fn base(&mut self, finding: &Finding) -> Option<Spot> {
        finding.change.base.as_ref().map(|place| Spot::at(place, &mut self.base))
    }

    fn head(&mut self, finding: &Finding) -> Option<Spot> {
        finding.change.head.as_ref().map(|place| Spot::at(place, &mut self.head))
    }

    /// Where a reader should look: at the head, or at the base where that is all there is.
    fn best(&mut self, finding: &Finding) -> Option<Spot> {
        self.head(finding).or_else(|| self.base(finding))
    }
}

/// A file, and the lines in it.
#[derive(Debug, Clone)]
struct Spot {
    file: String,
    region: Option<Region>,
}

impl Spot {
    fn at(place: &Place, locator: &mut Locator<'_>) -> Self {
        Self { file: place.file.clone(), region: locator.region(place) }
    }

    /// As `file:line`, which terminals and editors open.
    fn text(&self) -> String {
        match self.region {
            Some(region) => format!("{}:{}", self.file, region.start.line),
            None => self.file.clone(),
        }
    }
}

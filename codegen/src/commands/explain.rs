//! `codegen explain`.

use super::{Failure, Status, Terminal};
use crate::diagnostic::{Code, did_you_mean};
use crate::diff::Kind;
use crate::diff::rule::{Mirror, Verdict};

/// Explains a rule, or lists all rules.
pub fn run(rule: Option<&str>, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let Some(id) = rule else {
        for code in Code::ALL {
            writeln!(terminal.out, "{code}  {}", code.title())?;
        }
        for kind in Kind::ALL {
            writeln!(terminal.out, "{kind}  {}", kind.rule().title())?;
        }
        return Ok(Status::Fine);
    };
    if let Some(kind) = Kind::by_id(id) {
        return explain_kind(kind, terminal);
    }
    let Some(code) = Code::by_id(id) else {
        let close =
            did_you_mean(id, Code::ALL.iter().map(|code| code.id()).chain(Kind::ALL.iter().map(|kind| kind.id())));
        let hint = close.map_or_else(|| ";".to_owned(), |id| format!("; did you mean `{id}`?"));
        return Err(format!("there is no rule `{id}`{hint} `codegen explain` lists them all").into());
    };
    writeln!(terminal.out, "{code}: {}", code.title())?;
    if !code.reason().is_empty() {
        writeln!(terminal.out, "\n{}", code.reason())?;
    }
    if code.can_be_accepted() {
        writeln!(terminal.out, "\nA finding can be accepted where it occurs, with a reason:\n")?;
        writeln!(
            terminal.out,
            "    decide:\n      accept:\n        - rule: {code}\n          reason: why it may stand"
        )?;
    }
    Ok(Status::Fine)
}

/// Explains a kind of change.
fn explain_kind(kind: Kind, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let rule = kind.rule();
    writeln!(terminal.out, "{kind}: {}", rule.title())?;
    if !rule.reason().is_empty() {
        writeln!(terminal.out, "\n{}", rule.reason())?;
    }
    writeln!(terminal.out, "\n{}", verdict(rule.verdict))?;
    for exception in rule.exceptions {
        writeln!(terminal.out, "\nWhere {}:\n{}", exception.when, verdict(exception.verdict))?;
    }
    match rule.mirror {
        Mirror::Of(other) if other == kind => writeln!(terminal.out, "\nThe other way round it is the same.")?,
        Mirror::Of(other) => writeln!(terminal.out, "\nThe other way round it is {other}.")?,
        Mirror::No(reason) => writeln!(terminal.out, "\nThe other way round: {reason}.")?,
    }
    Ok(Status::Fine)
}

/// What a verdict says, a line each.
fn verdict(Verdict { wire, rust, level, urgency }: Verdict) -> String {
    format!("  calls of published crates: {wire}\n  code: {rust}\n  version: {level}\n  users: {urgency}")
}

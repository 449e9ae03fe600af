//! `codegen explain`.

use super::{Failure, Status, Terminal};
use crate::diagnostic::{Code, Severity, did_you_mean};

/// Explains a rule, or lists all rules.
pub fn run(rule: Option<&str>, terminal: &mut Terminal<'_>) -> Result<Status, Failure> {
    let Some(id) = rule else {
        for code in Code::ALL {
            writeln!(terminal.out, "{code}  {}", code.title())?;
        }
        return Ok(Status::Fine);
    };
    let Some(code) = Code::by_id(id) else {
        let close = did_you_mean(id, Code::ALL.iter().map(|code| code.id()));
        let hint = close.map(|code| format!("; did you mean `{code}`?")).unwrap_or_default();
        return Err(format!("there is no rule `{id}`{hint} `codegen explain` lists them all").into());
    };
    writeln!(terminal.out, "{code}: {}", code.title())?;
    if !code.reason().is_empty() {
        writeln!(terminal.out, "\n{}", code.reason())?;
    }
    if code.severity() == Severity::Warning {
        writeln!(terminal.out, "\nA finding can be accepted where it occurs, with a reason:\n")?;
        writeln!(
            terminal.out,
            "    decide:\n      accept:\n        - rule: {code}\n          reason: why it may stand"
        )?;
    }
    Ok(Status::Fine)
}

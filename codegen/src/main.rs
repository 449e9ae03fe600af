//! The command line of the generator; everything it does is in the library.

use std::process::ExitCode;

use codegen::commands::{Terminal, run};

fn main() -> ExitCode {
    // Both strip colours where there is no terminal, or where NO_COLOR says so.
    let mut terminal = Terminal { out: &mut anstream::stdout(), err: &mut anstream::stderr() };
    match run(std::env::args_os(), &mut terminal) {
        Ok(code) => ExitCode::from(code),
        Err(_) => ExitCode::from(3),
    }
}

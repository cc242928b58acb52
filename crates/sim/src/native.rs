//! The virtual module as a program: on a pseudo-terminal or a TCP port, with a real broker behind it.

mod line;
mod mqtt;
mod options;
mod serve;
mod tls;

use std::io::{self, Write};
use std::process::ExitCode;

use options::{Command, HELP};

/// Runs the program with the arguments of the process until it is told to end.
#[must_use]
pub fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Where even standard error is gone, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "virtual-module: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn std::error::Error>> {
    match options::parse(lexopt::Parser::from_env())? {
        Command::Help => io::stdout().write_all(HELP.as_bytes())?,
        Command::Serve(options) => serve::serve(*options)?,
    }
    Ok(())
}

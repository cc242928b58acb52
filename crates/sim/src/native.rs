//! The virtual module as a program: on a pseudo-terminal or a TCP port, with a real broker behind it.

mod control;
mod judge;
mod junit;
mod line;
mod mqtt;
mod options;
mod report;
mod serve;
mod tls;

use std::io::{self, Write};
use std::process::ExitCode;

use crate::fault::Place;
use crate::scenario::Scenario;

use options::{Command, HELP};

/// Runs the program with the arguments of the process until it is told to end.
#[must_use]
pub fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            // Where even standard error is gone, there is nobody left to tell.
            let _ = writeln!(io::stderr(), "virtual-module: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Does what the flags say; whether all went well.
fn run() -> Result<bool, Box<dyn std::error::Error>> {
    match options::parse(lexopt::Parser::from_env())? {
        Command::Help => io::stdout().write_all(HELP.as_bytes())?,
        Command::List => io::stdout().write_all(list().as_bytes())?,
        Command::Serve(options) => match &options.report {
            Some(report) => return Ok(report::run(&options, report)?),
            None => serve::serve(*options)?,
        },
    }
    Ok(true)
}

/// Every scenario on two lines of its own: name, place and what is wrong, and below that what a host sees of it.
fn list() -> String {
    let line = |scenario: Scenario| {
        let place = scenario.place().map_or("-", Place::name);
        format!("{:<20} {place:<8} {}\n{:30}{}\n", scenario.name(), scenario.says(), "", scenario.shows())
    };
    Scenario::ALL.iter().copied().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_has_every_scenario() {
        let list = list();
        for scenario in Scenario::ALL {
            let begins = format!("{} ", scenario.name());
            assert!(list.lines().any(|line| line.starts_with(&begins)), "{}", scenario.name());
        }
        assert!(list.lines().all(|line| line.chars().count() < 120), "{list}");
    }
}

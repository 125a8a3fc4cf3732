//! `throughcare-measure`: figures from facts, and the facts themselves. `throughcare measure` and
//! `throughcare facts` start it; it stands alone so that only those who count pay for the engine.
#![expect(clippy::print_stderr, reason = "a command speaks to a terminal")]

mod cli;
mod command;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Measure(verb) => command::measure::run(verb),
        Command::Facts(verb) => command::facts::run(verb),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("throughcare-measure: {error:#}");
            ExitCode::FAILURE
        }
    }
}

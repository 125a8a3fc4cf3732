//! `throughcare-measure`: figures from facts, and the facts themselves. `throughcare measure` and
//! `throughcare facts` start it; it stands alone so that only those who count pay for the engine.
#![expect(clippy::print_stderr, reason = "a command speaks to a terminal")]

use std::process::ExitCode;

use clap::Parser as _;
use facts::{cli, command};

fn main() -> ExitCode {
    match command::run(cli::Cli::parse().command, None) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("throughcare-measure: {error:#}");
            ExitCode::FAILURE
        }
    }
}

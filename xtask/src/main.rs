//! The tasks around the product: set up, demonstrate, test, tidy. `cargo xtask help` lists them.
//!
//! Depends on no crate of the workspace, so that it builds in seconds on a fresh machine.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a task speaks to a terminal")]

mod bench;
mod browser;
mod demo;
mod paths;
mod postgres;
mod setup;
mod shell;
mod steps;
mod testing;
mod tidy;

use std::process::ExitCode;

/// What a task gives back: nothing, or one sentence on what went wrong.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
Tasks of Throughcare: cargo xtask TASK

  demo [ARGS]         set up, build, make a demo area and serve it on 127.0.0.1:8080;
                      ARGS go to `throughcare demo` (for example --listen 127.0.0.1:9000)
  test                set up what tests need, then run every check and test, browser included
  check               the quick loop: tidy, format, clippy, unit tests
  tidy                the rules of the house that no other tool checks
  sim [--seed N] [--steps N]
                      random actors on SQLite, PostgreSQL and a model that must agree
  browser [FILES]     only the browser journeys, against a freshly served demo
  bless               run the tests and accept what they print as what is expected
  bench linkage [--people N,N] [--seeds N,N] [--skip-splink]
                      our matching of records and Splink's, side by side: time, memory, accuracy
  bench measures [--offences N,N] [--built DIR]
                      our measures, DuckDB's and Polars' over the same facts: time, memory, answers
  pg                  start a throw-away PostgreSQL, print its address, stop it on Ctrl-C
  setup [--tests]     fetch and build what pages are made of; with --tests also what tests need
  help                this text
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (task, rest) = match arguments.split_first() {
        Some((task, rest)) => (task.as_str(), rest),
        None => ("help", [].as_slice()),
    };
    let wants_help = rest.iter().any(|it| it == "--help" || it == "-h") && task != "demo";
    let outcome = if wants_help { help() } else { run(task, rest) };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: &str, rest: &[String]) -> Outcome {
    match task {
        "demo" => demo::run(rest),
        "test" => testing::test(),
        "check" => testing::check(),
        "tidy" => tidy::run(),
        "sim" => testing::sim(rest),
        "browser" => testing::browser(rest),
        "bless" => testing::bless(),
        "bench" => bench::run(rest),
        "pg" => postgres::stay(),
        "setup" if rest.iter().any(|it| it == "--tests") => setup::for_tests(),
        "setup" => setup::run(),
        "help" | "--help" | "-h" => help(),
        unknown => Err(format!("there is no task `{unknown}`; `cargo xtask help` lists them")),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "stands beside tasks that can fail")]
fn help() -> Outcome {
    print!("{HELP}");
    Ok(())
}

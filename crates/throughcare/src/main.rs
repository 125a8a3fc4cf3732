//! Throughcare: the program that everybody starts. Reads the command line and the configuration,
//! opens the database, and runs what was asked for. `throughcare help` lists the commands.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks to a terminal")]

mod audit;
mod check;
mod cli;
mod config;
mod demo;
mod failure;
mod import;
mod link;
mod log;
mod measure;
mod migrate;
mod open;
mod serve;
mod sim;
mod user;
mod work;

use std::process::ExitCode;

use clap::Parser as _;

use cli::{AuditVerb, CheckVerb, Cli, Command, ImportVerb};
use config::Config;
use failure::{Failure, Outcome};

/// Matching looks texts up all over a gigabyte and more, and much of its time is waiting for that
/// memory: in large pages it waits less.
#[cfg(feature = "large-pages")]
#[global_allocator]
static MEMORY: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match begin(cli) {
        Ok(()) => ExitCode::SUCCESS,
        // The other program has said why.
        Err(failure @ Failure::Ended(_)) => failure.exit_code(),
        Err(failure) => {
            eprintln!("throughcare: {failure}");
            failure.exit_code()
        }
    }
}

fn begin(cli: Cli) -> Outcome {
    // What needs no database needs no configuration either.
    if let Command::Check(CheckVerb::Editions(asked)) = &cli.command {
        return check::editions(asked);
    }
    if let Command::Link(verb) = cli.command {
        return link::run(verb);
    }
    if let Command::Measure(asked) = &cli.command {
        return measure::run("measure", &asked.arguments);
    }
    if let Command::Facts(asked) = &cli.command {
        return measure::run("facts", &asked.arguments);
    }
    let config = Config::read(cli.config.as_deref())?;
    log::start(&config);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::refused(error.to_string()))?;
    runtime.block_on(run(cli.command, &config))
}

async fn run(command: Command, config: &Config) -> Outcome {
    match command {
        Command::Serve(asked) => serve::serve(&asked, config).await,
        Command::Work(asked) => work::work(&asked, config).await,
        Command::Demo(asked) => demo::demo(&asked, config).await,
        Command::Migrate(asked) => migrate::migrate(&asked, config).await,
        Command::Import(ImportVerb::Register(asked)) => import::register(asked, config).await,
        Command::Sim(asked) => sim::sim(asked).await,
        Command::Audit(AuditVerb::Verify(asked)) => audit::verify(&asked, config).await,
        Command::User(verb) => user::run(verb, config).await,
        Command::Check(CheckVerb::Editions(asked)) => check::editions(&asked),
        Command::Link(verb) => link::run(verb),
        Command::Measure(asked) => measure::run("measure", &asked.arguments),
        Command::Facts(asked) => measure::run("facts", &asked.arguments),
    }
}

//! `throughcare-cluster`: the measures of `throughcare-measure` counted on several machines, and
//! the scheduler and the executors that do it.
#![expect(clippy::print_stderr, reason = "a command speaks to a terminal")]

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use cluster::client::Ballista;
use cluster::executor::{self, Part};
use cluster::scheduler;
use facts::command;
use tracing_subscriber::EnvFilter;

/// Figures about schemes, from facts, counted on several machines.
#[derive(Debug, Parser)]
#[command(name = "throughcare-cluster", version)]
struct Cli {
    /// How long whoever asks waits for an answer
    #[arg(
        long,
        global = true,
        value_name = "SECONDS",
        default_value_t = 3600,
        value_parser = clap::value_parser!(u64).range(1..)
    )]
    patience: u64,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Hands out parts of the work
    Scheduler {
        /// Where to listen. Whoever reaches it can have facts counted: keep it in a network of
        /// machines that are trusted with them
        #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:50050")]
        listen: SocketAddr,
    },
    /// Counts parts of the work
    Executor(Executor),
    #[command(flatten)]
    Counting(facts::cli::Command),
}

#[derive(Debug, Args)]
struct Executor {
    /// The scheduler, as host and port
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050", value_parser = place)]
    scheduler: (String, u16),
    /// The folder in which this machine sees the facts
    #[arg(long, value_name = "DIR")]
    facts: PathBuf,
    /// Where to listen for those who fetch what was counted
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:50051")]
    listen: SocketAddr,
    /// The name by which the others find this machine, if it is not the address
    #[arg(long, value_name = "NAME")]
    host: Option<String>,
    /// Parts to count at once; as many as the machine has cores if not said
    #[arg(long, value_name = "N", default_value_t = 0)]
    cores: usize,
    /// Where counted parts wait to be fetched; a temporary folder if not said
    #[arg(long, value_name = "DIR")]
    work: Option<PathBuf>,
}

fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("throughcare-cluster: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(typed: Cli) -> anyhow::Result<ExitCode> {
    match typed.command {
        Command::Scheduler { listen } => {
            log();
            tokio::runtime::Runtime::new()?.block_on(scheduler::serve(listen))?;
        }
        Command::Executor(it) => {
            log();
            let Executor { scheduler, facts, listen, host, cores, work } = it;
            let part = Part { scheduler, facts, listen, host, cores, work };
            tokio::runtime::Runtime::new()?.block_on(executor::count(part))?;
        }
        Command::Counting(asked) => {
            let patience = Duration::from_secs(typed.patience);
            return command::run(asked, Some(&Ballista { patience }));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Logs what goes wrong, or as much as `RUST_LOG` asks for.
fn log() {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
}

fn place(text: &str) -> Result<(String, u16), String> {
    let parts = text.rsplit_once(':').and_then(|(host, port)| Some((host, port.parse().ok()?)));
    let (host, port) = parts.ok_or_else(|| format!("`{text}` is not HOST:PORT"))?;
    Ok((host.to_owned(), port))
}

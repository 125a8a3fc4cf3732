//! The command line, as people type it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::link::cli::LinkVerb;

const AFTER: &str = "\
Exit codes:
  0  done
  1  refused or failed; one sentence on the error output says why
  2  the command line or the configuration holds a mistake
  3  the database cannot be reached
  4  the database lacks migrations: run `throughcare migrate`

Configuration: ./throughcare.toml or --config FILE, overridden by THROUGHCARE_* in the
environment; docs/configuration.md lists every key.";

const MEASURE: &str = "\
Examples:
  throughcare facts generate --offences 1000000 --seed 1 --out facts
  throughcare measure list
  throughcare measure explain ni30
  throughcare measure run ni30 --facts facts --by nation,region,sex

Done by the program throughcare-measure, which stands beside this one; with --cluster by
throughcare-cluster (docs/cluster.md).";

/// Throughcare: schemes for prolific and other priority offenders, from nomination to removal.
#[derive(Debug, Parser)]
#[command(name = "throughcare", version, after_help = AFTER)]
#[command(propagate_version = true, disable_help_subcommand = false)]
pub(crate) struct Cli {
    /// The configuration file; without it ./throughcare.toml, if it is there.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Serve the pages.
    #[command(after_help = "\
Examples:
  throughcare serve
  throughcare serve --listen 0.0.0.0:8080 --migrate
  THROUGHCARE_DATABASE_URL=postgres://app@db/throughcare throughcare serve

An embedded database is brought up to date at the start. A server's is left alone without
--migrate: a process that finds migrations missing there does not start (exit code 4).
Ends on Ctrl-C or SIGTERM, once the requests in hand are answered.")]
    Serve(Serve),
    /// Do queued work and nothing else: beside `serve` where that does none.
    #[command(after_help = "\
Examples:
  throughcare work
  throughcare work --until-idle      # for a timer: do what is due, then end")]
    Work(Work),
    /// Make an invented area if the folder is empty, and serve it.
    #[command(after_help = "\
Examples:
  throughcare demo
  throughcare demo --data-dir /tmp/demo --listen 127.0.0.1:9000 --seed 7 --people 400

Everything in a demo is invented. The same seed gives the same area. A folder that holds a
demo is served as it was left. Prints who can sign in, and with which password.")]
    Demo(Demo),
    /// Bring the database's schema up to date.
    #[command(after_help = "\
Examples:
  throughcare migrate
  throughcare migrate --json         # {\"database\": \"SQLite\", \"applied\": [\"0001_core\"]}

Running it again changes nothing. Take a backup first: there is no way down.")]
    Migrate(Json),
    /// Bring a scheme's own spreadsheet in.
    #[command(subcommand)]
    Import(ImportVerb),
    /// Prove things of the audit trail.
    #[command(subcommand)]
    Audit(AuditVerb),
    /// Add and close accounts, and give roles.
    #[command(subcommand)]
    User(UserVerb),
    /// Check files before they are put to use.
    #[command(subcommand)]
    Check(CheckVerb),
    /// Find records of one person across lists: train a model, run it, explain what it found.
    #[command(subcommand)]
    Link(LinkVerb),
    /// Take measures over facts: re-offending against a baseline, survival, equality.
    #[command(disable_help_flag = true, after_help = MEASURE)]
    Measure(Passed),
    /// Check a folder of facts, or make up a nation of them.
    #[command(disable_help_flag = true, after_help = MEASURE)]
    Facts(Passed),
    /// Do random things on every database at once and on a model, which must agree.
    #[command(after_help = "\
Examples:
  throughcare sim --seed 7 --steps 500
  throughcare sim --seed 7 --steps 5000 --postgres-url postgres://postgres@127.0.0.1/postgres

Uses scratch databases of its own and touches no other. A step on which they part ends it with
exit code 1; the seed finds it again.")]
    Sim(Sim),
}

/// What another program reads.
#[derive(Debug, Args)]
pub(crate) struct Passed {
    /// Handed on as it was typed; `help` tells what there is.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENT")]
    pub(crate) arguments: Vec<OsString>,
}

#[derive(Debug, Args)]
pub(crate) struct Json {
    /// Answer in JSON, for scripts.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Where to listen, in place of the configuration's `listen`.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) listen: Option<String>,
    /// Bring the schema of a database server up to date first.
    #[arg(long)]
    pub(crate) migrate: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Work {
    /// End as soon as nothing is due.
    #[arg(long)]
    pub(crate) until_idle: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder that holds the demo's database.
    #[arg(long, value_name = "DIR", default_value = ".demo")]
    pub(crate) data_dir: PathBuf,
    /// Where to listen.
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:8080")]
    pub(crate) listen: String,
    /// From which chance flows.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many people the schemes know.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(0..=20_000))]
    pub(crate) people: u32,
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuditVerb {
    /// Prove the trail whole, and print the hash that witnesses it.
    #[command(after_help = "\
Examples:
  throughcare audit verify
  throughcare audit verify --json    # {\"whole\": true, \"entries\": 812, \"hash\": \"9f2c...\"}

Keep the hash where the database's owner cannot reach it: a later run must still hold the
same hash for as many entries. Exit code 1 says that the trail is broken, and where.")]
    Verify(Json),
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportVerb {
    /// Bring in a register of people: judged and shown first, taken in with --accept.
    #[command(after_help = "\
Examples:
  throughcare import register ours.xlsx --scheme \"Alderton PPO scheme\" --as ana@alder.example
  throughcare import register ours.csv --scheme \"Alderton PPO scheme\" \\
      --as ana@alder.example --accept --annotated ours-with-results.csv

Nobody is registered without --accept, and the same row is never taken in twice. Rows that may
be about somebody known wait for a choice on the import's page. --annotated writes the sheet back
with the result of every row, and what to mend. A mapping file says which column holds what, a
field a line: `surname=C`.")]
    Register(ImportRegister),
}

#[derive(Debug, Args)]
pub(crate) struct ImportRegister {
    /// The workbook (.xlsx) or text (.csv).
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    /// The scheme whose register it is, by name or key.
    #[arg(long, value_name = "NAME")]
    pub(crate) scheme: String,
    /// Who brings it in: somebody who may, by the address they sign in with.
    #[arg(long = "as", value_name = "EMAIL")]
    pub(crate) by: String,
    /// Which column holds what; guessed from the headings without it.
    #[arg(long, value_name = "FILE")]
    pub(crate) mapping: Option<PathBuf>,
    /// Take in every row that needs no choice.
    #[arg(long)]
    pub(crate) accept: bool,
    /// Where to write the sheet with the results.
    #[arg(long, value_name = "OUT")]
    pub(crate) annotated: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) json: Json,
}

#[derive(Debug, Args)]
pub(crate) struct Sim {
    /// From which chance flows.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// How many steps.
    #[arg(long, default_value_t = 200)]
    pub(crate) steps: u32,
    /// A PostgreSQL server in which a scratch database is made; without it the embedded kind
    /// stands against the model alone.
    #[arg(long, value_name = "URL")]
    pub(crate) postgres_url: Option<String>,
    #[command(flatten)]
    pub(crate) json: Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CheckVerb {
    /// Check guidance editions: those built in, or those of a folder.
    #[command(after_help = "\
Examples:
  throughcare check editions
  throughcare check editions ./our-editions --json

Each mistake is told with file, line, column and what would be right (exit code 1).")]
    Editions(CheckEditions),
}

#[derive(Debug, Args)]
pub(crate) struct CheckEditions {
    /// The folder that holds the *.toml files; without it, the editions built in.
    #[arg(value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) json: Json,
}

#[derive(Debug, Subcommand)]
pub(crate) enum UserVerb {
    /// Make an account. The password is read from the standard input, never from the arguments.
    #[command(after_help = "\
Examples:
  throughcare user add ana@alder.example --name \"Ana Alder\" --agency \"Alder Police\"
  throughcare user add ann@alder.example --name Ann --language cy < password.txt")]
    Add(AddUser),
    /// List the accounts and the roles held today.
    List(Json),
    /// Close an account from today on.
    Deactivate(DeactivateUser),
    /// Give somebody a role from today on.
    #[command(after_help = "\
Examples:
  throughcare user grant ana@alder.example coordinator --scheme \"Alderton PPO scheme\"
  throughcare user grant lee@alder.example area_lead --area Aldershire
  throughcare user grant kim@alder.example administrator --everywhere")]
    Grant(GrantRole),
}

#[derive(Debug, Args)]
pub(crate) struct AddUser {
    /// The address to sign in with.
    #[arg(value_name = "EMAIL")]
    pub(crate) email: String,
    /// The name that colleagues see.
    #[arg(long)]
    pub(crate) name: String,
    /// The agency worked for, by name or key.
    #[arg(long)]
    pub(crate) agency: Option<String>,
    /// The language of their pages: en or cy.
    #[arg(long, default_value = "en", value_parser = ["en", "cy"])]
    pub(crate) language: String,
}

#[derive(Debug, Args)]
pub(crate) struct DeactivateUser {
    /// The address that signs in.
    #[arg(value_name = "EMAIL")]
    pub(crate) email: String,
}

#[derive(Debug, Args)]
pub(crate) struct GrantRole {
    /// The address that signs in.
    #[arg(value_name = "EMAIL")]
    pub(crate) email: String,
    /// The role, for instance coordinator, chair or administrator; a wrong one lists all.
    #[arg(value_name = "ROLE")]
    pub(crate) role: String,
    #[command(flatten)]
    pub(crate) over: Over,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Over {
    /// Over a scheme, by name or key.
    #[arg(long, value_name = "NAME")]
    pub(crate) scheme: Option<String>,
    /// Over an area and all below it, by name or key.
    #[arg(long, value_name = "NAME")]
    pub(crate) area: Option<String>,
    /// Over the whole of England and Wales.
    #[arg(long)]
    pub(crate) everywhere: bool,
}

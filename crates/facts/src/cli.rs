//! The command line.

use std::path::PathBuf;

use clap::builder::{RangedU64ValueParser, ValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;

/// Figures about schemes, from facts.
#[derive(Debug, Parser)]
#[command(name = "throughcare-measure", version)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Measures: what there are, what they mean, and their figures
    #[command(subcommand)]
    Measure(MeasureVerb),
    /// Facts: check a folder of them, or make up a nation
    #[command(subcommand)]
    Facts(FactsVerb),
}

#[derive(Debug, Subcommand)]
pub enum MeasureVerb {
    /// Lists the measures that come with the program
    List,
    /// Explains a measure in plain words, with the source of every choice
    Explain {
        /// The name of a measure, or the file of a definition
        name: String,
    },
    /// Takes a measure
    Run(Run),
}

#[derive(Debug, Args)]
pub struct Run {
    /// The name of a measure, or the file of a definition
    pub name: String,
    /// The folder of the facts
    #[arg(long, value_name = "DIR")]
    pub facts: PathBuf,
    /// The day of the first cohort, in place of that of the definition
    #[arg(long, value_name = "DATE")]
    pub on: Option<Date>,
    /// Counts only what was known on this day
    #[arg(long, value_name = "DATE")]
    pub as_known_on: Option<Date>,
    /// Levels (scheme, cdrp, lcjb, region, nation), breakdowns of the nation (sex, ...),
    /// and breakdowns of a level (region/sex); the nation if not said
    #[arg(long, value_name = "WHAT,...", value_delimiter = ',')]
    pub by: Vec<String>,
    /// How figures are told; `tallies` are the whole numbers that they stand on
    #[arg(long, default_value = "table")]
    pub format: Format,
    /// Where to write them; parquet needs a file
    #[arg(long, value_name = "FILE", required_if_eq("format", "parquet"))]
    pub out: Option<PathBuf>,
    /// Where to draw them, as SVG
    #[arg(long, value_name = "FILE.svg")]
    pub plot: Option<PathBuf>,
    /// Keeps back what is about too few people, and what would tell of them
    #[arg(long)]
    pub published: bool,
    /// Counts on the cluster whose scheduler is there, such as `http://counts.local:50050`; the
    /// facts are those of the folder, which its executors see too
    #[arg(long, value_name = "URL", conflicts_with = "threads")]
    pub cluster: Option<String>,
    /// Threads; as many as the machine has if not said
    #[arg(long, value_name = "N", value_parser = threads())]
    pub threads: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Lines to read
    Table,
    /// A row for each figure
    Csv,
    /// For programs
    Json,
    /// The rows of the CSV, for programs that read columns
    Parquet,
    /// The whole numbers behind the figures, as CSV
    Tallies,
}

#[derive(Debug, Subcommand)]
pub enum FactsVerb {
    /// Checks a folder of facts and tells what is wrong with it
    Check {
        /// The folder
        folder: PathBuf,
    },
    /// Makes up a nation: its people, offences, schemes and a known effect of the schemes
    Generate(Generate),
}

#[derive(Debug, Args)]
pub struct Generate {
    /// About how many offences
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub offences: u64,
    /// The seed of chance: the same seed makes the same nation
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// By what share schemes lower the rate of offending of those on them
    #[arg(long, value_name = "SHARE", default_value_t = 0.2, value_parser = share)]
    pub effect: f64,
    /// How many schemes
    #[arg(long, value_name = "N", default_value_t = 350, value_parser = schemes())]
    pub schemes: u32,
    /// The folder to write to
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
}

/// From one thread to as many as any machine has.
fn threads() -> ValueParser {
    RangedU64ValueParser::<usize>::new().range(1..=1024).into()
}

/// From one scheme to more than there can be partnerships.
fn schemes() -> ValueParser {
    RangedU64ValueParser::<u32>::new().range(1..=100_000).into()
}

fn share(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().map_err(|error| error.to_string())?;
    if (0.0..=1.0).contains(&share) { Ok(share) } else { Err("a share is from 0 to 1".to_owned()) }
}

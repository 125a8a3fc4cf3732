//! The command line of `throughcare link`, as people type it.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum LinkVerb {
    /// Write a list as a model compares it: names folded, dates and identifiers in one form.
    #[command(after_help = "\
Examples:
  throughcare link prepare police.csv --out police.parquet
  throughcare link prepare prison.parquet --map forename=FirstName --map dob=DoB --out p.parquet

Reads record_id, source, forename, middle_name, surname, alias_forename, alias_surname, dob, sex,
postcode, pnc_id, cro_number, prison_number and crn; any but record_id may be missing. Several
aliases stand in one field with `;` between them, or as a Parquet list. Without a column `source`
the file's name is the source. Values that are not well formed are left out of the prepared list
and counted. `run` and `train` prepare such lists themselves; this is for looking at what is
compared, and for other programs that run the same model on the same columns.")]
    Prepare(Prepare),
    /// Learn a model's weights from records that nobody has labelled.
    #[command(after_help = "\
Examples:
  throughcare link train police.parquet prison.csv --model person --out model.json
  throughcare link train all.parquet --model ours.json --out trained.json \\
      --deterministic 'l.pnc_id = r.pnc_id' --recall 0.6 \\
      --train-rule 'l.surname = r.surname and l.dob = r.dob' \\
      --train-rule 'l.postcode = r.postcode'

A model file is a Splink settings file, and the trained model loads in Splink. Rules are SQL of
the form of its blocking rules. Without --deterministic the model keeps its prior, or, for the
model `person`, equal identifiers give it; without --train-rule the model `person` learns from
one name and outward code, from one postcode and date of birth, and from one PNC id.")]
    Train(Train),
    /// Find the pairs of records that are likely to be one person.
    #[command(after_help = "\
Examples:
  throughcare link run all.parquet --model model.json --out pairs.parquet --clusters people.parquet
  throughcare link run all.parquet --model person --train --save-model m.json --out pairs.parquet
  throughcare link run prison.csv police.parquet --model model.json --threshold 0.99 --one-to-one \\
      --out pairs.csv --overrides decided.csv

With one list, pairs within it are found; with two, pairs across them. A file of overrides has the
columns record_id_l, source_l, record_id_r, source_r and decision, which is must or must-not: what
people have decided stands, whatever the score. Nothing is joined in any register: PAIRS and
CLUSTERS are for people to look at. A rule with more than --most-pairs pairs stops the run before
it begins.")]
    Run(Run),
    /// Take the weight of one pair apart.
    #[command(after_help = "\
Examples:
  throughcare link explain all.parquet --model model.json --pair police/17 prison/A1234BC
  throughcare link explain all.parquet --model model.json --pair 17 18 --json")]
    Explain(Explain),
    /// Say how complete and how varied a list is, and how many pairs each rule would make.
    #[command(after_help = "\
Examples:
  throughcare link profile police.parquet
  throughcare link profile police.parquet --model model.json --json")]
    Profile(Profile),
    /// Say how good pairs are where the truth is known: precision, recall and F1 by threshold.
    #[command(after_help = "\
Examples:
  throughcare link evaluate pairs.parquet --truth people.csv
  throughcare link evaluate pairs.parquet --truth people.csv --json --plot quality.svg

TRUTH has record_id, person_id and, where ids repeat between sources, source; or it names true
pairs: record_id_l, record_id_r and, where ids repeat, source_l and source_r. Pairs must have been
found with a low threshold (`link run --threshold 0`) for the low end of the table to mean much.")]
    Evaluate(Evaluate),
    /// Write a made-up list of people with the mistakes that real lists have, and the truth.
    #[command(after_help = "\
Examples:
  throughcare link generate --people 100000 --seed 7 --out made-up

Writes DIR/records.parquet and DIR/truth.parquet. Nobody in them is real. The same seed gives the
same records on every machine.")]
    Generate(Generate),
}

/// How lists are read.
#[derive(Debug, Args)]
pub(crate) struct ReadAs {
    /// Which column holds what we call by another name; may be given several times.
    #[arg(long = "map", value_name = "OURS=THEIRS", value_parser = mapped)]
    pub(crate) map: Vec<(String, String)>,
    /// Take the columns as they stand; prepare nothing.
    #[arg(long)]
    pub(crate) as_typed: bool,
}

/// How a command goes about its work.
#[derive(Debug, Args)]
pub(crate) struct Way {
    /// How many threads work at once; by default, one for each core.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(crate) threads: Option<u16>,
    /// Answer in JSON, for scripts: times, counts and the most memory used.
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Prepare {
    /// The lists, .parquet or .csv.
    #[arg(value_name = "RECORDS", required = true)]
    pub(crate) records: Vec<PathBuf>,
    /// Where to write the prepared list.
    #[arg(long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    /// Which column holds what we call by another name; may be given several times.
    #[arg(long = "map", value_name = "OURS=THEIRS", value_parser = mapped)]
    pub(crate) map: Vec<(String, String)>,
    #[command(flatten)]
    pub(crate) way: Way,
}

#[derive(Debug, Args)]
pub(crate) struct Train {
    /// The lists, .parquet or .csv.
    #[arg(value_name = "RECORDS", required = true)]
    pub(crate) records: Vec<PathBuf>,
    /// The model to train: `person`, or a file.
    #[arg(long, value_name = "person|FILE")]
    pub(crate) model: String,
    /// Where to write the trained model.
    #[arg(long, value_name = "MODEL.json")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) learning: Learning,
    #[command(flatten)]
    pub(crate) read: ReadAs,
    #[command(flatten)]
    pub(crate) way: Way,
}

/// How a model learns.
#[derive(Debug, Args)]
pub(crate) struct Learning {
    /// A rule that finds hardly anything but true pairs; may be given several times.
    #[arg(long, value_name = "RULE")]
    pub(crate) deterministic: Vec<String>,
    /// The share of true pairs that the deterministic rules find, together.
    #[arg(long, default_value_t = 0.7, value_parser = share)]
    pub(crate) recall: f64,
    /// A rule from whose pairs the model learns; may be given several times.
    #[arg(long = "train-rule", value_name = "RULE")]
    pub(crate) rules: Vec<String>,
    /// How many pairs are drawn at random to see how often different people agree.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(crate) random_pairs: u64,
    /// How many pairs of a training rule are learnt from at most.
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    pub(crate) pairs_a_rule: u64,
    /// From which chance flows: the same seed gives the same model.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
}

/// One list, or two that are matched with each other.
#[derive(Debug, Args)]
pub(crate) struct OneOrTwo {
    /// A list, .parquet or .csv.
    #[arg(value_name = "LEFT")]
    pub(crate) left: PathBuf,
    /// The list to match it with; without it, records of LEFT are matched with one another.
    #[arg(value_name = "RIGHT")]
    pub(crate) right: Option<PathBuf>,
    /// The model: `person`, or a file.
    #[arg(long, value_name = "person|FILE")]
    pub(crate) model: String,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) lists: OneOrTwo,
    /// Only pairs of at least this probability.
    #[arg(long, value_name = "P", default_value_t = 0.95, value_parser = probability)]
    pub(crate) threshold: f64,
    /// Where to write the pairs.
    #[arg(long, value_name = "PAIRS")]
    pub(crate) out: PathBuf,
    /// Where to write who is one person.
    #[arg(long, value_name = "CLUSTERS")]
    pub(crate) clusters: Option<PathBuf>,
    /// Link each record to one record of another list at most, the likeliest; none within a list.
    #[arg(long)]
    pub(crate) one_to_one: bool,
    /// What people have decided, whatever the score.
    #[arg(long, value_name = "FILE")]
    pub(crate) overrides: Option<PathBuf>,
    /// How many pairs a blocking rule may make.
    #[arg(long, value_name = "N", default_value_t = linkage::MOST_PAIRS_A_RULE)]
    pub(crate) most_pairs: u64,
    /// Train the model on these very records first, as `link train` would.
    #[arg(long)]
    pub(crate) train: bool,
    /// Where to write the model that was trained.
    #[arg(long, value_name = "MODEL.json", requires = "train")]
    pub(crate) save_model: Option<PathBuf>,
    #[command(flatten, next_help_heading = "With --train")]
    pub(crate) learning: Learning,
    #[command(flatten)]
    pub(crate) read: ReadAs,
    #[command(flatten)]
    pub(crate) way: Way,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    #[command(flatten)]
    pub(crate) lists: OneOrTwo,
    /// The two records, by id or by source/id.
    #[arg(long, num_args = 2, value_names = ["A", "B"], required = true)]
    pub(crate) pair: Vec<String>,
    #[command(flatten)]
    pub(crate) read: ReadAs,
    #[command(flatten)]
    pub(crate) way: Way,
}

#[derive(Debug, Args)]
pub(crate) struct Profile {
    /// The lists, .parquet or .csv.
    #[arg(value_name = "RECORDS", required = true)]
    pub(crate) records: Vec<PathBuf>,
    /// The model whose columns and rules are looked at: `person`, or a file.
    #[arg(long, value_name = "person|FILE", default_value = "person")]
    pub(crate) model: String,
    /// How many of the most frequent values are shown.
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub(crate) most_frequent: usize,
    #[command(flatten)]
    pub(crate) read: ReadAs,
    #[command(flatten)]
    pub(crate) way: Way,
}

#[derive(Debug, Args)]
pub(crate) struct Evaluate {
    /// The pairs that `link run` wrote.
    #[arg(value_name = "PAIRS")]
    pub(crate) pairs: PathBuf,
    /// Who is who.
    #[arg(long, value_name = "TRUTH")]
    pub(crate) truth: PathBuf,
    /// Count only true pairs across sources, for pairs that were found across two lists.
    #[arg(long)]
    pub(crate) across_sources: bool,
    /// Where to draw precision, recall and F1 by threshold.
    #[arg(long, value_name = "FILE.svg")]
    pub(crate) plot: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) way: Way,
}

#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// How many people; each has one record at least, and some have several.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000_000))]
    pub(crate) people: u32,
    /// From which chance flows.
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// The folder to write to; it is made if it is not there.
    #[arg(long, value_name = "DIR")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) way: Way,
}

fn mapped(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((ours, theirs)) if !ours.is_empty() && !theirs.is_empty() => {
            Ok((ours.to_owned(), theirs.to_owned()))
        }
        _ => Err("write it as OURS=THEIRS, for instance forename=FirstName".to_owned()),
    }
}

fn probability(typed: &str) -> Result<f64, String> {
    let read = typed.parse::<f64>().ok().filter(|it| (0.0..1.0).contains(it));
    read.ok_or_else(|| "it is a number from 0 to less than 1".to_owned())
}

fn share(typed: &str) -> Result<f64, String> {
    let read = typed.parse::<f64>().ok().filter(|it| *it > 0.0 && *it <= 1.0);
    read.ok_or_else(|| "it is a number more than 0 and at most 1".to_owned())
}

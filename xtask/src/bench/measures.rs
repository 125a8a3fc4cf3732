//! The same measure in Throughcare, DuckDB and Polars, over the same facts, in one run.

use std::fs;
use std::path::{Path, PathBuf};

use super::{folder, numbers, python};
use crate::{Outcome, paths, shell};

/// How many offences, if nothing is said.
const OFFENCES: [u32; 2] = [1_000_000, 10_000_000];
const SEED: &str = "7";
const COHORTS: [&str; 2] = ["register", "everyone"];
const ENGINES: [&str; 3] = ["throughcare", "duckdb", "polars"];
/// Engines take turns for so many rounds: many where a run is a tenth of a second and noise is of
/// its size. The middle and the least time are told, and the most memory.
const ROUNDS: [(u32, u32); 2] = [(2_000_000, 15), (20_000_000, 5)];
const ROUNDS_OF_MORE: u32 = 3;
const SCRIPTS: &str = "bench/measures";

/// What one run took.
#[derive(Debug, Clone, Copy)]
struct Spent {
    cpu_seconds: f64,
    wall_seconds: f64,
    peak_bytes: f64,
    /// Of it, what importing the engine takes.
    imported_bytes: f64,
}

/// `bench measures [--offences N,N] [--built DIR]`.
pub(super) fn run(rest: &[String]) -> Outcome {
    let mut offences = OFFENCES.to_vec();
    let mut built: Option<PathBuf> = None;
    let mut rest = rest.iter();
    while let Some(flag) = rest.next() {
        let mut value = || rest.next().ok_or_else(|| format!("{flag} needs a value"));
        match flag.as_str() {
            "--offences" => offences = numbers(value()?)?,
            "--built" => built = Some(paths::root().join(value()?)),
            unknown => return Err(format!("`bench measures` knows no {unknown}")),
        }
    }
    let python = python::with("measures", "bench/measures/requirements.txt")?;
    let program = match built {
        Some(folder) => folder,
        None => build()?,
    };
    let bench = Bench { python, program: program.join("throughcare-measure") };
    let mut told = String::new();
    for offences in offences {
        let facts = bench.facts(offences)?;
        for cohort in COHORTS {
            bench.compare(offences, &facts, cohort, &mut told)?;
        }
    }
    println!(
        "\n| offences, cohort | engine | CPU s | least | wall s | least | peak MB \
         | MB after import |"
    );
    println!("| - | - | - | - | - | - | - | - |");
    print!("{told}");
    let file = folder().join("measures.md");
    fs::write(&file, told).map_err(|error| format!("cannot write {}: {error}", file.display()))
}

fn build() -> Outcome<PathBuf> {
    shell::run(&mut shell::program("cargo", &["build", "--release", "--locked", "-p", "facts"]))?;
    Ok(paths::target().join("release"))
}

struct Bench {
    python: PathBuf,
    program: PathBuf,
}

impl Bench {
    /// Makes a nation up, unless it is there from the last time.
    fn facts(&self, offences: u32) -> Outcome<PathBuf> {
        let facts = folder().join(format!("facts-{offences}-{SEED}"));
        let done = facts.join("done");
        if done.is_file() {
            return Ok(facts);
        }
        println!("making up {offences} offences");
        // What a run that was stopped has left is no whole nation.
        if facts.exists() {
            fs::remove_dir_all(&facts)
                .map_err(|error| format!("cannot remove {}: {error}", facts.display()))?;
        }
        let offences = offences.to_string();
        let arguments = ["facts", "generate", "--seed", SEED, "--offences", &offences, "--out"];
        shell::run(shell::program(&self.program, &arguments).arg(&facts))?;
        fs::write(&done, "")
            .map_err(|error| format!("cannot write {}: {error}", done.display()))?;
        Ok(facts)
    }

    /// Runs all engines on one cohort in turns, and says whether they agree.
    fn compare(&self, offences: u32, facts: &Path, cohort: &str, told: &mut String) -> Outcome {
        let files =
            ENGINES.map(|engine| folder().join(format!("answer-{offences}-{cohort}-{engine}.csv")));
        let mut runs: [Vec<Spent>; ENGINES.len()] = Default::default();
        let rounds = rounds(offences);
        for round in 1..=rounds {
            println!("{offences} offences, {cohort}: round {round} of {rounds}");
            for ((engine, answer), runs) in ENGINES.iter().zip(&files).zip(&mut runs) {
                runs.push(self.once(engine, facts, cohort, answer)?);
            }
        }
        for (engine, runs) in ENGINES.iter().zip(&runs) {
            told.push_str(&row(offences, cohort, engine, runs));
        }
        told.push_str(&ahead(offences, cohort, &runs));
        let mut answers: Vec<String> = Vec::new();
        for answer in &files {
            let text = fs::read_to_string(answer);
            answers.push(text.map_err(|error| format!("{}: {error}", answer.display()))?);
        }
        if answers.iter().all(|it| Some(it) == answers.first()) {
            Ok(())
        } else {
            Err(format!("{offences} offences, {cohort}: the engines do not agree"))
        }
    }

    fn once(&self, engine: &str, facts: &Path, cohort: &str, answer: &Path) -> Outcome<Spent> {
        let script = paths::root().join(SCRIPTS).join(format!("{engine}_engine.py"));
        let mut command = shell::program(&self.python, &[]);
        command.arg(script);
        if engine == "throughcare" {
            let definition = paths::root().join(SCRIPTS).join(format!("{cohort}.toml"));
            command.arg(&self.program).arg(facts).arg(definition);
        } else {
            command.arg(facts).arg(cohort);
        }
        let printed = shell::capture(command.arg(answer))?;
        Spent::read(&printed).ok_or_else(|| format!("{engine} printed no figures: {printed}"))
    }
}

impl Spent {
    /// From `{"cpu": 1.0, "wall": 1.0, "peak": 1, "imported": 1}`.
    fn read(printed: &str) -> Option<Self> {
        let of = |name: &str| {
            let (_, rest) = printed.split_once(&format!("\"{name}\": "))?;
            rest.split([',', '}']).next()?.trim().parse::<f64>().ok()
        };
        Some(Self {
            cpu_seconds: of("cpu")?,
            wall_seconds: of("wall")?,
            peak_bytes: of("peak")?,
            imported_bytes: of("imported")?,
        })
    }
}

fn rounds(offences: u32) -> u32 {
    ROUNDS.iter().find(|(most, _)| offences <= *most).map_or(ROUNDS_OF_MORE, |(_, rounds)| *rounds)
}

/// The middle and the least of some runs.
fn middle_and_least(runs: &[Spent], of: impl Fn(&Spent) -> f64) -> (f64, f64) {
    let mut all: Vec<f64> = runs.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    let at = |index: usize| all.get(index).copied().unwrap_or(f64::NAN);
    (at(all.len() / 2), at(0))
}

fn row(offences: u32, cohort: &str, engine: &str, runs: &[Spent]) -> String {
    let (cpu, least_cpu) = middle_and_least(runs, |it| it.cpu_seconds);
    let (wall, least_wall) = middle_and_least(runs, |it| it.wall_seconds);
    let most = |of: fn(&Spent) -> f64| runs.iter().map(of).fold(0.0, f64::max) / 1e6;
    let (peak, imported) = (most(|it| it.peak_bytes), most(|it| it.imported_bytes));
    format!(
        "| {offences}, {cohort} | {engine} | {cpu:.3} | {least_cpu:.3} | {wall:.3} \
         | {least_wall:.3} | {peak:.0} | {imported:.0} |\n"
    )
}

/// How many times as fast the first engine is as the faster of the others.
fn ahead(offences: u32, cohort: &str, runs: &[Vec<Spent>; ENGINES.len()]) -> String {
    let [first, others @ ..] = runs;
    let times = |of: fn(&Spent) -> f64, pick: fn((f64, f64)) -> f64| {
        let best = others.iter().map(|it| pick(middle_and_least(it, of))).fold(f64::MAX, f64::min);
        best / pick(middle_and_least(first, of))
    };
    let cpu = |it: &Spent| it.cpu_seconds;
    let wall = |it: &Spent| it.wall_seconds;
    format!(
        "| {offences}, {cohort} | times as fast | {:.2} | {:.2} | {:.2} | {:.2} | | |\n",
        times(cpu, |it| it.0),
        times(cpu, |it| it.1),
        times(wall, |it| it.0),
        times(wall, |it| it.1),
    )
}

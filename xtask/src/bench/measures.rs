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
/// Each engine runs so often; the least time and the most memory are told.
const TIMES: u32 = 3;
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
    println!("\n| offences, cohort | engine | CPU s | wall s | peak MB | MB after import |");
    println!("| - | - | - | - | - | - |");
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

    /// Runs all engines on one cohort, and says whether they agree.
    fn compare(&self, offences: u32, facts: &Path, cohort: &str, told: &mut String) -> Outcome {
        let mut answers: Vec<String> = Vec::new();
        for engine in ENGINES {
            println!("{offences} offences, {cohort}: {engine}");
            let answer = folder().join(format!("answer-{offences}-{cohort}-{engine}.csv"));
            let mut least: Option<Spent> = None;
            for _ in 0..TIMES {
                let spent = self.once(engine, facts, cohort, &answer)?;
                least = Some(least.map_or(spent, |it| it.least(spent)));
            }
            if let Some(spent) = least {
                told.push_str(&spent.row(offences, cohort, engine));
            }
            let text = fs::read_to_string(&answer);
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

    /// The least time and the most memory of two runs.
    fn least(self, other: Self) -> Self {
        Self {
            cpu_seconds: self.cpu_seconds.min(other.cpu_seconds),
            wall_seconds: self.wall_seconds.min(other.wall_seconds),
            peak_bytes: self.peak_bytes.max(other.peak_bytes),
            imported_bytes: self.imported_bytes.max(other.imported_bytes),
        }
    }

    fn row(self, offences: u32, cohort: &str, engine: &str) -> String {
        let Self { cpu_seconds, wall_seconds, peak_bytes, imported_bytes } = self;
        let (peak, imported) = (peak_bytes / 1e6, imported_bytes / 1e6);
        format!(
            "| {offences}, {cohort} | {engine} | {cpu_seconds:.2} | {wall_seconds:.2} \
             | {peak:.0} | {imported:.0} |\n"
        )
    }
}

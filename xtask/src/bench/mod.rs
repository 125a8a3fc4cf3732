//! Measurements side by side with the programs that people use today.
//!
//! Everything lies in `target/bench`: the Python of the other engine, the lists, what both engines
//! found, and the figures as JSON.

mod engines;
mod febrl;
mod figures;
mod measures;
mod python;
mod report;

use std::path::PathBuf;

use crate::{Outcome, paths, shell};
use engines::{Engines, List};
use report::{Report, Row};

/// What is measured if nothing is said.
const PEOPLE: [u32; 2] = [100_000, 1_000_000];
const SEEDS: [u32; 2] = [101, 102];

/// What was asked for.
struct Asked {
    people: Vec<u32>,
    seeds: Vec<u32>,
    splink: Splink,
    /// A folder with programs that are built already, to try this task out with.
    built: Option<PathBuf>,
}

/// Whether the other engine runs too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Splink {
    Runs,
    Skipped,
}

/// `bench linkage [--people N,N] [--seeds N,N] [--skip-splink]`, `bench measures [--offences N,N]`.
pub(crate) fn run(rest: &[String]) -> Outcome {
    match rest.split_first() {
        Some((what, rest)) if what == "linkage" => linkage(&Asked::of(rest)?),
        Some((what, rest)) if what == "measures" => measures::run(rest),
        Some((unknown, _)) => {
            Err(format!("there is no bench `{unknown}`; there are `linkage` and `measures`"))
        }
        None => Err("say what to measure: `cargo xtask bench linkage`, or `measures`".to_owned()),
    }
}

fn linkage(asked: &Asked) -> Outcome {
    let engines = Engines {
        python: python::ready(asked.splink)?,
        splink: asked.splink,
        programs: match &asked.built {
            Some(folder) => paths::root().join(folder),
            None => build()?,
        },
    };
    let mut report = Report::default();
    let mut largest: Option<(List, PathBuf)> = None;
    for people in &asked.people {
        for seed in &asked.seeds {
            let list = engines.generate(*people, *seed)?;
            let (ours, model) = engines.throughcare(&list)?;
            report.person(Row::of(&list, "throughcare", ours));
            if asked.splink == Splink::Runs {
                report.person(Row::of(&list, "splink", engines.splink_on(&list)?));
            }
            if largest.as_ref().is_none_or(|(it, _)| it.people < list.people) {
                largest = Some((list, model));
            }
        }
    }
    febrl::run(&engines, &mut report)?;
    if let Some((list, model)) = largest {
        report.one_record = engines.one_record(&list, &model)?;
    }
    println!("\n{}", report.table());
    let file = folder().join("linkage.json");
    std::fs::write(&file, report.json())
        .map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    println!("\nwritten to {}", file.display());
    Ok(())
}

/// Where all of it lies.
fn folder() -> PathBuf {
    paths::target().join("bench")
}

/// The product as people run it, and the program that asks for one record at a time.
fn build() -> Outcome<PathBuf> {
    let cargo = |arguments: &[&str]| {
        let mut command = shell::program("cargo", &["build", "--release", "--locked"]);
        shell::run(command.args(arguments))
    };
    cargo(&["-p", "throughcare", "--features", "large-pages"])?;
    cargo(&["-p", "lists", "--example", "one_record"])?;
    Ok(paths::target().join("release"))
}

impl Asked {
    fn of(rest: &[String]) -> Outcome<Self> {
        let mut asked = Self {
            people: PEOPLE.to_vec(),
            seeds: SEEDS.to_vec(),
            splink: Splink::Runs,
            built: None,
        };
        let mut rest = rest.iter();
        while let Some(flag) = rest.next() {
            let mut value = || rest.next().ok_or_else(|| format!("{flag} needs a value"));
            match flag.as_str() {
                "--people" => asked.people = numbers(value()?)?,
                "--seeds" => asked.seeds = numbers(value()?)?,
                "--skip-splink" => asked.splink = Splink::Skipped,
                "--built" => asked.built = Some(value()?.into()),
                unknown => return Err(format!("`bench linkage` knows no {unknown}")),
            }
        }
        Ok(asked)
    }
}

fn numbers(typed: &str) -> Outcome<Vec<u32>> {
    let number = |it: &str| it.replace('_', "").parse().map_err(|_| format!("no number: {it}"));
    typed.split(',').map(number).collect()
}

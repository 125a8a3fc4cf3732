//! FEBRL 3 and 4 with both engines.

use std::fs;
use std::path::{Path, PathBuf};

use super::engines::{Engines, measured, text};
use super::figures::Figures;
use super::report::Report;
use super::{Splink, folder};
use crate::{Outcome, paths, setup, shell};

const TRAINING: &str = "bench/linkage/febrl_training.json";
const LISTS: [(&str, &[&str]); 2] =
    [("febrl3", &["dataset3.csv"]), ("febrl4", &["dataset4a.csv", "dataset4b.csv"])];

/// Links both, and says how well.
pub(super) fn run(engines: &Engines, report: &mut Report) -> Outcome {
    setup::febrl()?;
    let folder = folder().join("febrl");
    fs::create_dir_all(&folder).map_err(|error| format!("cannot make a folder: {error}"))?;
    for (name, files) in LISTS {
        println!("{name}");
        report.febrl(name, "throughcare", throughcare(engines, &folder, name, files)?);
    }
    if engines.splink == Splink::Skipped {
        return Ok(());
    }
    println!("  splink");
    let python = text(&engines.python);
    let lists = text(&folder);
    shell::capture(&mut shell::program(&python, &["bench/linkage/febrl.py", &lists]))?;
    let found = engines.whole(&[&python, "bench/linkage/splink_febrl.py", &lists, &lists])?;
    for (name, _) in LISTS {
        let mut figures = Figures::default();
        figures.take(&found, &format!("{name}.at_threshold.f1"), "f1_at_threshold");
        figures.take(&found, &format!("{name}.best.f1"), "f1_best");
        report.febrl(name, "splink", figures);
    }
    Ok(())
}

fn throughcare(engines: &Engines, out: &Path, name: &str, files: &[&str]) -> Outcome<Figures> {
    let lists: Vec<PathBuf> = files.iter().map(|it| paths::made().join("febrl").join(it)).collect();
    let mut arguments: Vec<String> = lists.iter().map(|it| text(it)).collect();
    arguments.extend(["--as-typed", "--map", "record_id=rec_id"].map(str::to_owned));
    let untrained = PathBuf::from(format!("bench/linkage/{name}.json"));
    let pairs = out.join(format!("{name}.csv"));
    arguments.extend(["--train", "--threshold", "0.001"].map(str::to_owned));
    arguments.extend(engines.training(TRAINING)?);
    let run = engines.link("run", &arguments, &[("--model", &untrained), ("--out", &pairs)])?;
    let mut figures = measured(&run);
    engines.judge(&pairs, &truth(out, name, &lists)?, &mut figures)?;
    Ok(figures)
}

/// Whom each record is about: `rec-17-dup-0` is about 17.
fn truth(out: &Path, name: &str, lists: &[PathBuf]) -> Outcome<PathBuf> {
    let mut told = String::from("record_id,person_id\n");
    for list in lists {
        let read = fs::read_to_string(list)
            .map_err(|error| format!("cannot read {}: {error}", list.display()))?;
        for line in read.lines().skip(1) {
            let id = line.split(',').next().unwrap_or_default().trim();
            let person = id.split('-').nth(1).unwrap_or_default();
            told.extend([id, ",", person, "\n"]);
        }
    }
    let file = out.join(format!("{name}_truth.csv"));
    fs::write(&file, told).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(file)
}

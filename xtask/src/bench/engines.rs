//! Both engines, run as whole processes on the same prepared list by the same training rules.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::figures::Figures;
use super::{Splink, folder};
use crate::{Outcome, shell};

const THREADS: &str = "2";
/// Pairs below are not looked at where the best threshold is sought.
const LEAST: &str = "0.01";
const TRAINING: &str = "bench/linkage/training.json";
const MODEL: &str = "crates/linkage/models/person.json";
/// Of the whole process, as `whole.py` measures it.
const MEASURED: [&str; 3] = ["wall_seconds", "cpu_seconds", "peak_memory_mib"];

/// The programs.
pub(super) struct Engines {
    pub(super) python: PathBuf,
    pub(super) splink: Splink,
    /// The folder that our own were built into.
    pub(super) programs: PathBuf,
}

/// A made-up list.
pub(super) struct List {
    pub(super) people: u32,
    pub(super) seed: u32,
    pub(super) folder: PathBuf,
}

impl List {
    fn file(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

impl Engines {
    /// Makes a list up and prepares it.
    pub(super) fn generate(&self, people: u32, seed: u32) -> Outcome<List> {
        println!("{people} people, seed {seed}");
        let list = List { people, seed, folder: folder().join(format!("{people}-{seed}")) };
        let (people, seed) = (people.to_string(), seed.to_string());
        self.link("generate", &["--people", &people, "--seed", &seed], &[("--out", &list.folder)])?;
        let (from, to) = (list.file("records.parquet"), list.file("prepared.parquet"));
        self.link("prepare", &[&text(&from)], &[("--out", &to)])?;
        Ok(list)
    }

    /// Trains, links and judges with our own engine; gives the trained model too.
    pub(super) fn throughcare(&self, list: &List) -> Outcome<(Figures, PathBuf)> {
        let model = list.file("model.json");
        let prepared = text(&list.file("prepared.parquet"));
        let mut arguments =
            [prepared.as_str(), "--train", "--model", "person"].map(str::to_owned).to_vec();
        arguments.extend(self.training(TRAINING)?);
        let pairs = list.file("pairs.parquet");
        let files: [(&str, &Path); 3] = [
            ("--save-model", &model),
            ("--out", &pairs),
            ("--clusters", &list.file("people.parquet")),
        ];
        let run = self.link("run", &arguments, &files)?;
        let mut figures = measured(&run);
        for name in ["records", "pairs", "clusters"] {
            figures.take(&run, name, name);
        }
        self.judge(&pairs, &list.file("truth.parquet"), &mut figures)?;
        self.best(list, &model, &mut figures)?;
        Ok((figures, model))
    }

    /// Trains, links and judges with Splink.
    pub(super) fn splink_on(&self, list: &List) -> Outcome<Figures> {
        println!("  splink");
        let pairs = list.file("splink_pairs.parquet");
        let model = list.file("splink_model.json");
        let files = [
            &list.file("prepared.parquet"),
            Path::new(MODEL),
            &model,
            &pairs,
            &list.file("splink_people.parquet"),
        ];
        let mut command = vec![text(&self.python), "bench/linkage/splink_person.py".to_owned()];
        command.extend(files.map(text));
        command.extend(["--threads", THREADS, "--training", TRAINING].map(str::to_owned));
        let run = self.whole(&command)?;
        let mut figures = measured(&run);
        for name in ["records", "pairs", "clusters"] {
            figures.take(&run, name, name);
        }
        self.judge(&pairs, &list.file("truth.parquet"), &mut figures)?;
        self.best(list, &model, &mut figures)?;
        Ok(figures)
    }

    /// F1 at the best threshold of all: the model that an engine trained finds pairs once more,
    /// far below 0.95 and outside the clock. By our own engine for both, since on one model the
    /// pairs and weights of the two are the same.
    fn best(&self, list: &List, model: &Path, figures: &mut Figures) -> Outcome {
        let (prepared, pairs) = (text(&list.file("prepared.parquet")), list.file("wide.parquet"));
        let arguments = [prepared.as_str(), "--threads", THREADS, "--threshold", LEAST];
        self.link("run", &arguments, &[("--model", model), ("--out", &pairs)])?;
        let truth = list.file("truth.parquet");
        let judged = self.link("evaluate", &[&text(&pairs)], &[("--truth", &truth)])?;
        figures.take(&judged, "best.f1", "f1_best");
        Ok(())
    }

    /// How long one record takes against a whole list that stands ready.
    pub(super) fn one_record(&self, list: &List, model: &Path) -> Outcome<Figures> {
        println!("one record against a standing list");
        let program = self.programs.join("examples/one_record");
        self.whole(&[program, list.file("prepared.parquet"), model.to_owned()])
    }

    /// F1 of pairs, at the threshold and at the best one above it.
    pub(super) fn judge(&self, pairs: &Path, truth: &Path, figures: &mut Figures) -> Outcome {
        let judged = self.link("evaluate", &[&text(pairs)], &[("--truth", truth)])?;
        if judged.get("pairs_of_unknown_records") != Some(0.0) {
            return Err(format!("{} has records that the truth lacks", pairs.display()));
        }
        figures.take(&judged, "thresholds.0.95.f1", "f1_at_threshold");
        figures.take(&judged, "thresholds.0.95.precision", "precision_at_threshold");
        figures.take(&judged, "thresholds.0.95.recall", "recall_at_threshold");
        figures.take(&judged, "best.f1", "f1_best");
        Ok(())
    }

    /// The arguments that train by the rules of a file.
    pub(super) fn training(&self, file: &str) -> Outcome<Vec<String>> {
        let mut arguments = vec!["--threads".to_owned(), THREADS.to_owned()];
        let script = ["bench/linkage/training_arguments.py", file];
        let printed = shell::capture(&mut shell::program(&self.python, &script))?;
        arguments.extend(printed.lines().map(str::to_owned));
        Ok(arguments)
    }

    /// A verb of `throughcare link`, measured.
    pub(super) fn link<S: AsRef<str>>(
        &self,
        verb: &str,
        arguments: &[S],
        files: &[(&str, &Path)],
    ) -> Outcome<Figures> {
        println!("  link {verb}");
        let mut command = vec![text(&self.programs.join("throughcare"))];
        command.extend(["link", verb].map(str::to_owned));
        command.extend(arguments.iter().map(|it| it.as_ref().to_owned()));
        for (flag, path) in files {
            command.extend([(*flag).to_owned(), text(path)]);
        }
        command.push("--json".to_owned());
        self.whole(&command)
    }

    /// A whole process and every figure that it prints.
    pub(super) fn whole<S: AsRef<OsStr>>(&self, command: &[S]) -> Outcome<Figures> {
        let mut python = shell::program(&self.python, &["bench/linkage/whole.py"]);
        shell::capture(python.args(command)).map(|printed| Figures::read(&printed))
    }
}

/// What a process took.
pub(super) fn measured(run: &Figures) -> Figures {
    let mut figures = Figures::default();
    for name in MEASURED {
        figures.set(name, run.get(&format!("whole.{name}")).unwrap_or(0.0));
    }
    figures
}

pub(super) fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

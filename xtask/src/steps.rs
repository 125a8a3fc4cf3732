//! A list of steps that all run, each timed, with a table at the end.

use std::time::{Duration, Instant};

use crate::Outcome;

/// What became of one step.
struct Done {
    name: &'static str,
    took: Duration,
    failure: Option<String>,
}

/// The steps run so far, and the closing lines of the test runners among them.
#[derive(Default)]
pub(crate) struct Steps {
    done: Vec<Done>,
    closing: Vec<String>,
}

impl Steps {
    /// Runs a step; a failure is remembered and the next step runs all the same.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Outcome) {
        self.step_keeping(name, || (work(), Vec::new()));
    }

    /// As `step`, for a test runner: its closing lines are printed again at the very end.
    pub(crate) fn step_keeping(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> (Outcome, Vec<String>),
    ) {
        println!("\n==> {name}");
        let started = Instant::now();
        let (outcome, closing) = work();
        let failure = outcome.err();
        if let Some(sentence) = &failure {
            eprintln!("{name}: {sentence}");
        }
        self.done.push(Done { name, took: started.elapsed(), failure });
        self.closing.extend(closing);
    }

    /// Prints the table, then what the test runners said last; fails if any step failed.
    pub(crate) fn finish(self) -> Outcome {
        println!("\n{}", self.table());
        for line in &self.closing {
            println!("{line}");
        }
        let failed: Vec<&str> =
            self.done.iter().filter(|it| it.failure.is_some()).map(|it| it.name).collect();
        if failed.is_empty() {
            println!("all {} steps passed", self.done.len());
            return Ok(());
        }
        Err(format!("failed: {}", failed.join(", ")))
    }

    fn table(&self) -> String {
        let width = self.done.iter().map(|it| it.name.len()).max().unwrap_or_default();
        let row = |name: &str, word: &str, took: Duration| {
            format!("{name:width$}  {word:6}  {:7.1} s", took.as_secs_f64())
        };
        let word = |it: &Done| if it.failure.is_some() { "FAILED" } else { "passed" };
        let mut rows: Vec<String> =
            self.done.iter().map(|it| row(it.name, word(it), it.took)).collect();
        rows.push(row("together", "", self.done.iter().map(|it| it.took).sum()));
        rows.join("\n")
    }
}

//! The browser journeys: Node's test runner against a served demo.

use std::fs;

use crate::demo::Served;
use crate::{Outcome, paths, shell};

/// Serves a demo and runs journeys against it, all of them if none is named.
pub(crate) fn run(chosen: &[String]) -> (Outcome, Vec<String>) {
    let files = match journeys(chosen) {
        Ok(files) => files,
        Err(sentence) => return (Err(sentence), Vec::new()),
    };
    let served = match Served::start() {
        Ok(served) => served,
        Err(sentence) => return (Err(sentence), Vec::new()),
    };
    let mut command = shell::program("node", &["--test", "--test-reporter=spec"]);
    // One after the other: on two cores parallel browsers only time out.
    command.args(["--test-concurrency=1"]).args(files).env("BASE_URL", served.url());
    command.env("SCREENSHOTS", paths::target().join("screenshots"));
    shell::run_keeping(&mut command, is_closing)
}

fn journeys(chosen: &[String]) -> Outcome<Vec<String>> {
    if !chosen.is_empty() {
        return Ok(chosen.to_vec());
    }
    let folder = fs::read_dir(paths::root().join("e2e"))
        .map_err(|error| format!("cannot read the journeys: {error}"))?;
    let mut files: Vec<String> = folder
        .filter_map(Result::ok)
        .filter_map(|it| it.file_name().into_string().ok())
        .filter(|name| name.ends_with(".test.mjs"))
        .map(|name| format!("e2e/{name}"))
        .collect();
    files.sort();
    if files.is_empty() { Err("there are no journeys in e2e".to_owned()) } else { Ok(files) }
}

/// The closing lines of Node's runner: `ℹ tests 12`, `ℹ pass 12`, ….
fn is_closing(line: &str) -> bool {
    ["tests ", "suites ", "pass ", "fail ", "cancelled ", "skipped ", "duration_ms "]
        .iter()
        .any(|word| line.trim_start_matches(['ℹ', '#', ' ']).starts_with(word))
        && line.starts_with(['ℹ', '#'])
}

//! `test`, `check`, `sim`, `bless`, `browser`.

use crate::postgres::Postgres;
use crate::steps::Steps;
use crate::{Outcome, browser, demo, paths, setup, shell, tidy};

/// The seeds that every test run goes through; a seed that once failed is added here.
const SEEDS: [u64; 3] = [1, 2, 3];
const STEPS_PER_SEED: &str = "200";

/// Everything, in the order in which a failure is cheapest.
pub(crate) fn test() -> Outcome {
    let mut steps = Steps::default();
    let mut ready = Ok(());
    steps.step("set-up", || {
        ready = setup::for_tests();
        ready.clone()
    });
    if ready.is_err() {
        return steps.finish();
    }
    // Kept until the end of this function: dropping it stops the server.
    let server = Postgres::start()?;
    let url = server.url().to_owned();

    steps.step("tidy", tidy::run);
    steps.step("format", format);
    steps.step("clippy", clippy);
    steps.step_keeping("tests", || tests(&url));
    steps.step("build", demo::build);
    steps.step("simulation", || SEEDS.iter().try_for_each(|seed| simulate(*seed, &url)));
    steps.step("other tools", other_tools);
    steps.step_keeping("browser", || browser::run(&[]));
    steps.step_keeping("cluster", cluster);
    drop(server);
    steps.finish()
}

/// The quick loop, without browser and `PostgreSQL`.
pub(crate) fn check() -> Outcome {
    setup::run()?;
    let mut steps = Steps::default();
    steps.step("tidy", tidy::run);
    steps.step("format", format);
    steps.step("clippy", clippy);
    steps.step("tests", || shell::run(&mut shell::program("cargo", &["test", "--workspace"])));
    steps.finish()
}

/// Runs the tests and accepts what they print.
pub(crate) fn bless() -> Outcome {
    setup::run()?;
    let server = Postgres::start()?;
    let mut command = shell::program("cargo", &["test", "--workspace", "--no-fail-fast"]);
    shell::run(command.env("UPDATE_EXPECT", "1").env("TEST_POSTGRES_URL", server.url()))
}

/// One simulation, with a seed and a length of one's own.
pub(crate) fn sim(rest: &[String]) -> Outcome {
    setup::run()?;
    demo::build()?;
    let server = Postgres::start()?;
    let mut command = shell::program(paths::binary(), &["sim", "--postgres-url", server.url()]);
    shell::run(command.args(rest))
}

/// Only the journeys.
pub(crate) fn browser(chosen: &[String]) -> Outcome {
    setup::for_tests()?;
    demo::build()?;
    browser::run(chosen).0
}

fn format() -> Outcome {
    shell::run(&mut shell::program("cargo", &["fmt", "--all", "--check"]))
}

fn clippy() -> Outcome {
    let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    shell::run(&mut shell::program("cargo", &arguments))
}

fn tests(postgres_url: &str) -> (Outcome, Vec<String>) {
    let mut command = shell::program("cargo", &["test", "--workspace", "--no-fail-fast"]);
    command.env("TEST_POSTGRES_URL", postgres_url);
    shell::run_keeping(&mut command, is_closing)
}

/// What counts on several machines, a workspace of its own.
fn cluster() -> (Outcome, Vec<String>) {
    let manifest = paths::cluster();
    let manifest = manifest.to_string_lossy();
    let format = ["fmt", "--manifest-path", &manifest, "--check"];
    if let Err(sentence) = shell::run(&mut shell::program("cargo", &format)) {
        return (Err(sentence), Vec::new());
    }
    let mut command = shell::program("cargo", &["test", "--locked", "--manifest-path", &manifest]);
    shell::run_keeping(command.arg("--target-dir").arg(paths::target()), is_closing)
}

/// Whether a line closes what a test runner says, and says that something was run.
fn is_closing(line: &str) -> bool {
    line.starts_with("test result:") && !line.contains(" 0 passed; 0 failed")
}

fn simulate(seed: u64, postgres_url: &str) -> Outcome {
    let seed = seed.to_string();
    let arguments = ["sim", "--seed", &seed, "--steps", STEPS_PER_SEED];
    let mut command = shell::program(paths::binary(), &arguments);
    shell::run(command.args(["--postgres-url", postgres_url]))
}

/// Tools that some machines have. What they check is checked by `tidy` too, more simply, because
/// building them takes longer than all of our own code.
fn other_tools() -> Outcome {
    let tools: [(&str, &[&str]); 3] = [
        ("cargo-deny", &["--offline", "check", "licenses", "bans", "sources"]),
        ("typos", &["--config", "typos.toml"]),
        ("cargo-machete", &[]),
    ];
    let (here, missing): (Vec<_>, Vec<_>) =
        tools.into_iter().partition(|(name, _)| shell::exists(name));
    for (name, _) in missing {
        println!("{name} is not installed; tidy has checked the like");
    }
    here.into_iter()
        .try_for_each(|(name, arguments)| shell::run(&mut shell::program(name, arguments)))
}

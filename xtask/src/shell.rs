//! Running other programs, always from the root of the repository.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use crate::{Outcome, paths};

/// A program with its arguments, to be run from the root.
pub(crate) fn program<S: AsRef<OsStr>>(name: S, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(paths::root());
    // Cargo tells this program about itself. A build script that asks for such a thing would be run
    // anew whenever somebody has built without this program, and all that stands on it as well.
    let told = std::env::vars_os().map(|it| it.0);
    for name in told.filter(|it| it.to_str().is_some_and(is_about_this_program)) {
        command.env_remove(name);
    }
    command
}

fn is_about_this_program(variable: &str) -> bool {
    let one = ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_MANIFEST_LINKS"];
    variable.starts_with("CARGO_PKG_") || one.contains(&variable)
}

/// Runs a program, its output going to ours.
pub(crate) fn run(command: &mut Command) -> Outcome {
    let name = name_of(command);
    let status = command.status().map_err(|error| format!("cannot run {name}: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("{name} failed ({status})")) }
}

/// Runs a program and gives what it printed; when it fails, the end of what it printed.
pub(crate) fn capture(command: &mut Command) -> Outcome<String> {
    let name = name_of(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot run {name}: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(printed);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    let tail = last_lines(&format!("{printed}{said}"), 20);
    Err(format!("{name} failed ({}):\n{tail}", output.status))
}

/// Runs a program, its output going to ours, and keeps the lines that `keep` chooses.
pub(crate) fn run_keeping(command: &mut Command, keep: fn(&str) -> bool) -> (Outcome, Vec<String>) {
    let name = name_of(command);
    let mut child = match command.stdout(Stdio::piped()).spawn() {
        Ok(child) => child,
        Err(error) => return (Err(format!("cannot run {name}: {error}")), Vec::new()),
    };
    let mut kept = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        for line in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            println!("{line}");
            if keep(&line) {
                kept.push(line);
            }
        }
    }
    let outcome = match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{name} failed ({status})")),
        Err(error) => Err(format!("cannot wait for {name}: {error}")),
    };
    (outcome, kept)
}

/// Whether a program can be started at all.
pub(crate) fn exists(name: &str) -> bool {
    Command::new(name)
        .arg("--version")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok()
}

/// A port of this machine that nobody listens on.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0))
        .map_err(|error| format!("cannot find a free port: {error}"))?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    Ok(address.port())
}

/// The end of a long text.
pub(crate) fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    let start = lines.len().saturating_sub(count);
    lines.get(start..).unwrap_or_default().join("\n")
}

/// The program and its first argument, as people would say it.
fn name_of(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let short = program.rsplit('/').next().unwrap_or_default().to_owned();
    match command.get_args().next() {
        Some(first) => format!("`{short} {}`", first.to_string_lossy()),
        None => format!("`{short}`"),
    }
}

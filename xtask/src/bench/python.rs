//! The Python that measures, and the other engine installed for it.

use std::fs;
use std::path::PathBuf;

use super::{Splink, folder};
use crate::{Outcome, paths, shell};

const SPLINK: &str = "bench/linkage/requirements.txt";

/// A Python; with the other engine in it if that is to run.
pub(super) fn ready(splink: Splink) -> Outcome<PathBuf> {
    if !shell::exists("python3") {
        return Err("python3 is needed to measure programs and to run Splink; on Debian: \
                    apt-get install python3 python3-venv"
            .to_owned());
    }
    match splink {
        Splink::Skipped => Ok(PathBuf::from("python3")),
        Splink::Runs => with("splink", SPLINK),
    }
}

/// A Python with what a file requires, in a folder of this name; made again when the file changes.
pub(super) fn with(name: &str, requirements: &str) -> Outcome<PathBuf> {
    let venv = folder().join(format!("venv-{name}"));
    let (python, kept) = (venv.join("bin/python"), venv.join("requirements.txt"));
    let wanted = fs::read_to_string(paths::root().join(requirements))
        .map_err(|error| format!("cannot read {requirements}: {error}"))?;
    if fs::read_to_string(&kept).is_ok_and(|it| it == wanted) {
        return Ok(python);
    }
    println!("installing {}", wanted.split_whitespace().collect::<Vec<_>>().join(", "));
    let mut make = shell::program("python3", &["-m", "venv", "--clear"]);
    shell::capture(make.arg(&venv))?;
    let arguments = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"];
    shell::capture(shell::program(&python, &arguments).arg(requirements))?;
    fs::write(&kept, wanted)
        .map_err(|error| format!("cannot write {}: {error}", kept.display()))?;
    Ok(python)
}

//! `throughcare measure` and `throughcare facts`: done by `throughcare-measure`, a program of its
//! own that stands beside this one, so that nobody who does not count pays for the engine.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

const PROGRAM: &str = "throughcare-measure";

/// Starts the program with what was typed, and fails as it fails.
pub(crate) fn run(noun: &str, arguments: &[OsString]) -> Outcome {
    let program = beside().map_err(|cause| Failure::refused(cause.to_string()))?;
    start(&program, noun, arguments)
}

/// Where it should be: in the folder of this program.
fn beside() -> io::Result<PathBuf> {
    let name = format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX);
    Ok(std::env::current_exe()?.with_file_name(name))
}

fn start(program: &Path, noun: &str, arguments: &[OsString]) -> Outcome {
    let status = Command::new(program).arg(noun).args(arguments).status();
    let status = status.map_err(|cause| absent(program, noun, &cause))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Ended(status.code().and_then(|it| u8::try_from(it).ok()).unwrap_or(1)))
}

fn absent(program: &Path, noun: &str, cause: &io::Error) -> Failure {
    let place = program.display();
    if cause.kind() == io::ErrorKind::NotFound {
        return Failure::refused(format!(
            "`{noun}` needs the program {PROGRAM}, which is not at {place}: build it with \
             `cargo build --release -p facts` and put it there"
        ));
    }
    Failure::refused(format!("{place} cannot be started: {cause}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_program_is_told_with_what_to_do() {
        let nowhere = PathBuf::from("/nowhere/throughcare-measure");
        let failure = start(&nowhere, "measure", &[]).unwrap_err();
        let sentence = failure.to_string();
        assert!(sentence.contains("/nowhere/throughcare-measure"), "{sentence}");
        assert!(sentence.contains("cargo build --release -p facts"), "{sentence}");
        assert_eq!(failure.code(), 1);
    }

    #[test]
    fn the_program_is_looked_for_beside_this_one() {
        let beside = beside().unwrap();
        assert_eq!(beside.parent(), std::env::current_exe().unwrap().parent());
    }
}

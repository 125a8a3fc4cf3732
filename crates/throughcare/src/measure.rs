//! `throughcare measure` and `throughcare facts`: done by programs of their own that stand beside
//! this one, so that nobody who does not count pays for the engine: `throughcare-measure` on one
//! machine, `throughcare-cluster` on several.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Outcome};

/// A program that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Program {
    OneMachine,
    Several,
}

impl Program {
    /// The one that does what was typed.
    fn of(arguments: &[OsString]) -> Self {
        let several = arguments
            .iter()
            .any(|it| it == "--cluster" || it.to_string_lossy().starts_with("--cluster="));
        if several { Self::Several } else { Self::OneMachine }
    }

    fn name(self) -> &'static str {
        match self {
            Self::OneMachine => "throughcare-measure",
            Self::Several => "throughcare-cluster",
        }
    }

    fn built_by(self) -> &'static str {
        match self {
            Self::OneMachine => "cargo build --release -p facts",
            Self::Several => "cargo build --release --manifest-path crates/cluster/Cargo.toml",
        }
    }

    /// Where it should be: in the folder of this program.
    fn beside(self) -> io::Result<PathBuf> {
        let name = format!("{}{}", self.name(), std::env::consts::EXE_SUFFIX);
        Ok(std::env::current_exe()?.with_file_name(name))
    }
}

/// Starts the program with what was typed, and fails as it fails.
pub(crate) fn run(noun: &str, arguments: &[OsString]) -> Outcome {
    let program = Program::of(arguments);
    let place = program.beside().map_err(|cause| Failure::refused(cause.to_string()))?;
    start(program, &place, noun, arguments)
}

fn start(program: Program, place: &Path, noun: &str, arguments: &[OsString]) -> Outcome {
    let status = Command::new(place).arg(noun).args(arguments).status();
    let status = status.map_err(|cause| absent(program, place, noun, &cause))?;
    if status.success() {
        return Ok(());
    }
    Err(Failure::Ended(status.code().and_then(|it| u8::try_from(it).ok()).unwrap_or(1)))
}

fn absent(program: Program, place: &Path, noun: &str, cause: &io::Error) -> Failure {
    let place = place.display();
    if cause.kind() == io::ErrorKind::NotFound {
        return Failure::refused(format!(
            "`{noun}` needs the program {}, which is not at {place}: build it with `{}` and put \
             it there",
            program.name(),
            program.built_by()
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
        let failure = start(Program::OneMachine, &nowhere, "measure", &[]).unwrap_err();
        let sentence = failure.to_string();
        assert!(sentence.contains("/nowhere/throughcare-measure"), "{sentence}");
        assert!(sentence.contains("cargo build --release -p facts"), "{sentence}");
        assert_eq!(failure.code(), 1);
    }

    #[test]
    fn whoever_names_a_cluster_gets_the_program_that_has_one() {
        let of =
            |typed: &[&str]| Program::of(&typed.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(of(&["run", "ni30", "--cluster", "http://here"]), Program::Several);
        assert_eq!(of(&["run", "ni30", "--cluster=http://here"]), Program::Several);
        assert_eq!(of(&["run", "ni30", "--by", "cluster"]), Program::OneMachine);
    }

    #[test]
    fn the_program_is_looked_for_beside_this_one() {
        let beside = Program::OneMachine.beside().unwrap();
        assert_eq!(beside.parent(), std::env::current_exe().unwrap().parent());
    }
}

//! What the commands do.

pub(crate) mod facts;
pub(crate) mod measure;
mod people;
mod told;

use std::process::ExitCode;

use measures::tally::Part;

use crate::cli::Command;
use crate::engine::Work;
use crate::error::FactsError;
use crate::folder::Facts;

/// Other machines that count. They are no part of this crate, so that whoever counts on one machine
/// builds nothing of them.
pub trait Cluster {
    /// Has the facts counted by the cluster whose scheduler is at this address.
    ///
    /// # Errors
    ///
    /// Facts that cannot be read, and a cluster that gives no answer.
    fn count(&self, url: &str, facts: Facts, work: Work) -> Result<Part, FactsError>;
}

/// Does what was typed.
///
/// # Errors
///
/// Whatever was in the way, as a sentence for people.
pub fn run(command: Command, cluster: Option<&dyn Cluster>) -> anyhow::Result<ExitCode> {
    match command {
        Command::Measure(verb) => measure::run(verb, cluster),
        Command::Facts(verb) => facts::run(verb),
    }
}

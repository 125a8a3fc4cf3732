//! `throughcare link`: matching records of people across lists. Needs no database.

pub(crate) mod cli;
mod evaluate;
mod explain;
mod generate;
mod inputs;
mod overrides;
mod picture;
mod prepare;
mod profile;
mod progress;
mod run;
mod summary;
mod train;
mod truth;

use lists::ListError;

use crate::failure::{Failure, Outcome};
use cli::LinkVerb;

pub(crate) fn run(verb: LinkVerb) -> Outcome {
    match verb {
        LinkVerb::Prepare(asked) => prepare::prepare(&asked),
        LinkVerb::Train(asked) => train::train(&asked),
        LinkVerb::Run(asked) => run::run(&asked),
        LinkVerb::Explain(asked) => explain::explain(&asked),
        LinkVerb::Profile(asked) => profile::profile(&asked),
        LinkVerb::Evaluate(asked) => evaluate::evaluate(&asked),
        LinkVerb::Generate(asked) => generate::generate(&asked),
    }
}

impl From<ListError> for Failure {
    fn from(error: ListError) -> Self {
        Self::refused(error.to_string())
    }
}

/// A failure in the words of the error.
fn refused(error: impl std::fmt::Display) -> Failure {
    Failure::refused(error.to_string())
}

//! What is to be counted, in values that can travel to another machine.

use measures::count::{Asked, Plan};
use measures::definition::read;

use crate::error::FactsError;
use crate::folder::{Facts, Seen};
use crate::load;

use super::job::Job;

/// What is to be counted. A machine that sees the same facts makes the same job of it.
#[derive(Debug, Clone)]
pub struct Work {
    /// The text of the definition.
    pub definition: String,
    /// What is asked of it.
    pub asked: Asked,
    /// The files of the facts, so that a machine that sees others says so and does not count them.
    pub files: Vec<Seen>,
}

impl Work {
    /// Reads what must be held in memory, and cuts the rest up.
    ///
    /// # Errors
    ///
    /// Facts that are not those that the work is about, or cannot be read; a definition that is
    /// wrong or counts no offences.
    pub fn open(&self, facts: Facts) -> Result<Job, FactsError> {
        facts.must_be(&self.files)?;
        let definition = read("definition", &self.definition).map_err(|faults| {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            FactsError::Definition(faults.join("\n"))
        })?;
        let plan = Plan::new(&definition, self.asked.clone(), load::areas(&facts)?);
        let plan = plan.ok_or_else(|| {
            FactsError::Definition(format!("{} counts no offences", definition.key))
        })?;
        let register = load::register(&facts, &plan)?;
        Job::new(facts, plan, register)
    }
}

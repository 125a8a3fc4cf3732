//! Simulation: random people in every role, and some in none, do random permitted and forbidden
//! things to the same scheme on SQLite, on PostgreSQL and in a plain model written on its own.
//! After every step all must agree on what came of it; every so often on who may open whom, on
//! what the trail counts, and that the trail is whole. A step on which they part is a mistake in
//! one of them, told with the seed that finds it again.

mod model;
pub(crate) mod sql;
mod step;
#[cfg(test)]
mod tests;
mod world;

use std::collections::BTreeMap;
use std::fmt;

use crate::demo::chance::Chance;
use crate::error::AppError;
use model::Model;
use step::Step;
use world::World;

/// How many steps lie between two comparisons of everything.
const COMPARE_EVERY_STEPS: u32 = 20;

/// What came of a step, without what differs between databases.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Done,
    /// A rule said no, by the name of the refusal.
    Refused(String),
    Forbidden,
    Hidden,
    NotFound,
    Conflict,
    Stale,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done => f.write_str("done"),
            Self::Refused(name) => write!(f, "refused: {name}"),
            Self::Forbidden => f.write_str("forbidden"),
            Self::Hidden => f.write_str("hidden"),
            Self::NotFound => f.write_str("not found"),
            Self::Conflict => f.write_str("conflict"),
            Self::Stale => f.write_str("stale"),
        }
    }
}

impl Outcome {
    pub(crate) fn refused(name: &str) -> Self {
        Self::Refused(name.to_owned())
    }

    /// What an error is; our own mistakes and an absent database end the simulation.
    fn of(error: AppError) -> Result<Self, AppError> {
        match error {
            AppError::Refused(refusal) => Ok(Self::Refused(name_of(&format!("{refusal:?}")))),
            AppError::Forbidden(_) => Ok(Self::Forbidden),
            AppError::Hidden => Ok(Self::Hidden),
            AppError::NotFound(_) => Ok(Self::NotFound),
            AppError::Conflict(_) => Ok(Self::Conflict),
            AppError::Stale { .. } => Ok(Self::Stale),
            AppError::Unavailable | AppError::Internal(_) => Err(error),
        }
    }
}

/// The variant inside: `AlreadyOpen` of `Register(AlreadyOpen { since: .. })`.
fn name_of(debug: &str) -> String {
    let inner = debug.split_once('(').map_or(debug, |(_, inner)| inner);
    inner.chars().take_while(char::is_ascii_alphanumeric).collect()
}

/// What is to be simulated.
#[derive(Debug, Clone)]
pub struct Simulation {
    /// From which chance flows.
    pub seed: u64,
    /// How many steps.
    pub steps: u32,
    /// A server in which a database is made for the run; without it SQLite stands against the
    /// model alone.
    pub postgres_url: Option<String>,
}

/// What a simulation that held came to.
#[derive(Debug, Clone)]
pub struct Report {
    /// The databases that took part.
    pub databases: Vec<&'static str>,
    /// How often each outcome came, over all steps.
    pub outcomes: BTreeMap<String, u32>,
    /// How many entries the trail ended with.
    pub entries: i64,
}

/// Why a simulation ended early.
#[derive(Debug)]
pub enum Fault {
    /// Databases and model part at a step.
    Parted {
        /// The step, counted from one.
        step: u32,
        /// What was done.
        what: String,
        /// What each says came of it.
        told: Vec<(&'static str, String)>,
    },
    /// Something of ours failed.
    Failed {
        /// The step, counted from one.
        step: u32,
        /// What was done.
        what: String,
        /// How it failed.
        cause: String,
    },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parted { step, what, told } => {
                write!(f, "at step {step}, {what}:")?;
                told.iter().try_for_each(|(who, said)| write!(f, " {who} says {said};"))
            }
            Self::Failed { step, what, cause } => write!(f, "at step {step}, {what}: {cause}"),
        }
    }
}

impl std::error::Error for Fault {}

/// Runs a simulation to its end, or to the first step on which anything parts.
///
/// # Errors
/// The step, and what each side says of it.
pub async fn run(simulation: &Simulation) -> Result<Report, Fault> {
    let failed = |step, what: String| {
        move |cause: anyhow::Error| Fault::Failed { step, what, cause: format!("{cause:#}") }
    };
    let begin = || "making the worlds".to_owned();
    let mut worlds = vec![World::sqlite().await.map_err(failed(0, begin()))?];
    if let Some(url) = &simulation.postgres_url {
        worlds.push(World::postgres(url).await.map_err(failed(0, begin()))?);
    }
    let (mut chance, mut model) = (Chance::new(simulation.seed), Model::new());
    let mut outcomes = BTreeMap::new();
    for number in 1..=simulation.steps {
        let step = step::next(&mut chance, &model);
        let outcome = together(&mut worlds, &mut model, number, &step).await?;
        *outcomes.entry(outcome.to_string()).or_insert(0) += 1;
        if number % COMPARE_EVERY_STEPS == 0 || number == simulation.steps {
            compare(&mut worlds, &model, number).await?;
        }
    }
    let databases = worlds.iter().map(World::name).collect();
    let mut entries = 0;
    for world in worlds {
        let whole = world.verified().await;
        entries = whole.map_err(failed(simulation.steps, "proving the trail".to_owned()))?;
        world.close().await;
    }
    Ok(Report { databases, outcomes, entries })
}

/// One step on every side.
async fn together(
    worlds: &mut [World],
    model: &mut Model,
    number: u32,
    step: &Step,
) -> Result<Outcome, Fault> {
    let expected = model.apply(step);
    let mut told = vec![("the model", expected.to_string())];
    for world in &mut *worlds {
        let outcome = world.act(step).await.map_err(|cause| Fault::Failed {
            step: number,
            what: format!("{step:?}"),
            cause: format!("{}: {cause:?}", world.name()),
        })?;
        told.push((world.name(), outcome.to_string()));
    }
    if told.iter().any(|(_, said)| *said != expected.to_string()) {
        return Err(Fault::Parted { step: number, what: format!("{step:?}"), told });
    }
    Ok(expected)
}

/// Everything that a step does not show by itself.
async fn compare(worlds: &mut [World], model: &Model, number: u32) -> Result<(), Fault> {
    let mut told = vec![("the model", model.picture())];
    let mut counts = vec![("the model", model.trail())];
    for world in worlds {
        let name = world.name();
        let failed = |cause: anyhow::Error| Fault::Failed {
            step: number,
            what: "comparing".to_owned(),
            cause: format!("{name}: {cause:#}"),
        };
        told.push((name, world.picture().await.map_err(failed)?));
        world.verified().await.map_err(failed)?;
        counts.push((name, world.trail().await.map_err(failed)?));
    }
    for pictures in [told, counts] {
        if pictures.iter().any(|(_, it)| pictures.first().is_some_and(|(_, one)| one != it)) {
            let what = "comparing lists and the trail".to_owned();
            return Err(Fault::Parted { step: number, what, told: pictures });
        }
    }
    Ok(())
}

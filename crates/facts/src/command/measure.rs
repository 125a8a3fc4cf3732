//! `measure list`, `explain` and `run`.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use indicatif::ProgressBar;
use measures::count::{Asked, Axis, Plan};
use measures::definition::{
    Breakdown, Definition, DefinitionFault, Definitions, Kind, Level, read,
};
use measures::figure;
use measures::tally::Counted;

use crate::cli::{Format, MeasureVerb, Run};
use crate::engine::{self, Work};
use crate::folder::Facts;
use crate::load;

use super::{Cluster, people, told};

pub(crate) fn run(verb: MeasureVerb, cluster: Option<&dyn Cluster>) -> anyhow::Result<ExitCode> {
    match verb {
        MeasureVerb::List => {
            let line = |it: &Definition| format!("{:<20} {}\n", it.key, it.title);
            told::say(&shipped()?.iter().map(line).collect::<String>())?;
        }
        MeasureVerb::Explain { name } => told::say(&definition(&name)?.explain())?,
        MeasureVerb::Run(asked) => take(&asked, cluster)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn take(asked: &Run, cluster: Option<&dyn Cluster>) -> anyhow::Result<()> {
    let definition = definition(&asked.name)?;
    let report = match &definition.kind {
        Kind::Equality(it) => {
            no_offences(asked, &definition)?;
            people::equality(asked, &definition, it)?
        }
        Kind::DataQuality(it) => {
            no_offences(asked, &definition)?;
            people::quality(asked, &definition, it)?
        }
        Kind::Reoffending(_) | Kind::Survival(_) | Kind::Expected(_) => {
            return offences(asked, &definition, cluster);
        }
    };
    told::tell(asked, &report)
}

/// Refuses what only a measure that counts offences can give.
fn no_offences(asked: &Run, definition: &Definition) -> anyhow::Result<()> {
    let key = &definition.key;
    if asked.plot.is_some() {
        bail!("there is no picture of {key}");
    }
    if asked.format == Format::Tallies {
        bail!("{key} counts no offences, so that it has no tallies");
    }
    if asked.cluster.is_some() {
        bail!("{key} counts no offences, and needs no cluster");
    }
    if !asked.by.is_empty() {
        bail!("{key} says itself whom it tells apart; leave out --by");
    }
    Ok(())
}

/// Takes a measure that counts offences.
fn offences(
    asked: &Run,
    definition: &Definition,
    cluster: Option<&dyn Cluster>,
) -> anyhow::Result<()> {
    if asked.published && matches!(definition.kind, Kind::Survival(_)) {
        bail!("a curve tells of few people where it falls; publish no more than its median");
    }
    if asked.format == Format::Tallies {
        return numbers(asked, definition, cluster);
    }
    let axes = axes(&asked.by)?;
    let (plan, counted) = count(asked, definition, &axes, cluster)?;
    let cohorts = plan.counting.cohorts(asked.on).into_iter().map(|it| it.on).collect::<Vec<_>>();
    let mut report = figure::report(definition, &cohorts, &counted, asked.as_known_on);
    if asked.published {
        report = report.published(&figure::hidden(&plan, &counted.tallies)?, &axes);
    }
    told::tell(asked, &report)?;
    // Figures that cannot be drawn are told all the same.
    match &asked.plot {
        Some(path) => told::draw(path, figure::plot(definition, &report, &counted.tallies)),
        None => Ok(()),
    }
}

/// Tells the whole numbers behind the figures, which hide nobody and are not drawn.
fn numbers(
    asked: &Run,
    definition: &Definition,
    cluster: Option<&dyn Cluster>,
) -> anyhow::Result<()> {
    if asked.published {
        bail!("tallies tell of everybody and cannot be published; publish the figures");
    }
    if asked.plot.is_some() {
        bail!("tallies are not drawn; draw the figures");
    }
    let (_, counted) = count(asked, definition, &axes(&asked.by)?, cluster)?;
    told::give(asked.out.as_deref(), &tallies(&counted))
}

/// What must be counted for what was asked: all levels for print, and all covariates for a model.
fn counted_axes(asked: &Run, definition: &Definition, axes: &[Axis]) -> Vec<Axis> {
    let mut axes = if asked.published { figure::settled(axes) } else { axes.to_vec() };
    if let Kind::Survival(it) = &definition.kind {
        let nation = |it| Axis { level: Level::Nation, breakdown: Some(it) };
        let joint = (!it.covariates.is_empty()).then_some(Breakdown::Covariates);
        let needed = it.groups.iter().copied().chain(joint).map(nation);
        let new: Vec<Axis> = needed.filter(|it| !axes.contains(it)).collect();
        axes.extend(new);
    }
    axes
}

fn count(
    asked: &Run,
    definition: &Definition,
    axes: &[Axis],
    cluster: Option<&dyn Cluster>,
) -> anyhow::Result<(Plan, Counted)> {
    let facts = Facts::open(&asked.facts)?;
    let survival = matches!(definition.kind, Kind::Survival(_)) || asked.format == Format::Tallies;
    let question = Asked {
        on: asked.on,
        known_on: asked.as_known_on,
        axes: counted_axes(asked, definition, axes),
        custody: asked.format != Format::Tallies,
        survival,
    };
    let plan = Plan::new(definition, question.clone(), load::areas(&facts)?);
    let plan = plan.ok_or_else(|| anyhow!("{} counts no offences", definition.key))?;
    let bar = ProgressBar::new_spinner().with_message("counting");
    bar.enable_steady_tick(Duration::from_millis(100));
    let counted = match &asked.cluster {
        None => here(asked, facts, &plan)?,
        Some(url) => {
            let cluster = cluster.context(
                "this program counts on one machine: throughcare-cluster counts on several",
            )?;
            let files = facts.seen()?;
            let work = Work { definition: definition.text.clone(), asked: question, files };
            plan.settle(cluster.count(url, facts, work)?)
        }
    };
    bar.finish_and_clear();
    Ok((plan, counted))
}

/// Counts on this machine.
fn here(asked: &Run, facts: Facts, plan: &Plan) -> anyhow::Result<Counted> {
    let register = load::register(&facts, plan)?;
    let threads = asked.threads.unwrap_or_else(|| {
        std::thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get)
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(threads).build()?;
    Ok(runtime.block_on(engine::count(facts, plan.clone(), register, threads))?)
}

/// Levels and breakdowns as they are asked for on the command line; the nation if none is.
fn axes(by: &[String]) -> anyhow::Result<Vec<Axis>> {
    if by.is_empty() {
        return Ok(vec![Axis { level: Level::Nation, breakdown: None }]);
    }
    let mut axes = Vec::new();
    for word in by {
        let (level, breakdown) = match word.split_once('/') {
            Some((level, breakdown)) => (level, Some(breakdown)),
            None if Level::of_key(word).is_some() => (word.as_str(), None),
            None => ("nation", Some(word.as_str())),
        };
        let breakdown = breakdown.map(|it| Breakdown::of_key(it).ok_or(it)).transpose();
        let (Some(level), Ok(breakdown)) = (Level::of_key(level), breakdown) else {
            let levels = Level::ALL.map(Level::key).join(", ");
            let breakdowns = Breakdown::ALL.map(Breakdown::key).join(", ");
            bail!("`{word}` is no level ({levels}), breakdown ({breakdowns}) or level/breakdown");
        };
        let asked = Axis { level, breakdown };
        if !axes.contains(&asked) {
            axes.push(asked);
        }
    }
    Ok(axes)
}

fn shipped() -> anyhow::Result<Definitions> {
    Definitions::shipped().map_err(|faults| anyhow!("{}", listed(&faults)))
}

/// The definition of a name, or of a file.
fn definition(name: &str) -> anyhow::Result<Definition> {
    if Path::new(name).extension().is_none_or(|it| it != "toml") {
        let shipped = shipped()?;
        let keys: Vec<&str> = shipped.iter().map(|it| it.key.as_str()).collect();
        let none = || anyhow!("there is no measure `{name}`; there are {}", keys.join(", "));
        return shipped.get(name).cloned().ok_or_else(none);
    }
    let text = std::fs::read_to_string(name).with_context(|| format!("{name} cannot be read"))?;
    read(name, &text).map_err(|faults| anyhow!("{}", listed(&faults)))
}

fn listed(faults: &[DefinitionFault]) -> String {
    faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The whole numbers behind the figures.
fn tallies(counted: &Counted) -> String {
    let mut number = itoa::Buffer::new();
    let mut text = "cohort,comparison,level,area,breakdown,value,item,amount\n".to_owned();
    for (cell, tally) in &counted.tallies {
        let area = cell.area.map(|it| it.to_string()).unwrap_or_default();
        let part = cell.part.as_ref();
        let (breakdown, value) = part.map_or(("", ""), |it| (it.0.key(), it.1.as_str()));
        let (cohort, level) = (cell.cohort, cell.level.key());
        let comparison = u8::from(cell.comparison);
        let who = format!("{cohort},{comparison},{level},{area},{breakdown},{value},");
        tally.items().for_each(|(item, amount)| {
            text.push_str(&who);
            text.push_str(number.format(item));
            text.push(',');
            text.push_str(number.format(amount));
            text.push('\n');
        });
    }
    text
}

//! Histories small enough to count by hand: each folder of `fixtures/measures` says in its README
//! what was worked out, holds the facts, and what must come out of them.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that fails fails its test")]

#[path = "golden/facts.rs"]
mod facts;
#[path = "golden/published.rs"]
mod published;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use facts::Facts;
use jiff::civil::Date;
use measures::count::{Areas, Asked, Axis, Counter, Plan};
use measures::definition::{Breakdown, Definition, Definitions, Kind, Level};
use measures::figure::{Line, Report, equality_report, quality_report, report};
use measures::{equality, quality};

/// What is asked of the facts of a folder: `ask.toml`.
#[derive(serde::Deserialize)]
struct Ask {
    measure: String,
    on: Option<String>,
    as_known_on: Option<String>,
    by: Vec<String>,
    /// Figures of which nothing may be said: a name, and the months after which if any.
    #[serde(default)]
    absent: Vec<String>,
}

/// A line of `expected.csv`: what was worked out by hand. Empty fields are not compared.
#[derive(Debug, serde::Deserialize)]
struct Expected {
    people_are: String,
    level: String,
    area: Option<i64>,
    breakdown: Option<String>,
    value_of_breakdown: Option<String>,
    figure: String,
    after_months: Option<u16>,
    count: Option<u64>,
    among: Option<u64>,
    value: Option<f64>,
}

/// A line of `left_out.csv`.
#[derive(Debug, PartialEq, Eq, serde::Deserialize)]
struct LeftOut {
    people_are: String,
    reason: String,
    count: u64,
}

/// How far a value written with three decimals may lie from what it stands for.
const ROUNDING: f64 = 0.000_501;

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/measures");
    let entries = fs::read_dir(root).unwrap().map(|it| it.unwrap().path());
    let mut folders: Vec<_> = entries.filter(|it| it.join("ask.toml").exists()).collect();
    folders.sort();
    folders
}

fn rows<T: serde::de::DeserializeOwned>(path: &Path) -> Vec<T> {
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|it| it.unwrap()).collect()
}

/// Levels, and breakdowns of the last level named before them.
fn axes(by: &[String]) -> Vec<Axis> {
    let mut axes = Vec::new();
    for word in by {
        let (level, breakdown) = word.split_once(':').unwrap_or((word, ""));
        let level = Level::of_key(level).unwrap();
        axes.push(Axis { level, breakdown: Breakdown::of_key(breakdown) });
    }
    axes
}

fn taken(ask: &Ask, facts: &Facts) -> Report {
    let definition = Definitions::shipped().unwrap().get(&ask.measure).unwrap().clone();
    let day = |it: &Option<String>| it.as_ref().map(|it| it.parse().unwrap());
    let (on, known_on): (Option<Date>, Option<Date>) = (day(&ask.on), day(&ask.as_known_on));
    match &definition.kind {
        Kind::Equality(it) => {
            let mut counter = equality::Counter::new(it, &definition.bands, on, known_on);
            facts.each(|history| counter.person(history, &facts.words));
            let groups = counter.finish();
            let nothing = BTreeSet::new();
            equality_report(&definition, it, &groups, &nothing, on.unwrap_or(it.on), known_on)
        }
        Kind::DataQuality(it) => {
            let areas = Areas::new(facts.areas.clone());
            let mut counter = quality::Counter::new(it, &areas, on, known_on);
            facts.each(|history| counter.person(history, &facts.words));
            quality_report(&definition, &counter.finish(), on.unwrap_or(it.on), known_on)
        }
        Kind::Reoffending(_) | Kind::Survival(_) | Kind::Expected(_) => {
            let survival = matches!(definition.kind, Kind::Survival(_));
            let asked = Asked { on, known_on, axes: axes(&ask.by), custody: true, survival };
            counted(&definition, asked, facts)
        }
    }
}

fn counted(definition: &Definition, asked: Asked, facts: &Facts) -> Report {
    let cohorts: Vec<_> =
        definition.counting().unwrap().cohorts(asked.on).iter().map(|it| it.on).collect();
    let known_on = asked.known_on;
    let plan = Plan::new(definition, asked, Areas::new(facts.areas.clone())).unwrap();
    let mut counter = Counter::new(&plan);
    facts.each(|history| counter.person(history));
    let found = plan.settle(counter.finish(&facts.words));
    report(definition, &cohorts, &found, known_on)
}

fn is_about(line: &Line, expected: &Expected) -> bool {
    line.people_are == expected.people_are
        && line.level == expected.level
        && line.area == expected.area
        && line.breakdown == expected.breakdown.as_deref()
        && line.value_of_breakdown == expected.value_of_breakdown
        && line.figure == expected.figure
        && line.after_months == expected.after_months
}

fn is_as(line: &Line, expected: &Expected) -> bool {
    let close = |a: Option<f64>, b: f64| a.is_some_and(|a| (a - b).abs() <= ROUNDING);
    expected.count.is_none_or(|it| line.count == Some(it))
        && expected.among.is_none_or(|it| line.among == Some(it))
        && expected.value.is_none_or(|it| close(line.value, it))
}

#[test]
fn what_was_worked_out_by_hand_comes_out() {
    let folders = folders();
    assert!(folders.len() >= 4, "{folders:?}");
    for folder in folders {
        let ask: Ask =
            toml::from_str(&fs::read_to_string(folder.join("ask.toml")).unwrap()).unwrap();
        let report = taken(&ask, &Facts::read(&folder));
        let lines = report.lines();
        for expected in rows::<Expected>(&folder.join("expected.csv")) {
            let found: Vec<_> = lines.iter().filter(|it| is_about(it, &expected)).collect();
            let [line] = found[..] else {
                panic!("{}: {} lines for {expected:?}", folder.display(), found.len())
            };
            assert!(is_as(line, &expected), "{}: {expected:?}\n{line:?}", folder.display());
        }
        for line in &lines {
            let months = line.after_months.map_or(String::new(), |it| format!(" {it}"));
            let told = format!("{}{months}", line.figure);
            assert!(!ask.absent.contains(&told), "{}: {line:?}", folder.display());
        }
        let left_out: Vec<_> = report
            .left_out
            .iter()
            .map(|it| LeftOut {
                people_are: if it.comparison { "considered" } else { "members" }.to_owned(),
                reason: it.reason.to_owned(),
                count: it.count,
            })
            .collect();
        let expected: Vec<LeftOut> = rows(&folder.join("left_out.csv"));
        assert_eq!(left_out, expected, "{}", folder.display());
    }
}

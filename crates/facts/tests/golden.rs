//! Histories that were counted by hand, written to Parquet: the engine over the files gives what
//! the kernel gives over the rows, which is what was worked out by hand.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a helper that fails fails its test"
)]

#[path = "../../measures/tests/golden/facts.rs"]
mod rows;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use facts::folder::Facts as Files;
use facts::schema::{Fact, Holds};
use facts::write::{Cells, FactWriter};
use facts::{engine, load};
use jiff::civil::Date;
use measures::count::{Areas, Asked, Axis, Counter, History, Plan, Words};
use measures::definition::{
    Breakdown, DataQuality, Definition, Definitions, Equality, Kind, Level, day_number,
};
use measures::figure::{Report, equality_report, quality_report, report};
use measures::tally::Counted;
use measures::{equality, quality};

use rows::Facts as Rows;

/// What is asked of the facts of a folder: `ask.toml`.
struct Ask {
    measure: String,
    on: Option<Date>,
    as_known_on: Option<Date>,
    by: Vec<String>,
}

impl Ask {
    fn read(folder: &Path) -> Self {
        let table: toml::Table =
            fs::read_to_string(folder.join("ask.toml")).unwrap().parse().unwrap();
        let text = |it: &toml::Value| it.as_str().unwrap().to_owned();
        let day = |name: &str| table.get(name).map(|it| text(it).parse().unwrap());
        Self {
            measure: text(&table["measure"]),
            on: day("on"),
            as_known_on: day("as_known_on"),
            by: table["by"].as_array().unwrap().iter().map(text).collect(),
        }
    }

    fn axes(&self) -> Vec<Axis> {
        let axis = |word: &String| {
            let (level, breakdown) = word.split_once(':').unwrap_or((word, ""));
            Axis { level: Level::of_key(level).unwrap(), breakdown: Breakdown::of_key(breakdown) }
        };
        self.by.iter().map(axis).collect()
    }

    fn plan(&self, definition: &Definition, areas: Areas) -> Plan {
        let survival = matches!(definition.kind, Kind::Survival(_));
        let (on, known_on) = (self.on, self.as_known_on);
        let asked = Asked { on, known_on, axes: self.axes(), custody: true, survival };
        Plan::new(definition, asked, areas).unwrap()
    }
}

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/measures");
    let entries = fs::read_dir(root).unwrap().map(|it| it.unwrap().path());
    entries.filter(|it| it.join("ask.toml").exists()).collect()
}

/// The texts of a column; where there is no such column or file, nothing.
fn texts(csv: &Path, column: &str) -> Vec<String> {
    if !csv.exists() {
        return Vec::new();
    }
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_path(csv).unwrap();
    let place = reader.headers().unwrap().iter().position(|it| it == column);
    let text = |row: csv::StringRecord| place.and_then(|it| row.get(it)).unwrap_or("").to_owned();
    reader.records().map(|it| text(it.unwrap())).collect()
}

fn cells(holds: Holds, texts: Vec<String>) -> Cells {
    let date = |it: String| (!it.is_empty()).then(|| day_number(it.parse().unwrap()));
    let word = |it: String| (!it.is_empty()).then(|| &*it.leak());
    match holds {
        Holds::Number => Cells::Numbers(texts.iter().map(|it| it.parse().unwrap()).collect()),
        Holds::Date => Cells::Dates(texts.into_iter().map(date).collect()),
        Holds::Word => Cells::Words(texts.into_iter().map(word).collect()),
        Holds::Flag => Cells::Flags(texts.iter().map(|it| it.parse().unwrap()).collect()),
    }
}

/// Writes the facts of a folder as Parquet.
fn written(folder: &Path) -> Files {
    let name = format!("golden-{}", folder.file_name().unwrap().to_str().unwrap());
    let to = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for fact in Fact::ALL {
        let csv = folder.join(format!("{}.csv", fact.name()));
        let column = |it: &facts::schema::Column| cells(it.holds, texts(&csv, it.name));
        let mut columns: Vec<Cells> = fact.columns().iter().map(column).collect();
        let path = to.join(format!("{}.parquet", fact.name()));
        let mut writer = FactWriter::create(&path, fact).unwrap();
        writer.group(&mut columns).unwrap();
        writer.finish().unwrap();
    }
    Files::open(&to).unwrap()
}

/// Hands on everybody with all that is known of each.
type Each<'a> = dyn Fn(&mut dyn FnMut(&History<'_>, &Words)) + 'a;

fn of_equality(ask: &Ask, definition: &Definition, it: &Equality, each: &Each<'_>) -> Report {
    let mut counter = equality::Counter::new(it, &definition.bands, ask.on, ask.as_known_on);
    each(&mut |history, words| counter.person(history, words));
    let on = ask.on.unwrap_or(it.on);
    equality_report(definition, it, &counter.finish(), &BTreeSet::new(), on, ask.as_known_on)
}

fn of_quality(
    ask: &Ask,
    definition: &Definition,
    it: &DataQuality,
    areas: &Areas,
    each: &Each<'_>,
) -> Report {
    let mut counter = quality::Counter::new(it, areas, ask.on, ask.as_known_on);
    each(&mut |history, words| counter.person(history, words));
    quality_report(definition, &counter.finish(), ask.on.unwrap_or(it.on), ask.as_known_on)
}

fn by_kernel(plan: &Plan, rows: &Rows) -> Counted {
    let mut counter = Counter::new(plan);
    rows.each(|history| counter.person(history));
    plan.settle(counter.finish(&rows.words))
}

fn by_engine(plan: Plan, files: &Files) -> Counted {
    let register = load::register(files, &plan).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(engine::count(files.clone(), plan, register, 2)).unwrap()
}

/// The figures of rows by the kernel, and of files by the engine.
fn taken(ask: &Ask, definition: &Definition, rows: &Rows, files: &Files) -> [Report; 2] {
    let each_row = |take: &mut dyn FnMut(&History<'_>, &Words)| {
        rows.each(|history| take(history, &rows.words));
    };
    let register = load::register_and_nominations(files).unwrap();
    let each_in_files = |take: &mut dyn FnMut(&History<'_>, &Words)| {
        let left_out = engine::each_person(files, &register, take).unwrap();
        assert!(left_out.is_empty(), "{left_out:?}");
    };
    let each: [&Each<'_>; 2] = [&each_row, &each_in_files];
    let areas = [Areas::new(rows.areas.clone()), load::areas(files).unwrap()];
    match &definition.kind {
        Kind::Equality(it) => each.map(|each| of_equality(ask, definition, it, each)),
        Kind::DataQuality(it) => {
            let [one, other] = each;
            let [one_areas, other_areas] = &areas;
            [(one_areas, one), (other_areas, other)]
                .map(|(areas, each)| of_quality(ask, definition, it, areas, each))
        }
        Kind::Reoffending(_) | Kind::Survival(_) | Kind::Expected(_) => {
            let [one, other] = areas.map(|it| ask.plan(definition, it));
            let days = one.counting.cohorts(ask.on).into_iter().map(|it| it.on);
            let days: Vec<Date> = days.collect();
            let kernel = by_kernel(&one, rows);
            let engine = by_engine(other, files);
            assert_eq!(engine, kernel);
            [kernel, engine].map(|it| report(definition, &days, &it, ask.as_known_on))
        }
    }
}

#[test]
fn what_was_worked_out_by_hand_comes_out_of_files_too() {
    let shipped = Definitions::shipped().unwrap();
    let folders = folders();
    assert!(folders.len() >= 8, "{folders:?}");
    for folder in folders {
        let ask = Ask::read(&folder);
        let definition = shipped.get(&ask.measure).unwrap();
        let [kernel, engine] = taken(&ask, definition, &Rows::read(&folder), &written(&folder));
        assert!(!kernel.lines().is_empty());
        assert_eq!(engine, kernel, "{}", folder.display());
    }
}

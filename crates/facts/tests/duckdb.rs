//! The engine against DuckDB on random facts: the same whole numbers in every cell, and as many
//! rows left out for each reason. `fixtures/measures/reference/random_facts.py` asked DuckDB, in
//! SQL of its own, and saved what it said; the facts are made again here, from the same seeds.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test may fall over"
)]

#[path = "common/folder.rs"]
mod folder;
#[path = "../../measures/tests/oracle/random.rs"]
mod random;
#[path = "../../measures/tests/oracle/rows.rs"]
mod rows;
#[path = "common/spoil.rs"]
mod spoil;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use facts::folder::Facts as Files;
use facts::{engine, load};
use jiff::civil::Date;
use measures::count::{Asked, Axis, Plan};
use measures::definition::{Breakdown, Definition, Level, day_number, read};
use measures::fact::{Day, Person, Registration};
use measures::tally::{Cell, Counted, Days, Step, Tally};

use folder::Layout;
use rows::Facts;

/// A definition, and random facts that it was counted over.
struct Case {
    name: String,
    definition: Definition,
    seed: u64,
    people: u64,
    known_on: Option<Date>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn answers() -> PathBuf {
    root().join("fixtures/measures/reference/random-facts")
}

fn cases() -> Vec<Case> {
    let mut reader = csv::Reader::from_path(answers().join("cases.csv")).unwrap();
    let case = |row: csv::StringRecord| {
        let text = std::fs::read_to_string(root().join(&row[1])).unwrap();
        Case {
            name: row[0].to_owned(),
            definition: read(&row[1], &text).expect("the definition is right"),
            seed: row[2].parse().unwrap(),
            people: row[3].parse().unwrap(),
            known_on: (!row[4].is_empty()).then(|| row[4].parse().unwrap()),
        }
    };
    reader.records().map(|it| case(it.unwrap())).collect()
}

impl Case {
    fn facts(&self) -> Facts {
        let on = self.definition.counting().expect("counts offences").cohort.on;
        let mut facts = Facts::random(self.seed, self.people, on);
        let person = facts.people[0];
        spoil::spoil(&mut facts, person);
        for (number, days) in [(9001, 100), (9002, -100)] {
            facts.registrations.push(of_nobody(number, day_number(on) - 30, days));
        }
        facts
    }

    fn counted(&self, files: &Files, threads: usize) -> Counted {
        let whole = Level::ALL.map(|level| Axis { level, breakdown: None });
        let nation = Breakdown::ALL.map(|it| Axis { level: Level::Nation, breakdown: Some(it) });
        let axes = whole.into_iter().chain(nation).collect();
        let asked =
            Asked { on: None, known_on: self.known_on, axes, custody: true, survival: true };
        let plan = Plan::new(&self.definition, asked, load::areas(files).unwrap()).unwrap();
        let register = load::register(files, &plan).expect("the register can be read");
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        let counted = engine::count(files.clone(), plan, register, threads);
        runtime.block_on(counted).expect("the engine counts")
    }
}

fn of_nobody(registration_id: i64, entered: Day, days: Day) -> Registration {
    Registration {
        registration_id,
        person_id: spoil::NOBODY,
        scheme_id: 1,
        strand: 0,
        statutory: false,
        entered,
        left: Some(entered + days),
        known: entered,
    }
}

/// What was counted at so many checkpoints, as lines of the files.
fn lines(counted: &Counted, checkpoints: usize) -> Vec<String> {
    let line = |it: (&Cell, &Tally)| line(it.0, it.1, checkpoints);
    let mut lines: Vec<String> = counted.tallies.iter().map(line).collect();
    for ((cohort, comparison), reasons) in &counted.members_left_out {
        for (reason, count) in reasons {
            let reason = reason.word();
            lines.push(format!("left_out,{cohort},{},{reason},{count}", u8::from(*comparison)));
        }
    }
    for (reason, count) in &counted.offences_left_out {
        lines.push(format!("left_out,,,{},{count}", reason.word()));
    }
    lines.sort();
    lines
}

fn line(cell: &Cell, it: &Tally, checkpoints: usize) -> String {
    let area = cell.area.map(|it| it.to_string()).unwrap_or_default();
    let part = cell.part.as_ref();
    let (breakdown, value) = part.map_or(("", ""), |it| (it.0.key(), it.1.as_str()));
    let (cohort, beside) = (cell.cohort, u8::from(cell.comparison));
    let numbers = [
        it.people,
        it.baseline,
        it.baseline_squares,
        it.product,
        it.baseline_severity,
        it.follow_up_severity,
        it.follow_up_severity_squares,
    ];
    let days = [
        it.baseline_custody_days,
        it.follow_up_custody_days,
        it.baseline_days,
        it.follow_up_days,
        it.days_on_scheme,
    ];
    // Where nothing was counted a tally may hold no checkpoints.
    let step = |nth| {
        let Step { count, squares, people } = it.steps.get(nth).copied().unwrap_or_default();
        format!("{count}:{squares}:{people}")
    };
    let steps: Vec<String> = (0..checkpoints).map(step).collect();
    let product = |nth| it.products.get(nth).copied().unwrap_or_default();
    let products: Vec<u64> = (0..checkpoints - 1).map(product).collect();
    [
        format!("cell,{cohort},{beside},{},{area},{breakdown},{value}", cell.level.key()),
        spaced(&numbers).replace(' ', ","),
        spaced(&days),
        steps.join(" "),
        spaced(&products),
        spaced(&by_person(&it.firsts)),
        spaced(&by_person(&it.censored)),
    ]
    .join(",")
}

/// The days of each person, from how many people have each.
fn by_person(days: &Days) -> Vec<u64> {
    let each = days.iter().map(|(day, people)| (u64::from(day), usize::try_from(people).unwrap()));
    each.flat_map(|(day, people)| std::iter::repeat_n(day, people)).collect()
}

fn spaced(numbers: &[u64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[test]
fn the_engine_counts_in_random_facts_what_duckdb_counts() {
    let cases = cases();
    assert!(cases.len() >= 15, "{}", cases.len());
    for case in cases {
        let counting = case.definition.counting().expect("counts offences");
        let checkpoints = counting.follow_up.checkpoints.len();
        let answer = answers().join(format!("{}.csv", case.name));
        let answer = std::fs::read_to_string(answer).expect("random_facts.py has written it");
        let expected: BTreeSet<&str> = answer.lines().collect();
        let layout = Layout::ALL[usize::try_from(case.seed).unwrap() % Layout::ALL.len()];
        let name = format!("engine-{}-{layout:?}", case.name);
        let files = Files::open(&folder::write(&name, &case.facts(), layout)).unwrap();
        let found = lines(&case.counted(&files, 2), checkpoints);
        let found: BTreeSet<&str> = found.iter().map(String::as_str).collect();
        let ours: Vec<_> = found.difference(&expected).collect();
        let theirs: Vec<_> = expected.difference(&found).collect();
        assert_eq!(ours, theirs, "{name}: the engine, then DuckDB");
    }
}

fn early(person: &Person, facts: &Facts) -> bool {
    let mut own = facts.offences.iter().filter(|it| it.0 == person.person_id);
    own.any(|it| person.born.is_some_and(|born| it.1.offended < born))
}

/// Writes the facts that the script hands to DuckDB, too.
#[test]
fn the_random_facts_hold_every_kind_of_row_that_is_hard_to_count() {
    for case in cases() {
        let facts = case.facts();
        folder::write(&format!("duckdb-{}", case.name), &facts, Layout::OneFile);
        let known_by = case.known_on.map_or(Day::MAX, day_number);
        let twice = |it: &Registration| {
            let end = it.left.unwrap_or(Day::MAX);
            let on_it = |other: &&Registration| it.entered <= other.entered && other.entered < end;
            let same = |other: &&Registration| other.person_id == it.person_id;
            facts.registrations.iter().filter(same).filter(on_it).count() > 1
        };
        let on_none = |id: i64| facts.registrations.iter().all(|it| it.person_id != id);
        let offences = || facts.offences.iter().map(|it| it.1);
        let kinds = [
            ("no date of birth", facts.people.iter().any(|it| it.born.is_none())),
            ("offended before birth", facts.people.iter().any(|it| early(it, &facts))),
            ("no sex", facts.people.iter().any(|it| it.sex == 0)),
            ("the dead", facts.people.iter().any(|it| it.died.is_some())),
            ("on no scheme", facts.people.iter().any(|it| on_none(it.person_id))),
            ("on two schemes", facts.registrations.iter().any(twice)),
            ("never left", facts.registrations.iter().any(|it| it.left.is_none())),
            ("no strand", facts.registrations.iter().any(|it| it.strand == 0)),
            ("still held", facts.stays.iter().any(|it| it.1.until == Day::MAX)),
            ("not proven", offences().any(|it| it.proven.is_none())),
            ("cautioned", offences().any(|it| it.cautioned)),
            ("proven first", offences().any(|it| it.proven.is_some_and(|day| day < it.offended))),
            ("no class", offences().any(|it| it.class.is_none())),
            ("known late", case.known_on.is_none() || offences().any(|it| it.known > known_by)),
        ];
        for (kind, is_there) in kinds {
            assert!(is_there || case.people < 50, "{kind} in the facts of {}", case.name);
        }
    }
}

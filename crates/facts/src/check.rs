//! What is wrong with a folder of facts: everything at once, with how often. A file that cannot be
//! read is an error; a row that contradicts another is counted.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use arrow::array::Array as _;
use measures::definition::OffenceClass;
use measures::fact::Day;

use crate::error::FactsError;
use crate::folder::{FactFile, Facts};
use crate::load::each_batch;
use crate::rows::Rows;
use crate::schema::Fact;

/// What a check has found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Rows of each fact.
    pub rows: BTreeMap<Fact, u64>,
    /// How many rows have each fault.
    pub faults: BTreeMap<(Fact, &'static str), u64>,
}

impl Found {
    /// Whether there is nothing wrong.
    pub fn is_clean(&self) -> bool {
        self.faults.is_empty()
    }

    fn add(&mut self, fact: Fact, fault: &'static str) {
        *self.faults.entry((fact, fault)).or_default() += 1;
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (fact, rows) in &self.rows {
            writeln!(f, "{:<13}{rows:>12} rows", fact.name())?;
        }
        for ((fact, fault), rows) in &self.faults {
            writeln!(f, "{:<13}{rows:>12} {fault}", fact.name())?;
        }
        if self.is_clean() { writeln!(f, "nothing wrong") } else { Ok(()) }
    }
}

/// Somebody as far as other facts can contradict it.
#[derive(Debug, Clone, Copy)]
struct Life {
    person_id: i64,
    born: Option<Day>,
    died: Option<Day>,
}

/// Checks a folder.
pub fn check(folder: &Path) -> Result<Found, FactsError> {
    let facts = Facts::open(folder)?;
    let mut found = Found::default();
    for fact in Fact::ALL {
        found.rows.insert(fact, facts.files(fact)?.iter().map(FactFile::rows).sum());
    }
    let lives = people(&facts, &mut found)?;
    let schemes = areas(&facts, &mut found)?;
    registrations(&facts, &lives, &schemes, &mut found)?;
    nominations(&facts, &lives, &schemes, &mut found)?;
    custody(&facts, &lives, &mut found)?;
    offences(&facts, &lives, &mut found)?;
    Ok(found)
}

/// Hands on a whole fact with all its columns, in which what must be filled is.
fn each(
    facts: &Facts,
    fact: Fact,
    mut take: impl FnMut(Rows<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    let columns: Vec<&str> = fact.columns().iter().map(|it| it.name).collect();
    each_batch(facts, fact, &columns, |rows| {
        rows.filled()?;
        take(rows)
    })
}

fn day(column: &arrow::array::Date32Array, row: usize) -> Option<Day> {
    column.is_valid(row).then(|| column.value(row))
}

fn find(lives: &[Life], person: i64) -> Option<&Life> {
    let place = lives.binary_search_by_key(&person, |it| it.person_id).ok()?;
    lives.get(place)
}

fn people(facts: &Facts, found: &mut Found) -> Result<Vec<Life>, FactsError> {
    let fact = Fact::Person;
    let mut lives = Vec::new();
    each(facts, fact, |rows| {
        let (id, born) = (rows.numbers("person_id")?, rows.dates("date_of_birth")?);
        let died = rows.dates("death_date")?;
        for (row, person_id) in id.values().iter().enumerate() {
            let (born, died) = (day(born, row), day(died, row));
            if born.zip(died).is_some_and(|(born, died)| died < born) {
                found.add(fact, "died before birth");
            }
            if born.is_none() {
                found.add(fact, "without a date of birth");
            }
            lives.push(Life { person_id: *person_id, born, died });
        }
        Ok(())
    })?;
    lives.sort_by_key(|it| it.person_id);
    for pair in lives.windows(2) {
        if let [one, next] = pair
            && one.person_id == next.person_id
        {
            found.add(fact, "a person twice");
        }
    }
    Ok(lives)
}

/// Schemes, with the days between which each lies somewhere.
type Schemes = BTreeMap<i64, Vec<(Day, Day)>>;

fn areas(facts: &Facts, found: &mut Found) -> Result<Schemes, FactsError> {
    let fact = Fact::Area;
    let mut schemes = Schemes::new();
    each(facts, fact, |rows| {
        let (id, from) = (rows.numbers("scheme_id")?, rows.dates("from_date")?);
        let until = rows.dates("to_date")?;
        for (row, scheme) in id.values().iter().enumerate() {
            let until = day(until, row).unwrap_or(Day::MAX);
            if until < from.value(row) {
                found.add(fact, "ends before it begins");
            }
            let spans = schemes.entry(*scheme).or_default();
            if spans.iter().any(|it| it.0 < until && from.value(row) < it.1) {
                found.add(fact, "a scheme in two areas at once");
            }
            spans.push((from.value(row), until));
        }
        Ok(())
    })?;
    Ok(schemes)
}

fn registrations(
    facts: &Facts,
    lives: &[Life],
    schemes: &Schemes,
    found: &mut Found,
) -> Result<(), FactsError> {
    let fact = Fact::Registration;
    let mut all = Vec::new();
    each(facts, fact, |rows| {
        let (person, scheme) = (rows.numbers("person_id")?, rows.numbers("scheme_id")?);
        let (entered, left) = (rows.dates("entry_date")?, rows.dates("exit_date")?);
        for row in 0..person.len() {
            let (from, until) = (entered.value(row), day(left, row).unwrap_or(Day::MAX));
            all.push((person.value(row), scheme.value(row), from, until));
        }
        Ok(())
    })?;
    all.sort_unstable();
    for (person, scheme, from, until) in &all {
        let placed = schemes.get(scheme);
        if !placed.is_some_and(|it| it.iter().any(|it| it.0 <= *from && from < &it.1)) {
            found.add(fact, "on a scheme in no area");
        }
        if until < from {
            found.add(fact, "left before entry");
        }
        match find(lives, *person) {
            None => found.add(fact, "of nobody"),
            Some(life) if life.died.is_some_and(|died| died < *from) => {
                found.add(fact, "after death");
            }
            Some(_) => {}
        }
    }
    overlaps(&all, found);
    Ok(())
}

/// Looks for registrations that begin before the furthest end of those before them, of one person
/// on one scheme; they are sorted.
fn overlaps(registrations: &[(i64, i64, Day, Day)], found: &mut Found) {
    let mut last = None;
    for (person, scheme, from, until) in registrations {
        let who = (*person, *scheme);
        let end = match last {
            Some((before, end)) if before == who => end,
            Some(_) | None => Day::MIN,
        };
        if *from < end {
            found.add(Fact::Registration, "overlaps another on the same scheme");
        }
        last = Some((who, end.max(*until)));
    }
}

fn nominations(
    facts: &Facts,
    lives: &[Life],
    schemes: &Schemes,
    found: &mut Found,
) -> Result<(), FactsError> {
    let fact = Fact::Nomination;
    each(facts, fact, |rows| {
        let (person, scheme) = (rows.numbers("person_id")?, rows.numbers("scheme_id")?);
        for (person, scheme) in person.values().iter().zip(scheme.values()) {
            if find(lives, *person).is_none() {
                found.add(fact, "of nobody");
            }
            if !schemes.contains_key(scheme) {
                found.add(fact, "for a scheme in no area");
            }
        }
        Ok(())
    })
}

fn custody(facts: &Facts, lives: &[Life], found: &mut Found) -> Result<(), FactsError> {
    let fact = Fact::Custody;
    each(facts, fact, |rows| {
        let (person, from) = (rows.numbers("person_id")?, rows.dates("from_date")?);
        let until = rows.dates("to_date")?;
        for (row, person) in person.values().iter().enumerate() {
            if find(lives, *person).is_none() {
                found.add(fact, "of nobody");
            }
            if day(until, row).is_some_and(|it| it < from.value(row)) {
                found.add(fact, "ends before it begins");
            }
        }
        Ok(())
    })
}

fn offences(facts: &Facts, lives: &[Life], found: &mut Found) -> Result<(), FactsError> {
    let mut last = (i64::MIN, Day::MIN, i64::MIN);
    each(facts, Fact::Offence, |rows| offence_batch(rows, lives, &mut last, found))
}

fn offence_batch(
    rows: Rows<'_>,
    lives: &[Life],
    last: &mut (i64, Day, i64),
    found: &mut Found,
) -> Result<(), FactsError> {
    let fact = Fact::Offence;
    let (id, person) = (rows.numbers("offence_id")?, rows.numbers("person_id")?);
    let (offended, proven) = (rows.dates("offence_date")?, rows.dates("conviction_date")?);
    let class = rows.words("offence_class")?;
    let known = class.each(false, |word| Ok(OffenceClass::of_key(word).is_some()))?;
    for row in 0..id.len() {
        let offence = (person.value(row), offended.value(row), id.value(row));
        if offence == *last {
            found.add(fact, "a second time");
        }
        if offence < *last {
            found.add(fact, "not in the order of person, date and number: counted, but slowly");
        }
        *last = offence;
        if !class.at(row, &known, false) {
            found.add(fact, "of a class that there is not");
        }
        if day(proven, row).is_some_and(|it| it < offence.1) {
            found.add(fact, "proven before it was committed");
        }
        match find(lives, offence.0) {
            None => found.add(fact, "of nobody"),
            Some(life) => {
                if life.born.is_some_and(|born| offence.1 < born) {
                    found.add(fact, "before birth");
                }
                if life.died.is_some_and(|died| offence.1 > died) {
                    found.add(fact, "after death");
                }
            }
        }
    }
    Ok(())
}

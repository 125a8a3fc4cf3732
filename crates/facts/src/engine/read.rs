//! Reads what the facts say of a range of people.

use arrow::array::Array as _;
use measures::count::{Plan, Words};
use measures::definition::OffenceClass;
use measures::fact::{Day, Offence, Person, Stay};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::rows::Rows;
use crate::schema::{CAUTIONS, CLEARED, Fact};

use super::pick::{People, Pick, pick};

/// What is asked for beyond people and their offences.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reads {
    pub(super) custody: bool,
    pub(super) known: bool,
}

impl Reads {
    pub(super) fn of(plan: &Plan) -> Self {
        Self { custody: plan.custody, known: plan.reads_known() }
    }
}

/// What the facts say of a range of people, each list sorted by person.
#[derive(Debug, Default)]
pub(super) struct Range {
    pub(super) people: Vec<Person>,
    pub(super) whose_stay: Vec<i64>,
    pub(super) stays: Vec<Stay>,
    pub(super) whose_offence: Vec<i64>,
    pub(super) offences: Vec<Offence>,
}

impl Range {
    /// Reads a range; what was read before is forgotten.
    pub(super) fn read(
        &mut self,
        facts: &Facts,
        reads: Reads,
        people: &People<'_>,
        words: &mut Words,
    ) -> Result<(), FactsError> {
        self.people.clear();
        self.whose_stay.clear();
        self.stays.clear();
        self.whose_offence.clear();
        self.offences.clear();
        self.read_people(facts, people, words)?;
        if reads.custody {
            self.read_stays(facts, people)?;
        }
        self.read_offences(facts, reads, people)
    }

    fn read_people(
        &mut self,
        facts: &Facts,
        people: &People<'_>,
        words: &mut Words,
    ) -> Result<(), FactsError> {
        let columns = ["person_id", "sex", "ethnicity", "date_of_birth", "death_date"];
        each(facts, Fact::Person, &columns, people, |rows| {
            let (id, sex) = (rows.numbers("person_id")?, rows.words("sex")?);
            let (born, ethnicity) = (rows.dates("date_of_birth")?, rows.words("ethnicity")?);
            let died = rows.dates("death_date")?;
            let sexes = sex.each(0, |word| Ok(words.sex.code(word)?))?;
            let ethnicities = ethnicity.each(0, |word| Ok(words.ethnicity.code(word)?))?;
            for (row, person_id) in id.values().iter().enumerate() {
                self.people.push(Person {
                    person_id: *person_id,
                    sex: sex.at(row, &sexes, 0),
                    ethnicity: ethnicity.at(row, &ethnicities, 0),
                    born: born.is_valid(row).then(|| born.value(row)),
                    died: died.is_valid(row).then(|| died.value(row)),
                });
            }
            Ok(())
        })?;
        self.people.retain(|it| people.has(it.person_id));
        // Of two rows of one person the first counts, whatever the order of the files.
        let key = |it: &Person| (it.person_id, it.born, it.died);
        let said = |it: &Person| (words.sex.word(it.sex), words.ethnicity.word(it.ethnicity));
        let order =
            |a: &Person, b: &Person| key(a).cmp(&key(b)).then_with(|| said(a).cmp(&said(b)));
        self.people.sort_by(order);
        Ok(())
    }

    fn read_stays(&mut self, facts: &Facts, people: &People<'_>) -> Result<(), FactsError> {
        let mut stays: Vec<(i64, Stay)> = Vec::new();
        each(facts, Fact::Custody, &["person_id", "from_date", "to_date"], people, |rows| {
            let (id, from) = (rows.numbers("person_id")?, rows.dates("from_date")?);
            let until = rows.dates("to_date")?;
            for (row, person_id) in id.values().iter().enumerate() {
                let until = if until.is_valid(row) { until.value(row) } else { Day::MAX };
                stays.push((*person_id, Stay { from: from.value(row), until }));
            }
            Ok(())
        })?;
        stays.retain(|(person, _)| people.has(*person));
        stays.sort_unstable();
        (self.whose_stay, self.stays) = stays.into_iter().unzip();
        Ok(())
    }

    fn read_offences(
        &mut self,
        facts: &Facts,
        reads: Reads,
        people: &People<'_>,
    ) -> Result<(), FactsError> {
        let mut sorted = true;
        let mut last = (i64::MIN, Day::MIN, i64::MIN);
        each(facts, Fact::Offence, &columns(reads), people, |rows| {
            self.push_offences(reads, people, rows, &mut |key| {
                sorted &= last <= key;
                last = key;
            })
        })?;
        if !sorted {
            self.sort_offences();
        }
        Ok(())
    }

    fn push_offences(
        &mut self,
        reads: Reads,
        people: &People<'_>,
        rows: Rows<'_>,
        seen: &mut impl FnMut((i64, Day, i64)),
    ) -> Result<(), FactsError> {
        let person = rows.numbers("person_id")?.values();
        let id = rows.numbers("offence_id")?.values();
        let offended = rows.dates("offence_date")?.values();
        let proven = rows.dates("conviction_date")?;
        let known = if reads.known { Some(rows.dates("known_at")?) } else { None };
        let recordable = rows.flags("recordable")?;
        let breach = rows.flags("breach")?;
        let disposal = rows.words("disposal")?;
        let cautions = disposal.each(false, |word| Ok(CAUTIONS.contains(&word)))?;
        let verdict = rows.words("verdict")?;
        let cleared = verdict.each(false, |word| Ok(CLEARED.contains(&word)))?;
        let class = rows.words("offence_class")?;
        let classes = class.each(None, |word| Ok(OffenceClass::of_key(word)))?;
        let is_proven = |row| proven.is_valid(row) && !verdict.at(row, &cleared, false);
        for (row, (((person, id), offended), proven_on)) in
            person.iter().zip(id).zip(offended).zip(proven.values()).enumerate()
        {
            if !people.has(*person) {
                continue;
            }
            seen((*person, *offended, *id));
            self.whose_offence.push(*person);
            self.offences.push(Offence {
                offence_id: *id,
                offended: *offended,
                proven: is_proven(row).then_some(*proven_on),
                known: known.map_or(Day::MIN, |it| it.value(row)),
                class: class.at(row, &classes, None),
                cautioned: disposal.at(row, &cautions, false),
                recordable: recordable.value(row),
                breach: breach.value(row),
            });
        }
        Ok(())
    }

    fn sort_offences(&mut self) {
        let mut both: Vec<(i64, Offence)> =
            self.whose_offence.drain(..).zip(self.offences.drain(..)).collect();
        both.sort_by_key(|(person, it)| (*person, it.offended, it.offence_id));
        (self.whose_offence, self.offences) = both.into_iter().unzip();
    }
}

/// The columns of offences that are read.
fn columns(reads: Reads) -> Vec<&'static str> {
    let mut columns = vec![
        "offence_id",
        "person_id",
        "offence_date",
        "conviction_date",
        "offence_class",
        "disposal",
        "verdict",
        "recordable",
        "breach",
    ];
    if reads.known {
        columns.push("known_at");
    }
    columns
}

/// Hands on the rows of a fact that can be about these people.
fn each(
    facts: &Facts,
    fact: Fact,
    columns: &[&str],
    people: &People<'_>,
    mut take: impl FnMut(Rows<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    for file in facts.files(fact)? {
        for group in file.groups() {
            let selection = match pick(file, fact, group, people)? {
                Pick::Nothing => continue,
                Pick::Everything => None,
                Pick::Rows(selection) => Some(selection),
            };
            for batch in file.read(columns, vec![group], selection)? {
                let batch = batch.map_err(|error| file.damaged(error))?;
                take(Rows { fact, file, batch: &batch })?;
            }
        }
    }
    Ok(())
}

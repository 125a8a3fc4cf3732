//! Reads what the facts say of a range of people.

use measures::count::{Plan, Words};
use measures::definition::OffenceClass;
use measures::fact::{Day, Offence, Person, Stay};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::schema::{CAUTIONS, CLEARED, Fact};

use super::pick::{People, Picked, pick};

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
    columns: Columns,
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
        let (mut sex, mut ethnicity) = (Vec::new(), Vec::new());
        let (mut born, mut died) = (Vec::new(), Vec::new());
        each(facts, Fact::Person, people, |Picked { group, rows, whose }| {
            group.words("sex", &rows, |word| words.sex.code(word), &mut sex)?;
            group.words("ethnicity", &rows, |word| words.ethnicity.code(word), &mut ethnicity)?;
            group.dates("date_of_birth", &rows, &mut born)?;
            group.dates("death_date", &rows, &mut died)?;
            let said = whose.into_iter().zip(&sex).zip(&ethnicity).zip(&born).zip(&died);
            self.people.extend(said.map(|((((person_id, sex), ethnicity), born), died)| Person {
                person_id,
                sex: *sex,
                ethnicity: *ethnicity,
                born: *born,
                died: *died,
            }));
            Ok(())
        })?;
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
        let (mut from, mut until) = (Vec::new(), Vec::new());
        each(facts, Fact::Custody, people, |Picked { group, rows, whose }| {
            group.days("from_date", &rows, &mut from)?;
            group.dates("to_date", &rows, &mut until)?;
            let each = whose.into_iter().zip(&from).zip(&until);
            stays.extend(each.map(|((person, from), until)| {
                (person, Stay { from: *from, until: until.unwrap_or(Day::MAX) })
            }));
            Ok(())
        })?;
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
        let mut columns = std::mem::take(&mut self.columns);
        each(facts, Fact::Offence, people, |picked| {
            columns.read(reads, &picked)?;
            columns.offences(&mut self.offences);
            self.whose_offence.extend(picked.whose);
            Ok(())
        })?;
        self.columns = columns;
        let key = |it: &Offence| (it.offended, it.offence_id);
        let both = || self.whose_offence.iter().zip(&self.offences);
        if !both().is_sorted_by(|(a, one), (b, next)| (a, key(one)) <= (b, key(next))) {
            self.sort_offences();
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

/// Columns of offences, row by row.
#[derive(Debug, Default)]
struct Columns {
    id: Vec<i64>,
    offended: Vec<Day>,
    proven: Vec<Option<Day>>,
    known: Vec<Day>,
    class: Vec<Option<OffenceClass>>,
    cautioned: Vec<bool>,
    cleared: Vec<bool>,
    recordable: Vec<bool>,
    breach: Vec<bool>,
}

impl Columns {
    fn read(&mut self, reads: Reads, picked: &Picked<'_>) -> Result<(), FactsError> {
        let Picked { group, rows, whose } = picked;
        group.numbers("offence_id", rows, &mut self.id)?;
        group.days("offence_date", rows, &mut self.offended)?;
        group.dates("conviction_date", rows, &mut self.proven)?;
        if reads.known {
            group.days("known_at", rows, &mut self.known)?;
        } else {
            self.known.resize(whose.len(), Day::MIN);
        }
        let class = |word: &str| Ok(OffenceClass::of_key(word));
        group.words("offence_class", rows, class, &mut self.class)?;
        let caution = |word: &str| Ok(CAUTIONS.contains(&word));
        group.words("disposal", rows, caution, &mut self.cautioned)?;
        let cleared = |word: &str| Ok(CLEARED.contains(&word));
        group.words("verdict", rows, cleared, &mut self.cleared)?;
        group.flags("recordable", rows, &mut self.recordable)?;
        group.flags("breach", rows, &mut self.breach)
    }

    fn offences(&self, offences: &mut Vec<Offence>) {
        let days = self.id.iter().zip(&self.offended).zip(&self.proven).zip(&self.known);
        let what = self.class.iter().zip(&self.cautioned).zip(&self.cleared);
        let flags = self.recordable.iter().zip(&self.breach);
        offences.extend(days.zip(what).zip(flags).map(|((days, what), flags)| {
            let ((((offence_id, offended), proven), known), ((class, cautioned), cleared)) =
                (days, what);
            Offence {
                offence_id: *offence_id,
                offended: *offended,
                proven: proven.filter(|_| !cleared),
                known: *known,
                class: *class,
                cautioned: *cautioned,
                recordable: *flags.0,
                breach: *flags.1,
            }
        }));
    }
}

/// Hands on the rows of a fact that are about these people.
fn each(
    facts: &Facts,
    fact: Fact,
    people: &People<'_>,
    mut take: impl FnMut(Picked<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    for file in facts.files(fact)? {
        for group in file.groups() {
            pick(fact, file, group, people)?.map(&mut take).transpose()?;
        }
    }
    Ok(())
}

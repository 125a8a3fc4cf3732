//! Facts that are small enough to be held: registrations, nominations, areas.

use arrow::array::Array as _;
use measures::count::{Areas, Plan};
use measures::fact::{Area, Names, Nomination, Registration};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::rows::Rows;
use crate::schema::{Fact, TAKEN_ON};

/// Everybody who has to do with a scheme, sorted by person.
#[derive(Debug, Clone, Default)]
pub struct Register {
    /// Sorted by person, first day and number.
    pub registrations: Vec<Registration>,
    /// Sorted by person and day; none where the plan does not ask.
    pub nominations: Vec<Nomination>,
    /// Strands.
    pub strands: Names,
}

/// Where schemes lie.
pub fn areas(facts: &Facts) -> Result<Areas, FactsError> {
    let mut areas = Vec::new();
    let columns = ["scheme_id", "cdrp_id", "lcjb_id", "region_id", "from_date", "to_date"];
    each_batch(facts, Fact::Area, &columns, |rows| {
        let (scheme, cdrp) = (rows.numbers("scheme_id")?, rows.numbers("cdrp_id")?);
        let (lcjb, region) = (rows.numbers("lcjb_id")?, rows.numbers("region_id")?);
        let (from, until) = (rows.dates("from_date")?, rows.dates("to_date")?);
        for row in 0..scheme.len() {
            areas.push(Area {
                scheme_id: scheme.value(row),
                cdrp_id: cdrp.value(row),
                lcjb_id: lcjb.value(row),
                region_id: region.value(row),
                from: from.value(row),
                until: until.is_valid(row).then(|| until.value(row)),
            });
        }
        Ok(())
    })?;
    Ok(Areas::new(areas))
}

/// The register, and the nominations.
pub fn register_and_nominations(facts: &Facts) -> Result<Register, FactsError> {
    let mut register = Register::default();
    registrations(facts, &mut register)?;
    nominations(facts, &mut register)?;
    Ok(register)
}

/// The register, and the nominations if a plan asks for them.
pub fn register(facts: &Facts, plan: &Plan) -> Result<Register, FactsError> {
    let mut register = Register::default();
    registrations(facts, &mut register)?;
    if plan.reads_nominations() {
        nominations(facts, &mut register)?;
    }
    Ok(register)
}

fn registrations(facts: &Facts, register: &mut Register) -> Result<(), FactsError> {
    let columns = Fact::Registration.columns().iter().map(|it| it.name).collect::<Vec<_>>();
    let Register { registrations, strands, .. } = register;
    each_batch(facts, Fact::Registration, &columns, |rows| {
        let (number, person) = (rows.numbers("registration_id")?, rows.numbers("person_id")?);
        let (scheme, strand) = (rows.numbers("scheme_id")?, rows.words("strand")?);
        let (entered, left) = (rows.dates("entry_date")?, rows.dates("exit_date")?);
        let (known, statutory) = (rows.dates("known_at")?, rows.flags("statutory")?);
        let codes = strand.each(0, |word| Ok(strands.code(word)?))?;
        for row in 0..number.len() {
            registrations.push(Registration {
                registration_id: number.value(row),
                person_id: person.value(row),
                scheme_id: scheme.value(row),
                strand: strand.at(row, &codes, 0),
                statutory: statutory.value(row),
                entered: entered.value(row),
                left: left.is_valid(row).then(|| left.value(row)),
                known: known.value(row),
            });
        }
        Ok(())
    })?;
    registrations.sort_unstable_by_key(|it| (it.person_id, it.entered, it.registration_id));
    Ok(())
}

fn nominations(facts: &Facts, register: &mut Register) -> Result<(), FactsError> {
    let nominations = &mut register.nominations;
    each_batch(facts, Fact::Nomination, &["person_id", "scheme_id", "date", "outcome"], |rows| {
        let (person, scheme) = (rows.numbers("person_id")?, rows.numbers("scheme_id")?);
        let (day, outcome) = (rows.dates("date")?, rows.words("outcome")?);
        let taken_on = outcome.each(false, |word| Ok(word == TAKEN_ON))?;
        for row in 0..person.len() {
            nominations.push(Nomination {
                person_id: person.value(row),
                scheme_id: scheme.value(row),
                day: day.value(row),
                taken_on: outcome.at(row, &taken_on, false),
            });
        }
        Ok(())
    })?;
    nominations.sort_unstable_by_key(|it| (it.person_id, it.day, it.scheme_id));
    Ok(())
}

/// Hands on a whole fact, batch by batch.
pub(crate) fn each_batch(
    facts: &Facts,
    fact: Fact,
    columns: &[&str],
    mut take: impl FnMut(Rows<'_>) -> Result<(), FactsError>,
) -> Result<(), FactsError> {
    for file in facts.files(fact)? {
        for batch in file.read(columns, file.groups(), None)? {
            take(Rows { fact, file, batch: &batch? })?;
        }
    }
    Ok(())
}

//! Everybody with all that the facts say of each, for measures that count no offences.

use measures::count::{History, Words};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;

use super::job::{Groups, begins, within};
use super::pick::People;
use super::read::{Range, Reads};

const READS: Reads = Reads { custody: false, known: true };

/// Hands on people one by one, a range of them in memory at a time. Days in custody are not read.
pub fn each_person(
    facts: &Facts,
    register: &Register,
    mut take: impl FnMut(&History<'_>, &Words),
) -> Result<(), FactsError> {
    let begins = begins(facts)?;
    let mut words = Words { strand: register.strands.clone(), ..Words::default() };
    let mut range = Range::default();
    for (number, first) in begins.iter().enumerate() {
        let from = if number == 0 { i64::MIN } else { *first };
        let until = begins.get(number + 1).copied().unwrap_or(i64::MAX);
        let people = People::new(from, until, None);
        range.read(facts, READS, &people, &mut words)?;
        join(&range, register, &people, |history| take(history, &words));
    }
    Ok(())
}

fn join(
    range: &Range,
    register: &Register,
    people: &People<'_>,
    mut take: impl FnMut(&History<'_>),
) {
    let registrations = within(&register.registrations, people, |it| it.person_id);
    let nominations = within(&register.nominations, people, |it| it.person_id);
    let by_registration: Vec<i64> = registrations.iter().map(|it| it.person_id).collect();
    let by_nomination: Vec<i64> = nominations.iter().map(|it| it.person_id).collect();
    let mut registrations = Groups::new(&by_registration, registrations);
    let mut nominations = Groups::new(&by_nomination, nominations);
    let mut offences = Groups::new(&range.whose_offence, &range.offences);
    for person in &range.people {
        let id = person.person_id;
        registrations.pass(id);
        nominations.pass(id);
        offences.pass(id);
        take(&History {
            person,
            registrations: registrations.take(id),
            nominations: nominations.take(id),
            stays: &[],
            offences: offences.take(id),
        });
    }
}

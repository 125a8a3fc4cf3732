//! Everybody with all that the facts say of each, for measures that count no offences.

use measures::count::{History, Words};
use measures::tally::{Exclusion, Exclusions};

use crate::error::FactsError;
use crate::folder::Facts;
use crate::load::Register;

use super::job::begins;
use super::join::{Found, OfNobody, join};
use super::pick::People;
use super::read::{Range, Reads};

const READS: Reads = Reads { custody: false, known: true };

/// Hands on people one by one, a range of them in memory at a time, and tells how many rows belong
/// to nobody or come a second time. Days in custody are not read.
pub fn each_person(
    facts: &Facts,
    register: &Register,
    mut take: impl FnMut(&History<'_>, &Words),
) -> Result<Exclusions, FactsError> {
    let begins = begins(facts)?;
    let mut words = Words { strand: register.strands.clone(), ..Words::default() };
    let mut range = Range::default();
    let mut left_out = Exclusions::new();
    for number in 0..begins.len() {
        let people = People::of_range(&begins, number, None);
        range.read(facts, READS, &people, &mut words)?;
        join(&range, register, &people, |found| match found {
            Found::Person(history) => take(&history, &words),
            Found::Again => add(&mut left_out, Exclusion::PersonTwice, 1),
            Found::Nobody(of) => of_nobody(&of, &mut left_out),
        });
    }
    Ok(left_out)
}

fn of_nobody(of: &OfNobody<'_>, left_out: &mut Exclusions) {
    add(left_out, Exclusion::NoSuchPerson, of.registrations.len());
    add(left_out, Exclusion::NominationOfNobody, of.nominations.len());
    add(left_out, Exclusion::OffenceOfNobody, of.offences);
}

fn add(left_out: &mut Exclusions, reason: Exclusion, rows: usize) {
    if rows > 0 {
        *left_out.entry(reason).or_default() += u64::try_from(rows).unwrap_or(u64::MAX);
    }
}

//! Rows that belong to nobody, and rows that come twice.

use measures::fact::{Nomination, Person, Stay};

use crate::rows::Facts;

/// Somebody who is not among the people.
pub(crate) const NOBODY: i64 = 900;

/// Puts in rows of somebody who is not among the people, and somebody's row a second time.
pub(crate) fn spoil(facts: &mut Facts, person: Person) {
    let day = 14_000;
    let stray = Nomination { person_id: NOBODY, scheme_id: 1, day, taken_on: false };
    facts.nominations.push(stray);
    facts.stays.push((NOBODY, Stay { from: day, until: day + 9 }));
    let (_, offence) = facts.offences[0];
    facts.offences.push((NOBODY, offence));
    let born = Some(person.born.map_or(0, |it| it + 1));
    facts.people.insert(0, Person { born, sex: (person.sex + 1) % 3, ..person });
}

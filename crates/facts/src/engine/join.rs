//! Brings together what the facts say of each person of a range.

use measures::count::History;
use measures::fact::{Nomination, Registration};

use crate::load::Register;

use super::pick::People;
use super::read::Range;

/// What comes up while a range is gone through person by person.
#[derive(Debug)]
pub(super) enum Found<'a> {
    /// Somebody, with all that is said of them.
    Person(History<'a>),
    /// One more row of somebody who has come up.
    Again,
    /// What is said of somebody, or of several, who are not among the people.
    Nobody(OfNobody<'a>),
}

/// Rows about somebody who is not among the people.
#[derive(Debug)]
pub(super) struct OfNobody<'a> {
    pub(super) registrations: &'a [Registration],
    pub(super) nominations: &'a [Nomination],
    pub(super) stays: usize,
    pub(super) offences: usize,
}

/// Goes through a range in the order of people.
pub(super) fn join(
    range: &Range,
    register: &Register,
    people: &People<'_>,
    mut take: impl FnMut(Found<'_>),
) {
    let registrations = within(&register.registrations, people, |it| it.person_id);
    let nominations = within(&register.nominations, people, |it| it.person_id);
    let by_registration: Vec<i64> = registrations.iter().map(|it| it.person_id).collect();
    let by_nomination: Vec<i64> = nominations.iter().map(|it| it.person_id).collect();
    let mut registrations = Groups::new(&by_registration, registrations);
    let mut nominations = Groups::new(&by_nomination, nominations);
    let mut stays = Groups::new(&range.whose_stay, &range.stays);
    let mut offences = Groups::new(&range.whose_offence, &range.offences);
    let mut last = None;
    for person in &range.people {
        let id = person.person_id;
        if last.replace(id) == Some(id) {
            take(Found::Again);
            continue;
        }
        take(Found::Nobody(OfNobody {
            registrations: registrations.pass(id),
            nominations: nominations.pass(id),
            stays: stays.pass(id).len(),
            offences: offences.pass(id).len(),
        }));
        take(Found::Person(History {
            person,
            registrations: registrations.take(id),
            nominations: nominations.take(id),
            stays: stays.take(id),
            offences: offences.take(id),
        }));
    }
    take(Found::Nobody(OfNobody {
        registrations: registrations.list,
        nominations: nominations.list,
        stays: stays.list.len(),
        offences: offences.list.len(),
    }));
}

/// The part of a sorted list that is about these people.
fn within<'a, T>(list: &'a [T], people: &People<'_>, whose: impl Fn(&T) -> i64) -> &'a [T] {
    let first = list.partition_point(|it| whose(it) < people.from);
    let end = list.partition_point(|it| whose(it) <= people.to);
    list.get(first..end).unwrap_or_default()
}

/// A list sorted by person, gone through person by person.
struct Groups<'a, T> {
    whose: &'a [i64],
    list: &'a [T],
}

impl<'a, T> Groups<'a, T> {
    fn new(whose: &'a [i64], list: &'a [T]) -> Self {
        Self { whose, list }
    }

    /// Goes on to a person, and gives what was of others before.
    fn pass(&mut self, person: i64) -> &'a [T] {
        self.split(self.whose.iter().take_while(|it| **it < person).count())
    }

    /// What is of a person who has been gone on to.
    fn take(&mut self, person: i64) -> &'a [T] {
        self.split(self.whose.iter().take_while(|it| **it == person).count())
    }

    fn split(&mut self, count: usize) -> &'a [T] {
        let (first, list) = self.list.split_at_checked(count).unwrap_or((self.list, &[]));
        self.list = list;
        self.whose = self.whose.get(count..).unwrap_or_default();
        first
    }
}

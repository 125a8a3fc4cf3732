//! Facts as plain rows, in the words of the files.

use measures::count::Words;
use measures::fact::{Area, Nomination, Offence, Person, Registration, Stay};

pub(crate) struct Facts {
    pub(crate) people: Vec<Person>,
    pub(crate) registrations: Vec<Registration>,
    pub(crate) nominations: Vec<Nomination>,
    pub(crate) stays: Vec<(i64, Stay)>,
    pub(crate) offences: Vec<(i64, Offence)>,
    pub(crate) areas: Vec<Area>,
}

pub(crate) const SEXES: [&str; 2] = ["M", "F"];
pub(crate) const ETHNICITIES: [&str; 17] = [
    "W1", "B1", "A1", "W2", "W9", "M1", "M2", "M3", "M9", "A2", "A3", "A9", "B2", "B9", "O1", "O9",
    "NS",
];
pub(crate) const STRANDS: [&str; 2] = ["catch_and_convict", "prevent_and_deter"];

impl Facts {
    /// Brings rows into the order in which a history has them.
    pub(crate) fn sort(&mut self) {
        self.registrations.sort_by_key(|it| (it.person_id, it.entered, it.registration_id));
        self.nominations.sort_by_key(|it| (it.person_id, it.day, it.scheme_id));
        self.stays.sort();
        self.offences.sort_by_key(|(id, it)| (*id, it.offended, it.offence_id));
    }

    /// The code of a word is its place in its list, from 1.
    pub(crate) fn words() -> Words {
        let mut words = Words::default();
        for (names, list) in [
            (&mut words.sex, &SEXES[..]),
            (&mut words.ethnicity, &ETHNICITIES[..]),
            (&mut words.strand, &STRANDS[..]),
        ] {
            for word in list {
                names.code(word).unwrap();
            }
        }
        words
    }
}

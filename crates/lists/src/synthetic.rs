//! A made-up population and what four agencies' lists would say of it: to train, measure and test
//! matching on. Nobody in it is real.
//!
//! The same seed gives the same records on every machine. Nothing is held: every record is made
//! from its place in the list alone, so that lists of any length can be written, by any number of
//! threads. Turning one kind of mistake on or off changes only the records that it touches.
//!
//! ```
//! use lists::synthetic::{Mistakes, Population};
//!
//! let population = Population::new(1_000, 7, Mistakes::usual());
//! let records: Vec<_> = population.records().collect();
//! assert!(records.len() > 1_000);
//! assert_eq!(records.first(), population.records().next().as_ref());
//! ```

mod chance;
mod household;
mod list;
mod mistakes;
mod names;
mod numbers;
mod person;
mod postcodes;
mod slip;
#[cfg(test)]
mod tests;

pub use mistakes::Mistakes;

use chance::{Chance, Strand, shuffled};
use names::Names;

/// How many records a person may have.
const MOST_RECORDS: u64 = 8;

/// Of a thousand people, how many have at least two records, three, and so on.
const AT_LEAST: [u32; 7] = [122, 45, 20, 10, 6, 3, 1];

/// One line of an agency's list, and whom it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Record {
    /// The truth: records of the same number are about the same person.
    pub person: u32,
    /// Unlike any other record's.
    pub record_id: String,
    /// The agency: `police`, `probation`, `prison` or `court`.
    pub source: &'static str,
    /// The first forename.
    pub forename: Option<String>,
    /// The second forename.
    pub middle_name: Option<String>,
    /// The family name.
    pub surname: Option<String>,
    /// Forenames of other names, in the order of `alias_surname`, with semicolons between.
    pub alias_forename: Option<String>,
    /// Surnames of other names.
    pub alias_surname: Option<String>,
    /// The date of birth, as `YYYY-MM-DD`.
    pub dob: Option<String>,
    /// `M` or `F`.
    pub sex: Option<String>,
    /// The postcode of the home, with or without its space.
    pub postcode: Option<String>,
    /// The Police National Computer's id.
    pub pnc_id: Option<String>,
    /// The Criminal Records Office number.
    pub cro_number: Option<String>,
    /// The prison number.
    pub prison_number: Option<String>,
    /// Probation's case reference number.
    pub crn: Option<String>,
}

/// A made-up population and the records about it.
#[derive(Debug)]
pub struct Population {
    people: u32,
    seed: u64,
    mistakes: Mistakes,
    names: &'static Names,
}

impl Population {
    /// A population of so many people; each has one record at least.
    pub fn new(people: u32, seed: u64, mistakes: Mistakes) -> Self {
        Self { people, seed, mistakes, names: Names::all() }
    }

    /// How many places the list has; most are empty. With [`Self::record_at`], for threads.
    pub fn places(&self) -> u64 {
        u64::from(self.people) * MOST_RECORDS
    }

    /// The record at a place, if it is not empty. The places of one person's records lie apart.
    pub fn record_at(&self, place: u64) -> Option<Record> {
        if place >= self.places() {
            return None;
        }
        let slot = shuffled(self.seed, place, self.places());
        let person = u32::try_from(slot / MOST_RECORDS).ok()?;
        let nth = slot % MOST_RECORDS;
        (nth < self.record_count(person)).then(|| self.record(person, nth, place))
    }

    /// All records, in an order that says nothing about who is who.
    pub fn records(&self) -> impl Iterator<Item = Record> + '_ {
        (0..self.places()).filter_map(|place| self.record_at(place))
    }

    fn record_count(&self, person: u32) -> u64 {
        let lot = self.chance(Strand::Count, u64::from(person)).below(1_000);
        let more = AT_LEAST.into_iter().filter(|share| lot < *share).count();
        1 + u64::try_from(more).unwrap_or(0)
    }

    fn chance(&self, strand: Strand, piece: u64) -> Chance {
        Chance::of(self.seed, strand, piece)
    }
}

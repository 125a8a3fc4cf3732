//! Identifiers: well formed, with the right check letter, no two people's alike.

use domain::identifier::{CroNumber, IdentifierFault, PncId};

use super::Population;
use super::chance::{Strand, shuffled};
use super::person::Person;

/// The year after which no number was given.
const LATEST_YEAR: i16 = 2025;

const SERIALS: u64 = 9_999_999;
const SHORT_SERIALS: u64 = 999_999;
const PRISON_NUMBERS: u64 = 9_999 * 26 * 26 * 26;
const CASE_NUMBERS: u64 = 999_999 * 26;

impl Population {
    /// The id that nearly everybody has who was ever arrested.
    pub(super) fn pnc_id(&self, person: &Person<'_>) -> Option<String> {
        let mut chance = self.chance(Strand::Number, u64::from(person.number));
        let year = first_arrest(person, chance.below(14));
        let serial = 1 + shuffled(self.seed ^ 1, u64::from(person.number), SERIALS);
        chance.happens(0.96).then(|| lettered(year, &format!("{year:04}/{serial:07}"), pnc_fault))
    }

    /// The number of those whose fingerprints are held.
    pub(super) fn cro_number(&self, person: &Person<'_>) -> Option<String> {
        let mut chance = self.chance(Strand::Number, u64::from(person.number) | 1 << 40);
        let place = shuffled(self.seed ^ 2, u64::from(person.number), SERIALS);
        let serial = 1 + place % SHORT_SERIALS;
        // The last digit of the year keeps the numbers of large populations apart.
        let last_digit = i16::try_from(place / SHORT_SERIALS % 10).unwrap_or(0);
        let year = first_arrest(person, chance.below(20)) / 10 * 10 + last_digit;
        let year = if year > LATEST_YEAR { year - 10 } else { year };
        let body = format!("{serial:06}/{:02}", year.rem_euclid(100));
        chance.happens(0.7).then(|| lettered(year, &body, cro_fault))
    }

    /// The number that prisons give.
    pub(super) fn prison_number(&self, person: &Person<'_>) -> String {
        let rest = shuffled(self.seed ^ 3, u64::from(person.number), PRISON_NUMBERS);
        let (digits, rest) = (1 + rest % 9_999, rest / 9_999);
        let [first, second, third] = [rest, rest / 26, rest / 676].map(capital);
        format!("{first}{digits:04}{second}{third}")
    }

    /// The number that probation gives.
    pub(super) fn crn(&self, person: &Person<'_>) -> String {
        let rest = shuffled(self.seed ^ 4, u64::from(person.number), CASE_NUMBERS);
        format!("{}{:06}", capital(rest / 999_999), 1 + rest % 999_999)
    }
}

/// At twelve at the earliest.
fn first_arrest(person: &Person<'_>, years: u32) -> i16 {
    let year = person.born.year() + 12 + i16::try_from(years).unwrap_or(0);
    year.min(LATEST_YEAR)
}

fn capital(place: u64) -> char {
    u8::try_from(place % 26).map_or('A', |it| char::from(b'A' + it))
}

/// The number with its check letter, which the reader of such numbers knows.
fn lettered(year: i16, body: &str, fault: fn(&str, i16) -> Option<IdentifierFault>) -> String {
    let guess = format!("{body}Z");
    match fault(&guess, year) {
        Some(IdentifierFault::WrongCheckLetter { expected, .. }) => format!("{body}{expected}"),
        Some(_) | None => guess,
    }
}

fn pnc_fault(text: &str, year: i16) -> Option<IdentifierFault> {
    PncId::parse(text, year.max(LATEST_YEAR)).err()
}

fn cro_fault(text: &str, _year: i16) -> Option<IdentifierFault> {
    CroNumber::parse(text).err()
}

//! What an agency's list says of a person.

use std::borrow::Cow;

use super::chance::{Chance, Strand};
use super::household::Sex;
use super::person::Person;
use super::{Mistakes, Population, Record, slip};

/// How an agency keeps its list: of a hundred records, how many have each field.
#[derive(Debug)]
struct Agency {
    name: &'static str,
    /// Of a hundred records, how many are this agency's.
    share: u32,
    middle_name: u32,
    alias: u32,
    dob: u32,
    sex: u32,
    postcode: u32,
    pnc_id: u32,
    cro_number: u32,
    prison_number: u32,
    crn: u32,
    style: Style,
}

/// How an agency writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    /// Capitals without accents, identifiers in full.
    Capitals,
    /// A capital at the start of each name, accents kept, identifiers short.
    Mixed,
}

const POLICE: Agency = Agency {
    name: "police",
    share: 42,
    middle_name: 90,
    alias: 80,
    dob: 99,
    sex: 99,
    postcode: 92,
    pnc_id: 88,
    cro_number: 75,
    prison_number: 2,
    crn: 1,
    style: Style::Capitals,
};

const PROBATION: Agency = Agency {
    name: "probation",
    share: 22,
    middle_name: 70,
    alias: 30,
    dob: 99,
    sex: 98,
    postcode: 93,
    pnc_id: 60,
    cro_number: 30,
    prison_number: 30,
    crn: 100,
    style: Style::Mixed,
};

const PRISON: Agency = Agency {
    name: "prison",
    share: 14,
    middle_name: 75,
    alias: 50,
    dob: 99,
    sex: 100,
    postcode: 62,
    pnc_id: 70,
    cro_number: 55,
    prison_number: 100,
    crn: 15,
    style: Style::Capitals,
};

const COURT: Agency = Agency {
    name: "court",
    share: 22,
    middle_name: 50,
    alias: 0,
    dob: 95,
    sex: 94,
    postcode: 88,
    pnc_id: 35,
    cro_number: 15,
    prison_number: 1,
    crn: 4,
    style: Style::Mixed,
};

impl Agency {
    fn drawn(chance: &mut Chance) -> &'static Self {
        let mut lot = chance.below(100);
        for agency in [&POLICE, &PROBATION, &PRISON] {
            if lot < agency.share {
                return agency;
            }
            lot -= agency.share;
        }
        &COURT
    }
}

/// A name as one record has it.
type Name<'a> = (Cow<'a, str>, Cow<'a, str>);

impl Population {
    /// What the list says at this place.
    pub(super) fn record(&self, number: u32, nth: u64, place: u64) -> Record {
        let piece = u64::from(number) | nth << 40;
        let person = &self.person(number);
        let agency = Agency::drawn(&mut self.chance(Strand::Agency, piece));
        let mut gaps =
            Gaps { chance: self.chance(Strand::Missing, piece), much: self.mistakes.missing };
        let record = Record {
            person: number,
            record_id: format!("S{place:08}"),
            source: agency.name,
            ..Record::default()
        };
        let record = self.with_names(record, (person, piece), agency, &mut gaps);
        let style = agency.style;
        let number = |number: Option<String>, field| {
            number.map(|it| shortened(self.number(it, piece, field), style))
        };
        Record {
            dob: gaps.keeps(agency.dob).then(|| self.dob(person, piece)),
            sex: gaps.keeps(agency.sex).then(|| letter(person.sex).to_owned()),
            postcode: gaps.keeps(agency.postcode).then(|| self.home(person, piece, style)),
            pnc_id: number(self.pnc_id(person).filter(|_| gaps.keeps(agency.pnc_id)), 3),
            cro_number: number(
                self.cro_number(person).filter(|_| gaps.keeps(agency.cro_number)),
                4,
            ),
            prison_number: number(
                gaps.keeps(agency.prison_number).then(|| self.prison_number(person)),
                5,
            ),
            crn: number(gaps.keeps(agency.crn).then(|| self.crn(person)), 6),
            ..record
        }
    }

    fn with_names(
        &self,
        record: Record,
        (person, piece): (&Person<'_>, u64),
        agency: &Agency,
        gaps: &mut Gaps,
    ) -> Record {
        let style = |name: Cow<'_, str>| written(&name, agency.style);
        let ((forename, surname), alias) = self.names_written(person, piece);
        let middle = person.middle_name.map(|it| self.typed(Cow::Borrowed(it), piece, 2));
        let alias = alias.filter(|_| gaps.keeps(agency.alias));
        let (alias_forename, alias_surname) = alias.unzip();
        Record {
            forename: gaps.keeps(99).then(|| style(forename)),
            middle_name: middle.filter(|_| gaps.keeps(agency.middle_name)).map(style),
            surname: Some(style(surname)),
            alias_forename: alias_forename.map(style),
            alias_surname: alias_surname.map(style),
            ..record
        }
    }

    /// The name as written, and another name if the record gives one.
    fn names_written<'a>(
        &'a self,
        person: &Person<'a>,
        piece: u64,
    ) -> (Name<'a>, Option<Name<'a>>) {
        let Mistakes { former_name, alias, swapped_names, .. } = self.mistakes;
        let former = person.former_surname.clone();
        let former = former.filter(|_| self.happens(Strand::FormerName, piece, former_name));
        let own =
            (Cow::Borrowed(person.forename), former.unwrap_or_else(|| person.surname.clone()));
        let other = person.alias.clone().map(|(first, last)| (Cow::Borrowed(first), last));
        let (name, alias) = match other {
            Some(other) if self.happens(Strand::Alias, piece, alias) => (other, Some(own)),
            other => (own, other),
        };
        let forename = self.typed(self.familiar(self.spelt(name.0, piece, 0), piece), piece, 0);
        let surname = self.typed(self.spelt(name.1, piece, 1), piece, 1);
        if self.happens(Strand::SwappedNames, piece, swapped_names) {
            return ((surname, forename), alias);
        }
        ((forename, surname), alias)
    }

    fn happens(&self, strand: Strand, piece: u64, share: f64) -> bool {
        self.chance(strand, piece).happens(share)
    }

    fn spelt<'a>(&'a self, name: Cow<'a, str>, piece: u64, field: u64) -> Cow<'a, str> {
        let mut chance = self.chance(Strand::Spelling, piece | field << 48);
        let others = self.names.spellings(&name);
        let other = !others.is_empty() && chance.happens(self.mistakes.spelling);
        if other { Cow::Borrowed(chance.one_of(others)) } else { name }
    }

    fn familiar<'a>(&'a self, name: Cow<'a, str>, piece: u64) -> Cow<'a, str> {
        let mut chance = self.chance(Strand::Familiar, piece);
        let others = self.names.familiar(&name);
        let other = !others.is_empty() && chance.happens(self.mistakes.familiar_name);
        if other { Cow::Borrowed(chance.one_of(others)) } else { name }
    }

    fn typed<'a>(&self, name: Cow<'a, str>, piece: u64, field: u64) -> Cow<'a, str> {
        let mut chance = self.chance(Strand::Typing, piece | field << 48);
        if !chance.happens(self.mistakes.typing) {
            return name;
        }
        Cow::Owned(slip::in_word(&name, &mut chance))
    }

    fn dob(&self, person: &Person<'_>, piece: u64) -> String {
        let Mistakes { swapped_date, date_digit, first_of_january, .. } = self.mistakes;
        let mut born = person.born;
        if self.happens(Strand::SwappedDate, piece, swapped_date) {
            born = slip::swapped(born);
        }
        let mut chance = self.chance(Strand::DateDigit, piece);
        if chance.happens(date_digit) {
            born = slip::in_date(born, &mut chance);
        }
        if self.happens(Strand::FirstOfJanuary, piece, first_of_january) {
            born = born.first_of_year();
        }
        born.to_string()
    }

    fn home(&self, person: &Person<'_>, piece: u64, style: Style) -> String {
        let mut chance = self.chance(Strand::Moved, piece);
        let moved = chance.happens(self.mistakes.moved);
        let postcode = self.postcode(person, if moved { 1 + chance.below(3) } else { 0 });
        let mut chance = self.chance(Strand::PostcodeSlip, piece);
        let slipped = chance.happens(self.mistakes.postcode);
        let postcode = if slipped { slip::in_postcode(&postcode, &mut chance) } else { postcode };
        if style == Style::Mixed && chance.happens(0.3) {
            postcode.replace(' ', "")
        } else {
            postcode
        }
    }
}

impl Population {
    fn number(&self, number: String, piece: u64, field: u64) -> String {
        let mut chance = self.chance(Strand::Number, piece | field << 48);
        let slipped = chance.happens(self.mistakes.number);
        if slipped { slip::in_digits(&number, &mut chance) } else { number }
    }
}

/// What an agency leaves out.
struct Gaps {
    chance: Chance,
    /// How much of what is usually left out.
    much: f64,
}

impl Gaps {
    /// Whether a field is there which so many of a hundred records have.
    fn keeps(&mut self, of_a_hundred: u32) -> bool {
        let missing = f64::from(100 - of_a_hundred.min(100)) / 100.0;
        !self.chance.happens(missing * self.much)
    }
}

const fn letter(sex: Sex) -> &'static str {
    match sex {
        Sex::Man => "M",
        Sex::Woman => "F",
    }
}

/// A PNC id or CRO number as people say it: `1981/0000034U` becomes `81/34U`.
fn shortened(number: String, style: Style) -> String {
    let short = style == Style::Mixed;
    match number.split_once('/') {
        Some((year, serial)) if short && year.len() == 4 => {
            format!("{}/{}", year.get(2..).unwrap_or(year), serial.trim_start_matches('0'))
        }
        Some((serial, year)) if short => format!("{}/{year}", serial.trim_start_matches('0')),
        Some(_) | None => number,
    }
}

/// A name in the agency's way of writing.
fn written(name: &str, style: Style) -> String {
    match style {
        Style::Capitals => name.chars().map(without_accent).collect(),
        Style::Mixed => {
            let mut starts = true;
            let mut letter = |it: char| {
                let first = starts;
                starts = !it.is_alphabetic();
                if first { it } else { it.to_lowercase().next().unwrap_or(it) }
            };
            name.chars().map(&mut letter).collect()
        }
    }
}

const fn without_accent(letter: char) -> char {
    match letter {
        'Ą' => 'A',
        'Ć' => 'C',
        'Ę' => 'E',
        'Ł' => 'L',
        'Ń' => 'N',
        'Ó' => 'O',
        'Ś' => 'S',
        'Ź' | 'Ż' => 'Z',
        other => other,
    }
}

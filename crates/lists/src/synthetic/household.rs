//! Who lives with whom: blocks of sixteen people fall into households, each of which shares a home
//! and mostly a surname.

use jiff::civil::Date;

use super::chance::{Chance, Strand};
use super::names::Community;
use super::postcodes;

/// How many people a block has.
const BLOCK: u32 = 16;

/// The year as of which people have their ages.
const THIS_YEAR: i16 = 2026;

/// What somebody is to the head of the household.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kin {
    Head,
    Partner,
    Child,
    Sibling,
    /// Twin of the member before.
    Twin,
}

/// Men are four in five of those on agencies' lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sex {
    Man,
    Woman,
}

/// A household, known by its first member.
#[derive(Debug, Clone, Copy)]
pub(super) struct Household {
    seed: u64,
    pub(super) first: u32,
    pub(super) community: Community,
}

/// What is known of somebody before names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member {
    pub(super) person: u32,
    pub(super) kin: Kin,
    pub(super) sex: Sex,
    pub(super) born: Date,
}

impl Household {
    /// The household that somebody belongs to.
    pub(super) fn of(seed: u64, person: u32) -> Self {
        let mut chance = Chance::of(seed, Strand::Block, u64::from(person / BLOCK));
        let mut first = person - person % BLOCK;
        loop {
            let size = size(&mut chance);
            if person < first + size {
                break;
            }
            first += size;
        }
        let mut chance = Chance::of(seed, Strand::Household, u64::from(first));
        Self { seed, first, community: Community::drawn(&mut chance) }
    }

    /// The postcode at which they live today.
    pub(super) fn postcode(&self) -> String {
        postcodes::drawn(&mut Chance::of(self.seed, Strand::Home, u64::from(self.first)))
    }

    /// One who belongs to it.
    pub(super) fn member(&self, person: u32) -> Member {
        let mut chance = Chance::of(self.seed, Strand::Member, u64::from(person));
        let kin = kin(person - self.first, &mut chance);
        let sex = if chance.happens(0.8) { Sex::Man } else { Sex::Woman };
        let born = birthday(&mut chance);
        match kin {
            Kin::Head => Member { person, kin, sex, born: born_in(head_year(&mut chance), born) },
            Kin::Twin => self.twin(person, &mut chance),
            Kin::Partner | Kin::Child | Kin::Sibling => {
                let head = self.member(self.first);
                let year = relative_year(kin, head.born.year(), &mut chance);
                let sex = if kin == Kin::Partner { opposite(head.sex) } else { sex };
                Member { person, kin, sex, born: born_in(year, born) }
            }
        }
    }

    fn twin(&self, person: u32, chance: &mut Chance) -> Member {
        let before = self.member(person - 1);
        let sex = if chance.happens(0.65) { before.sex } else { opposite(before.sex) };
        Member { person, kin: Kin::Twin, sex, born: before.born }
    }
}

/// Most of those on a list are the only ones of their household who are; one in four is not.
fn size(chance: &mut Chance) -> u32 {
    match chance.below(100) {
        0..88 => 1,
        88..96 => 2,
        96..99 => 3,
        _ => 4,
    }
}

fn kin(position: u32, chance: &mut Chance) -> Kin {
    let lot = chance.below(100);
    match (position, lot) {
        (0, _) => Kin::Head,
        (1, 0..45) => Kin::Partner,
        (_, 0..75) => Kin::Child,
        (_, 75..93) => Kin::Sibling,
        _ => Kin::Twin,
    }
}

const fn opposite(sex: Sex) -> Sex {
    match sex {
        Sex::Man => Sex::Woman,
        Sex::Woman => Sex::Man,
    }
}

/// From 18 to 80, most of them young.
fn head_year(chance: &mut Chance) -> i16 {
    let age = 18.0 + chance.unit().powf(1.7) * 62.0;
    #[expect(clippy::cast_possible_truncation, reason = "an age")]
    let age = age as i16;
    THIS_YEAR - age
}

fn relative_year(kin: Kin, head: i16, chance: &mut Chance) -> i16 {
    let between = |chance: &mut Chance, least: i16, most: u32| {
        least + i16::try_from(chance.below(most)).unwrap_or(0)
    };
    let year = match kin {
        Kin::Head | Kin::Twin => head,
        Kin::Partner => head + between(chance, -5, 11),
        Kin::Sibling => head + between(chance, -9, 19),
        Kin::Child => head + between(chance, 18, 20),
    };
    // Nobody on a list is younger than ten.
    if year > THIS_YEAR - 10 { THIS_YEAR - 10 - between(chance, 0, 8) } else { year }
}

/// A day of a year without a 29 February.
fn birthday(chance: &mut Chance) -> Date {
    let day = i16::try_from(chance.below(365)).unwrap_or(0) + 1;
    Date::new(2001, 1, 1).unwrap_or_default().with().day_of_year(day).build().unwrap_or_default()
}

fn born_in(year: i16, birthday: Date) -> Date {
    Date::new(year, birthday.month(), birthday.day()).unwrap_or(birthday)
}

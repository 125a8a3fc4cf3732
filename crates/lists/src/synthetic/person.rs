//! A person: what is true of them, whatever the lists say.

use std::borrow::Cow;

use jiff::civil::Date;

use super::Population;
use super::chance::{Chance, Strand};
use super::household::{Household, Kin, Member, Sex};
use super::names::Community;
use super::postcodes;

/// What is true of somebody.
#[derive(Debug)]
pub(super) struct Person<'a> {
    pub(super) number: u32,
    pub(super) sex: Sex,
    pub(super) forename: &'a str,
    pub(super) middle_name: Option<&'a str>,
    pub(super) surname: Cow<'a, str>,
    /// The surname before they took another.
    pub(super) former_surname: Option<Cow<'a, str>>,
    /// Another name they go by.
    pub(super) alias: Option<(&'a str, Cow<'a, str>)>,
    pub(super) born: Date,
    household: Household,
}

impl Population {
    /// Somebody of the population.
    pub(super) fn person(&self, number: u32) -> Person<'_> {
        let household = Household::of(self.seed, number);
        let member = household.member(number);
        let forename = self.forename(&household, &member);
        let mut life = self.chance(Strand::Life, u64::from(number));
        let (surname, former_surname) = self.surnames(&household, &member, &mut life);
        let middle_name =
            life.happens(0.55).then(|| self.any_forename(&household, &member, &mut life));
        let alias = life.happens(0.08).then(|| {
            let forename = self.any_forename(&household, &member, &mut life);
            let kept = life.happens(0.5);
            let other = self.surname(&household, member.sex, &mut life);
            (forename, if kept { surname.clone() } else { other })
        });
        Person {
            number,
            sex: member.sex,
            forename,
            middle_name: middle_name.filter(|it| *it != forename),
            surname,
            former_surname,
            alias,
            born: member.born,
            household,
        }
    }

    fn any_forename(&self, home: &Household, of: &Member, chance: &mut Chance) -> &str {
        match of.sex {
            Sex::Man => self.names.man(home.community, of.born.year(), chance),
            Sex::Woman => self.names.woman(home.community, of.born.year(), chance),
        }
    }

    /// Some sons are named after their father; twins never alike.
    fn forename(&self, home: &Household, of: &Member) -> &str {
        let mut chance = self.chance(Strand::Naming, u64::from(of.person));
        let own = self.any_forename(home, of, &mut chance);
        match of.kin {
            Kin::Head | Kin::Partner | Kin::Sibling => own,
            Kin::Child => {
                let head = home.member(home.first);
                let named_after = of.sex == Sex::Man && head.sex == Sex::Man;
                if named_after && chance.happens(0.15) { self.forename(home, &head) } else { own }
            }
            Kin::Twin => {
                let other = self.forename(home, &home.member(of.person - 1));
                let mut own = own;
                while own == other {
                    own = self.any_forename(home, of, &mut chance);
                }
                own
            }
        }
    }

    fn surname(&self, home: &Household, sex: Sex, chance: &mut Chance) -> Cow<'_, str> {
        inflected(self.names.surname(home.community, chance), home.community, sex)
    }

    /// The surname, and the one before it.
    fn surnames<'a>(
        &'a self,
        home: &Household,
        of: &Member,
        life: &mut Chance,
    ) -> (Cow<'a, str>, Option<Cow<'a, str>>) {
        let mut shared = self.chance(Strand::Naming, u64::from(home.first) | 1 << 40);
        let family = self.surname(home, of.sex, &mut shared);
        let own = self.surname(home, of.sex, life);
        let married = life.happens(if of.kin == Kin::Partner { 0.6 } else { 0.3 });
        let took_a_name = married && of.sex == Sex::Woman && of.born.year() < 2002;
        match of.kin {
            Kin::Partner | Kin::Head if took_a_name => (family, Some(own)),
            Kin::Partner => (own, None),
            Kin::Head | Kin::Child | Kin::Sibling | Kin::Twin => (family, None),
        }
    }

    /// The postcode of one of the homes somebody has had: 0 is today's.
    pub(super) fn postcode(&self, person: &Person<'_>, home: u32) -> String {
        if home == 0 {
            return person.household.postcode();
        }
        let piece = u64::from(person.number) | u64::from(home) << 40;
        postcodes::drawn(&mut self.chance(Strand::Home, piece))
    }
}

/// Polish surnames in -SKI and -CKI end in -A for women.
fn inflected(surname: &str, community: Community, sex: Sex) -> Cow<'_, str> {
    let polish = matches!(community, Community::Polish) && sex == Sex::Woman;
    match surname.strip_suffix('I') {
        Some(stem) if polish && (stem.ends_with("SK") || stem.ends_with("CK")) => {
            Cow::Owned(format!("{stem}A"))
        }
        _ => Cow::Borrowed(surname),
    }
}
